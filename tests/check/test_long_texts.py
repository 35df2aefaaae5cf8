"""A text as long as may be typed, of words that rules look around, is checked in a few seconds of the processor."""

import json
import os

import pytest

from tests.conftest import MATTER, Room

pytestmark = pytest.mark.slow
LONGEST = 150_000
# The words that are typed again and again, by what once took a time that grew with the square of the length.
AGAIN = {
    "what is before a date": "1/1/2026 ",
    "what is beside an abbreviation": "ABC ",
    "a word that ends in a hyphen": "a",
    "where a bracket ends": "[",
    "where an address ends": "[a](",
    "where a comment ends": "<!--",
}


def seconds() -> float:
    """The processor's time until now, that of the spelling checker included."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@pytest.mark.parametrize("words", AGAIN.values(), ids=AGAIN)
def test_a_long_text_is_checked_soon(room: Room, words: str) -> None:
    text = words * (LONGEST // len(words))
    room.write(
        "data/trees/recommendations.yaml",
        f"{MATTER}report:\n  appendices: []\n  body: |\n    Trees\n    {text}\n\n    [Recommendation 1]\n",
    )
    begun = seconds()
    ran = room.papers("check", "--format", "json")
    took = seconds() - begun
    assert isinstance(json.loads(ran.stdout), list), ran.stderr
    assert took < 5, f"{words!r} again and again took {took:.1f} s"
