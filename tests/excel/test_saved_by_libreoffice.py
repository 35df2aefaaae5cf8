"""What LibreOffice saves in its own formats and as .xls: words, looks, and what cannot be seen on the sheet."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from cabinet_papers.excel.cells import Cell, Worksheet
from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.matter.prose import Run


@pytest.fixture(scope="module", params=["ods", "fods", "ots", "xls"])
def sheets(
    libreoffice: Callable[[Path, str, Path], Path], tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> dict[str, Worksheet]:  # fmt: skip
    """One workbook with everything, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp(request.param)
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
    sheet["A8"].value = "=1000+234.5"
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
    saved = libreoffice(folder / "a.xlsx", request.param, folder / "saved")
    workbook, findings = read_workbook(saved, saved.name)
    assert workbook is not None
    unseen = ["pictures, text boxes and comments with replies cannot be seen in an .xls file"]
    assert [str(each.message) for each in findings] == (unseen if request.param == "xls" else [])
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
    assert (cells["A4"].text, cells["A8"].text) == ("£1,234.50", "1234.5")
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


def test_a_formula_that_gives_words(libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path) -> None:
    """In .xls LibreOffice stores 0 for one that it has not worked out itself; it is said."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet().write_formula("A1", '="value " & (1+1)', None, "value 2")
    book.close()
    read = {}
    for ending in ("ods", "xls"):
        workbook, _ = read_workbook(libreoffice(tmp_path / "a.xlsx", ending, tmp_path / "saved"), f"a.{ending}")
        assert workbook is not None
        (cell,) = workbook.worksheets[0].cells
        read[ending] = (cell.text, [each.message.values for each in cell.problems])
    assert read == {
        "ods": ("value 2", []),
        "xls": ("0", [("0",)]),
    }


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('office:value-type="string" office:string-value="Yes"', "Yes"),
        ('office:value-type="float" office:value="12.50"', "12.5"),
        ('office:value-type="date" office:date-value="2026-03-05"', "2026-03-05"),
        ('office:value-type="boolean" office:boolean-value="true"', "true"),
    ],
)
def test_a_cell_whose_program_stored_only_its_value(cell: str, text: str, tmp_path: Path) -> None:
    """A fixture: OpenDocument lets a program leave out the paragraph with what is shown."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table")
    )
    table = f'<table:table table:name="T"><table:table-row><table:table-cell {cell}/></table:table-row></table:table>'
    body = f"<office:document {names}><office:body>{table}</office:body></office:document>"
    (tmp_path / "a.fods").write_text(body, encoding="utf-8")
    workbook, _ = read_workbook(tmp_path / "a.fods", "a.fods")
    assert workbook is not None
    assert [each.text for each in workbook.worksheets[0].cells] == [text]


def test_a_password(tmp_path: Path) -> None:
    """A fixture: the mark that LibreOffice leaves in the manifest of a workbook that it encrypted."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("META-INF/manifest.xml", "<manifest><manifest:encryption-data/></manifest>")
        package.writestr("content.xml", "...")
    (tmp_path / "a.ods").write_bytes(packed.getvalue())
    _, findings = read_workbook(tmp_path / "a.ods", "a.ods")
    assert [str(each.message) for each in findings] == ["the workbook is protected with a password"]
