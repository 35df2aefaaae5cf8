"""Lines that begin like an item of a list, told from sentences that were wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A bullet, or a hyphen as YAML has it; the space after it is forgotten at times.
BULLET = re.compile(r"[*•·‣◦▪●○■][ \t\xa0]+\S|-(?:[ \t\xa0]|$|(?=[A-Z]))")
# These begin an item, and stand between the words of a sentence too.
DASH = re.compile(r"([–—+])[ \t\xa0]+\S")
NUMBER = re.compile(r"(\(?)(\d{1,2}|[a-z]|[A-Z](?=\))|[ivx]{2,5})[.)][ \t\xa0]+\S")
# How a recommendation begins; "That would cost more" is a sentence that follows another.
RECOMMENDATION = re.compile(
    r"That (?:the|an?|all|any|each|every|its?|they|their|these|those|no|officers|members|[A-Z][\w’'-]*)\b"
)
ENDS = re.compile(r"[.:;!?]['\"”’)\]]*(?: (?:and|or))?$")
JOINS = re.compile(r"(?:[,&(–—-]|\b(?:and|or|of|for|the|to|in|on|at|with|by|from|a|an))$", re.IGNORECASE)
WITHIN = re.compile(r"\((\w{1,5})\)|(?<!\S)(\w{1,5})\)")
# What a line begins with that may be an item, to pass over the texts that have none.
MAY_BEGIN = re.compile(r"^(?:[^\w\s]|\w{1,5}[.)])", re.MULTILINE)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def find_items(lines: Sequence[str]) -> list[int]:
    """Return which lines but the first begin like an item of a list: "- ", "•", "2. ", "(b) ".

    A dash or a number may begin a line where a sentence was wrapped; the lines around it tell.
    """
    flat = [line.strip() for line in lines]
    if not MAY_BEGIN.search("\n".join(flat)):
        return []
    numbers = _Numbers(flat)
    return [at for at in range(1, len(flat)) if BULLET.match(flat[at]) or _is_dash(flat, at) or numbers.is_item(at)]


def find_recommendations(lines: Sequence[str]) -> list[int]:
    """Return which lines but the first begin like a recommendation of their own: "That the ..."."""
    flat = [line.strip() for line in lines]
    formal = flat[0].lstrip("\"'“‘").startswith("That ") or flat[0][:1] == ">"
    return [at for at in range(1, len(flat))
            if RECOMMENDATION.match(flat[at]) and (formal or ENDS.search(_above(flat, at)))]  # fmt: skip


def find_names(lines: Sequence[str]) -> list[int]:
    """Return which lines of a name but the first begin like another name: no word above joins them to it."""
    flat = [line.strip() for line in lines]
    return [at for at in range(1, len(flat)) if flat[at][:1].isupper() or flat[at][:1].isdigit()
            if not JOINS.search(_above(flat, at))]  # fmt: skip


def _above(lines: Sequence[str], at: int) -> str:
    """Return the nearest line above that is not empty."""
    return next((lines[each] for each in range(at - 1, -1, -1) if lines[each]), "")


def _is_dash(lines: Sequence[str], at: int) -> bool:
    found = DASH.match(lines[at])
    if found is None:
        return False
    around = (lines[at - 1][:1], lines[at + 1][:1] if at + 1 < len(lines) else "")
    return found[1] in around or ENDS.search(_above(lines, at)) is not None


class _Numbers:
    """The numbers and letters with which lines of a text begin, and those within its lines, "(a)"."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.first = {at: found[2] for at, line in enumerate(lines) if (found := NUMBER.match(line))}
        self.marks = set(self.first.values())
        self.within: dict[str, int] = {}
        for at, line in enumerate(lines):
            for found in WITHIN.finditer(line):
                self.within.setdefault(found[1] or found[2], at)

    def is_item(self, at: int) -> bool:
        """Whether the line begins with a number of a list: it follows on, or what is above it has come to an end."""
        if at not in self.first:
            return False
        before, after = _neighbours(self.first[at])
        if before & self.marks or after & self.marks:
            return True
        above = _above(self.lines, at)
        begun = any(self.within.get(mark, at) < at for mark in before)
        return ENDS.search(above) is not None or (begun and not JOINS.search(above))


def _neighbours(mark: str) -> tuple[set[str], set[str]]:
    """Return what comes before and after the mark in a list: 1 and 3 for 2; of letters i is a Roman number too."""
    if mark.isdigit():
        return {str(int(mark) - 1)}, {str(int(mark) + 1)}
    at = ROMAN.index(mark) if mark in ROMAN else -1
    before = set(ROMAN[at - 1 : at]) if at > 0 else set()
    after = set(ROMAN[at + 1 : at + 2]) if at >= 0 else set()
    if len(mark) == 1:
        before.add(chr(ord(mark) - 1))
        after.add(chr(ord(mark) + 1))
    return before, after
