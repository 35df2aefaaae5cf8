"""An .ods workbook as LibreOffice saves it, or the same as one flat .fods file, with its looks.

OpenDocument 1.3, Part 3: tables are clause 9, text is clause 6, styles are clause 16. A cell stores what it shows
beside its value, so that no number format has to be followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers.excel.cell_problems import (
    find_hidden_address,
    find_in_looks,
    read_link_formula,
    report_error,
    report_formula_link,
    report_uncalculated,
)
from cabinet_papers.excel.cells import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_SHEETS,
    Cell,
    CellLook,
    CellProblem,
    Drawing,
    Merge,
    Room,
    UnreadableError,
    Worksheet,
    cell_reference,
    end_lines,
)
from cabinet_papers.excel.colours import BLACK, Colour, read_rgb
from cabinet_papers.excel.number_format import find_date_fields, show_general
from cabinet_papers.excel.ods_looks import URN, Look, OdsStyles
from cabinet_papers.files.package import WORKBOOK, Package, PackageError, TooLargeError, parse_part, unpack
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.workspace import PACKED
from cabinet_papers.matter.prose import Run, join_runs

if TYPE_CHECKING:
    from pathlib import Path

TABLE, TEXT, OFFICE, DRAW = (f"{{{URN}{name}:1.0}}" for name in ("table", "text", "office", "drawing"))
# Where LibreOffice says that a formula gives an error.
EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
# A break that a program put into the file for its layout; LibreOffice stores several spaces as they are.
LAID_OUT = re.compile(r"(?<! ) *+[\t\r\n][ \t\r\n]*")
PRINTED = ("styles.xml", "content.xml")
ROWS_WITHIN = {f"{TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows")}
COLUMNS_WITHIN = {f"{TABLE}{name}" for name in ("table-header-columns", "table-column-group", "table-columns")}
LONGEST_COUNT = len(str(LAST_ROW)) + 1
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
DRAWN = {"frame": "picture or text box", "custom-shape": "text box or shape", "rect": "shape", "g": "group of shapes"}


def read_ods(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Raises UnreadableError and TooLargeError."""
    content = read_file(path)
    try:
        if content.startswith(PACKED):
            package = Package(unpack(content, WORKBOOK, *PRINTED))
            roots = [package.read(name) for name in PRINTED]
        else:
            roots = [parse_part(content, path.name)]
    except TooLargeError:
        raise
    except PackageError as error:
        raise UnreadableError(error.reason) from error
    styles, room = OdsStyles(roots), Room()
    tables = list(roots[-1].iter(f"{TABLE}table"))
    if len(tables) > MOST_SHEETS:
        raise TooLargeError(WORKBOOK.too_large)
    return tuple(_TableReader(table, styles, room).read() for table in tables)


