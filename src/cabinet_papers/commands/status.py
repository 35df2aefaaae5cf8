"""`papers status`: where each matter is between question and agreed paper, and what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.facts import MatterFacts
from cabinet_papers.commands.fingerprints import fingerprint_template
from cabinet_papers.commands.known_matters import KnownMatters
from cabinet_papers.files.files import MADE_OF, day_of, read_notes, record_if_readable
from cabinet_papers.files.folders import is_file
from cabinet_papers.files.matter_names import read_title
from cabinet_papers.files.progress import OnProgress, no_progress
from cabinet_papers.files.workspace import MatterFolder, Workspace
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic


class Built(StrEnum):
    """Whether a matter's documents in output/ are what a build would write today."""

    NOTHING = "nothing to build"
    NOT_BUILT = "not built"
    # By a version that did not write down of what.
    UNKNOWN = "unknown"
    CHANGED = "changed since"
    EDITED = "edited since"
    CURRENT = "up to date"


class Step(StrEnum):
    """What comes next for a matter, the first that applies."""

    CORRECT = "correct the errors"
    ASK = "send out the response sheet"
    REMIND = "get the answers"
    RECORD = "write down what Cabinet agreed"
    BUILD = "build the papers"
    NOTHING = "nothing"


class MatterStatus(NamedTuple):
    """A matter as it is on one day.

    `built_on` is the day of its latest document in output/, "" for none. `due_in` and `cabinet_in` are the days until
    the answers are due and until Cabinet meets, negative when they are past, None where no date is given. `late` are
    the numbers of a plan's actions whose time is over.
    """

    name: str
    file: str
    facts: MatterFacts
    built: Built
    built_on: str
    due_in: int | None
    cabinet_in: int | None
    late: tuple[str, ...] = ()

    @property
    def overdue(self) -> int:
        """For how many days an answer or the agreed paper has been overdue, 0 where neither is."""
        return max(0, -(self.due_in or 0) if self.facts.awaited else 0, -(self.cabinet_in or 0) if self.is_open else 0)

    @property
    def has_met(self) -> bool:
        """Whether Cabinet has met, and what it agreed is not written down."""
        return self.is_open and self.cabinet_in is not None and self.cabinet_in < 0

    @property
    def is_open(self) -> bool:
        """Whether Cabinet has something to agree here and has not yet, as far as is written down."""
        return bool(self.facts.asked) and not (self.facts.is_agreed or self.facts.is_plan)

    @property
    def step(self) -> Step:
        """What comes next."""
        facts = self.facts
        if facts.errors:
            return Step.CORRECT
        if facts.awaited and not facts.has_sheet:
            return Step.ASK
        if self.overdue:
            return Step.REMIND if facts.awaited else Step.RECORD
        if self.built not in (Built.CURRENT, Built.NOTHING):
            return Step.BUILD
        return Step.REMIND if facts.awaited else Step.NOTHING

    @property
    def rank(self) -> tuple[bool, bool, int, bool, int, str]:
        """Its place in the list: where Cabinet has met, what else is overdue, what comes soonest, the rest by name."""
        waits = [self.due_in] if self.facts.awaited else []
        waits += [self.cabinet_in] if self.is_open else []
        days = [each for each in waits if each is not None]
        return (
            not self.has_met,
            not (self.overdue or self.late),
            -self.overdue,
            not days,
            min(days, default=0),
            self.name.casefold(),
        )


class WorkspaceStatus(NamedTuple):
    """The matters of a workspace in order, how many errors its settings have, and faults of the program."""

    matters: tuple[MatterStatus, ...]
    settings_errors: int
    faults: tuple[Diagnostic, ...] = ()


def find_status(
    workspace: Workspace, folders: Sequence[MatterFolder], on: date, on_progress: OnProgress = no_progress
) -> WorkspaceStatus:
    """Return where each matter is on that day, what is overdue first. What has not changed is remembered."""
    known = KnownMatters(workspace, folders)
    known.examine([each for each in folders if known.find_facts(each) is None], on_progress)
    templates: dict[str, str] = {}
    found = []
    for folder in folders:
        facts = known.find_facts(folder) or MatterFacts()
        for each in facts.documents:
            if each.template not in templates:
                templates[each.template] = fingerprint_template(workspace.templates / each.template)
        found.append(_find_status(workspace, folder, facts, templates, on))
    known.memory.save()
    errors = sum(each.is_error for each in known.find_settings()[0])
    every = (each for folder in folders for each in (known.find_findings(folder) or ([], []))[0])
    faults = tuple(each for each in every if each.code is codes.WSP007)
    return WorkspaceStatus(tuple(sorted(found, key=lambda each: each.rank)), errors, faults)


def _find_status(
    workspace: Workspace, folder: MatterFolder, facts: MatterFacts, templates: dict[str, str], on: date
) -> MatterStatus:
    output = workspace.output / folder.name
    record = record_if_readable(output)
    latest = max((day_of(output / name) for name in record if is_file(output / name)), default="")
    file = folder.recommendations or folder.action_plan or folder.folder
    facts = facts if facts.title else facts._replace(title=read_title(folder) or folder.name)
    return MatterStatus(
        folder.name,
        workspace.name(file),
        facts,
        _find_built(output, facts, record, templates),
        latest,
        (facts.due.last - on).days if facts.due else None,
        (facts.cabinet.last - on).days if facts.cabinet else None,
        tuple(each.number for each in facts.actions if each.deadline < on.isoformat()),
    )


def _find_built(output: Path, facts: MatterFacts, record: dict[str, str], templates: dict[str, str]) -> Built:
    """Return whether the documents are there, made of the data and templates of now, and as they were made."""
    there = {name for name in record if name.endswith(".docx") and is_file(output / name)}
    now = {each.file: f"{each.fingerprint} {templates[each.template]}" for each in facts.documents}
    if not there:
        return Built.NOT_BUILT if now or facts.errors else Built.NOTHING
    made_of = {name: each for name, each in read_notes(output, MADE_OF).items() if name in there}
    if not made_of:
        return Built.UNKNOWN
    # With errors it cannot be known what the data would give.
    if facts.errors or made_of != now:
        return Built.CHANGED
    is_as_built = all(hash_if_readable(output / name) == record[name] for name in now)
    return Built.CURRENT if is_as_built else Built.EDITED
