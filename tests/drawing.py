"""A workbook drawn as text, so that a test shows its input.

    [Responses]
    No. | Recommendation          | Agree? | Comment
    1   | That the Council acts.  | Yes    | It will.\\n- by May

A line in brackets begins a worksheet; `[Name, hidden]` hides it. Cells are parted by ` | `, `\\n` is a line break,
`**bold**` and `__italic__` are Excel's own, digits alone are a number, `=` begins a formula, `2025-01-14` is a
date, `12%` a percentage. A row that begins with `(hidden)` is hidden.
"""

import re
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

LOOKS = re.compile(r"(\*\*.+?\*\*|__.+?__)")


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
    book.save(path)
    return path


def draw_row(sheet: Worksheet, row: int, line: str) -> None:
    if line.startswith("(hidden)"):
        sheet.row_dimensions[row].hidden = True
        line = line.removeprefix("(hidden)")
    for column, text in enumerate(line.split("|"), 1):
        if text.strip():
            draw_cell(sheet.cell(row, column), text.strip().replace("\\n", "\n"))


def draw_cell(cell: Cell, text: str) -> None:
    pieces = [piece for piece in LOOKS.split(text) if piece]
    if len(pieces) > 1:
        cell.value = CellRichText([look(piece) for piece in pieces])
    elif re.fullmatch(r"\d+", text):
        cell.value = int(text)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        cell.value, cell.number_format = datetime.fromisoformat(text), "dd/mm/yyyy"
    elif re.fullmatch(r"\d+%", text):
        cell.value, cell.number_format = int(text[:-1]) / 100, "0%"
    else:
        cell.value = text


def look(piece: str) -> str | TextBlock:
    if piece.startswith("**"):
        return TextBlock(InlineFont(b=True), piece[2:-2])
    if piece.startswith("__"):
        return TextBlock(InlineFont(i=True), piece[2:-2])
    return piece
