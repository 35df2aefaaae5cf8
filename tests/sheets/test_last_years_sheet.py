"""A sheet says on its face for which meeting it was written: last year's answers are never this year's."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Room

PLAIN = """\
title: Street Trees 2025
scrutiny: {body: Scrutiny Committee, date: 2025-03-03}
cabinet: {members: [{name: Councillor Oak, title: Cabinet Member for Parks}]}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters them.
"""
TOPICS = """\
title: Round of March 2025
scrutiny: {body: Scrutiny Committee, date: 2025-03-03}
topics:
  - title: Oaks
    scrutiny: {body: Oak Panel, date: 2025-03-04}
    recommendations: [That the Council plants a hundred trees.]
  - title: Elms
    scrutiny: {body: Elm Panel, date: 2025-03-05}
    recommendations: [That the Council waters them.]
"""
OLD, NEW = "data/trees-2025", "data/trees-2026"


def answer_and_copy(room: Room, matter: str, *changes: tuple[str, str], name: str = "responses.xlsx") -> Path:
    """Write and answer a sheet, copy its matter's folder, change the copy's YAML, and return the copied sheet."""
    room.write(f"{OLD}/recommendations.yaml", matter)
    assert room.papers("sheet").exit_code == 0
    path = room.path / OLD / "responses.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book["Responses"].iter_rows():
        if row[0].value in (1, 2):
            row[2].value, row[3].value = "Yes", f"Answer {row[0].value} of 2025."
    book.save(path)
    shutil.copytree(room.path / OLD, room.path / NEW)
    for old, new in changes:
        assert old in matter, old
        matter = matter.replace(old, new)
    room.write(f"{NEW}/recommendations.yaml", matter)
    (room.path / NEW / "responses.xlsx").rename(room.path / NEW / name)
    return room.path / NEW / name


def found(room: Room, command: str) -> list[tuple[str, str, str | None, str | None]]:
    """Return (severity, code, file, cell) of what a command finds about the copied matter's workbooks."""
    ran = room.papers(command, "trees-2026", "--format", "json")
    return [
        (each["severity"], each["code"], each["file"].rpartition("/")[2], each["cell"])
        for each in json.loads(ran.stdout)
        if each["code"].startswith("XLS")
    ]


def answers(path: Path) -> list[str]:
    rows = openpyxl.load_workbook(path)["Responses"].iter_rows(values_only=True)
    return [row[3] for row in rows if row[0] in (1, 2) and row[3]]


YEAR, DATE = ("Street Trees 2025", "Street Trees 2026"), ("date: 2025-03-03", "date: 2026-03-02")
BODY = ("body: Scrutiny Committee", "body: Parks Panel")
ANOTHER_MEETING = {
    "title and date": (PLAIN, YEAR, DATE),
    "body and date": (PLAIN, BODY, DATE),
    "all three": (PLAIN, YEAR, BODY, DATE),
    "topics": (TOPICS, ("March 2025", "March 2026"), ("2025-03", "2026-03")),
}


@pytest.mark.parametrize("what", ANOTHER_MEETING)
def test_last_years_sheet_is_an_error_and_gives_no_answer(what: str, room: Room) -> None:
    matter, *changes = ANOTHER_MEETING[what]
    path = answer_and_copy(room, matter, *changes)
    assert found(room, "check") == [("error", "XLS012", "responses.xlsx", "A1")]
    assert room.papers("build", "trees-2026").exit_code == 1
    assert answers(path) == ["Answer 1 of 2025.", "Answer 2 of 2025."]


@pytest.mark.parametrize("what", ANOTHER_MEETING)
def test_papers_sheet_sets_it_aside_and_writes_a_blank_one(what: str, room: Room) -> None:
    matter, *changes = ANOTHER_MEETING[what]
    path = answer_and_copy(room, matter, *changes)
    assert found(room, "sheet") == [("warning", "XLS012", "responses.xlsx", None)]
    assert answers(path) == []
    (kept,) = (room.path / NEW / "earlier sheets").iterdir()
    assert answers(kept) == ["Answer 1 of 2025.", "Answer 2 of 2025."]
    assert found(room, "check") == []
    assert found(room, "sheet") == []


