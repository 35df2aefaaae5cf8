"""Marked copies of workbooks whose packages are not laid out as usual, and workbooks damaged by hand."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from cabinet_papers.excel.xlsx import read_xlsx
from tests.conftest import Room
from tests.packages import OFFICE, Parts, change_package, replace_in

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
"""
SHEET, MARKED = "data/trees/responses.xlsx", "data/trees/to correct/responses.xlsx"
PACKAGES = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKSHEET = "xl/worksheets/sheet1.xml"
PICTURE = Path(__file__).parent.parent.parent / "docs" / "pictures" / "response-sheet.png"


@pytest.fixture
def sheet(room: Room) -> Path:
    """A sheet with "maybe" as an answer, a member's note and a picture in the header."""
    room.write("data/trees/recommendations.yaml", MATTER)
    book = xlsxwriter.Workbook(room.path / SHEET)
    page = book.add_worksheet("Responses")
    page.write_row(0, 0, ["No.", "Recommendation", "Agree?", "Comment"])
    page.write_row(1, 0, [1, "That the Council plants a hundred trees.", "maybe", "by May 2027"])
    page.set_header("&L&G", {"image_left": str(PICTURE)})
    book.close()
    return room.path / SHEET


def texts(path: Path) -> dict[str, str]:
    return {cell.reference: cell.text for cell in read_xlsx(path)[-1].cells}


def notes(path: Path) -> dict[str, str]:
    return {cell.reference: cell.note for cell in read_xlsx(path)[-1].cells if cell.note}


def test_a_picture_in_the_header_keeps_its_drawing(
    sheet: Path, room: Room, validate: Callable[[Path], list[str]]
) -> None:
    room.papers("check", "--mark")
    assert list(notes(room.path / MARKED)) == ["C2"]
    assert validate(room.path / MARKED) == []
    with zipfile.ZipFile(sheet) as before, zipfile.ZipFile(room.path / MARKED) as after:
        (header,) = [name for name in before.namelist() if name.endswith(".vml")]
        assert after.read(header) == before.read(header)
        drawings = [name for name in after.namelist() if name.endswith(".vml")]
        assert len(drawings) == 2


def move_worksheet(parts: Parts) -> None:
    parts["xl/Pages/One.xml"] = parts.pop(WORKSHEET)
    parts["xl/Pages/_rels/One.xml.rels"] = parts.pop("xl/worksheets/_rels/sheet1.xml.rels")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"xl/worksheets/sheet1.xml", b"xl/Pages/One.xml"
    )
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"worksheets/sheet1.xml", b"pages/one.xml")


@pytest.mark.parametrize(
    "change",
    [
        move_worksheet,
        replace_in(WORKSHEET, "<sheetData>", "<sheetData><!-- by hand --><?note this?>"),
        replace_in(WORKSHEET, 'r="C2"', 'r="$C$2"'),
        replace_in(WORKSHEET, 'r="C2"', 'r="c2"'),
        replace_in(WORKSHEET, 'r="C2"', 'r="R2C3"'),
    ],
    ids=["another folder and case", "comments in the XML", "dollars", "small letters", "another way of counting"],
)
def test_a_package_laid_out_in_another_way(change: Callable[[Parts], None], sheet: Path, room: Room) -> None:
    change_package(sheet, change)
    assert "error RES003" in room.papers("check", "--mark").stderr
    assert list(notes(room.path / MARKED)) == ["C2"]


def test_notes_without_their_list(sheet: Path, room: Room) -> None:
    """The words are written anew, so that the remarks have a place."""
    room.papers("check", "--mark")
    marked = room.path / MARKED
    marked.replace(sheet)

    def empty(parts: Parts) -> None:
        (name,) = [each for each in parts if "comments" in each and each.endswith(".xml")]
        parts[name] = (
            b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/></comments>'
        )

    change_package(sheet, empty)
    assert "error RES003" in room.papers("check", "--mark").stderr
    assert list(notes(marked)) == ["C2"]


def test_half_a_character(sheet: Path, room: Room) -> None:
    """A program stored a character beyond the first 65,536 by its halves, and one half without the other."""
    part = "xl/sharedStrings.xml"
    change_package(sheet, replace_in(part, "by May 2027", "_xD83C__xDF33_ by _xD800_May 2027"))
    change_package(sheet, replace_in(part, "maybe", "Yes"))
    assert texts(sheet)["D2"] == "🌳 by \ufffdMay 2027"
    for command in ("check", "build", "sheet"):
        ran = room.papers(command)
        assert ran.exit_code == 0, ran.stderr


