"""The first worksheet of a marked copy: what the Cabinet Member has to put right, a link to each cell."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-04-21, members: [{name: Councillor A Elm}]}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters every one of them.
  - That the Council prunes the elms.
"""
SHEET, MARKED = "data/trees/responses.xlsx", "data/trees/to correct/responses.xlsx"
LIST = "What to put right"


@pytest.fixture
def sheet(room: Room) -> Path:
    """A warning in an earlier row than an error, and a recommendation that only the officer can correct."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0

    def answer(sheet: Worksheet) -> None:
        for number, decision in ((1, "Agreed"), (2, "maybe"), (3, "Yes")):
            sheet.cell(row_of(sheet, number), 3, decision)
            sheet.cell(row_of(sheet, number), 4, "It will be done in May 2027.")
        sheet.cell(row_of(sheet, 3), 2, "That the Council prunes the oaks.")

    fill_in(room.path / SHEET, answer)
    return room.path / SHEET


def lines(book: Workbook) -> list[tuple[str, str]]:
    """Return where each line's link leads, and its words."""
    sheet = book[book.sheetnames[0]]
    return [(str(row[0].hyperlink.location), str(row[1].value)) for row in sheet.iter_rows(min_row=4)]


@pytest.mark.usefixtures("sheet")
def test_the_copy_begins_with_the_list(room: Room) -> None:
    room.papers("check", "--mark")
    book = openpyxl.load_workbook(room.path / MARKED)
    assert book.sheetnames == [LIST, "Responses", "How to", "For the scrutiny office"]
    assert book.active.title == LIST
    assert [each.title for each in book if each.sheet_view.tabSelected] == [LIST]
    row = row_of(book["Responses"], 1)
    assert [place for place, _ in lines(book)] == [f"'Responses'!C{row + 1}", f"'Responses'!C{row}"]
    assert [re.search(r"\((\w{6}) ", text)[1] for _, text in lines(book)] == ["RES003", "RES004"]


@pytest.mark.usefixtures("sheet")
def test_the_words_are_the_same_everywhere(room: Room) -> None:
    """On the list, in the note, on the terminal and on the page. RES006 is for the officer: it is not on the list."""
    marked = room.papers("check", "--mark")
    page = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(room.papers("check", "--format", "html").stdout)).split())
    found = {each["code"]: each for each in json.loads(room.papers("check", "--format", "json").stdout)}
    book = openpyxl.load_workbook(room.path / MARKED)
    listed = dict(lines(book))
    assert len(listed) == 2
    for code in ("RES003", "RES004"):
        message, hint, cell = (found[code][each] for each in ("message", "hint", "cell"))
        text = listed[f"'Responses'!{cell}"]
        said = re.fullmatch(rf"To correct: (.*)\.\nWhat to do: (.*)\. \({code} \w{{4}}\)", text)
        # What only the officer can do comes after it.
        assert said
        assert (said[1], hint.partition("; ")[0]) == (message, said[2])
        assert text in book["Responses"][cell].comment.text
        assert f"{message}\n" in marked.stderr
        assert f"hint: {hint}\n" in marked.stderr
        assert message in page
        assert hint in page
    assert "RES006" in found
    assert not any("RES006" in text for text in listed.values())


def test_the_list_is_not_read_as_an_answer(sheet: Path, room: Room) -> None:
    before = room.papers("check", "--mark").stderr
    (room.path / MARKED).replace(sheet)
    assert room.papers("check").stderr == before


def test_the_next_copy_has_a_list_of_its_own(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    fill_in(room.path / MARKED, lambda sheet: sheet.cell(row_of(sheet, 2), 3, "No"))
    (room.path / MARKED).replace(sheet)
    room.papers("check", "--mark")
    book = openpyxl.load_workbook(room.path / MARKED)
    assert book.sheetnames == [LIST, "Responses", "How to", "For the scrutiny office"]
    assert "RES003" not in " ".join(text for _, text in lines(book))


def test_what_is_typed_on_the_list_is_told_and_kept(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    book = openpyxl.load_workbook(room.path / MARKED)
    book[LIST]["C5"] = "I never said so"
    book[LIST]["B5"].value += " But I did"
    book.save(sheet)
    found = [each for each in json.loads(room.papers("check", "--format", "json").stdout) if each["sheet"] == LIST]
    assert [(each["code"], each["cell"]) for each in found] == [("XLS009", "B5"), ("XLS009", "C5")]
    room.papers("check", "--mark")
    again = openpyxl.load_workbook(room.path / MARKED)
    assert again.sheetnames[:2] == [f"{LIST} (2)", LIST]
    assert again[LIST]["C5"].value == "I never said so"


def test_a_new_sheet_has_no_list(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    (room.path / MARKED).replace(sheet)
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "two hundred"))
    assert room.papers("sheet").exit_code == 0
    assert openpyxl.load_workbook(sheet).sheetnames == ["Responses", "How to", "For the scrutiny office"]


def test_what_counts_worksheets_counts_the_list(room: Room, validate: Callable[[Path], list[str]]) -> None:
    """The heading row that is repeated in print is named by the place of its worksheet."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    room.papers("check", "--mark")
    before, after = (openpyxl.load_workbook(room.path / each) for each in (SHEET, MARKED))
    assert after["Responses"].print_title_rows == before["Responses"].print_title_rows is not None
    assert after[LIST].print_title_rows is None
    assert validate(room.path / MARKED) == []


@pytest.mark.parametrize("kind", ["ods", "csv"])
def test_the_copy_of_another_format(
    kind: str, sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    saved = libreoffice(sheet, kind, tmp_path / "saved")
    sheet.unlink()
    saved.replace(room.path / "data/trees" / saved.name)
    room.papers("check", "--mark")
    (copy,) = (room.path / "data/trees/to correct").glob("responses*.xlsx")
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[0] == LIST
    assert any("RES003" in text for _, text in lines(book))


def test_a_copy_saved_in_another_format_has_one_list(
    sheet: Path, room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    room.papers("check", "--mark")
    saved = libreoffice(room.path / MARKED, "ods", tmp_path / "saved")
    sheet.unlink()
    saved.replace(room.path / "data/trees" / saved.name)
    (room.path / MARKED).unlink()
    room.papers("check", "--mark")
    (copy,) = (room.path / "data/trees/to correct").glob("responses*.xlsx")
    assert [name for name in openpyxl.load_workbook(copy).sheetnames if name.startswith(LIST)] == [LIST]
