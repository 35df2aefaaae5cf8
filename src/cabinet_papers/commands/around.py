"""What is around the matters of a workspace and in none: workbooks, papers of others, names that look the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.commands.alike_names import find_alike_names
from cabinet_papers.files.files import record_if_readable
from cabinet_papers.files.folders import fold_name, is_file, is_folder, list_folder
from cabinet_papers.files.workspace import (
    SAVED_AS_FOLDERS,
    file_ending,
    find_every_matter,
    find_workbooks,
    holds_closed,
    read_matter_folder,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import Workspace


def find_around(workspace: Workspace) -> list[Diagnostic]:
    """Return the findings about files of the workspace that belong to no matter."""
    if workspace.find_unlisted(workspace.data):
        return []
    return [*_find_workbooks(workspace), *find_alike_names(workspace), *_find_orphaned_output(workspace)]


def _find_workbooks(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield a warning for each workbook in data/ itself, and for each of answers beside papers.yaml."""
    hint = phrase("move it into the folder of its matter")
    closed = find_workbooks(workspace.closed) if holds_closed(read_matter_folder(workspace.closed)) else ()
    for path in (*find_workbooks(workspace.data), *closed):
        if is_folder(path) and file_ending(path) not in SAVED_AS_FOLDERS:
            # A matter may be called so.
            continue
        message = phrase("this file is in no matter's folder, so the program does not read it")
        yield finding(codes.XLS019, message, hint, Location(workspace.name(path)))
    for path in find_workbooks(workspace.root):
        # Other workbooks of the council's may well be here.
        if "respon" in fold_name(path.name) or "answer" in fold_name(path.name):
            message = phrase(
                "its name mentions answers, but it is in no matter's folder, so the program does not read it"
            )
            yield finding(codes.XLS019, message, hint, Location(workspace.name(path)))


def _find_orphaned_output(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield a warning for each folder of papers whose matter is no longer there, as after it was renamed."""
    matters = {fold_name(folder.name) for folder in find_every_matter(workspace)}
    for folder in filter(is_folder, list_folder(workspace.output)):
        built = sorted(name for name in record_if_readable(folder) if is_file(folder / name))
        if built and fold_name(folder.name) not in matters:
            message = phrase(
                'there is no matter "{}" in data/, but its papers are still here: "{}"', folder.name, built[0]
            )
            hint = phrase(
                "if its folder in data/ was renamed or deleted, move this folder out of output/, so that its "
                "papers are not sent out"
            )
            yield finding(codes.OUT005, message, hint, Location(workspace.name(folder)))
