"""The commands for action plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cabinet_papers.cli.console import Format, finish, open_workspace


def import_file(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook with an action plan.")],
) -> None:
    """Make an action-plan.yaml of a plan that is kept in Excel.

    It is written into the matter's folder that the workbook is in, else into a new one; never over a file.

    Example: papers import "Sanctuary action plan 2026.xlsx"
    """
    from cabinet_papers.cli.endings import end_import
    from cabinet_papers.commands.import_plan import import_plan

    outcome = import_plan(open_workspace(Format.TEXT), source.absolute())
    finish(outcome.findings, outcome.paths, ending=end_import(outcome.paths))
