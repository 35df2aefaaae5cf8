"""The form as a Cabinet Member has it before them: on a small screen, while they type, read aloud, and printed."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Room, need_program
from tests.sheets.test_words_on_the_form import make_earlier

HEAD = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
response: {due: 2026-03-10}
"""
ONE = "cabinet: {members: [{name: Councillor B Oak, title: Cabinet Member for Parks}]}\n"
THREE = (
    "cabinet:\n  members:\n"
    "    - {name: Councillor B Oak, title: Cabinet Member for Parks and the Streets of the City}\n"
    "    - {name: Councillor C Elm, title: Cabinet Member for Inclusive Communities and Culture}\n"
    "    - {name: Councillor D Ash, title: Deputy Leader}\n"
)
REPORT = "report:\n  purpose: To present\n  body: '[Recommendation 1]\n\n\n    [Recommendation 2]'\n"
AUTHOR = "  author: {name: E Yew, job_title: Scrutiny Officer, email: scrutiny@eastmere.gov.uk}\n"
TREES = "  - That the Council plants a hundred trees.\n"
WATER = "  - That the Council waters them.\n"
ASKED = f"recommendations:\n{TREES}{WATER}"
SHEET = "data/trees/responses.xlsx"
# What 120 pixels are in points.
HIGHEST_HEAD = 90.0
LINE = 14.25


def send(room: Room, matter: str) -> Path:
    room.write("data/trees/recommendations.yaml", matter)
    sent = room.papers("sheet")
    assert sent.exit_code == 0, sent.stderr
    return room.path / SHEET


def open_form(path: Path) -> tuple[Worksheet, int]:
    """Return the sheet and the row of its headings."""
    sheet = openpyxl.load_workbook(path)["Responses"]
    return sheet, next(cell.row for cell in sheet["A"] if cell.value == "No.")


def read_head(path: Path) -> list[str]:
    """Return the texts above the headings, without the count."""
    sheet, headings = open_form(path)
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=headings - 1) for cell in row if cell.value]
    return [text for text in texts if not text.startswith("=")]


def write_topics(count: int) -> str:
    """Return the topics of so many panels, each with a meeting of its own."""
    panels = ("Parks", "Travel", "Housing and Homelessness", "Finance and Performance")[:count]
    topics = "".join(
        f"  - title: {panel} in winter\n    scrutiny: {{body: {panel} Panel, date: 2026-02-0{day}}}\n"
        f"    recommendations: [That the Council looks after {panel}.]\n"
        for day, panel in enumerate(panels, 1)
    )
    return f"topics:\n{topics}"


MATTERS = {
    "one member": HEAD + ONE + ASKED,
    "three members with long titles": HEAD + THREE + ASKED,
    "an author": HEAD + ONE + REPORT + AUTHOR + ASKED,
    "two topics": HEAD + ONE + write_topics(2),
    "four topics": HEAD + ONE + write_topics(4),
    "a long title": HEAD.replace("Street", "Street " * 14) + ONE + ASKED,
}


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS)
def test_what_stays_in_view_is_small(matter: str, room: Room) -> None:
    sheet, headings = open_form(send(room, matter))
    heights = [sheet.row_dimensions[row].height or LINE for row in range(1, headings + 1)]
    assert sum(heights) <= HIGHEST_HEAD, heights
    assert sheet.freeze_panes == f"C{headings + 1}", "the recommendation stays beside the Comment"


def test_one_line_says_who_is_asked_and_one_whom_to_ask(room: Room) -> None:
    assert read_head(send(room, MATTERS["an author"])) == [
        "Response sheet: Street Trees",
        "Recommendations of the Scrutiny Committee, 03 March 2026",
        "For: Councillor B Oak, Cabinet Member for Parks. Please return it by 10 March 2026.",
        "Questions: Scrutiny Officer, scrutiny@eastmere.gov.uk",
    ]


