"""One cause gives one finding: what follows only from it is not reported beside it."""

import json

import pytest

from tests.conftest import Room

YAML = "data/trees/recommendations.yaml"
MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - That the Cabinet waters the elms.
"""
SHEET = """\
[Responses]
No. | Recommendation                           | Agree? | Comment
1   | That the Council plants a hundred trees. | Yes    | We will.
2   | That the Cabinet waters the elms.        | Yes    | We will too.
"""
BROKEN = {
    "a misspelt key": ("recommendations:", "recomendations:", "YML003"),
    "a key in capitals": ("recommendations:", "Recommendations:", "YML003"),
    "no colon": ("recommendations:", "recommendations", "YML023"),
    "no dash": ("  - That the Cabinet", "    That the Cabinet", "YML015"),
    "an item too far in": ("  - That the Cabinet", "   - That the Cabinet", "YML015"),
    "a colon": ("waters the elms", "waters: the elms", "YML007"),
    "dashes of Word's": ("- That", "– That", "YML001"),
    "an open quotation mark": ("- That the Cab", '- "That the Cab', "YML001"),
}


def errors(room: Room) -> list[tuple[str, str]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["file"]) for each in found if each["severity"] == "error"]


@pytest.mark.parametrize(("right", "wrong", "code"), BROKEN.values(), ids=BROKEN)
def test_after_an_error_of_the_yaml_nothing_is_said_of_the_sheet(right: str, wrong: str, code: str, room: Room) -> None:
    room.write(YAML, MATTER.replace(right, wrong))
    room.draw("data/trees/responses.xlsx", SHEET)
    assert errors(room) == [(code, YAML)]
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [each["code"] for each in found if each["file"].endswith(".xlsx")] == []


def test_without_the_yaml_the_sheet_is_reported(room: Room) -> None:
    room.draw("data/trees/responses.xlsx", SHEET)
    room.write("data/trees/action-plan.yaml", "title: x\nyears: [2026]\npriorities: []\n")
    assert ("XLS001", "data/trees/responses.xlsx") in errors(room)


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_in_a_cell_is_one_finding(shown: str, room: Room) -> None:
    room.write(YAML, MATTER)
    room.draw("data/trees/responses.xlsx", SHEET.replace("Yes    | We will.", f"{shown}   | We will."))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["cell"]) for each in found] == [("XLS008", "C2")]


def test_a_missing_council_is_one_finding_for_all_matters(room: Room) -> None:
    room.write("papers.yaml", "language: en-GB\n")
    for name in ("trees", "verges"):
        room.write(f"data/{name}/recommendations.yaml", MATTER)
    assert errors(room) == [("YML005", "papers.yaml")]


def test_a_former_number_is_not_reported_as_one_that_refers_to_itself(room: Room) -> None:
    room.write(YAML, MATTER)
    swapped = SHEET.replace("We will too.", "See the answer to recommendation 1.")
    room.draw("data/trees/responses.xlsx", swapped)
    lines = MATTER.splitlines(keepends=True)
    room.write(YAML, "".join([*lines[:3], lines[4], lines[3]]))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["cell"]) for each in found if each["code"].startswith("REF")] == [("REF010", "D3")]
