"""The words that a form was written with, which it carries along out of sight.

Those of the council may be corrected while forms are out, and a form is read by its own. They are kept by short hashes
of the English texts: in a workbook on a hidden worksheet, in a Word form in properties of the file.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, cell_reference
from cabinet_papers.excel.writer import Look
from cabinet_papers.matter.form_words import TEXTS
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from cabinet_papers.excel.writer import ExcelWorkbook

NAME, DIGITS = "cabinet-papers", 8
HASH = re.compile(rf"[0-9a-f]{{{DIGITS}}}")
# A property of a file holds at most 255 letters.
PROPERTY, LONGEST = "Response form words {:03}", 250


def hide_words(book: ExcelWorkbook, words: Mapping[str, str]) -> None:
    """Add the words to a workbook that is being written, where there are any."""
    if not words:
        return
    sheet = book.add(NAME)
    for row, line in enumerate([[NAME, ""], *_pack(words)], 1):
        for column, text in enumerate(line, 1):
            sheet.text(row, column, text, Look())
    sheet.hide_for_good()


def list_properties(words: Mapping[str, str]) -> dict[str, str]:
    """Return the words as properties of a Word form."""
    # In letters that no program that saves the file may trim or change.
    packed = base64.b64encode(json.dumps(_pack(words)).encode()).decode() if words else ""
    starts = range(0, len(packed), LONGEST)
    return {PROPERTY.format(at): packed[start : start + LONGEST] for at, start in enumerate(starts, 1)}


def read_properties(properties: Mapping[str, str]) -> Worksheet | None:
    """Return the words of a Word form as the worksheet that a workbook has; None where it has none."""
    packed = "".join(itertools.takewhile(bool, (properties.get(PROPERTY.format(at), "") for at in itertools.count(1))))
    try:
        lines = [[NAME, ""], *((str(digits), str(own)) for digits, own in json.loads(base64.b64decode(packed)))]
    except (ValueError, TypeError):
        return None
    cells = [
        Cell(cell_reference(row, column), row, column, (Run(text),))
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line, 1)
    ]
    return Worksheet(NAME, tuple(cells), hidden=True)


def take_words(workbook: Workbook) -> tuple[Workbook, Mapping[str, str] | None]:
    """Return the workbook without the words that it carries, and these; None where it carries none."""
    carrying = [each for each in workbook.worksheets if _carries_words(each)]
    if not carrying:
        return workbook, None
    left = tuple(each for each in workbook.worksheets if each not in carrying)
    return workbook._replace(worksheets=left), read_words(carrying[0].cells)


def read_words(cells: Iterable[Cell]) -> Mapping[str, str]:
    """Return the words by the English texts."""
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text.strip()
    known = {row.get(1, ""): row.get(2, "") for row in rows.values()}
    return {text: own for text in TEXTS if (own := known.get(_hash(text), ""))}


def _carries_words(worksheet: Worksheet) -> bool:
    first = {cell.reference: cell.text.strip() for cell in worksheet.cells[:3]}
    return first.get("A1") == NAME and HASH.fullmatch(first.get("A2", "")) is not None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _pack(words: Mapping[str, str]) -> list[list[str]]:
    return [[_hash(text), own] for text, own in words.items()]
