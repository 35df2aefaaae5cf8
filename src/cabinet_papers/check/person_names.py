"""Names of people as two of them are compared: the same, or one a slip of the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from cabinet_papers.matter.wording import ALIKE as ALIKE_SIGNS

ADDRESS = re.compile(r"^(?:Councillor|Cllr\.?)\s+")
# A name has so many letters at least where another may be a slip of it; one of so many may differ in two.
SHORT, LONG = 4, 8
FIRST_SHORT = 3
# How alike, in a hundredth, two first names are that are forms of one.
ALIKE = 75


class Name(NamedTuple):
    """A first name, which may be an initial or missing, and a surname."""

    first: str
    surname: str


class Slip(NamedTuple):
    """The part of a name that is written otherwise, and how it should be."""

    wrong: str
    right: str


def bare_name(name: str) -> str:
    """Return a councillor's name without the form of address."""
    return ADDRESS.sub("", name.strip())


def split_name(name: str) -> Name:
    """Return the first of the names and the last."""
    *first, surname = bare_name(name).split() or [""]
    return Name(first[0] if first else "", surname)


def is_same_name(name: Name, other: Name) -> bool:
    """Whether the names are one, the first of them perhaps without its first name or with an initial."""
    first = name.first.rstrip(".")
    is_first = len(first) < FIRST_SHORT or first.translate(ALIKE_SIGNS) == other.first.translate(ALIKE_SIGNS)
    return is_first and name.surname.translate(ALIKE_SIGNS) == other.surname.translate(ALIKE_SIGNS)


def find_slip(name: Name, right: Name, others: Iterable[Name] = ()) -> Slip | None:
    """Return the part of the name that differs from the right one, if only one does and by little."""
    if name.surname == right.surname:
        return Slip(name.first, right.first) if _is_form(name.first, right.first) else None
    # With a first name of its own a surname is another person's.
    firsts = {name.first, *(other.first for other in others if other.surname == name.surname)} - {"", right.first}
    if (right.first and firsts) or not _is_near(name.surname, right.surname):
        return None
    return Slip(name.surname, right.surname)


def _is_form(first: str, other: str) -> bool:
    """Whether two first names are spellings of one: Steven and Stephen, but not Jen and Jennifer."""
    from rapidfuzz import fuzz

    short, long = sorted((first, other), key=len)
    return (
        len(short) >= FIRST_SHORT
        and short != long
        and short[0] == long[0]
        and not (long.startswith(short) and len(long) > len(short) + 1)
        and fuzz.ratio(short.casefold(), long.casefold()) >= ALIKE
    )


def _is_near(surname: str, other: str) -> bool:
    """Whether two surnames differ in one letter, or two of a long one, or two that change places."""
    from rapidfuzz.distance import OSA

    least = min(len(surname), len(other))
    if least < SHORT or surname[0] != other[0] or abs(len(surname) - len(other)) > 1:
        return False
    one, two = (each.translate(ALIKE_SIGNS).casefold() for each in (surname, other))
    return 0 < OSA.distance(one, two) <= (2 if least >= LONG else 1)


def find_listed(name: str, listed: Collection[str]) -> tuple[str, Slip | None]:
    """Return which of the listed names is meant, and what of it is written otherwise; "" where none is.

    It is the same name, or else one of which it is a slip, in letters or in capitals alone.
    """
    bare, split = bare_name(name), split_name(name)
    by_bare = {bare_name(each): each for each in listed}
    if bare in by_bare:
        return by_bare[bare], None
    if any(is_same_name(split, split_name(each)) for each in listed):
        return "", None
    for each in listed:
        right = bare_name(each)
        if bare.casefold() == right.casefold():
            return each, Slip(bare, right)
        if slip := find_slip(split, split_name(each)):
            return each, slip
    return "", None
