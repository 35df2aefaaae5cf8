"""Reads everything in one matter's folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.gather_updates import is_about_plan
from cabinet_papers.commands.open_files import OPEN_MARK, find_open
from cabinet_papers.commands.workbooks import AFRESH, OpenedWorkbook, Workbooks
from cabinet_papers.excel.cells import Workbook
from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.lookalikes import straighten
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.form_words import HOW_TO, KEPT, NO_WORDS, OFFICE, SHEET, say
from cabinet_papers.matter.model import Matter, Response
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.sheets.form_language import note_own_texts
from cabinet_papers.sheets.plan_workbook import is_plan
from cabinet_papers.sheets.read_sheet import ReadSheet, ResponseSheet
from cabinet_papers.sheets.returned import has_exempt_rows, number_findings, read_response_sheet
from cabinet_papers.sheets.sheet_words import take_words
from cabinet_papers.sheets.update_sheet import report_not_asked
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.recommendations import read_matter

# Errors of recommendations.yaml after which recommendations may be missing or joined, and what would be found in the
# sheets only because of that.
LOSING = frozenset({
    codes.YML002, codes.YML003, codes.YML004, codes.YML005, codes.YML007, codes.YML015, codes.YML016, codes.YML017,
})  # fmt: skip
OF_MATCHING = frozenset({
    codes.RES002, codes.RES006, codes.RES007, codes.RES010, codes.RES011, codes.RES012, codes.XLS011, codes.XLS012,
})  # fmt: skip
# The worksheets of the form.
PAGES = (SHEET, HOW_TO, KEPT, OFFICE)


class ReadFolder(NamedTuple):
    """What a matter's folder contains, and what is wrong with it."""

    matter: Matter | None
    plan: ActionPlan | None
    sheets: tuple[ReadSheet, ...]
    findings: list[Diagnostic]

    @property
    def responses(self) -> list[Response]:
        """Every answer of every sheet."""
        return [response for each in self.sheets for response in each.sheet.responses]

    @property
    def saved(self) -> dict[str, datetime | None]:
        """When each workbook was saved, by its name in findings."""
        return {each.workbook.file: each.workbook.saved for each in self.sheets}

    @property
    def blank(self) -> dict[int, Location]:
        """The Agree? cells that wait for a decision, by recommendation."""
        return {number: place for each in reversed(self.sheets) for number, place in each.sheet.blank.items()}


def read_folder(
    workspace: Workspace, folder: MatterFolder, settings: Settings, workbooks: Workbooks = AFRESH
) -> ReadFolder:
    """Return the contents of the folder's files. A file that cannot be read does not hide errors in the others."""
    unlisted = workspace.find_unlisted(folder.folder)
    if unlisted:
        return ReadFolder(None, None, (), [unlisted])
    findings = [] if folder.recommendations or folder.action_plan else [_report_empty(workspace, folder)]
    matter: Matter | None = None
    is_sure = True
    if folder.recommendations:
        name = workspace.name(folder.recommendations)
        matter, found = read_matter(
            folder.recommendations, name, settings.language, settings.numbering, settings.form_words
        )
        findings += found
        is_sure = not any(each.code in LOSING for each in found)
    plan: ActionPlan | None = None
    if folder.action_plan:
        plan, found = read_action_plan(folder.action_plan, workspace.name(folder.action_plan), settings)
        findings += found
    answered = read_sheets(workspace, folder, matter, settings, workbooks, plan)
    if any(each.code is codes.XLS030 for each in answered.findings):
        # The folder lacks no file but the one that the plan is to be made into.
        findings = [each for each in findings if each.code is not codes.REC001]
    # What a sheet asks of recommendations that the file has lost is known once the file is corrected.
    findings += [each for each in answered.findings if is_sure or each.code not in OF_MATCHING]
    return ReadFolder(matter, plan, answered.sheets, findings)


def read_sheets(
    workspace: Workspace,
    folder: MatterFolder,
    matter: Matter | None,
    settings: Settings,
    workbooks: Workbooks = AFRESH,
    plan: ActionPlan | None = None,
) -> ReadFolder:
    """Return the answers that the folder's workbooks give to the matter; `plan` is what else they may be about."""
    settings = settings.with_columns(matter.columns) if matter else settings
    # What cannot be read may have marked anything.
    is_public = not (matter.exempt_paragraphs if matter else folder.recommendations)
    sheets: list[ReadSheet] = []
    findings: list[Diagnostic] = []
    findings += [found for path in folder.workbooks for found in find_open(path, workspace)]
    for path in (each for each in folder.workbooks if not each.name.startswith(OPEN_MARK)):
        opened = workbooks.open(path, workspace.name(path), settings.form_words)
        opened = _withhold_unread(opened, settings, is_public=is_public)
        sheet, found = _read_sheet(opened, path, workspace.name(path), matter, settings, plan)
        if sheet:
            sheets.append(sheet)
        # Where the file is there, its own error says why nothing was read.
        findings += [each for each in found if sheet or not folder.recommendations or each.code is not codes.XLS001]
    return ReadFolder(matter, None, tuple(sheets), findings)


