"""Writes a form as a workbook, with the answers given so far."""

from __future__ import annotations

from cabinet_papers.excel.cells import column_letters
from cabinet_papers.excel.row_height import TALLEST, height_for
from cabinet_papers.excel.worksheet_copy import write_worksheet
from cabinet_papers.excel.writer import ExcelWorkbook, ExcelWorksheet, Look
from cabinet_papers.matter.columns import COMMENT, DECISION, FURTHER, NUMBER, RECOMMENDATION, Column, ColumnKind
from cabinet_papers.sheets.form import ABOUT_ROW, REFERENCE, AskedRow, Cells, Form
from cabinet_papers.sheets.form_words import ANSWERED, KEPT, KEPT_HEADINGS, SHEET, TOO_LONG
from cabinet_papers.sheets.how_to_page import write_how_to

# Widths in characters; the height, in points, that invites a few lines of comment.
WIDTHS = {
    NUMBER.name: 5.0,
    RECOMMENDATION.name: 48.0,
    DECISION.name: 15.0,
    COMMENT.name: 72.0,
    ABOUT_ROW.name: 34.0,
    REFERENCE.name: 12.0,
}
FURTHER_WIDTH, LEAST = 24.0, 80.0
# What Excel allows a list in the cell itself, and a text within a formula.
LONGEST_LIST, LONGEST_LITERAL = 255, 200
WAITING = "#FFF3C4"

TITLE_LOOK = Look(bold=True, size=16, colour="#1F3A5F")
LINE_LOOK = Look()
DUE_LOOK = Look(bold=True)
HOW_LOOK = Look(colour="#444444", italic=True)
HEADING_LOOK = Look(bold=True, fill="#DCE4EC", ruled=True, wrap=True)
ASKED_LOOK = Look(fill="#F0F0F0", ruled=True, wrap=True)
NUMBER_LOOK = ASKED_LOOK._replace(bold=True, align="center")
WORDING_LOOK = ASKED_LOOK._replace(italic=True)
ANSWER_LOOK = Look(ruled=True, wrap=True, locked=False)