class _TableReader:
    """Reads one table."""

    def __init__(self, table: etree._Element, styles: OdsStyles, room: Room) -> None:
        self.table = table
        self.styles = styles
        self.room = room
        self.cells: list[Cell] = []
        self.merges: list[Merge] = []
        self.drawings: list[Drawing] = []
        self.column_looks: list[str] = []

    def read(self) -> Worksheet:
        hidden_columns = self.read_columns()
        hidden_rows = set[int]()
        at = 1
        for row in _unfold(self.table, f"{TABLE}table-row", ROWS_WITHIN):
            repeated = min(_count(row, "number-rows-repeated"), LAST_ROW + 1 - at)
            numbers = range(at, at + repeated)
            if any(_is_filled(cell) for cell in row.iter(*CELLS)):
                begun = len(self.cells)
                self.read_row(row, numbers)
                if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
                    hidden_rows.update(cell.row for cell in self.cells[begun:])
            at += repeated
        self.cells.sort(key=lambda cell: (cell.row, cell.column))
        self.read_drawings(self.table.find(f"{TABLE}shapes"), 1, 1)
        properties = self.styles.find("table", self.table.get(f"{TABLE}style-name"), "table-properties")
        return Worksheet(
            name=str(self.table.get(f"{TABLE}name")),
            cells=tuple(self.cells),
            hidden=properties is not None and properties.get(f"{TABLE}display") == "false",
            hidden_rows=frozenset(hidden_rows),
            hidden_columns=frozenset(hidden_columns),
            merges=tuple(self.merges),
            drawings=tuple(self.drawings),
        )

    def read_columns(self) -> set[int]:
        """Return which columns are hidden, and keep the style of each column's cells."""
        hidden = set()
        for column in _unfold(self.table, f"{TABLE}table-column", COLUMNS_WITHIN):
            for _ in range(min(_count(column, "number-columns-repeated"), LAST_COLUMN - len(self.column_looks))):
                self.column_looks.append(str(column.get(f"{TABLE}default-cell-style-name")))
                if column.get(f"{TABLE}visibility") in ("collapse", "filter"):
                    hidden.add(len(self.column_looks))
        return hidden

    def read_row(self, row: etree._Element, numbers: range) -> None:
        """Read a row, which is repeated for each of these numbers."""
        column = 1
        for cell in row.iterchildren(*CELLS):
            repeated = min(_count(cell, "number-columns-repeated"), LAST_COLUMN + 1 - column)
            if _is_filled(cell):
                self.read_repeated(cell, numbers, range(column, column + repeated))
            column += repeated

    def read_repeated(self, cell: etree._Element, rows: range, columns: range) -> None:
        """Read a cell that is repeated in these rows and columns; those without a style have that of their column."""
        own = cell.get(f"{TABLE}style-name")
        read: dict[str, Cell] = {}
        for column in columns:
            style = str(own or (self.column_looks[column - 1] if column <= len(self.column_looks) else ""))
            found = read[style] = read.get(style) or self.read_cell(cell, style)
            if not (found.runs or found.note or len(cell)):
                continue
            self.room.take(len(rows) * max(1, len(found.runs), len(cell)), len(rows) * len(found.text))
            for row in rows:
                if found.runs or found.note:
                    self.cells.append(found._replace(reference=cell_reference(row, column), row=row, column=column))
                self.read_drawings(cell, row, column)
                self.read_merge(cell, row, column)

    def read_cell(self, cell: etree._Element, style: str) -> Cell:
        """Return what the cell shows, wherever it is."""
        runs = self.read_words(cell, style)
        found = Cell(
            "", 1, 1, join_runs(runs), problems=_find_problems(cell, runs), note=_read_note(cell),
            look=self.read_cell_look(cell, style),
        )  # fmt: skip
        found = self.read_date(cell, found, style)
        return found if found.runs else _show_value(cell, found)

    def read_words(self, cell: etree._Element, style: str) -> list[Run]:
        """Return what the cell shows, its paragraphs as lines."""
        ground, outer = self.styles.read_ground(style), self.styles.read_look("table-cell", style)
        runs: list[Run] = []
        for at, paragraph in enumerate(_unfold(cell, f"{TEXT}p", set())):
            runs += [Run("\n")] if at else []
            runs += self.read_paragraph(paragraph, outer, ground)
        return runs

    def read_cell_look(self, cell: etree._Element, style: str) -> CellLook:
        outer = self.styles.read_look("table-cell", style)
        looks = [
            self.styles.read_look("text", part.get(f"{TEXT}style-name")).within(outer)
            for paragraph in _unfold(cell, f"{TEXT}p", set())
            for part in paragraph.iter()
            if (part.text or "").strip()
        ] or [outer]
        is_link = next(cell.iter(f"{TEXT}a"), None) is not None
        inks = set() if is_link else {read_rgb(each.colour) or BLACK for each in looks}
        # LibreOffice numbers what it holds to be several fonts of one name.
        font = (looks[0].font or "").rstrip("0123456789").strip()
        return CellLook(
            font, looks[0].size or 11, self.styles.wraps(style), frozenset(inks), self.styles.read_ground(style)
        )

    def read_date(self, cell: etree._Element, found: Cell, style: str) -> Cell:
        """Return what was found of the cell, with its date if it has one."""
        day = _read_day(cell)
        if day is None:
            return found
        form = self.styles.read_date_format(style)
        # Excel has no format for a quarter, which goes over as words.
        stored = None if "quarter" in find_date_fields(form) else day
        return found._replace(day=day.date(), stored=stored, number_format=form)

    def read_merge(self, cell: etree._Element, row: int, column: int) -> None:
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            last = (min(row + down - 1, LAST_ROW), min(column + across - 1, LAST_COLUMN))
            self.merges.append(Merge(f"{cell_reference(row, column)}:{cell_reference(*last)}", row, column, *last))

    def read_paragraph(self, paragraph: etree._Element, outer: Look, ground: Colour | None) -> list[Run]:
        """Return the runs of a paragraph."""
        runs: list[Run] = []

        def add(text: str | None, look: Look) -> None:
            if text:
                self.room.take(1, len(text))
                runs.append(look.make_run(text, ground))

        def walk(element: etree._Element, look: Look) -> None:
            add(_collapse(element.text), look)
            for child in element:
                if child.tag == f"{TEXT}s":
                    add(" " * min(_count(child, "c", TEXT), 1000), look)
                elif child.tag == f"{TEXT}tab":
                    add("\t", look)
                elif child.tag == f"{TEXT}line-break":
                    add("\n", look)
                elif child.tag != f"{OFFICE}annotation":
                    walk(child, self.styles.read_look("text", child.get(f"{TEXT}style-name")).within(look))
                add(_collapse(child.tail), look)

        walk(paragraph, outer)
        return runs

    def read_drawings(self, parent: etree._Element | None, row: int, column: int) -> None:
        for each in parent if parent is not None else ():
            kind = DRAWN.get(str(each.tag).removeprefix(DRAW))
            if kind:
                words = " ".join("".join(str(text) for text in each.itertext()).split())
                self.drawings.append(Drawing(kind, words, row, column))


