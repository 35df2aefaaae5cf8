"""Whether words are those of a paragraph: whole ones, in a paragraph of their kind, and taken once."""

import pytest

from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.found import FoundParagraph, Place
from cabinet_papers.papers.expected_parts import Expected, ExpectedKind
from cabinet_papers.proof.fitting import Span, blank, find_words, fit, holds_number, is_of_kind

WORDS = {
    "all of the text": ("plants trees", "plants trees", 0),
    "at its end": ("It plants trees", "trees", 10),
    "within it": ("It plants trees.", "plants", 3),
    "before a stop": ("plants.", "plants", 0),
    "after a bracket": ("(plants)", "plants", 1),
    "not there": ("It plants trees", "shrubs", -1),
    "the beginning of a word": ("It transplants trees", "trans", -1),
    "the end of a word": ("It transplants trees", "plants", -1),
    "first a part of a word, then whole": ("transplants plants", "plants", 12),
    "first the beginning of a word, then whole": ("plantsman plants", "plants", 10),
    "one letter more, then whole": ("plants a plant", "plant", 9),
    "parts of words alone": ("transplants plantsman", "plants", -1),
    "joined by a line below": ("the_plants", "plants", -1),
    "joined to a digit": ("12 trees 2", "2", 9),
    "twice: the first": ("trees and trees", "trees", 0),
    "beside what is taken": ("\0\0plants", "plants", 2),
}


@pytest.mark.parametrize("what", WORDS)
def test_words_are_found_whole(what: str) -> None:
    text, words, at = WORDS[what]
    assert find_words(text, words) == at


NUMBERS = {
    "1": ("1", True), "1.": ("1", True), "1. That": ("1", True), "1.x": ("1", False),
    "11": ("1", False), "21": ("1", False), "2.1": ("1", False), "x1": ("1", False), "1x": ("1", False),
    "(1)": ("1", True), "1)": ("1", True), "Recommendation 1: That": ("1", True), "11 and 1": ("1", True),
    "1.2 and 1.": ("1", True), "1.2": ("1.2", True), "1.2.": ("1.2", True), "1.23": ("1.2", False),
    "1 x": ("1", True), "1.x y": ("1", False), "1x y": ("1", False), "1..": ("1", True), "-1": ("1", True),
    "2": ("1", False), "": ("1", False), "111": ("11", False),
}  # fmt: skip
NUMBERED = [(text, number, expected) for text, (number, expected) in NUMBERS.items()]


@pytest.mark.parametrize(("text", "number", "expected"), [*NUMBERED, ("1.2", "1", False), ("1.2", "2", False)])
def test_a_number_is_found_whole(text: str, number: str, expected: bool) -> None:
    assert holds_number(text, number) is expected


def test_what_is_taken_is_found_no_more() -> None:
    text = "trees and trees"
    once = blank(text, Span(0, 0, 5))
    assert len(once) == len(text)
    assert find_words(once, "trees") == 10
    twice = blank(once, Span(0, 10, 15))
    assert find_words(twice, "trees") == -1
    assert find_words(twice, "and") == 6


def fact(kind: ExpectedKind, text: str, cell: tuple[int, int] = (0, 0)) -> Expected:
    return Expected(kind, text, phrase("recommendation {}", 1), cell)


PLAIN, ITEM = FoundParagraph("x"), FoundParagraph("x", is_list_item=True)
CELL = FoundParagraph("x", Place(1, 1, 4, (2, 3), is_nested=True))
KINDS = {
    "a bullet in a list": (ITEM, fact(ExpectedKind.BULLET, "x"), True),
    "a bullet outside lists": (PLAIN, fact(ExpectedKind.BULLET, "x"), False),
    "a numbered item in a list": (ITEM, fact(ExpectedKind.NUMBERED, "x"), True),
    "a numbered item outside lists": (PLAIN, fact(ExpectedKind.NUMBERED, "x"), False),
    "a paragraph in a list": (ITEM, fact(ExpectedKind.PARAGRAPH, "x"), True),
    "a paragraph outside lists": (PLAIN, fact(ExpectedKind.PARAGRAPH, "x"), True),
    "a cell at its place": (CELL, fact(ExpectedKind.CELL, "x", (2, 3)), True),
    "a cell in another row": (CELL, fact(ExpectedKind.CELL, "x", (1, 3)), False),
    "a cell in another column": (CELL, fact(ExpectedKind.CELL, "x", (2, 4)), False),
    "a cell outside tables": (PLAIN, fact(ExpectedKind.CELL, "x", (2, 3)), False),
    "a paragraph in a cell": (CELL, fact(ExpectedKind.PARAGRAPH, "x"), True),
}


