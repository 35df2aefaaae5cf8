"""Whatever people do to a sheet, in whatever order: no answer is lost, and none comes to stand beside another's."""

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import MANY, Room, open_room
from tests.outline import read_outline

pytestmark = pytest.mark.slow

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"
# As much alike as real ones are: the same opening, some words shared.
SUBJECTS = (
    "plants a hundred trees along the ring road before the winter",
    "waters the young trees of the market place every evening in summer",
    "prunes the elms in every park, and reports which of them are ill",
    "asks the county for money to widen the pavements of Mill Lane",
    "publishes the minutes of the tree wardens' meetings on its website",
    "opens the allotments at Fenside to schools on two mornings a week",
)
Rows = list[list[Any]]


def table(sheet: Worksheet) -> tuple[int, Rows]:
    """Return the row of the headings, and the rows below it."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(at for at, row in enumerate(rows) if "agree?" in [str(value).casefold() for value in row])
    return heading, rows[heading:]


def put(sheet: Worksheet, first: int, rows: Rows) -> None:
    for row in sheet.iter_rows(min_row=first + 1):
        for cell in row:
            cell.value = None
    for at, row in enumerate(rows, first + 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(at, column, value)


def sort_rows(sheet: Worksheet, key: int) -> None:
    heading, (headings, *rows) = table(sheet)
    put(sheet, heading, [headings, *sorted(rows, key=lambda row: str(row[key % len(row)]))])


def insert_row(sheet: Worksheet, key: int) -> None:
    heading, (headings, *rows) = table(sheet)
    at = key % (len(rows) + 1)
    put(sheet, heading, [headings, *rows[:at], [None] * len(headings), *rows[at:]])


def move_column(sheet: Worksheet, key: int) -> None:
    heading, rows = table(sheet)
    at = key % len(rows[0])
    put(sheet, heading, [[*row[:at], *row[at + 1 :], row[at]] for row in rows])


def insert_column(sheet: Worksheet, key: int) -> None:
    heading, rows = table(sheet)
    at = key % len(rows[0])
    put(sheet, heading, [[*row[:at], "mine" if row is rows[0] else None, *row[at:]] for row in rows])


def delete_title_rows(sheet: Worksheet, key: int) -> None:
    heading, _ = table(sheet)
    if amount := key % (heading + 1):
        sheet.delete_rows(1, amount)


def change_case_of_headings(sheet: Worksheet, key: int) -> None:
    heading, (headings, *rows) = table(sheet)
    changed = [str(each).upper() if at == key % len(headings) else each for at, each in enumerate(headings)]
    put(sheet, heading, [changed, *rows])


def rename(sheet: Worksheet, key: int) -> None:
    sheet.title = f"Sheet{key}"


def write_below(sheet: Worksheet, key: int) -> None:
    # Under Agree? or Comment it might be somebody's answer, and would be asked about.
    _, (headings, *_) = table(sheet)
    column = next(at for at, each in enumerate(headings, 1) if str(each).casefold() == "recommendation")
    sheet.cell(sheet.max_row + 2 + key % 3, column, "Thank you for asking.")


def forget_references(sheet: Worksheet, key: int) -> None:
    """As a program does that drops what is hidden."""
    heading, rows = table(sheet)
    if key % 2 == 0:
        put(
            sheet,
            heading,
            [[None if str(value).startswith("R") and "-" in str(value) else value for value in row] for row in rows],
        )


def forget_numbers(sheet: Worksheet, key: int) -> None:
    heading, rows = table(sheet)
    if key % 2 == 0:
        put(sheet, heading, [[None if isinstance(value, int) else value for value in row] for row in rows])


def change_words(sheet: Worksheet, key: int) -> None:
    """A recommendation is corrected in the sheet: one word of it becomes another."""
    heading, rows = table(sheet)
    words = [
        (at, column) for at, row in enumerate(rows) for column, value in enumerate(row) if str(value).startswith("That")
    ]
    if words:
        at, column = words[key % len(words)]
        rows[at][column] = str(rows[at][column]).replace(" the ", " those ", 1)
        put(sheet, heading, rows)


EDITS = (
    sort_rows, insert_row, move_column, insert_column, delete_title_rows, change_case_of_headings, rename, write_below,
    forget_references, forget_numbers, change_words,
)  # fmt: skip
A_FEW_EDITS = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 7)), max_size=8)
# What pairs rows with recommendations is tried far more often in test_matching_properties.
QUICK = settings(max_examples=20 * MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ask(room: Room, subjects: list[str]) -> Path:
    lines = "".join(f'  - "That the Council {subject}."\n' for subject in subjects)
    room.write("data/trees/recommendations.yaml", HEAD + lines)
    sent = room.papers("sheet")
    assert sent.exit_code == 0, sent.stderr
    return room.path / "data/trees/responses.xlsx"


def answer(path: Path) -> None:
    """Answer every recommendation with the first word of what it asks for."""
    book = openpyxl.load_workbook(path)
    heading, rows = table(book["Responses"])
    for at, row in enumerate(rows[1:], heading + 2):
        book["Responses"].cell(at, 3, "Yes")
        book["Responses"].cell(at, 4, f"Answer: {str(row[1]).split()[3]}")
    book.save(path)


def printed(room: Room) -> list[tuple[str, str]]:
    """Return each recommendation's first telling word, and the answer that stands beside it in the draft."""
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    (name,) = room.documents()
    rows = read_outline(room.path / "output" / name).split("+--")
    # A column that was moved may lie in a bold one now.
    words = [row.replace("|", " ").replace("*", "").split() for row in rows if "That the Council" in row]
    return [(row[row.index("Council") + 1], row[-1]) for row in words]


@QUICK
@given(edits=A_FEW_EDITS)
def test_edits_lose_no_answer_and_move_none(edits: list[tuple[Any, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        path = ask(room, list(SUBJECTS))
        answer(path)
        book = openpyxl.load_workbook(path)
        for edit, key in edits:
            edit(book.worksheets[0], key)
        book.save(path.with_name("came back.xlsx"))
        path.unlink()
        assert printed(room) == [(subject.split()[0], subject.split()[0]) for subject in SUBJECTS]


@QUICK
@given(
    before=st.permutations(SUBJECTS).map(lambda each: each[:4]),
    after=st.permutations(SUBJECTS).map(lambda each: each[:4]),
    reworded=st.lists(st.sampled_from(SUBJECTS), max_size=2),
    edits=A_FEW_EDITS,
)
def test_a_sheet_written_again_keeps_every_answer(
    before: list[str], after: list[str], reworded: list[str], edits: list[tuple[Any, int]]
) -> None:
    """Recommendations are gained, lost, reordered and reworded after people have done things to the sheet."""
    with tempfile.TemporaryDirectory() as folder:
        room = open_room(Path(folder) / "room")
        path = ask(room, before)
        answer(path)
        book = openpyxl.load_workbook(path)
        for edit, key in edits:
            edit(book.worksheets[0], key)
        book.save(path)
        ask(room, [each.replace(" the ", " its ", 1) if each in reworded else each for each in after])
        kept = [
            str(cell.value)
            for sheet in openpyxl.load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
            if str(cell.value).startswith("Answer: ")
        ]
        assert sorted(kept) == sorted(f"Answer: {each.split()[0]}" for each in before)
        beside = dict(printed(room)) if set(before) & set(after) else {}
        assert {word: said for word, said in beside.items() if said != "Awaited"} == {
            each.split()[0]: each.split()[0] for each in after if each in before
        }
