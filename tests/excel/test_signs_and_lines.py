"""Underlined words, letters in fonts of signs, links of formulas, and the letters of other computers.

Shown as "XLS023" and "XLS024".
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.excel.sign_fonts import FONTS, translate
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, Room
from tests.outline import read_outline

SHEET = "data/trees/responses.xlsx"
SIGNS = (
    "It is ",
    TextBlock(InlineFont(rFont="Wingdings"), "\u00fc \uf0fb"), " and ", TextBlock(InlineFont(rFont="Symbol"), "m"),
    "m or ", TextBlock(InlineFont(rFont="Wingdings 3"), "k"),
)  # fmt: skip


def answer(room: Room, value: object, font: Font | None = None, decision: str = "Yes") -> Path:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0

    def fill(sheet: Worksheet) -> None:
        row = row_of(sheet, 1)
        sheet.cell(row, 3, decision)
        sheet.cell(row, 4).value = value
        if font:
            sheet.cell(row, 4).font = font

    fill_in(room.path / SHEET, fill)
    return room.path / SHEET


def found(room: Room) -> list[tuple[str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["cell"]) for each in every if each["code"].startswith(("XLS", "STY"))]


def printed(room: Room) -> str:
    assert room.papers("build").exit_code == 0
    return read_outline(room.path / "output" / room.documents()[0])


UNDERLINED = CellRichText("Work begins ", TextBlock(InlineFont(u="double"), "in May"), ".")


@pytest.mark.parametrize(("value", "font"), [(UNDERLINED, None), ("All of it.", Font(u="single"))])
def test_underlined_words_are_reported_and_stay_so_in_a_new_sheet(value: object, font: Font | None, room: Room) -> None:
    path = answer(room, value, font)
    assert [code for code, _ in found(room)] == ["XLS023"]
    room.write("data/trees/recommendations.yaml", MATTER.replace("hundred", "thousand"))
    assert room.papers("sheet").exit_code == 0
    assert path.is_file()
    assert "XLS023" in [code for code, _ in found(room)]


def test_a_link_is_underlined_without_a_word(room: Room) -> None:
    path = answer(room, "See https://x.example", Font(u="single"))
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    sheet.cell(row_of(sheet, 1), 4).hyperlink = "https://x.example"
    book.save(path)
    assert found(room) == []


def test_signs_print_as_what_they_show(room: Room) -> None:
    answer(room, CellRichText(*SIGNS))
    assert [code for code, _ in found(room)] == ["XLS024"]
    assert "It is ✓ ✗ and μm or k" in printed(room)


def test_a_tick_is_a_decision(room: Room) -> None:
    path = answer(room, "ok")
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    cell = sheet.cell(row_of(sheet, 1), 3)
    cell.value, cell.font = "\u00fc", Font(name="Wingdings")
    book.save(path)
    assert "Yes" in printed(room)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_signs_and_lines_survive_libreoffice(
    ending: str, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    path = answer(room, CellRichText(*SIGNS, " ", TextBlock(InlineFont(u="single"), "in May")))
    saved = libreoffice(path, ending, room.path / "saved")
    path.unlink()
    shutil.copy(saved, path.parent / f"responses.{ending}")
    assert sorted(code for code, _ in found(room) if code != "XLS010") == ["XLS023", "XLS024"]
    assert "It is ✓ ✗ and μm or k in May" in printed(room)


def test_every_font_has_a_sign_for_each_of_its_letters() -> None:
    for name, (letters, signs) in FONTS.items():
        assert len(letters) == len(signs) == len(set(letters)), name
        assert translate(letters, name).unknown == ""


@pytest.mark.parametrize(
    ("formula", "codes"),
    [
        ('=HYPERLINK("https://x.example/plan","the plan")', ["XLS016"]),
        ('=HYPERLINK(B1,"the plan")', ["XLS016"]),
        ('=HYPERLINK("https://x.example/plan","see https://x.example/plan")', []),
        ('="the "&"plan"', []),
    ],
)
def test_the_address_of_a_formula_is_not_lost(formula: str, codes: list[str], room: Room) -> None:
    """The formula is saved with what it shows, as Excel and LibreOffice save it."""
    import xlsxwriter

    room.write("data/trees/recommendations.yaml", MATTER)
    with xlsxwriter.Workbook(room.path / SHEET) as book:
        sheet = book.add_worksheet("Responses")
        sheet.write_row(0, 0, ["No.", "Recommendation", "Agree?", "Comment"])
        sheet.write_row(1, 0, [1, "That the Council plants a hundred trees.", "Yes"])
        shown = formula.split('"')[-2] if "HYPERLINK" in formula else "the plan"
        sheet.write_formula(1, 3, formula, None, shown)
    assert [code for code, _ in found(room)] == codes


@pytest.mark.parametrize(
    ("page", "codes"), [("cp1252", []), ("mac_roman", ["STY016"]), ("cp850", ["STY016"]), ("utf-8", [])]
)
def test_the_letters_of_another_computer_in_a_csv(page: str, codes: list[str], room: Room) -> None:
    words = "The café costs £20 and François à la carte."
    room.write("data/trees/recommendations.yaml", MATTER)
    text = f"No.,Recommendation,Agree?,Comment\n1,That the Council plants a hundred trees.,Yes,{words}\n"
    (room.path / "data/trees/responses.csv").write_bytes(text.encode(page))
    assert [code for code, _ in found(room) if code != "XLS010"] == codes
    assert words in printed(room)
