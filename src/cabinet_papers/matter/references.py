"""The numbers of recommendations that a text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cabinet_papers.matter.owners import names_other_recommendation

NUMBERS = r"\d{1,3}(?:(?:, | and | or | to | ?[–-] ?| ?& ?)\d{1,3})*(?![.\d]\d|\d)"
POINT = re.compile(rf"\b(?:recommendations?|points?|answers?(?: to)?|responses?(?: to)?) ({NUMBERS})", re.IGNORECASE)
# "In response to 12 questions" tells how many there were.
HOW_MANY = re.compile(
    r" (?:\w+ )?(?:questions|quer(?:y|ies)|letters|complaints|requests|enquiries|surveys|people|residents|comments"
    r"|replies|consultations|councils|members|petitions)\b"
)


def find_referred(text: str, own: str = "") -> Iterator[tuple[re.Match[str], list[int]]]:
    """Yield each place where the text refers to recommendations of its own matter, and their numbers.

    `own` are the names of the bodies that made them.
    """
    for found in POINT.finditer(text):
        of_others = names_other_recommendation(text, *found.span(), own)
        if not of_others and not HOW_MANY.match(text, found.end()):
            yield found, list(map(int, re.findall(r"\d+", found[1])))
