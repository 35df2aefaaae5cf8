"""A workbook that a person returned, as the cells show it. The only openpyxl import."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from cabinet_papers import codes
from cabinet_papers.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.prose import Run, join_runs
from cabinet_papers.read.number_format import Shown, show_value

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.workbook import Workbook as OpenpyxlWorkbook
    from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlWorksheet

MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
OLE_FILE = b"\xd0\xcf\x11\xe0"
# Characters that XML cannot carry are stored as _xHHHH_ (ECMA-376 Part 1, 22.9.2.19, ST_Xstring).
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
STORED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CellProblem(NamedTuple):
    """Why a cell's words are not simply what it shows; it matters only where the cell is printed."""

    code: Code
    message: str
    hint: str


class Cell(NamedTuple):
    """A cell that shows something. `row` and `column` count from 1; `day` is its date where it is one."""

    reference: str
    row: int
    column: int
    runs: tuple[Run, ...]
    day: date | None = None
    problem: CellProblem | None = None

    @property
    def text(self) -> str:
        """What the cell shows."""
        return "".join(run.text for run in self.runs)


class Worksheet(NamedTuple):
    """A worksheet's filled cells in reading order, and what of it is hidden."""

    name: str
    cells: tuple[Cell, ...]
    hidden: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the cell cannot be seen."""
        return self.hidden or cell.row in self.hidden_rows or cell.column in self.hidden_columns


class Workbook(NamedTuple):
    """A workbook's worksheets in order; `file` is how findings name it."""

    file: str
    worksheets: tuple[Worksheet, ...]

    def at(self, worksheet: Worksheet, cell: Cell | None = None) -> Location:
        """Return the place of the cell, or of the worksheet."""
        return Location(self.file, sheet=worksheet.name, cell=cell.reference if cell else None)


def read_workbook(path: Path, file: str) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return what the workbook shows, or None with the reason why it cannot be opened."""
    problem = _find_obstacle(path)
    if problem:
        return None, [finding(codes.XLS002, problem[0], problem[1], Location(file))]
    try:
        opened = _open(path, data_only=True)
        formulas = _find_formulas(path)
    except Exception as error:  # noqa: BLE001 - openpyxl fails in many ways on a broken file; all mean the same
        message = f"the workbook cannot be read: {str(error)[:120] or type(error).__name__}"
        hint = "open it in Excel, save it again as an Excel Workbook (.xlsx), and put that copy here"
        return None, [finding(codes.XLS002, message, hint, Location(file))]
    worksheets = (_read_worksheet(sheet, formulas.get(sheet.title, {})) for sheet in opened.worksheets)
    return Workbook(file, tuple(worksheets)), []


def _find_obstacle(path: Path) -> tuple[str, str] | None:
    """Return why the file is not an .xlsx package within limits, and what to do."""
    if path.suffix.casefold() not in (".xlsx", ".xlsm", ".xltx"):
        return f"{path.suffix} files are not read", "save it as an Excel Workbook (.xlsx)"
    try:
        with path.open("rb") as opened:
            start = opened.read(4)
        if not start:
            return "the file is empty", "ask for the workbook to be sent again"
        if start == OLE_FILE:
            hint = "in Excel, take the password off (File, Info, Protect Workbook) and save it as .xlsx"
            return "the workbook is protected with a password, or in the old .xls format", hint
        with zipfile.ZipFile(path) as package:
            sizes = [part.file_size for part in package.infolist()]
    except (OSError, zipfile.BadZipFile):
        hint = "ask for the workbook to be sent again; if it is open in Excel, save and close it"
        return "the file is not a whole workbook", hint
    if sum(sizes) > MAX_UNPACKED or len(sizes) > MAX_PARTS:
        return "the workbook is far larger than a response sheet", "take everything else out of it"
    return None


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
    cells = [_read_cell(cell) for cell in _stored_cells(sheet) if cell.value is not None]
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
        cells=tuple(cell for cell in cells if cell.runs),
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
    value = cell.value
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
    return Cell(cell.coordinate, cell.row, cell.column, join_runs(list(runs)), day, problem)


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
