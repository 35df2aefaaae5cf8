"""What a cell prints that holds a date: the date in the house form, to the precision that the cell shows.

A [Table: NAME] prints dates as Excel shows them; this is for the cells of the answers themselves.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.excel.number_format import find_date_fields, show_date
from cabinet_papers.findings import codes
from cabinet_papers.matter.dates import DateError, format_date, format_shown, parse_date

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.matter.model import Settings

WHOLE = ("day", "month", "year")
# The days that Excel counts as 36526 and 73050: what lies between is a date rather than a figure.
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
BARE_HINT = "type the date that is meant as text, with an apostrophe before it"
BEFORE_ALL = date(1899, 12, 30)


class PrintedDate(NamedTuple):
    """What is printed of a date, and what is to be said of it."""

    text: str
    problems: tuple[CellProblem, ...] = ()


def print_date(cell: Cell, settings: Settings) -> PrintedDate | None:
    """Return what the cell prints, or None where it holds no date."""
    if cell.day is None:
        return None
    fields = find_date_fields(cell.number_format)
    printed = format_shown(cell.day, fields, settings.date_format, settings.language)
    if printed is None:
        # A time, a day of the week or a quarter alone.
        return PrintedDate(cell.text)
    if "time" in fields and isinstance(cell.stored, datetime):
        printed += f" {show_date(cell.stored, 'hh:mm:ss' if cell.stored.second else 'hh:mm').text}"
    whole = format_date(cell.day, settings.date_format, settings.language)
    hint = f"if that is the date meant, type '{whole}, with the apostrophe before it"
    if "year" not in fields:
        message = f'the cell shows "{cell.text}", without the year; it holds {whole}, and "{printed}" is printed'
        return PrintedDate(printed, (CellProblem(codes.RES018, message, hint, BARE_HINT),))
    if printed == " ".join(cell.text.split()) or _reads_as(cell, fields, settings):
        return PrintedDate(printed)
    message = f'the cell shows "{cell.text}"; "{printed}" is printed, which is what it holds'
    hint = f"if that is what is meant, type '{printed}, with the apostrophe before it"
    return PrintedDate(printed, (CellProblem(codes.STY004, message, hint, BARE_HINT),))


def _reads_as(cell: Cell, fields: frozenset[str], settings: Settings) -> bool:
    """Whether who reads what the cell shows, the day first, reads the date that it holds."""
    try:
        return fields.issuperset(WHOLE) and parse_date(cell.text, settings.language) == cell.day
    except DateError:
        return False


def find_day_number(cell: Cell, settings: Settings) -> CellProblem | None:
    """Return the problem of a number under a date's heading that is a date by its size, else None."""
    shown = cell.text.strip()
    if cell.day is not None or not (len(shown) == 5 and shown.isascii() and shown.isdigit()):
        return None
    day = BEFORE_ALL + timedelta(days=int(shown))
    if not FIRST <= day <= LAST:
        return None
    whole = format_date(day, settings.date_format, settings.language)
    message = f"the cell shows {shown}, which is printed; as a date Excel shows that number as {whole}"
    hint = f"if a date is meant, type '{whole}, with the apostrophe before it"
    return CellProblem(codes.XLS020, message, hint, BARE_HINT)