def test_a_template_gives_a_workbook(sheet: Path, room: Room, validate: Callable[[Path], list[str]]) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"
    change_package(sheet, replace_in("[Content_Types].xml", kind.format("sheet"), kind.format("template")))
    sheet.rename(sheet.with_suffix(".xltx"))
    assert room.papers("check", "--mark").stdout == f"{MARKED}\n"
    with zipfile.ZipFile(room.path / MARKED) as package:
        assert kind.format("sheet").encode() in package.read("[Content_Types].xml")
    assert validate(room.path / MARKED) == []


@pytest.mark.usefixtures("sheet")
def test_two_workbooks_of_one_name(room: Room) -> None:
    rows = "No.,Recommendation,Agree?,Comment\n1,That the Council plants a hundred trees.,perhaps,ok\n"
    room.write("data/trees/responses.csv", rows)
    room.papers("check", "--mark")
    said = {path.name: " ".join(notes(path).values()) for path in (room.path / MARKED).parent.glob("*.xlsx")}
    assert ['"maybe"' in said["responses.xlsx"], '"perhaps"' in said["responses.csv.xlsx"]] == [True, True]


def test_a_copy_marked_again_has_every_shape_once(sheet: Path, room: Room) -> None:
    room.papers("check", "--mark")
    (room.path / MARKED).replace(sheet)
    change_package(sheet, replace_in("xl/sharedStrings.xml", "by May 2027", "by the end of May"))
    room.papers("check", "--mark")
    assert len(notes(room.path / MARKED)) == 2
    with zipfile.ZipFile(room.path / MARKED) as package:
        shapes = b"".join(package.read(name) for name in package.namelist() if name.endswith(".vml"))
    ids = [each.partition(b'"')[0] for each in shapes.split(b'id="_x0000_s')[1:]]
    assert len(ids) == len(set(ids)) >= 2


def test_three_workbooks_of_one_stem_give_three_copies(sheet: Path, room: Room) -> None:
    rows = "No.{0}Recommendation{0}Agree?{0}Comment\n1{0}That the Council plants a hundred trees.{0}perhaps{0}ok\n"
    sheet.unlink()
    room.write("data/trees/a.csv", rows.format(","))
    room.write("data/trees/a.tsv", rows.format("\t"))
    room.papers("check", "--mark")
    assert sorted(each.name for each in (room.path / MARKED).parent.glob("*.xlsx")) == ["a.tsv.xlsx", "a.xlsx"]


def ascii_start(typed: str) -> str:
    return ascii(typed[:8])


@pytest.mark.parametrize("row", ["9" * 4_300, "1048576", "0001", "\u00b2", "-5", ""], ids=ascii_start)
@pytest.mark.parametrize("column", ["9" * 4_300, "3"], ids=ascii_start)
def test_a_shape_beyond_the_last_cell(row: str, column: str, sheet: Path, room: Room) -> None:
    """It is named at the last row or column, and the sheet is written and marked all the same."""

    def add_shape(parts: Parts) -> None:
        links = "xl/worksheets/_rels/sheet1.xml.rels"
        link = f'<Relationship Id="rIdShape" Type="{OFFICE}/drawing" Target="../drawings/odd.xml"/></Relationships>'
        start = f'<Relationships xmlns="{PACKAGES}"></Relationships>'
        parts[links] = parts.get(links, start.encode()).replace(b"</Relationships>", link.encode())
        place = f"<x:from><x:col>{column}</x:col><x:row>{row}</x:row></x:from>"
        shape = '<x:sp><a:t xmlns:a="b">Agreed by telephone</a:t></x:sp>'
        parts["xl/drawings/odd.xml"] = (
            f'<x:wsDr xmlns:x="y"><x:twoCellAnchor>{place}{shape}</x:twoCellAnchor></x:wsDr>'.encode()
        )

    change_package(sheet, add_shape)
    for command in (("check",), ("check", "--mark"), ("sheet",)):
        ran = room.papers(*command)
        assert ran.exit_code in (0, 1), (command, ran.stderr)
        assert "WSP007" not in ran.stderr, (command, ran.stderr)
    assert "Agreed by telephone" in room.papers("check").stderr


@pytest.mark.parametrize("typed", ["2026-04-01T00:00:00Z", "2026-04-01T00:00:00+05:00", "2026-04-01"])
def test_a_date_with_a_time_zone_is_the_day_that_is_written(typed: str, sheet: Path, room: Room) -> None:
    def type_date(parts: Parts) -> None:
        pattern, cell = rb'<c r="D2".*?</c>', f'<c r="D2" t="d"><v>{typed}</v></c>'.encode()
        parts[WORKSHEET], count = re.subn(pattern, cell, parts[WORKSHEET])
        assert count == 1

    change_package(sheet, type_date)
    assert any("2026" in text for text in texts(sheet).values())
    room.write("data/trees/recommendations.yaml", MATTER + "  - That the Council counts them.\n")
    ran = room.papers("sheet")
    assert "WSP007" not in ran.stderr, ran.stderr
    assert ran.exit_code in (0, 1)
