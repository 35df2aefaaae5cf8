"""The paragraphs of a finished document, each with its place in the tables. Knows nothing of the code that wrote it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.opened import MAIN, Opened, W

PARAGRAPH, TABLE, ROW, CELL, TEXT = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "t"))
STYLE, LIST_NUMBER, VALUE = (f"{W}{name}" for name in ("pStyle", "numId", "val"))
BLANKS = {f"{W}tab", f"{W}br"}
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Place(NamedTuple):
    """A cell: the number of its outer table, that table's row (counted through the document) and column, from 1.

    `inner` is the row and column in the innermost table. Outside tables all of it is 0.
    """

    table: int = 0
    row: int = 0
    column: int = 0
    inner: tuple[int, int] = (0, 0)
    is_nested: bool = False


OUTSIDE = Place()


class FoundParagraph(NamedTuple):
    """A paragraph as a reader sees it: its words on one line, its cell, and whether it is an item of a list."""

    words: str
    place: Place = OUTSIDE
    is_list_item: bool = False


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Return the words as they are compared: spaces of every kind are one space."""
    # What XML cannot carry (1.0, section 2.2) is no word of anybody's.
    return " ".join((text if text.isprintable() else CONTROL.sub("", text)).split())


class TablePlaces:
    """Numbers tables, rows and cells as they come up in reading order."""

    def __init__(self) -> None:
        self.tables = self.rows = 0

    def enter_table(self, around: Place) -> Place:
        """Return the place before the first row of a table that is in the cell `around`."""
        if around is OUTSIDE:
            self.tables += 1
            return Place(self.tables)
        return around._replace(inner=(0, 0), is_nested=True)

    def enter_row(self, table: Place, number: int) -> Place:
        """Return the place before the first cell of the table's row with this number."""
        if table.is_nested:
            return table._replace(inner=(number, 0))
        self.rows += 1
        return table._replace(row=self.rows, inner=(number, 0))


def enter_cell(row: Place, number: int) -> Place:
    """Return the place of the row's cell with this number."""
    column = row.column if row.is_nested else number
    return Place(row.table, row.row, column, (row.inner[0], number), row.is_nested)


def read_paragraphs(opened: Opened) -> list[FoundParagraph]:
    """Return the paragraphs of the body in reading order."""
    styles = opened.roots.get("word/styles.xml")
    reader = _Reader(_list_styles(styles) if styles is not None else frozenset())
    return reader.read(opened.elements.get(MAIN, []))


def _list_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that make a paragraph an item of a list."""
    return frozenset(
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    )


class _Reader:
    """Goes through the elements once, in their order; keeps what the paragraph that it is in has so far."""

    def __init__(self, list_styles: frozenset[str]) -> None:
        self.list_styles = list_styles
        self.found: list[FoundParagraph] = []
        self.numbered = TablePlaces()
        # The place that each table, row and cell gives, and how many rows or cells of it have come up.
        self.places: dict[etree._Element, Place] = {}
        self.counts: dict[etree._Element, int] = {}
        self.paragraph: etree._Element | None = None
        self.pieces: list[str] = []
        self.style: str | None = None
        self.number: str | None = None

    def read(self, elements: list[etree._Element]) -> list[FoundParagraph]:
        for element in elements:
            tag = element.tag
            if tag == TEXT:
                self.pieces.append(element.text or "")
            elif tag == PARAGRAPH:
                self.end()
                self.begin(element)
            elif tag in BLANKS:
                self.pieces.append(" ")
            elif tag == STYLE:
                self.style = element.get(VALUE)
            elif tag == LIST_NUMBER:
                self.number = element.get(VALUE)
            elif tag in (TABLE, ROW, CELL):
                self.enter(element, str(tag))
        self.end()
        return self.found

    def enter(self, element: etree._Element, tag: str) -> None:
        """Note the place that a table, a row or a cell gives to what is in it."""
        parent = self.find_around(element, {TABLE: CELL, ROW: TABLE, CELL: ROW}[tag])
        if tag == TABLE:
            self.places[element] = self.numbered.enter_table(OUTSIDE if parent is None else self.places[parent])
        elif parent is not None:
            self.counts[parent] = self.counts.get(parent, 0) + 1
            enter = self.numbered.enter_row if tag == ROW else enter_cell
            self.places[element] = enter(self.places[parent], self.counts[parent])

    def find_around(self, element: etree._Element, tag: str) -> etree._Element | None:
        parent = element.getparent()
        if parent is not None and parent.tag == tag:
            return parent if parent in self.places else None
        return next((each for each in element.iterancestors(tag) if each in self.places), None)

    def begin(self, paragraph: etree._Element) -> None:
        self.paragraph = paragraph
        self.pieces = []
        self.style = self.number = None

    def end(self) -> None:
        """Keep the paragraph that ends here."""
        if self.paragraph is None:
            return
        cell = self.find_around(self.paragraph, CELL) if self.places else None
        listed = self.number != "0" if self.number is not None else self.style in self.list_styles
        place = OUTSIDE if cell is None else self.places[cell]
        self.found.append(FoundParagraph(normalise("".join(self.pieces)), place, listed))
