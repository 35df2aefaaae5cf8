"""The rows and cells of a table of a Word form: their places, their references, and what is merged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import (
    Merge,
    cell_reference,
)
from cabinet_papers.files.word_forms import ROW
from cabinet_papers.finished.grids import CELL, TABLE, iter_parts
from cabinet_papers.finished.styles import number_of, value_of
from cabinet_papers.finished.word_file import W, words_of
from cabinet_papers.matter.columns import MOST_COLUMNS
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.reference import find_reference
from cabinet_papers.sheets.word_cells import ReadCell

if TYPE_CHECKING:
    from lxml import etree


ROW_TAG, PARAGRAPH = f"{W}tr", f"{W}p"
# Around what is in a body; what was deleted is none of them.
WRAPPERS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# A number with the reference of its row behind it.
SHOWN_REFERENCE = re.compile(rf"\s*((?:[^\s,]{{1,24}}?(?:, [^\s,]{{1,24}}?){{0,50}})?)\s*({ROW.pattern}(?: .+)?)\s*")


def iter_top(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of the body, those within controls and tracked insertions too."""
    for child in container.iterchildren("*"):
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag in WRAPPERS:
            yield from iter_top(child)


def iter_cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Yield the cells of a row, each with the first of its columns, counted from 1, and how many it has."""
    before = number_of(value_of(row.find(f"{W}trPr/{W}gridBefore"))) or 0
    column = min(max(before, 0), MOST_COLUMNS) + 1
    for cell in iter_parts(row, CELL):
        span = number_of(value_of(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1
        span = min(max(span, 1), MOST_COLUMNS)
        yield column, span, cell
        column += span


def count_columns(row: etree._Element) -> int:
    """Return how many columns the row has."""
    return max((column + span - 1 for column, span, _ in iter_cells(row)), default=0)


def find_number(row: etree._Element, at: int) -> str:
    """Return the number that the row begins with, or which row it is."""
    found = re.match(r"\d{1,4}", words_of(row))
    return found[0] if found else str(at)


def find_merge(cell: etree._Element, row: int, column: int, span: int) -> list[Merge]:
    """Return the merged range that the cell begins: over columns, or with the row above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    first = row - 1 if merge is not None and value_of(merge) != "restart" and row > 1 else row
    if span == 1 and first == row:
        return []
    last = column + span - 1
    return [Merge(f"{cell_reference(first, column)}:{cell_reference(row, last)}", first, column, row, last)]


def take_reference(
    read: list[tuple[int, int, ReadCell, etree._Element]],
) -> tuple[str, list[tuple[int, int, ReadCell, etree._Element]]]:
    """Return the reference of a row, "" where it has none, and the cells without it.

    A program that does not know hidden text shows it behind the number.
    """
    for at, (column, span, content, element) in enumerate(read):
        for line in content.hidden.split("\n"):
            if find_reference(line):
                return line.strip(), read
        text = "".join(run.text for run in content.runs)
        if found := SHOWN_REFERENCE.fullmatch(text):
            left = content._replace(runs=(Run(found[1]),))
            return found[2], [*read[:at], (column, span, left, element), *read[at + 1 :]]
    return "", read


def find_caption(table: etree._Element) -> str:
    """Return the table's name for those who do not see it, "" where it has none."""
    return (value_of(table.find(f"{W}tblPr/{W}tblCaption")) or "").strip()
