"""What is printed for a cell that holds a date: the date in the council's format, as precisely as the cell shows it.

A [Table: NAME] prints dates as Excel shows them; this is for the cells of the answers themselves.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.excel.number_format import find_date_fields, show_date
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.dates import DateError, format_date, format_shown, parse_date

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.matter.settings import Settings

WHOLE = ("day", "month", "year")
# Excel counts these days as 36526 and 73050: a number between them is more likely a date than a figure.
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
BEFORE_ALL = date(1899, 12, 30)


class PrintedDate(NamedTuple):
    """What is printed for a date, and the problems to report."""

    text: str
    problems: tuple[CellProblem, ...] = ()


def print_date(cell: Cell, settings: Settings) -> PrintedDate | None:
    """Return what is printed for the cell, or None if it holds no date."""
    if cell.day is None:
        return None
    fields = find_date_fields(cell.number_format)
    printed = format_shown(cell.day, fields, settings.date_format, settings.language, settings.month_format)
    if printed is None:
        # A time, a day of the week or a quarter alone.
        return PrintedDate(cell.text)
    if "time" in fields and isinstance(cell.stored, datetime):
        printed += f" {show_date(cell.stored, 'hh:mm:ss' if cell.stored.second else 'hh:mm').text}"
    whole = format_date(cell.day, settings.date_format, settings.language)
    if "year" not in fields:
        message = phrase(
            'the cell shows "{}", so "{}" is printed without a year; the date stored in it is {}',
            cell.text,
            printed,
            whole,
        )
        return PrintedDate(printed, (CellProblem(codes.RES018, message, _type_as_text(whole)),))
    if printed == " ".join(cell.text.split()) or _reads_as(cell, fields, settings):
        return PrintedDate(printed)
    message = phrase('the cell shows "{}", but the date stored in it is printed: "{}"', cell.text, printed)
    return PrintedDate(printed, (CellProblem(codes.STY004, message, _type_as_text(printed)),))


def _type_as_text(day: str) -> Message:
    return phrase("if that is the right date, type it as text, with an apostrophe before it: {}", f"'{day}")


def _reads_as(cell: Cell, fields: frozenset[str], settings: Settings) -> bool:
    """Whether the text that the cell shows, read with the day first, is the date that the cell holds."""
    try:
        return fields.issuperset(WHOLE) and parse_date(cell.text, settings.language) == cell.day
    except DateError:
        return False


def find_day_number(cell: Cell, settings: Settings) -> CellProblem | None:
    """Return the problem of a number in a date column that is probably a date, or None."""
    shown = cell.text.strip()
    if cell.day is not None or not (len(shown) == 5 and shown.isascii() and shown.isdigit()):
        return None
    day = BEFORE_ALL + timedelta(days=int(shown))
    if not FIRST <= day <= LAST:
        return None
    whole = format_date(day, settings.date_format, settings.language)
    message = phrase('"{}" is printed as a number; if it is a date, it is {}', shown, whole)
    return CellProblem(codes.XLS020, message, _type_as_text(whole))
