"""The remarks on the cells of a marked copy: written, known again, and told from what a person wrote among them.

A remark ends in the code of its finding and four digits that vouch for its words, so that a reply typed into the middle
of it is not taken for a part of it.
"""

from __future__ import annotations

import hashlib
import re

TO_MEND, MENDED = "To mend: ", "Mended."
REMARK = re.compile(rf"{TO_MEND}(.*?) \(([A-Z]{{3}}\d{{3}}) ([0-9a-f]{{4}})\)", re.DOTALL)
MENDED_LINES = re.compile(rf"^{re.escape(MENDED)}$", re.MULTILINE)
SEVERAL = re.compile(rf"{re.escape(MENDED)}(\s+{re.escape(MENDED)})+")


def make_remark(words: str, code: str) -> str:
    """Return the remark that says the words of the finding with this code."""
    return f"{TO_MEND}{words} ({code} {_vouch(words)})"


def find_own_words(note: str) -> str:
    """Return what a person wrote in a note, without remarks and what was said in their place."""
    return MENDED_LINES.sub("", _replace(note, "")).strip()


def retire_remarks(note: str) -> str:
    """Return the note with each remark said to be mended."""
    return SEVERAL.sub(MENDED, _replace(note, MENDED))


def _replace(note: str, instead: str) -> str:
    return REMARK.sub(lambda found: instead if found[3] == _vouch(found[1]) else found[0], note)


def _vouch(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:4]
