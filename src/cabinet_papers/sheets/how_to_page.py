"""The second worksheet of a response sheet: how to fill it in, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.row_height import height_for
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.form import SAYS_ENOUGH
from cabinet_papers.sheets.form_words import (
    ABOUT_TITLE,
    CHOICES_TITLE,
    EXAMPLES,
    FILL_IN,
    FILL_IN_TITLE,
    GOOD_TO_KNOW,
    GOOD_TO_KNOW_TITLE,
    HOW_TO,
    HOW_TO_COLUMNS,
    HOW_TO_NOTE,
    HOW_TO_TITLE,
    PASTE,
    PASTE_TITLE,
    STEPS,
    STEPS_TITLE,
    TABLE_EXAMPLE,
    explain_choice,
)

if TYPE_CHECKING:
    from cabinet_papers.excel.writer import ExcelWorksheet
    from cabinet_papers.matter.vocabulary import Decision

WIDTHS = (16.0, 40.0, 40.0)
TITLE = Look(bold=True, size=16, colour="#1F3A5F")
SUBTITLE = Look(bold=True, size=12, colour="#1F3A5F")
PLAIN = Look()
HEADING = Look(bold=True, fill="#DCE4EC", ruled=True, wrap=True)
SHOWN = Look(ruled=True, wrap=True, fill="#F3F3F3")
TYPED = Look(ruled=True, wrap=True)
MONEY = Look(ruled=True, number_format="£#,##0")


def write_how_to(book: ExcelWorkbook, decisions: tuple[Decision, ...], about: tuple[str, ...]) -> str:
    """Write the page; return the range of cells in which the decisions stand, as a formula names it.

    `about` are the lines that say what the sheet is about, and for whom.
    """
    sheet = book.add(HOW_TO)
    for column, width in enumerate(WIDTHS, 1):
        sheet.width(column, width)
    sheet.text(1, 1, HOW_TO_TITLE, TITLE)
    sheet.height(1, 24)
    sheet.text(2, 1, HOW_TO_NOTE, PLAIN)
    row = _write_lines(sheet, 4, PASTE_TITLE, PASTE)
    row = _write_lines(sheet, row + 1, FILL_IN_TITLE, FILL_IN)
    row = _write_examples(sheet, row + 1)
    row = _write_lines(sheet, row + 1, STEPS_TITLE, STEPS)
    row = _write_table(sheet, row)
    choices, row = _write_choices(sheet, row + 1, decisions)
    row = _write_lines(sheet, row + 1, GOOD_TO_KNOW_TITLE, GOOD_TO_KNOW)
    if about:
        _write_lines(sheet, row + 1, ABOUT_TITLE, about)
    sheet.hide_grid()
    sheet.print_landscape()
    return f"='{sheet.name}'!{choices}"


def _write_examples(sheet: ExcelWorksheet, row: int) -> int:
    for column, heading in enumerate(HOW_TO_COLUMNS, 1):
        sheet.text(row, column, heading, HEADING)
    for row, example in enumerate(EXAMPLES, row + 1):  # noqa: B020 - the rows go on below the headings
        for column, text in enumerate(example, 1):
            sheet.runs(row, column, _read_bold(text), TYPED if column == 2 else SHOWN)
        sheet.height(row, height_for(list(zip(example, WIDTHS, strict=True)), 20))
    return row + 1


def _write_lines(sheet: ExcelWorksheet, row: int, title: str, lines: tuple[str, ...]) -> int:
    sheet.text(row, 1, title, SUBTITLE)
    sheet.height(row, 20)
    for row, line in enumerate(lines, row + 1):  # noqa: B020 - as above
        sheet.text(row, 1, line, PLAIN)
    return row + 1


def _write_table(sheet: ExcelWorksheet, row: int) -> int:
    for row, cells in enumerate(TABLE_EXAMPLE, row):  # noqa: B020 - as above
        for column, value in enumerate(cells, 1):
            if isinstance(value, str):
                sheet.text(row, column, value, HEADING if row and cells is TABLE_EXAMPLE[0] else TYPED)
            else:
                sheet.number(row, column, value, MONEY if column == len(cells) else TYPED)
    return row + 1


def _write_choices(sheet: ExcelWorksheet, row: int, decisions: tuple[Decision, ...]) -> tuple[str, int]:
    sheet.text(row, 1, CHOICES_TITLE, SUBTITLE)
    sheet.height(row, 20)
    first = row + 1
    for row, decision in enumerate(decisions, first):
        sheet.text(row, 1, decision.word, TYPED)
        if decision.meaning not in SAYS_ENOUGH:
            sheet.text(row, 2, explain_choice(decision.word), PLAIN)
    return f"$A${first}:$A${row}", row + 1


def _read_bold(text: str) -> tuple[Run, ...]:
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return tuple(Run(part, bold=bool(at % 2)) for at, part in enumerate(parts) if part)
