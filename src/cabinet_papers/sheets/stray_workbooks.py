"""Reports files near the response sheets that may contain answers but are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cabinet_papers.excel.workbook import name_by_ending
from cabinet_papers.files.beside_answers import FORMERLY_MARKED, MARKED, find_inside
from cabinet_papers.files.files import find_built_before
from cabinet_papers.files.folders import is_broken_link, is_folder, list_folder
from cabinet_papers.files.workspace import (
    MatterFolder,
    Workspace,
    file_ending,
    find_workbooks,
    is_workbook,
    may_hold_answers,
)
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.form_words import NO_WORDS

MOVE_UP = phrase("if its answers count, move it into the matter's folder itself")


def find_unread(workspace: Workspace, folder: MatterFolder, words: Mapping[str, str] = NO_WORDS) -> list[Diagnostic]:
    """Return a finding for each file that may hold answers but is not read.

    `words` are those of the council's response sheets.
    """
    inside = (path for path in find_inside(folder.folder) if not path.is_relative_to(folder.folder / FORMERLY_MARKED))
    return [
        *(found for name in (MARKED, FORMERLY_MARKED) for found in _find_changed(workspace, folder.folder / name)),
        *(found for path in inside for found in _look_at(workspace, path, words, is_inside=True)),
        *(
            found
            for path in list_folder(folder.folder)
            if path not in folder.workbooks
            for found in _look_at(workspace, path, words, is_inside=False)
        ),
        *_find_unlisted(workspace, folder),
    ]


def _look_at(workspace: Workspace, path: Path, words: Mapping[str, str], *, is_inside: bool) -> list[Diagnostic]:
    """Return a finding if the file is not read but may hold answers."""
    # Importing the readers of documents takes longer than a check in which nothing has changed.
    from cabinet_papers.sheets.other_files import COPY, describe_other, is_plain_text

    if path.name.startswith((".", "~")):
        return []
    if is_inside and is_workbook(path):
        return [
            _report(workspace, path, phrase("this file is in a subfolder, so the program does not read it"), MOVE_UP)
        ]
    if other := describe_other(path, words):
        return [_report(workspace, path, other.message, other.hint)]
    if may_hold_answers(path):
        if is_plain_text(path):
            message = phrase(
                "this file has a table of answers as plain text, but the program does not read files of this kind"
            )
            return [_report(workspace, path, message, COPY)]
        strange = phrase(
            "this file seems to be a workbook, but the program does not read it, because of how its name ends"
        )
        save = phrase(
            "if its answers count, open it in Excel (File, Open) and save it here as an Excel Workbook (.xlsx); in any "
            "case, then move {} out of the matter's folder",
            name_by_ending(file_ending(path)),
        )
        return [_report(workspace, path, strange, save)]
    return []


def _find_unlisted(workspace: Workspace, folder: MatterFolder) -> Iterator[Diagnostic]:
    """Yield a finding for each subfolder or link of the matter's folder that cannot be opened."""
    known = {folder.recommendations, folder.action_plan, *folder.workbooks}
    for path in list_folder(folder.folder):
        is_ours = path in known or path.name.startswith(".")
        may_hold = is_folder(path) or is_broken_link(path)
        unlisted = workspace.find_unlisted(path) if may_hold and not is_ours else None
        if unlisted:
            message = phrase("{}, so the program does not read any answers in it", unlisted.message)
            yield _report(workspace, path, message, unlisted.hint)


def _report(workspace: Workspace, path: Path, message: Message, hint: Message) -> Diagnostic:
    return finding(codes.XLS019, message, hint, Location(workspace.name(path)))


def _find_changed(workspace: Workspace, marked: Path) -> Iterator[Diagnostic]:
    """Yield a finding for each marked copy that has been changed since it was written."""
    message = phrase('this copy has been changed, but the program does not read the folder "{}"', Term(marked.name))
    hint = phrase(
        "if its answers count, put it into the matter's folder in place of the file that it is a copy of; "
        "otherwise delete it"
    )
    for path in find_workbooks(marked):
        # Numbers may save a folder; and what cannot be read may have been changed.
        if hash_if_readable(path) not in find_built_before(marked, path.name):
            yield _report(workspace, path, message, hint)
