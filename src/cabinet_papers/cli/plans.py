"""The commands for action plans."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cabinet_papers.cli.completion import complete_matters
from cabinet_papers.cli.console import (
    Format,
    choose_matters,
    find_window,
    finish,
    open_workspace,
    refuse,
    say,
    tidy,
)


def import_file(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook with an action plan.")],
) -> None:
    """Make an action-plan.yaml of a plan that is kept in Excel.

    It is written into the matter's folder that the workbook is in, else into a new one; never over a file.

    Example: papers import "Sanctuary action plan 2026.xlsx"
    """
    from cabinet_papers.cli.endings import end_import
    from cabinet_papers.commands.import_plan import import_plan

    workspace = open_workspace(Format.TEXT)
    tidy(workspace)
    outcome = import_plan(workspace, source.absolute())
    finish(outcome.findings, outcome.paths, ending=end_import(outcome.paths))


def take(
    matter: Annotated[
        str,
        typer.Argument(metavar="MATTER", help="The folder or title of an action plan.",
                       autocompletion=complete_matters),
    ],
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[NUMBERS]...", help="The actions whose updates are taken over.")
    ] = None,
    service: Annotated[
        str, typer.Option("--service", metavar="SERVICE", help="Only what this service says.")
    ] = "",
) -> None:  # fmt: skip
    """List what services propose in their update sheets, beside the plan; with numbers, take it over into the plan.

    Each becomes an update of its action, with its day; what the plan has stays in the file, and the sheets as they are.

    Example: papers take walking-plan 4.6 5.1
    """
    from datetime import date

    from cabinet_papers.cli.endings import end_proposed, end_take
    from cabinet_papers.cli.plan_words import list_proposed, list_taken
    from cabinet_papers.commands.take import find_proposed, take_over
    from cabinet_papers.matter.updates import list_open

    _, chosen, findings = choose_matters([matter], Format.TEXT)
    if len(chosen) != 1:
        names = ", ".join(each.name for each in chosen)
        refuse(f'"{matter}" may be any of several matters: {names}\n    hint: name one of them')
    workspace = open_workspace(Format.TEXT)
    width = find_window(sys.stdout)[0]
    if numbers:
        tidy(workspace)
        taken = take_over(workspace, chosen[0], numbers, service, date.today())
        for line in list_taken(taken, width):
            say(line)
        finish([*findings, *taken.findings], taken.paths, ending=end_take(chosen[0].name, taken.paths))
        return
    proposed = find_proposed(workspace, chosen[0])
    for line in list_proposed(proposed, width) if proposed.plan else ():
        typer.echo(line)
    left = list_open(proposed.proposals, proposed.plan) if proposed.plan else []
    first = left[0].number if left else ""
    finish([*findings, *proposed.findings], [], ending=end_proposed(chosen[0].name, first))


def why(
    matter: Annotated[
        str,
        typer.Argument(metavar="PAPER", help="A matter's folder or title, or a part of it: the paper that has the row.",
                       autocompletion=complete_matters),
    ],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The number of the recommendation or action.")],
) -> None:  # fmt: skip
    """Show the files, lines and cells that a printed row is made of, and what is behind each of them.

    Example: papers why "Action plan" 4.6
    """
    from cabinet_papers.cli.plan_words import list_links
    from cabinet_papers.commands.why import explain_row

    workspace, chosen, findings = choose_matters([matter], Format.TEXT)
    width = find_window(sys.stdout)[0]
    for at, folder in enumerate(chosen):
        links, found = explain_row(workspace, folder, number)
        # A part of a title may name several papers.
        findings += found if len(chosen) == 1 else []
        for line in list_links(links, width) if links else ():
            typer.echo(line)
        if links and at < len(chosen) - 1:
            typer.echo("")
    finish(findings, [])
