"""By when an action is to be done at the latest, as far as its words tell: days, months, quarters, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cabinet_papers.matter.when import When

if TYPE_CHECKING:
    from cabinet_papers.matter.plan import Action, ActionPlan

# "Year 2", "end of Year 2", "Years 1 and 2", of the plan's own years.
OF_PLAN = re.compile(
    r"(?:by )?(?:the )?(?:end of )?years? (?:\d{1,2}(?:,| and| to| ?[-–/]) ?)*(\d{1,2})", re.IGNORECASE
)
# "Q3 2026", "Quarter 3 of 2026/27": of a calendar or of a financial year.
QUARTER = re.compile(
    r"(?:by )?(?:the )?(?:end of )?q(?:uarter)? ?([1-4]),?(?: of)? ((?:19|20)\d\d)(?: ?[/–-] ?\d{2,4})?", re.IGNORECASE
)
# "2026", "2026/27", "2026 - 2027".
YEARS = re.compile(r"(?:by )?(?:the )?(?:end of )?((?:19|20)\d\d)(?: ?[/–-] ?((?:19|20)?\d\d))?", re.IGNORECASE)


def find_deadline(by: When | str, years: Sequence[str]) -> date | None:
    """Return the last day that `by` can mean, None for other words; `years` are those of the plan, in their order.

    Where it may mean a calendar or a financial year, which ends in March, it is the later of the two.
    """
    if isinstance(by, When):
        return by.last
    typed = " ".join(by.split()).rstrip(".")
    if found := OF_PLAN.fullmatch(typed):
        number = int(found[1])
        return find_deadline(years[number - 1], ()) if 1 <= number <= len(years) else None
    if found := QUARTER.fullmatch(typed):
        return _end_quarter(int(found[1]), int(found[2]))
    found = YEARS.fullmatch(typed)
    return date(_read_end(found[1], found[2]), 12, 31) if found else None


def _end_quarter(quarter: int, year: int) -> date:
    """Return the last day of a quarter of the financial year that begins then; one of the calendar ends before."""
    ends = {1: date(year, 6, 30), 2: date(year, 9, 30), 3: date(year, 12, 31), 4: date(year + 1, 3, 31)}
    return ends[quarter]


def _read_end(first: str, last: str | None) -> int:
    return int(first[: 4 - len(last)] + last) if last else int(first)


def list_deadlines(plan: ActionPlan) -> tuple[tuple[Action, date], ...]:
    """Return the actions that are not over and have a deadline, with it, the earliest first."""
    found = [
        (action, end)
        for _, action in plan.iter_actions()
        if not action.is_over and (end := find_deadline(action.by, plan.years))
    ]
    return tuple(sorted(found, key=lambda each: each[1]))
