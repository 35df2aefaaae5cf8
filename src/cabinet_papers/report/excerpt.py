"""A line of a file as a finding quotes it: the word that it is about marked, and cut to what fits."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from cabinet_papers.report.terminal import measure, show_sign

# A quoted line is so wide at most, and at least, in any window; a third of it is before the word.
ROOM, LEAST_ROOM = 88, 8
# How far from the place a very long line is looked at, which is far more than is shown.
REACH = 20 * ROOM
CUT = "…"
# Signs that belong to the word which goes on behind them.
_JOINTS = "'’-./@"


class Excerpt(NamedTuple):
    """A line with its number, or the name of its cell, in three parts, of which the middle is what a finding is about.

    Nothing in them steers a terminal. Where the whole line is meant there is nothing in the middle.
    """

    label: str
    before: str
    marked: str
    after: str


def make_excerpt(text: str, label: str, column: int | None, length: int, room: int = ROOM) -> Excerpt:
    """Return the line as it is quoted: `length` characters from `column` on are marked, of 0 the word there.

    It takes no more than `room` columns.
    """
    text = text.rstrip()
    start = min(max((column or 1) - 1, 0), len(text))
    text, start = _cut_near(text, start)
    end = min(start + length, len(text)) if length else find_word_end(text, start)
    if column is None:
        end = start
    signs = [show_sign(sign) for sign in text]
    first, last = _find_window(signs, start, end, max(LEAST_ROOM, min(room, ROOM)))
    start, end = min(max(start, first), last), min(max(end, first), last)
    return Excerpt(
        label,
        (CUT if first else "") + "".join(signs[first:start]),
        "".join(signs[start:end]),
        "".join(signs[end:last]) + (CUT if last < len(signs) else ""),
    )


def _cut_near(text: str, start: int) -> tuple[str, int]:
    """Return the text near the place, and where the place is in it: a line may be as long as a file."""
    first = max(0, start - REACH)
    return text[first : start + REACH], start - first


def find_word_end(text: str, start: int) -> int:
    """Return where the word ends that begins at `start`, perhaps behind a quotation mark or another sign.

    If there is no word, it is the one character there.
    """
    at = start
    while at < len(text) and not text[at].isspace() and not _is_of_word(text[at]):
        at += 1
    end = max(at, min(start + 1, len(text)))
    while at < len(text) and (_is_of_word(text[at]) or text[at] in _JOINTS):
        at += 1
        end = at if _is_of_word(text[at - 1]) else end
    return end


def _is_of_word(sign: str) -> bool:
    """Whether it is a letter, a digit, an underscore, or a mark on a letter."""
    return sign == "_" or unicodedata.category(sign)[0] in "LNM"


def _find_window(signs: list[str], start: int, end: int, room: int) -> tuple[int, int]:
    """Return which of the line's characters are shown, so that the mark is among them."""
    if measure("".join(signs)) <= room:
        return 0, len(signs)
    first = 0
    if measure("".join(signs[:end])) > room - 2 * len(CUT):
        first = _step_back(signs, start, room // 3)
        # Near the end of the line there is more room before the word.
        first = min(first, _step_back(signs, len(signs), room - len(CUT)))
    last, used = first, 2 * len(CUT)
    while last < len(signs) and used + measure(signs[last]) <= room:
        used += measure(signs[last])
        last += 1
    if last == len(signs) - 1 and used - len(CUT) + measure(signs[last]) <= room:
        last += 1
    return first, last


def _step_back(signs: list[str], at: int, room: int) -> int:
    """Return the first of the characters before `at` that take no more than the room, with the marks on it."""
    used = 0
    while at > 0 and used + measure(signs[at - 1]) <= room:
        at -= 1
        used += measure(signs[at])
    while at < len(signs) and measure(signs[at]) == 0:
        at += 1
    return at
