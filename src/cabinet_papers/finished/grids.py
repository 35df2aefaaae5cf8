"""The tables of a finished document cell by cell: merged cells, headings, and what the table's style says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from cabinet_papers.finished.colours import read_colour
from cabinet_papers.finished.looks import NOTHING, Said, read_said
from cabinet_papers.finished.styles import StyleSheet, is_on, number_of, value_of
from cabinet_papers.finished.tables import TableLook, is_heading, read_table_look
from cabinet_papers.finished.tree import Block, Cell, Paragraph, Table, iter_paragraphs
from cabinet_papers.finished.word_file import W
from cabinet_papers.matter.columns import MOST_COLUMNS, NUMBER, RECOMMENDATION

TABLE, ROW, CELL = (f"{W}{name}" for name in ("tbl", "tr", "tc"))
# The headings of the columns that say which row it is.
NAMING = {heading.casefold() for column in (NUMBER, RECOMMENDATION) for heading in column.headings}

# Reads what is in a cell, whose words look as the table's style says.
ReadCell: TypeAlias = Callable[[etree._Element, Said], tuple[Block, ...]]


class Spot(NamedTuple):
    """What a table's style says of a cell: the look of its words, and its ground, "" for none."""

    said: Said = NOTHING
    ground: str = ""


class _Raw(NamedTuple):
    """A cell before its merged neighbours are known: whether it goes on from above, or may go on below."""

    cell: Cell
    goes_on: bool
    may_go_on: bool


class TableReader:
    """Reads the tables of a document; looks of styles are worked out once."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.spots: dict[tuple[str | None, tuple[str, ...]], Spot] = {}

    def read(self, table: etree._Element, read_cell: ReadCell) -> Table:
        """Return the table."""
        rows = [row for row in iter_parts(table, ROW) if not is_gone(row)]
        headings = next((at for at, row in enumerate(rows) if not is_heading(row)), len(rows))
        look = read_table_look(table)
        style = value_of(table.find(f"{W}tblPr/{W}tblStyle"))
        raw: list[list[_Raw]] = []
        for at, row in enumerate(rows):
            kinds = look.rows_at(at, len(rows))
            raw.append(list(self._read_row(row, style, look, kinds, read_cell)))
        naming = _find_naming(raw[:headings]) if look.first_column else -1
        merged = [*_merge(raw[:headings]), *_merge(raw[headings:])]
        filled = tuple(
            tuple(_mark(each, at < headings, naming) for each in row) for at, row in enumerate(merged)
        )  # fmt: skip
        name = value_of(table.find(f"{W}tblPr/{W}tblCaption")) or ""
        widths = tuple(max(number_of(each.get(f"{W}w")) or 0, 0) for each in table.iterfind(f"{W}tblGrid/{W}gridCol"))
        return Table(filled, headings, name.strip(), widths)

    def _read_row(
        self, row: etree._Element, style: str | None, look: TableLook, kinds: tuple[str, ...], read_cell: ReadCell
    ) -> Iterator[_Raw]:
        properties = row.find(f"{W}trPr")
        before, after = (_count(properties, name, 0) for name in ("gridBefore", "gridAfter"))
        column = before
        if before:
            yield _Raw(Cell((), before, heads="gap"), goes_on=False, may_go_on=False)
        cells = list(iter_parts(row, CELL))
        for at, cell in enumerate(cells):
            own = cell.find(f"{W}tcPr")
            spot = self.find_spot(style, (*kinds, *look.columns_at(at, len(cells))))
            shade = own.find(f"{W}shd") if own is not None else None
            ground = read_colour(shade.get(f"{W}fill")) if shade is not None else spot.ground
            columns, merge = _count(own, "gridSpan", 1), own.find(f"{W}vMerge") if own is not None else None
            read = Cell(read_cell(cell, spot.said), columns, ground=ground, column=column)
            goes_on = merge is not None and value_of(merge) != "restart"
            yield _Raw(read, goes_on, may_go_on=merge is not None)
            column += columns
        if after:
            yield _Raw(Cell((), after, heads="gap", column=column), goes_on=False, may_go_on=False)

    def find_spot(self, style: str | None, kinds: tuple[str, ...]) -> Spot:
        """Return what a table's style says of cells of these kinds, such as those of the first row (17.7.6)."""
        if (style, kinds) not in self.spots:
            said, ground = read_said(lambda name: self.sheet.find(style, f"{W}rPr/{name}")), ""
            shade = self.sheet.find(style, f"{W}tcPr/{W}shd")
            ground = read_colour(shade.get(f"{W}fill")) if shade is not None else ""
            for each in self.sheet.find_kinds(style, kinds):
                said = read_said(lambda name, part=each: part.find(f"{W}rPr/{name}")).over(said)  # type: ignore[misc]
                shade = each.find(f"{W}tcPr/{W}shd")
                ground = read_colour(shade.get(f"{W}fill")) if shade is not None else ground
            self.spots[style, kinds] = Spot(said, ground)
        return self.spots[style, kinds]


def iter_parts(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those within content controls and tracked insertions too."""
    for child in element.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from iter_parts(child, tag)


def is_gone(row: etree._Element) -> bool:
    """Whether a row was deleted by a tracked change, or is hidden."""
    properties = row.find(f"{W}trPr")
    return properties is not None and (
        properties.find(f"{W}del") is not None or is_on(properties.find(f"{W}hidden"))
    )  # fmt: skip


def _merge(rows: list[list[_Raw]]) -> list[list[Cell]]:
    """Return the rows; a cell that goes on from above is part of that one."""
    kept: list[list[Cell]] = []
    # Where the cells are that may go on, by their columns.
    open_cells: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(rows):
        kept.append([])
        still: dict[tuple[int, int], tuple[int, int]] = {}
        for cell, goes_on, may_go_on in row:
            key = (cell.column, cell.columns)
            if goes_on and key in open_cells:
                above, place = still[key] = open_cells[key]
                whole = kept[above][place]
                kept[above][place] = whole._replace(rows=whole.rows + 1, blocks=(*whole.blocks, *cell.blocks))
                continue
            if may_go_on:
                still[key] = at, len(kept[at])
            kept[at].append(cell)
        open_cells = still
    return kept


def _find_naming(headings: list[list[_Raw]]) -> int:
    """Return the column that says which row it is: that of the number or the recommendation, else the first."""
    for cell in (each.cell for row in headings for each in row):
        words = " ".join(each.text for each in iter_paragraphs(cell.blocks))
        if " ".join(words.split()).casefold() in NAMING:
            return cell.column
    return 0


def _mark(cell: Cell, is_heading_row: bool, naming: int) -> Cell:
    """Return the cell with what it heads; an empty one heads nothing."""
    if cell.heads or all(isinstance(each, Paragraph) and each.is_empty and not each.number for each in cell.blocks):
        return cell
    if is_heading_row:
        return cell._replace(heads="column")
    return cell._replace(heads="row") if cell.column == naming else cell


def _count(properties: etree._Element | None, name: str, default: int) -> int:
    """Return how many columns a property counts."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return min(max(number_of(value_of(found)) or 0, 0), MOST_COLUMNS) or default if found is not None else default
