"""What is marked as not for publication, and the paragraph of Schedule 12A that says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.yaml_files.fields import Fields

if TYPE_CHECKING:
    pass


# In place of a paragraph where the mark has an error.
PERHAPS = "perhaps"


EXEMPT_PARAGRAPH = re.compile(r"(?:paragraphs?\s+)?(\d{1,2}[a-z]?(?:\s*(?:,|and)\s*\d{1,2}[a-z]?)*)", re.IGNORECASE)


def read_exempt(fields: Fields, key: str = "exempt") -> str:
    """Return the paragraph of Schedule 12A that the key names, "" if there is none."""
    typed = fields.text(key)
    if fields.is_empty(key):
        message = phrase('"{}" does not say which paragraph of Schedule 12A applies', Term(key))
        hint = phrase(
            "write the paragraph's number, as in {}: 3; if this may be published, delete {}: and nothing else",
            Term(key),
            Term(key),
        )
        fields.source.report(codes.REC012, message, hint, fields.keys[key], length=len(key))
    if not typed:
        # Where the mark has an error the text counts as exempt until it is corrected.
        return PERHAPS if key in fields.keys or fields.is_perhaps_exempt else ""
    if found := EXEMPT_PARAGRAPH.fullmatch(typed):
        return found[1]
    message = phrase('{}: "{}" does not name a paragraph of Schedule 12A', Term(key), typed)
    fields.report(codes.YML011, message, phrase("write the paragraph's number, as in {}: 3", Term(key)), key)
    # The text must not slip into a public paper.
    return typed
