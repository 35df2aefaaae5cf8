"""Workbooks that cannot be read, and cells that do not simply print as text."""

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from cabinet_papers.excel.workbook import read_workbook
from cabinet_papers.files.package import WORKBOOK
from tests.conftest import MANY, MATTER, SHEET, Room
from tests.drawing import draw_workbook
from tests.outline import read_outline
from tests.packages import Parts, change_package


def problem_of(path: Path) -> str:
    workbook, findings = read_workbook(path, path.name)
    assert workbook is None
    assert [each.code.number for each in findings] == ["XLS002"]
    return str(findings[0].message)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    assert problem_of(tmp_path / "a.xlsx") == "the file is empty"


def test_a_truncated_file(tmp_path: Path) -> None:
    whole = draw_workbook(SHEET, tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    assert problem_of(tmp_path / "a.xlsx") == "the file is incomplete, or is not a workbook"


def test_a_text_file_with_a_workbooks_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("No., Recommendation\n")
    assert problem_of(tmp_path / "a.xlsx") == "the file is incomplete, or is not a workbook"


def test_a_web_page_and_a_newer_workbook_with_an_old_ending(tmp_path: Path) -> None:
    """Exports of other programs: a table as a web page, and a workbook whose ending was typed by hand."""
    (tmp_path / "a.xls").write_text("<html><table></table></html>")
    assert problem_of(tmp_path / "a.xls") == "the file is a web page, although its name ends in .xls"
    draw_workbook(SHEET, tmp_path / "b.xlsx").rename(tmp_path / "b.xls")
    assert problem_of(tmp_path / "b.xls") == "the file is a newer kind of workbook, although its name ends in .xls"


def test_an_encrypted_or_old_file(tmp_path: Path) -> None:
    """The first bytes of every OLE file: what Excel writes for a password, and what .xls is."""
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    assert "password" in problem_of(tmp_path / "a.xlsx")


def test_another_kind_of_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "a.numbers").write_bytes(b"PK\x03\x04")
    assert problem_of(tmp_path / "a.numbers") == "the program does not read .numbers files"


def draft_of(room: Room) -> str:
    (name,) = room.documents()
    return read_outline(room.path / "output" / name)


HEADINGS = "No.,Recommendation,Agree?,Comment"


@pytest.mark.parametrize(
    ("content", "comment"),
    [
        (f"{HEADINGS}\n1,That,Yes,'tis done; 'twas late\n", "'tis done; 'twas late"),
        (f'{HEADINGS}\n1,That,Yes,"It\'s ""new"", they say"\n', 'It\'s "new", they say'),
        (f"{HEADINGS}\n1,That,Yes,one\u2028two\x0bthree\x85four\n", "one\ntwo\nthree\nfour"),
        (f'{HEADINGS}\r\n1,That,Yes,"one\r\ntwo"\r\n', "one\ntwo"),
        (f"sep=;\n{HEADINGS.replace(',', ';')}\n1;That;Yes;a, b, c, d\n", "a, b, c, d"),
        (f"{HEADINGS.replace(',', chr(9))}\n1\tThat\tYes\ta; b; c, d, e\n", "a; b; c, d, e"),
        (f"Response sheet: a; b; c; d; e\n{HEADINGS}\n1,That,Yes,ok\n", "ok"),
        (f"{HEADINGS}\n1,That,Yes,{'long ' * 40_000}\n", "long " * 40_000),
    ],
    ids=["apostrophes", "quotation marks", "other breaks", "a cell of two lines", "sep", "tabs", "a title", "long"],
)
def test_a_csv_file(content: str, comment: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content.encode())
    workbook, findings = read_workbook(tmp_path / "a.csv", "a.csv")
    assert workbook is not None, findings
    last = workbook.worksheets[0].cells[-1]
    assert (last.column, last.text) == (4, comment)


def test_a_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    """It would take the next rows into its cell."""
    (tmp_path / "a.csv").write_text(f'{HEADINGS}\n1,That,Yes,"The Member said\n2,That not,No,because\n')
    assert "a quotation mark is not closed" in problem_of(tmp_path / "a.csv")


PAGE = "<table><tr><th>Recommendation</th><th>Agree?</th></tr></table>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((f"a{ending}", b"?") for ending in (".XLSX ", ".fods", ".xltm", ".xlt", ".xlsb", ".slk", ".numbers")),
        ("a.xml", b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
        ("a.txt", "No.\tRecommendation\tAgree?\n1\tThat\tYes\n".encode("utf-16")),
        ("a.tsv", b"Trees\t12\n"),
    ],
)
def test_no_workbook_is_passed_over(name: str, content: bytes, room: Room) -> None:
    """Whatever it is called, it is read or said to be unreadable."""
    room.write("data/trees/recommendations.yaml", MATTER)
    (room.path / "data/trees" / name).write_bytes(content)
    said = room.papers("check").stderr
    assert f"data/trees/{name}: " in said or f"data/trees/{name}[" in said


