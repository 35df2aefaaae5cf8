"""Writes a form as a workbook, with the answers given so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.excel.row_height import TALLEST, count_lines, height_for
from cabinet_papers.excel.worksheet_copy import write_worksheet
from cabinet_papers.excel.writer import ExcelWorkbook, ExcelWorksheet, Look
from cabinet_papers.matter.columns import (
    ABOUT_ROW,
    ACTION,
    COMMENT,
    DECISION,
    FURTHER,
    LEAD_OFFICER,
    MEMBER,
    NUMBER,
    RECOMMENDATION,
    REF,
    REFERENCE,
    TARGET_DATE,
    USUAL,
    Column,
    ColumnKind,
)
from cabinet_papers.matter.form_words import (
    ANSWER_UNDER,
    BOTH,
    GIVEN,
    IN_FORMULA_BAR,
    KEPT,
    KEPT_HEADINGS,
    OF_ALL,
    ONE,
    PAGE,
    READY,
    ROWS_EACH,
    SEVERAL,
    SHEET,
    TOO_LONG,
    say,
)
from cabinet_papers.matter.numbering import is_count
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.answer import TABLE_LINE, comparable
from cabinet_papers.sheets.form import AskedRow, Form
from cabinet_papers.sheets.form_count import FormCount, quote_literal
from cabinet_papers.sheets.form_language import FormLanguage
from cabinet_papers.sheets.form_prompts import prompt_for, refusal_for
from cabinet_papers.sheets.how_to_page import write_how_to
from cabinet_papers.sheets.office_page import write_office
from cabinet_papers.sheets.sheet_words import hide_words

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Worksheet

# Widths in characters. Recommendation and Comment fit side by side into a window of 1024 pixels, and three hundred
# words of a Comment into the tallest row that Excel has.
WIDTHS = {
    NUMBER.name: 3.8,
    RECOMMENDATION.name: 30.5,
    DECISION.name: 10.0,
    COMMENT.name: 75.0,
    ACTION.name: 28.0,
    LEAD_OFFICER.name: 18.0,
    TARGET_DATE.name: 14.0,
    REF.name: 10.0,
    ABOUT_ROW.name: 30.0,
    REFERENCE.name: 12.0,
}
# The height, in points, that invites a few lines of comment. What keeps a row from becoming lower when it is fitted is
# an empty cell in large letters, in a column of its own beside the table.
LEAST, LEAST_LETTERS, LEAST_WIDTH = 72.0, 60, 0.5
# How wide a letter of a number is, in bold.
A_LETTER = 1.25
TITLE_HEIGHT, HEADING_HEIGHT = 21.0, 18.0
# Those of a council's own columns, by what they hold, at least.
KIND_WIDTHS = {
    ColumnKind.READ: 18.0,
    ColumnKind.CHOICE: 10.0,
    ColumnKind.TEXT: 28.0,
    ColumnKind.DATE: 14.0,
    ColumnKind.FIGURE: 10.0,
    ColumnKind.MONEY: 14.0,
    ColumnKind.PERSON: 18.0,
}
# Dates and figures have none: Excel would show a month as its first day, and round what has decimals.
NUMBER_FORMATS = {ColumnKind.MONEY: "£#,##0.00"}
WAITING, COMPLETE = "#FFF3C4", "#1E6B34"

TITLE_LOOK = Look(bold=True, size=14, colour="#1F3A5F")
LONG_TITLE_LOOK = TITLE_LOOK._replace(size=11)
# Letters of so many more points, in bold, take so much more room.
TITLE_ROOM = 85.0
LINE_LOOK = Look()
COUNT_LOOK = Look(bold=True)
HEADING_LOOK = Look(bold=True, fill="#DCE4EC", ruled=True, wrap=True)
ASKED_LOOK = Look(fill="#F0F0F0", ruled=True, wrap=True)
NUMBER_LOOK = ASKED_LOOK._replace(bold=True, align="center")
WORDING_LOOK = ASKED_LOOK._replace(italic=True)
ANSWER_LOOK = Look(ruled=True, wrap=True, locked=False)
LEAST_LOOK = Look(size=LEAST_LETTERS)


def render_form(form: Form, author: str) -> bytes:
    """Return the workbook's bytes."""
    language = FormLanguage(form.words, form.columns)
    pages = say(PAGE, form.words), say(OF_ALL, form.words)
    book = ExcelWorkbook(language.write(form.title), author, form.language, pages)
    named = find_named_tables(form)
    book.reserve(table.name for table in named)
    sheet = book.add(say(SHEET, form.words))
    choices = write_how_to(book, form)
    _FormWriter(sheet, form).write(choices)
    write_office(book, form.for_office, form.words)
    for table in form.tables:
        write_worksheet(book.add(table.name, is_reserved=table in named), language.write_kept(table))
    if form.kept:
        _write_kept(book.add(say(KEPT, form.words)), form)
    hide_words(book, form.words)
    return book.close()


