"""What LibreOffice saves in its own format: the words, their looks, and what cannot be seen on the sheet."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from cabinet_papers.prose import Run
from cabinet_papers.read.cells import Cell, Worksheet
from cabinet_papers.read.workbook import read_workbook


@pytest.fixture(scope="module")
def sheets(
    libreoffice: Callable[[Path, str, Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Worksheet]:
    """One workbook with everything, saved by LibreOffice as .ods."""
    folder = tmp_path_factory.mktemp("ods")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Responses"
    stretches = ("plain ", TextBlock(InlineFont(b=True), "bold"), " and ", TextBlock(InlineFont(strike=True), "gone"))
    sheet["A1"].value = CellRichText(*stretches)
    sheet["A2"].value = "first line\n  - a   bullet, and more"
    sheet["A3"].value, sheet["A3"].font = "whole cell", Font(b=True, i=True)
    sheet["A4"].value, sheet["A4"].number_format = 1234.5, "£#,##0.00"
    sheet["A5"].value, sheet["A5"].comment = "noted", Comment("please look", "a")
    sheet["A6"].value, sheet["A6"].hyperlink = "here", "https://example.org/x"
    sheet["A7"].value = "=1/0"
    sheet["A8"].value = '="value " & (1+1)'
    sheet["B9"].value = "under the merge"
    sheet["A9"].value = "merged"
    sheet.merge_cells("A9:B9")
    sheet["A11"].value, sheet["A12"].value = "hidden row", "last"
    sheet.row_dimensions[11].hidden = True
    sheet["D12"].value = "hidden column"
    sheet.column_dimensions["D"].hidden = True
    sheet["A13"].value, sheet["A13"].number_format = date(2026, 3, 5), "dd/mm/yyyy"
    book.create_sheet("Old").append(["secret"])
    book["Old"].sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    workbook, findings = read_workbook(libreoffice(folder / "a.xlsx", "ods", folder / "saved"), "a.ods")
    assert workbook is not None
    assert findings == []
    return {each.name: each for each in workbook.worksheets}


@pytest.fixture
def cells(sheets: dict[str, Worksheet]) -> dict[str, Cell]:
    return {cell.reference: cell for cell in sheets["Responses"].cells}


def test_looks(cells: dict[str, Cell]) -> None:
    assert cells["A1"].runs == (Run("plain "), Run("bold", bold=True), Run(" and "), Run("gone", struck=True))
    assert cells["A3"].runs == (Run("whole cell", bold=True, italic=True),)
    assert [each.code.number for each in cells["A1"].problems] == ["XLS013"]


def test_lines_and_spaces(cells: dict[str, Cell]) -> None:
    assert cells["A2"].text == "first line\n  - a   bullet, and more"


def test_numbers_dates_and_formulas_as_they_show(cells: dict[str, Cell]) -> None:
    assert (cells["A4"].text, cells["A8"].text) == ("£1,234.50", "value 2")
    assert (cells["A13"].text, str(cells["A13"].day)) == ("05/03/2026", "2026-03-05")
    assert [each.code.number for each in cells["A7"].problems] == ["XLS008"]


def test_notes_and_links(cells: dict[str, Cell]) -> None:
    assert (cells["A5"].text, cells["A5"].note) == ("noted", "please look")
    assert [each.code.number for each in cells["A6"].problems] == ["XLS016"]


def test_hidden_and_merged(sheets: dict[str, Worksheet]) -> None:
    shown = sheets["Responses"]
    assert (shown.hidden, sheets["Old"].hidden) == (False, True)
    assert (shown.hidden_rows, shown.hidden_columns) == (frozenset({11}), frozenset({4}))
    assert [each.reference for each in shown.merges] == ["A9:B9"]


def test_a_password(tmp_path: Path) -> None:
    """A fixture: the mark that LibreOffice leaves in the manifest of a workbook that it encrypted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("META-INF/manifest.xml", "<manifest><manifest:encryption-data/></manifest>")
        package.writestr("content.xml", "...")
    (tmp_path / "a.ods").write_bytes(packed.getvalue())
    _, findings = read_workbook(tmp_path / "a.ods", "a.ods")
    assert [each.message for each in findings] == ["the workbook is protected with a password"]
