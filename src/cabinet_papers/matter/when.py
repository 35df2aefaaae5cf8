"""When something was or will be, as far as an officer knows it: a day, several days of one scrutiny, or a month."""

from __future__ import annotations

import calendar
from datetime import date
from typing import NamedTuple

from cabinet_papers.matter.dates import parse_date, parse_month


class When(NamedTuple):
    """One day or several, in their order, or with `is_month` the first day of a month of which the day is not known."""

    days: tuple[date, ...]
    is_month: bool = False

    @property
    def first(self) -> date:
        """The earliest day that it can be about."""
        return self.days[0]

    @property
    def last(self) -> date:
        """The latest day that it can be about."""
        day = self.days[-1]
        return day.replace(day=calendar.monthrange(day.year, day.month)[1]) if self.is_month else day

    def __str__(self) -> str:
        return " ".join(f"{day:%Y-%m}" if self.is_month else day.isoformat() for day in self.days)

    def ends_before(self, other: When) -> bool:
        """Whether it is over, for certain, before the other has its last day."""
        return self.last < (other.first if other.is_month else other.last)

    def is_within(self, start: date | None, end: date | None) -> bool:
        """Whether a part of it can be in a time, of which both ends may be open."""
        return (start is None or start <= self.last) and (end is None or self.first <= end)


def on_day(day: date) -> When:
    """Return the one day."""
    return When((day,))


def parse_when(text: str, language: str) -> When:
    """Return the day or the month that was typed. Raises DateError with the reason why it is no day."""
    month = parse_month(text, language)
    return When((month,), is_month=True) if month else on_day(parse_date(text, language))
