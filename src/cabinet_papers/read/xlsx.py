"""An .xlsx or .xlsm workbook with its bold and italic, formats and hidden cells. The only openpyxl import."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from cabinet_papers import codes
from cabinet_papers.prose import Run, join_runs
from cabinet_papers.read.cell_problems import find_hidden_address, say_error, say_struck, say_uncalculated
from cabinet_papers.read.cells import Cell, CellProblem, UnreadableError, Worksheet, cell_reference
from cabinet_papers.read.number_format import Shown, show_value
from cabinet_papers.read.xlsx_parts import SheetParts, XlsxParts

if TYPE_CHECKING:
    import io
    from pathlib import Path

    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.workbook import Workbook as OpenpyxlWorkbook
    from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlWorksheet

# Characters that XML cannot carry are stored as _xHHHH_ (ECMA-376 Part 1, 22.9.2.19, ST_Xstring).
STORED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
# How Excel stores a thread of comments for programs that know only notes ([MS-XLSX] 2.6.205).
THREAD = re.compile(r"\[Threaded comment\].*?\n\s*Comment:\s*", re.DOTALL)
NOTHING = SheetParts((), {}, ())


def read_xlsx(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Raises UnreadableError."""
    try:
        parts = XlsxParts(path)
        sheets = parts.read_sheets()
        opened = _open(parts.without_merges())
    except Exception as error:
        # openpyxl fails in many ways on what other programs save; all mean the same.
        raise UnreadableError(str(error) or type(error).__name__) from error
    return tuple(_read_worksheet(sheet, sheets.get(sheet.title, NOTHING)) for sheet in opened.worksheets)


def _open(source: Path | io.BytesIO) -> OpenpyxlWorkbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl warns of (validations, headers, missing default styles) is not needed to read cells.
        warnings.simplefilter("ignore")
        return load_workbook(source, data_only=True, rich_text=True)


def _stored_cells(sheet: OpenpyxlWorksheet) -> list[OpenpyxlCell]:
    """Return the cells that the file holds.

    openpyxl's own iteration makes every cell up to the last one: a single mark in the lowest row of a sheet would
    be a thousand million cells.
    """
    return [cast("OpenpyxlCell", cell) for _, cell in sorted(sheet._cells.items())]


def _read_worksheet(sheet: OpenpyxlWorksheet, parts: SheetParts) -> Worksheet:
    cells = [_read_cell(cell) for cell in _stored_cells(sheet) if cell.value is not None or cell.comment]
    shown = {cell.reference for cell in cells if cell.runs}
    missing = [
        _read_uncalculated(sheet[reference], formula)
        for reference, formula in parts.uncalculated.items()
        if reference not in shown
    ]
    if missing:
        cells = sorted([*cells, *missing], key=lambda cell: (cell.row, cell.column))
    hidden_columns = {
        number
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for number in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    return Worksheet(
        name=sheet.title,
        cells=tuple(cell for cell in cells if cell.runs or cell.note),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(hidden_columns),
        merges=parts.merges,
        drawings=parts.drawings,
    )


def _read_uncalculated(cell: OpenpyxlCell, formula: str) -> Cell:
    """Return a cell whose formula was saved without its value, as a program does that does not calculate."""
    return Cell(cell.coordinate, cell.row, cell.column, (Run(formula),), problems=(say_uncalculated(formula),))


def _read_cell(cell: OpenpyxlCell) -> Cell:
    value = cell.value if cell.value is not None else ""
    reference = cell_reference(cell.row, cell.column)
    note = _read_note(cell)
    # Rich text comes as a list of stretches.
    if isinstance(value, str | list):
        runs, struck = _read_runs(cell)
        problems = tuple(_find_problems(cell, struck))
        return Cell(reference, cell.row, cell.column, runs, problems=problems, note=note)
    shown = show_value(value, cell.number_format)
    runs = (Run(shown.text, bool(cell.font.b), bool(cell.font.i)),)
    problems = tuple(_find_problems(cell, shown.text if cell.font.strike else "", shown))
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    stored = value if isinstance(value, int | float | datetime) and not isinstance(value, bool) else None
    number_format = cell.number_format if stored is not None else ""
    return Cell(reference, cell.row, cell.column, runs, day, problems, note, stored, number_format)


def _read_note(cell: OpenpyxlCell) -> str:
    return THREAD.sub("", cell.comment.text).strip() if cell.comment else ""


def _find_problems(cell: OpenpyxlCell, struck: str, shown: Shown | None = None) -> list[CellProblem]:
    """Return why the cell's words are not simply what it shows; `struck` is its struck-out text."""
    problems = []
    if shown and not shown.exact:
        message = f'the number\'s format "{cell.number_format}" cannot be followed; "{shown.text}" is printed'
        problems.append(CellProblem(codes.XLS004, message, "type it as text if it should read otherwise"))
    if cell.data_type == "e":
        problems.append(say_error(str(cell.value)))
    if struck.strip():
        problems.append(say_struck(struck))
    address = str(cell.hyperlink.target or "") if cell.hyperlink else ""
    return problems + find_hidden_address(address, str(cell.value))


def _read_runs(cell: OpenpyxlCell) -> tuple[tuple[Run, ...], str]:
    """Return the cell's text in its looks, and what of it is struck out."""
    value = cell.value if cell.value is not None else ""
    if isinstance(value, str):
        text = _decode(value)
        # Looks that say nothing are those of the first style; looking them up takes longer than reading the text.
        style = cell._style  # type: ignore[attr-defined]
        # A cell that the file does not hold, but a note lies on, has none.
        font = cell.font if style is not None and style.fontId else None
        runs = (Run(text, bool(font.b), bool(font.i)),) if font else (Run(text),)
        return runs if text else (), text if font and font.strike else ""
    return _read_stretches(cell)


def _read_stretches(cell: OpenpyxlCell) -> tuple[tuple[Run, ...], str]:
    from openpyxl.cell.rich_text import TextBlock

    runs, struck = [], ""
    for part in cast("list[str | TextBlock]", cell.value):
        font = part.font if isinstance(part, TextBlock) else cell.font
        text = _decode(part.text if isinstance(part, TextBlock) else part)
        runs.append(Run(text, bool(font.b), bool(font.i)))
        struck += text if font.strike else ""
    return join_runs(runs), struck


def _decode(text: str) -> str:
    if "_x" in text:
        text = STORED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
