"""The tables of a finished document as a reader meets them: the words of their rows, and whether they have headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.styles import OFF
from cabinet_papers.finished.word_file import W, words_of

HEXADECIMAL, FIRST_ROW, FIRST_COLUMN = re.compile("[0-9A-Fa-f]{1,8}"), 0x20, 0x80


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
    by_row = bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    merged = (next(each.iterancestors(f"{W}tbl")) is table for each in table.iter(f"{W}gridSpan", f"{W}vMerge"))
    headings = [
        cell for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None for cell in row.iterfind(f"{W}tc")
    ]
    is_by_column = is_headed_by_column(table)
    headings += [cell for row in rows if is_by_column for cell in row.findall(f"{W}tc")[:1]]
    is_empty = any(not words_of(each) for each in headings)
    return Table(tuple(map(words_of, rows)), by_row or is_by_column, any(merged), is_empty)


def is_headed_by_column(table: etree._Element) -> bool:
    """Whether it is a table of labels and values, whose headings are the labels."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    # Older programs state all in one number (17.4.56).
    bits = int(look.get(f"{W}val") or "0", 16) if HEXADECIMAL.fullmatch(look.get(f"{W}val") or "") else 0
    first_row = look.get(f"{W}firstRow", "1" if bits & FIRST_ROW else "0")
    first_column = look.get(f"{W}firstColumn", "1" if bits & FIRST_COLUMN else "0")
    return first_row in OFF and first_column not in OFF