def _unfold(parent: etree._Element, tag: str, within: set[str]) -> Iterator[etree._Element]:
    """Yield the children of the tag, those in groups included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in within:
            yield from _unfold(child, tag, within)


def _is_filled(cell: etree._Element) -> bool:
    return bool(len(cell)) or any(cell.get(name) for name in (f"{TABLE}formula", f"{OFFICE}value-type"))


def _show_value(cell: etree._Element, found: Cell) -> Cell:
    """Return what was found of a cell whose program did not store what it shows: its value, else its formula."""
    if value := _read_value(cell):
        return found._replace(runs=(Run(value),))
    formula = str(cell.get(f"{TABLE}formula") or "")
    if formula and not cell.get(f"{OFFICE}value-type"):
        return found._replace(runs=(Run(formula),), problems=(report_uncalculated(formula),))
    return found


def _read_value(cell: etree._Element) -> str:
    """Return the value that is stored, in words."""
    for name in ("string-value", "date-value", "time-value", "boolean-value"):
        if text := cell.get(f"{OFFICE}{name}"):
            return str(text)
    stored = str(cell.get(f"{OFFICE}value"))
    try:
        number = Decimal(repr(float(stored)))
    except ValueError:
        return ""
    # What is too large for a number is shown as it is stored.
    return show_general(number) if number.is_finite() else stored


def _count(element: etree._Element, name: str, space: str = TABLE) -> int:
    text = element.get(f"{space}{name}") or "1"
    # No number that is longer means anything in a workbook.
    return max(1, int(text[:LONGEST_COUNT])) if text.isdecimal() else 1


def _collapse(text: str | None) -> str:
    return end_lines(LAID_OUT.sub(" ", text)) if text else ""


def _read_day(cell: etree._Element) -> datetime | None:
    try:
        return datetime.fromisoformat(str(cell.get(f"{OFFICE}date-value"))).replace(tzinfo=None)
    except ValueError:
        return None


def _find_problems(cell: etree._Element, runs: list[Run]) -> tuple[CellProblem, ...]:
    words = "".join(run.text for run in runs)
    formula = str(cell.get(f"{TABLE}formula") or "")
    links = list(cell.iter(f"{TEXT}a"))
    problems = find_in_looks(tuple(runs), is_link=bool(links) or read_link_formula(formula) is not None)
    problems += report_formula_link(formula, words)
    if cell.get(f"{EXTENDED}value-type") == "error":
        problems.insert(0, report_error(words))
    for link in links:
        problems += find_hidden_address(str(link.get(HREF) or ""), words)
    return tuple(problems)


def _read_note(cell: etree._Element) -> str:
    note = cell.find(f"{OFFICE}annotation")
    paragraphs = note.iter(f"{TEXT}p") if note is not None else ()
    return "\n".join("".join(map(str, each.itertext())) for each in paragraphs).strip()