@pytest.mark.parametrize("name", ["Copy of responses (2).xlsx", "responses - Councillor Oak.xlsx"])
def test_papers_sheet_tells_one_of_another_name(name: str, room: Room) -> None:
    path = answer_and_copy(room, PLAIN, YEAR, DATE, name=name)
    assert found(room, "sheet") == [("warning", "XLS012", name, None)]
    assert answers(path) == ["Answer 1 of 2025.", "Answer 2 of 2025."]
    assert answers(room.path / NEW / "responses.xlsx") == []


def test_the_cure_works_for_a_sheet_of_another_name(room: Room) -> None:
    """It is moved out of the folder, and papers sheet writes a new one."""
    path = answer_and_copy(room, PLAIN, YEAR, DATE, name="Copy of responses (2).xlsx")
    assert found(room, "check") == [("error", "XLS012", path.name, "A1")]
    path.rename(room.path / "last year.xlsx")
    assert found(room, "sheet") == []
    assert answers(room.path / NEW / "responses.xlsx") == []
    assert found(room, "check") == []


ONE_CHANGE = {"date": (DATE,), "title": (YEAR,), "body": (BODY,), "title and body": (YEAR, BODY)}


@pytest.mark.parametrize("what", ONE_CHANGE)
def test_one_change_is_one_warning_and_the_answers_are_kept(what: str, room: Room) -> None:
    path = answer_and_copy(room, PLAIN, *ONE_CHANGE[what])
    assert found(room, "check") == [("warning", "XLS011", "responses.xlsx", "A1")]
    assert room.papers("build", "trees-2026").exit_code == 0
    assert found(room, "sheet") == [("warning", "XLS011", "responses.xlsx", "A1")]
    assert answers(path) == ["Answer 1 of 2025.", "Answer 2 of 2025."]
    assert found(room, "check") == []


def test_a_warning_names_both(room: Room) -> None:
    answer_and_copy(room, PLAIN, DATE)
    said = room.papers("check", "trees-2026").stderr
    assert "Street Trees 2025 (Scrutiny Committee, 03 March 2025)" in said
    assert "Street Trees 2025 (Scrutiny Committee, 02 March 2026)" in said


SAME = {
    "another form of dates": 'date_format: "EEEE, d MMMM yyyy"\n',
    "dates in another order": "date_format: yyyy-MM-dd\n",
    "nothing": "",
}


@pytest.mark.parametrize("what", SAME)
def test_the_same_meeting_in_another_form_is_the_same(what: str, room: Room) -> None:
    """The council changes its date_format after the sheet has gone out; capitals and spaces of a title do not count."""
    answer_and_copy(room, PLAIN, ("Street Trees 2025", "Street trees  2025"))
    room.write("papers.yaml", f"council: Westmere City Council\n{SAME[what]}")
    assert found(room, "check") == []


def test_a_sheet_written_with_a_date_in_another_form(room: Room) -> None:
    room.write("papers.yaml", 'council: Westmere City Council\ndate_format: "EEEE, d MMMM yyyy"\n')
    answer_and_copy(room, PLAIN, YEAR, DATE)
    assert [each[:2] for each in found(room, "check")] == [("error", "XLS012")]


FORMS = ("dd.MM.yyyy", "dd-MM-yyyy", "dd/MM/yy", "d. MMMM yyyy", "d 'of' MMMM yyyy", "MMMM d, yyyy", "yyyy.MM.dd",
         "d-MMM-yy", "EEEE d MMM ''yy", "'Mtg' yyyy/MM/dd", "MM/dd/yyyy")  # fmt: skip


@pytest.mark.parametrize("pattern", FORMS)
def test_whatever_the_form_of_dates(pattern: str, room: Room) -> None:
    """The same sheet is the same; with another date there is a warning; with another title too it is an error."""
    room.write("papers.yaml", f'council: Westmere City Council\ndate_format: "{pattern}"\n')
    answer_and_copy(room, PLAIN)
    assert found(room, "check") == []
    file = f"{NEW}/recommendations.yaml"
    room.write(file, PLAIN.replace(*DATE))
    assert [each[:2] for each in found(room, "check")] == [("warning", "XLS011")]
    room.write(file, PLAIN.replace(*DATE).replace(*YEAR))
    assert [each[:2] for each in found(room, "check")] == [("error", "XLS012")]
    if "'" not in pattern:
        room.write(file, PLAIN.replace(*YEAR))
        room.write("papers.yaml", "council: Westmere City Council\nlanguage: fr\n")
        assert [each[:2] for each in found(room, "check")] == [("warning", "XLS011")]


