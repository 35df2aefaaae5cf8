"""Reads the update sheets in the folder of a plan that asks for updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.commands.open_files import OPEN_MARK
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.workspace import MatterFolder, Workspace, find_every_matter
from cabinet_papers.findings import codes
from cabinet_papers.matter.updates import ask_for_updates, settings_for_updates
from cabinet_papers.sheets.form_language import note_own_texts
from cabinet_papers.sheets.plan_workbook import is_plan
from cabinet_papers.sheets.read_sheet import ReadSheet, ResponseSheet
from cabinet_papers.sheets.returned import read_response_sheet
from cabinet_papers.sheets.sheet_words import take_words
from cabinet_papers.sheets.update_sheet import (
    drop_taken,
    find_changed_beside,
    is_response_sheet,
    is_update_sheet,
    list_proposals,
    list_referred,
    refers_to,
    report_other_plan,
    reword_sheet,
)
from cabinet_papers.yaml_files.action_plan import read_action_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_papers.excel.cells import Workbook
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Matter
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.matter.updates import Proposal


def find_proposals(
    workspace: Workspace, folder: MatterFolder, plan: ActionPlan | None, settings: Settings,
    workbooks: Workbooks = AFRESH,
) -> tuple[tuple[Proposal, ...], list[Diagnostic]]:  # fmt: skip
    """Return what the services of the plan propose, and what is wrong with their update sheets."""
    if plan is None or plan.updates is None:
        return (), []
    sheets, unread = read_updates(workspace, folder, plan, settings, workbooks)
    proposals = list_proposals(sheets, ask_for_updates(plan, settings), plan, settings.language)
    return proposals, [*(found for each in sheets for found in each.sheet.findings), *unread]


def read_updates(
    workspace: Workspace, folder: MatterFolder, plan: ActionPlan, settings: Settings, workbooks: Workbooks = AFRESH
) -> tuple[tuple[ReadSheet, ...], list[Diagnostic]]:
    """Return the folder's update sheets with what they say of the plan's actions, and which files cannot be read."""
    asked, own = ask_for_updates(plan, settings), settings_for_updates(settings, plan)
    sheets: list[ReadSheet] = []
    unread: list[Diagnostic] = []
    for path in (each for each in folder.workbooks if not each.name.startswith(OPEN_MARK)):
        file = workspace.name(path)
        opened = workbooks.open(path, file, own.form_words)
        unread += [each for each in opened.findings if each.code is codes.XLS002 and opened.workbook is None]
        workbook, words = take_words(opened.workbook) if opened.workbook else (None, None)
        has_matter = folder.recommendations is not None
        if workbook is None or not is_about_plan(workbook, words, plan, settings, has_matter=has_matter):
            continue
        in_words = own if words is None else own.with_words(words)
        workbook = note_own_texts(workbook, asked, in_words)
        sheet = read_response_sheet(workbook, asked, in_words)
        drop_taken(sheet, asked)
        sheet.findings += find_changed_beside(sheet.rows, asked, in_words)
        reword_sheet(sheet)
        if other := _find_other_plan(workbook, asked, workspace, settings):
            found = report_other_plan(file, other, asked)
            sheet = ResponseSheet(findings=[found], last_years=found.message, tables=sheet.tables)
        sheets.append(ReadSheet(path, workbook, sheet, opened.was, (words or {}) == own.form_words))
    return tuple(sheets), unread


def is_about_plan(
    workbook: Workbook,
    words: Mapping[str, str] | None,
    plan: ActionPlan | None,
    settings: Settings,
    *,
    has_matter: bool,
) -> bool:
    """Whether the workbook is an update sheet of the plan, or can be nothing else where there is no matter."""
    if is_update_sheet(workbook, words, settings):
        return True
    if plan is None or plan.updates is None:
        return False
    is_own = refers_to(workbook, ask_for_updates(plan, settings))
    return is_own or not (has_matter or is_response_sheet(workbook, settings) or is_plan(workbook))


def _find_other_plan(workbook: Workbook, asked: Matter, workspace: Workspace, settings: Settings) -> Matter | None:
    """Return the plan of another folder for which the update sheet was written, None where it is of this one."""
    referred = list_referred(workbook)
    if not referred or refers_to(workbook, asked):
        return None
    for folder in find_every_matter(workspace):
        path = folder.action_plan
        plan = read_action_plan(path, workspace.name(path), settings)[0] if path else None
        other = ask_for_updates(plan, settings) if plan else None
        if other and other.location.file != asked.location.file and refers_to(workbook, other):
            return other
    return None
