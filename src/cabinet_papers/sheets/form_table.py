"""Finds the table of a form on a worksheet by its headings and reads its rows, even if columns were moved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, column_letters
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, all_of, phrase
from cabinet_papers.matter.columns import COMMENT, DECISION, LONGEST_HEADING, RECOMMENDATION, REFERENCE, USUAL, Column
from cabinet_papers.matter.form_words import NO_WORDS, name_columns
from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.sheets.form import Cells, list_known
from cabinet_papers.sheets.reference import Reference, find_reference

# How a table in a document may call its answers.
OTHER_ANSWERS = re.compile(
    r"(?:(?:cabinet|executive|officer|service)(?:'s|’s)? )?(?:response|reply|answer)s?"
    r"|(?:cabinet|executive)(?:'s|’s)? (?:comment|decision)s?",
    re.IGNORECASE,
)
TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?|sum|count|number", re.IGNORECASE)
# What is beside it: 4, 4 of 4, 4 Yes, 50%.
COUNT = re.compile(r"[\d.,%£ ]+(?:of [\d.,]+|[^\W\d]+)?")


class FormTable(NamedTuple):
    """Where the table of a form begins on a worksheet: the row of its headings, and its columns by their place."""

    row: int
    columns: dict[int, Column]
    form: tuple[Column, ...]

    @property
    def missing(self) -> list[Column]:
        """The columns without which a table cannot be read."""
        found = {column.name for column in self.columns.values()}
        return [column for column in self.form if column.is_essential and column.name not in found]

    @property
    def answers(self) -> set[int]:
        """The places of the columns that are to be filled in."""
        return {at for at, column in self.columns.items() if column.is_answer}

    def find(self, column: Column) -> int | None:
        """Return the place of the column, or None if the table lacks it."""
        return next((at for at, each in self.columns.items() if each.name == column.name), None)


class TableRow(NamedTuple):
    """One row of a form's table. `cells` holds those under a heading by the column's name, `stray` those beside it.

    `place` is that of the decision, `answers` holds the cells that are to be filled in.
    """

    cells: Cells
    stray: tuple[Cell, ...]
    place: Location
    row: int
    answers: Cells
    reference: Reference | None = None

    @property
    def given(self) -> Cells:
        """What was typed beside what the row asks about."""
        return {name: cell for name, cell in self.answers.items() if cell.text.strip()}

    def text(self, column: Column) -> str:
        """Return what the cell under the heading shows, "" where it shows nothing."""
        return self.cells[column.name].said.strip() if column.name in self.cells else ""


def hold_headings(rows: Iterable[Collection[str]], words: Mapping[str, str] = NO_WORDS) -> bool:
    """Whether one of the rows of a document's tables, each the texts of its cells, has the headings of answers."""
    form = list_known(name_columns(USUAL, words), words)
    find = lru_cache(maxsize=1000)(lambda text: find_by_heading(text, form))
    return any(_are_headings(row, {column.name for text in row if (column := find(text))}) for row in rows)


def _are_headings(texts: Collection[str], found: Collection[str]) -> bool:
    has_answers = DECISION.name in found or any(OTHER_ANSWERS.fullmatch(text) for text in texts)
    return RECOMMENDATION.name in found and has_answers


def find_table(worksheet: Worksheet, form: tuple[Column, ...]) -> FormTable | None:
    """Return where a table with the form's columns begins on the worksheet, or None."""
    return next((table for table in _iter_tables(worksheet, form) if not table.missing), None)


def find_headings(worksheet: Worksheet, words: Mapping[str, str] = NO_WORDS) -> FormTable | None:
    """Return the row with the most headings of the house's form, though some may be missing; None if there is none.

    `words` are those of the form.
    """
    form = list_known(name_columns(USUAL, words), words)
    return max(_iter_tables(worksheet, form), key=lambda table: len(table.columns), default=None)


def _find_damaged_table(worksheet: Worksheet, form: tuple[Column, ...]) -> FormTable | None:
    """Return where a table seems to begin that lacks one of its headings, or None."""
    return next((table for table in _iter_tables(worksheet, form) if len(table.missing) == 1), None)


def _iter_tables(worksheet: Worksheet, form: tuple[Column, ...]) -> Iterator[FormTable]:
    rows: dict[int, dict[int, Column]] = {}
    for cell in worksheet.cells:
        column = find_by_heading(cell.text, form)
        if column and column not in rows.setdefault(cell.row, {}).values():
            rows[cell.row][cell.column] = column
    yield from (FormTable(row, columns, form) for row, columns in rows.items())


