"""Finds the response table of a worksheet by its headings and reads its rows, even if columns were moved."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, column_letters
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.vocabulary import AGREE, COMMENT, HEADING_SYNONYMS, RECOMMENDATION
from cabinet_papers.sheets.reference import Reference, find_reference
from cabinet_papers.sheets.words import ANSWERS, HEADINGS, REFERENCE

# How a table in a document may call its answers.
OTHER_ANSWERS = re.compile(
    r"(?:(?:cabinet|executive|officer|service)(?:'s|’s)? )?(?:response|reply|answer)s?"
    r"|(?:cabinet|executive)(?:'s|’s)? (?:comment|decision)s?",
    re.IGNORECASE,
)
NEEDED = (RECOMMENDATION, AGREE, COMMENT)


def _normalise_heading(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip("?.: ")


KNOWN = {
    _normalise_heading(text): heading for heading in HEADINGS for text in (heading, *HEADING_SYNONYMS.get(heading, ()))
}


class Columns(NamedTuple):
    """Where a response table begins: the row of its headings and the column of each."""

    row: int
    by_heading: dict[str, int]

    @property
    def missing(self) -> list[str]:
        """The headings without which a table cannot be read."""
        return [heading for heading in NEEDED if heading not in self.by_heading]


class TableRow(NamedTuple):
    """One row of a response table: its cells by heading, those beside the table, the place of Agree?, its number."""

    cells: dict[str, Cell]
    stray: tuple[Cell, ...]
    place: Location
    row: int
    reference: Reference | None = None

    def text(self, heading: str) -> str:
        """Return what the cell under the heading shows, "" where it shows nothing."""
        return self.cells[heading].text.strip() if heading in self.cells else ""

    @property
    def answers_something(self) -> bool:
        """Whether anything was typed beside the recommendation."""
        return any(self.text(heading) for heading in ANSWERS)


def hold_headings(texts: Collection[str]) -> bool:
    """Whether the texts, side by side in a table of a document, are headings of a table of answers."""
    found = {KNOWN.get(_normalise_heading(text)) for text in texts if len(text) < 60}
    return RECOMMENDATION in found and (AGREE in found or any(OTHER_ANSWERS.fullmatch(text) for text in texts))


def find_columns(worksheet: Worksheet) -> Columns | None:
    """Return where the response table begins on the worksheet, or None."""
    return next((columns for columns in _find_heading_rows(worksheet) if not columns.missing), None)


def find_damaged_columns(worksheet: Worksheet) -> Columns | None:
    """Return where a response table seems to begin that lacks one of its headings, or None."""
    return next((columns for columns in _find_heading_rows(worksheet) if len(columns.missing) == 1), None)


def _find_heading_rows(worksheet: Worksheet) -> list[Columns]:
    rows: dict[int, dict[str, int]] = {}
    for cell in worksheet.cells:
        # No heading is long; most cells are.
        heading = KNOWN.get(_normalise_heading(cell.text)) if len(cell.text) < 60 else None
        if heading:
            rows.setdefault(cell.row, {}).setdefault(heading, cell.column)
    return [Columns(row, found) for row, found in rows.items()]


def read_rows(workbook: Workbook, worksheet: Worksheet, columns: Columns) -> list[TableRow]:
    """Return the filled rows below the headings, except repeated headings."""
    headings = {column: heading for heading, column in columns.by_heading.items()}
    agree = column_letters(columns.by_heading[AGREE])
    gathered: dict[int, tuple[dict[str, Cell], list[Cell]]] = {}
    for cell in worksheet.cells:
        if cell.row > columns.row and (cell.note or cell.text.strip()):
            known, stray = gathered.setdefault(cell.row, ({}, []))
            if cell.column in headings:
                known[headings[cell.column]] = cell
            else:
                stray.append(cell)
    rows = [
        _make_row(known, stray, Location(workbook.file, sheet=worksheet.name, cell=f"{agree}{row}"), row)
        for row, (known, stray) in gathered.items()
    ]
    return [row for row in rows if not _repeats_headings(row)]


def _make_row(known: dict[str, Cell], stray: list[Cell], place: Location, row: int) -> TableRow:
    """Return the row. A reference is known by its form, since its heading may be gone."""
    under = known.pop(REFERENCE, None)
    reference = find_reference(under.text) if under else None
    kept = []
    for cell in [under, *stray] if under else stray:
        found = find_reference(cell.text)
        reference = reference or found
        # What the officer calls a recommendation is short; a sentence behind the reference was typed there.
        if found is None or len(found.ref.split()) > 2:
            kept.append(cell)
    return TableRow(known, tuple(kept), place, row, reference)


def _repeats_headings(row: TableRow) -> bool:
    return row.cells.keys() >= set(NEEDED) and all(
        KNOWN.get(_normalise_heading(row.text(heading))) == heading for heading in row.cells
    )


def report_unrecognised(workbook: Workbook) -> Diagnostic:
    """Return the finding for a workbook without a response table; it names the heading that seems to be lost."""
    for worksheet in workbook.worksheets:
        if damaged := find_damaged_columns(worksheet):
            (missing,) = damaged.missing
            message = phrase(
                'row {} seems to have the headings of a response table, but "{}" is missing', damaged.row, Term(missing)
            )
            hint = phrase("type {} above its column again", Term(missing))
            return finding(codes.XLS001, message, hint, workbook.at(worksheet))
    message = phrase("no worksheet has the headings Recommendation, Agree? and Comment in one row")
    hint = phrase("if it is a response sheet, put the headings back; if not, move it out of the matter's folder")
    return finding(codes.XLS001, message, hint, Location(workbook.file))
