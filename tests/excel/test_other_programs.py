"""A response sheet opened, filled in and saved by programs of other makers: the same answers, each in its place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Room
from tests.outline import read_outline

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees along the ring road.
  - "=That the Council waters the young trees of the market place."
  - That the Council prunes every elm in the parks in winter.
"""
COMMENT = 'It will:\n- plant, with care\n- water <them> & "more"\n=SUM(1) 5 * 3 {{ x }}'
PRINTED = """\
| 2. =That the Council waters the young trees of the market place.
|
| No
|
| It will:
| * plant, with care
| * water <them> & "more"
| =SUM(1) 5 * 3 {{ x }}
+--
"""


@pytest.fixture
def sheet(room: Room) -> Path:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    return room.path / "data/trees/responses.xlsx"


def answers(path: Path) -> list[dict[str, str]]:
    """Return what to type: recommendation 1 agreed, 2 not, with a long comment, 3 left open."""
    rows = openpyxl.load_workbook(path)["Responses"]["A"]
    first = next(cell.row for cell in rows if cell.value == 1)
    typed = {f"C{first}": " yes ", f"C{first + 1}": "No", f"D{first + 1}": COMMENT}
    return [{"sheet": "Responses", "cell": cell, "text": text} for cell, text in typed.items()]


def build(room: Room) -> tuple[str, str]:
    """Return what is said, and the draft's outline."""
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    return built.stderr, read_outline(room.path / "output" / name)


@pytest.mark.parametrize(
    ("library", "ending"),
    [
        ("exceljs", "xlsx"), ("sheetjs", "xlsx"), ("sheetjs", "xlsm"), ("sheetjs", "ods"), ("sheetjs", "xls"),
        ("sheetjs", "csv"),
    ],
)  # fmt: skip
def test_filled_in_and_saved(library: str, ending: str, sheet: Path, room: Room, node: Callable[..., str]) -> None:
    typed = answers(sheet)
    saved = sheet.with_name(f"Copy of responses (2).{ending}")
    node("edit.mjs", library, str(sheet), str(saved), json.dumps(typed))
    sheet.unlink()
    said, outline = build(room)
    assert 'RES004: recommendation 1: "yes" is printed as "Yes"' in said
    assert "RES001: recommendation 3 is not answered" in said
    assert [line for line in said.splitlines() if " error " in line] == []
    check_outline(outline)


def check_outline(outline: str) -> None:
    """One is not answered, and the comment of the second is whole."""
    assert outline.count("Awaited") == 1
    assert PRINTED in outline


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_filled_in_and_saved_by_libreoffice(
    ending: str, sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    book = openpyxl.load_workbook(sheet)
    for each in answers(sheet):
        cell = book[each["sheet"]][each["cell"]]
        cell.value, cell.data_type = each["text"], "s"
    book.save(sheet)
    saved = libreoffice(sheet, ending, room.path / "saved")
    sheet.unlink()
    shutil.copyfile(saved, sheet.with_name(f"from the member.{ending}"))
    said, outline = build(room)
    assert [line for line in said.splitlines() if " error " in line] == []
    check_outline(outline)


def test_what_libreoffice_saved_is_refreshed_with_its_answers(
    sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    """Sent, answered, saved by another program, then a recommendation more: the answers are where they were."""
    book = openpyxl.load_workbook(sheet)
    for each in answers(sheet):
        book[each["sheet"]][each["cell"]].value = each["text"]
    book.save(sheet)
    shutil.copyfile(libreoffice(sheet, "xlsx", room.path / "saved"), sheet)
    room.write("data/trees/recommendations.yaml", MATTER + "  - That the Council counts them all.\n")
    assert room.papers("sheet").exit_code == 0
    _, outline = build(room)
    assert outline.count("Awaited") == 2
    assert PRINTED in outline
