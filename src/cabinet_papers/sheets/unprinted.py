"""Reports everything in a returned workbook that will not be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import cell_reference
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, Withheld, phrase
from cabinet_papers.matter.columns import COMMENT, NUMBER, Column
from cabinet_papers.matter.form_words import KEPT_HEADINGS, NO_WORDS, say
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.sheets.mark_words import find_own_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_papers.excel.cells import Cell, Drawing, Merge, Workbook, Worksheet
    from cabinet_papers.sheets.form_table import FormTable, TableRow

# What may be typed under No.: 2, 2., R2, 1a, No 2, 1.2, (b), 1 and 3, 1-3.
NUMBER_MARK = r"(?:[a-z]{0,3}\d+(?:\.\d+)*[a-z]?|[a-h]|[ivx]+)"
NUMBERS = re.compile(
    rf"(?:(?:nos?|nr|recs?|recommendations?|numbers?|items?)\b[. ]*)?[#(\[ ]*"
    rf"(?:{NUMBER_MARK}(?:[\s.,;:/&()\[\]–-]+(?:(?:and|to)\s+)?{NUMBER_MARK})*)?[\s.,;:)\]–-]*",
    re.IGNORECASE,
)
UNMERGE = phrase("unmerge the cells (Home, Merge & Center) and write each answer beside its recommendation")
SPLIT = phrase("split the cells again (Layout, Split Cells) and write each answer beside its recommendation")


def call_column(column: Column, words: Mapping[str, str]) -> Term:
    """Return the heading that a sheet in these words has for one of the program's columns."""
    return Term(say(column.heading, words))


def advise_move(words: Mapping[str, str]) -> Message:
    """Return what to do with words of a sheet that are in the wrong place."""
    return phrase(
        "if it is part of the answer, move it into the {} cell; otherwise leave it", call_column(COMMENT, words)
    )


def advise_sending_apart(words: Mapping[str, str]) -> Message:
    """Return what to do with a picture in a sheet."""
    return phrase(
        "write what it shows in the {}, or send it to the scrutiny officer as a separate document",
        call_column(COMMENT, words),
    )


class Unprinted(NamedTuple):
    """A worksheet to search for what is not printed; `may_quote` says that nothing in it can be exempt.

    `words` are those of the form.
    """

    workbook: Workbook
    worksheet: Worksheet
    may_quote: bool
    words: Mapping[str, str] = NO_WORDS

    def call(self, column: Column) -> Term:
        """Return the heading that the sheet has for one of the program's columns."""
        return call_column(column, self.words)

    @property
    def move(self) -> Message:
        """What to do with words that are in the wrong place."""
        return advise_move(self.words)

    def report(self, code: Code, message: Message, hint: Message, cell: str | None) -> Diagnostic:
        """Return the finding, without anything typed if that may be exempt; `cell` is None for the worksheet."""
        place = Location(self.workbook.file, sheet=self.worksheet.label, cell=cell or None)
        found = finding(code, message, hint, place)
        return found if self.may_quote else withhold_typed(found)

    def find_notes(self, cells: tuple[Cell, ...]) -> list[Diagnostic]:
        """Return a finding for each note or comment on a cell, except the marks of a marked copy."""
        return [
            self.report(
                codes.XLS009, phrase('the note on this cell is not printed: "{}"', note), self.move, cell.reference
            )
            for cell in cells
            if cell.note and (note := find_own_words(cell.note))
        ]

    def find_under_number(self, row: TableRow, *, is_known: bool) -> list[Diagnostic]:
        """Return a finding if something other than a number is typed under No."""
        typed = row.text(NUMBER)
        if is_known or NUMBERS.fullmatch(typed):
            return []
        message = phrase('text typed under "{}" is not printed: "{}"', self.call(NUMBER), typed)
        return [self.report(codes.XLS009, message, self.move, row.cells[NUMBER.name].reference)]

    def find_drawings(self) -> list[Diagnostic]:
        """Return a finding for each picture or shape on the worksheet."""
        return [self._report_drawing(drawing) for drawing in self.worksheet.drawings]

    def _report_drawing(self, drawing: Drawing) -> Diagnostic:
        kind = Term(drawing.kind)
        message = phrase("the {} here is not printed", kind)
        if drawing.text:
            message = phrase('the {} here is not printed: "{}"', kind, drawing.text)
        hint = advise_sending_apart(self.words)
        return self.report(codes.XLS015, message, hint, cell_reference(drawing.row, drawing.column))

    def report_unused(self) -> Diagnostic:
        """Return the finding for a worksheet that no comment names."""
        if is_kept_answers(self.worksheet):
            message = phrase("the answers kept on this worksheet belong to no recommendation and are not printed")
            hint = phrase("move those that still apply into a {} cell, then delete the worksheet", self.call(COMMENT))
            if self.workbook.is_document:
                message = phrase("the answers kept in this table belong to no recommendation and are not printed")
                hint = phrase("move those that still apply into a {} cell, then delete the table", self.call(COMMENT))
            return self.report(codes.XLS007, message, hint, None)
        if self.workbook.is_document:
            message = phrase("this table is not printed, because it is outside the table of answers")
            hint = phrase("to print it, move it into the {} where it belongs", self.call(COMMENT))
            return self.report(codes.XLS007, message, hint, None)
        message = phrase("this worksheet is not printed, because no comment names it")
        # Its name may be exempt; only the place has to show it.
        name = self.worksheet.name if self.may_quote else Withheld("its name")
        hint = phrase("to print it as a table, write the line [Table: {}] in the comment where it belongs", name)
        return self.report(codes.XLS007, message, hint, None)

    def find_merges(self, table: FormTable) -> list[Diagnostic]:
        """Return the findings about merged cells among the answers."""
        return [
            found
            for merge in self.worksheet.merges
            if merge.last_row > table.row
            and any(merge.first_column <= column <= merge.last_column for column in table.answers)
            for found in self._report_merge(merge)
        ]

    def _report_merge(self, merge: Merge) -> list[Diagnostic]:
        first = cell_reference(merge.first_row, merge.first_column)
        cure = SPLIT if self.workbook.is_document else UNMERGE
        merged = Term(merge.reference)
        if self.workbook.is_document:
            merged = Term(f"of column {merge.first_column}")
        message = phrase("the cells {} are merged, so their text is read only for cell {}", merged, Term(first))
        if merge.last_row > merge.first_row:
            message = phrase(
                "the cells {} are merged across rows {} to {}, so their text is read only for row {}",
                merged,
                merge.first_row,
                merge.last_row,
                merge.first_row,
            )
        hidden = [
            self.report(
                codes.XLS014,
                phrase('"{}" is hidden under the merged cells {}, but is still read', cell.text, merged),
                cure,
                cell.reference,
            )
            for cell in find_covered(self.worksheet, merge)
        ]
        return [self.report(codes.XLS014, message, cure, first), *hidden]


def find_covered(worksheet: Worksheet, merge: Merge) -> list[Cell]:
    """Return the cells with text that are hidden under the first cell of a merged range."""
    return [
        cell
        for cell in worksheet.find_rows(merge.first_row, merge.last_row)
        if merge.first_column <= cell.column <= merge.last_column
        and (cell.row, cell.column) != (merge.first_row, merge.first_column)
        and cell.text.strip()
    ]


def is_kept_answers(worksheet: Worksheet) -> bool:
    """Whether the worksheet is the one that keeps answers to recommendations that no longer exist."""
    return {cell.said for cell in worksheet.cells if cell.row == 1} >= set(KEPT_HEADINGS)