@pytest.mark.parametrize("name", ["responses", "a.xlsx.bak", "a.xlsx~", "a.tmp", "a.zip", "a.dat", "a.html"])
def test_a_workbook_of_another_ending_is_said(name: str, room: Room) -> None:
    """Shown as "XLS019"."""
    room.write("data/trees/recommendations.yaml", MATTER)
    path = room.path / "data/trees" / name
    draw_workbook(SHEET, room.path / "a.xlsx").rename(path)
    if name == "a.zip":
        packed = path.read_bytes()
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("answers.xlsx", packed)
    if name == "a.html":
        path.write_text(PAGE, encoding="utf-8")
    told = {"a.zip": "this is a packed file", "a.html": "this page seems to contain answers"}.get(
        name, "this file seems to be a workbook"
    )
    assert f"data/trees/{name}: warning XLS019: {told}" in room.papers("check").stderr


def test_workbooks_in_a_folder_within_the_matter_are_said(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/returned/answers.xlsx", SHEET)
    (room.path / "data/trees/sheet.numbers").mkdir()
    said = room.papers("check").stderr
    assert "data/trees/returned/answers.xlsx: warning XLS019: " in said
    assert "data/trees/sheet.numbers: error XLS002: the program does not read .numbers files" in said
    room.draw("data/trees/returned/more.xlsx", SHEET)
    assert room.papers("check").stderr.count("XLS019") == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.xml", "<rss/>"),
        ("notes.txt", "The recommendation is one with which we do not agree.\n"),
        ("more.txt", "We read all recommendations, agreed with most of them.\n"),
        ("old.yaml", MATTER),
        ("letter.html", "<p>They agree with the recommendation.</p>"),
        (".hidden", "Recommendation,Agree?"),
    ],
)
def test_other_files_are_none_of_our_business(name: str, text: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write(f"data/trees/{name}", text)
    assert name not in room.papers("check").stderr


@pytest.mark.parametrize("stream", ["WordDocument", "VisioDocument", "Catalog"])
def test_papers_and_pictures_of_other_programs_are_none_of_our_business(stream: str, room: Room) -> None:
    """A Word paper with a chart holds a workbook; files of Word, Visio and Windows itself are OLE files too."""
    room.write("data/trees/recommendations.yaml", MATTER)
    with zipfile.ZipFile(room.path / "data/trees/paper.docx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/embeddings/Microsoft_Excel_Worksheet.xlsx", "PK")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream.encode("utf-16-le")
    (room.path / "data/trees/Thumbs.db").write_bytes(ole)
    assert "XLS" not in room.papers("check").stderr


@pytest.mark.parametrize("ending", ["xlsx", "ods", "fods", "xls"])
def test_damage_is_no_traceback(ending: str, room: Room, libreoffice: Callable[[Path, str, Path], Path]) -> None:
    """A byte here and there is another: whatever the libraries raise, it is said what file cannot be read."""
    room.write("data/trees/recommendations.yaml", MATTER)
    drawn = room.draw("drawn.xlsx", SHEET)
    whole = (drawn if ending == "xlsx" else libreoffice(drawn, ending, room.path / "saved")).read_bytes()
    chance = random.Random(7)
    path = room.path / f"data/trees/a.{ending}"
    seen = {"reader": 0, "command": 0}
    for at in range(150 * MANY):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path.write_bytes(broken)
        workbook, findings = read_workbook(path, path.name)
        unreadable = "XLS002" in [each.code.number for each in findings]
        assert unreadable is (workbook is None)
        seen["reader"] += unreadable
        # The whole command takes ten times as long; those that can be read are looked at longer.
        if at % 15 == 0 or (workbook is not None and at % 5 == 0):
            said = room.papers("check", "--mark").stderr
            assert ("XLS002" in said) is unreadable, said
            seen["command"] += unreadable
    assert min(seen.values()) > 0, "the damage was never seen"


@pytest.mark.parametrize("ending", ["xls", "csv"])
def test_a_sheet_saved_in_another_format(
    ending: str, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    """Shown as "XLS010": the words are read, the looks cannot be."""
    room.write("data/trees/recommendations.yaml", MATTER)
    path = room.draw("data/trees/responses.xlsx", SHEET.replace("ok", "first line\\n- a bullet, with a comma"))
    assert room.papers("build").exit_code == 0
    before = draft_of(room)
    saved = libreoffice(path, ending, room.path / "saved")
    path.unlink()
    (path.parent / f"Copy of responses (2).{ending}").write_bytes(saved.read_bytes())
    built = room.papers("build")
    assert (built.exit_code, "warning XLS010" in built.stderr) == (0, True), built.stderr
    assert draft_of(room) == before
    assert "* a bullet, with a comma" in before


def test_a_strict_workbook(room: Room) -> None:
    """A fixture that imitates Excel's Strict Open XML: the namespaces are those of the standard's Annex A."""
    room.write("data/trees/recommendations.yaml", MATTER)
    path = room.draw("data/trees/responses.xlsx", SHEET)
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }  # fmt: skip

    def change(parts: Parts) -> None:
        for usual, of_strict in strict.items():
            parts |= {name: content.replace(usual, of_strict) for name, content in parts.items()}

    change_package(path, change)
    checked = room.papers("check")
    assert (checked.exit_code, checked.stderr) == (0, "1 matter checked, nothing found\n")


def test_a_package_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("holiday.txt", "sun")
    assert problem_of(tmp_path / "a.xlsx").startswith("the workbook is damaged, or was saved in a way")


def test_a_package_of_very_many_parts(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for at in range(WORKBOOK.parts + 1):
            package.writestr(str(at), "")
    assert problem_of(tmp_path / "a.xlsx") == "the workbook is far larger than a response sheet"


LARGE = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<table:table table:name="Responses"><table:table-row table:number-rows-repeated="900000"><table:table-cell
 office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:document>"""


def test_a_workbook_that_is_too_large_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    """Saving it again, as a damaged one is, would not make it any smaller."""
    (tmp_path / "large.fods").write_text(LARGE)
    (tmp_path / "damaged.fods").write_text(LARGE[:-20])
    with zipfile.ZipFile(tmp_path / "parts.xlsx", "w") as package:
        for at in range(WORKBOOK.parts + 1):
            package.writestr(str(at), "")
    (large, damaged, parts) = (
        read_workbook(tmp_path / name, name)[1][0] for name in ("large.fods", "damaged.fods", "parts.xlsx")
    )
    assert {each.code.number for each in (large, damaged, parts)} == {"XLS002"}
    assert (large.message, large.hint) == (parts.message, parts.hint)
    assert large.hint != damaged.hint


def test_a_sheet_open_in_excel_is_said(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    room.write("data/trees/~$responses.xlsx", "the user's name")
    checked = room.papers("check")
    assert "data/trees/~$responses.xlsx: warning " + "XLS003" in checked.stderr
    assert '"XLS003"' in room.papers("check", "--format", "json").stdout


def answered(room: Room, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> str:
    """Return what `papers check` says of the sheet after the change."""
    room.write("data/trees/recommendations.yaml", MATTER)
    path = room.draw("data/trees/responses.xlsx", SHEET)
    book = openpyxl.load_workbook(path)
    change(book["Responses"])
    book.save(path)
    return room.papers("check").stderr


def test_a_number_format_that_is_not_followed(room: Room) -> None:
    """Shown as "XLS004": 12.5 in the format of a fraction."""

    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["D2"].value, sheet["D2"].number_format = 12.5, "# ?/?"

    assert "responses.xlsx[Responses!D2] warning XLS004: recommendation 1: this number is printed as" in answered(
        room, change
    )


def test_a_formula_that_was_never_calculated(room: Room) -> None:
    """Shown as "XLS005": a program that does not calculate saves a formula without its value."""

    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["D2"].value = '="about " & 5'

    assert "responses.xlsx[Responses!D2] error XLS005: " in answered(room, change)


def test_an_excel_error(room: Room) -> None:
    """Shown as "XLS008"."""

    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["D2"].value, sheet["D2"].data_type = "#REF!", "e"

    assert "responses.xlsx[Responses!D2] error XLS008: recommendation 1: the cell shows the error #REF!" in answered(
        room, change
    )


def test_a_note_on_a_cell_is_told(room: Room) -> None:
    """People take the note that Excel calls a comment for the column of that name."""

    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["C2"].comment = Comment("Only if the county agrees.", "A Member")
        sheet["F2"].comment = Comment("and here", "A Member")

    said = answered(room, change)
    assert (
        'responses.xlsx[Responses!C2] warning XLS009: the note on this cell is not printed: "Only if the county' in said
    )
    assert "responses.xlsx[Responses!F2] warning XLS009" in said


def test_a_mark_in_the_last_cell_of_a_sheet_costs_nothing(tmp_path: Path) -> None:
    """Iterating up to it would be more than sixteen thousand million cells."""
    book = openpyxl.Workbook()
    book.active["A1"].value = "here"
    book.active["XFD1048576"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    workbook, _ = read_workbook(tmp_path / "a.xlsx", "a.xlsx")
    assert workbook is not None
    assert [cell.reference for cell in workbook.worksheets[0].cells] == ["A1"]


def test_a_whole_cell_in_bold(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"].value, book.active["A1"].font = "bold", Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    workbook, _ = read_workbook(tmp_path / "a.xlsx", "a.xlsx")
    assert workbook is not None
    assert [run.bold for run in workbook.worksheets[0].cells[0].runs] == [True]


@pytest.mark.parametrize("stored", ["one_x000D_\ntwo", "one\r\ntwo"])
def test_line_ends_of_other_programs(tmp_path: Path, stored: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"].value = stored
    book.save(tmp_path / "a.xlsx")
    workbook, _ = read_workbook(tmp_path / "a.xlsx", "a.xlsx")
    assert workbook is not None
    assert workbook.worksheets[0].cells[0].text == "one\ntwo"
