"""`papers check`: with corrections in the YAML, and with copies of the sheets to send back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.cli.console import Format, finish, say, show_progress
from cabinet_papers.cli.endings import end_check, end_mark
from cabinet_papers.findings.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.cli.selection import Selection
    from cabinet_papers.commands.workbooks import Workbooks
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic


class Asked(NamedTuple):
    """What is asked of a check: to correct what is safe, or only to show that; to write marked copies."""

    fixes: bool = False
    shows_fixes: bool = False
    marks: bool = False
    strict: bool = False
    shows_style: bool = False


def check_once(
    workspace: Workspace, chosen: tuple[MatterFolder, ...], findings: Sequence[Diagnostic], asked: Asked,
    selection: Selection, output_format: Format,
) -> None:  # fmt: skip
    """Check the matters, print what was found and written, and stop with the exit code that calls for."""
    from cabinet_papers.commands.check import check_matters
    from cabinet_papers.commands.workbooks import Workbooks

    # Only what looks at the workbooks again needs them kept.
    corrects = asked.fixes or asked.shows_fixes
    workbooks = Workbooks(keeps=corrects or asked.marks)
    outcome = Outcome(list(findings))
    if corrects:
        outcome += _fix(workspace, chosen, workbooks, writes=asked.fixes)
    outcome.findings += check_matters(workspace, chosen, show_progress(output_format), workbooks)
    marked = _mark(workspace, chosen, outcome.findings, workbooks) if asked.marks else Outcome()
    outcome += marked
    found = outcome.findings
    ending = end_mark(marked.paths, found, end_check(chosen, found))._replace(hidden=selection.tell_hidden(found))
    found = [each for each in found if selection.shows(each)]
    if not found and output_format is Format.TEXT:
        what = "shown" if ending.hidden else "found"
        say(f"{len(chosen)} matter{'' if len(chosen) == 1 else 's'} checked, nothing {what}")
    finish(found, outcome.paths, output_format, asked.strict, ending, shows_style=asked.shows_style)


def _fix(workspace: Workspace, chosen: Sequence[MatterFolder], workbooks: Workbooks, *, writes: bool) -> Outcome:
    """Correct what is safe, show each difference, and return the files that were written, with what could not be."""
    from cabinet_papers.commands.fix import fix_matters
    from cabinet_papers.report.terminal import plain

    fixed = fix_matters(workspace, chosen, workbooks, writes=writes)
    for _, difference in fixed.differences:
        say("\n".join(map(plain, difference.splitlines())))
    return Outcome(fixed.findings, [path for path, _ in fixed.differences] if writes else [])


def _mark(
    workspace: Workspace, chosen: tuple[MatterFolder, ...], found: list[Diagnostic], workbooks: Workbooks
) -> Outcome:
    from datetime import date

    from cabinet_papers.commands.mark import write_marked_copies

    return write_marked_copies(workspace, chosen, found, date.today(), workbooks)
