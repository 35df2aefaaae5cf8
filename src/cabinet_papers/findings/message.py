"""What a finding says, as data: sentences are made where they are printed, and typed words can be withheld."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

# A value's place in a pattern, with the quotation marks around it.
PLACE = re.compile(r'"\{\}"|\{\}')
LONGEST_QUOTATION, LONGEST_VALUE = 80, 2_000


class Term(str):
    """A word of the program itself in a message, such as a key or a heading: it may always be shown, and in full."""

    __slots__ = ()


class Withheld(str):
    """Words that are shown in place of a value that not every reader of a finding may see."""

    __slots__ = ()


class Message(NamedTuple):
    """A sentence as data: its pattern, and the values for each {} in it, from the left.

    A value that is a plain str is what a person typed. In quotation marks it is shortened when the message is written;
    where it may be exempt it is withheld (`matter/withhold.py`). What is not typed is a `Term`, a number or another
    message. `for_officer` marks advice that a Cabinet Member cannot follow.
    """

    pattern: str
    values: tuple[str | int | Message, ...] = ()
    for_officer: bool = False

    def __str__(self) -> str:
        values = iter(self.values)
        return PLACE.sub(lambda place: _write_value(next(values), place), self.pattern)

    def __bool__(self) -> bool:
        return bool(self.pattern)

    @property
    def for_member(self) -> Message:
        """What of the advice a Cabinet Member can follow: all of it, its first part ("{}; ..."), or nothing."""
        if not self.for_officer:
            return self
        first = self.values[0] if self.pattern.startswith("{}; ") else EMPTY
        return first.for_member if isinstance(first, Message) else EMPTY

    def list_typed(self) -> list[str]:
        """Return the values that a person typed."""
        return [
            typed
            for each in self.values
            for typed in (each.list_typed() if isinstance(each, Message) else [each])
            if isinstance(typed, str) and not isinstance(typed, (Term, Withheld))
        ]

    def replace_typed(self, replace: Callable[[str], str]) -> Message:
        """Return the message with each value that a person typed replaced."""
        return self._replace(
            values=tuple(
                each.replace_typed(replace)
                if isinstance(each, Message)
                else replace(each)
                if isinstance(each, str) and not isinstance(each, (Term, Withheld))
                else each
                for each in self.values
            )
        )


EMPTY = Message("")


def phrase(pattern: str, *values: str | int | Message) -> Message:
    """Return the message; the pattern is always written out where this is called, never made of what people typed."""
    if len(PLACE.findall(pattern)) != len(values):
        raise ValueError(f"{len(values)} values for the pattern {pattern}")
    return Message(pattern, values)


def for_officer(pattern: str, *values: str | int | Message) -> Message:
    """Return advice that only the officer can follow, since it is about a YAML file or a command."""
    return phrase(pattern, *values)._replace(for_officer=True)


def one_of(values: Sequence[str]) -> Message:
    """Return the values, each in quotation marks, with "or" before the last."""
    places = ['"{}"'] * len(values)
    return phrase(" or ".join(filter(None, (", ".join(places[:-1]), *places[-1:]))), *values)


def all_of(values: Sequence[str | int | Message]) -> Message:
    """Return the values with "and" before the last."""
    places = ["{}"] * len(values)
    return phrase(" and ".join(filter(None, (", ".join(places[:-1]), *places[-1:]))), *values)


def series(values: Sequence[str | int | Message]) -> Message:
    """Return the values with a comma between them."""
    return phrase(", ".join(["{}"] * len(values)), *values)


def _write_value(value: str | int | Message, place: re.Match[str]) -> str:
    if isinstance(value, Withheld) or not place[0].startswith('"'):
        written = str(value)
        # A name within a stranger's file can have any length.
        return written if len(written) <= LONGEST_VALUE else shorten(written, LONGEST_VALUE)
    return f'"{value if isinstance(value, Term) else shorten(str(value))}"'


def shorten(text: str, length: int = LONGEST_QUOTATION) -> str:
    """Return the text on one line, cut to the length."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 3]}..."
