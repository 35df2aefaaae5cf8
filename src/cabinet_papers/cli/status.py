"""`papers status`: a row a matter, what is overdue first, and what is to be done next."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cabinet_papers.cli.arguments import MATTERS
from cabinet_papers.cli.console import (
    FAULT_OF_PROGRAM,
    FORMAT,
    Format,
    choose_matters,
    find_here,
    find_window,
    print_findings,
    refuse,
    say,
    show_progress,
)

if TYPE_CHECKING:
    from cabinet_papers.commands.status import WorkspaceStatus


def status(
    matters: MATTERS = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="As it is on another day than today.")] = "",
    output_format: FORMAT = Format.TEXT,
) -> None:
    """Show for each matter what was asked and answered, by whom not, what is due, and whether its papers are current.

    Example: papers status --on 2026-03-03
    """
    from cabinet_papers.commands.status import find_status

    if output_format is Format.SARIF:
        refuse("sarif is for findings\n    hint: papers check --format sarif, or papers status --format json")
    day = _read_day(on)
    workspace, chosen, findings = choose_matters(matters, output_format)
    found = find_status(workspace, chosen, day, show_progress(output_format))
    if output_format is Format.JSON:
        typer.echo(write_json(found), nl=False)
    elif findings:
        print_findings(findings, Format.TEXT)
    elif output_format is Format.HTML:
        _print_page(found, day)
    else:
        _print_table(found, day)
    if found.faults:
        print_findings([*found.faults], Format.TEXT)
        raise typer.Exit(FAULT_OF_PROGRAM)


def show_workspace(context: typer.Context) -> None:
    """Show what `papers status` shows, outside a workspace what the command can do."""
    from cabinet_papers.files.workspace import find_workspace

    here = find_here()
    if here and find_workspace(here):
        status()
    else:
        typer.echo(context.get_help())


def _read_day(typed: str) -> date:
    """Return the day that was asked for, today without one, or stop."""
    from cabinet_papers.matter.dates import DateError, parse_date

    try:
        return parse_date(typed) if typed else date.today()
    except DateError as error:
        refuse(f"--on: {error.reason}\n    hint: write it as 2026-03-03, 03/03/2026 or 3 March 2026")


def _print_table(found: WorkspaceStatus, day: date) -> None:
    from cabinet_papers.cli.status_words import HEADINGS, list_steps, say_counts, say_row
    from cabinet_papers.report.table import write_table
    from cabinet_papers.report.terminal import choose_colours, wrap

    width = find_window(sys.stdout)[0]
    colours = choose_colours(os.environ, is_terminal=sys.stdout.isatty())
    for line in write_table(HEADINGS, [say_row(each) for each in found.matters], width, colours):
        typer.echo(line)
    width = find_window(sys.stderr)[0]
    say("")
    for line in wrap(say_counts(found, day), width):
        say(line)
    for step in list_steps(found):
        for line in wrap(f"Next: {step}", width):
            say(line)


def _print_page(found: WorkspaceStatus, day: date) -> None:
    from cabinet_papers.cli.status_words import HEADINGS, list_steps, say_counts, say_row
    from cabinet_papers.report.table import write_table_page

    rows = [say_row(each) for each in found.matters]
    below = [f"Next: {step}" for step in list_steps(found)]
    typer.echo(
        write_table_page("Scrutiny papers: where each matter is", say_counts(found, day), HEADINGS, rows, below),
        nl=False,
    )


def write_json(found: WorkspaceStatus) -> str:
    """Return the matters as a list for programs, days as 2026-03-03."""
    import json

    matters = [
        {
            "matter": each.name,
            "title": each.facts.title,
            "file": each.file,
            "status": "agreed" if each.facts.is_agreed else "draft",
            "asked": each.facts.asked,
            "answered": each.facts.asked - len(each.facts.awaited),
            "awaited": [{"number": one.number, "members": list(one.members)} for one in each.facts.awaited],
            "due": str(each.facts.due or "") or None,
            "due_in_days": each.due_in,
            "cabinet_date": str(each.facts.cabinet or "") or None,
            "cabinet_in_days": each.cabinet_in,
            "overdue_days": each.overdue,
            "overdue_actions": list(each.late),
            "errors": each.facts.errors,
            "warnings": each.facts.warnings,
            "papers": each.built.value,
            "built_on": each.built_on or None,
            "next": each.step.value,
        }
        for each in found.matters
    ]
    return json.dumps(matters, ensure_ascii=False, indent=2) + "\n"
