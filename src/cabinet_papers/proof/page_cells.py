"""The cells of a document's table as its page has to show them, for the proof of pages alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lxml import etree

from cabinet_papers.finished.word_file import W
from cabinet_papers.matter.columns import NUMBER, RECOMMENDATION
from cabinet_papers.proof.page_lists import attribute, whole
from cabinet_papers.proof.page_styles import is_set

TR, TC = f"{W}tr", f"{W}tc"
AROUND = {f"{W}{each}" for each in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
NAMING = {each.casefold() for column in (NUMBER, RECOMMENDATION) for each in column.headings}
FIRST_COLUMN = 0x80
MOST = 63


@dataclass(slots=True)
class MetCell:
    """A cell, from 1: its row and column, what it is a heading of, and its elements, several where cells are merged."""

    row: int
    column: int
    heads: str
    elements: list[etree._Element]


def read_cells(table: etree._Element) -> list[MetCell]:
    """Return the cells of a table row by row."""
    rows = [each for each in find_parts(table, TR) if not is_left_out(each)]
    headings = list(takewhile(is_heading, rows))
    found = [*merge(headings, 1, "column"), *merge(rows[len(headings) :], len(headings) + 1, "")]
    if has_first_column(table):
        names = (each.column for each in found if each.heads and say(each.elements[0]) in NAMING)
        naming = next(names, 1)
        for each in found:
            each.heads = each.heads or ("row" if each.column == naming else "")
    return found


def merge(rows: list[etree._Element], first: int, heads: str) -> list[MetCell]:
    """Return the cells of rows, of which the first has that number; none is merged with one outside these rows."""
    found: list[MetCell] = []
    above: dict[tuple[int, int], MetCell] = {}
    for number, row in enumerate(rows, first):
        merged, above = above, {}
        for cell, column, span in place_cells(row):
            is_merged = cell.find(f"{W}tcPr/{W}vMerge") is not None
            goes_on = is_merged and attribute(cell, "tcPr/vMerge") != "restart"
            met = merged.get((column, span)) if goes_on else None
            if met is None:
                met = MetCell(number, column, heads, [])
                found.append(met)
            met.elements.append(cell)
            if is_merged:
                above[column, span] = met
    return found


def is_heading(row: etree._Element) -> bool:
    """Whether a row is marked as a heading."""
    return is_set(row.find(f"{W}trPr"), "tblHeader") is True


def find_parts(around: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, or the cells of a row."""
    for child in around:
        if child.tag == tag:
            yield child
        elif child.tag in AROUND:
            yield from find_parts(child, tag)


def is_left_out(row: etree._Element) -> bool:
    """Whether a row is not shown."""
    properties = row.find(f"{W}trPr")
    return properties is not None and (properties.find(f"{W}del") is not None or is_set(properties, "hidden") is True)


def place_cells(row: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
    """Yield each cell of a row with its first column from 1, and how many it takes."""
    column = 1 + min(whole(attribute(row, "trPr/gridBefore"), 0), MOST)
    for cell in find_parts(row, TC):
        span = max(1, min(whole(attribute(cell, "tcPr/gridSpan"), 1), MOST))
        yield cell, column, span
        column += span


def has_first_column(table: etree._Element) -> bool:
    """Whether the style of a table sets its first column apart."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    stated, value = look.get(f"{W}firstColumn"), look.get(f"{W}val") or ""
    if stated is not None:
        return stated in ("1", "true", "on")
    return bool(int(value, 16) & FIRST_COLUMN) if re.fullmatch("[0-9A-Fa-f]{1,8}", value) else False


def say(cell: etree._Element) -> str:
    """Return the words of a heading as they are compared."""
    words = ("".join(each.text or "" for each in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
    return " ".join(" ".join(words).split()).casefold()
