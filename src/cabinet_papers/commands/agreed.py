"""An agreed paper beside the one that Cabinet agreed: the first that was built, or one that was changed with a reason.

The record beside the papers has the hash of the agreed one. That is in its place, or in superseded/.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.files.files import AGREED, find_as_built, is_newly_reopened, read_notes, read_record
from cabinet_papers.files.superseded import find_superseded
from cabinet_papers.files.writing import hash_of
from cabinet_papers.papers.kinds import EXEMPT_FOLDER, KINDS
from cabinet_papers.papers.views import MatterView, ReportView
from cabinet_papers.proof.changes import check_changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cabinet_papers.commands.made import MadeDocument
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.finished.blocks import Blocks
    from cabinet_papers.papers.kinds import Document


# How the files of agreed papers are called.
FINAL = tuple(f"{kind.name} - " for kind in KINDS if kind.is_final)


class Agreed(NamedTuple):
    """What the record is to say of an agreed paper, and what is wrong with it.

    `content_hash` is that of the paper that counts as agreed from now on. `has_changed` says that the new one differs
    from what was agreed, so that the one in its place is kept.
    """

    content_hash: str
    has_changed: bool = False
    findings: tuple[Diagnostic, ...] = ()


def compare_with_agreed(document: Document, content: bytes, finished: Blocks, output: Path, file: str) -> Agreed:
    """Return how the document, which is called `file` in findings, differs from the one that Cabinet agreed.

    A change is reported when it is made; one that is undone is none any more.
    """
    name = _find_name(document, output)
    standing = find_as_built(output, name) if name else b""
    if not standing:
        return Agreed(hash_of(content))
    agreed_hash = read_notes(output, AGREED).get(name) or hash_of(standing)
    agreed = standing
    if agreed_hash != hash_of(standing):
        agreed = find_superseded(output, name, agreed_hash, EXEMPT_FOLDER) or standing
    changes = check_changes(agreed, finished, file, may_quote=not document.has_exempt_parts)
    if not changes:
        return Agreed(hash_of(content))
    if is_newly_reopened(output, document.reopened):
        return Agreed(hash_of(content), has_changed=True)
    if not check_changes(standing, finished, file):
        return Agreed(agreed_hash)
    return Agreed(agreed_hash, has_changed=True, findings=tuple(changes))


def _find_name(document: Document, output: Path) -> str:
    """Return the name of the agreed paper as it was built before, under its title of then; "" where there is none."""
    record, name = read_record(output), PurePosixPath(document.file_name)
    begins = name.name.partition(f"{document.kind.name} - ")[0] + f"{document.kind.name} - "
    # A matter has one paper of each kind, so another of its kind is the same under another title.
    named = [document.file_name] if document.file_name in record else sorted(record)
    of_its_kind = (each for each in map(PurePosixPath, named) if each.suffix == ".docx")
    same = (each for each in of_its_kind if each.parent == name.parent and each.name.startswith(begins))
    return next((each.as_posix() for each in same if find_as_built(output, each.as_posix())), "")


def list_changed(made: Sequence[MadeDocument], output: Path) -> dict[str, bool]:
    """Return the documents of which those that were built before are kept, and whether a note is to say so.

    They are agreed papers that differ from what was agreed; and when a draft becomes agreed, or the reverse, the report
    and the council's own documents of the matter, which speak of the response as it is.
    """
    kept = {each.word.name: False for each in made if each.has_changed}
    was_agreed = any(PurePosixPath(name).name.startswith(FINAL) for name in read_record(output))
    if was_agreed != any(each.document.kind.is_final for each in made):
        about = (each.word.name for each in made if each.document.kind.view in (ReportView, MatterView))
        kept |= dict.fromkeys(about, True)
    return kept