@pytest.mark.parametrize(
    ("matter", "line", "whole"),
    [
        ("three members with long titles",
         "For: Councillor B Oak; Councillor C Elm; Councillor D Ash. Please return it by 10 March 2026.",
         ["For: Councillor B Oak, Cabinet Member for Parks and the Streets of the City",
          "For: Councillor C Elm, Cabinet Member for Inclusive Communities and Culture",
          "For: Councillor D Ash, Deputy Leader"]),
        ("two topics", "Recommendations of the Parks Panel, 01 February 2026; Travel Panel, 02 February 2026",
         ["Parks in winter: recommendations of the Parks Panel, 01 February 2026",
          "Travel in winter: recommendations of the Travel Panel, 02 February 2026"]),
        ("four topics",
         ("Recommendations of the Parks Panel, 01 February 2026; Travel Panel, 02 February 2026; "
          'and 2 more (see "How to")'),
         ["Finance and Performance in winter: recommendations of the Finance and Performance Panel, 04 February 2026"]),
    ],
)  # fmt: skip
def test_what_has_no_room_above_the_table_is_whole_on_the_page_how_to(
    matter: str, line: str, whole: list[str], room: Room
) -> None:
    path = send(room, MATTERS[matter])
    assert line in read_head(path)
    page = [cell.value for cell in openpyxl.load_workbook(path)["How to"]["A"]]
    assert [each for each in whole if each not in page] == []
    said = room.papers("check").stderr
    assert "XLS009" not in said, "the form's own lines are not taken for typed words"
    assert "XLS011" not in said, "the bodies and days of the matter are known in them"