def find_named_tables(form: Form) -> list[Worksheet]:
    """Return the added worksheets that an answer names, which therefore have to keep their names."""
    texts = "\n".join(cell.text for row in form.rows for cell in row.answer.values())
    names = set(map(comparable, TABLE_LINE.findall(texts)))
    return [table for table in form.tables if comparable(table.name) in names]


class _FormWriter:
    """Writes the form on its worksheet."""

    def __init__(self, sheet: ExcelWorksheet, form: Form) -> None:
        self.sheet = sheet
        self.form = form
        self.language = FormLanguage(form.words, form.columns)
        self.above = tuple(map(self.language.write, form.above))
        self.heights = [_find_height(row, form.columns) for row in form.rows]
        self.count_row = len(form.above) + 1
        self.heading_row = self.count_row + 1
        self.first, self.last = self.heading_row + 1, self.heading_row + len(form.rows)
        self.at = {column.name: at for at, column in enumerate(form.columns, 1)}
        self.count = FormCount(form, self.at, self.first, self.last)

    def write(self, choices: Mapping[str, str]) -> None:
        self.write_above()
        both = self.say(BOTH).join(each.heading for each in (self.form.decision, self.form.comment) if each)
        described = f"{len(self.form.rows)} {self.say(ROWS_EACH)}. {self.say(ANSWER_UNDER)}{both}"
        headings = tuple(each.heading for each in self.form.columns)
        self.sheet.table(self.heading_row, len(self.form.rows), headings, HEADING_LOOK, self.say(SHEET), described)
        for at, column in enumerate(self.form.columns, 1):
            width = find_number_width(self.form) if column.name == NUMBER.name else width_of(column)
            self.sheet.width(at, width, hidden=column.name == REFERENCE.name)
        for row, (asked, height) in enumerate(zip(self.form.rows, self.heights, strict=True), self.first):
            self.write_row(row, asked)
            self.sheet.height(row, min(TALLEST, height))
            self.sheet.text(row, len(self.form.columns) + 1, "", LEAST_LOOK)
        if NUMBER.name in self.at and not all(is_count(row.printed) for row in self.form.rows):
            self.sheet.keep_numbers_as_text(self.at[NUMBER.name], self.first, self.last)
        self.sheet.height(self.heading_row, HEADING_HEIGHT)
        self.sheet.width(len(self.form.columns) + 1, LEAST_WIDTH)
        self.invite(choices)
        self.mark_what_is_missing()
        self.sheet.hide_grid()
        self.sheet.freeze(self.first, self.at[RECOMMENDATION.name] + 1)
        self.sheet.print_landscape(self.heading_row)
        # By this name programs that read the screen aloud know the cell where its headings and its row titles meet.
        self.sheet.name_cell("Title", f"$A${self.heading_row}")

    def write_above(self) -> None:
        title, *lines = self.above
        self.sheet.text(1, 1, title, TITLE_LOOK if count_lines(title, TITLE_ROOM) == 1 else LONG_TITLE_LOOK)
        self.sheet.height(1, TITLE_HEIGHT)
        for row, line in enumerate(lines, 2):
            self.sheet.runs(row, 1, self.stress_due(line), LINE_LOOK)
        self.sheet.formula(self.count_row, 1, self.count.formula(), self.count.now(), COUNT_LOOK)
        complete = f"=ISNUMBER(FIND({quote_literal(self.say(READY))},$A${self.count_row}))"
        self.sheet.mark_where(1, self.count_row, self.count_row, complete, colour=COMPLETE)
        if beside := self.too_long or self.language.write(self.form.contact):
            self.sheet.text(self.count_row, self.at[(self.form.comment or self.form.main).name], beside, LINE_LOOK)

    def stress_due(self, line: str) -> tuple[Run, ...]:
        """Return the line with the date in bold by which the answers are asked for."""
        before = line.removesuffix(self.language.write(self.form.due))
        return tuple(run for run in (Run(before), Run(line[len(before) :], bold=True)) if run.text)

    @property
    def too_long(self) -> str:
        """The line that says which rows show less than all of their words, "" where all fit."""
        numbers = [
            row.printed_in_line for row, height in zip(self.form.rows, self.heights, strict=True) if height > TALLEST
        ]
        if not numbers:
            return ""
        named = f"{self.say(SEVERAL if len(numbers) > 1 else ONE)}{', '.join(numbers)}"
        return f"{self.say(TOO_LONG)}{named}{self.say(IN_FORMULA_BAR)}"

    def say(self, text: str) -> str:
        """Return one of our texts in the council's words."""
        return say(text, self.form.words)

    def write_row(self, row: int, asked: AskedRow) -> None:
        for at, column in enumerate(self.form.columns, 1):
            if column.is_answer:
                look = ANSWER_LOOK._replace(number_format=NUMBER_FORMATS.get(column.kind, ""))
                self.sheet.cell(row, at, asked.answer.get(column.name), look)
            elif column.name == NUMBER.name:
                self.write_number(row, at, asked)
            else:
                look = WORDING_LOOK if column.name == ABOUT_ROW.name else ASKED_LOOK
                self.sheet.text(row, at, _text_to_read(asked, column, self.language), look)

    def write_number(self, row: int, at: int, asked: AskedRow) -> None:
        """Write what is under No.; Excel takes only a plain number for one, so that 1.10 stays what it is."""
        if is_count(asked.printed):
            self.sheet.number(row, at, int(asked.printed), NUMBER_LOOK)
        else:
            self.sheet.text(row, at, asked.printed, NUMBER_LOOK)

    def invite(self, listed: Mapping[str, str]) -> None:
        """Offer the words of each column of choices; those that do not fit in the cell are read from `listed`.

        A chosen cell says how it is filled in.
        """
        prompts = {each: prompt_for(each, self.form) for each in self.form.columns if each.is_answer}
        for column, prompt in sorted(prompts.items(), key=lambda each: each[0].kind is ColumnKind.CHOICE):
            at = self.at[column.name]
            if prompt and column.kind is ColumnKind.CHOICE:
                source = listed.get(column.name) or list(column.choices)
                self.sheet.offer(at, self.first, self.last, source, prompt, refusal_for(column, self.form))
            elif prompt:
                self.sheet.prompt(at, self.first, self.last, prompt)

    def mark_what_is_missing(self) -> None:
        """Colour an empty answer, and what is wanted beside one: a reason, a column that has to be filled in."""
        self.mark(self.form.main, self.count.rule())
        for wanted in self.count.find_wanted():
            self.mark(wanted.column, self.count.rule(wanted))

    def mark(self, column: Column, rule: str) -> None:
        self.sheet.mark_where(self.at[column.name], self.first, self.last, rule, fill=WAITING)


