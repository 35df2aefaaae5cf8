"""A response sheet saved as .csv: plain text, its cells separated by commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import (
    LONGEST_TEXT,
    Cell,
    CellProblem,
    Room,
    UnreadableError,
    Worksheet,
    cell_reference,
    end_lines,
)
from cabinet_papers.files.package import WORKBOOK, TooLargeError
from cabinet_papers.files.reading import open_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = ",;\t|"
# With this line some programs tell Excel which sign separates the cells.
DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# So many bytes are read of such a file, and so many are enough to tell how it was saved and what separates its cells.
MOST_BYTES, ENOUGH = 16_000_000, 200_000
# How Excel saves a file that is not Unicode: "CSV", "CSV (Macintosh)", "CSV (MS-DOS)".
CODE_PAGES = {"cp1252": "Windows", "mac_roman": "on a Mac", "cp850": "in the old form of MS-DOS"}
# What a letter beyond ASCII is where it is read correctly: within a word, a mark beside one, a pound before its amount.
LIKELY = re.compile(
    r"(?<![A-Z])[à-öø-ÿœšž]|[ÀÂÇÈÉÊÎÔÖÜ](?=[a-zà-ÿ])|(?<=\w)’|[‘“](?=\w)|(?<=[\w.,;!?])”|(?<= )–(?= )|(?<=\w)…|£(?=\d)"
    r"|•(?=\s)|(?<=\d)[½¼°²³]"
)


def read_csv(path: Path) -> tuple[Worksheet, ...]:
    """Return the file as one worksheet named Responses. Raises UnreadableError and TooLargeError."""
    with open_file(path) as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLargeError(WORKBOOK.too_large)
    text, platform = _decode(content)
    declared = DECLARED.match(text)
    delimiter = declared[1] if declared else _find_delimiter(text[:ENOUGH])
    csv.field_size_limit(LONGEST_TEXT)
    # Only a carriage return or a line feed ends a row: a cell may hold any other break.
    reader = csv.reader(
        io.StringIO(text[declared.end() :] if declared else text, newline=""), delimiter=delimiter, strict=True
    )
    cells: list[Cell] = []
    room = Room()
    try:
        for row, values in enumerate(reader, 1 + bool(declared)):
            room.take(0, len(values))
            for column, value in enumerate(values, 1):
                if value:
                    room.take(1, len(value))
                    cells.append(_read_cell(row, column, end_lines(value), platform))
    except csv.Error as error:
        raise UnreadableError(
            phrase(
                "line {}: a quotation mark is not closed, or is in the wrong place, or a cell has more than {} letters",
                reader.line_num,
                Term(f"{LONGEST_TEXT:,}"),
            ),
            phrase(
                "open the file in Notepad and correct the quotation mark, or ask for the sheet as an Excel Workbook "
                "(.xlsx)"
            ),
        ) from error
    return (Worksheet("Responses", tuple(cells)),)


def _decode(content: bytes) -> tuple[str, str]:
    """Return the text of a .csv file, and how it was saved if it was not as Unicode, "" where the file says so itself.

    Excel saves UTF-8 with a mark, UTF-16, or the letters of a platform, which nothing in the file names.
    """
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), ""
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        first = next(at for at, each in enumerate(content) if each > 127)
        sample = content[max(0, first - 1) :][:ENOUGH]
        best = max(CODE_PAGES, key=lambda page: len(LIKELY.findall(sample.decode(page, "replace"))))
        return content.decode(best, "replace"), CODE_PAGES[best]


def _read_cell(row: int, column: int, text: str, platform: str) -> Cell:
    return Cell(cell_reference(row, column), row, column, (Run(text),), problems=_find_guessed(text, platform))


def _find_guessed(text: str, platform: str) -> tuple[CellProblem, ...]:
    """Return the problem of a text with letters that another platform than Windows has stored."""
    guessed = [word for word in text.split() if not word.isascii()]
    if not guessed or platform in ("", "Windows"):
        return ()
    message = phrase(
        'the file seems to have been saved {}, so letters with accents and signs such as £ may be wrong, as in "{}"',
        Term(platform),
        guessed[0],
    )
    hint = phrase("check the word; if it is wrong, ask for the sheet as an Excel Workbook (.xlsx)")
    return (CellProblem(codes.STY016, message, hint),)


def _find_delimiter(text: str) -> str:
    """Return the sign that separates the most cells in the row of the headings."""
    unquoted = re.sub(r'"[^"]*"', lambda found: re.sub(r"\W", "x", found[0]), text)
    rows = re.split(r"[\r\n]+", unquoted)
    heading = next((row for row in rows if re.search("agree", row, re.IGNORECASE)), rows[0])
    return max(DELIMITERS, key=heading.count)
