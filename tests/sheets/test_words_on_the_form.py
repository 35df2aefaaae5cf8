"""Words typed into the form's own lines, or beside a number, are told; honest lines of an earlier issue are not.

Sheets of version 0.1.0 are out too: they have a line of its own for the date, and say above the table how to answer.
"""

import functools
import json
import tempfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cabinet_papers.matter.withhold import PERHAPS
from tests.conftest import Room, open_room

HEAD = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {members: [{name: Councillor B Oak, title: Cabinet Member for Parks}, {name: Councillor C Elm}]}
response: {due: 2026-03-10}
recommendations:
"""
TREES = "  - That the Council plants a hundred trees along the ring road.\n"
WATER = "  - That the Council waters the young trees of the market place.\n"
SHEET = "data/trees/responses.xlsx"
TITLE = "Response sheet: Street Trees"
BODY = "Recommendations of the Scrutiny Committee, 03 March 2026"
PEOPLE = "For: Councillor B Oak, Cabinet Member for Parks; Councillor C Elm"
DUE = "Please return it by 10 March 2026."
PEOPLE_AND_DUE = f"{PEOPLE}. {DUE}"
COUNT = "Answered 2 of 2. Ready to send"
EARLIER_COUNT = "Answered 2 of 2"
HOW = (
    "Choose an answer under Agree? and give the reasons under Comment. The grey cells are for reading.",
    "In a Comment, Alt+Enter begins a new paragraph; a line that begins with a hyphen and a space becomes a bullet.",
    'The worksheet "How to" shows how to write bullets and how to add a table.',
)


def send(room: Room, matter: str = HEAD + TREES + WATER, answer: str = "Yes") -> Path:
    """Send the sheet and answer it. What most tests begin with is written once, with all that lies beside it."""
    for name, content in answered((room.path / "papers.yaml").read_text(encoding="utf-8"), matter, answer).items():
        (room.path / name).parent.mkdir(parents=True, exist_ok=True)
        (room.path / name).write_bytes(content)
    return room.path / SHEET


@functools.cache
def answered(settings: str, matter: str, answer: str) -> dict[Path, bytes]:
    """Return every file of a new workspace whose sheet was sent and answered."""
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        room.write("papers.yaml", settings)
        send_and_answer(room, matter, answer)
        paths = sorted(path for path in room.path.rglob("*") if path.is_file())
        return {path.relative_to(room.path): path.read_bytes() for path in paths}


def send_and_answer(room: Room, matter: str, answer: str) -> None:
    room.write("data/trees/recommendations.yaml", matter)
    sent = room.papers("sheet")
    assert sent.exit_code == 0, sent.stderr
    path = room.path / SHEET
    book, sheet, first = open_sheet(path)
    for at in (0, 1):
        sheet.cell(first + at, 3, answer)
        sheet.cell(first + at, 4, "It will.")
    sheet.cell(first - 2, 1, COUNT)
    book.save(path)


def open_sheet(path: Path) -> tuple[openpyxl.Workbook, Worksheet, int]:
    """Return the workbook, its sheet, and the row of the first recommendation."""
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    return book, sheet, next(cell.row for cell in sheet["A"] if cell.value == "No.") + 1


def replace(path: Path, old: str, new: str) -> str:
    """Type over a cell, which has to be there; return its reference."""
    book, sheet, _ = open_sheet(path)
    (cell,) = (cell for row in sheet for cell in row if str(cell.value) == old)
    cell.value = new
    book.save(path)
    return str(cell.coordinate)


def make_earlier(path: Path) -> None:
    """Give the sheet the lines above its table that version 0.1.0 wrote."""
    book, sheet, first = open_sheet(path)
    sheet.insert_rows(4, 1 + len(HOW))
    for row, line in enumerate((PEOPLE, DUE, *HOW, EARLIER_COUNT), 3):
        sheet.cell(row, 1, line)
    assert sheet.cell(first + len(HOW), 1).value == "No."
    book.save(path)


def check(room: Room, *command: str) -> list[tuple[str, str]]:
    """Return the findings of XLS009, each as its cell and what is not printed."""
    found = json.loads(room.papers(*(command or ("check",)), "--format", "json").stdout)
    # What was typed comes last in the message.
    return [(each["cell"], each["message"].partition(": ")[2].strip('"')) for each in found if each["code"] == "XLS009"]


def test_an_untouched_sheet_has_no_typed_words(room: Room) -> None:
    path = send(room)
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"
    make_earlier(path)
    assert room.papers("check").stderr == "1 matter checked, nothing found\n"


TYPED = [
    (TITLE, f"{TITLE} - DRAFT DO NOT PUBLISH", "DRAFT DO NOT PUBLISH"),
    (TITLE, "Response sheet: DRAFT - Street Trees", "DRAFT"),
    (TITLE, "Response sheet: we say no to all of it", "we say no to all of it"),
    (BODY, f"{BODY}. We never met them.", "We never met them"),
    (BODY, "Recommendations of the Scrutiny Committee, which we reject, 03 March 2026", "which we reject"),
    (BODY, "Recommendations of the Scrutiny Committee - see Legal, 03 March 2026", "see Legal"),
    (BODY, "Recommendations of the Scrutiny Committee: all refused", "Scrutiny Committee: all refused"),
    (PEOPLE, f"{PEOPLE} NB answer 2 is confidential, please do not print it",
     "NB answer 2 is confidential, please do not print it"),
    (PEOPLE, "For: Councillor B Oak, Cabinet Member for Parks (on leave); Councillor C Elm", "(on leave)"),
    (PEOPLE, "For: Councillor New, do not ask Oak", "Councillor New, do not ask Oak"),
    (DUE, f"{DUE} SORRY - still waiting for Finance on 3", "SORRY - still waiting for Finance on 3"),
    (DUE, "Please return it by 10 March 2026 or later", "or later"),
    (DUE, "Please return it by the next full moon.", "the next full moon."),
    (EARLIER_COUNT, "Answered 2 of 2 but see below", "but see below"),
    (EARLIER_COUNT, "Answered 1 of 2, of which 1 without a reason: ask Finance", "ask Finance"),
]  # fmt: skip
TYPED_INTO_HOW = [
    ("Choose an answer under Agree? and give the reasons under Comment. The grey cells are for reading.",
     "Choose an answer under Agree? and give the reasons under Comment. The grey cells are WRONG.", "WRONG"),
    ('The worksheet "How to" shows how to write bullets and how to add a table.',
     'The worksheet "How to" shows how to write bullets and how to add a table. I could not.', "I could not"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "typed"), TYPED + TYPED_INTO_HOW)
def test_words_in_a_line_of_an_earlier_form_are_told(old: str, new: str, typed: str, room: Room) -> None:
    path = send(room)
    make_earlier(path)
    cell = replace(path, old, new)
    assert check(room) == [(cell, typed)]


def write_as_today(line: str) -> str:
    """Return how the line of an earlier form, or one with words typed into it, stands in a sheet of today."""
    if line.startswith("For: ") and DUE not in line:
        return f"{line}. {DUE}"
    if line.startswith("Please return"):
        return f"{PEOPLE}. {line}"
    return COUNT if line == EARLIER_COUNT else line


@pytest.mark.parametrize(
    ("old", "new", "typed"),
    [
        *TYPED,
        (COUNT, f"{COUNT} on Monday", "on Monday"),
        (PEOPLE_AND_DUE, f"{PEOPLE_AND_DUE} Too soon", "Too soon"),
        (PEOPLE_AND_DUE, f"{PEOPLE} (away). Please return it by 10 March 2026. Too soon", "(away); Too soon"),
    ],
)
def test_words_in_a_line_of_the_form_are_told(old: str, new: str, typed: str, room: Room) -> None:
    cell = replace(send(room), write_as_today(old), write_as_today(new))
    assert check(room) == [(cell, typed)]


def test_words_on_the_page_how_to_are_told(room: Room) -> None:
    path = send(room)
    book = openpyxl.load_workbook(path)
    about = {str(cell.value): cell for cell in book["How to"]["A"]}
    for line in (TITLE, BODY, "For: Councillor B Oak, Cabinet Member for Parks", "For: Councillor C Elm", DUE):
        assert line in about
    about["For: Councillor C Elm"].value = "For: Councillor C Elm (not me)"
    about[DUE].value = f"{DUE} Too soon."
    book.save(path)
    assert [typed for _, typed in check(room)] == ["(not me)", "Too soon."]


AUTHOR = (
    "report: {purpose: To present, author: {job_title: Scrutiny Officer, email: scrutiny@eastmere.gov.uk},"
    ' body: "[Recommendation 1]\\n\\n[Recommendation 2]"}\n'
)
CONTACT = "Questions: Scrutiny Officer, scrutiny@eastmere.gov.uk"


@pytest.mark.parametrize(
    ("new", "typed"),
    [
        (f"{CONTACT} - I have none", "I have none"),
        ("Questions: Head of Law, law@eastmere.gov.uk", ""),
        ("Questions: 01865 252191", ""),
        ("Questions: Head of Law", ""),
        ("Questions: what is this all about?", "what is this all about?"),
        ("Questions: we have none", "we have none"),
        ("Questions: Please see the minutes", "Please see the minutes"),
    ],
)
def test_words_in_the_line_of_whom_to_ask_are_told(new: str, typed: str, room: Room) -> None:
    cell = replace(
        send(room, HEAD.replace("recommendations:", f"{AUTHOR}recommendations:") + TREES + WATER), CONTACT, new
    )
    assert check(room) == ([(cell, typed)] if typed else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Street Trees", "title: Trees of the Streets"),
        ("title: Street Trees", "title: Street"),
        ("title: Street Trees", "title: Street Trees and Parks"),
        ("body: Scrutiny Committee", "body: Housing Panel"),
        ("body: Scrutiny Committee", "body: Scrutiny Committee (Trees)"),
        ("date: 2026-03-03", "date: 2026-02-24"),
        ("title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}",
         "title: Parks\nscrutiny: {body: Housing Panel, date: 2026-02-24}"),
        ("due: 2026-03-10", "due: 2026-03-17"),
        ("response: {due: 2026-03-10}\n", ""),
        ("name: Councillor B Oak, title: Cabinet Member for Parks", "name: Councillor Dr. D Ash"),
        ("title: Cabinet Member for Parks", "title: Cabinet Member for Parks and Gardens"),
        ("title: Cabinet Member for Parks", 'title: ""'),
        (", {name: Councillor C Elm}", ""),
        ("cabinet: {members:", "cabinet: {date: 2026-04-01, members:"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_earlier_form", [False, True], ids=["today's form", "an earlier form"])
def test_the_lines_of_an_earlier_issue_are_none(old: str, new: str, room: Room, *, is_earlier_form: bool) -> None:
    path = send(room)
    if is_earlier_form:
        make_earlier(path)
    matter = (HEAD + TREES + WATER).replace(old, new)
    assert old in HEAD
    assert matter != HEAD + TREES + WATER
    room.write("data/trees/recommendations.yaml", matter)
    assert check(room) == []


@pytest.mark.parametrize("pattern", ["d MMMM yyyy", "EEEE d MMMM yyyy", "d/M/yyyy", "MMMM d, yyyy", "yyyy-MM-dd"])
@pytest.mark.parametrize("language", ["en-GB", "cy-GB", "de"])
def test_the_lines_of_an_issue_with_other_dates_are_none(pattern: str, language: str, room: Room) -> None:
    settings = (room.path / "papers.yaml").read_text(encoding="utf-8")
    room.write("papers.yaml", f"{settings}date_format: {pattern}\nlanguage: {language}\n")
    send(room)
    assert check(room) == []
    room.write("papers.yaml", f"{settings}language: {language}\n")
    room.write("data/trees/recommendations.yaml", (HEAD + TREES + WATER).replace("2026-03-10", "2026-03-20"))
    assert check(room) == []


@pytest.mark.parametrize(
    "typed",
    [", with input from Housing", "; Anna Brown", ", and the Leader", "; Leader of the Council", ", Deputy Leader"],
)
def test_words_after_the_only_member_are_told(typed: str, room: Room) -> None:
    matter = (HEAD + TREES + WATER).replace(", {name: Councillor C Elm}", "")
    line = "For: Councillor B Oak, Cabinet Member for Parks"
    cell = replace(send(room, matter), f"{line}. {DUE}", f"{line}{typed}. {DUE}")
    assert check(room) == [(cell, typed.strip(" ,;"))]


@pytest.mark.parametrize("title", ["Cabinet Member", ""])
def test_a_title_that_was_longer_is_none(title: str, room: Room) -> None:
    matter = (HEAD + TREES + WATER).replace(", {name: Councillor C Elm}", "")
    send(room, matter)
    room.write("data/trees/recommendations.yaml", matter.replace("Cabinet Member for Parks", title or '""'))
    assert check(room) == []


def test_the_lines_of_topics_are_known(room: Room) -> None:
    topics = (
        "title: July Round\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\ntopics:\n"
        "  - title: Street Trees\n    scrutiny: {body: Parks Panel, date: 2026-02-03}\n"
        "    recommendations: [That the Council plants a hundred trees along the ring road.]\n"
        "  - title: Night Buses\n    scrutiny: {body: Travel Panel, date: 2026-02-05}\n"
        "    recommendations: [That the Council asks for a bus at midnight.]\n"
    )
    path = send(room, topics)
    assert check(room) == []
    line = "Recommendations of the Parks Panel, 03 February 2026; Travel Panel, 05 February 2026"
    cell = replace(path, line, line.replace(";", " - rejected, all of them;"))
    assert check(room) == [(cell, "rejected, all of them")]
    for old, new in (("Street Trees", "Trees"), ("Street Trees", "Elms"), ("Parks Panel", "Panel for Parks")):
        room.write("data/trees/recommendations.yaml", topics.replace(old, new))
        assert len(check(room)) == 1


def test_words_beside_the_headings_are_told(room: Room) -> None:
    path = send(room)
    book, sheet, first = open_sheet(path)
    sheet.cell(first - 1, 9, "All of this is provisional")
    book.save(path)
    assert check(room) == [(f"I{first - 1}", "All of this is provisional")]


def test_a_line_with_a_link_or_struck_out_above_the_table_is_told(room: Room) -> None:
    path = send(room)
    book, sheet, _ = open_sheet(path)
    sheet.cell(2, 4, "Ask me first").hyperlink = "https://example.org/x"
    sheet.cell(2, 4).value = "Ask me first"
    book.save(path)
    assert check(room) == [("D2", "Ask me first")]


def test_nothing_is_quoted_where_something_is_exempt(room: Room) -> None:
    path = send(room, HEAD + TREES + "  - {text: That the Council buys the yard., exempt: 3}\n")
    cell = replace(path, TITLE, f"{TITLE} and the price of two million")
    book, sheet, first = open_sheet(path)
    sheet.cell(first + 1, 1, "2 two million")
    book.save(path)
    assert check(room) == [(cell, PERHAPS), (f"A{first + 1}", PERHAPS)]


@pytest.mark.parametrize(
    "typed",
    ["1", "1.", "No 1", "No. 1", "R1", "1a", "(1)", "Recommendation 1", "Rec. 1", "#1", "1.1", "a)", "1 and 2", "1-2",
     "1, 2 & 3", "iv", "F1", " 1 ", "", "[1]", "1 / 2"],
)  # fmt: skip
def test_numbers_of_every_form_are_numbers(typed: str, room: Room) -> None:
    path = send(room)
    book, sheet, first = open_sheet(path)
    sheet.cell(first, 1, typed)
    book.save(path)
    assert check(room) == []


@pytest.mark.parametrize(
    "typed",
    ["1 - NOT agreed, see note from Legal", "1 see below", "1 Y", "1 no", "1 ✓", "1?", "first", "1 (as amended)",
     "urgent: 1"],
)  # fmt: skip
def test_words_beside_a_number_are_told_and_are_no_decision(typed: str, room: Room) -> None:
    path = send(room)
    book, sheet, first = open_sheet(path)
    sheet.cell(first, 1, typed)
    sheet.cell(first, 3).value = sheet.cell(first, 4).value = None
    book.save(path)
    assert check(room) == [(f"A{first}", typed)]
    assert "RES001" in room.papers("check").stderr


def test_words_behind_the_hidden_reference_are_told(room: Room) -> None:
    path = send(room)
    book, sheet, first = open_sheet(path)
    written = str(sheet.cell(first, 5).value)
    assert written.startswith("R1-")
    sheet.cell(first, 5, f"{written} but only if the grant comes")
    book.save(path)
    ((cell, _),) = check(room)
    assert cell == f"E{first}"


def test_a_reference_of_several_words_is_the_officers(room: Room) -> None:
    worded = f"  - {{text: {TREES[4:].strip()}, ref: Parks Panel number 3}}\n"
    send(room, HEAD + worded + WATER)
    assert check(room) == []


def test_words_about_the_wording_of_a_recommendation_that_is_gone_are_told(room: Room) -> None:
    path = send(room)
    room.write("data/trees/recommendations.yaml", HEAD + TREES.replace("a hundred", "fifty") + WATER)
    assert room.papers("sheet").exit_code == 0
    book, sheet, first = open_sheet(path)
    (column,) = (cell.column for cell in sheet[first - 1] if cell.value == "About this row")
    sheet.cell(first + 1, column, "We never agreed to this")
    sheet.cell(first + 1, 3).value = sheet.cell(first + 1, 4).value = None
    book.save(path)
    room.write("data/trees/recommendations.yaml", HEAD + TREES.replace("a hundred", "fifty"))
    assert "We never agreed to this" in {typed for _, typed in check(room)}


def test_words_of_the_form_do_not_go_over_and_are_told(room: Room) -> None:
    cell = replace(send(room), PEOPLE_AND_DUE, f"{PEOPLE_AND_DUE} SORRY")
    assert check(room, "sheet") == [(cell, "SORRY")]
    assert cell not in {each for each, _ in check(room)}
    assert len(list((room.path / "data/trees/earlier sheets").iterdir())) == 1
