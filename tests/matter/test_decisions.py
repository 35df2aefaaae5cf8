"""What a word for a decision means: typed by somebody, or listed by the council."""

import pytest

from cabinet_papers.matter.vocabulary import (
    LISTED,
    SYNONYMS,
    Decision,
    Meaning,
    find_decision,
    find_leading_decision,
    find_listed_meaning,
    find_meaning,
    normalise_word,
)

AGREED, IN_PRINCIPLE = Decision("Agreed", Meaning.AGREED), Decision("Agreed in principle", Meaning.PARTLY)
NOT_AGREED, COMPLETED = Decision("Not agreed", Meaning.NOT_AGREED), Decision("Completed", Meaning.STATUS)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Completed", Meaning.STATUS), ("In progress", Meaning.STATUS), ("Implemented", Meaning.STATUS),
        ("Deferred", Meaning.STATUS), ("Welcomed", Meaning.STATUS), ("Agreed in principle", Meaning.PARTLY),
        ("Accept in principle", Meaning.PARTLY), ("Approved in part", Meaning.PARTLY), ("Adopted", Meaning.AGREED),
        ("Endorsed", Meaning.AGREED), ("Supported", Meaning.AGREED), ("Not endorsed", Meaning.NOT_AGREED),
        ("Yes", Meaning.AGREED), ("Perhaps", None),
    ],
)  # fmt: skip
def test_a_listed_word_has_its_meaning(word: str, meaning: Meaning | None) -> None:
    assert find_listed_meaning(word) is meaning


def test_no_word_is_known_twice_and_each_as_it_is_compared() -> None:
    words = [word for known in (SYNONYMS, LISTED) for each in known.values() for word in each]
    assert len(words) == len(set(words)) > 80
    assert [word for word in words if normalise_word(word) != word] == []


@pytest.mark.parametrize("typed", [word for words in LISTED.values() for word in words])
def test_typed_and_not_listed_it_is_no_decision(typed: str) -> None:
    """Not even by its beginning: "Agree in principle" is not "Agreed"."""
    offered = (AGREED, Decision("In part", Meaning.PARTLY), NOT_AGREED)
    assert find_meaning(typed) is None
    assert find_decision(typed, offered) is None
    assert find_leading_decision(f"{typed} - see the report", offered) is None


@pytest.mark.parametrize(
    ("typed", "offered", "decision"),
    [
        ("completed", (AGREED, COMPLETED), COMPLETED),
        ("Implemented", (AGREED, COMPLETED), None),
        ("agreed in principle", (AGREED, IN_PRINCIPLE), IN_PRINCIPLE),
        ("accept in principle", (AGREED, IN_PRINCIPLE), None),
        ("In part", (AGREED, IN_PRINCIPLE), None),
        ("In part", (AGREED, IN_PRINCIPLE, Decision("Partly", Meaning.PARTLY)), Decision("Partly", Meaning.PARTLY)),
        ("Accepted", (IN_PRINCIPLE, AGREED), AGREED),
        ("Agreed", (IN_PRINCIPLE, NOT_AGREED), None),
    ],
)
def test_a_typed_word_never_becomes_one_that_says_something_else(
    typed: str, offered: tuple[Decision, ...], decision: Decision | None
) -> None:
    assert find_decision(typed, offered) == decision
