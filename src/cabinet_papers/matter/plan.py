"""An action plan as it was written, typed: its priorities and their actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.when import When


class Change(StrEnum):
    """What became of an action since last year; the value is what the Notes say."""

    NEW = "New"
    UPDATED = "Updated"
    YEAR_UPDATED = "Action year updated"
    ON_GOING = "On-going action"
    COMPLETED = "Completed"
    WITHDRAWN = "Withdrawn"


class Former(NamedTuple):
    """An action of last year's plan, and the numbers that it has in this one; () where it is not carried on."""

    number: str
    text: Prose
    now: tuple[str, ...]


class Update(NamedTuple):
    """What a service said of an action and the council took over, on a day.

    Its `text`, `by` and `completed` apply from then on; empty ones change nothing. `instead_of_text` and
    `instead_of_by` are what its text and year replaced.
    """

    day: When | None
    service: str
    location: Location
    status: str = ""
    progress: str = ""
    text: str = ""
    by: When | str = ""
    completed: When | str = ""
    instead_of_text: str = ""
    instead_of_by: str = ""


class Updates(NamedTuple):
    """What a plan says of its update sheets: by when they are asked for, and its own words for a status."""

    due: When | None
    statuses: tuple[str, ...]
    location: Location


class Origin(NamedTuple):
    """The recommendation that an action carries out: its matter's folder, and its printed number."""

    matter: str
    number: str
    location: Location


class Action(NamedTuple):
    """One action of a plan; `number` is "1.1" by position unless it was fixed. `by` is a date or words.

    Of its `services` the first leads. `further` holds what it has in the council's own columns, by their names. It is
    known by its `ref` across the years; `was` are the numbers that it had in last year's plan, () where it is said to
    be new, None where nothing is said. `completed` is when it was, or words; `withdrawn` the reason why it was.
    `change` is what became of it since last year, as its notes say; `origin` the recommendation that it is from. With
    `updates`, the earliest first, it is as they made it, and `began_as` is what it was before them. `wording` is its
    text as typed.
    """

    number: str
    text: Prose
    location: Location
    services: tuple[str, ...] = ()
    by: When | str = ""
    notes: Prose = Prose()
    by_place: Location | None = None
    further: Mapping[str, Prose] = MappingProxyType({})
    ref: str = ""
    ref_place: Location | None = None
    was: tuple[str, ...] | None = None
    was_places: tuple[Location, ...] = ()
    completed: When | str = ""
    withdrawn: str = ""
    notes_place: Location | None = None
    change: Change | None = None
    origin: Origin | None = None
    updates: tuple[Update, ...] = ()
    began_as: Action | None = None
    wording: str = ""

    @property
    def as_planned(self) -> Action:
        """The action as it was before its updates."""
        return self.began_as or self

    @property
    def service(self) -> str:
        """The services as they are printed; their names may have "and" or a comma in them."""
        return "; ".join(self.services)

    @property
    def is_over(self) -> bool:
        """Whether it was completed or withdrawn, so that it is not carried on."""
        return bool(self.completed or self.withdrawn)


class Priority(NamedTuple):
    """A priority of a plan and its actions, in order."""

    name: str
    actions: tuple[Action, ...]
    owner_heading: str
    location: Location | None = None


class ActionPlan(NamedTuple):
    """One action-plan.yaml; `columns` are those of the council's own.

    `previous` is the folder of last year's plan as it was typed, and its place; `show` names what is printed beside the
    priorities: "key", "figures", "chart", "concordance". `former` are last year's actions with the numbers of now.
    """

    title: str
    years: tuple[str, ...]
    priorities: tuple[Priority, ...]
    location: Location
    summary_heading: str = ""
    summary: Prose = Prose()
    typed_texts: tuple[TypedText, ...] = ()
    columns: tuple[Column, ...] = ()
    previous: str = ""
    previous_place: Location | None = None
    show: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    updates: Updates | None = None

    @property
    def is_perhaps_exempt(self) -> bool:
        """Whether it has a mark that says so, although a plan is public: none of its words is shown then."""
        return any(each.exempt for each in self.typed_texts)

    def iter_actions(self) -> Iterator[tuple[Priority, Action]]:
        """Yield each action with its priority, in order."""
        return ((priority, action) for priority in self.priorities for action in priority.actions)