def read_part(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(part).decode()


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
def test_no_height_is_fixed(part: str, room: Room) -> None:
    """Excel and LibreOffice leave a row with the mark of a fixed height as it is when its words become more."""
    xml = read_part(send(room, MATTERS["one member"]), part)
    assert " ht=" in xml
    assert "customHeight" not in xml


def test_rows_that_libreoffice_opens_grow_with_their_words(
    room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    flat = etree.parse(libreoffice(send(room, MATTERS["one member"]), "fods", room.path / "saved"))
    fixed = flat.xpath("//*[@*[local-name()='use-optimal-row-height']='false']/../@*[local-name()='name']")
    assert fixed == []


def test_a_row_stays_tall_enough_for_a_few_lines(room: Room) -> None:
    """An empty cell in large letters beside the table keeps up a row that is fitted to a short text."""
    path = send(room, MATTERS["one member"])
    sheet, headings = open_form(path)
    for row in (headings + 1, headings + 2):
        beside = sheet.cell(row, sheet.max_column)
        assert (sheet.row_dimensions[row].height, beside.value, beside.font.sz) == (72, None, 60)
    assert sheet.tables["Responses"].ref.split(":")[1] == f"E{headings + 2}", "that cell is not in the table"


def test_widths_count_the_letters_of_the_cells(room: Room) -> None:
    """Widths of columns count digits of the workbook's own font, which is the first of its styles."""
    root = etree.fromstring(read_part(send(room, MATTERS["one member"]), "xl/styles.xml").encode())
    fonts = root.findall("{*}fonts/{*}font")
    assert {font.find("{*}name").get("val") for font in fonts} == {"Arial"}
    assert fonts[0].find("{*}sz").get("val") == "11"
    assert [font for font in fonts if font.find("{*}scheme") is not None] == [], "a theme would choose another"


def test_programs_that_read_aloud_know_language_title_and_headings(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\nlanguage: cy-GB\n")
    path = send(room, MATTERS["one member"])
    book = openpyxl.load_workbook(path)
    sheet, headings = open_form(path)
    assert (book.properties.language, book.properties.title) == ("cy-GB", "Response sheet: Street Trees")
    # JAWS and NVDA read out the row and the column in which the cell of this name stands as titles.
    assert sheet.defined_names["Title"].attr_text == f"Responses!$A${headings}"
    assert list(sheet.tables) == ["Responses"]


def type_answers(path: Path, *answers: tuple[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet, headings = book["Responses"], open_form(path)[1]
    for row, (decision, comment) in enumerate(answers, headings + 1):
        sheet.cell(row, 3, decision)
        sheet.cell(row, 4, comment)
    book.save(path)


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ([], "Answered 0 of 2"),
        ([("Yes", ""), ("", "")], "Answered 1 of 2"),
        ([("Yes", ""), ("No", "")], "Answered 2 of 2, of which 1 without a reason"),
        ([("Yes", ""), ("No", "It rains.")], "Answered 2 of 2. Ready to send"),
        ([("Yes", "Ready to send"), ("", "Ready to send")], "Answered 1 of 2"),
    ],
)
def test_a_sheet_says_when_it_is_ready_to_send(
    answers: list[tuple[str, str]], count: str, room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    """LibreOffice calculates what stands above the table; a new sheet already says it."""
    path = send(room, MATTERS["one member"])
    type_answers(path, *answers)
    shown = libreoffice(path, "csv", room.path / "saved").read_text(encoding="utf-8").splitlines()
    assert [line.strip('",') for line in shown if "Answered" in line] == [count]
    room.write("data/trees/recommendations.yaml", MATTERS["one member"].replace("Street Trees", "Trees of the Streets"))
    assert room.papers("sheet").exit_code == 0
    written = openpyxl.load_workbook(path, data_only=True)["Responses"]
    assert [cell.value for cell in written["A"] if "Answered" in str(cell.value)] == [count]


def test_a_sheet_saved_as_ods_is_read_without_a_finding(
    room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    path = send(room, MATTERS["an author"])
    type_answers(path, ("Yes", "In May."), ("No", "It rains."))
    saved = libreoffice(path, "ods", room.path / "saved")
    path.unlink()
    (path.parent / "responses.ods").write_bytes(saved.read_bytes())
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"


def test_a_sheet_of_an_earlier_form_becomes_one_of_today(room: Room) -> None:
    path = send(room, HEAD + "cabinet: {members: [{name: Councillor B Oak, title: Cabinet Member for Parks}, "
                "{name: Councillor C Elm}]}\n" + ASKED)  # fmt: skip
    type_answers(path, ("Yes", "In May."), ("No", "It rains."))
    make_earlier(path)
    earlier = path.read_bytes()
    result = room.papers("sheet")
    assert (result.exit_code, "XLS009" in result.stderr) == (0, False), result.stderr
    sheet, headings = open_form(path)
    assert len(read_head(path)) == headings - 2
    assert [[cell.value for cell in sheet[headings + at][2:4]] for at in (1, 2)] == [
        ["Yes", "In May."],
        ["No", "It rains."],
    ]
    (kept,) = (path.parent / "earlier sheets").iterdir()
    assert kept.read_bytes() == earlier
    assert room.papers("sheet").stdout == "", "a sheet of today's form is left alone"


class Word(NamedTuple):
    """A word on a printed page, in points from its top."""

    page: int
    top: float
    bottom: float
    text: str


def read_printed(pdf: Path) -> list[Word]:
    """Return the words of the pages with their places."""
    program = need_program("pdftotext")
    done = subprocess.run([program, "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("<page ")[1:]
    found = re.compile(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')
    return [
        Word(number, float(top), float(bottom), text)
        for number, page in enumerate(pages)
        for top, bottom, text in found.findall(page)
    ]


def test_every_word_of_a_long_comment_is_on_the_printed_form(
    room: Room, libreoffice: Callable[[Path, str, Path], Path]
) -> None:
    """Three hundred words in four paragraphs, and in the second row; each page begins with the headings."""
    path = send(room, MATTERS["one member"])
    first, second = (
        [f"{letters[: 1 + number % 4]}{number:02}" for number in range(1, 301)] for letters in ("abcd", "nopq")
    )
    comments = ["\n".join(" ".join(words[at : at + 75]) for at in range(0, 300, 75)) for words in (first, second)]
    type_answers(path, ("Yes", comments[0]), ("No", comments[1]))
    room.write("data/trees/recommendations.yaml", MATTERS["one member"] + "  - That it ends here.\n")
    assert room.papers("sheet").exit_code == 0
    sheet, headings = open_form(path)
    assert "Longer than Excel" not in " ".join(read_head(path)), "Excel's tallest row has room for them"
    assert (sheet.row_dimensions[headings + 1].height or 0) < 409
    printed = read_printed(libreoffice(path, "pdf", room.path / "saved"))
    texts = {word.text for word in printed}
    assert [word for word in (*first, *second) if word not in texts] == []
    # A row that is too low is printed over by the next one, or cut.
    at = {word.text: word for word in printed}
    for last, following in ((first[-1], second[0]), (second[-1], "ends")):
        above, below = at[last], at[following]
        assert (above.page, above.bottom) < (below.page, below.top), f"{last} is cut"
    form = {each.page for each in printed if each.text in {*first, *second, "ends"}}
    assert {word.page for word in printed if word.text == "Agree?"} >= form
