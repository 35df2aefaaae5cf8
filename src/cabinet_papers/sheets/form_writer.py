"""Writes a form as a workbook, with the answers given so far."""

from __future__ import annotations

from cabinet_papers.excel.cells import column_letters
from cabinet_papers.excel.row_height import TALLEST, count_lines, height_for
from cabinet_papers.excel.worksheet_copy import write_worksheet
from cabinet_papers.excel.writer import ExcelWorkbook, ExcelWorksheet, Look, Prompt
from cabinet_papers.matter.columns import (
    ACTION,
    COMMENT,
    DECISION,
    FURTHER,
    LEAD_OFFICER,
    NUMBER,
    RECOMMENDATION,
    TARGET_DATE,
    Column,
    ColumnKind,
)
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.form import ABOUT_ROW, REFERENCE, AskedRow, Cells, Form
from cabinet_papers.sheets.form_words import (
    ANSWERED,
    COMMENT_PROMPT,
    DECISION_PROMPT,
    IN_FORMULA_BAR,
    KEPT,
    KEPT_HEADINGS,
    READY,
    SHEET,
    TOO_LONG,
)
from cabinet_papers.sheets.how_to_page import write_how_to
from cabinet_papers.sheets.office_page import write_office

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
    ABOUT_ROW.name: 30.0,
    REFERENCE.name: 12.0,
}
# The height, in points, that invites a few lines of comment. What keeps a row from becoming lower when it is fitted is
# an empty cell in large letters, in a column of its own beside the table.
LEAST, LEAST_LETTERS, LEAST_WIDTH = 72.0, 60, 0.5
# How wide a letter of a number is, in bold.
A_LETTER = 1.25
TITLE_HEIGHT, HEADING_HEIGHT = 21.0, 18.0
# What the message at a wrong choice says besides.
ELSE = f"What else there is to say goes under {COMMENT.heading}."
# What Excel allows a list in the cell itself, and a text within a formula.
LONGEST_LIST, LONGEST_LITERAL = 255, 200
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
    book = ExcelWorkbook(form.title, author, form.language)
    sheet = book.add(SHEET)
    choices = write_how_to(book, form.decisions, form.about)
    _FormWriter(sheet, form).write(choices)
    write_office(book, form.for_office)
    for table in form.tables:
        write_worksheet(book.add(table.name), table)
    if form.kept:
        _write_kept(book.add(KEPT), form.kept)
    return book.close()


