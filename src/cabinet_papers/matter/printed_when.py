"""Days, several days of one scrutiny and months as the council prints them, and read again from what was printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.dates import (
    FIELDS,
    PATTERN_PART,
    format_date,
    format_list,
    format_month,
    parse_printed,
    parse_printed_month,
)
from cabinet_papers.matter.when import When, on_day

if TYPE_CHECKING:
    from cabinet_papers.matter.settings import Settings


def print_when(when: When, settings: Settings, pattern: str = "") -> str:
    """Return the days in the pattern, or in that of the council, and a month in the council's own."""
    if when.is_month:
        return format_month(when.first, settings.month_format, settings.language)
    return print_days(when.days, pattern or settings.date_format, settings.language)


def print_date(when: When | str | None, settings: Settings, pattern: str = "") -> str:
    """Return a date as `print_when` does; words as they were typed, and nothing for no date."""
    return print_when(when, settings, pattern) if isinstance(when, When) else when or ""


def describe_when(when: When, settings: Settings) -> str:
    """Return it for a sentence of the program: "on 12 March 2026", "in March 2026"."""
    return f"{'in' if when.is_month else 'on'} {print_when(when, settings)}"


class _Cut(NamedTuple):
    """A CLDR pattern cut into what each day, each month and each year of several days has."""

    day: str
    month: str
    year: str


def print_days(days: Sequence[date], pattern: str, language: str) -> str:
    """Return the days in the pattern: "12 and 19 March 2026"; in full where the pattern has no part for all of them."""
    cut = _cut(pattern) if len(days) > 1 else None
    if cut is None:
        return format_list((format_date(day, pattern, language) for day in days), language)
    years = (list(each) for _, each in groupby(days, key=lambda day: day.year))
    return format_list((_print_year(each, cut, language) for each in years), language)


def _print_year(days: list[date], cut: _Cut, language: str) -> str:
    months = (list(each) for _, each in groupby(days, key=lambda day: day.month))
    printed = (
        format_list((format_date(day, cut.day, language) for day in each), language)
        + format_date(each[0], cut.month, language)
        for each in months
    )
    return format_list(printed, language) + format_date(days[0], cut.year, language)


@cache
def _cut(pattern: str) -> _Cut | None:
    """Return the parts of a pattern in which the day comes first, then the month as a word, then the year; else None.

    In any other a day without its month or year could not be read.
    """
    parts = [found[0] for found in PATTERN_PART.finditer(pattern)]
    named = {at: name for at, part in enumerate(parts) for letters, name in FIELDS.items() if part[0] in letters}
    fields = [at for at, part in enumerate(parts) if part[0].isalpha()]
    if [named.get(at) for at in fields] != ["day", "month", "year"] or "," in pattern:
        return None
    day, month, year = fields
    if day > 0 or len(parts[month]) < 3 or not _has_gap(parts[day:month]) or not _has_gap(parts[month:year]):
        return None
    # A full stop belongs to what is before it: "12. und 19. März 2026".
    day, month = day + 1 + (parts[day + 1] == "."), month + 1 + (parts[month + 1] == ".")
    return _Cut("".join(parts[:day]), "".join(parts[day:month]), "".join(parts[month:]))


def _has_gap(parts: list[str]) -> bool:
    return any(part.isspace() for part in parts)


def parse_printed_when(text: str, pattern: str, month: str, language: str) -> When | None:
    """Return what was printed in the CLDR pattern, or as a month in the pattern `month`; None for another text."""
    flat = " ".join(text.split())
    if day := parse_printed(flat, pattern, language):
        return on_day(day)
    if first := parse_printed_month(flat, month, language):
        return When((first,), is_month=True)
    days = _parse_days(flat, pattern, language)
    # In "30 December and 6 January 2026" the first day has another year.
    return When(tuple(days)) if days and days == sorted(set(days)) else None


def _parse_days(text: str, pattern: str, language: str) -> list[date]:
    """Return the days of a text that lists several, [] where it is none."""
    joints = _find_joints(language)
    cut = _cut(pattern)
    if joints[1] not in text:
        return []
    joint = re.compile("|".join(map(re.escape, joints)))
    if cut is None:
        return _parse_whole_days(text, joint, lambda part: parse_printed(part, pattern, language))
    days: list[date] = []
    for piece in reversed(joint.split(text)):
        # What a day lacks, the one after it has.
        lacks = (
            ("", format_date(days[0], cut.year, language), format_date(days[0], cut.month + cut.year, language))
            if days
            else ("",)
        )
        day = next((day for end in lacks if (day := parse_printed(piece + end, pattern, language))), None)
        if day is None:
            return []
        days.insert(0, day)
    return days


def _parse_whole_days(text: str, joint: re.Pattern[str], read: Callable[[str], date | None]) -> list[date]:
    """Return the days of a text in which each is printed in full, though there may be commas in it."""
    found: list[date] = []
    begin = 0
    ends = [each.span() for each in joint.finditer(text)]
    for end, after in (*ends, (len(text), len(text))):
        if day := read(text[begin:end]):
            found.append(day)
            begin = after
    return found if begin == len(text) else []


@cache
def _find_joints(language: str) -> tuple[str, str, str]:
    """Return what is in a list of the language: before its last day, between its only two, between the others."""
    others, _, last = format_list("012", language)[1:-1].partition("1")
    return last, format_list("01", language)[1:-1], others
