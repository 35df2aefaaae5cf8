"""Which findings are told: check: in papers.yaml, and comments in the YAML."""

import json

import pytest

from tests.conftest import Room

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
TWO_SPACES = HEAD + "recommendations:\n  - That the Council  plants trees.\n"


def check(room: Room) -> list[tuple[str, str]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["severity"]) for each in found if each["code"][:3] in ("STY", "NAM", "RES", "YML")]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ("", [("RES001", "warning"), ("STY001", "warning")]),
        ("check: {STY001: off}", [("RES001", "warning")]),
        ("check: {STY: off}", [("RES001", "warning")]),
        ("check: {STY: error}", [("RES001", "warning"), ("STY001", "error")]),
        ("check: {STY: error, STY001: off, RES001: error}", [("RES001", "error")]),
        ("check: {sty001: Error}", [("RES001", "warning"), ("STY001", "error")]),
    ],
)
def test_papers_yaml_chooses(chosen: str, told: list[tuple[str, str]], room: Room) -> None:
    room.write("papers.yaml", f"council: Eastmere\n{chosen}\n")
    room.write("data/trees/recommendations.yaml", TWO_SPACES)
    assert check(room) == told


@pytest.mark.parametrize(
    ("chosen", "told", "value"),
    [
        ("{YML003: off}", ("YML011", "error", 9), "YML003"),
        ("{STY999: off}", ("YML003", "error", 9), "STY999"),
        ("{STY001: never}", ("YML011", "error", 17), "never"),
    ],
)
def test_a_choice_that_cannot_be_made(chosen: str, told: tuple[str, str, int], value: str, room: Room) -> None:
    room.write("papers.yaml", f"council: Eastmere\ncheck: {chosen}\n")
    room.write("data/trees/recommendations.yaml", TWO_SPACES)
    checked = room.papers("check", "--format", "json")
    assert checked.exit_code == 1
    (found,) = (each for each in json.loads(checked.stdout) if each["file"] == "papers.yaml")
    assert (found["code"], found["severity"], found["column"]) == told
    assert value in found["message"]


def test_an_error_is_an_error_whatever_its_family_is_set_to(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\ncheck: {RES: off}\n")
    room.write("data/trees/recommendations.yaml", HEAD + "response: {status: agreed}\n" + TWO_SPACES[len(HEAD) :])
    assert ("RES001", "error") in check(room)


BODY = "report:\n  appendices: []\n  body: |{}\n    Trees  cool streets.{}\n\n    [Recommendation 1]\n"
REPORT = HEAD.replace("{", "{{").replace("}", "}}") + BODY


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        (HEAD + "recommendations:\n  - That the Council  plants trees. # check: off STY001\n", False),
        (HEAD + "recommendations:\n  - That the Council  plants trees. # check: off NAM, STY\n", False),
        (HEAD + "recommendations:\n  - That the Council  plants trees. # check: off STY002\n", True),
        (HEAD + "recommendations:\n  - That the Council\n    plants  trees. # check: off STY001\n", False),
        (HEAD + "recommendations:\n  # check: off STY001\n  - That the Council  plants trees.\n", True),
        (REPORT.format(" # check: off STY001", "") + "recommendations: [That the Council plants.]\n", False),
        # Within a block it is text, and printed.
        (REPORT.format("", " # check: off STY001") + "recommendations: [That the Council plants.]\n", True),
    ],
)
def test_a_comment_silences_one_place(yaml: str, told: bool, room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    room.write("data/trees/recommendations.yaml", yaml)
    assert (("STY001", "warning") in check(room)) is told


@pytest.mark.parametrize(("comment", "told"), [("", True), (" # check: off RES013", False)])
def test_a_recommendations_comment_silences_what_is_said_of_its_answer(comment: str, told: bool, room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    room.write(
        "data/trees/recommendations.yaml", HEAD + f"recommendations:\n  - That the Council plants trees.{comment}\n"
    )
    room.draw("data/trees/a.xlsx", "[R]\nNo. | Recommendation | Agree? | Comment\n"
              "1 | That the Council plants trees. | No |\n")  # fmt: skip
    assert (("RES013", "warning") in check(room)) is told
