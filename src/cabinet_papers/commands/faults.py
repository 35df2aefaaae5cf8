"""Keeps a fault of the program, or of the disk, that one matter meets from stopping the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cabinet_papers.files.fault import report_fault
from cabinet_papers.files.writing import explain_stop, is_leftover
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from cabinet_papers.files.workspace import Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic

Result = TypeVar("Result")


def attempt(
    workspace: Workspace, path: Path, work: Callable[[], Result], otherwise: Callable[[list[Diagnostic]], Result]
) -> Result:
    """Return what the work gives; where the program or the disk fails, what is made `otherwise` of that finding."""
    try:
        return work()
    except MemoryError:
        # What follows would fail too.
        raise
    except OSError as error:
        # The disk or the network failed, and not the program.
        return otherwise([explain_stop(error, Location(workspace.name(_find_place(error, workspace) or path)))])
    except Exception as error:  # noqa: BLE001 - this is what the function is for
        place = Location(workspace.name(path))
        return otherwise([report_fault(error, workspace.output, workspace.root, place)])


def is_unread(found: Diagnostic) -> bool:
    """Whether the finding says that a whole file or folder could not be read."""
    return found.code in (codes.WSP004, codes.YML001) and not (found.location.line or found.location.cell)


def _find_place(error: OSError, workspace: Workspace) -> Path | None:
    """Return the file or folder of the workspace that the system names, None where it names none that a person has."""
    if not isinstance(error.filename, str | bytes):
        return None
    path = Path(os.fsdecode(error.filename))
    return path if path.is_relative_to(workspace.root) and not is_leftover(path) else None
