"""openpyxl as a second reader of the workbooks that the tests have: no text that it sees is missing in ours."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from cabinet_papers.excel.cells import Cell
from cabinet_papers.excel.xlsx import read_xlsx
from tests.conftest import ROOT
from tests.drawing import draw_workbook

DRAWINGS = sorted((ROOT / "tests" / "acceptance" / "cases").glob("*/*/sheets/*/*.txt"))
SHIPPED = sorted((ROOT / "data").glob("*/*.xlsx"))


def name_of(path: Path) -> str:
    return "/".join(path.parts[-4:])


def read_with_ours(path: Path) -> dict[tuple[str, str], Cell]:
    return {(sheet.name, cell.reference): cell for sheet in read_xlsx(path) for cell in sheet.cells}


def compare(path: Path) -> int:
    """Return how many texts openpyxl sees; each is in the same cell of ours."""
    ours = read_with_ours(path)
    seen = 0
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            own = ours.get((sheet.title, cell.coordinate))
            if cell.comment:
                assert own is not None
                assert cell.comment.text.strip() in own.note
                seen += 1
            if cell.value is None or cell.value == "":
                continue
            seen += 1
            assert own is not None, f"{sheet.title}!{cell.coordinate}: {cell.value!r}"
            if isinstance(cell.value, (date, datetime)):
                assert own.day == (cell.value.date() if isinstance(cell.value, datetime) else cell.value)
            elif isinstance(cell.value, (ArrayFormula, bool, int, float)) or cell.data_type == "f":
                assert own.text or own.problems
            else:
                assert own.text == cell.value
    return seen


@pytest.mark.parametrize("drawing", DRAWINGS, ids=name_of)
def test_what_openpyxl_sees_in_a_drawn_workbook_we_see(drawing: Path, tmp_path: Path) -> None:
    assert compare(draw_workbook(drawing.read_text(encoding="utf-8"), tmp_path / "a.xlsx")) > 0


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_what_openpyxl_sees_in_a_shipped_sheet_we_see(path: Path) -> None:
    assert compare(path) > 20


def test_there_are_workbooks_to_compare() -> None:
    assert len(DRAWINGS) >= 40
    assert len(SHIPPED) >= 4
