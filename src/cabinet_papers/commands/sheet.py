"""From a workspace to its response sheets: written new, or refreshed with every answer kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cabinet_papers.commands.gather import ReadFolder, read_sheets
from cabinet_papers.commands.open_files import is_open
from cabinet_papers.commands.sheet_writer import SheetWriter, name_earlier
from cabinet_papers.files.folders import fold_name
from cabinet_papers.files.workspace import MatterFolder, Workspace, read_matter_folder
from cabinet_papers.files.writing import explain_failure, move_aside
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding, has_errors
from cabinet_papers.findings.message import phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.pairing import name_numbers
from cabinet_papers.sheets.form_kind import EXCEL, FormKind
from cabinet_papers.sheets.read_sheet import ReadSheet
from cabinet_papers.sheets.refresh import find_left_behind
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
        if unlisted := workspace.find_unlisted(folder.folder):
            outcome.findings.append(unlisted)
        if folder.recommendations is None:
            continue
        name = workspace.name(folder.recommendations)
        matter, found = read_matter(
            folder.recommendations, name, settings.language, settings.numbering, settings.form_words
        )
        outcome.findings += found
        if matter is None or has_errors(found):
            continue
        read = read_sheets(workspace, folder, matter, settings)
        writer = SheetWriter(workspace, matter, read, settings.with_columns(matter.columns), today, kind, joins)
        written = _write_matter(workspace, folder, writer)
        written.findings = name_numbers(written.findings, matter)
        outcome += written
    return outcome


def _write_matter(workspace: Workspace, folder: MatterFolder, writer: SheetWriter) -> Outcome:
    """Write the sheets of one matter, and set aside those whose answers are all in them."""
    outcome = Outcome(writer.find_unjoinable())
    taken: list[Path] = []
    for planned in () if outcome.findings else writer.plan(folder.folder):
        written = writer.write(planned, outcome.paths)
        taken += [each.path for each in writer.find_taken(planned) if written.paths]
        outcome += written
    outcome.findings += _find_last_years(writer.read, writer.names)
    if any(fold_name(each.path.name) not in writer.names for each in writer.read.sheets):
        now = read_sheets(workspace, read_matter_folder(folder.folder), writer.matter, writer.settings)
        superseded = writer.find_superseded(now.sheets)
        superseded += [each for each in now.sheets if each.path in taken and each not in superseded]
        outcome += _set_aside(workspace, superseded, writer.today)
    return outcome


def _set_aside(workspace: Workspace, superseded: Sequence[ReadSheet], today: date) -> Outcome:
    """Move the sheets to the earlier ones; a link, whose file is elsewhere, stays."""
    outcome = Outcome()
    for each in superseded:
        if each.path.is_symlink() or is_open(each.path):
            continue
        try:
            outcome.findings += find_left_behind(each)
            outcome.kept.append(move_aside(each.path, each.was, name_earlier(each.path, today)))
        except OSError as error:
            outcome.findings.append(explain_failure(error, Location(workspace.name(each.path))))
    return outcome


def _find_last_years(read: ReadFolder, planned: set[str]) -> list[Diagnostic]:
    """Return a warning for each sheet of an earlier meeting that has another name than those written now."""
    hint = phrase("move the file out of the matter's folder; until then no paper is built")
    return [
        finding(codes.XLS012, each.sheet.last_years, hint, Location(each.workbook.file), Severity.WARNING)
        for each in read.sheets
        if each.sheet.last_years and fold_name(each.path.name) not in planned
    ]
