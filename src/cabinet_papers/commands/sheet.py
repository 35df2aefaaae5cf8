"""From a workspace to its response sheets: written new, or refreshed with every answer kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from cabinet_papers.check.plan_updates import find_no_service
from cabinet_papers.commands.faults import attempt
from cabinet_papers.commands.filled_plan import read_filled_plan
from cabinet_papers.commands.gather import ReadFolder, read_sheets
from cabinet_papers.commands.gather_updates import read_updates
from cabinet_papers.commands.open_files import is_open
from cabinet_papers.commands.sheet_writer import SheetWriter, name_earlier
from cabinet_papers.commands.workbooks import ALL_NEEDED, UnreadWorkbookError
from cabinet_papers.files.beside_answers import UPDATES
from cabinet_papers.files.folders import fold_name
from cabinet_papers.files.workspace import MatterFolder, Workspace, read_matter_folder
from cabinet_papers.files.writing import explain_failure, move_aside
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding, has_errors
from cabinet_papers.findings.message import phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.pairing import name_numbers
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.updates import ask_for_updates, settings_for_updates
from cabinet_papers.sheets.form_kind import EXCEL, FormKind
from cabinet_papers.sheets.read_sheet import ReadSheet
from cabinet_papers.sheets.refresh import find_left_behind
from cabinet_papers.sheets.update_sheet import word_for_updates
from cabinet_papers.yaml_files.recommendations import read_matter
from cabinet_papers.yaml_files.settings import read_settings


def write_sheets(
    workspace: Workspace,
    matters: tuple[MatterFolder, ...],
    today: date,
    kind: FormKind = EXCEL,
    *,
    joins: bool = False,
) -> Outcome:
    """Write or refresh the response sheets of the matters, of this kind. An answered sheet keeps its answers.

    If it `joins` them, one sheet has the answers of all, and the others are set aside.
    """
    settings, findings = read_settings(workspace)
    # A sheet can be asked for before papers.yaml is complete; only what the sheet offers has to be right.
    outcome = Outcome([each for each in findings if each.code is not codes.YML005])
    for folder in () if has_errors(outcome.findings) else matters:
        write = partial(_write_sheets, workspace, folder, settings, today, kind, joins=joins)
        outcome += attempt(workspace, folder.folder, write, Outcome)
    return outcome


def _write_sheets(
    workspace: Workspace, folder: MatterFolder, settings: Settings, today: date, kind: FormKind, *, joins: bool
) -> Outcome:
    """Write the sheets of one matter."""
    outcome = Outcome()
    if unlisted := workspace.find_unlisted(folder.folder):
        outcome.findings.append(unlisted)
    plan = None
    if folder.action_plan:
        plan, found = read_filled_plan(workspace, folder, settings)
        # A folder's response sheets do not depend on its plan.
        outcome.findings += found if plan is None or plan.updates else ()
    try:
        if folder.recommendations:
            outcome += _write_responses(workspace, folder, settings, plan, today, kind, joins=joins)
        if plan and plan.updates and not has_errors(found):
            outcome += _write_updates(workspace, folder, settings, plan, today, kind, joins=joins)
    except UnreadWorkbookError as error:
        # Its answers would not be in the sheets.
        outcome.findings.append(error.finding)
    return outcome


def _write_responses(
    workspace: Workspace, folder: MatterFolder, settings: Settings, plan: ActionPlan | None, today: date,
    kind: FormKind, *, joins: bool,
) -> Outcome:  # fmt: skip
    """Write the sheets that ask Cabinet Members about the recommendations."""
    path = folder.recommendations or folder.folder
    matter, found = read_matter(path, workspace.name(path), settings.language, settings.numbering, settings.form_words)
    if matter is None or has_errors(found):
        return Outcome(found)

    def read(now: MatterFolder) -> ReadFolder:
        return read_sheets(workspace, now, matter, settings, ALL_NEEDED, plan)

    of_matter = settings.with_columns(matter.columns)
    writer = SheetWriter(workspace, matter, read(folder), of_matter, today, kind, joins)
    written = _write_matter(workspace, folder, writer, read)
    written.findings = found + name_numbers(written.findings, matter)
    return written


def _write_updates(
    workspace: Workspace, folder: MatterFolder, settings: Settings, plan: ActionPlan, today: date, kind: FormKind, *,
    joins: bool,
) -> Outcome:  # fmt: skip
    """Write the sheets that ask services about the actions of a plan."""
    asked = ask_for_updates(plan, settings)

    def read(now: MatterFolder) -> ReadFolder:
        return ReadFolder(asked, plan, *read_updates(workspace, now, plan, settings, ALL_NEEDED))

    own = settings_for_updates(settings, plan)
    writer = SheetWriter(workspace, asked, read(folder), own, today, kind, joins, UPDATES)
    written = _write_matter(workspace, folder, writer, read)
    written.findings = [word_for_updates(each) for each in written.findings]
    written.findings += find_no_service(plan)
    return written


def _write_matter(
    workspace: Workspace, folder: MatterFolder, writer: SheetWriter, read: Callable[[MatterFolder], ReadFolder]
) -> Outcome:
    """Write the sheets of one matter, and set aside those whose answers are all in them; `read` reads it again."""
    outcome = Outcome(writer.find_unjoinable())
    if outcome.findings:
        return outcome
    taken: list[Path] = []
    for planned in writer.plan(folder.folder):
        written = writer.write(planned, outcome.paths)
        taken += [each.path for each in writer.find_taken(planned) if written.paths]
        outcome += written
    outcome.findings += _find_last_years(writer.read, writer.names)
    outcome.findings += _find_unread(writer.read, outcome.findings)
    if any(fold_name(each.path.name) not in writer.names for each in writer.read.sheets):
        try:
            now = read(read_matter_folder(folder.folder))
        except UnreadWorkbookError as error:
            # What was written until now is.
            outcome.findings.append(error.finding)
            return outcome
        if unlisted := workspace.find_unlisted(folder.folder):
            outcome.findings.append(unlisted)
        superseded = writer.find_superseded(now.sheets)
        superseded += [each for each in now.sheets if each.path in taken and each not in superseded]
        outcome += _set_aside(workspace, superseded, writer.today)
    return outcome


def _set_aside(workspace: Workspace, superseded: Sequence[ReadSheet], today: date) -> Outcome:
    """Move the sheets to the earlier ones; a link, whose file is elsewhere, stays."""
    outcome = Outcome()
    for each in superseded:
        try:
            if each.path.is_symlink() or is_open(each.path):
                continue
            outcome.findings += find_left_behind(each)
            outcome.kept.append(move_aside(each.path, each.was, name_earlier(each.path, today)))
        except OSError as error:
            outcome.findings.append(explain_failure(error, Location(workspace.name(each.path))))
    return outcome


def _find_unread(read: ReadFolder, reported: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return what of the folder cannot be read: answers that may be in it are not in the sheets."""
    files = {each.location.file for each in reported}
    return [each for each in read.findings if each.code is codes.XLS002 and each.location.file not in files]


def _find_last_years(read: ReadFolder, planned: set[str]) -> list[Diagnostic]:
    """Return a warning for each sheet of an earlier meeting that has another name than those written now."""
    hint = phrase("move the file out of the matter's folder; until then no paper is built")
    return [
        finding(codes.XLS012, each.sheet.last_years, hint, Location(each.workbook.file), Severity.WARNING)
        for each in read.sheets
        if each.sheet.last_years and fold_name(each.path.name) not in planned
    ]
