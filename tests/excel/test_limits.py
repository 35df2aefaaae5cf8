"""The limits of workbooks: what is beyond them is a finding at its place, and what is only large is read."""

from pathlib import Path

import pytest
from tools.hostile import honest
from tools.hostile.case import Hostile
from tools.hostile.excel import make_parts, page, table
from tools.hostile.packages import list_often, pack, relate, state_size
from tools.hostile.tables import content, ods, rows

from cabinet_papers.excel.cells import LONGEST_TEXT, MOST_LINES, Workbook
from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.files.package import WORKBOOK, TooLargeError, unpack
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity

PAGE = "xl/worksheets/sheet1.xml"
# What takes seconds to write, and to read.
SLOW = (".xlsx: formatted down to the last row", ".xlsx: a worksheet of 20,000 counts")
WORKBOOKS = [case for case in honest.list_cases() if case.name.startswith((".xlsx", ".ods", ".xls", ".csv"))]


def read(folder: Path, content: bytes, name: str = "responses.xlsx") -> tuple[Workbook | None, list[Diagnostic]]:
    path = folder / name
    path.write_bytes(content)
    return read_workbook(path, name)


@pytest.mark.parametrize(
    "case",
    [pytest.param(each, id=each.name, marks=[pytest.mark.slow] * (each.name in SLOW)) for each in WORKBOOKS],
)
def test_what_is_only_large_is_read(tmp_path: Path, case: Hostile) -> None:
    book, findings = read(tmp_path, case.make(), Path(case.path).name)
    assert [each for each in findings if each.severity is Severity.ERROR] == []
    assert book
    answers = {cell.text for cell in book.worksheets[0].cells if cell.column == 4} - {"Comment"}
    assert answers
    assert {each.strip()[:9] for each in answers} <= {"By spring", "Trees are"}


def test_there_is_something_large() -> None:
    assert len(WORKBOOKS) > 8
    assert {each.name for each in WORKBOOKS} > {*SLOW}


@pytest.mark.parametrize(("sign", "most"), [("a", LONGEST_TEXT), ("a\n", MOST_LINES - 1)], ids=["letters", "lines"])
def test_a_text_has_limits_of_letters_and_lines(tmp_path: Path, sign: str, most: int) -> None:
    assert read(tmp_path, pack(make_parts(page(table(sign * most)))))[1] == []
    book, findings = read(tmp_path, pack(make_parts(page(table(sign * (most + 1))))))
    assert book is None
    place = Location("responses.xlsx", sheet="Responses", cell="D2")
    assert [(each.code, each.location) for each in findings] == [(codes.XLS002, place)]


@pytest.mark.parametrize("stored", ["9" * 300_000, "1E+99999999", "1E+999999999", "-1E+400"])
def test_a_number_beyond_all_numbers_is_no_fault(tmp_path: Path, stored: str) -> None:
    cell = f'<t:table-cell office:value-type="float" office:value="{stored}"/>'
    book, findings = read(tmp_path, ods(content(rows() + f"<t:table-row>{cell}</t:table-row>")), "responses.ods")
    if book is None:
        assert [each.code for each in findings] == [codes.XLS002]
    else:
        assert stored in {cell.text for cell in book.worksheets[0].cells}


def test_spaces_laid_out_without_end_are_one_text(tmp_path: Path) -> None:
    book, _ = read(tmp_path, ods(content(rows(f"By{' ' * 150_000}spring."))), "responses.ods")
    assert book
    assert len(next(cell.text for cell in book.worksheets[0].cells if cell.reference == "D2")) == 150_009


def test_a_part_is_not_unpacked_to_more_than_it_states(tmp_path: Path) -> None:
    book, findings = read(tmp_path, state_size(pack(make_parts(page() + " " * 1_000_000)), PAGE, 1_000))
    assert book is None
    assert [each.code for each in findings] == [codes.XLS002]


def test_a_list_of_parts_without_end_is_not_read() -> None:
    with pytest.raises(TooLargeError):
        unpack(list_often(pack({"a.xml": "<a/>"}), "a.xml", 250_000, "x"), WORKBOOK)


def test_a_drawing_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    drawing = '<d xmlns="x"><a><from><row>1</row><col>2</col></from><pic/></a></d>'
    parts = make_parts(drawing1=drawing)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relate(*((each, "drawing", "../drawing1.xml") for each in "ab"))
    book, _ = read(tmp_path, pack(parts))
    assert book
    assert [(each.kind, each.row, each.column) for each in book.worksheets[0].drawings] == [("picture", 2, 3)]
