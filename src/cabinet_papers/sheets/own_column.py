"""What a cell under a column of the council's own prints, and what is wrong with it for what the column is to hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import CellProblem
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, one_of, phrase
from cabinet_papers.matter.columns import Column, ColumnKind
from cabinet_papers.matter.plain_text import read_plain_runs
from cabinet_papers.matter.prose import Prose, prose_of
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.sheets.date_cell import PrintedDate, find_day_number, print_date
from cabinet_papers.sheets.typed_date import print_typed_date

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.matter.settings import Settings

# An amount or a figure as people type it: 1,200; £1.2m; 40%; between 5 and 7; nil; about 20. Nothing longer is one.
LONGEST_FIGURE = 60
FIGURE = (
    r"-?\(?[£$€]?\s?\d[\d.,]*(?:[ \xa0\u202f]\d[\d.,]*)*\)?"
    r"(?:\s?(?:k|m|bn|million|billion|thousand|pence|p|%|per cent|percent))?"
)
AMOUNT = re.compile(
    r"(?:(?:about|around|approx\.?|approximately|circa|c\.|up to|under|over|at least|between|from|~|<|>)\s*)?"
    rf"{FIGURE}(?:\s*(?:-|–|to|and|/)\s*{FIGURE})*(?:\s*(?:a|per|each|p\.?\s?a\.?|every)\b.{{0,20}})?"
    r"|nil|none|zero|n/a",
    re.IGNORECASE,
)


def read_own_cell(column: Column, cell: Cell, settings: Settings) -> tuple[Prose, tuple[CellProblem, ...]]:
    """Return what is printed for the cell, and what there is to report about it."""
    if printed := print_dated(column, cell, settings):
        return prose_of(printed.text), printed.problems
    if column.kind is ColumnKind.DATE:
        number = find_day_number(cell, settings)
        return read_plain_runs(cell.runs), (number,) if number else ()
    typed = cell.text.strip()
    if column.kind is ColumnKind.CHOICE and (listed := _find_choice(typed, column)):
        return prose_of(listed), ()
    return read_plain_runs(cell.runs), tuple(_find_unfit(typed, column))


def print_dated(column: Column, cell: Cell, settings: Settings) -> PrintedDate | None:
    """Return what is printed for a date in the cell, None where it has none: text is one in a column of dates only."""
    is_typed = column.kind is ColumnKind.DATE and find_day_number(cell, settings) is None
    return print_date(cell, settings) or (print_typed_date(cell.text, settings) if is_typed else None)


def _find_choice(typed: str, column: Column) -> str:
    """Return the choice that was typed, in the council's capitals; "" where it is none of them."""
    return next((each for each in column.choices if normalise_name(each) == normalise_name(typed)), "")


def is_figure(typed: str) -> bool:
    """Whether the text is a figure or an amount, as people type them."""
    return len(typed) <= LONGEST_FIGURE and AMOUNT.fullmatch(typed) is not None


def _find_unfit(typed: str, column: Column) -> list[CellProblem]:
    cure: Message | None = None
    if column.kind is ColumnKind.CHOICE:
        cure = phrase("choose {} from the list in the cell", one_of([Term(each) for each in column.choices]))
    elif column.kind in (ColumnKind.FIGURE, ColumnKind.MONEY) and not is_figure(typed):
        example = Term("£1,200" if column.kind is ColumnKind.MONEY else "1,200")
        cure = phrase("type a figure, such as {}, or leave the cell empty until it is known", example)
    if cure is None or not typed:
        return []
    kind = Term("one of its choices" if column.kind is ColumnKind.CHOICE else "a figure")
    message = phrase('under "{}" is "{}", which is not {}, and is printed as typed', Term(column.heading), typed, kind)
    if not column.is_printed:
        message = phrase('under "{}" is "{}", which is not {}', Term(column.heading), typed, kind)
    return [CellProblem(codes.RES033, message, cure)]
