"""The numbers of recommendations that a text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from cabinet_papers.matter.numbering import fold_number, is_count
from cabinet_papers.matter.owners import names_other_recommendation

# What people call a recommendation, and what has numbers of its own where these look different.
CALLED, ALSO_CALLED = r"recommendations?|points?|answers?(?: to)?|responses?(?: to)?", "findings?|conclusions?"
# What may be between two numbers, and after the last.
BETWEEN = r"(?:, | and | or | to | ?[–-] ?| ?& ?)"
PLAIN, AFTER_PLAIN = r"\d{1,3}", r"(?![.\d]\d|\d)"
# Numbers of other forms: R1, 2.1, 1a, with or without signs around them; letters alone have to have them.
OTHER = r"(?:[a-z]{1,3}-?)?\d{1,3}(?:\.\d{1,3})*(?:[a-z](?![a-z]))?"
OTHER_ALONE = re.compile(OTHER)
LETTERS = r"\(?[a-z]{1,5}\)"
AFTER_OTHER = r"(?!\w|\.\d)"
# A letter that is a word of its own is a number only before the end of what is said.
WORDS, AT_END = ("a", "i"), r"(?=[.,;:)]|$)"
# "In response to 12 questions" tells how many there were.
HOW_MANY = re.compile(
    r" (?:\w+ )?(?:questions|quer(?:y|ies)|letters|complaints|requests|enquiries|surveys|people|residents|comments"
    r"|replies|consultations|councils|members|petitions)\b"
)


class NumberForms(NamedTuple):
    """The forms in which texts of a matter name its recommendations."""

    one: re.Pattern[str]
    point: re.Pattern[str]

    def find_referred(self, text: str, own: str = "") -> Iterator[tuple[re.Match[str], list[str]]]:
        """Yield each place where the text refers to recommendations of its own matter, and their numbers.

        `own` are the names of the bodies that made them.
        """
        for found in self.point.finditer(text):
            of_others = names_other_recommendation(text, *found.span(), own)
            if not of_others and not HOW_MANY.match(text, found.end()):
                yield found, [fold_number(each[0]) for each in self.one.finditer(found[1])]


@lru_cache(maxsize=100)
def know_forms(names: frozenset[str]) -> NumberForms:
    """Return the forms for recommendations with these numbers, as `fold_number` gives them."""
    if all(map(is_count, names)):
        return _make_forms(CALLED, PLAIN, AFTER_PLAIN)
    # What has none of the other forms is known by its own letters alone.
    own = sorted((each for each in names if not OTHER_ALONE.fullmatch(each)), key=len, reverse=True)
    written = [rf"\(?{re.escape(each)}(?:\)|{AT_END if each in WORDS else ''})" for each in own]
    one = "|".join((*written, rf"\(?(?:{OTHER})\)?", LETTERS))
    return _make_forms(rf"{CALLED}|{ALSO_CALLED}", one, AFTER_OTHER)


def _make_forms(called: str, one: str, after: str) -> NumberForms:
    numbers = rf"(?:{one})(?:{BETWEEN}(?:{one}))*{after}"
    said = rf"\b(?:{called}) ({numbers})"
    return NumberForms(re.compile(rf"(?:{one}){after}", re.IGNORECASE), re.compile(said, re.IGNORECASE))


def find_shape(name: str) -> str:
    """Return the form of a number: the same for R1 and R12, and for 2.1 and 10.4."""
    return re.sub(r"(?<=9)[a-z]$", "a", re.sub(r"\d+", "9", name))
