"""Workbooks as plain text: .xls, .csv, and what no other reader opens. The only calamine import."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from cabinet_papers.prose import Run
from cabinet_papers.read.cells import Cell, Worksheet, cell_reference
from cabinet_papers.read.number_format import show_value

if TYPE_CHECKING:
    from pathlib import Path

MAX_CELLS = 2_000_000


def read_plain_workbook(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Whatever calamine raises on a broken file is raised."""
    with CalamineWorkbook.from_path(path) as opened:
        sheets = []
        for described in opened.sheets_metadata:
            sheet = opened.get_sheet_by_name(described.name)
            if sheet.total_height * sheet.total_width > MAX_CELLS:
                raise ValueError(f'the worksheet "{described.name}" is far larger than a response sheet')
            hidden = described.visible != SheetVisibleEnum.Visible
            sheets.append(_make_worksheet(described.name, sheet.to_python(skip_empty_area=False), hidden))
    return tuple(sheets)


def read_csv(path: Path) -> tuple[Worksheet, ...]:
    """Return the file as one worksheet named Responses; commas, semicolons and tabs all part cells."""
    text = _decode(path.read_bytes())
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:8192], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    return (_make_worksheet("Responses", csv.reader(text.splitlines(keepends=True), dialect), hidden=False),)


def _decode(content: bytes) -> str:
    """Return the text of a .csv file: Excel saves UTF-8 with a mark, UTF-16, or the computer's own Windows letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _make_worksheet(name: str, rows: Iterable[Iterable[object]], hidden: bool) -> Worksheet:
    cells = [
        _make_cell(row, column, value)
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
        if value not in ("", None)
    ]
    return Worksheet(name, tuple(cells), hidden)


def _make_cell(row: int, column: int, value: object) -> Cell:
    text = value if isinstance(value, str) else show_value(value, "General").text
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stored = value if isinstance(value, int | float | datetime) and not isinstance(value, bool) else None
    return Cell(cell_reference(row, column), row, column, (Run(text),), day, stored=stored)
