"""The figures of an action plan, counted from its actions: what became of them, who leads them, and by when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.form_words import say
from cabinet_papers.matter.plan import Change
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.when import When

if TYPE_CHECKING:
    from cabinet_papers.matter.plan import Action, ActionPlan
    from cabinet_papers.matter.settings import Settings


YEAR = re.compile(r"Year (\d+)", re.IGNORECASE)


class Count(NamedTuple):
    """How many actions there are of a kind."""

    label: str
    number: int


class Figures(NamedTuple):
    """How many actions a plan has: by what became of them, by the service that leads, by when they are to be done.

    Actions of which nothing is said are in `total` alone.
    """

    total: int
    changes: tuple[Count, ...]
    services: tuple[Count, ...]
    years: tuple[Count, ...]


def count_figures(plan: ActionPlan, settings: Settings) -> Figures:
    """Return the figures of the plan."""
    actions = [action for _, action in plan.iter_actions()]
    by_change = Counter(each.change for each in actions)
    return Figures(
        len(actions),
        tuple(Count(say(each.value, settings.plan_words), by_change[each]) for each in Change if by_change[each]),
        _count(each.services[0] for each in actions if each.services),
        _count_by_time(actions, settings),
    )


def _count_by_time(actions: Sequence[Action], settings: Settings) -> tuple[Count, ...]:
    """Return how many are to be done by when: years of the plan first, then days and months, then other words."""
    by = {print_date(each.by, settings): each.by for each in actions}
    counts = Counter(print_date(each.by, settings) for each in actions)

    def when(label: str) -> tuple[int, str]:
        typed = by[label]
        if isinstance(typed, When):
            return 1, str(typed)
        year = YEAR.fullmatch(typed)
        return (0, year[1].zfill(3)) if year else (2, "")

    return tuple(Count(label, counts[label]) for label in sorted(filter(None, counts), key=when))


def _count(labels: Iterable[str]) -> tuple[Count, ...]:
    """Return how often each label comes, the commonest first."""
    return tuple(Count(label, number) for label, number in Counter(labels).most_common())
