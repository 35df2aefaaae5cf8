"""Messages quote whole words, and of an exempt text neither its words nor its numbers."""

import json

import pytest

from cabinet_papers.check.checked_matter import words_around
from cabinet_papers.findings.message import one_of
from tests.conftest import Room

SENTENCE = "That the Council plants a hundred trees  in its streets."
MATTER = """\
title: Depot
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
  - {text: That the Council sells the depot., MARK: 3}
"""
SHEET = """\
[R]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | It will be done.
2 | That the Council sells the depot. | No | Of these 856 are let - 429 with support and 431  without.
"""


@pytest.mark.parametrize(
    ("start", "end", "around"),
    [
        (39, 41, "a hundred trees  in its streets."),
        (0, 4, "That the Council plants"),
        (48, 55, "trees  in its streets."),
    ],
)
def test_whole_words_are_quoted(start: int, end: int, around: str) -> None:
    assert words_around(SENTENCE, start, end, 20) == around


def test_a_very_long_word_is_cut() -> None:
    assert words_around(f"{'x' * 50}  {'y' * 50}", 50, 52, 20) == f"{'x' * 20}  {'y' * 20}"


def test_values_are_joined_by_or() -> None:
    assert [str(one_of(["a", "b", "c"][:count])) for count in range(1, 4)] == ['"a"', '"a" or "b"', '"a", "b" or "c"']


@pytest.mark.parametrize("mark", ["exempt", "exempt_answer"])
def test_numbers_of_an_exempt_answer_are_not_shown(mark: str, room: Room) -> None:
    room.write("data/depot/recommendations.yaml", MATTER.replace("MARK", mark))
    room.draw("data/depot/responses.xlsx", SHEET)
    checked = room.papers("check", "--format", "json")
    said = {each["code"]: each["message"] for each in json.loads(checked.stdout)}
    assert said["RES020"] == "recommendation 2: the parts do not add up to the number in the text"
    assert said["STY001"] == "recommendation 2: there is more than one space between two words in an exempt text"
    assert not any(number in checked.stdout for number in ("856", "429", "431", "860"))
