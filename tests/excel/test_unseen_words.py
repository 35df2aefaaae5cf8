"""Words that nobody sees in Excel are printed, and are told at their cell: white on white, black on black, tiny.

Shown as "XLS022".
"""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.excel.colours import is_unseen, read_colour, read_rgb
from cabinet_papers.excel.number_format import find_colour_index, hides_text
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, Room
from tests.outline import read_outline

SHEET = "data/trees/responses.xlsx"
WORDS = "We do not mean it"


def answer(room: Room, change: Callable[[Cell], object], matter: str = MATTER) -> Path:
    """Write the sheet, type the words into the Comment, and change its cell."""
    room.write("data/trees/recommendations.yaml", matter)
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, "Yes")
        sheet.cell(row, 4).value = WORDS
        change(sheet.cell(row, 4))

    fill_in(room.path / SHEET, fill)
    return room.path / SHEET


def told(room: Room) -> list[str]:
    """Return the messages of XLS022."""
    lines = room.papers("check").stderr.splitlines()
    return [line.partition(" XLS022: ")[2] for line in lines if " XLS022: " in line]


def colour(**font: object) -> Callable[[Cell], None]:
    return lambda cell: setattr(cell, "font", Font(**font))


def ground(fill: str, **font: object) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.fill, cell.font = PatternFill("solid", fgColor=fill), Font(**font)

    return change


def gradient(cell: Cell) -> None:
    cell.fill, cell.font = GradientFill(stop=("FFFFFF", "000000")), Font(color="FFFFFF")


def formatted(number_format: str) -> Callable[[Cell], None]:
    return lambda cell: setattr(cell, "number_format", number_format)


UNSEEN = {
    "white": colour(color="FFFFFFFF"),
    "the theme's ground": colour(color=Color(theme=0)),
    "the theme's ground, a little darker": colour(color=Color(theme=0, tint=-0.05)),
    "the theme's letters, made white": colour(color=Color(theme=1, tint=0.98)),
    "numbered white": colour(color=Color(indexed=9)),
    "nearly white": colour(color="F8F8F0"),
    "blacked out": ground("000000"),
    "red on red": ground("C00000", color="C00000"),
    "tiny": colour(sz=1),
    "a format": formatted(";;;"),
}
SEEN = {
    "black": colour(color="000000"),
    "automatic": colour(),
    "red": colour(color="FF0000"),
    "yellow": colour(color="FFFF00"),
    "pale grey": colour(color="D0D0D0"),
    "white on blue": ground("1F3A5F", color="FFFFFF"),
    "white on a gradient": gradient,
    "small": colour(sz=6),
    "the theme's letters": colour(color=Color(theme=1)),
    "a format with words": formatted("0;-0;0;@"),
    "a format without a section for text": formatted("0;-0;"),
}


@pytest.mark.parametrize("how", UNSEEN)
def test_words_that_cannot_be_seen_are_told_and_printed(how: str, room: Room) -> None:
    answer(room, UNSEEN[how])
    (said,) = told(room)
    assert f'"{WORDS}" cannot be seen in the sheet' in said
    assert room.papers("build").exit_code == 0
    assert WORDS in read_outline(room.path / "output" / room.documents()[0])


@pytest.mark.parametrize("how", SEEN)
def test_words_that_can_be_seen_are_not_told(how: str, room: Room) -> None:
    answer(room, SEEN[how])
    assert told(room) == []


def test_a_part_of_a_text_is_told_alone(room: Room) -> None:
    def whiten(cell: Cell) -> None:
        cell.value = CellRichText("Yes, ", TextBlock(InlineFont(color="FFFFFF"), "or never"), " gladly")

    answer(room, whiten)
    (said,) = told(room)
    assert '"or never" cannot be seen' in said
    assert room.papers("build").exit_code == 0
    assert "Yes, or never gladly" in read_outline(room.path / "output" / room.documents()[0])


def test_a_part_of_a_text_is_seen_against_its_cell(room: Room) -> None:
    def darken(cell: Cell) -> None:
        cell.value = CellRichText("hidden ", TextBlock(InlineFont(color="FFFFFF"), "shown"))
        cell.fill = PatternFill("solid", fgColor="000000")

    answer(room, darken)
    assert [said.partition('"')[2].partition('"')[0] for said in told(room)] == ["hidden"]


def test_a_number_and_a_decision_are_told(room: Room) -> None:
    def whiten(cell: Cell) -> None:
        cell.value, cell.font = 98765, Font(color="FFFFFF")
        cell.offset(column=-1).font = Font(color="FFFFFF")

    answer(room, whiten)
    assert [said.partition('"')[2].partition('"')[0] for said in told(room)] == ["Yes", "98765"]


def test_a_table_is_told(room: Room) -> None:
    path = answer(room, lambda cell: setattr(cell, "value", "[Table: Costs]"))
    book = openpyxl.load_workbook(path)
    table = book.create_sheet("Costs")
    table["A1"], table["A2"] = "Cost", "two million"
    table["A2"].font = Font(color="FFFFFF")
    book.save(path)
    (said,) = told(room)
    assert '"two million" cannot be seen' in said