@pytest.mark.parametrize(("changes", "said"), [((YEAR, DATE), "error XLS012"), ((YEAR,), "warning XLS011")])
def test_a_date_in_another_language(changes: tuple[tuple[str, str], ...], said: str, room: Room) -> None:
    """Nobody can read it; the hidden references tell."""
    room.write("papers.yaml", "council: Westmere City Council\nlanguage: cy-GB\n")
    answer_and_copy(room, PLAIN, *changes)
    room.write("papers.yaml", "council: Westmere City Council\n")
    assert [" ".join(each[:2]) for each in found(room, "check")] == [said]


def remove_lines(path: Path, *lines: int) -> None:
    """Delete lines of the form, from the first."""
    book = openpyxl.load_workbook(path)
    for line in sorted(lines, reverse=True):
        book["Responses"].delete_rows(line)
    book.save(path)


MISSING = {
    "no lines at all": ((1, 2, 3), (YEAR, DATE), ("warning", "XLS011", "first row")),
    "no lines, another date": ((1, 2, 3), (DATE,), ("warning", "XLS011", "first row")),
    "no title": ((1,), (YEAR, DATE), ("error", "XLS012", "A1")),
    "no title, another date": ((1,), (DATE,), ("warning", "XLS011", "A1")),
    "no meeting": ((2,), (YEAR, DATE), ("error", "XLS012", "A1")),
    "no meeting, another title": ((2,), (YEAR,), ("warning", "XLS011", "A1")),
}


@pytest.mark.parametrize("what", MISSING)
def test_its_hidden_references_tell_where_its_lines_are_gone(what: str, room: Room) -> None:
    lines, changes, (severity, code, cell) = MISSING[what]
    path = answer_and_copy(room, PLAIN, *changes)
    remove_lines(path, *lines)
    if cell == "first row":
        column = openpyxl.load_workbook(path)["Responses"]["A"]
        cell = f"C{next(each.row for each in column if each.value == 1)}"
    assert found(room, "check") == [(severity, code, "responses.xlsx", cell)]


def test_the_cure_for_a_sheet_without_its_lines_works(room: Room) -> None:
    path = answer_and_copy(room, PLAIN, YEAR)
    remove_lines(path, 1, 2, 3)
    said = room.papers("check", "trees-2026").stderr
    assert "Street Trees 2026 (Scrutiny Committee, 03 March 2025)" in said
    assert [each[:2] for each in found(room, "sheet")] == [("warning", "XLS011")]
    assert answers(path) == ["Answer 1 of 2025.", "Answer 2 of 2025."]
    assert found(room, "check") == []


@pytest.mark.parametrize("typed", [", answered 11 June 2026", " 11 June 2026", "; see 2 May 2024, 3 May 2024"])
def test_a_date_that_was_typed_after_that_of_the_meeting_is_not_its(typed: str, room: Room) -> None:
    path = answer_and_copy(room, PLAIN)
    book = openpyxl.load_workbook(path)
    book["Responses"]["A1"] = "Response sheet: Street Trees 2024"
    book["Responses"]["A2"] = f"{book['Responses']['A2'].value}{typed}"
    book.save(path)
    assert {each[:2] for each in found(room, "check")} == {("warning", "XLS009")}
    room.write(f"{NEW}/recommendations.yaml", PLAIN.replace(*YEAR))
    assert not [each for each in found(room, "check") if each[1] == "XLS012"]


def test_a_body_with_commas(room: Room) -> None:
    matter = PLAIN.replace("body: Scrutiny Committee", 'body: "Health, Care and Housing Panel"')
    answer_and_copy(room, matter)
    assert found(room, "check") == []


def test_a_topic_more_is_the_same_sheet(room: Room) -> None:
    """Topics come and go while a report is written; one meeting that is still there says whose sheet it is."""
    answer_and_copy(room, TOPICS, ("date: 2025-03-05", "date: 2025-03-06"))
    assert found(room, "check") == []


def test_what_is_exempt_is_not_quoted(room: Room) -> None:
    """A person may have typed exempt words into the title of the sheet."""
    exempt = ("  - That the Council waters them.", "  - {text: That the Council waters them., exempt: 3}")
    path = answer_and_copy(room, PLAIN, exempt, DATE)
    book = openpyxl.load_workbook(path)
    book["Responses"]["A1"] = "Response sheet: the price is three million"
    book.save(path)
    said = room.papers("check", "trees-2026").stderr
    assert "XLS012" in said
    assert "three million" not in said
