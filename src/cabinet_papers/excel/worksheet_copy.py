"""A worksheet's cells written again as they were shown, what was hidden hidden again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cabinet_papers.excel.writer import ExcelWorksheet, Look

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Worksheet

LOOK = Look(wrap=True)
NARROWEST, WIDEST = 10.0, 60.0


def write_worksheet(sheet: ExcelWorksheet, copied: Worksheet, fills: Mapping[str, str] | None = None) -> None:
    """Write the worksheet's cells; `fills` colours some of them, by reference, as #RRGGBB."""
    widths: dict[int, float] = {}
    for cell in copied.cells:
        sheet.cell(cell.row, cell.column, cell, LOOK._replace(fill=(fills or {}).get(cell.reference, "")))
        longest = max(map(len, cell.text.split("\n")))
        widths[cell.column] = max(widths.get(cell.column, NARROWEST), min(WIDEST, longest * 1.2 + 2))
    for column in widths.keys() | copied.hidden_columns:
        sheet.width(column, widths.get(column, NARROWEST), hidden=column in copied.hidden_columns)
    for row in copied.hidden_rows:
        sheet.height(row, None, hidden=True)
    if copied.hidden:
        sheet.hide()
