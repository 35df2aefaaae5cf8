"""Keeps a fault of the program, or of the disk, that one matter meets from stopping the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cabinet_papers.files.fault import report_fault
from cabinet_papers.files.writing import explain_stop
from cabinet_papers.findings.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
        return otherwise([explain_stop(error, Location(workspace.name(path)))])
    except Exception as error:  # noqa: BLE001 - this is what the function is for
        place = Location(workspace.name(path))
        return otherwise([report_fault(error, workspace.output, workspace.root, place)])