def render_form(form: Form, author: str) -> bytes:
    """Return the workbook's bytes."""
    book = ExcelWorkbook(form.title, author)
    sheet = book.add(SHEET)
    choices = write_how_to(book, form.decisions)
    _FormWriter(sheet, form).write(choices)
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
        # The lines above, the how, a note on what is too long for a row, the count of answers.
        self.heading_row = len(form.above) + len(form.how) + len(self.too_long) + 2
        self.first, self.last = self.heading_row + 1, self.heading_row + len(form.rows)
        self.at = {column.name: at for at, column in enumerate(form.columns, 1)}

    def write(self, choices: str) -> None:
        self.write_above()
        answers = f"{DECISION.heading} and {COMMENT.heading}"
        described = f"{len(self.form.rows)} recommendations, a row each. Answer under {answers}"
        headings = tuple(each.heading for each in self.form.columns)
        self.sheet.table(self.heading_row, len(self.form.rows), headings, HEADING_LOOK, SHEET, described)
        for at, column in enumerate(self.form.columns, 1):
            self.sheet.width(at, _find_width(column.name), hidden=column.name == REFERENCE.name)
        for row, (asked, height) in enumerate(zip(self.form.rows, self.heights, strict=True), self.first):
            self.write_row(row, asked)
            self.sheet.height(row, min(TALLEST, height))
        self.offer_choices(choices)
        self.mark_what_is_missing()
        self.sheet.freeze_above(self.first, self.at[DECISION.name])
        self.sheet.print_landscape(self.heading_row)

    def write_above(self) -> None:
        title, *lines = self.form.above
        self.sheet.text(1, 1, title, TITLE_LOOK)
        self.sheet.height(1, 25)
        for row, line in enumerate(lines, 2):
            self.sheet.text(row, 1, line, DUE_LOOK if line == self.form.due else LINE_LOOK)
        below = len(lines) + 2
        for row, line in enumerate((*self.form.how, *self.too_long), below):
            self.sheet.text(row, 1, line, HOW_LOOK)
        self.sheet.formula(self.heading_row - 1, 1, self.count_formula(), self.count_now(), DUE_LOOK)
        self.sheet.height(self.heading_row - 1, 20)

    @property
    def too_long(self) -> tuple[str, ...]:
        """The line that says which rows show less than all of their words; none where all fit."""
        numbers = [
            str(row.number) for row, height in zip(self.form.rows, self.heights, strict=True) if height > TALLEST
        ]
        if not numbers:
            return ()
        rows = f"recommendation{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"
        return (f"{TOO_LONG}{rows}. Choose the cell to read all of it in the formula bar.",)

    def write_row(self, row: int, asked: AskedRow) -> None:
        for at, column in enumerate(self.form.columns, 1):
            if column.is_answer:
                self.sheet.cell(row, at, asked.answer.get(column.name), ANSWER_LOOK)
            elif column.name == NUMBER.name:
                self.sheet.number(row, at, asked.number, NUMBER_LOOK)
            else:
                look = WORDING_LOOK if column.name == ABOUT_ROW.name else ASKED_LOOK
                self.sheet.text(row, at, _text_to_read(asked, column), look)

    def offer_choices(self, listed: str) -> None:
        """Offer the words of each column of choices; decisions that do not fit in the cell are read from `listed`."""
        for column in self.form.columns:
            if column.kind is ColumnKind.CHOICE:
                fits = len(",".join(column.choices)) <= LONGEST_LIST and not any("," in each for each in column.choices)
                self.sheet.offer(
                    self.at[column.name], self.first, self.last, list(column.choices) if fits else listed,
                    "Please choose from the list", _invite(column),
                )  # fmt: skip

    def mark_what_is_missing(self) -> None:
        """Colour an empty Agree?, and an empty Comment beside a decision that wants a reason."""
        decision, comment = self.at[DECISION.name], self.at[COMMENT.name]
        chosen_cell, comment_cell = (f"${column_letters(each)}{self.first}" for each in (decision, comment))
        self.sheet.mark_where(decision, self.first, self.last, f"=LEN(TRIM({chosen_cell}))=0", WAITING)
        if wanting := self.reason_words:
            chosen = ",".join(f"TRIM({chosen_cell})={_literal(word)}" for word in wanting)
            formula = f"=AND(LEN(TRIM({comment_cell}))=0,OR({chosen}))"
            self.sheet.mark_where(comment, self.first, self.last, formula, WAITING)

    @property
    def reason_words(self) -> list[str]:
        """The decisions that want a reason and are short enough for a formula."""
        return [word for word in self.form.reason_words if len(word) <= LONGEST_LITERAL]

    def count_formula(self) -> str:
        """Return the formula for "Answered 3 of 4", and how many of those still want a reason."""
        decision, comment = (self.range_of(each) for each in (DECISION, COMMENT))
        formula = f'="{ANSWERED}"&SUMPRODUCT(--(LEN(TRIM({decision}))>0))&" of "&ROWS({decision})'
        if wanting := self.reason_words:
            chosen = "+".join(f"(TRIM({decision})={_literal(word)})" for word in wanting)
            waiting = f"SUMPRODUCT((LEN(TRIM({comment}))=0)*(({chosen})>0))"
            formula += f'&IF({waiting}>0,", of which "&{waiting}&" without a reason","")'
        return formula

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
        wanting = f", of which {waiting} without a reason" if waiting else ""
        return f"{ANSWERED}{len(given)} of {len(self.form.rows)}{wanting}"


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


def _invite(column: Column) -> str:
    """Return the message that Excel shows at a cell of the column."""
    *words, last = column.choices
    listed = f"{', '.join(words)} or {last}" if words else last
    message = f"Choose {listed}." if len(listed) < 120 else "Choose one of the answers from the list."
    return f"{message} What else there is to say goes under {COMMENT.heading}."


def _find_width(name: str) -> float:
    return WIDTHS.get(name, FURTHER_WIDTH)


def _find_height(row: AskedRow) -> float:
    texts = [(row.wording, _find_width(RECOMMENDATION.name)), (row.about_row, _find_width(ABOUT_ROW.name))]
    return height_for([*texts, *((cell.text, _find_width(name)) for name, cell in row.answer.items())], LEAST)


def _write_kept(sheet: ExcelWorksheet, kept: tuple[Cells, ...]) -> None:
    """Write the answers for which the form has no row; each column is there that one of them has."""
    given = {name for cells in kept for name in cells}
    further = [each for each in FURTHER if each.name in given]
    headings = dict(zip((NUMBER, RECOMMENDATION, DECISION, COMMENT), KEPT_HEADINGS, strict=True))
    headings |= {column: f"{column.heading} given" for column in further}
    for at, (column, heading) in enumerate(headings.items(), 1):
        sheet.width(at, _find_width(column.name))
        sheet.text(1, at, heading, HEADING_LOOK)
    for row, cells in enumerate(kept, 2):
        for at, column in enumerate(headings, 1):
            sheet.cell(row, at, cells.get(column.name), ANSWER_LOOK)
        texts = [(cell.text, _find_width(name)) for name, cell in cells.items()]
        sheet.height(row, min(TALLEST, height_for(texts, 30)))
    sheet.print_landscape(1)
