"""`papers build`: once, or again whenever a file is saved."""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING, NamedTuple

import typer

from cabinet_papers.cli.console import Format, finish, say, show_progress, shown
from cabinet_papers.cli.endings import end_build
from cabinet_papers.report.terminal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.outcome import Outcome

# What ends a program from outside, as when its window is closed; Windows has not all of them.
ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")


class Wanted(NamedTuple):
    """What is asked of a build."""

    strict: bool
    pdf: bool
    html: bool
    publish: bool


def build_once(
    workspace: Workspace, chosen: tuple[MatterFolder, ...], findings: Sequence[Diagnostic], wanted: Wanted,
    output_format: Format = Format.TEXT,
) -> None:  # fmt: skip
    """Build the matters of which something has changed, and say what came of it."""
    from datetime import date

    from cabinet_papers.commands.unchanged import build_changed

    outcome = build_changed(workspace, chosen, date.today(), wanted._asdict(), show_progress(output_format))
    _end(outcome, workspace, chosen, findings, wanted, output_format)


def _end(
    outcome: Outcome, workspace: Workspace, chosen: tuple[MatterFolder, ...], findings: Sequence[Diagnostic],
    wanted: Wanted, output_format: Format = Format.TEXT, *, is_watched: bool = False,
) -> None:  # fmt: skip
    """Print what was written and found, and stop with the exit code that calls for."""
    for path in outcome.paths:
        # On a terminal the receipt is below its path; in a pipe the paths are alone.
        typer.echo(shown(path), err=output_format is not Format.TEXT)
        say(f"    {outcome.receipts[path]}")
    for note in outcome.notes:
        say(plain(str(note)))
    every = [*findings, *outcome.findings]
    ending = end_build(workspace, chosen, outcome, every, is_watched=is_watched)
    finish(every, [], output_format, wanted.strict, ending)


def keep_building(workspace: Workspace, folders: Sequence[Path] | None, wanted: Wanted) -> None:
    """Build the matters in the folders, or all that there are, and again when a file is saved, until Ctrl+C.

    That is how it is meant to end, so the exit code is 0; the errors of a build end nothing.
    """
    from datetime import date, datetime

    from cabinet_papers.commands.build import Asked
    from cabinet_papers.commands.reload import take_out_reload
    from cabinet_papers.commands.watch import Round, Watch, describe_changes

    say("Papers are built now, and again whenever a file is saved. Press Ctrl+C to stop.")
    with _until_stopped():
        try:
            for each in Watch(workspace, folders, show_progress).iter_rounds():
                what = describe_changes(each.changes, workspace) if isinstance(each, Round) else str(each)
                if what:
                    say(f"\n{datetime.now():%H:%M:%S} {plain(what)}")
                if isinstance(each, Round):
                    with contextlib.suppress(typer.Exit):
                        asked = Asked(date.today(), **wanted._asdict(), reload=wanted.html)
                        built = each.maker.build(each.matters, asked)
                        _end(built.outcome, workspace, each.matters, each.findings, wanted, is_watched=True)
        finally:
            # It takes a moment, in which Ctrl+C is not needed any more.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            take_out_reload(workspace)
    say("Stopped: every file is as it was, or was written whole.")


@contextlib.contextmanager
def _until_stopped() -> Iterator[None]:
    """Go on after Ctrl+C, or after the window was closed, with what comes next; what was set for them is set again."""
    known = [getattr(signal, each) for each in ENDINGS if hasattr(signal, each)]
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, *known)}
    for each in known:
        if before[each] is signal.SIG_DFL:
            signal.signal(each, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
