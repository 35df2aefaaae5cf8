"""The tables of a finished document as a reader meets them: the words of their rows, and whether they have headings."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.word_file import W, words_of


class Table(NamedTuple):
    """A table, in a cell or not: the words of each row, whether one is marked as heading, and whether cells are merged.

    In a table of labels and values the first column is marked instead.
    """

    rows: tuple[str, ...]
    is_headed: bool
    is_merged: bool


def read_table(table: etree._Element) -> Table:
    """Return the table."""
    rows, look = table.findall(f"{W}tr"), table.find(f"{W}tblPr/{W}tblLook")
    by_row = bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    by_column = look is not None and (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("0", "1")
    merged = (next(each.iterancestors(f"{W}tbl")) is table for each in table.iter(f"{W}gridSpan", f"{W}vMerge"))
    return Table(tuple(map(words_of, rows)), by_row or by_column, any(merged))
