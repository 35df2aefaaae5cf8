"""What each command says last: what it wrote, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_papers.files.beside_answers import MARKED, UPDATES
from cabinet_papers.findings import codes
from cabinet_papers.report.ending import Ending, quote_name
from cabinet_papers.report.text import count

if TYPE_CHECKING:
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.outcome import Outcome

# With more the command is meant for all.
FEW_NAMES = 3


def end_build(
    workspace: Workspace, chosen: Sequence[MatterFolder], outcome: Outcome, findings: Sequence[Diagnostic],
    *, is_watched: bool = False,
) -> Ending:  # fmt: skip
    """Return the end of `papers build`. What is watched is built again by itself."""
    stopped = tuple(outcome.not_written)
    written = _say_written(workspace, outcome.paths)
    if stopped:
        # With --strict a warning stops a matter too.
        what = "errors" if any(each.is_error for each in findings) else "warnings"
        again = "and save the file" if is_watched else f"then run papers build{_name(stopped)} again"
        return Ending(stopped, written, next_step=f"correct the {what}, {again}")
    if any(each.is_error for each in findings):
        again = "and save the file" if is_watched else f"then run papers build{_name_all(chosen)} again"
        return Ending((), written, next_step=f"correct the errors, {again}")
    if outcome.awaited:
        answers = f"the {count(outcome.awaited, 'answer')} still awaited {'is' if outcome.awaited == 1 else 'are'}"
        again = "save the sheets in data/" if is_watched else f"run papers build{_name_all(chosen)} again"
        return Ending(stopped, written, next_step=f"when {answers} in, {again}")
    next_step = "look at the documents in Word before they are circulated" if written else ""
    return Ending(stopped, written, next_step=next_step)


def end_check(chosen: Sequence[MatterFolder], findings: Sequence[Diagnostic]) -> Ending:
    """Return the end of `papers check`."""
    if any(each.is_error for each in findings):
        return Ending(next_step=f"correct the errors, then run papers check{_name_all(chosen)} again")
    # Where something is wrong with files, an answer may be in one of them.
    lacks = any(each.code is codes.RES001 for each in findings) and not any(
        each.code.number.startswith("XLS") for each in findings
    )
    if lacks and not any(each.workbooks for each in chosen):
        return Ending(next_step=f"papers sheet{_name_all(chosen)}, which writes the response sheet to send out")
    return Ending(next_step=f"papers build{_name_all(chosen)}" if chosen else "")


def end_mark(paths: Sequence[Path], findings: Sequence[Diagnostic], ending: Ending) -> Ending:
    """Return the end of `papers check --mark`, which is that of the check where no copy was written."""
    if not paths:
        return ending
    which = ("the copy", "it comes") if len(paths) == 1 else ("each copy", "they come")
    who = "its service" if all(each.name.startswith(UPDATES) for each in paths) else "the member who answers"
    yaml = ", and correct what is in other files" if any(_is_elsewhere(each) for each in findings) else ""
    return ending._replace(
        next_step=f'send {which[0]} in "{MARKED}" to {who}; when {which[1]} back, put it in place of '
        f"the sheet in the matter's folder{yaml}"
    )


def _is_elsewhere(found: Diagnostic) -> bool:
    return found.is_error and found.location.sheet is None


def end_sheet(chosen: Sequence[MatterFolder], outcome: Outcome, findings: Sequence[Diagnostic]) -> Ending:
    """Return the end of `papers sheet`."""
    if any(each.is_error for each in findings):
        return Ending(next_step=f"correct the errors, then run papers sheet{_name_all(chosen)} again")
    if not outcome.awaited:
        # Every answer was there before, or nothing was written.
        return Ending(next_step=f"papers check{_name_all(chosen)}" if outcome.paths else "")
    which = ("it", "it comes") if len(outcome.paths) == 1 else ("each", "they come")
    asks_services = all(each.name.startswith(UPDATES) for each in outcome.paths)
    who = "its service" if asks_services else "the member who answers"
    return Ending(
        next_step=f"send {which[0]} to {who}; when {which[1]} back, save it in the same folder, and "
        f"run papers check{_name_all(chosen)}"
    )


def end_init(folder: str, findings: Sequence[Diagnostic], *, bare: bool) -> Ending:
    """Return the end of `papers init`; `folder` is as it was typed."""
    if any(each.is_error for each in findings):
        return Ending()
    into = "" if folder in ("", ".") else f"cd {quote_name(folder)}, then "
    first = 'write your council\'s name into papers.yaml, then papers new "Title of what was scrutinised"'
    made = "papers.yaml, templates/, data/ and output/"
    if bare:
        return Ending(written=f"Written: {made}", next_step=f"{into}{first}")
    return Ending(
        written=f"Written: {made}, with a worked example in data/",
        next_step=f"{into}papers build, which makes the papers of the example; to work, {first}",
    )


def end_new(folder: str, paths: Sequence[Path]) -> Ending:
    """Return the end of `papers new` for a matter in this folder."""
    if not paths:
        return Ending()
    what = (
        "bring the plan up to date"
        if paths[0].name == "action-plan.yaml"
        else "write the recommendations into this file"
    )
    return Ending(next_step=f"{what}, then run papers check {quote_name(folder)}")


def end_import(paths: Sequence[Path]) -> Ending:
    """Return the end of `papers import`."""
    if not paths:
        return Ending()
    name = quote_name(paths[0].parent.name)
    return Ending(next_step=f"look at the file, move the workbook out of data/, and run papers check {name}")


def end_take(folder: str, paths: Sequence[Path]) -> Ending:
    """Return the end of `papers take` with numbers."""
    name = quote_name(folder)
    return Ending(next_step=f"papers check {name}, then papers build {name}" if paths else "")


def end_proposed(folder: str, number: str) -> Ending:
    """Return the end of `papers take` that lists; `number` is that of the first action with an update, or ""."""
    next_step = f"papers take {quote_name(folder)} {number} takes over what is proposed for action {number}"
    return Ending(next_step=next_step if number else "")


def _say_written(workspace: Workspace, paths: Sequence[Path]) -> str:
    """Return how many documents were written, of how many matters, and where; "" for none."""
    documents = [each for each in paths if each.suffix == ".docx"]
    if not paths:
        return ""
    # What is over all matters is in output/ itself.
    within = [each.relative_to(workspace.output).parts for each in paths]
    folders = {parts[0] for parts in within if parts[1:]}
    is_one = len(folders) == 1 and all(parts[1:] for parts in within)
    others = len(paths) - len(documents)
    files = f" and {count(others, 'other file')}" if others else ""
    of = f", of {count(len(folders), 'matter')}" if folders else ""
    where = f"output/{folders.pop()}/" if is_one else f"output/{of}"
    return f"Written: {count(len(documents), 'document')}{files} in {where}"


def _name_all(chosen: Sequence[MatterFolder]) -> str:
    return _name([each.name for each in chosen])


def _name(names: Sequence[str]) -> str:
    """Return the names as they follow a command, nothing where all are meant."""
    if not names or len(names) > FEW_NAMES:
        return ""
    return "".join(f" {quote_name(each)}" for each in names)
