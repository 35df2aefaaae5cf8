"""Answers in colours that the form does not have: red letters and yellow cells mark what is not final."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters the young trees.
"""
SHEET = "data/trees/responses.xlsx"
RED, DARK_GREY, YELLOW = "FFFF0000", "FF404040", "FFFFFF00"


def found(room: Room) -> list[tuple[str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["cell"], each["message"]) for each in every if each["code"] == "RES025"]


def answered(room: Room, edit: Callable[[Worksheet], None]) -> None:
    """Answer the program's own sheet, then edit it."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0

    def answer(sheet: Worksheet) -> None:
        for number in (1, 2):
            sheet.cell(row_of(sheet, number), 3).value = "Yes"
            sheet.cell(row_of(sheet, number), 4).value = f"Work begins in 202{number + 5}."
        edit(sheet)

    fill_in(room.path / SHEET, answer)


def comment(sheet: Worksheet, number: int) -> Cell:
    cell = sheet.cell(row_of(sheet, number), 4)
    assert isinstance(cell, Cell)
    return cell


def redden_a_word(sheet: Worksheet) -> None:
    red = TextBlock(InlineFont(rFont="Arial", sz=11, color=RED), "in May")
    comment(sheet, 2).value = CellRichText("We begin ", red, ", it is hoped.")


def redden_all(sheet: Worksheet) -> None:
    for number in (1, 2):
        comment(sheet, number).font = Font(name="Arial", size=11, color=RED)


def fill_yellow(sheet: Worksheet) -> None:
    comment(sheet, 2).fill = PatternFill("solid", fgColor=YELLOW)


def write_in_grey(sheet: Worksheet) -> None:
    comment(sheet, 1).font = Font(name="Arial", size=11, color=DARK_GREY)


def write_in_the_themes_black(sheet: Worksheet) -> None:
    comment(sheet, 1).font = Font(name="Arial", size=11, color=Color(theme=1))


def write_a_link(sheet: Worksheet) -> None:
    cell = comment(sheet, 1)
    cell.value = cell.hyperlink = "https://www.example.org/trees"
    cell.font = Font(name="Arial", size=11, color="FF0563C1", underline="single")


def fill_the_recommendation(sheet: Worksheet) -> None:
    sheet.cell(row_of(sheet, 2), 2).fill = PatternFill("solid", fgColor=YELLOW)


EDITS = {
    "a red word": (redden_a_word, [("D", 2, "the text in D")]),
    "red answers": (redden_all, [("D", 1, "and D")]),
    "a yellow cell": (fill_yellow, [("D", 2, "behind D")]),
    "dark grey": (write_in_grey, []),
    "black by the theme": (write_in_the_themes_black, []),
    "a link": (write_a_link, []),
    "a recommendation marked by the officer": (fill_the_recommendation, []),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_colours_are_found(edit: Callable[[Worksheet], None], expected: list[tuple[str, int, str]], room: Room) -> None:
    answered(room, edit)
    sheet = openpyxl.load_workbook(room.path / SHEET)["Responses"]
    places = [(f"{column}{row_of(sheet, number)}", part) for column, number, part in expected]
    every = found(room)
    assert [cell for cell, _ in every] == [cell for cell, _ in places]
    assert all(part in message for (_, message), (_, part) in zip(every, places, strict=True))


def redden_and_fill(sheet: Worksheet) -> None:
    redden_a_word(sheet)
    fill_yellow(sheet)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_as_libreoffice_saves_them(
    kind: str, room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    answered(room, redden_and_fill)
    saved = libreoffice(room.path / SHEET, kind, tmp_path / "saved")
    (room.path / SHEET).unlink()
    shutil.copy(saved, room.path / "data/trees")
    assert len(found(room)) == 2


def test_a_new_sheet_without_the_colours_says_so(room: Room) -> None:
    answered(room, fill_yellow)
    room.write("data/trees/recommendations.yaml", MATTER.replace("waters", "watches"))
    assert "RES025" in room.papers("sheet").stderr
    assert found(room) == []


# A council's own sheet: the colours of its answer cells, and the cells that are reported.
OWN = {
    "all alike": (("FFFFFF99",) * 4, []),
    "one that differs": (("FFFFFF99", "FFFFFF99", "FFFFFF99", "FFFF9999"), ["D3"]),
    "two of four": (("FFFFFF99", "FFFFFF99", None, None), ["C2"]),
}


@pytest.mark.parametrize(("fills", "cells"), OWN.values(), ids=OWN)
def test_a_councils_own_sheet_has_its_own_colours(fills: tuple[str | None, ...], cells: list[str], room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    drawing = """\
[Responses]
No. | Recommendation                           | Agree? | Comment
1   | That the Council plants a hundred trees. | Yes    | Work begins in May.
2   | That the Council waters the young trees. | Yes    | Work begins in June.
"""
    path = room.draw(SHEET, drawing)
    book = openpyxl.load_workbook(path)
    for reference, fill in zip(("C2", "D2", "C3", "D3"), fills, strict=True):
        if fill:
            book["Responses"][reference].fill = PatternFill("solid", fgColor=fill)
    book.save(path)
    assert [cell for cell, _ in found(room)] == cells
