"""The words that a form carries with it: written, read again, and what is made of damaged ones."""

import base64

import pytest

from cabinet_papers.excel.cells import Workbook
from cabinet_papers.sheets.sheet_words import PROPERTY, list_properties, read_properties, take_words

WORDS = {"Comment": "Sylw", "For:": "Ar gyfer:", "or": " neu ", "How to": "Mode d'emploi", "Cost": 'Pris "£" <&>'}
FIRST = PROPERTY.format(1)


def test_the_words_of_a_word_form_come_back() -> None:
    many = list_properties({**WORDS, "Good to know": "x" * 900})
    assert (len(many) > 4, max(map(len, many.values()))) == (True, 250)
    carried = read_properties(many)
    assert carried is not None
    workbook, words = take_words(Workbook("a.docx", (carried,)))
    assert workbook.worksheets == ()
    assert words == {**{text: own.strip() for text, own in WORDS.items()}, "Good to know": "x" * 900}


def test_a_form_without_words_carries_none() -> None:
    assert list_properties({}) == {}
    assert read_properties({"Response form": "cabinet-papers"}) is None
    assert take_words(Workbook("a.xlsx", ())) == (Workbook("a.xlsx", ()), None)


# Not in these letters, no list, no pairs.
DAMAGED = ("é", "AAAA", *(base64.b64encode(each).decode() for each in (b"5", b"[1]", b'["ab", "abc"]', b"[[1, 2, 3]]")))


@pytest.mark.parametrize("damaged", DAMAGED)
def test_damaged_words_are_none(damaged: str) -> None:
    carried = read_properties({FIRST: damaged})
    assert carried is None or take_words(Workbook("a.docx", (carried,)))[1] in (None, {})
