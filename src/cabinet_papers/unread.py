"""Files around a matter's response sheets that may hold answers and that nobody reads: each is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.model import MatterFolder
from cabinet_papers.publish.files import read_record
from cabinet_papers.workspace import Workspace, find_workbooks, may_hold_answers
from cabinet_papers.writing import hash_if_readable

MARKED, EARLIER = "to mend", "earlier sheets"


def find_unread(workspace: Workspace, folder: MatterFolder) -> list[Diagnostic]:
    """Return a finding for each file that may hold answers where they are not read."""
    hint = "move it up into the matter's folder if its answers count"
    changed = f'somebody has changed this copy; what lies in the folder "{MARKED}" is not read'
    instead = f"{hint}, in the place of the workbook that it was made from; else delete it"
    inside = "it lies in a folder of its own and is not read"
    strange = "it looks like a workbook by what is in it, but its ending is none of a workbook's; it is not read"
    rename = "rename it so that it ends in .xlsx if its answers count, else move it out of the matter's folder"
    return [
        *(_say(workspace, path, changed, instead) for path in _find_changed(folder.folder / MARKED)),
        *(_say(workspace, path, inside, hint) for path in find_inside(folder.folder)),
        *(
            _say(workspace, path, strange, rename)
            for path in sorted(folder.folder.iterdir())
            if path not in folder.workbooks and may_hold_answers(path)
        ),
    ]


def _say(workspace: Workspace, path: Path, message: str, hint: str) -> Diagnostic:
    return finding(codes.XLS019, message, hint, Location(workspace.name(path)))


def _find_changed(marked: Path) -> Iterator[Path]:
    """Yield the workbooks among the marked copies that are not as they were written."""
    record = read_record(marked)
    for path in find_workbooks(marked):
        # Numbers may save a folder; and what cannot be read may have been changed.
        if record.get(path.name) != hash_if_readable(path):
            yield path


def find_inside(folder: Path) -> list[Path]:
    """Return the workbooks in folders within a matter's, but for those that this program keeps there."""
    # Numbers may save a workbook as a folder.
    others = {folder / MARKED, folder / EARLIER, *find_workbooks(folder)}
    within = (path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith("."))
    return [workbook for path in within if path not in others for workbook in find_workbooks(path)]
