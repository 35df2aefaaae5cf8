"""A workbook as its cells show it, whichever program saved it and whichever library opened it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from lxml import etree

from cabinet_papers.excel.colours import Colour
from cabinet_papers.files.package import WORKBOOK, PackageError, TooLargeError
from cabinet_papers.findings.diagnostics import WORD_FORMS, Code, Location
from cabinet_papers.findings.message import EMPTY, Message, phrase
from cabinet_papers.matter.prose import Run

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# The last cell of a worksheet is XFD1048576.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# What is read of one workbook: cells with something in them, letters, and worksheets.
MOST_CELLS, MOST_LETTERS, MOST_SHEETS = 200_000, 50_000_000, 1_000
# And of one worksheet: cells, each of which may be a finding, and merged ranges, pictures or notes. Five thousand
# recommendations with twelve columns each are within it.
MOST_IN_SHEET, MOST_RANGES = 60_000, 20_000
# Letters and lines in one cell; in Excel there are at most 32,767 letters. Each line is checked by itself.
LONGEST_TEXT, MOST_LINES = 200_000, 10_000
# How findings call a worksheet, or a table of a Word form, whose name may be exempt.
BY_NUMBER, TABLE_BY_NUMBER = "worksheet ", "table "
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
Stored: TypeAlias = int | float | datetime


class UnreadableError(ValueError):
    """A file that the reader for its kind cannot open, with the reason; `hint` is a cure of its own, if any."""

    def __init__(self, reason: Message, hint: Message = EMPTY) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return str(self.reason)


# What the libraries raise for a damaged file.
DAMAGE = (
    OSError, ValueError, KeyError, IndexError, OverflowError, EOFError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error, struct.error, etree.LxmlError,
)  # fmt: skip


def explain_damage(error: Exception) -> Message:
    """Return why a file cannot be read; a library's own words would not help."""
    if isinstance(error, (UnreadableError, PackageError)):
        return error.reason
    return phrase("a piece of it cannot be understood")


class Room:
    """The room that is left for what a workbook's cells show; a cell may be repeated, and its text be that of many."""

    def __init__(self) -> None:
        self.cells, self.letters = MOST_CELLS, MOST_LETTERS

    def take(self, cells: int, letters: int = 0) -> None:
        """Take room for so many cells, or pieces of them, before they are made. Raises TooLargeError."""
        self.cells -= cells
        self.letters -= letters
        if min(self.cells, self.letters) < 0:
            raise TooLargeError(WORKBOOK.too_large)


class CellProblem(NamedTuple):
    """Why a cell is not printed exactly as it looks in the sheet; reported only if the cell is printed."""

    code: Code
    message: Message
    hint: Message


class CellLook(NamedTuple):
    """How a cell looks beside its runs: the font and size that its text begins in, and whether long lines wrap.

    `inks` are the colours of its letters, without a link's; `ground` is the colour around them, None where it is no one
    colour.
    """

    font: str
    size: float
    wraps: bool
    inks: frozenset[Colour]
    ground: Colour | None


class Cell(NamedTuple):
    """A cell that shows something, or has a note on it.

    `row` and `column` count from 1; what is above a table of a Word form has rows up to 0, and no reference;
    `day` is its date where it is one; `note` is a note or comment attached to it;
    `stored` and `number_format` are the number or date behind what it shows, None and "" for text; `look` is None where
    the file has none. `own` is what a form itself says here, by its English words, where it says it in other words.
    """

    reference: str
    row: int
    column: int
    runs: tuple[Run, ...]
    day: date | None = None
    problems: tuple[CellProblem, ...] = ()
    note: str = ""
    stored: Stored | None = None
    number_format: str = ""
    look: CellLook | None = None
    own: str = ""

    @property
    def said(self) -> str:
        """What the cell shows, a form's own words as their English ones."""
        return self.own or self.text

    @property
    def text(self) -> str:
        """What the cell shows."""
        return "".join(run.text for run in self.runs) if len(self.runs) != 1 else self.runs[0].text


class Merge(NamedTuple):
    """A merged range of cells, rows and columns counted from 1."""

    reference: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Drawing(NamedTuple):
    """A picture or shape that lies over the cells: what it is, its words if it has any, and the cell it begins at."""

    kind: str
    text: str
    row: int
    column: int


class Worksheet(NamedTuple):
    """A worksheet's filled cells in reading order, what of it is hidden, and what lies over its cells.

    `called` is how findings name it where its own name may be exempt; "" where they may use its name.
    """

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    called: str = ""

    @property
    def label(self) -> str:
        """How findings name it."""
        return self.called or self.name

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the cell cannot be seen."""
        return self.hidden or cell.row in self.hidden_rows or cell.column in self.hidden_columns

    def find_rows(self, first: int, last: int) -> tuple[Cell, ...]:
        """Return the filled cells of these rows, without looking at the others."""
        row_of = attrgetter("row")
        return self.cells[bisect_left(self.cells, first, key=row_of) : bisect_right(self.cells, last, key=row_of)]


class Workbook(NamedTuple):
    """A workbook's worksheets in order; `file` is how findings name it.

    `saved` is when a program saved it, as that program wrote into it; None where it did not.
    """

    file: str
    worksheets: tuple[Worksheet, ...]
    saved: datetime | None = None

    @property
    def is_document(self) -> bool:
        """Whether it is a Word form, whose tables are read as worksheets."""
        return self.file.casefold().endswith(WORD_FORMS)

    def at(self, worksheet: Worksheet, cell: Cell | None = None) -> Location:
        """Return the place of the cell, or of the worksheet."""
        return Location(self.file, sheet=worksheet.label, cell=cell.reference or None if cell else None)

    def hide_names(self, known: Collection[str]) -> Workbook:
        """Return the workbook, in which findings call worksheets by their numbers, except those with `known` names.

        In a Word form a table may be called by the heading above it.
        """
        by_number = TABLE_BY_NUMBER if self.is_document else BY_NUMBER
        worksheets = (
            each if each.name in known else each._replace(called=f"{by_number}{at}")
            for at, each in enumerate(self.worksheets, 1)
        )
        return self._replace(worksheets=tuple(worksheets))

    def find_name(self, label: str) -> str:
        """Return the name of the worksheet that findings call so."""
        number = label.removeprefix(BY_NUMBER)
        is_name = any(each.name == label for each in self.worksheets)
        is_number = number != label and number.isdecimal() and 0 < int(number) <= len(self.worksheets)
        return self.worksheets[int(number) - 1].name if is_number and not is_name else label


def end_lines(text: str) -> str:
    """Return the text with one kind of line end.

    Pasted text may have those of Unicode, and the vertical tab with which Word begins a new line in a paragraph.
    """
    return LINE_END.sub("\n", text)


def cell_reference(row: int, column: int) -> str:
    """Return a cell's reference: row 9 of column 3 is C9."""
    return f"{column_letters(column)}{row}"


def read_reference(reference: str | None) -> tuple[int, int] | None:
    """Return the row and the column of a cell's reference: C9, or $c$9, is (9, 3); None where it is none."""
    found = REFERENCE.fullmatch(reference or "")
    row, column = (int(found[2]), column_number(found[1])) if found else (0, 0)
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def column_letters(number: int) -> str:
    """Return a column's letters: 3 is C, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column: C is 3, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
