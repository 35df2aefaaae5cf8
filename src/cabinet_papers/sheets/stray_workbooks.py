"""Files around a matter's response sheets that may hold answers and that nobody reads: each is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cabinet_papers.files.files import read_record
from cabinet_papers.files.folders import is_broken_link, is_folder, list_folder
from cabinet_papers.files.workspace import (
    SAVED_AS_FOLDERS,
    MatterFolder,
    Workspace,
    file_ending,
    find_files,
    find_workbooks,
    is_workbook,
    may_hold_answers,
)
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, phrase

MARKED, EARLIER = "to mend", "earlier sheets"
MOVE_UP = "move it up into the matter's folder if its answers count"


def find_unread(workspace: Workspace, folder: MatterFolder) -> list[Diagnostic]:
    """Return a finding for each file that may hold answers where they are not read."""
    changed = f'somebody has changed this copy; what lies in the folder "{MARKED}" is not read'
    instead = f"{MOVE_UP}, in the place of the workbook that it was made from; else delete it"
    return [
        *(_say(workspace, path, changed, instead) for path in _find_changed(folder.folder / MARKED)),
        *(found for path in find_inside(folder.folder) for found in _look_at(workspace, path, is_inside=True)),
        *(
            found
            for path in list_folder(folder.folder)
            if path not in folder.workbooks
            for found in _look_at(workspace, path, is_inside=False)
        ),
        *_find_unlisted(workspace, folder),
    ]


def _look_at(workspace: Workspace, path: Path, *, is_inside: bool) -> list[Diagnostic]:
    """Return what is to be said of a file that is not read; nothing where it may not hold answers."""
    # Loading what looks into documents takes longer than a check of what has not changed.
    from cabinet_papers.sheets.other_files import KEEP_OUT, describe_other, is_plain_text

    if path.name.startswith((".", "~")):
        return []
    if is_inside and is_workbook(path):
        return [_say(workspace, path, "it lies in a folder of its own and is not read", MOVE_UP)]
    if other := describe_other(path):
        return [_say(workspace, path, other.message, other.hint)]
    if may_hold_answers(path):
        if is_plain_text(path):
            message = "it holds a table of answers as plain text, and files of its kind are not read"
            return [_say(workspace, path, message, f"copy its answers into the response sheet; {KEEP_OUT}")]
        strange = "it looks like a workbook by what is in it, but its ending is none of a workbook's; it is not read"
        rename = "rename it so that it ends in .xlsx if its answers count, else move it out of the matter's folder"
        return [_say(workspace, path, strange, rename)]
    return []


def _find_unlisted(workspace: Workspace, folder: MatterFolder) -> Iterator[Diagnostic]:
    """Yield a finding for each folder within the matter's, or link, that cannot be looked into."""
    known = {folder.recommendations, folder.action_plan, *folder.workbooks}
    for path in list_folder(folder.folder):
        is_ours = path in known or path.name.startswith(".")
        may_hold = is_folder(path) or is_broken_link(path)
        unlisted = workspace.find_unlisted(path) if may_hold and not is_ours else None
        if unlisted:
            message = phrase("{}, so that answers in it would not be read", unlisted.message)
            yield _say(workspace, path, message, unlisted.hint)


def _say(workspace: Workspace, path: Path, message: str | Message, hint: str | Message) -> Diagnostic:
    return finding(codes.XLS019, message, hint, Location(workspace.name(path)))


def _find_changed(marked: Path) -> Iterator[Path]:
    """Yield the workbooks among the marked copies that are not as they were written."""
    record = read_record(marked)
    for path in find_workbooks(marked):
        # Numbers may save a folder; and what cannot be read may have been changed.
        if record.get(path.name) != hash_if_readable(path):
            yield path


def find_inside(folder: Path) -> list[Path]:
    """Return the files in folders within a matter's, but for those that this program keeps there."""
    others = {folder / MARKED, folder / EARLIER}
    within = (path for path in list_folder(folder) if is_folder(path) and not path.name.startswith("."))
    folders = (path for path in within if path not in others and file_ending(path) not in SAVED_AS_FOLDERS)
    return [file for path in folders for file in find_files(path)]
