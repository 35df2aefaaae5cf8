"""openpyxl and calamine as second readers of the workbooks that the tests have: every text that they see we see."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from python_calamine import CalamineWorkbook

from cabinet_papers.excel.cells import Cell
from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.excel.xlsx import read_xlsx
from tests.conftest import ROOT
from tests.drawing import draw_workbook

DRAWINGS = sorted((ROOT / "tests" / "acceptance" / "cases").glob("*/*/sheets/*/*.txt"))
SHIPPED = sorted((ROOT / "data").glob("*/*.xlsx"))


def name_of(path: Path) -> str:
    return "/".join(path.parts[-4:])


def read_with_ours(path: Path) -> dict[tuple[str, str], Cell]:
    return {(sheet.name, cell.reference): cell for sheet in read_xlsx(path) for cell in sheet.cells}


def compare_with_openpyxl(path: Path) -> int:
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
            elif isinstance(cell.value, (ArrayFormula, bool, int, float, timedelta)) or cell.data_type == "f":
                assert own.text or own.problems
            else:
                assert own.text == cell.value
    return seen


def compare_with_calamine(path: Path) -> int:
    """Return how many texts calamine sees; each is in the same cell of ours."""
    workbook, _ = read_workbook(path, path.name)
    assert workbook
    ours = {(sheet.name, cell.row, cell.column): cell for sheet in workbook.worksheets for cell in sheet.cells}
    seen = 0
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                if value == "":
                    continue
                seen += 1
                own = ours.get((name, row, column))
                assert own is not None, f"{name}!R{row}C{column}: {value!r}"
                if isinstance(value, str):
                    assert own.text == value or own.problems, f"{name}!{own.reference}"
                else:
                    assert own.text or own.problems
    return seen


@pytest.mark.parametrize("compare", [compare_with_openpyxl, compare_with_calamine])
@pytest.mark.parametrize("drawing", DRAWINGS, ids=name_of)
def test_what_another_reader_sees_in_a_drawn_workbook_we_see(
    drawing: Path, compare: Callable[[Path], int], tmp_path: Path
) -> None:
    assert compare(draw_workbook(drawing.read_text(encoding="utf-8"), tmp_path / "a.xlsx")) > 0


@pytest.mark.parametrize("compare", [compare_with_openpyxl, compare_with_calamine])
@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_what_another_reader_sees_in_a_shipped_sheet_we_see(path: Path, compare: Callable[[Path], int]) -> None:
    assert compare(path) > 20


def test_there_are_workbooks_to_compare() -> None:
    assert len(DRAWINGS) >= 40
    assert len(SHIPPED) >= 4
