"""The worksheet "For the scrutiny office": read back and reported, kept, and never printed."""

import json
import shutil

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import Room

PAGE = "For the scrutiny office"
MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
"""
SHEET = "data/trees/responses.xlsx"


def answer(room: Room, name: str = SHEET, **cells: str) -> None:
    """Answer Yes, and write into the cells of the page."""
    path = room.path / name
    fill_in(path, lambda sheet: sheet.cell(row_of(sheet, 1), 3, "Yes"))
    book = openpyxl.load_workbook(path)
    for cell, text in cells.items():
        book[PAGE][cell] = text
    book.save(path)


def write(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0


def found(room: Room) -> list[tuple[str, str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], f"{each['sheet']}!{each['cell']}", each["message"]) for each in every]


def rows(room: Room, name: str = SHEET) -> dict[str, str | None]:
    page: Worksheet = openpyxl.load_workbook(room.path / name)[PAGE]
    return {str(page.cell(row, 1).value): page.cell(row, 2).value for row in (4, 5, 6)}


def test_an_empty_page_says_nothing(room: Room) -> None:
    write(room)
    assert rows(room) == {"Drafted by": None, "Cleared by": None, "Anything else": None}
    answer(room)
    assert found(room) == []


def test_what_is_written_is_reported_once(room: Room) -> None:
    write(room)
    answer(room, B4="the Head of Parks", B6="please hold back\nuntil Friday", D9="see my note")
    ((code, place, message),) = found(room)
    assert (code, place) == ("XLS027", f"{PAGE}!B4")
    assert message == (
        'for the scrutiny office: Drafted by "the Head of Parks", '
        'Anything else "please hold back until Friday see my note"'
    )


def test_it_is_never_printed_nor_marked(room: Room) -> None:
    write(room)
    answer(room, B6="please hold back")
    assert room.papers("check", "--mark").stdout == ""
    assert room.papers("build").exit_code == 0
    papers = b"".join(path.read_bytes() for path in (room.path / "output").rglob("*.docx"))
    assert b"hold back" not in papers


def test_it_stays_when_the_sheet_is_written_again(room: Room) -> None:
    write(room)
    answer(room, B5="Legal", A9="and Finance")
    room.write("data/trees/recommendations.yaml", f"{MATTER}  - That the Council waters them.\n")
    assert room.papers("sheet").exit_code == 0
    assert rows(room) == {"Drafted by": None, "Cleared by": "Legal", "Anything else": "and Finance"}
    assert openpyxl.load_workbook(room.path / SHEET).sheetnames == ["Responses", "How to", PAGE]


def test_joined_sheets_tell_what_each_told(room: Room) -> None:
    write(room)
    other = "data/trees/yours.xlsx"
    shutil.copy(room.path / SHEET, room.path / other)
    answer(room, B4="A", B6="hold back")
    answer(room, other, B4="B", B6="hold back")
    assert room.papers("sheet", "--join").exit_code == 0
    assert rows(room) == {"Drafted by": "A\nB", "Cleared by": None, "Anything else": "hold back"}
    assert not (room.path / other).exists()


def test_exempt_words_are_not_repeated(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "  - {text: That the Council buys it., exempt: 3}\n")
    assert room.papers("sheet").exit_code == 0
    answer(room, B6="two million pounds")
    checked = room.papers("check").stderr
    assert "XLS027" in checked
    assert "million" not in checked


def test_its_lines_stay_as_they_are(room: Room) -> None:
    """Empty lines and lines that are alike were typed so."""
    write(room)
    text = "call me\n\nno hurry\n\ncall me"
    answer(room, B6=text)
    room.write("data/trees/recommendations.yaml", f"{MATTER}  - That the Council waters them.\n")
    assert room.papers("sheet").exit_code == 0
    assert rows(room)["Anything else"] == text
