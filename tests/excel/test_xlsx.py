"""The reader of .xlsx files sees what openpyxl sees, and fails in one way only."""

import io
import random
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cabinet_papers.excel.cells import UnreadableError
from cabinet_papers.excel.xlsx import read_xlsx
from cabinet_papers.matter.prose import Run, join_runs
from tests.conftest import MANY

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufffe\uffff")
TEXT = st.text(LETTERS | st.sampled_from("\n\t"), min_size=1, max_size=30)
PIECE = st.tuples(TEXT, st.booleans(), st.booleans())
VALUE = st.one_of(
    TEXT,
    st.lists(PIECE, min_size=2, max_size=4),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
    st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)).map(lambda day: day.replace(microsecond=0)),
    st.booleans(),
)


def rich(pieces: list[tuple[str, bool, bool]]) -> CellRichText:
    return CellRichText([TextBlock(InlineFont(b=bold, i=italic), text) for text, bold, italic in pieces])


@pytest.mark.slow
@settings(max_examples=60 * MANY, deadline=None)
@given(values=st.lists(st.tuples(VALUE, st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_values_and_looks_are_read_as_they_were_written(values: list[tuple[Any, bool, bool]]) -> None:
    book = openpyxl.Workbook()
    for at, (value, bold, italic) in enumerate(values, 1):
        cell = book.active.cell(at, 1)
        cell.font = Font(b=bold, i=italic)
        if isinstance(value, list):
            cell.value = rich(value)
        else:
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        (sheet,) = read_xlsx(path)
    assert [cell.row for cell in sheet.cells] == list(range(1, len(values) + 1))
    for cell, (value, bold, italic) in zip(sheet.cells, values, strict=True):
        if isinstance(value, list):
            assert cell.runs == join_runs([Run(*piece) for piece in value])
        elif isinstance(value, str):
            assert cell.runs == (Run(value, bold, italic),)
        else:
            assert {run[1:3] for run in cell.runs} == {(bold, italic)}
            assert cell.stored == (None if isinstance(value, bool) else value)


def whole_workbook() -> dict[str, bytes]:
    """Return the parts of a workbook with text in all its forms, a note, a link, a merge and a number."""
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"].value, sheet["A1"].comment = "one", Comment("note", "a")
    sheet["A2"].value = rich([("b", True, False), ("i", False, True)])
    sheet["A3"].value, sheet["A3"].hyperlink = "here", "https://example.org"
    sheet["A4"].value, sheet["A4"].number_format = 0.5, "0%"
    sheet.merge_cells("B1:C2")
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.slow
def test_a_damaged_file_is_unreadable_and_nothing_else(tmp_path: Path) -> None:
    """Bytes changed at random in every part: it is read, or refused in the one way that the caller knows."""
    parts, chance = whole_workbook(), random.Random(7)
    outcomes = {"read": 0, "refused": 0}
    for at in range(300 * MANY):
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.choice(b'0<>/"A9 -&')
        path = tmp_path / f"{at}.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            for part, whole in parts.items():
                package.writestr(part, bytes(content) if part == name else whole)
        try:
            read_xlsx(path)
            outcomes["read"] += 1
        except UnreadableError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 30, outcomes


def test_references_that_are_left_out_count_on(tmp_path: Path) -> None:
    parts = whole_workbook()
    name = "xl/worksheets/sheet1.xml"
    for ref in (b' r="1"', b' r="A1"', b' r="A2"', b' r="3"'):
        parts[name] = parts[name].replace(ref, b"", 1)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    (sheet,) = read_xlsx(tmp_path / "a.xlsx")
    assert [cell.reference for cell in sheet.cells] == ["A1", "A2", "A3", "A4"]


def test_entities_are_not_followed(tmp_path: Path) -> None:
    parts = whole_workbook()
    name = "xl/worksheets/sheet1.xml"
    bomb = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    parts[name] = bomb + parts[name].replace(b"<v>0.5</v>", b"<v>&a;</v>")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    with pytest.raises(UnreadableError):
        read_xlsx(tmp_path / "a.xlsx")
