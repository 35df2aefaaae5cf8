"""A response table on a worksheet: found by its headings, taken row by row, whatever was moved about."""

from __future__ import annotations

from typing import NamedTuple

from cabinet_papers.diagnostics import Location
from cabinet_papers.read.cells import Cell, Workbook, Worksheet, column_letters
from cabinet_papers.vocabulary import RESPONSE_COLUMNS

NUMBER, RECOMMENDATION, AGREE, COMMENT = "No.", "Recommendation", "Agree?", "Comment"
HEADINGS = (NUMBER, RECOMMENDATION, AGREE, COMMENT, *RESPONSE_COLUMNS)


class Columns(NamedTuple):
    """Where a response table begins: the row of its headings and the column of each."""

    row: int
    by_heading: dict[str, int]


class TableRow(NamedTuple):
    """One row of a response table: its cells by heading, those beside the table, and the place of Agree?."""

    cells: dict[str, Cell]
    stray: tuple[Cell, ...]
    place: Location

    def text(self, heading: str) -> str:
        """Return what the cell under the heading shows, "" where it shows nothing."""
        return self.cells[heading].text.strip() if heading in self.cells else ""

    @property
    def answers_something(self) -> bool:
        """Whether anything was typed beside the recommendation."""
        return any(self.text(heading) for heading in self.cells if heading not in (NUMBER, RECOMMENDATION))


def find_columns(worksheet: Worksheet) -> Columns | None:
    """Return where the response table begins on the worksheet, or None."""
    known = {_normalise_heading(heading): heading for heading in HEADINGS}
    rows: dict[int, dict[str, int]] = {}
    for cell in worksheet.cells:
        heading = known.get(_normalise_heading(cell.text))
        if heading:
            rows.setdefault(cell.row, {}).setdefault(heading, cell.column)
    for row, found in rows.items():
        if {RECOMMENDATION, AGREE, COMMENT} <= set(found):
            return Columns(row, found)
    return None


def _normalise_heading(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?.: ")


def read_rows(workbook: Workbook, worksheet: Worksheet, columns: Columns) -> list[TableRow]:
    """Return the rows below the headings in which something is typed."""
    headings = {column: heading for heading, column in columns.by_heading.items()}
    agree = column_letters(columns.by_heading[AGREE])
    gathered: dict[int, tuple[dict[str, Cell], list[Cell]]] = {}
    for cell in worksheet.cells:
        if cell.row > columns.row and (cell.text.strip() or cell.note):
            known, stray = gathered.setdefault(cell.row, ({}, []))
            if cell.column in headings:
                known[headings[cell.column]] = cell
            else:
                stray.append(cell)
    return [
        TableRow(known, tuple(stray), Location(workbook.file, sheet=worksheet.name, cell=f"{agree}{row}"))
        for row, (known, stray) in gathered.items()
    ]