class _FormWriter:
    """Writes the form on its worksheet."""

    def __init__(self, sheet: ExcelWorksheet, form: Form) -> None:
        self.sheet = sheet
        self.form = form
        self.heights = [_find_height(row) for row in form.rows]
        self.count_row = len(form.above) + 1
        self.heading_row = self.count_row + 1
        self.first, self.last = self.heading_row + 1, self.heading_row + len(form.rows)
        self.at = {column.name: at for at, column in enumerate(form.columns, 1)}

    def write(self, choices: str) -> None:
        self.write_above()
        answers = f"{DECISION.heading} and {COMMENT.heading}"
        described = f"{len(self.form.rows)} recommendations, a row each. Answer under {answers}"
        headings = tuple(each.heading for each in self.form.columns)
        self.sheet.table(self.heading_row, len(self.form.rows), headings, HEADING_LOOK, SHEET, described)
        for at, column in enumerate(self.form.columns, 1):
            width = find_number_width(self.form) if column.name == NUMBER.name else WIDTHS[column.name]
            self.sheet.width(at, width, hidden=column.name == REFERENCE.name)
        for row, (asked, height) in enumerate(zip(self.form.rows, self.heights, strict=True), self.first):
            self.write_row(row, asked)
            self.sheet.height(row, min(TALLEST, height))
            self.sheet.text(row, len(self.form.columns) + 1, "", LEAST_LOOK)
        if not all(row.printed.isdigit() for row in self.form.rows):
            self.sheet.keep_numbers_as_text(self.at[NUMBER.name], self.first, self.last)
        self.sheet.height(self.heading_row, HEADING_HEIGHT)
        self.sheet.width(len(self.form.columns) + 1, LEAST_WIDTH)
        self.invite(choices)
        self.mark_what_is_missing()
        self.sheet.hide_grid()
        self.sheet.freeze(self.first, self.at[DECISION.name])
        self.sheet.print_landscape(self.heading_row)
        # By this name programs that read the screen aloud know the cell where its headings and its row titles meet.
        self.sheet.book.name(f"{self.sheet.name}!Title", f"{self.sheet.name}!$A${self.heading_row}")

    def write_above(self) -> None:
        title, *lines = self.form.above
        self.sheet.text(1, 1, title, TITLE_LOOK if count_lines(title, TITLE_ROOM) == 1 else LONG_TITLE_LOOK)
        self.sheet.height(1, TITLE_HEIGHT)
        for row, line in enumerate(lines, 2):
            self.sheet.runs(row, 1, self.stress_due(line), LINE_LOOK)
        self.sheet.formula(self.count_row, 1, self.count_formula(), self.count_now(), COUNT_LOOK)
        complete = f'=ISNUMBER(FIND("{READY}",$A${self.count_row}))'
        self.sheet.mark_where(1, self.count_row, self.count_row, complete, colour=COMPLETE)
        if beside := self.too_long or self.form.contact:
            self.sheet.text(self.count_row, self.at[COMMENT.name], beside, LINE_LOOK)

    def stress_due(self, line: str) -> tuple[Run, ...]:
        """Return the line with the date in bold by which the answers are asked for."""
        before = line.removesuffix(self.form.due)
        return tuple(run for run in (Run(before), Run(line[len(before) :], bold=True)) if run.text)

    @property
    def too_long(self) -> str:
        """The line that says which rows show less than all of their words, "" where all fit."""
        numbers = [
            row.printed_in_line for row, height in zip(self.form.rows, self.heights, strict=True) if height > TALLEST
        ]
        if not numbers:
            return ""
        rows = f"recommendation{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
        return f"{TOO_LONG}{rows}{IN_FORMULA_BAR}"

    def write_row(self, row: int, asked: AskedRow) -> None:
        for at, column in enumerate(self.form.columns, 1):
            if column.is_answer:
                self.sheet.cell(row, at, asked.answer.get(column.name), ANSWER_LOOK)
            elif column.name == NUMBER.name:
                self.write_number(row, at, asked)
            else:
                look = WORDING_LOOK if column.name == ABOUT_ROW.name else ASKED_LOOK
                self.sheet.text(row, at, _text_to_read(asked, column), look)

    def write_number(self, row: int, at: int, asked: AskedRow) -> None:
        """Write what stands under No.; Excel takes only a plain number for one, so that 1.10 stays what it is."""
        if asked.printed.isdigit():
            self.sheet.number(row, at, int(asked.printed), NUMBER_LOOK)
        else:
            self.sheet.text(row, at, asked.printed, NUMBER_LOOK)

    def invite(self, listed: str) -> None:
        """Offer the words of each column of choices; decisions that do not fit in the cell are read from `listed`.

        A chosen cell says how it is filled in.
        """
        self.sheet.prompt(self.at[COMMENT.name], self.first, self.last, Prompt(COMMENT.heading, COMMENT_PROMPT))
        for column in self.form.columns:
            if column.kind is ColumnKind.CHOICE:
                fits = len(",".join(column.choices)) <= LONGEST_LIST and not any("," in each for each in column.choices)
                self.sheet.offer(
                    self.at[column.name], self.first, self.last, list(column.choices) if fits else listed,
                    Prompt(column.heading, _list_choices(column, DECISION_PROMPT)),
                    Prompt("Please choose from the list", _list_choices(column, ELSE)),
                )  # fmt: skip

    def mark_what_is_missing(self) -> None:
        """Colour an empty Agree?, and an empty Comment beside a decision that wants a reason."""
        decision, comment = self.at[DECISION.name], self.at[COMMENT.name]
        chosen_cell, comment_cell = (f"${column_letters(each)}{self.first}" for each in (decision, comment))
        self.sheet.mark_where(decision, self.first, self.last, f"=LEN(TRIM({chosen_cell}))=0", fill=WAITING)
        if wanting := self.reason_words:
            chosen = ",".join(f"TRIM({chosen_cell})={_literal(word)}" for word in wanting)
            formula = f"=AND(LEN(TRIM({comment_cell}))=0,OR({chosen}))"
            self.sheet.mark_where(comment, self.first, self.last, formula, fill=WAITING)

    @property
    def reason_words(self) -> list[str]:
        """The decisions that want a reason and are short enough for a formula."""
        return [word for word in self.form.reason_words if len(word) <= LONGEST_LITERAL]

    def count_formula(self) -> str:
        """Return the formula for "Answered 3 of 4", how many of those still want a reason, and whether all is done."""
        decision, comment = (self.range_of(each) for each in (DECISION, COMMENT))
        answered = f"SUMPRODUCT(--(LEN(TRIM({decision}))>0))"
        ready = f'IF({answered}=ROWS({decision}),"{READY}","")'
        if wanting := self.reason_words:
            chosen = "+".join(f"(TRIM({decision})={_literal(word)})" for word in wanting)
            waiting = f"SUMPRODUCT((LEN(TRIM({comment}))=0)*(({chosen})>0))"
            ready = f'IF({waiting}>0,", of which "&{waiting}&" without a reason",{ready})'
        return f'="{ANSWERED}"&{answered}&" of "&ROWS({decision})&{ready}'

    def range_of(self, column: Column) -> str:
        letters = column_letters(self.at[column.name])
        return f"{letters}{self.first}:{letters}{self.last}"

    def count_now(self) -> str:
        """Return what the formula gives as the sheet is written."""
        given = [row for row in self.form.rows if _text(row.answer, DECISION)]
        words = {word.casefold() for word in self.reason_words}
        waiting = sum(
            _text(row.answer, DECISION).casefold() in words and not _text(row.answer, COMMENT) for row in given
        )
        ready = READY if len(given) == len(self.form.rows) else ""
        wanting = f", of which {waiting} without a reason" if waiting else ready
        return f"{ANSWERED}{len(given)} of {len(self.form.rows)}{wanting}"


