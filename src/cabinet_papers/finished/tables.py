"""The tables of a finished document as a reader meets them: the words of their rows, and whether they have headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.styles import is_on
from cabinet_papers.finished.word_file import W, words_of


class TableLook(NamedTuple):
    """Which rows and columns of a table its style sets apart (w:tblLook, 17.4.55)."""

    first_row: bool
    last_row: bool
    first_column: bool
    last_column: bool

    def rows_at(self, at: int, rows: int) -> tuple[str, ...]:
        """Return what a row is called in a style that sets it apart, of several kinds that which counts most last."""
        last = ("lastRow",) if self.last_row and at == rows - 1 else ()
        return (*last, "firstRow") if self.first_row and at == 0 else last

    def columns_at(self, at: int, columns: int) -> tuple[str, ...]:
        """Return what a column is called in such a style."""
        last = ("lastCol",) if self.last_column and at == columns - 1 else ()
        return (*last, "firstCol") if self.first_column and at == 0 else last


# The attributes, and their bits in the value that earlier programs wrote instead.
FLAGS = (("firstRow", 0x20), ("lastRow", 0x40), ("firstColumn", 0x80), ("lastColumn", 0x100))


class Table(NamedTuple):
    """A table, in a cell or not: the words of each row, whether one is marked as heading, and whether cells are merged.

    In a table of labels and values the first column is marked instead. `has_empty_heading` says that one of the cells
    that are marked so has no words.
    """

    rows: tuple[str, ...]
    is_headed: bool
    is_merged: bool
    has_empty_heading: bool = False


def read_table(table: etree._Element) -> Table:
    """Return the table."""
    rows = table.findall(f"{W}tr")
    by_row, by_column = bool(rows) and is_heading(rows[0]), is_headed_by_column(table)
    merged = (next(each.iterancestors(f"{W}tbl")) is table for each in table.iter(f"{W}gridSpan", f"{W}vMerge"))
    headings = [cell for row in rows if is_heading(row) for cell in row.iterfind(f"{W}tc")]
    headings += [cell for row in rows if by_column for cell in row.findall(f"{W}tc")[:1]]
    is_empty = any(not words_of(each) for each in headings)
    return Table(tuple(map(_words_of_row, rows)), by_row or by_column, any(merged), is_empty)


def _words_of_row(row: etree._Element) -> str:
    """Return the words of the row, those of each cell apart from the next."""
    cells = (each for each in row.iter(f"{W}tc") if next(each.iterancestors(f"{W}tr")) is row)
    return " ".join(filter(None, map(words_of, cells)))


def is_headed_by_column(table: etree._Element) -> bool:
    """Whether it is a table of labels and values, whose headings are the labels."""
    look = read_table_look(table)
    return look.first_column and not look.first_row


def is_heading(row: etree._Element) -> bool:
    """Whether a row is marked as a heading, which Word repeats on each page."""
    return is_on(row.find(f"{W}trPr/{W}tblHeader"))


def read_table_look(table: etree._Element) -> TableLook:
    """Return what a table's style sets apart."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return TableLook(False, False, False, False)
    value = look.get(f"{W}val") or ""
    bits = int(value, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", value) else 0
    return TableLook(*(_is_set(look.get(f"{W}{name}"), bits & bit) for name, bit in FLAGS))


def _is_set(stated: str | None, bit: int) -> bool:
    return bool(bit) if stated is None else stated in ("1", "true", "on")
