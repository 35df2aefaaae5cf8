"""What is known of the matters of a workspace; one is examined again only where what it depends on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.commands.facts import MatterFacts, revive_facts
from cabinet_papers.commands.faults import attempt
from cabinet_papers.commands.fingerprints import fingerprint_logo, fingerprint_matter, fingerprint_shared
from cabinet_papers.commands.memory import Memory
from cabinet_papers.commands.workbooks import AFRESH, Workbooks
from cabinet_papers.files.folders import list_folder
from cabinet_papers.files.progress import CHECKING, OnProgress, no_progress
from cabinet_papers.files.workspace import SETTINGS, MatterFolder, Workspace
from cabinet_papers.findings.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from cabinet_papers.commands.examine import Examined, Examiner

# Before the name of a template of the council's own document.
OWN = "+"


class Looked(NamedTuple):
    """A matter that was examined: what is wrong with it, its facts, and whether every rule could look at it."""

    folder: MatterFolder
    findings: list[Diagnostic]
    facts: MatterFacts
    is_complete: bool


def look_at(examiner: Examiner, folders: Sequence[MatterFolder]) -> list[Looked]:
    """Return the matters as they are found."""
    from cabinet_papers.commands.facts import find_facts

    def look(each: Examined) -> Looked:
        return Looked(each.folder, each.findings, find_facts(each), each.is_complete)

    def leave(each: Examined, found: list[Diagnostic]) -> Looked:
        return Looked(each.folder, each.findings + found, MatterFacts(errors=1), is_complete=False)

    every = examiner.examine(folders)
    return [
        attempt(examiner.workspace, each.folder.folder, partial(look, each), partial(leave, each)) for each in every
    ]


class KnownMatters:
    """Findings and facts of some matters, from the memory or found now."""

    def __init__(self, workspace: Workspace, folders: Sequence[MatterFolder], workbooks: Workbooks = AFRESH) -> None:
        self.workspace = workspace
        self.folders = folders
        self.workbooks = workbooks
        self.memory = Memory(workspace.output)
        self.shared = fingerprint_shared(workspace)
        self.prints = {folder.name: fingerprint_matter(self.shared, folder) for folder in folders}

    def find_findings(self, folder: MatterFolder) -> tuple[list[Diagnostic], list[str]] | None:
        """Return what is wrong with a matter and the templates that it needs; None where it has to be examined."""
        return self.memory.find(folder.name, self.prints[folder.name])

    def find_facts(self, folder: MatterFolder) -> MatterFacts | None:
        """Return the facts of a matter; None where it has to be examined."""
        return revive_facts(self.memory.find_facts(folder.name, self.prints[folder.name]))

    def find_settings(self) -> tuple[list[Diagnostic], list[str]]:
        """Return what is wrong with the settings, and of them the language, the logo, its hash, own columns' names."""
        return self.memory.find(SETTINGS, self.shared) or ([], [])

    def examine(self, folders: Sequence[MatterFolder], on_progress: OnProgress = no_progress) -> None:
        """Examine these matters and keep what is found; with none only the settings, where they have changed.

        Only here is loaded what reads and checks them.
        """
        if not folders and self._knows_settings():
            return
        from cabinet_papers.commands.examine import Examiner
        from cabinet_papers.commands.own_columns import find_own_names
        from cabinet_papers.commands.side_by_side import work_on

        examiner = Examiner(self.workspace, self.workbooks)
        looked: list[Looked] = []
        for few in work_on(folders, self.workspace, Examiner, look_at, examiner):
            looked += few
            on_progress(CHECKING, len(looked), len(folders))
        logo = examiner.settings.logo_file
        own = ",".join(sorted(find_own_names(self.workspace, examiner.settings)))
        needs = [examiner.settings.language, logo, fingerprint_logo(self.workspace, logo), own]
        # What was saved while it was examined may have been read in two states.
        is_still = fingerprint_shared(self.workspace) == self.shared
        self.memory.keep(SETTINGS, self.shared, examiner.settings_findings, needs, is_lasting=is_still)
        for each in looked:
            self._keep(each, is_still=is_still)

    def _keep(self, looked: Looked, *, is_still: bool) -> None:
        needs = sorted({f"{OWN if each.is_own else ''}{each.template}" for each in looked.facts.documents})
        if has_errors(looked.findings):
            needs = self._find_present()
        name = looked.folder.name
        is_same = self.prints[name] == fingerprint_matter(self.shared, looked.folder)
        is_lasting = is_still and is_same and looked.is_complete
        self.memory.keep(
            name, self.prints[name], looked.findings, needs, is_lasting=is_lasting, facts=looked.facts.flatten()
        )

    def _knows_settings(self) -> bool:
        """Whether the settings are those that were looked at, and the logo that they name is."""
        known = self.memory.find(SETTINGS, self.shared)
        if known is None or len(known[1]) != 4:
            return False
        _, logo, fingerprint, _ = known[1]
        return fingerprint == fingerprint_logo(self.workspace, logo)

    def _find_present(self) -> list[str]:
        """Return the templates that are there; where errors keep documents from being planned, all are looked at."""
        names = (path.name for path in list_folder(self.workspace.templates) if path.suffix == ".docx")
        return [name for name in names if not name.startswith(("~$", "."))]