def find_number_width(form: Form) -> float:
    """Return the width of the column No., in characters: the usual one, unless its longest number in bold is wider."""
    lines = (line for row in form.rows for line in row.printed.split("\n") if not is_count(line))
    return max(WIDTHS[NUMBER.name], max(map(len, lines), default=0) * A_LETTER + 1.0)


def _text_to_read(asked: AskedRow, column: Column, language: FormLanguage) -> str:
    """Return the text of a cell that is not to be filled in."""
    texts = {
        RECOMMENDATION.name: asked.wording,
        ABOUT_ROW.name: language.write_about_row(asked.about_row),
        REF.name: asked.reference.ref,
        MEMBER.name: asked.member,
        REFERENCE.name: str(asked.reference),
        **asked.beside,
    }
    return texts[column.name]


def width_of(column: Column) -> float:
    """Return the width of the column in characters: its own, or one that suits what it holds."""
    longest = max(map(len, (*column.choices, *column.heading.split())), default=0)
    return column.width or WIDTHS.get(column.name) or max(KIND_WIDTHS[column.kind], min(longest + 4.0, 24.0))


def _find_height(row: AskedRow, columns: Sequence[Column]) -> float:
    texts = {RECOMMENDATION.name: row.wording, ABOUT_ROW.name: row.about_row}
    texts |= {name: cell.text for name, cell in row.answer.items()}
    return height_for([(texts[each.name], width_of(each)) for each in columns if each.name in texts], LEAST)


def list_kept(form: Form) -> dict[Column, str]:
    """Return the columns of the answers for which a form has no row, with their headings, as far as one has them."""
    given = {name for cells in form.kept for name in cells}
    usual = {column: say(heading, form.words) for column, heading in zip(USUAL, KEPT_HEADINGS, strict=True)}
    names = {each.name for each in USUAL} | {each.name for each in form.columns if not each.is_answer}
    further = dict.fromkeys(each for each in (*form.columns, *FURTHER) if each.name in given - names)
    return usual | {column: f"{column.heading}{say(GIVEN, form.words)}" for column in further}


def _write_kept(sheet: ExcelWorksheet, form: Form) -> None:
    """Write the answers for which the form has no row."""
    headings = list_kept(form)
    for at, (column, heading) in enumerate(headings.items(), 1):
        sheet.width(at, width_of(column))
        sheet.text(1, at, heading, HEADING_LOOK)
    for row, cells in enumerate(form.kept, 2):
        for at, column in enumerate(headings, 1):
            sheet.cell(row, at, cells.get(column.name), ANSWER_LOOK)
        texts = [(cells[each.name].text, width_of(each)) for each in headings if each.name in cells]
        sheet.height(row, min(TALLEST, height_for(texts, 30)))
    sheet.print_landscape(1)
