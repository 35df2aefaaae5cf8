"""Reads everything in one matter's folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.files.folders import is_file, list_folder
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.model import ActionPlan, Matter, Response, Settings
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.sheets.read_sheet import ReadSheet
from cabinet_papers.sheets.returned import read_response_sheet
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.recommendations import read_matter

OPEN_MARK = "~$"


@dataclass(slots=True)
class ReadFolder:
    """What a matter's folder contains, and what is wrong with it."""

    matter: Matter | None = None
    plan: ActionPlan | None = None
    sheets: list[ReadSheet] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    @property
    def responses(self) -> list[Response]:
        """Every answer of every sheet."""
        return [response for each in self.sheets for response in each.sheet.responses]

    @property
    def blank(self) -> dict[int, Location]:
        """The Agree? cells that wait for a decision, by recommendation."""
        return {number: place for each in reversed(self.sheets) for number, place in each.sheet.blank.items()}


def read_folder(workspace: Workspace, folder: MatterFolder, settings: Settings) -> ReadFolder:
    """Return the contents of the folder's files. A file that cannot be read does not hide errors in the others."""
    read = ReadFolder()
    unlisted = workspace.find_unlisted(folder.folder)
    if unlisted:
        read.findings.append(unlisted)
        return read
    if folder.recommendations is None and folder.action_plan is None:
        message = phrase("the folder has neither recommendations.yaml nor action-plan.yaml")
        hint = _find_misnamed(folder.folder) or phrase(
            'write one; `papers new "Title"` makes a folder with one that is ready to fill in'
        )
        read.findings.append(finding(codes.REC001, message, hint, Location(workspace.name(folder.folder))))
    if folder.recommendations:
        read.matter, findings = read_matter(
            folder.recommendations, workspace.name(folder.recommendations), settings.language
        )
        read.findings += findings
    if folder.action_plan:
        read.plan, findings = read_action_plan(
            folder.action_plan, workspace.name(folder.action_plan), settings.language
        )
        read.findings += findings
    read_sheets(read, workspace, folder, settings)
    return read


def read_sheets(read: ReadFolder, workspace: Workspace, folder: MatterFolder, settings: Settings) -> None:
    """Add the answers of the folder's workbooks to what was read of it."""
    for path in folder.workbooks:
        _read_sheet(read, path, workspace.name(path), settings)


def _find_misnamed(folder: Path) -> Message | None:
    """Return how to rename a file that was probably meant, such as the recommendations.yaml.txt of an editor."""
    for name in ("recommendations", "action-plan"):
        for path in list_folder(folder):
            if path.name.startswith(name) and is_file(path):
                return phrase('rename "{}" to {}', path.name, Term(f"{name}.yaml"))
    return None


def _read_sheet(read: ReadFolder, path: Path, file: str, settings: Settings) -> None:
    if path.name.startswith(OPEN_MARK):
        name = path.name.removeprefix(OPEN_MARK)
        message = phrase("{} is open in Excel, so changes that are not saved yet are not read", name)
        hint = phrase("save and close it, then run this again; if it is not open anywhere, delete this file")
        read.findings.append(finding(codes.XLS003, message, hint, Location(file)))
        return
    # Taken first, so that saving the workbook while it is read is noticed.
    was = hash_if_readable(path)
    workbook, findings = read_workbook(path, file)
    # Nothing shows yet which words of the workbook belong to an exempt recommendation.
    may_quote = read.matter is None or not read.matter.exempt_paragraphs
    read.findings += findings if may_quote else [withhold_typed(each) for each in findings]
    if workbook is None:
        return
    if read.matter is None:
        message = phrase("the workbook is not used, because there are no recommendations here to answer")
        hint = for_officer("correct recommendations.yaml, or keep the workbook outside the matter's folder")
        read.findings.append(finding(codes.XLS001, message, hint, Location(file)))
        return
    sheet = read_response_sheet(workbook, read.matter, settings)
    read.findings += sheet.findings
    read.sheets.append(ReadSheet(path, workbook, sheet, was))