def test_an_exempt_answer_is_not_quoted(room: Room) -> None:
    exempt = MATTER.replace("[That the Council plants a hundred trees.]", "[{text: That it buys., exempt: 3}]")
    answer(room, UNSEEN["white"], exempt)
    (said,) = told(room)
    assert said.startswith("recommendation 1: an exempt text cannot be seen")


def test_the_cure_works(room: Room) -> None:
    path = answer(room, ground("000000", sz=1))
    assert len(told(room)) == 1

    def clear(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, 1), 4).style = "Normal"

    fill_in(path, clear)
    assert told(room) == []


@pytest.mark.parametrize("ending", ["ods", "fods", "xls", "xlsx"])
def test_saved_by_libreoffice(
    ending: str, room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    def change(cell: Cell) -> None:
        cell.value = CellRichText("Yes, ", TextBlock(InlineFont(color="FFFFFF"), "or never"))
        cell.offset(column=-1).fill = PatternFill("solid", fgColor="000000")

    path = answer(room, change)
    saved = libreoffice(path, ending, tmp_path / "saved")
    path.unlink()
    (path.parent / saved.name).write_bytes(saved.read_bytes())
    assert [said.partition('"')[2].partition('"')[0] for said in told(room)] == ["Yes", "or never"]


def test_the_sheet_as_it_is_written_has_none(
    room: Room, libreoffice: Callable[[Path, str, Path], Path], tmp_path: Path
) -> None:
    path = answer(room, colour())
    for ending in ("ods", "xls"):
        saved = libreoffice(path, ending, tmp_path / "saved")
        (path.parent / saved.name).write_bytes(saved.read_bytes())
    assert told(room) == []


@pytest.mark.parametrize(
    ("attributes", "read"),
    [
        ({"rgb": "FF102030"}, (16, 32, 48)), ({"rgb": "nonsense"}, None), ({"theme": "0"}, (255, 255, 255)),
        ({"theme": "99"}, None), ({"indexed": "64"}, None), ({"indexed": "65"}, (255, 255, 255)),
        ({"indexed": "10"}, (255, 0, 0)), ({"indexed": "63"}, (51, 51, 51)), ({"auto": "1"}, None), ({}, None),
        ({"rgb": "000000", "tint": "1"}, (255, 255, 255)), ({"rgb": "FFFFFF", "tint": "-0.5"}, (128, 128, 128)),
        ({"rgb": "000000", "tint": "x"}, (0, 0, 0)), ({"indexed": "-3"}, None), ({"theme": "x"}, None),
    ],
)  # fmt: skip
def test_colours_of_a_workbook(attributes: dict[str, str], read: object) -> None:
    assert read_colour(attributes, ((255, 255, 255), (0, 0, 0))) == read


def test_what_is_one_colour_for_the_eye() -> None:
    assert is_unseen(read_rgb("#fff8f8"), (255, 255, 255))
    assert not is_unseen(read_rgb("D9D9D9"), (255, 255, 255))
    assert not is_unseen(None, None)


@pytest.mark.parametrize(
    ("number_format", "hidden"),
    [(";;;", True), ('0;0;0;""', True), ('0;0;0;"@"', True), (";;;@", False), ("0;0;0;General", False),
     ("0;0;0", False), (";;", False), ('"a;b;c;d"0', False), ("@", False), ("0;0;0;[Red]@", False)],
)  # fmt: skip
def test_formats_that_hide_a_text(number_format: str, hidden: bool) -> None:
    assert hides_text(number_format) is hidden


@pytest.mark.parametrize(
    ("number_format", "of_text", "of_numbers"),
    [
        ("[White]@", 9, 9), ("[Color2]@", 9, 9), ("General;General;General;[White]@", 9, None),
        ("[White]General", 9, 9), ("[White]0", None, 9), ("0;[Red]0", None, None), ("[Red]0;[Red]0", None, 10),
        ("0;0;0;[Color 57]@", None, None), ("General", None, None), ("[$-809]dd/mm/yyyy;@", None, None),
    ],
)  # fmt: skip
def test_the_colour_that_a_number_format_gives(number_format: str, of_text: object, of_numbers: object) -> None:
    found = [find_colour_index(number_format, is_text=is_text) for is_text in (True, False)]
    assert found == [of_text, of_numbers]


@pytest.mark.parametrize("number_format", ["[White]@", "[Color2]@", "General;General;General;[White]@"])
def test_words_in_the_white_of_a_number_format_are_told(number_format: str, room: Room) -> None:
    answer(room, lambda cell: setattr(cell, "number_format", number_format))
    assert len(told(room)) == 1


@pytest.mark.parametrize("kind", ["row", "column"])
def test_a_row_or_column_of_no_size_counts_as_hidden(kind: str, room: Room) -> None:
    def flatten(cell: Cell) -> None:
        if kind == "row":
            cell.parent.row_dimensions[cell.row].height = 0.1
        else:
            cell.parent.column_dimensions["D"].width = 0.1

    answer(room, flatten)
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert "XLS006" in {each["code"] for each in found}