def find_by_heading(text: str, form: tuple[Column, ...]) -> Column | None:
    """Return the column of the form that has this heading, or None."""
    return _by_heading(form).get(normalise_heading(text)) if len(text) < LONGEST_HEADING else None


@lru_cache(maxsize=100)
def _by_heading(form: tuple[Column, ...]) -> dict[str, Column]:
    """Return the columns by each of their headings, as they are compared."""
    others = {normalise_heading(heading): column for column in reversed(form) for heading in column.also}
    return others | {normalise_heading(column.heading): column for column in reversed(form)}


def read_rows(workbook: Workbook, worksheet: Worksheet, table: FormTable) -> list[TableRow]:
    """Return the filled rows below the headings, except repeated headings."""
    gathered: dict[int, list[Cell]] = {}
    for cell in worksheet.cells:
        if cell.row > table.row and (cell.note or cell.text.strip()):
            gathered.setdefault(cell.row, []).append(cell)
    first = column_letters(table.find(DECISION) or table.find(COMMENT) or min(table.answers))
    rows = (
        _read_row(table, cells, Location(workbook.file, sheet=worksheet.label, cell=f"{first}{row}"), row)
        for row, cells in gathered.items()
    )
    return [row for row in rows if not _repeats_headings(row, table.form)]


def _read_row(table: FormTable, cells: Sequence[Cell], place: Location, row: int) -> TableRow:
    """Return the row. A reference is known by its form, since its heading may be gone."""
    known = {table.columns[cell.column].name: cell for cell in cells if cell.column in table.columns}
    under = known.pop(REFERENCE.name, None)
    reference = find_reference(under.text) if under else None
    beside = [cell for cell in cells if cell.column not in table.columns]
    stray = []
    for cell in [under, *beside] if under else beside:
        found = find_reference(cell.text)
        reference = reference or found
        # What the officer calls a recommendation is short; a sentence behind the reference was typed there.
        if found is None or len(found.ref.split()) > 2:
            stray.append(cell)
    answers = {each.name: known[each.name] for each in table.form if each.is_answer and each.name in known}
    return TableRow(known, tuple(stray), place, row, answers, reference)


def _repeats_headings(row: TableRow, form: tuple[Column, ...]) -> bool:
    essential = {column.name for column in form if column.is_essential}
    return row.cells.keys() >= essential and all(
        (column := find_by_heading(cell.text, form)) is not None and column.name == name
        for name, cell in row.cells.items()
    )


def is_total(row: TableRow) -> bool:
    """Whether the row is the one in which Excel adds up a table: a word for it, and numbers at most."""
    texts = [cell.text.strip() for cell in row.cells.values() if cell.text.strip()]
    words = [text for text in texts if not any(map(str.isdigit, text))]
    return (
        row.reference is None
        and len(words) == 1
        and TOTAL.fullmatch(words[0]) is not None
        and all(COUNT.fullmatch(text) for text in texts if text not in words)
    )


def report_unrecognised(workbook: Workbook, form: tuple[Column, ...]) -> Diagnostic:
    """Return the finding for a workbook without a response table; it names the heading that seems to be lost."""
    for worksheet in workbook.worksheets:
        if damaged := _find_damaged_table(worksheet, form):
            missing = damaged.missing[0].heading
            message = phrase(
                'row {} seems to have the headings of a response table, but "{}" is missing', damaged.row, Term(missing)
            )
            hint = phrase("type {} above its column again", Term(missing))
            return finding(codes.XLS001, message, hint, workbook.at(worksheet))
    headings = all_of([Term(column.heading) for column in form if column.is_essential])
    hint = phrase(
        "if this is a response sheet, type the headings {} above their columns; if not, move the file out of the "
        "matter's folder",
        headings,
    )
    worksheet = max(workbook.worksheets, key=lambda each: 0 if each.hidden else len(each.cells))
    if not worksheet.cells:
        return finding(codes.XLS001, phrase("no worksheet has a table of responses"), hint, Location(workbook.file))
    # Above the table of a Word form are rows up to 0.
    first = next((each for each in worksheet.cells if each.row > 0), worksheet.cells[0])
    seen = [" ".join(cell.text.split()) for cell in worksheet.cells if cell.row == first.row]
    message = phrase(
        'no row has the headings {}, and no column has the recommendations of this matter; row {} has "{}"',
        headings, first.row, " | ".join(filter(None, seen)),
    )  # fmt: skip
    return finding(codes.XLS001, message, hint, workbook.at(worksheet, first))
