"""A workbook drawn as text, so that a test shows its input.

    [Responses]
    No. | Recommendation          | Agree? | Comment
    1   | That the Council acts.  | Yes    | It will.\\n- by May

A line in brackets begins a worksheet; `[Name, hidden]` hides it. Cells are parted by ` | `, `\\n` is a line break,
`**bold**`, `__italic__` and `~~struck out~~` are Excel's own, digits alone are a number, `=` begins a formula,
`2025-01-14` is a date, `12%` a percentage. A row that begins with `(hidden)` is hidden.

What else Excel gives a cell stands behind its text in braces: `{note: Ask the Leader}`, `{link: https://...}`,
`{format: # ?/?}` for the number before it, `{merged: C2:C3}`, `{chart: Cost by year}` for a chart that lies over it.
"""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

SAVED = datetime(2026, 3, 1, 9, 30)
LOOKS = re.compile(r"(\*\*.+?\*\*|__.+?__|~~.+?~~)")
BESIDE = re.compile(r"\s*\{(note|link|format|merged|chart): ([^}]+)\}$")


def draw_workbook(drawing: str, path: Path) -> Path:
    """Save the workbook that the text draws, and return its path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet: Worksheet | None = None
    row = 0
    for line in drawing.splitlines():
        if heading := re.fullmatch(r"\[(.+?)(, hidden)?\]", line.strip()):
            sheet = book.create_sheet(heading[1])
            sheet.sheet_state = "hidden" if heading[2] else "visible"
            row = 0
        elif sheet is not None and (line.strip() or row):
            row += 1
            draw_row(sheet, row, line)
    path.parent.mkdir(parents=True, exist_ok=True)
    # openpyxl's own save() writes the present time into the file, which findings name.
    book.properties.modified = SAVED
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        ExcelWriter(book, package).write_data()
    return path


def draw_row(sheet: Worksheet, row: int, line: str) -> None:
    if line.startswith("(hidden)"):
        sheet.row_dimensions[row].hidden = True
        line = line.removeprefix("(hidden)")
    for column, typed in enumerate(line.split("|"), 1):
        text, beside = typed.strip().replace("\\n", "\n"), BESIDE.search(typed.strip())
        text = BESIDE.sub("", text)
        if text:
            draw_cell(sheet.cell(row, column), text)
        if beside:
            draw_beside(sheet, sheet.cell(row, column), beside[1], beside[2])


def draw_cell(cell: Cell, text: str) -> None:
    pieces = [piece for piece in LOOKS.split(text) if piece]
    if len(pieces) > 1 or text.startswith("~~"):
        cell.value = CellRichText([look(piece) for piece in pieces])
    elif re.fullmatch(r"\d+", text):
        cell.value = int(text)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        cell.value, cell.number_format = datetime.fromisoformat(text), "dd/mm/yyyy"
    elif re.fullmatch(r"\d+%", text):
        cell.value, cell.number_format = int(text[:-1]) / 100, "0%"
    else:
        cell.value = text


def draw_beside(sheet: Worksheet, cell: Cell, kind: str, value: str) -> None:
    if kind == "note":
        cell.comment = Comment(value, "somebody")
    elif kind == "link":
        words = cell.value
        cell.hyperlink, cell.value = value, words
    elif kind == "format":
        cell.value, cell.number_format = float(str(cell.value)), value
    elif kind == "merged":
        sheet.merge_cells(value)
    elif kind == "chart":
        chart = BarChart()
        chart.title = value
        sheet.add_chart(chart, cell.coordinate)


def look(piece: str) -> str | TextBlock:
    if piece.startswith("**"):
        return TextBlock(InlineFont(b=True), piece[2:-2])
    if piece.startswith("__"):
        return TextBlock(InlineFont(i=True), piece[2:-2])
    if piece.startswith("~~"):
        return TextBlock(InlineFont(strike=True), piece[2:-2])
    return piece
