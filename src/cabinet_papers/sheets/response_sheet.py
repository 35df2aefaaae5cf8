"""The response sheet: what Cabinet is asked, with the answers given so far."""

from __future__ import annotations

from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, column_letters
from cabinet_papers.excel.cells import Worksheet as CellsOfWorksheet
from cabinet_papers.excel.row_height import TALLEST, height_for
from cabinet_papers.excel.worksheet_copy import write_worksheet
from cabinet_papers.excel.writer import ExcelWorkbook, ExcelWorksheet, Look
from cabinet_papers.matter.vocabulary import AGREE, COMMENT, NUMBER, RECOMMENDATION, Decision, Meaning
from cabinet_papers.sheets.how_to_page import write_how_to
from cabinet_papers.sheets.words import ANSWERED, HOW, KEPT, KEPT_HEADINGS, REFERENCE, SHEET, TITLE, TOO_LONG, WORDING

# Widths in characters; the height, in points, that invites a few lines of comment.
WIDTHS = {NUMBER: 5.0, RECOMMENDATION: 48.0, AGREE: 15.0, COMMENT: 72.0, WORDING: 34.0, REFERENCE: 12.0}
FURTHER_WIDTH, LEAST = 24.0, 80.0
# What Excel allows a list in the cell itself, and a text within a formula.
LONGEST_LIST, LONGEST_LITERAL = 255, 200
NEEDS_REASON = (Meaning.PARTLY, Meaning.NOT_AGREED, Meaning.OTHER)
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

Cells = dict[str, Cell]


class AskedRow(NamedTuple):
    """One recommendation that is asked about, the answer given so far by heading, and a remark on its wording."""

    number: int
    wording: str
    reference: str
    answer: Cells
    remark: str = ""


class SheetForm(NamedTuple):
    """What a response sheet says and asks. `due` is the line that says by when, or ""."""

    title: str
    lines: tuple[str, ...]
    due: str
    decisions: tuple[Decision, ...]
    further_columns: tuple[str, ...]
    rows: tuple[AskedRow, ...]
    kept: tuple[Cells, ...] = ()
    tables: tuple[CellsOfWorksheet, ...] = ()

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above the table, without the how and the count of answers."""
        return (f"{TITLE}{self.title}", *self.lines, *filter(None, [self.due]))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table; the column of remarks is there only if there is a remark."""
        remarks = (WORDING,) if any(row.remark for row in self.rows) else ()
        return (NUMBER, RECOMMENDATION, AGREE, COMMENT, *self.further_columns, *remarks, REFERENCE)


