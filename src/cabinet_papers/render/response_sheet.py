"""The response sheet as an Excel workbook. The only XlsxWriter import.

XlsxWriter writes what the Open XML rules ask for; text is always written as text, whatever it begins with.
"""

from __future__ import annotations

import io
import math
import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.prose import Run, join_runs
from cabinet_papers.read.cells import Worksheet as CellsOfWorksheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET = "Responses"
KEPT = "Answers kept"
KEPT_HEADINGS = ("Was number", "Was recommended", "Decision given", "Comment given")
FIXED_HEADINGS = ("No.", "Recommendation", "Agree?", "Comment")
# Widths in characters of the default font, heights in points; Excel allows a row 409 points.
WIDTHS = {"No.": 6, "Recommendation": 50, "Agree?": 16, "Comment": 70}
FURTHER_WIDTH = 24
LINE, TALLEST, LEAST = 15, 409, 60
LONGEST_LIST, LONGEST_SHEET_NAME = 255, 31
HOW = (
    "Choose your answer under Agree? and give the reasons under Comment. Each line (Alt+Enter) becomes a paragraph.",
    "A line that begins with a hyphen and a space becomes a bullet. Bold and italic are kept.",
    "To print a table, put it on a worksheet of its own and write [Table: its name] on a line of the comment.",
)
# A fixed date, so that the same sheet has the same bytes.
CREATED = datetime(2000, 1, 1)

Cells = dict[str, tuple[Run, ...]]


class AskedRow(NamedTuple):
    """One recommendation that is asked about, with the answer given so far by heading."""

    number: int
    wording: str
    answer: Cells


