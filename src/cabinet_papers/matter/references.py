"""The numbers of recommendations that a text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator

NUMBERS = r"\d{1,3}(?:(?:, | and | or | to | ?[–-] ?| ?& ?)\d{1,3})*(?![.\d]\d|\d)"
POINT = re.compile(rf"\b(?:recommendations?|points?|answers?(?: to)?|responses?(?: to)?) ({NUMBERS})", re.IGNORECASE)
# What follows, or comes before, where another document is meant.
OF_ANOTHER = re.compile(r"\s*(?:\(?(?:of|in|to|from|on)\b|,? (?:page|section) )")
# "The Housing Review's recommendation 12" is another paper's.
OF_OTHERS = re.compile(r"(?<!Committee)(?<!Panel)(?<!Group)[’']s? $")


# "In response to 12 questions" tells how many there were.
HOW_MANY = re.compile(
    r" (?:\w+ )?(?:questions|quer(?:y|ies)|letters|complaints|requests|enquiries|surveys|people|residents|comments"
    r"|replies|consultations|councils|members|petitions)\b"
)


def find_referred(text: str) -> Iterator[tuple[re.Match[str], list[int]]]:
    """Yield each place where the text refers to recommendations of its own matter, and their numbers."""
    for found in POINT.finditer(text):
        of_others = OF_ANOTHER.match(text, found.end()) or OF_OTHERS.search(text[: found.start()])
        if not of_others and not HOW_MANY.match(text, found.end()):
            yield found, list(map(int, re.findall(r"\d+", found[1])))
