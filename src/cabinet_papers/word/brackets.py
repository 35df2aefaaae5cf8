"""The brackets of placeholders in a line of a template, and those that lack the other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

BRACKETS = re.compile(r"\{[{%#]|[%}]\}")
ENDS = {"{{": "}}", "{%": "%}"}


def find_alone(text: str) -> Iterator[str]:
    """Yield opening brackets with the words up to the next brackets, and closing ones with those before them."""
    begun, end = "", 0
    for found in BRACKETS.finditer(text):
        if found[0] == "{#":
            continue
        words = text[end : found.start()]
        if begun and found[0] != ENDS[begun]:
            yield f"{begun}{words}{found[0] if found[0] in ENDS.values() else ''}".strip()
        elif not begun and found[0] not in ENDS:
            yield f"{words}{found[0]}".strip()
        begun, end = found[0] if found[0] in ENDS else "", found.end()
    if begun:
        yield f"{begun}{text[end:]}".strip()
