"""What is printed for a date that is text, in a column of dates: typed as text, or saved as text by a program.

In a form that the YAML may have too (5 September 2026, 05/09/2026, 2026-09-05) it prints in the council's form. In any
other it prints as typed, and is reported, as is one whose day and month may be exchanged. A month prints in the form
that the council has for months, if it has one.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.dates import DateError, format_date, format_month, parse_date, parse_month
from cabinet_papers.sheets.date_cell import PrintedDate

if TYPE_CHECKING:
    from cabinet_papers.matter.settings import Settings

WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:Z|[ap]\.?m\.?|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
DAY, NAME = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[^\W\d]{3,12})\.?"
YEAR = r"(?P<year>\d{4}|\d{2})"
# The forms of people and programs: the parts in another order, with other signs between them, a year of two digits.
NAMED = (rf"{DAY}[\s-]+(?:of\s+)?{NAME},?[\s-]+{YEAR}", rf"{NAME}\s+{DAY},?\s+{YEAR}")
YEAR_FIRST = r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})"
FIGURES = re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{YEAR}")
CERTAIN = tuple(re.compile(form, re.IGNORECASE) for form in (*NAMED, YEAR_FIRST))


class _Readings(NamedTuple):
    """The day that a text means with the day first, and with the month first; None where there is no such day."""

    day: date | None
    american: date | None = None


def print_typed_date(text: str, settings: Settings) -> PrintedDate | None:
    """Return what is printed for the text, or None where it is no date but words."""
    readings = _find_readings(text.strip(), settings.language)
    if readings is None:
        return _print_typed_month(text, settings)
    try:
        printed = _format(parse_date(text, settings.language), settings)
    except DateError:
        printed = text
    return PrintedDate(printed, _find_problems(text, printed, readings, settings))


def _print_typed_month(text: str, settings: Settings) -> PrintedDate | None:
    """Return what is printed for a month where the council has a form of its own for months, else None."""
    month = parse_month(text, settings.language) if settings.month_format else None
    return PrintedDate(format_month(month, settings.month_format, settings.language)) if month else None


def _find_readings(text: str, language: str) -> _Readings | None:
    plain = TIME.sub("", WEEKDAY.sub("", text, count=1))
    if found := FIGURES.fullmatch(plain):
        year, month, day = found["year"], found["month"], found["day"]
        return _Readings(_make(year, month, day, language), _make(year, day, month, language))
    found = next((found for form in CERTAIN if (found := form.fullmatch(plain))), None)
    if found is None:
        return None
    try:
        return _Readings(_parse(found["year"], found["month"], found["day"], language))
    except DateError as error:
        return _Readings(None) if error.is_impossible else None


def _make(year: str, month: str, day: str, language: str) -> date | None:
    try:
        return _parse(year, month, day, language)
    except DateError:
        return None


def _parse(year: str, month: str, day: str, language: str) -> date:
    year = year if len(year) == 4 else f"20{year}"
    return parse_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}", language)


def _find_problems(text: str, printed: str, readings: _Readings, settings: Settings) -> tuple[CellProblem, ...]:
    day, american = readings
    if day is None:
        message = phrase('"{}" does not exist in the calendar', text)
        hint = phrase("correct the day or the month")
        if american:
            hint = phrase("type the right date; with the month first this would be {}", _format(american, settings))
        return (CellProblem(codes.YML012, message, hint),)
    if american not in (None, day):
        first, second = _format(day, settings), _format(american, settings)
        message = phrase('"{}" is printed as {}, but with the month first it would be {}', text, printed, second)
        if printed == text:
            message = phrase('"{}" is printed as typed, and may be {} or {}', text, first, second)
        return (CellProblem(codes.XLS026, message, phrase("type the month as a word: {} or {}", first, second)),)
    if printed == text != _format(day, settings):
        message = phrase('"{}" is printed as typed, because the program does not know this way of writing a date', text)
        return (CellProblem(codes.STY004, message, phrase("type {}", _format(day, settings))),)
    return ()


def _format(day: date, settings: Settings) -> str:
    return format_date(day, settings.date_format, settings.language)
