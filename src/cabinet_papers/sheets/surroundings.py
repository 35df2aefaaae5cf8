"""What stands around the answers in a returned workbook and would not be printed: said, never passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import cell_reference
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.matter.vocabulary import COMMENT, NUMBER
from cabinet_papers.sheets.remarks import find_own_words
from cabinet_papers.sheets.words import ANSWERS, HOW_TO_TITLE, KEPT_HEADINGS, is_how_to_text

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, Drawing, Merge, Workbook, Worksheet
    from cabinet_papers.matter.model import Settings
    from cabinet_papers.sheets.response_table import Columns, TableRow

MOVE = "move it into the Comment cell if it belongs to the answer"
# What may stand under No.: 2, 2., R2, 1a, No 2, 1.2, (b), 1 and 3, 1-3.
NUMBER_MARK = r"(?:[a-z]{0,3}\d+(?:\.\d+)*[a-z]?|[a-h]|[ivx]+)"
NUMBERS = re.compile(
    rf"(?:(?:nos?|nr|recs?|recommendations?|numbers?|items?)\b[. ]*)?[#(\[ ]*"
    rf"(?:{NUMBER_MARK}(?:[\s.,;:/&()\[\]–-]+(?:(?:and|to)\s+)?{NUMBER_MARK})*)?[\s.,;:)\]–-]*",
    re.IGNORECASE,
)
UNMERGE = "take the cells apart (Home, Merge & Center) and write the answer beside each recommendation"


def shorten(text: str, length: int = 60) -> str:
    """Return the text on one line, cut to the length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 3]}..."


class Around(NamedTuple):
    """A worksheet of a workbook whose surroundings are looked at; `may_quote` where nothing in it can be exempt."""

    workbook: Workbook
    worksheet: Worksheet
    may_quote: bool

    def quote(self, text: str) -> str:
        """Return the text in quotation marks, where it may be shown."""
        return f'"{shorten(text)}"' if self.may_quote else "what is typed here"

    def at(self, cell: str) -> Location:
        """Return the place of the cell."""
        return Location(self.workbook.file, sheet=self.worksheet.name, cell=cell)

    def find_notes(self, cells: tuple[Cell, ...]) -> list[Diagnostic]:
        """Return a finding for each note or comment attached to a cell, but for the remarks of a marked copy."""
        return [
            finding(
                codes.XLS009,
                f"a note on the cell is not printed: {self.quote(note)}",
                "move it into the Comment cell if it belongs to the answer",
                self.at(cell.reference),
            )
            for cell in cells
            if cell.note and (note := find_own_words(cell.note))
        ]

    def find_under_number(self, row: TableRow) -> list[Diagnostic]:
        """Return a finding where there is more under No. than a number."""
        typed = row.text(NUMBER)
        if NUMBERS.fullmatch(typed):
            return []
        message = f"{self.quote(typed)} stands under {NUMBER} and is not printed"
        return [finding(codes.XLS009, message, MOVE, self.at(row.cells[NUMBER].reference))]

    def find_drawings(self) -> list[Diagnostic]:
        """Return a finding for each picture or shape that lies over the cells."""
        return [self._say_drawing(drawing) for drawing in self.worksheet.drawings]

    def _say_drawing(self, drawing: Drawing) -> Diagnostic:
        says = f" with the words {self.quote(drawing.text)}" if drawing.text else ""
        message = f"a {drawing.kind}{says} lies over the sheet here and is not printed"
        hint = "write what it says into the Comment, or send the picture to the clerk as a document of its own"
        return finding(codes.XLS015, message, hint, self.at(cell_reference(drawing.row, drawing.column)))

    def say_unused(self) -> Diagnostic:
        """Return the finding for a worksheet that no comment names."""
        place = self.workbook.at(self.worksheet)
        if is_kept_answers(self.worksheet):
            message = "it keeps answers that belong to no recommendation; they are not printed"
            hint = f"move what still holds into a {COMMENT} cell, then delete the worksheet"
            return finding(codes.XLS007, message, hint, place)
        # Its name may say what is exempt; the place has to have it.
        named = f' "{self.worksheet.name}"' if self.may_quote else ""
        message = f"the worksheet{named} is not printed: no comment names it"
        name = self.worksheet.name if self.may_quote else "its name"
        hint = f"write the line [Table: {name}] in the comment where it belongs"
        return finding(codes.XLS007, message, hint, place)

    def find_merges(self, columns: Columns) -> list[Diagnostic]:
        """Return what is to be said of merged cells among the answers."""
        headings = {column: heading for heading, column in columns.by_heading.items() if heading in ANSWERS}
        return [
            said
            for merge in self.worksheet.merges
            if merge.last_row > columns.row
            and any(merge.first_column <= column <= merge.last_column for column in headings)
            for said in self._say_merge(merge)
        ]

    def _say_merge(self, merge: Merge) -> list[Diagnostic]:
        first = cell_reference(merge.first_row, merge.first_column)
        over = f"rows {merge.first_row} to {merge.last_row}" if merge.last_row > merge.first_row else "columns"
        message = f"the cells {merge.reference} are merged over {over}; what is seen there counts for {first} alone"
        hidden = [
            finding(
                codes.XLS014,
                f"{self.quote(cell.text)} is hidden under the merged cells {merge.reference} and is read nevertheless",
                UNMERGE,
                self.at(cell.reference),
            )
            for cell in find_covered(self.worksheet, merge)
        ]
        return [finding(codes.XLS014, message, UNMERGE, self.at(first)), *hidden]


def find_covered(worksheet: Worksheet, merge: Merge) -> list[Cell]:
    """Return the cells with text that lie hidden under the first one of a merged range."""
    return [
        cell
        for cell in worksheet.cells
        if merge.first_row <= cell.row <= merge.last_row
        and merge.first_column <= cell.column <= merge.last_column
        and (cell.row, cell.column) != (merge.first_row, merge.first_column)
        and cell.text.strip()
    ]


def find_unasked(around: Around, settings: Settings) -> list[Diagnostic] | None:
    """Return what a person typed on the how-to page, or None where the worksheet is no how-to page."""
    worksheet = around.worksheet
    if not any(cell.row <= 3 and cell.text.strip() == HOW_TO_TITLE for cell in worksheet.cells):
        return None
    words = tuple(decision.word for decision in settings.decisions)
    return [
        finding(
            codes.XLS009,
            f"{around.quote(cell.text)} stands on the how-to page and is not printed",
            "move it into a Comment cell if it belongs to an answer",
            around.workbook.at(worksheet, cell),
        )
        for cell in worksheet.cells
        if cell.text.strip() and not is_how_to_text(cell.text, words)
    ]


def is_kept_answers(worksheet: Worksheet) -> bool:
    """Whether the worksheet is the one on which answers are kept whose recommendations are gone."""
    return {cell.text for cell in worksheet.cells if cell.row == 1} >= set(KEPT_HEADINGS)