def render_response_sheet(form: SheetForm, author: str) -> bytes:
    """Return the workbook's bytes."""
    book = ExcelWorkbook(f"{TITLE}{form.title}", author)
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

    def __init__(self, sheet: ExcelWorksheet, form: SheetForm) -> None:
        self.sheet = sheet
        self.form = form
        self.heights = [self.height_of(row) for row in form.rows]
        # The lines above, the how, a note on what is too long for a row, the count of answers.
        self.heading_row = len(form.above) + len(HOW) + len(self.too_long) + 2
        self.first, self.last = self.heading_row + 1, self.heading_row + len(form.rows)
        self.columns = {heading: column for column, heading in enumerate(form.headings, 1)}

    def write(self, choices: str) -> None:
        self.write_above()
        described = f"{len(self.form.rows)} recommendations, a row each. Answer under {AGREE} and {COMMENT}"
        self.sheet.table(self.heading_row, len(self.form.rows), self.form.headings, HEADING_LOOK, SHEET, described)
        for heading, column in self.columns.items():
            self.sheet.width(column, WIDTHS.get(heading, FURTHER_WIDTH), hidden=heading == REFERENCE)
        for row, (asked, height) in enumerate(zip(self.form.rows, self.heights, strict=True), self.first):
            self.write_row(row, asked)
            self.sheet.height(row, min(TALLEST, height))
        self.offer_decisions(choices)
        self.mark_what_is_missing()
        self.sheet.freeze_above(self.first, self.columns[AGREE])
        self.sheet.print_landscape(self.heading_row)

    def write_above(self) -> None:
        title, *lines = self.form.above
        self.sheet.text(1, 1, title, TITLE_LOOK)
        self.sheet.height(1, 25)
        for row, line in enumerate(lines, 2):
            self.sheet.text(row, 1, line, DUE_LOOK if line == self.form.due else LINE_LOOK)
        below = len(lines) + 2
        for row, line in enumerate((*HOW, *self.too_long), below):
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

    def height_of(self, row: AskedRow) -> float:
        texts = [(row.wording, WIDTHS[RECOMMENDATION]), (row.remark, WIDTHS[WORDING])]
        texts += [(cell.text, WIDTHS.get(heading, FURTHER_WIDTH)) for heading, cell in row.answer.items()]
        return height_for(texts, LEAST)

    def write_row(self, row: int, asked: AskedRow) -> None:
        for heading, column in self.columns.items():
            if heading == NUMBER:
                self.sheet.number(row, column, asked.number, NUMBER_LOOK)
            elif heading == RECOMMENDATION:
                self.sheet.text(row, column, asked.wording, ASKED_LOOK)
            elif heading == WORDING:
                self.sheet.text(row, column, asked.remark, WORDING_LOOK)
            elif heading == REFERENCE:
                self.sheet.text(row, column, asked.reference, ASKED_LOOK)
            else:
                self.sheet.cell(row, column, asked.answer.get(heading), ANSWER_LOOK)

    def offer_decisions(self, choices: str) -> None:
        """Offer the council's words in a list; what does not fit in the cell itself is read from the how-to page."""
        words = [decision.word for decision in self.form.decisions]
        fits = len(",".join(words)) <= LONGEST_LIST and not any("," in word for word in words)
        listed = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        message = f"Choose {listed}." if len(listed) < 120 else "Choose one of the answers from the list."
        message += " What else there is to say goes under Comment."
        self.sheet.offer(
            self.columns[AGREE], self.first, self.last, words if fits else choices, "Please choose from the list",
            message,
        )  # fmt: skip

    def mark_what_is_missing(self) -> None:
        """Colour an empty Agree?, and an empty Comment beside a decision that wants a reason."""
        agree, comment = (f"${column_letters(self.columns[each])}{self.first}" for each in (AGREE, COMMENT))
        empty = f"=LEN(TRIM({agree}))=0"
        self.sheet.mark_where(self.columns[AGREE], self.first, self.last, empty, WAITING)
        if wanting := self.reason_words:
            chosen = ",".join(f"TRIM({agree})={_literal(word)}" for word in wanting)
            formula = f"=AND(LEN(TRIM({comment}))=0,OR({chosen}))"
            self.sheet.mark_where(self.columns[COMMENT], self.first, self.last, formula, WAITING)

    @property
    def reason_words(self) -> list[str]:
        return [
            each.word
            for each in self.form.decisions
            if each.meaning in NEEDS_REASON and len(each.word) <= LONGEST_LITERAL
        ]

    def count_formula(self) -> str:
        """Return the formula for "Answered 3 of 4", and how many of those still want a reason."""
        agree, comment = (self.range_of(each) for each in (AGREE, COMMENT))
        formula = f'="{ANSWERED}"&SUMPRODUCT(--(LEN(TRIM({agree}))>0))&" of "&ROWS({agree})'
        if wanting := self.reason_words:
            chosen = "+".join(f"(TRIM({agree})={_literal(word)})" for word in wanting)
            waiting = f"SUMPRODUCT((LEN(TRIM({comment}))=0)*(({chosen})>0))"
            formula += f'&IF({waiting}>0,", of which "&{waiting}&" without a reason","")'
        return formula

    def range_of(self, heading: str) -> str:
        letters = column_letters(self.columns[heading])
        return f"{letters}{self.first}:{letters}{self.last}"

    def count_now(self) -> str:
        """Return what the formula gives as the sheet is written."""
        given = [row.answer for row in self.form.rows if AGREE in row.answer and row.answer[AGREE].text.strip()]
        words = {word.casefold() for word in self.reason_words}
        waiting = sum(
            each[AGREE].text.strip().casefold() in words and not (COMMENT in each and each[COMMENT].text.strip())
            for each in given
        )
        wanting = f", of which {waiting} without a reason" if waiting else ""
        return f"{ANSWERED}{len(given)} of {len(self.form.rows)}{wanting}"


def _literal(word: str) -> str:
    """Return the word as a text within a formula."""
    return '"' + word.replace('"', '""') + '"'


def _write_kept(sheet: ExcelWorksheet, kept: tuple[Cells, ...]) -> None:
    fixed = (NUMBER, RECOMMENDATION, AGREE, COMMENT)
    further = sorted({heading for cells in kept for heading in cells} - {*fixed, WORDING})
    headings = dict(zip(fixed, KEPT_HEADINGS, strict=True)) | {heading: f"{heading} given" for heading in further}
    for column, (heading, shown) in enumerate(headings.items(), 1):
        sheet.width(column, WIDTHS.get(heading, FURTHER_WIDTH))
        sheet.text(1, column, shown, HEADING_LOOK)
    for row, cells in enumerate(kept, 2):
        for column, heading in enumerate(headings, 1):
            sheet.cell(row, column, cells.get(heading), ANSWER_LOOK)
        texts = [(cell.text, WIDTHS.get(heading, FURTHER_WIDTH)) for heading, cell in cells.items()]
        sheet.height(row, min(TALLEST, height_for(texts, 30)))
    sheet.print_landscape(1)
