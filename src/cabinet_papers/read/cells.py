"""A workbook as its cells show it, whichever program saved it and whichever library opened it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cabinet_papers.diagnostics import Code, Location
from cabinet_papers.prose import Run


class CellProblem(NamedTuple):
    """Why a cell's words are not simply what it shows; it matters only where the cell is printed."""

    code: Code
    message: str
    hint: str


class Cell(NamedTuple):
    """A cell that shows something, or has a note on it.

    `row` and `column` count from 1; `day` is its date where it is one; `note` is a note or comment attached to it.
    """

    reference: str
    row: int
    column: int
    runs: tuple[Run, ...]
    day: date | None = None
    problem: CellProblem | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """What the cell shows."""
        return "".join(run.text for run in self.runs)


class Worksheet(NamedTuple):
    """A worksheet's filled cells in reading order, and what of it is hidden."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the cell cannot be seen."""
        return self.hidden or cell.row in self.hidden_rows or cell.column in self.hidden_columns


class Workbook(NamedTuple):
    """A workbook's worksheets in order; `file` is how findings name it."""

    file: str
    worksheets: tuple[Worksheet, ...]

    def at(self, worksheet: Worksheet, cell: Cell | None = None) -> Location:
        """Return the place of the cell, or of the worksheet."""
        return Location(self.file, sheet=worksheet.name, cell=cell.reference if cell else None)


def cell_reference(row: int, column: int) -> str:
    """Return a cell's reference: row 9 of column 3 is C9."""
    return f"{column_letters(column)}{row}"


def column_letters(number: int) -> str:
    """Return a column's letters: 3 is C, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
