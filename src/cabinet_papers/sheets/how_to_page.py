"""The second worksheet of a response sheet: how to fill it in, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.row_height import height_for
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.matter.columns import DECISION, Column, ColumnKind
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.form import SAYS_ENOUGH
from cabinet_papers.sheets.form_words import (
    ABOUT_TITLE,
    AND_REASONS,
    CHOICES_TITLE,
    CHOICES_UNDER,
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
    WRITING,
    explain_choice,
    put_headings,
)

if TYPE_CHECKING:
    from cabinet_papers.excel.writer import ExcelWorksheet
    from cabinet_papers.sheets.form import Form

# What Excel allows a list in the cell itself.
LONGEST_LIST = 255
WIDTHS = (16.0, 40.0, 40.0)
TITLE = Look(bold=True, size=16, colour="#1F3A5F")
SUBTITLE = Look(bold=True, size=12, colour="#1F3A5F")
PLAIN = Look()
HEADING = Look(bold=True, fill="#DCE4EC", ruled=True, wrap=True)
SHOWN = Look(ruled=True, wrap=True, fill="#F3F3F3")
TYPED = Look(ruled=True, wrap=True)
MONEY = Look(ruled=True, number_format="£#,##0")


def write_how_to(book: ExcelWorkbook, form: Form) -> dict[str, str]:
    """Write the page; return, for each column of choices that do not fit into a cell, the range that holds them here.

    The columns are by their names, the ranges as a formula names them.
    """
    sheet = book.add(HOW_TO)
    for at, width in enumerate(WIDTHS, 1):
        sheet.width(at, width)
    sheet.text(1, 1, HOW_TO_TITLE, TITLE)
    sheet.height(1, 24)
    sheet.text(2, 1, HOW_TO_NOTE, PLAIN)
    row = 4
    if form.comment:
        row = _write_lines(sheet, row, PASTE_TITLE, _under_headings(PASTE, form)) + 1
    row = _write_lines(sheet, row, FILL_IN_TITLE, _under_headings(list_fill_in(form), form))
    if form.comment:
        row = _write_examples(sheet, row + 1, _under_headings(HOW_TO_COLUMNS, form))
        row = _write_lines(sheet, row + 1, STEPS_TITLE, _under_headings(STEPS, form))
        row = _write_table(sheet, row)
    listed: dict[str, str] = {}
    for column in form.columns:
        if column.kind is ColumnKind.CHOICE and (column.name == DECISION.name or not _fit(column.choices)):
            cells, row = _write_choices(sheet, row + 1, column, form)
            listed |= {} if _fit(column.choices) else {column.name: f"='{sheet.name}'!{cells}"}
    row = _write_lines(sheet, row + 1, GOOD_TO_KNOW_TITLE, GOOD_TO_KNOW)
    if form.about:
        _write_lines(sheet, row + 1, ABOUT_TITLE, form.about)
    sheet.hide_grid()
    sheet.print_landscape()
    return listed


def list_fill_in(form: Form) -> tuple[str, ...]:
    """Return how the sheet is filled in, as far as it has the columns for it."""
    choosing, *lines, counted = FILL_IN
    if form.decision and form.comment:
        return FILL_IN
    first = WRITING if form.comment else choosing.replace(AND_REASONS, "")
    return (first, *(lines if form.comment else ()), counted)


def _under_headings(lines: tuple[str, ...], form: Form) -> tuple[str, ...]:
    return tuple(put_headings(line, form.decision, form.comment) for line in lines)


def _fit(choices: tuple[str, ...]) -> bool:
    """Whether Excel can hold the choices in the cell itself."""
    return len(",".join(choices)) <= LONGEST_LIST and not any("," in each for each in choices)


def _write_examples(sheet: ExcelWorksheet, row: int, headings: tuple[str, ...]) -> int:
    for column, heading in enumerate(headings, 1):
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


def _write_choices(sheet: ExcelWorksheet, row: int, column: Column, form: Form) -> tuple[str, int]:
    """Write the choices of a column, those of the decisions with what they ask for; return their cells and a row."""
    is_decision = column.name == DECISION.name
    sheet.text(row, 1, CHOICES_TITLE if is_decision else f"{CHOICES_UNDER}{column.heading}", SUBTITLE)
    sheet.height(row, 20)
    first, reasons = row + 1, {each.word for each in form.decisions if each.meaning not in SAYS_ENOUGH}
    for row, word in enumerate(column.choices, first):
        sheet.text(row, 1, word, TYPED)
        if is_decision and word in reasons and form.comment:
            sheet.text(row, 2, put_headings(explain_choice(word), None, form.comment), PLAIN)
    return f"$A${first}:$A${row}", row + 1


def _read_bold(text: str) -> tuple[Run, ...]:
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return tuple(Run(part, bold=bool(at % 2)) for at, part in enumerate(parts) if part)
