"""An .xlsx or .xlsm workbook with its bold and italic, formats and hidden cells. The only openpyxl import."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from cabinet_papers import codes
from cabinet_papers.prose import Run, join_runs
from cabinet_papers.read.cells import Cell, CellProblem, Worksheet
from cabinet_papers.read.number_format import Shown, show_value

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.workbook import Workbook as OpenpyxlWorkbook
    from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlWorksheet

FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
# Characters that XML cannot carry are stored as _xHHHH_ (ECMA-376 Part 1, 22.9.2.19, ST_Xstring).
STORED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Whatever openpyxl raises on a broken file is raised."""
    opened = _open(path, data_only=True)
    formulas = _find_formulas(path)
    return tuple(_read_worksheet(sheet, formulas.get(sheet.title, {})) for sheet in opened.worksheets)


def _open(path: Path, *, data_only: bool) -> OpenpyxlWorkbook:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl warns of (validations, headers, missing default styles) is not needed to read cells.
        warnings.simplefilter("ignore")
        return load_workbook(path, data_only=data_only, rich_text=True)


def _stored_cells(sheet: OpenpyxlWorksheet) -> list[OpenpyxlCell]:
    """Return the cells that the file holds.

    openpyxl's own iteration makes every cell up to the last one: a single mark in the lowest row of a sheet would
    be a thousand million cells.
    """
    return [cast("OpenpyxlCell", cell) for _, cell in sorted(sheet._cells.items())]


def _find_formulas(path: Path) -> dict[str, dict[str, str]]:
    """Return each worksheet's formulas by cell. The workbook is read again only where it has any."""
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        if not any(FORMULA.search(package.read(name)) for name in sheets):
            return {}
    return {
        sheet.title: {cell.coordinate: str(cell.value) for cell in _stored_cells(sheet) if cell.data_type == "f"}
        for sheet in _open(path, data_only=False).worksheets
    }


def _read_worksheet(sheet: OpenpyxlWorksheet, formulas: dict[str, str]) -> Worksheet:
    cells = [_read_cell(cell) for cell in _stored_cells(sheet) if cell.value is not None or cell.comment]
    shown = {cell.reference for cell in cells}
    cells += [
        _read_uncalculated(sheet[reference], text) for reference, text in formulas.items() if reference not in shown
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
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
    )


def _read_uncalculated(cell: OpenpyxlCell, formula: str) -> Cell:
    """Return a cell whose formula was saved without its value, as a program does that does not calculate."""
    message = f"the cell holds the formula {formula[:60]} without its value"
    problem = CellProblem(codes.XLS005, message, "open the workbook in Excel and save it, or type the value itself")
    return Cell(cell.coordinate, cell.row, cell.column, (Run(formula),), None, problem)


def _read_cell(cell: OpenpyxlCell) -> Cell:
    value = cell.value if cell.value is not None else ""
    problem = None
    # Rich text comes as a list of stretches.
    if isinstance(value, str | list):
        runs = _read_runs(cell)
    else:
        shown = show_value(value, cell.number_format)
        problem = _number_problem(shown, cell.number_format)
        runs = (Run(shown.text, bool(cell.font.b), bool(cell.font.i)),)
    if cell.data_type == "e":
        hint = "mend the formula, or type what should be printed"
        problem = CellProblem(codes.XLS008, f"the cell shows the error {value}", hint)
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    note = cell.comment.text.strip() if cell.comment else ""
    return Cell(cell.coordinate, cell.row, cell.column, join_runs(list(runs)), day, problem, note)


def _number_problem(shown: Shown, number_format: str) -> CellProblem | None:
    if shown.exact:
        return None
    message = f'the number\'s format "{number_format}" cannot be followed; "{shown.text}" is printed'
    return CellProblem(codes.XLS004, message, "type it as text if it should read otherwise")


def _read_runs(cell: OpenpyxlCell) -> tuple[Run, ...]:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    whole = Run("", bool(cell.font.b), bool(cell.font.i))
    parts = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
    return tuple(
        Run(_decode(part.text), bool(part.font.b), bool(part.font.i))
        if isinstance(part, TextBlock)
        else Run(_decode(str(part)), whole.bold, whole.italic)
        for part in parts
    )


def _decode(text: str) -> str:
    decoded = STORED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return decoded.replace("\r\n", "\n").replace("\r", "\n")
