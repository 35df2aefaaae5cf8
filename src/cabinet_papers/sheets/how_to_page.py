"""The second worksheet of a response sheet: how to fill it in, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.row_height import height_for
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.matter.columns import DECISION, Column, ColumnKind
from cabinet_papers.matter.form_words import (
    ABOUT_TITLE,
    CHOICES_TITLE,
    CHOICES_UNDER,
    EXAMPLES,
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
    say,
)
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.form import SAYS_ENOUGH
from cabinet_papers.sheets.form_language import FormLanguage
from cabinet_papers.sheets.form_texts import explain_choice, list_fill_in, put_headings

if TYPE_CHECKING:
    from cabinet_papers.excel.writer import ExcelWorksheet
    from cabinet_papers.sheets.form import Form

# What Excel allows a list in the cell itself.
LONGEST_LIST = 255
# So many of the examples are of words alone, without looks and tables, of which a plan has none.
PLAIN_EXAMPLES = 2
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
    return _PageWriter(book.add(say(HOW_TO, form.words)), form).write()


class _PageWriter:
    """Writes the page on its worksheet, from row to row."""

    def __init__(self, sheet: ExcelWorksheet, form: Form) -> None:
        self.sheet = sheet
        self.form = form

    def write(self) -> dict[str, str]:
        sheet, form = self.sheet, self.form
        for at, width in enumerate(WIDTHS, 1):
            sheet.width(at, width)
        sheet.text(1, 1, self.say(HOW_TO_TITLE), TITLE)
        sheet.height(1, 24)
        sheet.text(2, 1, self.say(HOW_TO_NOTE), PLAIN)
        row = 4
        if form.comment:
            row = self.write_lines(row, PASTE_TITLE, PASTE) + 1
        row = self.write_lines(row, FILL_IN_TITLE, list_fill_in(form.columns))
        if form.comment:
            row = self.write_examples(row + 1)
        if form.comment and not form.is_for_updates:
            row = self.write_lines(row + 1, STEPS_TITLE, STEPS)
            row = self.write_table(row)
        listed: dict[str, str] = {}
        for column in form.columns:
            if column.kind is ColumnKind.CHOICE and (column.name == DECISION.name or not _fit(column.choices)):
                cells, row = self.write_choices(row + 1, column)
                listed |= {} if _fit(column.choices) else {column.name: f"={sheet.quoted}!{cells}"}
        row = self.write_lines(row + 1, GOOD_TO_KNOW_TITLE, GOOD_TO_KNOW)
        if form.about:
            language = FormLanguage(form.words, form.columns)
            self.write_lines(row + 1, ABOUT_TITLE, tuple(map(language.write, form.about)))
        sheet.hide_grid()
        sheet.print_landscape()
        return listed

    def say(self, text: str) -> str:
        """Return one of our texts in the council's words, with the headings of the table."""
        return put_headings(say(text, self.form.words), self.form.columns)

    def write_lines(self, row: int, title: str, lines: tuple[str, ...]) -> int:
        self.sheet.text(row, 1, self.say(title), SUBTITLE)
        self.sheet.height(row, 20)
        for row, line in enumerate(lines, row + 1):  # noqa: B020 - the rows go on below the title
            self.sheet.text(row, 1, self.say(line), PLAIN)
        return row + 1

    def write_examples(self, row: int) -> int:
        for column, heading in enumerate(HOW_TO_COLUMNS, 1):
            self.sheet.text(row, column, self.say(heading), HEADING)
        for row, example in enumerate(EXAMPLES[:PLAIN_EXAMPLES] if self.form.is_for_updates else EXAMPLES, row + 1):  # noqa: B020 - as above
            texts = [self.say(text) for text in example]
            for column, text in enumerate(texts, 1):
                self.sheet.runs(row, column, _read_bold(text), TYPED if column == 2 else SHOWN)
            self.sheet.height(row, height_for(list(zip(texts, WIDTHS, strict=True)), 20))
        return row + 1

    def write_table(self, row: int) -> int:
        for row, cells in enumerate(TABLE_EXAMPLE, row):  # noqa: B020 - as above
            for column, value in enumerate(cells, 1):
                if isinstance(value, str):
                    self.sheet.text(row, column, self.say(value), HEADING if cells is TABLE_EXAMPLE[0] else TYPED)
                else:
                    self.sheet.number(row, column, value, MONEY if column == len(cells) else TYPED)
        return row + 1

    def write_choices(self, row: int, column: Column) -> tuple[str, int]:
        """Write the choices of a column, and what a decision asks for; return their cells and the row below."""
        form, is_decision = self.form, column.name == DECISION.name
        title = self.say(CHOICES_TITLE) if is_decision else f"{self.say(CHOICES_UNDER)}{column.heading}"
        self.sheet.text(row, 1, title, SUBTITLE)
        self.sheet.height(row, 20)
        first, reasons = row + 1, {each.word for each in form.decisions if each.meaning not in SAYS_ENOUGH}
        for row, word in enumerate(column.choices, first):
            self.sheet.text(row, 1, word, TYPED)
            if is_decision and word in reasons and form.comment:
                self.sheet.text(row, 2, explain_choice(word, form.columns, form.words), PLAIN)
        return f"$A${first}:$A${row}", row + 1


def _fit(choices: tuple[str, ...]) -> bool:
    """Whether Excel can hold the choices in the cell itself."""
    return len(",".join(choices)) <= LONGEST_LIST and not any("," in each for each in choices)


def _read_bold(text: str) -> tuple[Run, ...]:
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return tuple(Run(part, bold=bool(at % 2)) for at, part in enumerate(parts) if part)
