"""An action plan as it was written, typed: its priorities and their actions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.when import When


class Action(NamedTuple):
    """One action of a plan; `number` is "1.1" by position unless it was fixed. `by` is a date or words.

    `further` holds what it has in the council's own columns, by their names.
    """

    number: str
    text: Prose
    location: Location
    service: str = ""
    by: When | str = ""
    notes: Prose = Prose()
    by_place: Location | None = None
    further: Mapping[str, Prose] = MappingProxyType({})


class Priority(NamedTuple):
    """A priority of a plan and its actions, in order."""

    name: str
    actions: tuple[Action, ...]
    owner_heading: str


class ActionPlan(NamedTuple):
    """One action-plan.yaml; `columns` are those of the council's own."""

    title: str
    years: tuple[str, ...]
    priorities: tuple[Priority, ...]
    location: Location
    summary_heading: str = ""
    summary: Prose = Prose()
    typed_texts: tuple[TypedText, ...] = ()
    columns: tuple[Column, ...] = ()
