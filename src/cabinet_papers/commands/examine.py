"""Read, merge, check: from a matter's folder to its paper and plan, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from cabinet_papers.check import check_matter
from cabinet_papers.check.checked_matter import CheckedMatter
from cabinet_papers.check.policy import apply_severities, drop_explained, drop_silenced
from cabinet_papers.check.spelling import SpellingCheck, report_not_checked
from cabinet_papers.commands.example_council import (
    is_of_example,
    leave_example_out,
    names_example,
    report_example,
)
from cabinet_papers.commands.faults import attempt
from cabinet_papers.commands.former_plans import follow_plan
from cabinet_papers.commands.from_answers import take_from_answers
from cabinet_papers.commands.gather import read_folder
from cabinet_papers.commands.gather_updates import find_proposals
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.folders import fold_name
from cabinet_papers.files.progress import CHECKING, OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace, find_every_matter
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic
from cabinet_papers.findings.message import EMPTY
from cabinet_papers.matter.agreed_whole import answer_all
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.pairing import name_numbers, pair_answers
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.plan_years import derive_notes
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.updates import Proposal
from cabinet_papers.matter.withhold import withhold_exempt
from cabinet_papers.sheets.stray_workbooks import find_unread
from cabinet_papers.yaml_files.action_plan import read_action_plan
from cabinet_papers.yaml_files.settings import read_settings


class Examined(NamedTuple):
    """One matter as it was found: its paper and plan, its texts, and what is wrong.

    `settings` are the council's as far as they are for this matter. It `is_complete` where every rule could look at it.
    `proposals` are those of the plan's services.
    """

    folder: MatterFolder
    settings: Settings
    paper: Paper | None
    plan: ActionPlan | None
    typed_texts: tuple[TypedText, ...]
    findings: list[Diagnostic]
    is_complete: bool
    proposals: tuple[Proposal, ...] = ()


class Examiner:
    """Examines the matters of one workspace by the council's settings."""

    def __init__(self, workspace: Workspace, workbooks: Workbooks = AFRESH) -> None:
        self.workspace = workspace
        self.workbooks = workbooks
        self.settings, self.settings_findings = read_settings(workspace)
        self.plans: dict[str, ActionPlan] | None = None
        # The matters whose texts refer to actions in plans of others, or whose plans follow from what others have.
        self.referring: set[str] = set()
        # The papers of the matters that actions of plans are from, by the folder as it is compared.
        self.origins: dict[str, Paper | None] = {}
        # Why the spelling program does not answer; it is not asked again.
        self.spelling_problem = EMPTY

    def examine(self, folders: Sequence[MatterFolder], on_progress: OnProgress = no_progress) -> list[Examined]:
        """Return each matter with all its findings, with the severities of papers.yaml."""
        read = []
        for done, folder in enumerate(folders, 1):
            read.append(
                attempt(self.workspace, folder.folder, partial(self.read, folder), partial(self._leave, folder))
            )
            on_progress(CHECKING, done, len(folders))
        # Start one spelling process for all matters; it runs while the rules do.
        printed_texts = [source for checked, _ in read for source in checked.printed_texts]
        spelling = SpellingCheck(printed_texts, self.settings.language, self.settings.words, self.spelling_problem)
        checked = [
            (checked, findings + attempt(self.workspace, folder.folder, partial(check_matter, checked), list))
            for folder, (checked, findings) in zip(folders, read, strict=True)
        ]
        misspelt: dict[str, list[Diagnostic]] = {}
        for found in spelling.find():
            misspelt.setdefault(found.location.file, []).append(found)
        self.spelling_problem = spelling.problem
        return [
            attempt(
                self.workspace,
                folder.folder,
                partial(self._apply_policy, folder, checked, findings, misspelt),
                partial(self._leave_out, folder),
            )
            for folder, (checked, findings) in zip(folders, checked, strict=True)
        ]

    def _leave_out(self, folder: MatterFolder, found: list[Diagnostic]) -> Examined:
        return Examined(folder, self.settings, None, None, (), found, is_complete=False)

    def _leave(self, folder: MatterFolder, found: list[Diagnostic]) -> tuple[CheckedMatter, list[Diagnostic]]:
        """Return nothing of a matter but what was found."""
        return CheckedMatter(self.settings, folder.name, None, None, partial(self.read_plans, folder.name)), found

    def read(self, folder: MatterFolder) -> tuple[CheckedMatter, list[Diagnostic]]:
        """Return what the rules look at, and what was found while it was read and put together."""
        settings = self.find_settings(folder)
        read = read_folder(self.workspace, folder, settings, self.workbooks)
        findings = read.findings + find_unread(self.workspace, folder, settings.form_words)
        is_own = settings is not self.settings
        if is_own and (source := read.matter or read.plan):
            findings.append(report_example(settings, source.location))
        paper = None
        if read.matter:
            settings = settings.with_columns(read.matter.columns)
            paper, merged = pair_answers(read.matter, read.responses, read.blank, read.saved)
            paper, found = answer_all(paper, settings)
            findings += merged + found
        if read.plan:
            plan, found = self.take_from_answers(read.plan, folder.name, settings)
            read = read._replace(plan=plan)
            findings += found
        plans = partial(self._read_own_plans if is_own else self.read_plans, folder.name)
        proposals, found = find_proposals(self.workspace, folder, read.plan, settings, self.workbooks)
        # Which files cannot be read is reported with the folder, withheld where something is exempt.
        findings += [each for each in found if each.code is not codes.XLS002]
        if read.plan and read.plan.updates:
            # A sheet may be another plan's.
            self.referring.add(folder.name)
        years, found = follow_plan(read.plan, folder.name, plans) if read.plan and read.plan.previous else (None, [])
        checked = CheckedMatter(settings, folder.name, paper, read.plan, plans, years, proposals)
        return checked, findings + found

    def take_from_answers(self, plan: ActionPlan, name: str, settings: Settings) -> tuple[ActionPlan, list[Diagnostic]]:
        """Return the plan of the matter `name` with what its actions take from answers, and what is wrong with that."""
        if not any(action.origin for _, action in plan.iter_actions()):
            return plan, []
        self.referring.add(name)
        return take_from_answers(plan, self.find_paper, settings)

    def find_paper(self, name: str) -> Paper | None:
        """Return the paper of a matter by its folder, for an action that carries out one of its recommendations."""
        if fold_name(name) not in self.origins:
            self.origins[fold_name(name)] = self._read_paper(name)
        return self.origins[fold_name(name)]

    def _read_paper(self, name: str) -> Paper | None:
        folders = [each for each in find_every_matter(self.workspace) if fold_name(each.name) == fold_name(name)]
        if not folders:
            return None
        settings = self.find_settings(folders[0])
        read = read_folder(self.workspace, folders[0], settings, self.workbooks)
        if read.matter is None:
            return None
        paper, _ = pair_answers(read.matter, read.responses, read.blank, read.saved)
        return answer_all(paper, settings.with_columns(read.matter.columns))[0]

    def find_settings(self, folder: MatterFolder) -> Settings:
        """Return the settings for a matter: nothing of the worked example's in one of the officer's own."""
        is_own = self._names_example and not is_of_example(folder.name)
        return self._own_settings if is_own else self.settings

    def _apply_policy(
        self,
        folder: MatterFolder,
        checked: CheckedMatter,
        findings: list[Diagnostic],
        misspelt: dict[str, list[Diagnostic]],
    ) -> Examined:
        """Return the matter with its findings and those of spelling, with the severities of papers.yaml."""
        files = dict.fromkeys(source.location.file for source in checked.typed_texts)
        if self.settings.lacks_words or _have(findings, codes.XLS002):
            # A sheet that was not read may have the answer.
            findings = [each for each in findings if each.code is not codes.RES001]
        every = drop_explained(findings) + [found for file in files for found in misspelt.get(file, [])]
        # Neither a fault of the disk nor one of the program lasts, so they are looked for again.
        has_fault = _have(every, codes.WSP004, codes.WSP007, codes.XLS002, codes.YML001)
        is_spelt = not (self.spelling_problem and checked.typed_texts)
        if not is_spelt:
            every.append(report_not_checked(self.spelling_problem))
        reported = apply_severities(self._withhold(checked, every), self.settings.severities)
        reported = name_numbers(reported, checked.paper.matter if checked.paper else None)
        reported = drop_silenced(reported, checked.typed_texts, self.workspace.read_lines)
        plan = derive_notes(checked.plan, checked.years, self.settings) if checked.plan else None
        return Examined(
            folder, self.find_settings(folder), checked.paper, plan, checked.typed_texts, reported,
            is_spelt and not has_fault, checked.proposals,
        )  # fmt: skip

    def _withhold(self, checked: CheckedMatter, findings: list[Diagnostic]) -> list[Diagnostic]:
        """Return the findings without the words that are exempt."""
        of_matter = checked.paper.matter.recommendations if checked.paper else ()
        return withhold_exempt(
            findings,
            checked.typed_texts,
            self._read_private(checked),
            self.settings.public_texts,
            {each.number for each in of_matter if each.answer_is_exempt},
        )

    def _read_private(self, checked: CheckedMatter) -> list[str]:
        """Return the files in which a mark is meant for all texts, or may be: of this matter, and plans it looks at."""
        typed_texts = [checked.typed_texts, checked.years.before.typed_texts if checked.years else ()]
        typed_texts += [plan.typed_texts for plan in (self.plans or {}).values()]
        is_private: dict[str, bool] = {}
        for each in (text for texts in typed_texts for text in texts):
            is_private[each.location.file] = is_private.get(each.location.file, True) and each.exempt
        files = (file for file, is_so in is_private.items() if is_so and file.endswith(".yaml"))
        return ["\n".join(self.workspace.read_lines(file)) for file in files]

    @cached_property
    def _names_example(self) -> bool:
        return names_example(self.settings)

    @cached_property
    def _own_settings(self) -> Settings:
        return leave_example_out(self.settings)

    def _read_own_plans(self, referring: str) -> dict[str, ActionPlan]:
        """Return the action plans without those of the worked example."""
        return {name: plan for name, plan in self.read_plans(referring).items() if not is_of_example(name)}

    def read_plans(self, referring: str) -> dict[str, ActionPlan]:
        """Return every action plan of the workspace by its matter's folder; the matter `referring` speaks of some."""
        self.referring.add(referring)
        if self.plans is None:
            paths = {folder.name: folder.action_plan for folder in reversed(find_every_matter(self.workspace))}
            read = {
                name: read_action_plan(path, self.workspace.name(path), self.settings)[0]
                for name, path in paths.items()
                if path
            }
            self.plans = {
                name: self.take_from_answers(plan, name, self.settings)[0] for name, plan in read.items() if plan
            }
        return self.plans


def _have(findings: Iterable[Diagnostic], *wanted: Code) -> bool:
    """Whether a finding has one of the codes."""
    return any(each.code in wanted for each in findings)