def _report_empty(workspace: Workspace, folder: MatterFolder) -> Diagnostic:
    """Return the finding for a folder with none of the files of a matter."""
    message = phrase("the folder has neither recommendations.yaml nor action-plan.yaml")
    hint = _find_misnamed(folder.folder) or phrase(
        'if this is a matter, add one of these files (`papers new "Title"` makes a folder with a '
        "recommendations.yaml to fill in); if not, move the folder out of data/"
    )
    return finding(codes.REC001, message, hint, Location(workspace.name(folder.folder)))


def _find_misnamed(folder: Path) -> Message | None:
    """Return how to rename a file that was probably meant, such as the recommendations.yaml.txt of an editor."""
    for name in ("recommendations", "action-plan"):
        for path in list_folder(folder):
            if straighten(path.name).startswith(name) and is_file(path):
                return phrase(
                    'rename "{}" to {} (in Explorer choose View, Show, File name extensions to see all of its name)',
                    path.name,
                    Term(f"{name}.yaml"),
                )
    return None


def _report_alone(file: str) -> Diagnostic:
    message = phrase("the workbook was not read, because there is no recommendations.yaml beside it")
    hint = for_officer("move the workbook into the folder of its matter")
    return finding(codes.XLS001, message, hint, Location(file))


def _report_plan(file: str) -> Diagnostic:
    """Return the finding for an action plan among the answers: there is one source of a plan, its YAML."""
    message = phrase("this is an action plan, and a plan's one source is action-plan.yaml")
    hint = for_officer('run papers import "{}", which makes that file of it; then move the workbook out of data/', file)
    return finding(codes.XLS030, message, hint, Location(file))


def _read_answers(
    workbook: Workbook, words: Mapping[str, str] | None, matter: Matter, settings: Settings
) -> tuple[ResponseSheet, Workbook]:
    """Return the answers of a workbook, and the workbook with the English words of the form's own texts."""
    own = settings if words is None else settings.with_words(words)
    noted = note_own_texts(workbook, matter, own)
    return read_response_sheet(noted, matter, own), noted


def _withhold_unread(opened: OpenedWorkbook, settings: Settings, *, is_public: bool) -> OpenedWorkbook:
    """Return the workbook; where words of it may be exempt findings repeat none, nor the name of a worksheet.

    It `is_public` if nothing of its matter is exempt now. Which words belong to an exempt recommendation is not known
    yet.
    """
    if is_public and not (opened.workbook and has_exempt_rows(opened.workbook)):
        return opened
    known = {say(page, words) for page in PAGES for words in (NO_WORDS, settings.form_words)}
    workbook = opened.workbook.hide_names(known) if opened.workbook else None
    labels = {each.name: each.label for each in workbook.worksheets} if workbook else {}
    withheld = (withhold_typed(each) for each in opened.findings)
    findings = (
        each._replace(location=each.location._replace(sheet=labels.get(each.location.sheet or "", each.location.sheet)))
        for each in withheld
    )
    return opened._replace(workbook=workbook, findings=tuple(findings))


def _read_sheet(
    opened: OpenedWorkbook, path: Path, file: str, matter: Matter | None, settings: Settings, plan: ActionPlan | None
) -> tuple[ReadSheet | None, list[Diagnostic]]:
    """Return what the workbook answers, None where it answers nothing, and what is wrong with it."""
    findings = list(opened.findings)
    if opened.workbook is None:
        return None, findings
    workbook, words = take_words(opened.workbook)
    # What a sheet says of itself in other words would look like typed text.
    if words is None and settings.lacks_words:
        return None, []
    if is_about_plan(workbook, words, plan, settings, has_matter=matter is not None):
        return None, findings if plan and plan.updates else [*findings, report_not_asked(file)]
    if matter is None:
        return None, [*findings, _report_plan(file) if is_plan(workbook) else _report_alone(file)]
    sheet, workbook = _read_answers(workbook, words, matter, settings)
    # Some councils call their recommendations actions: what answers one is no plan.
    if not sheet.rows and is_plan(workbook):
        return None, [*findings, _report_plan(file)]
    sheet.findings = [*number_findings(findings, sheet.rows), *sheet.findings]
    is_in_words = (words or {}) == settings.form_words
    return ReadSheet(path, workbook, sheet, opened.was, is_in_words), sheet.findings
