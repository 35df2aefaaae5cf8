"""`papers why`: what a printed row is made of, each with its place."""

import re

import pytest

from tests.commands.test_updates import PLAN, fill_in
from tests.conftest import MATTER, Room

AGREED = """\
title: Street Trees
scrutiny: {body: Panel, date: 2025-03-03}
cabinet: {date: 2025-04-01, members: [{name: Councillor Ash, title: Leader}]}
response: {status: agreed}
recommendations:
  - That the Council plants a hundred trees.
  - That the Council labels its old trees.
"""
BEFORE = """\
title: Tree Plan
years: [2025 - 2026]
priorities:
  - name: Streets
    actions:
      - {from: street-trees 2, service: Heritage, by: Year 1}
"""
NOW = """\
title: Tree Plan
years: [2026 - 2027]
previous: tree-plan-2025
updates: {due: 2026-12-11}
priorities:
  - name: Streets
    actions:
      - {text: That the Council labels its old limes and oaks., service: Heritage, by: Year 1, was: 1.1}
"""


def find_places(ran: str) -> list[str]:
    return re.findall(r"^ *(data/.+?)$", ran, re.MULTILINE)


def test_from_the_printed_row_to_the_cell_of_the_answer(room: Room) -> None:
    room.write("data/street-trees/recommendations.yaml", AGREED)
    assert room.papers("sheet", "street-trees").exit_code == 0
    fill_in(room.path / "data/street-trees/responses.xlsx", {
        "1": {"Agree?": "Yes", "Comment": "It will."}, "2": {"Agree?": "Yes", "Comment": "Brass ones."},
    })  # fmt: skip
    room.write("data/tree-plan-2025/action-plan.yaml", BEFORE)
    room.write("data/tree-plan-2026/action-plan.yaml", NOW)
    assert room.papers("sheet", "tree-plan-2026").exit_code == 0
    fill_in(room.path / "data/tree-plan-2026/update - Heritage.xlsx", {"1.1": {"Status": "On track"}})
    assert room.papers("take", "tree-plan-2026", "1.1").exit_code == 0
    shown = room.papers("why", "tree-plan-2026", "1.1")
    assert shown.exit_code == 0
    assert find_places(shown.stdout) == [
        "data/tree-plan-2026/action-plan.yaml:8:16",
        "data/tree-plan-2026/action-plan.yaml:8:88",
        "data/tree-plan-2026/action-plan.yaml:8:116",
        "data/tree-plan-2026/update - Heritage.xlsx[Updates!E6]",
        "data/tree-plan-2025/action-plan.yaml:1:1",
        "data/tree-plan-2025/action-plan.yaml:6:9",
        "data/tree-plan-2025/action-plan.yaml:6:55",
        "data/tree-plan-2025/action-plan.yaml:6:16",
        "data/street-trees/recommendations.yaml:7:5",
        "data/street-trees/responses.xlsx[Responses!C7]",
        "data/street-trees/responses.xlsx[Responses!D7]",
    ]
    carried_out = room.papers("why", "street-trees", "2").stdout
    assert find_places(carried_out)[-1] == "data/tree-plan-2025/action-plan.yaml:6:16"


def test_what_is_exempt_is_not_quoted(room: Room) -> None:
    secret = AGREED.replace("  - That the Council labels its old trees.", "  - {text: Buy Fenside Mill., exempt: 3}")
    room.write("data/street-trees/recommendations.yaml", secret)
    assert room.papers("sheet", "street-trees").exit_code == 0
    fill_in(room.path / "data/street-trees/responses.xlsx", {"2": {"Agree?": "Yes", "Comment": "At 2 million."}})
    shown = room.papers("why", "street-trees", "2")
    assert "data/street-trees/responses.xlsx" in shown.stdout
    assert not re.search(r"Fenside|million|Yes", shown.stdout)


@pytest.mark.parametrize("number", ["1.9", "R1", "1.2.3", "x"])
def test_a_number_that_is_not_there(number: str, room: Room) -> None:
    room.write("data/tree-plan/action-plan.yaml", PLAN)
    shown = room.papers("why", "tree-plan", number)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "REC024" in shown.stderr


def test_a_matter_that_cannot_be_read(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", "title: [\n")
    assert room.papers("why", "trees", "1").exit_code == 1


def test_without_an_answer(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    shown = room.papers("why", "trees", "1")
    assert (shown.exit_code, "no answer yet" in shown.stdout) == (0, True)