class SheetForm(NamedTuple):
    """What a response sheet says and asks."""

    title: str
    lines: tuple[str, ...]
    decisions: tuple[str, ...]
    further_columns: tuple[str, ...]
    rows: tuple[AskedRow, ...]
    kept: tuple[Cells, ...]
    tables: tuple[CellsOfWorksheet, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the table."""
        return (*FIXED_HEADINGS, *self.further_columns)


def render_response_sheet(form: SheetForm, author: str) -> bytes:
    """Return the workbook's bytes."""
    from xlsxwriter.workbook import Workbook

    written = io.BytesIO()
    book = Workbook(
        written,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": form.title, "author": author, "created": CREATED})
    looks = _Looks(book)
    _write_form(book.add_worksheet(SHEET), form, looks)
    taken = {SHEET.casefold()}
    for table in form.tables:
        _write_table(book.add_worksheet(_free_name(table.name, taken)), table, looks)
    if form.kept:
        _write_kept(book.add_worksheet(_free_name(KEPT, taken)), form.kept, looks)
    book.close()
    return written.getvalue()


class _Looks:
    """The workbook's cell formats, and rich text written in them."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        ruled = {"border": 1, "border_color": "#7F8FA0", "text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.plain = book.add_format({"valign": "top"})
        self.heading = book.add_format({**ruled, "bold": True, "bg_color": "#DCE4EC"})
        self.asked = book.add_format({**ruled, "bg_color": "#F2F2F2"})
        self.answer = book.add_format(ruled)
        self.answer_looks = {
            (bold, italic): book.add_format({**ruled, "bold": bold, "italic": italic})
            for bold in (False, True)
            for italic in (False, True)
        }
        self.runs = {
            (bold, italic): book.add_format({"bold": bold, "italic": italic})
            for bold in (False, True)
            for italic in (False, True)
        }

    def write(self, sheet: Worksheet, row: int, column: int, runs: tuple[Run, ...], look: Format) -> None:
        """Write the runs into a cell, in their looks, always as text."""
        joined = join_runs([Run(run.text, run.bold, run.italic) for run in runs])
        if len(joined) > 1:
            fragments = [part for run in joined for part in (self.runs[run.bold, run.italic], run.text)]
            sheet.write_rich_string(row, column, *fragments, look)
        elif joined:
            only = joined[0]
            if look is self.answer:
                look = self.answer_looks[only.bold, only.italic]
            sheet.write_string(row, column, only.text, look)
        else:
            sheet.write_blank(row, column, None, look)


def _write_form(sheet: Worksheet, form: SheetForm, looks: _Looks) -> None:
    sheet.write_string(0, 0, form.title, looks.title)
    above = [*form.lines, *HOW]
    for at, line in enumerate(above, 1):
        sheet.write_string(at, 0, line)
    top = len(above) + 2
    for column, heading in enumerate(form.headings):
        sheet.set_column(column, column, WIDTHS.get(heading, FURTHER_WIDTH))
        sheet.write_string(top, column, heading, looks.heading)
    for row, asked in enumerate(form.rows, top + 1):
        sheet.set_row(row, _height(asked))
        sheet.write_number(row, 0, asked.number, looks.asked)
        sheet.write_string(row, 1, asked.wording, looks.asked)
        for column, heading in enumerate(form.headings[2:], 2):
            looks.write(sheet, row, column, asked.answer.get(heading, ()), looks.answer)
    _offer_decisions(sheet, form, top + 1)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_selection(top + 1, 2, top + 1, 2)


def _height(asked: AskedRow) -> float:
    texts = {"Recommendation": asked.wording}
    texts |= {heading: "".join(run.text for run in runs) for heading, runs in asked.answer.items()}
    lines = max(_lines(text, WIDTHS.get(heading, FURTHER_WIDTH)) for heading, text in texts.items())
    return min(TALLEST, max(LEAST, LINE * (lines + 1)))


def _lines(text: str, width: int) -> int:
    return sum(max(1, math.ceil(len(line) / (width * 0.95))) for line in text.split("\n"))


def _offer_decisions(sheet: Worksheet, form: SheetForm, first: int) -> None:
    words: Sequence[str] = form.decisions
    if not form.rows or len(",".join(words)) > LONGEST_LIST or any("," in word for word in words):
        return
    sheet.data_validation(
        first, 2, first + len(form.rows) - 1, 2,
        {
            "validate": "list",
            "source": list(words),
            "error_title": "Please choose from the list",
            "error_message": f"Choose {', '.join(words[:-1])} or {words[-1]}."[:255],
        },
    )  # fmt: skip


def _free_name(name: str, taken: set[str]) -> str:
    """Return the worksheet's name, shortened to what Excel allows and told apart from those taken; and take it."""
    name = re.sub(r"[\[\]:*?/\\]", "-", name).strip("'") or "Worksheet"
    free, number = name[:LONGEST_SHEET_NAME].strip("'"), 2
    while free.casefold() in taken:
        free = f"{name[: LONGEST_SHEET_NAME - 4]} ({number})"
        number += 1
    taken.add(free.casefold())
    return free


def _write_table(sheet: Worksheet, table: CellsOfWorksheet, looks: _Looks) -> None:
    """Write another worksheet's cells again as they were shown, and hide again what was hidden."""
    for cell in table.cells:
        looks.write(sheet, cell.row - 1, cell.column - 1, cell.runs, looks.plain)
    for row in table.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in table.hidden_columns:
        sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if table.hidden:
        sheet.hide()


def _write_kept(sheet: Worksheet, kept: tuple[Cells, ...], looks: _Looks) -> None:
    for column, (heading, width) in enumerate(zip(KEPT_HEADINGS, WIDTHS.values(), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, looks.heading)
    further = {heading: column for column, heading in enumerate(sorted({
        heading for cells in kept for heading in cells if heading not in FIXED_HEADINGS
    }), len(FIXED_HEADINGS))}  # fmt: skip
    for heading, column in further.items():
        sheet.write_string(0, column, f"{heading} given", looks.heading)
    for row, cells in enumerate(kept, 1):
        for heading, runs in cells.items():
            column = FIXED_HEADINGS.index(heading) if heading in FIXED_HEADINGS else further[heading]
            looks.write(sheet, row, column, runs, looks.answer)
