"""The paragraphs of a finished document or page, each with its place in the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

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
        return around._replace(is_nested=True)

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


def read_headings(paragraphs: Iterable[FoundParagraph]) -> dict[tuple[int, int], str]:
    """Return the words in the first row of each outer table, by the table's number and the column's."""
    headings: dict[tuple[int, int], str] = {}
    for each in paragraphs:
        if each.place.inner[0] == 1 and not each.place.is_nested:
            key = each.place.table, each.place.column
            headings[key] = f"{headings.get(key, '')} {each.words}".strip()
    return headings
