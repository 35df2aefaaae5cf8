"""The numbers that recommendations are printed with: how a council writes them, and how people write them back."""

from __future__ import annotations

import re
from typing import NamedTuple

# What goes up from one number to the next: a 1 that is no part of a larger number, or a letter that is no part of a
# word.
COUNTER = re.compile(r"(?<!\d)1(?!\d)|(?<![^\W\d_])[aAiI](?![^\W\d_])")
# Before the counter of "1.1" is the number of the topic.
TOPIC = re.compile(r"(?<!\d)1\.$")
# A number is one short word, so that it can be typed into a text, between square brackets, and into a list.
ONE_WORD = re.compile(r"[^\s,;\"“”{}\[\]]{1,12}")
# The signs around a number, as in (1) and a).
AROUND = re.compile(r"^[\W_]+|[\W_]+$")
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbered(NamedTuple):
    """The number of one recommendation: bare, as people say it ("1", "2.1"), and as it is printed before its words."""

    number: str
    label: str


class Numbering(NamedTuple):
    """How numbers are written. `typed` is the first of them as it looks, `start` where in it the counter is."""

    typed: str
    start: int

    @property
    def is_by_topic(self) -> bool:
        """Whether the number of the topic is in it, so that it begins anew in each of them."""
        return TOPIC.search(self.typed[: self.start]) is not None

    def number(self, count: int, topic: int) -> Numbered:
        """Return the number at a place from 1, in the topic of that number."""
        before, counter = self.typed[: self.start], self.typed[self.start]
        before = TOPIC.sub(f"{topic}.", before)
        return self.frame(bare(before + write_count(count, counter) + self.typed[self.start + 1 :]))

    def frame(self, number: str) -> Numbered:
        """Return a number that somebody fixed, with the signs around it that these numbers have."""
        core = bare(self.typed)
        before, _, after = self.typed.partition(core)
        # Where only some numbers have levels, "2.1." would look as if one more level was to come.
        is_level = after == "." and "." in number and "." not in core
        return Numbered(number, f"{before}{number}{'' if is_level else after}")


def read_numbering(typed: str) -> Numbering | None:
    """Return the numbering whose first number looks like this, None where nothing in it can go up."""
    counters = list(COUNTER.finditer(typed))
    return Numbering(typed, counters[-1].start()) if counters and ONE_WORD.fullmatch(typed) else None


HOUSE_NUMBERING = Numbering("1.", 0)


def bare(typed: str) -> str:
    """Return a number without the signs around it."""
    return AROUND.sub("", typed)


def fold_number(typed: str) -> str:
    """Return a number as two of them are compared."""
    number = bare(typed).casefold()
    return number.lstrip("0") or "0" if is_count(number) else number


def is_count(number: str) -> bool:
    """Whether a number is figures alone."""
    return number.isascii() and number.isdigit()


def write_count(count: int, counter: str) -> str:
    """Return a place from 1 as the counter writes it: 1, a, A, i or I."""
    if counter == "1":
        return str(count)
    written = _write_letters(count) if counter in "aA" else write_roman(count)
    return written.upper() if counter.isupper() else written


def find_letter(number: str, at: int) -> str:
    """Return what the part at a place from 1 adds to the number of its recommendation: 1a, or a1."""
    return write_count(at, "1" if number[-1:].isalpha() else "a")


def find_part_letter(number: str, whole: str) -> str:
    """Return what a part's number adds to that of its recommendation, "" where it has a number of its own."""
    added = number.removeprefix(whole) if whole and number.startswith(whole) else ""
    return added if added and (is_count(added) if whole[-1].isalpha() else added.isalpha()) else ""


def _write_letters(count: int) -> str:
    before, at = divmod(count - 1, 26)
    return (_write_letters(before) if before else "") + chr(ord("a") + at)


def write_roman(count: int) -> str:
    """Return a number from 1 in Roman figures: i, ii, iii, iv."""
    written = ""
    for value, letters in ROMAN:
        times, count = divmod(max(count, 0), value)
        written += letters * times
    return written
