"""A response sheet saved as .csv: plain text, its cells separated by commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import Cell, UnreadableError, Worksheet, cell_reference
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = ",;\t|"
# With this line some programs tell Excel which sign separates the cells.
DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
LONGEST_CELL = 10_000_000


def read_csv(path: Path) -> tuple[Worksheet, ...]:
    """Return the file as one worksheet named Responses. Raises UnreadableError."""
    text = _decode(path.read_bytes())
    declared = DECLARED.match(text)
    delimiter = declared[1] if declared else _find_delimiter(text)
    csv.field_size_limit(LONGEST_CELL)
    # Only a carriage return or a line feed ends a row: a cell may hold any other break.
    reader = csv.reader(
        io.StringIO(text[declared.end() :] if declared else text, newline=""), delimiter=delimiter, strict=True
    )
    try:
        cells = tuple(
            Cell(cell_reference(row, column), row, column, (Run(value.replace("\r\n", "\n").replace("\r", "\n")),))
            for row, values in enumerate(reader, 1 + bool(declared))
            for column, value in enumerate(values, 1)
            if value
        )
    except csv.Error as error:
        raise UnreadableError(
            phrase("line {}: a quotation mark is not closed, or is in the wrong place", reader.line_num)
        ) from error
    return (Worksheet("Responses", cells),)


def _decode(content: bytes) -> str:
    """Return the text of a .csv file: Excel saves UTF-8 with a mark, UTF-16, or the computer's own Windows letters."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _find_delimiter(text: str) -> str:
    """Return the sign that separates the most cells in the row of the headings."""
    unquoted = re.sub(r'"(?:[^"]|"")*"', lambda found: re.sub(r"\W", "x", found[0]), text)
    rows = re.split(r"[\r\n]+", unquoted)
    heading = next((row for row in rows if re.search("agree", row, re.IGNORECASE)), rows[0])
    return max(DELIMITERS, key=heading.count)
