"""Tells lines that begin like an item of a list from sentences that were wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A bullet, or a hyphen as YAML has it; the space after it is forgotten at times.
BULLET = re.compile(r"[*•·‣◦▪●○■][ \t\xa0]+\S|-(?:[ \t\xa0]|$|(?=[A-Z]))")
# These begin an item, but are also used between the words of a sentence.
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

    A dash or a number may also begin a line of a wrapped sentence; the lines around it decide.
    """
    flat = [line.strip() for line in lines]
    if not MAY_BEGIN.search("\n".join(flat)):
        return []
    marked = _find_dashes(flat) | _find_numbers(flat)
    return [at for at in range(1, len(flat)) if at in marked or BULLET.match(flat[at])]


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


def _find_dashes(lines: Sequence[str]) -> set[int]:
    """Return which lines begin with a dash after what has come to an end, or with one as all lines below do."""
    dashed = [at for at, line in enumerate(lines) if DASH.match(line)]
    written = [at for at, line in enumerate(lines) if line]
    if len(dashed) > 1 and written[-len(dashed) :] == dashed:
        return set(dashed)
    return {at for at in dashed if ENDS.search(_above(lines, at))}


def _find_numbers(lines: Sequence[str]) -> set[int]:
    """Return which lines begin with a number of a list: they follow on, or what is above them has come to an end."""
    within: dict[str, int] = {}
    marks = {at: found[2] for at, line in enumerate(lines) if (found := NUMBER.match(line))}
    for at, line in enumerate(lines if marks else ()):
        for found in WITHIN.finditer(line, 1):
            within.setdefault(found[1] or found[2], at)
    items: set[int] = set()
    known: set[str] = {marks[0]} if 0 in marks else set()
    begun = set(marks.values())
    for at, mark in marks.items():
        before, after = _neighbours(mark)
        above = _above(lines, at)
        goes_on = bool((before | after) & begun) or any(within.get(each, at) < at for each in before)
        if ENDS.search(above) or before & known or (goes_on and not JOINS.search(above)):
            items.add(at)
            known.add(mark)
    return items


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
