"""Marked copies that came back into the folder in which they were written, where nobody reads them."""

from __future__ import annotations

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.model import MatterFolder
from cabinet_papers.publish.files import hash_of, read_record
from cabinet_papers.workspace import Workspace, find_workbooks

MARKED = "to mend"


def find_filled_in(workspace: Workspace, folder: MatterFolder) -> list[Diagnostic]:
    """Return a finding for each workbook among the marked copies that is not as it was written."""
    marked = folder.folder / MARKED
    record = read_record(marked)
    message = f'somebody has changed this copy; what lies in the folder "{MARKED}" is not read'
    hint = "move it up into the matter's folder, in the place of the workbook that it was made from; else delete it"
    return [
        finding(codes.XLS009, message, hint, Location(workspace.name(path)))
        for path in find_workbooks(marked)
        if record.get(path.name) != hash_of(path.read_bytes())
    ]