@pytest.mark.parametrize("what", KINDS)
def test_a_paragraph_is_of_the_kind_of_its_fact(what: str) -> None:
    paragraph, wanted, expected = KINDS[what]
    assert is_of_kind(paragraph, wanted) is expected


FIRST, MIDDLE, LAST, ONLY = (True, False), (False, False), (False, True), (True, True)
# A paragraph's text, a fact's words, which of its part's facts it is, and where the words are.
FITS = {
    "the only fact is all of it": ("It will.", "It will.", ONLY, (0, 8)),
    "the only fact, words of the template before it": ("Answer: It will.", "It will.", ONLY, (8, 16)),
    "the only fact, words of the template after it": ("It will. (answer)", "It will.", ONLY, (0, 8)),
    "the only fact is not there": ("It may.", "It will.", ONLY, None),
    "the only fact is a part of a word": ("Nothing", "No", ONLY, None),
    "the first, words of the template before it": ("Answer: It will.", "It will.", FIRST, (8, 16)),
    "the first, all of it": ("It will.", "It will.", FIRST, (0, 8)),
    "the first, words after it": ("It will. Perhaps.", "It will.", FIRST, None),
    "the first, joined to what is before": ("Audit will.", "it will.", FIRST, None),
    "the first, joined to one letter": ("An dit will.", "it will.", FIRST, None),
    "the last, words of the template after it": ("It will. (answer)", "It will.", LAST, (0, 8)),
    "the last, words before it": ("Not: It will.", "It will.", LAST, None),
    "the last, joined to what is after": ("It willing", "It will", LAST, None),
    "the last, all of it": ("It will.", "It will.", LAST, (0, 8)),
    "one in the middle, all of it": ("It will.", "It will.", MIDDLE, (0, 8)),
    "one in the middle, words before it": ("Not: It will.", "It will.", MIDDLE, None),
    "one in the middle, words after it": ("It will. Perhaps.", "It will.", MIDDLE, None),
    "spaces of the typed words are one": ("It will.", "It \n will. ", MIDDLE, (0, 8)),
}


@pytest.mark.parametrize("what", FITS)
def test_where_a_fact_fits(what: str) -> None:
    text, words, (is_first, is_last), expected = FITS[what]
    found = fit(fact(ExpectedKind.PARAGRAPH, words), text, FoundParagraph(text), is_first=is_first, is_last=is_last)
    assert found == expected


@pytest.mark.parametrize("position", [FIRST, MIDDLE, LAST, ONLY])
def test_a_cell_holds_nothing_else(position: tuple[bool, bool]) -> None:
    is_first, is_last = position
    paragraph = FoundParagraph("1,440", Place(1, 1, 1, (2, 2)))
    for text, expected in {"1,440": (0, 5), "1,440 pounds": None, "of 1,440": None}.items():
        wanted = fact(ExpectedKind.CELL, "1,440", (2, 2))
        assert fit(wanted, text, paragraph, is_first=is_first, is_last=is_last) == expected


def test_a_bullet_does_not_fit_outside_lists() -> None:
    assert fit(fact(ExpectedKind.BULLET, "x"), "x", PLAIN, is_first=True, is_last=True) is None
    assert fit(fact(ExpectedKind.BULLET, "x"), "x", ITEM, is_first=True, is_last=True) == (0, 1)
