"""Response tables under other people's headings: read by what the columns hold, and the finding says so."""

import json
from typing import Any

import pytest

from tests.conftest import Room
from tests.outline import read_outline

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees along the ring road.
  - That the Council waters the young trees of the market place.
"""
TREES = "That the Council plants a hundred trees along the ring road."
WATER = "That the Council waters the young trees of the market place."
SHEET = "data/trees/answers from the service.xlsx"


def check(room: Room, drawing: str) -> list[dict[str, Any]]:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw(SHEET, drawing)
    every = json.loads(room.papers("check", "--format", "json").stdout)
    return [each for each in every if each["code"].startswith("XLS") or each["severity"] == "error"]


HEADINGS = {
    "Response": "No. | Recommendation | Response | Comment",
    "Accept/Reject": "No. | Recommendation | Accept/Reject | Comment",
    "Accept or reject?": "No. | Recommendation | Accept or reject? | Comments",
    "Agree (Y/N)": "No | Recommendation | Agree (Y/N) | Officer comments",
    "Position": "Ref | Recommendation | Position | Rationale",
    "Cabinet decision": "Number | Scrutiny recommendation | Cabinet decision | Reasons",
    "Rec": "No. | Rec | Agree? | Notes",
    "Reason for decision": "No. | Recommendation | Decision | Reason for decision",
    "two of the same": "No. | Recommendation | Response | Response",
    "words of their own": "# | What they ask | What we say | Why",
    "no headings": " | | | ",
    "a heading gone": "No. | Recommendation | | Comment",
    "capitals": "NO. | RECOMMENDATION TEXT | CABINET RESPONSE | COMMENT(S)",
}


@pytest.mark.parametrize("headings", HEADINGS.values(), ids=HEADINGS)
def test_columns_are_recognised_by_what_they_hold(headings: str, room: Room) -> None:
    rows = f"1 | {TREES} | Yes | Work begins in May.\n2 | {WATER} | No | There is no money."
    found = check(room, f"[Sheet1]\nCouncil form | \n{headings}\n{rows}")
    assert [(each["code"], each["sheet"]) for each in found if each["code"] != "XLS009"] == [("XLS025", "Sheet1")]
    assert room.papers("build").exit_code == 0
    paper = read_outline(room.path / "output" / room.documents()[0])
    assert [word in paper for word in ("Yes", "Work begins in May.", "No", "There is no money.")] == [True] * 4


# The table, and where the finding is: which column is what, or why it cannot be known.
SEEN = {
    "our headings": (f"No. | Recommendation | Agree? | Comment\n1 | {TREES} | Yes | In May.", None),
    "another order": (f"Reasons | Accepted? | Rec\nIn May. | Yes | {TREES}", ("XLS025", "column C is read as Recomm")),
    "the decision still empty": (
        f"Rec | Accept/Reject | Reasons\n{TREES} | | \n{WATER} | | ", ("XLS025", "column B is read as Agree?")),
    "a decision with more words": (
        f"Rec | Position | Reasons\n{TREES} | Yes - in May | As planned.", ("XLS025", "column B is read as Agree?")),
    "two columns of decisions": (
        f"Rec | Officers | Members | Reasons\n{TREES} | Yes | No | In May.",
        ("XLS001", "more than one column has decisions: B, C")),
    "two, of which one is called so": (
        f"Rec | Legal cleared | Cabinet decision | Reasons\n{TREES} | Yes | No | Costs.",
        ("XLS025", "column C is read as Agree?")),
    "two columns of texts": (
        f"Rec | Position | First | Second\n{TREES} | Yes | In May. | In June.",
        ("XLS001", "could have the comments: C, D")),
    "a line below the headings": (
        f"Rec | Position | Reasons | Costs\nPlease note\n{TREES} | Yes | In May. | None needed.",
        ("XLS025", "column C is read as Comment, because its heading is")),
    "two columns of texts, one called so": (
        f"Rec | Position | Comment(s) | Cost\n{TREES} | Yes | In May. | From the budget",
        ("XLS025", "column C is read as Comment")),
    "no decisions": (f"Rec | Lead | Budget\n{TREES} | Ann Oak | None needed", ("XLS001", "no column beside")),
    "no comments": (f"Rec | Position\n{TREES} | Yes\n{WATER} | No", ("XLS025", "column B is read as Agree?")),
    "another matter's": ("Rec | Position | Reasons\nThat the pools stay open. | Yes | In May.", ("XLS001", "")),
    "words changed a little": (
        f"Rec | Position | Reasons\n{TREES.replace('hundred', 'dozen')} | Yes | In May.", ("XLS025", "column A is")),
    "answers from the first row on": (f"{TREES} | Yes | In May.\n{WATER} | No | Costs.", ("XLS025", "column A is")),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "expected"), SEEN.values(), ids=SEEN)
def test_what_was_seen_is_said(drawn: str, expected: tuple[str, str] | None, room: Room) -> None:
    found = [each for each in check(room, f"[Sheet1]\n{drawn}") if each["code"] in ("XLS001", "XLS025")]
    assert [each["code"] for each in found] == ([expected[0]] if expected else [])
    assert all(expected and expected[1] in each["message"] and each["sheet"] == "Sheet1" for each in found)


def test_the_cure_ends_the_warning(room: Room) -> None:
    rows = f"1 | {TREES} | Yes | In May.\n2 | {WATER} | No | Costs."
    assert [each["code"] for each in check(room, f"[Sheet1]\nRef | Rec | Position | Reasons\n{rows}")] == ["XLS025"]
    assert check(room, f"[Sheet1]\nNo. | Recommendation | Agree? | Comment\n{rows}") == []


def test_a_new_sheet_has_the_answers(room: Room) -> None:
    rows = f"1 | {TREES} | Yes | In May.\n2 | {WATER} | No | Costs."
    check(room, f"[Sheet1]\nRef | Rec | Position | Reasons\n{rows}")
    (room.path / SHEET).rename(room.path / "data/trees/responses.xlsx")
    assert room.papers("sheet").exit_code == 0
    assert json.loads(room.papers("check", "--format", "json").stdout) == []


def test_nothing_exempt_is_repeated(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "  - {text: That the Council buys it., exempt: 3}\n")
    room.draw(SHEET, f"[Sheet1]\nRec | Secret name | Other\n{TREES} | Yes | Secret word")
    assert "Secret" not in room.papers("check").stdout
