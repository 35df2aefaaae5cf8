"""Names in data/ that hardly anybody can tell from each other, or from the name of a file that is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import is_folder, list_folder
from cabinet_papers.files.workspace import KNOWN, find_every_matter
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.lookalikes import straighten
from cabinet_papers.findings.message import Term, phrase

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.files.workspace import MatterFolder, Workspace


def find_alike_names(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield a warning for each matter's folder that looks as one before it, and each file that looks as one read."""
    for folder in (workspace.data, workspace.closed):
        first: dict[str, Path] = {}
        for path in filter(is_folder, list_folder(folder)):
            other = first.setdefault(_look(path), path)
            if other is not path:
                message = phrase('the name "{}" can hardly be told from "{}" beside it', path.name, other.name)
                hint = phrase("if both are the same matter, move its files into one folder; if not, rename one of them")
                yield finding(codes.WSP008, message, hint, Location(workspace.name(path)))
    for matter in find_every_matter(workspace):
        yield from _find_unread(workspace, matter)


def _find_unread(workspace: Workspace, matter: MatterFolder) -> Iterator[Diagnostic]:
    """Yield a warning for each file that may be meant as a matter's own; where it has none at all that is the error."""
    own = [each for each in (matter.recommendations, matter.action_plan) if each]
    for path in list_folder(matter.folder) if own else ():
        if path not in own and _look(path) in KNOWN:
            message = phrase(
                'this file is not read: its name can hardly be told from {}, but is "{}"', Term(_look(path)), path.name
            )
            hint = phrase("if it is the file of this matter, call it {}; if not, delete it", Term(_look(path)))
            yield finding(codes.WSP008, message, hint, Location(workspace.name(path)))


def _look(path: Path) -> str:
    return " ".join(straighten(path.name).casefold().split())
