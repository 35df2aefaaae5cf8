"""Text in rows that are about no recommendation: one finding for rows that follow one another, with its own cure."""

import json
from typing import Any

import openpyxl
import pytest

from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council waters the young trees.
"""
TREES = "1 | That the Council plants a hundred trees. | Yes | In May."
WATER = "2 | That the Council waters the young trees. | Yes | In June."


def found(room: Room, *rows: str) -> list[dict[str, Any]]:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", "\n".join(["[Responses]", "No. | Recommendation | Agree? | Comment", *rows]))
    return list(json.loads(room.papers("check", "--format", "json").stdout))


# The rows, the code and the cell of each finding, and what its hint offers.
CASES = {
    "a table": ((TREES, WATER, "", "Tree | Cost", "Oak | 12", "Elm | 8"), [("XLS009", "A5", "[Table: Costs]")]),
    "a table of words": ((TREES, WATER, "", "Tree | Place | | When", "Oak | Park | | May", "Elm | Road | | June"),
                         [("RES002", "A5", "[Table: Costs]")]),
    "labels": (
        (TREES, WATER, "", "Drafted by | Ann Oak", "Cleared by | B Elm"), [("XLS009", "A5", "move it into the")]),
    "one line": ((TREES, WATER, "Sent by the service"), [("XLS009", "A4", "move it into the")]),
    "a paste over the rows below": (
        (TREES, WATER, " | | | and in July,", " | | | if it is dry."), [("RES002", "D4", "Comment in D3")]),
    "a row below an answer": ((TREES, " | | | and in autumn.", WATER), [("RES002", "D3", "Comment in D2")]),
    "two groups": ((TREES, " | | | and in autumn.", WATER, "", "", "Sent on Friday"),
                   [("RES002", "D3", "Comment in D2"), ("XLS009", "A7", "move it into the")]),
    "an answer between two texts": (
        (TREES, "Sent on Friday", WATER, "Sent by the service"),
        [("XLS009", "A3", "move it into the"), ("XLS009", "A5", "move it into the")]),
    "an answer to a recommendation that is gone": (
        (TREES, WATER, "3 | That the Council builds a bridge. | No | Never."), [("RES002", "A4", "put back")]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_rows_about_no_recommendation(rows: tuple[str, ...], expected: list[tuple[str, str, str]], room: Room) -> None:
    every = found(room, *rows)
    assert [(each["code"], each["cell"]) for each in every] == [(code, cell) for code, cell, _ in expected]
    assert all(offer in each["hint"] for each, (_, _, offer) in zip(every, expected, strict=True))
    assert all("delete the row" not in each["hint"] for each in every)


def test_text_below_a_comment_is_kept_by_a_new_sheet(room: Room) -> None:
    found(room, TREES, WATER, " | | | and in July.")
    assert room.papers("sheet").exit_code == 0
    kept = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["sheet"]) for each in kept] == [("XLS007", "Answers kept")]


def test_a_text_under_several_headings_is_kept_whole(room: Room) -> None:
    found(room, TREES, WATER, " | Further work | | ", " | | | and in July.")
    assert room.papers("sheet").exit_code == 0
    kept = openpyxl.load_workbook(room.path / "data/trees/responses.xlsx")["Answers kept"]
    assert [(row[1], row[3]) for row in kept.values][1:] == [("Further work", None), (None, "and in July.")]


def send(room: Room, *rows: tuple[str, str], last: int = 2) -> None:
    """Send a sheet out that comes back with what is seen in its rows, while its matter has the first ones `last`."""
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("sheet").exit_code == 0
    path = room.path / "data/trees/responses.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    first = next(cell.row for cell in sheet["A"] if cell.value == "No.") + 1
    for at, (number, words) in enumerate(rows, first):
        sheet.cell(at, 1, number)
        sheet.cell(at, 2, words)
    book.save(path)
    room.write("data/trees/recommendations.yaml", "".join(MATTER.splitlines(keepends=True)[: 3 + last]))


def told(room: Room) -> list[tuple[str, str]]:
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["message"]) for each in every if each["code"].startswith("XLS")]


def test_text_that_sorting_put_beside_a_reference_is_named(room: Room) -> None:
    """The text of row 4 came into the first row, and what is hidden did not move along."""
    send(room, ("", "Sent by the service"), ("1", TREES.split(" | ")[1]), ("2", WATER.split(" | ")[1]))
    assert told(room) == [
        ("XLS009", 'the text in row 5 belongs to no recommendation, and is not printed: "Sent by the service"')
    ]


def test_text_beside_the_reference_of_a_recommendation_that_is_gone_is_named(room: Room) -> None:
    send(room, ("1", TREES.split(" | ")[1]), ("Sent by the service", ""), last=1)
    assert told(room) == [
        ("XLS011", "this is an older version of the sheet: the matter no longer has recommendation 2"),
        ("XLS009", 'text typed under "No." is not printed: "Sent by the service"'),
    ]


def test_a_copied_row_of_a_recommendation_that_is_gone_counts_once(room: Room) -> None:
    send(room)
    path = room.path / "data/trees/responses.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    for cell in sheet[sheet.max_row]:
        sheet.cell(cell.row + 1, cell.column, cell.value)
    book.save(path)
    room.write("data/trees/recommendations.yaml", "".join(MATTER.splitlines(keepends=True)[:4]))
    assert told(room) == [
        ("XLS011", "this is an older version of the sheet: the matter no longer has recommendation 2")
    ]


def test_each_worksheet_has_its_own_rows(room: Room) -> None:
    """Text in a row that has an answer on another worksheet is found all the same."""
    every = found(room, TREES, WATER, "[Second]", "No. | Recommendation | Agree? | Comment", "Sent by the service")
    assert [(each["code"], each["sheet"], each["cell"]) for each in every] == [("XLS009", "Second", "A2")]
