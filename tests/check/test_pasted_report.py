"""A whole report pasted from minutes in Word: what is printed is right, or each place is named."""

import json

import pytest

from tests.conftest import MATTER, Room
from tests.outline import read_outline

# As Word copies it: tabs after numbers and bullets, no-break spaces, soft hyphens, curly quotation marks.
PASTED = (
    "1.\tWelcome and apologies",
    "1.1\tThe Chair, Councillor Ida\u00a0Lund, welcomed everyone to the meeting on 3\u00a0March\u00a02026.",
    "1.2\tMembers said that the Council\u2019s \u201cgreen\u201d streets need trees \u2013 and soon.",
    "1.3\tThe main\u00adtenance of trees costs \u00a320\u00a0a year:",
    "\u2022\tpruning, \u00bd a day",
    "\u2022\twatering\u2026 in the sum\u00admer",
    "o\tby hand",
    "\u00a7\tby pump",
    "\uf0b7\tstaking",
    "1.4\tIt was asked:",
    "a)\twhere they grow;",
    "b)\twho waters them.",
    "1.5\tWard\tTrees\tCost",
)
HEAD = f"{MATTER}report:\n  appendices: []\n  body: |\n"


def paste(room: Room, *lines: str, apart: bool) -> None:
    between = "\n\n" if apart else "\n"
    body = between.join(f"    {line}" for line in lines)
    room.write("data/trees/recommendations.yaml", f"{HEAD}{body}\n\n    [Recommendation 1]\n")


def findings(room: Room) -> list[tuple[str, int, str]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["line"], each["message"]) for each in found]


def codes_at(room: Room) -> list[tuple[str, int]]:
    return [(code, line) for code, line, _ in findings(room) if code != "RES001"]


@pytest.mark.parametrize(
    ("apart", "lines"), [(True, (7, 13, 15, 17, 31)), (False, (7, 10, 11, 12, 19))], ids=["paragraphs", "lines"]
)
def test_what_is_not_printed_as_it_was_in_word_is_named(apart: bool, lines: tuple[int, ...], room: Room) -> None:
    paste(room, *PASTED, apart=apart)
    kinds = ("STY010", "STY016", "STY020", "STY016", "STY020")
    assert codes_at(room) == list(zip(kinds, lines, strict=True))
    said = [message for _, _, message in findings(room)]
    assert any('6 paragraphs have typed numbers, the first "1"' in each for each in said), said
    assert any('7 lines begin with a typed mark, the first with "•"' in each for each in said), said


def test_what_is_named_once_put_right_is_printed_right(room: Room) -> None:
    """The quotation marks, dashes, no-break spaces and fractions of Word are right as they are."""
    paste(
        room,
        "## Welcome and apologies",
        "The Chair, Councillor Ida\u00a0Lund, welcomed everyone to the meeting on 03\u00a0March\u00a02026.",
        "Members said that the Council’s “green” streets need trees – and soon.",
        "The maintenance of trees costs £20\u00a0a year:",
        "- pruning, ½ a day\n    - watering… in the summer",
        apart=True,
    )
    assert codes_at(room) == []
    assert room.papers("build").exit_code == 0
    outline = read_outline(room.path / "output" / room.documents()[0])
    assert (
        "# Welcome and apologies\n"
        "1. The Chair, Councillor Ida Lund, welcomed everyone to the meeting on 03 March 2026.\n"
        "2. Members said that the Council’s “green” streets need trees – and soon.\n"
        "3. The maintenance of trees costs £20 a year:\n"
        "* pruning, ½ a day\n"
        "* watering… in the summer\n"
    ) in outline


@pytest.mark.parametrize(
    "text",
    [
        "The ratio is 1 – 3 and o is a letter.",
        "a) The trees\n    b) The streets",
        "It has\n    1.1 million trees.",
        "| Ward\t| Trees |\n    | --- | --- |\n    | Fenside | 12 |",
        "-\toaks\n    -\telms",
        "✓ done\n    ✓ to do",
    ],
)
def test_what_only_looks_pasted_is_left_alone(text: str, room: Room) -> None:
    paste(room, text, apart=True)
    assert not {code for code, _ in codes_at(room)} & {"STY010", "STY020"}
