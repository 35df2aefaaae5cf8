"""How the commands start, report and end; this room alone prints or exits."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer

if TYPE_CHECKING:
    from cabinet_papers.files.progress import OnProgress
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.report.alike import Alike
    from cabinet_papers.report.ending import Ending
    from cabinet_papers.report.source_lines import SourceLines

ERRORS_FOUND, WRONG_USAGE, FAULT_OF_PROGRAM = 1, 2, 3
# So wide is what is no window, and so many lines has a small one.
UNBROKEN, FEW_LINES = 100_000, 24
# With fewer than these the work is done before a progress bar would be seen.
FEW_MATTERS, FEW_PDFS = 20, 2


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    SARIF = "sarif"


FORMAT = Annotated[
    Format, typer.Option("--format", help="text for people, html for a web page, json or sarif for programs.")
]


class _Voice:
    """How much is said in this run, and in which form."""

    is_quiet = False
    form = Format.TEXT


def be_quiet(quiet: bool) -> None:
    """Say nothing in this run but errors and the paths written, or as much as usual."""
    _Voice.is_quiet = quiet


def enter(folder: Path) -> None:
    """Work in another folder, or stop where it cannot be entered."""
    from cabinet_papers.files.folders import explain_unreadable
    from cabinet_papers.report.terminal import plain

    try:
        os.chdir(folder)
    except OSError as error:
        reason = explain_unreadable(error)[0] if folder.exists() else "there is no such folder"
        refuse(f"{plain(str(folder))}: {reason}")


def open_workspace(output_format: Format) -> Workspace:
    """Return the workspace around the current folder, or stop."""
    from cabinet_papers.files.workspace import SETTINGS, find_workspace
    from cabinet_papers.findings import codes
    from cabinet_papers.findings.diagnostics import Location, finding
    from cabinet_papers.findings.message import Term, phrase

    _Voice.form = output_format
    here = find_here()
    if here is None:
        message = phrase("the folder in which you ran the command no longer exists")
        hint = phrase("run the command in the folder that contains papers.yaml")
        gone = finding(codes.WSP004, message, hint, Location("."))
        print_findings([gone], output_format)
        raise typer.Exit(WRONG_USAGE)
    workspace = find_workspace(here)
    if workspace is None:
        hint = phrase(
            "run the command in the folder that contains papers.yaml; if there is none yet, `papers init "
            '"Scrutiny papers"` makes one'
        )
        message = phrase("there is no {} in this folder or in a folder above it", Term(SETTINGS))
        print_findings([finding(codes.WSP001, message, hint, Location("."))], output_format)
        raise typer.Exit(WRONG_USAGE)
    return workspace


def tidy(workspace: Workspace) -> None:
    """Remove the unfinished files of runs that were killed, before a command writes."""
    from cabinet_papers.files.writing import remove_all_leftovers, remove_leftovers

    remove_leftovers(workspace.root)
    for each in (workspace.data, workspace.templates, workspace.output):
        remove_all_leftovers(each)


def choose_matters(
    names: list[str] | None, output_format: Format
) -> tuple[Workspace, tuple[MatterFolder, ...], list[Diagnostic]]:
    """Return the workspace and the matters that were named, or stop; warn of a workspace without matters."""
    from cabinet_papers.files.matter_names import select_matters
    from cabinet_papers.findings import codes

    workspace = open_workspace(output_format)
    matters, findings = select_matters(workspace, names or [], find_here() or workspace.root)
    if findings and names:
        print_findings(findings, output_format)
        is_usage = findings[0].code is codes.REC008
        raise typer.Exit(WRONG_USAGE if is_usage else ERRORS_FOUND)
    return workspace, matters, findings


def finish(
    findings: list[Diagnostic], paths: list[Path], output_format: Format = Format.TEXT, strict: bool = False,
    ending: Ending | None = None, *, shows_style: bool = False,
) -> None:  # fmt: skip
    """Print the paths written, the findings and what comes next, and stop with the exit code they call for.

    With `strict` warnings fail too, so those of style are shown in full, as they are with `shows_style`.
    """
    from cabinet_papers.findings import codes

    for path in paths:
        typer.echo(shown(path), err=output_format is not Format.TEXT)
    failing = findings if strict else [each for each in findings if each.is_error]
    has_fault = any(each.code is codes.WSP007 for each in findings)
    if has_fault and ending:
        ending = ending._replace(next_step="send the file that WSP007 names to whoever looks after the program")
    if _Voice.is_quiet and output_format is Format.TEXT:
        findings, ending = failing, None
    print_findings(findings, output_format, ending, shows_style=shows_style or strict)
    if has_fault:
        raise typer.Exit(FAULT_OF_PROGRAM)
    if failing:
        raise typer.Exit(ERRORS_FOUND)


def print_findings(
    findings: list[Diagnostic], output_format: Format, ending: Ending | None = None, *, shows_style: bool = True
) -> None:
    """Print the findings: text to stderr, those that are alike as one; a form for programs to stdout, each place."""
    from cabinet_papers.files.workspace import find_workspace
    from cabinet_papers.report.alike import gather_alike
    from cabinet_papers.report.order import rank_findings, sort_findings
    from cabinet_papers.report.source_lines import SourceLines
    from cabinet_papers.report.text import write_json

    here = find_here()
    workspace = find_workspace(here) if here else None
    lines = SourceLines(workspace.root if workspace else here or Path("/"))
    if output_format is Format.JSON:
        typer.echo(write_json(sort_findings(findings), lines), nl=False)
    elif output_format is Format.SARIF:
        from cabinet_papers.report.sarif import write_sarif

        typer.echo(write_sarif(sort_findings(findings)), nl=False)
    elif output_format is Format.HTML:
        from cabinet_papers.report.report_html import write_html

        typer.echo(write_html(gather_alike(rank_findings(findings)), lines), nl=False)
    elif findings or ending:
        _print_text(gather_alike(rank_findings(findings)), lines, ending, shows_style=shows_style)


def _print_text(alike: list[Alike], lines: SourceLines, ending: Ending | None, *, shows_style: bool) -> None:
    """Print the findings, and below an empty line the end of the run; the screen that stays shows every error."""
    from cabinet_papers.report.ending import Ending, hold_back_style, write_ending
    from cabinet_papers.report.terminal import PLAIN, choose_colours
    from cabinet_papers.report.text import write_text

    window = find_window(sys.stderr)
    shown_alike, held = (alike, []) if shows_style else hold_back_style(alike)
    colours = choose_colours(os.environ, is_terminal=sys.stderr.isatty())
    rows = write_text(shown_alike, lines, window[0], colours)
    last = write_ending(ending or Ending(), alike, held, lines, window, len(rows))
    for row in [*rows, *([""] if rows and last else []), *last]:
        typer.echo(row, err=True, color=colours is not PLAIN)


def find_window(stream: TextIO) -> tuple[int, int]:
    """Return how many columns and lines are seen; in a pipe no line is broken, unless COLUMNS says how wide it is."""
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        columns, lines = 0, 0
    return _read_size("COLUMNS") or columns or UNBROKEN, _read_size("LINES") or lines or FEW_LINES


def _read_size(name: str) -> int:
    """Return a size that the environment gives, 0 for none."""
    typed = os.environ.get(name, "")
    return int(typed) if typed.isdecimal() else 0


def shown(path: Path) -> str:
    """Return the path as a person here would type it."""
    from cabinet_papers.report.terminal import plain

    here = find_here()
    if here is None:
        return plain(str(path))
    absolute = path.absolute()
    return plain(str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute))


def find_here() -> Path | None:
    """Return the current folder; None where it was deleted or moved since the person went there."""
    try:
        return Path.cwd()
    except OSError:
        return None


def show_progress(output_format: Format = Format.TEXT) -> OnProgress:
    """Return a callback that shows the progress of long work on a terminal, and nothing in a pipe."""
    from cabinet_papers.files.progress import PRINTING, no_progress

    if output_format is not Format.TEXT or _Voice.is_quiet or not sys.stderr.isatty():
        return no_progress
    bars: dict[str, Any] = {}

    def show(what: str, done: int, total: int) -> None:
        if total < (FEW_PDFS if what == PRINTING else FEW_MATTERS):
            return
        if what not in bars:
            bars[what] = typer.progressbar(length=total, label=what, file=sys.stderr)
        bar = bars[what]
        bar.update(done - bar.pos)
        bar.render_progress()
        if done == total:
            bar.render_finish()

    return show


def say(line: str) -> None:
    """Print a line for the person at the terminal, which is not part of the output."""
    if not _Voice.is_quiet:
        typer.echo(line, err=True)


def stop_for(error: OSError) -> NoReturn:
    """Say that the disk or the network failed a command, which could not go on, and stop."""
    from cabinet_papers.files.writing import explain_stop
    from cabinet_papers.findings.diagnostics import Location

    file = os.path.relpath(os.fsdecode(error.filename)) if error.filename else "."
    print_findings([explain_stop(error, Location(file))], _Voice.form)
    raise SystemExit(ERRORS_FOUND)


def refuse(line: str) -> NoReturn:
    """Say what is wrong with the usage, and stop."""
    typer.echo(line, err=True)
    raise typer.Exit(WRONG_USAGE)
