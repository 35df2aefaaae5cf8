"""Read, merge, check: from a matter's folder to its paper and plan, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cabinet_papers.check import check_subject
from cabinet_papers.check.policy import apply_severities, drop_silenced
from cabinet_papers.check.spelling import SpellingCheck, say_not_checked
from cabinet_papers.check.subject import Subject
from cabinet_papers.commands.gather import read_folder
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.progress import CHECKING, Tell, silent
from cabinet_papers.files.workspace import MatterFolder, Workspace, find_matters
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import EMPTY
from cabinet_papers.matter.merge import merge_paper
from cabinet_papers.matter.model import ActionPlan, Paper
from cabinet_papers.matter.passages import Passage
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.sheets.stray_workbooks import find_unread
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.settings import read_settings


class Examined(NamedTuple):
    """One matter as it was found: its paper and plan, its texts, and what is wrong.

    It `is_complete` where every rule could look at it.
    """

    folder: MatterFolder
    paper: Paper | None
    plan: ActionPlan | None
    passages: tuple[Passage, ...]
    findings: list[Diagnostic]
    is_complete: bool


class Examiner:
    """Examines the matters of one workspace by the council's settings."""

    def __init__(self, workspace: Workspace, workbooks: Workbooks = AFRESH) -> None:
        self.workspace = workspace
        self.workbooks = workbooks
        self.settings, self.settings_findings = read_settings(workspace)
        self.plans: dict[str, ActionPlan] | None = None
        # Why the spelling program does not answer; it is not asked again.
        self.spelling_problem = EMPTY

    def examine(self, folders: Sequence[MatterFolder], tell: Tell = silent) -> list[Examined]:
        """Return each matter with all its findings, with the severities of papers.yaml."""
        read = []
        for done, folder in enumerate(folders, 1):
            read.append(self._read(folder))
            tell(CHECKING, done, len(folders))
        # Start one spelling process for all matters; it runs while the rules do.
        passages = [passage for subject, _ in read for passage in subject.passages]
        spelling = SpellingCheck(passages, self.settings.language, self.settings.words, self.spelling_problem)
        checked = [(subject, findings + check_subject(subject)) for subject, findings in read]
        misspelt: dict[str, list[Diagnostic]] = {}
        for found in spelling.find():
            misspelt.setdefault(found.location.file, []).append(found)
        self.spelling_problem = spelling.problem
        return [
            self._apply_policy(folder, subject, findings, misspelt)
            for folder, (subject, findings) in zip(folders, checked, strict=True)
        ]

    def _read(self, folder: MatterFolder) -> tuple[Subject, list[Diagnostic]]:
        """Return what the rules look at, and what was found while it was read and put together."""
        read = read_folder(self.workspace, folder, self.settings, self.workbooks)
        findings = read.findings + find_unread(self.workspace, folder)
        paper: Paper | None = None
        if read.matter:
            paper, merged = merge_paper(read.matter, read.responses, read.blank)
            findings += merged
        return Subject(self.settings, folder.name, paper, read.plan, self.read_plans), findings

    def _apply_policy(
        self,
        folder: MatterFolder,
        subject: Subject,
        findings: list[Diagnostic],
        misspelt: dict[str, list[Diagnostic]],
    ) -> Examined:
        """Return the matter with its findings and those of spelling, with the severities of papers.yaml."""
        files = dict.fromkeys(passage.location.file for passage in subject.passages)
        every = findings + [found for file in files for found in misspelt.get(file, [])]
        is_complete = not (self.spelling_problem and subject.passages)
        if not is_complete:
            every.append(say_not_checked(self.spelling_problem))
        reported = apply_severities(withhold_exempt(every, subject.passages), self.settings.severities)
        reported = drop_silenced(reported, subject.passages, self.workspace.read_lines)
        return Examined(folder, subject.paper, subject.plan, subject.passages, reported, is_complete)

    def read_plans(self) -> dict[str, ActionPlan]:
        """Return every action plan of the workspace by its matter's folder, for what other papers say of them."""
        if self.plans is None:
            paths = {folder.name: folder.action_plan for folder in find_matters(self.workspace)}
            read = {
                name: read_action_plan(path, self.workspace.name(path), self.settings.language)[0]
                for name, path in paths.items()
                if path
            }
            self.plans = {name: plan for name, plan in read.items() if plan}
        return self.plans