def find_number_width(form: Form) -> float:
    """Return the width of the column No., in characters: the usual one, unless its longest number in bold is wider."""
    lines = (line for row in form.rows for line in row.printed.split("\n") if not line.isdigit())
    return max(WIDTHS[NUMBER.name], max(map(len, lines), default=0) * A_LETTER + 1.0)


def _literal(word: str) -> str:
    """Return the word as a text within a formula."""
    return '"' + word.replace('"', '""') + '"'


def _text(answer: Cells, column: Column) -> str:
    return answer[column.name].text.strip() if column.name in answer else ""


def _text_to_read(asked: AskedRow, column: Column) -> str:
    """Return the text of a cell that is not to be filled in."""
    texts = {
        RECOMMENDATION.name: asked.wording,
        ABOUT_ROW.name: asked.about_row,
        REFERENCE.name: str(asked.reference),
    }
    return texts[column.name]


def _list_choices(column: Column, end: str) -> str:
    """Return what Excel says of a cell of the column."""
    *words, last = column.choices
    listed = f"{', '.join(words)} or {last}" if words else last
    message = f"Choose {listed}." if len(listed) < 120 else "Choose one of the answers from the list."
    return f"{message} {end}"


def _find_height(row: AskedRow) -> float:
    texts = [(row.wording, WIDTHS[RECOMMENDATION.name]), (row.about_row, WIDTHS[ABOUT_ROW.name])]
    return height_for([*texts, *((cell.text, WIDTHS[name]) for name, cell in row.answer.items())], LEAST)


def _write_kept(sheet: ExcelWorksheet, kept: tuple[Cells, ...]) -> None:
    """Write the answers for which the form has no row; each column is there that one of them has."""
    given = {name for cells in kept for name in cells}
    further = [each for each in FURTHER if each.name in given]
    headings = dict(zip((NUMBER, RECOMMENDATION, DECISION, COMMENT), KEPT_HEADINGS, strict=True))
    headings |= {column: f"{column.heading} given" for column in further}
    for at, (column, heading) in enumerate(headings.items(), 1):
        sheet.width(at, WIDTHS[column.name])
        sheet.text(1, at, heading, HEADING_LOOK)
    for row, cells in enumerate(kept, 2):
        for at, column in enumerate(headings, 1):
            sheet.cell(row, at, cells.get(column.name), ANSWER_LOOK)
        texts = [(cell.text, WIDTHS[name]) for name, cell in cells.items()]
        sheet.height(row, min(TALLEST, height_for(texts, 30)))
    sheet.print_landscape(1)
