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


def find_referred(text: str) -> Iterator[tuple[re.Match[str], list[int]]]:
    """Yield each place where the text refers to recommendations of its own matter, and their numbers."""
    for found in POINT.finditer(text):
        if not (OF_ANOTHER.match(text, found.end()) or OF_OTHERS.search(text[: found.start()])):
            yield found, list(map(int, re.findall(r"\d+", found[1])))
