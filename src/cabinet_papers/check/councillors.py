"""Councillors' names: one spelling each, that of the directory and of the list of members first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.check.people import bare_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

WORD = r"[A-Z][\w’'-]*[\w]"
ADDRESSED = re.compile(rf"\b(?:[Cc]ouncillor|Cllr\.?) +((?:(?:[A-Z]\.? ?){{1,3}} |(?:{WORD} ){{1,2}})?{WORD})")
POSSESSIVE = re.compile(r"[’']s?$")
# A name has so many letters at least where another may be a slip of it; one of so many may differ in two.
SHORT, LONG = 4, 8
FIRST_SHORT = 3
# How alike, in a hundredth, two first names are that are forms of one.
ALIKE = 75


class Name(NamedTuple):
    """A first name, which may be an initial or missing, and a surname."""

    first: str
    surname: str


class Use(NamedTuple):
    """A name in a text, and where it begins."""

    name: Name
    block: TextBlock
    start: int


class Slip(NamedTuple):
    """The part of a name that is written otherwise, and how it should be."""

    wrong: str
    right: str


def check_councillors(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a surname or a first name in a spelling that is not the directory's, the members', or the usual one."""
    uses = [use for block in checked.text_blocks for use in _find_uses(block)]
    listed = {_split(name) for name in _list_names(checked)}
    counts = Counter(use.name for use in uses)
    for use in uses:
        name = use.name
        if any(_is_same(name, each) for each in listed):
            continue
        commoner = {each for each in counts if _is_commoner(each, name, counts)}
        slips = [_find_slip(name, right, counts) for known in (listed, commoner) for right in sorted(known)]
        if slip := next(filter(None, slips), None):
            yield _report(use, slip)


def _list_names(checked: CheckedMatter) -> Iterator[str]:
    yield from (entry.name for entry in checked.settings.people)
    if checked.paper:
        matter = checked.paper.matter
        yield from (person.name for person in (*matter.members, *filter(None, [matter.lead_member])))


def _split(name: str) -> Name:
    *first, surname = bare_name(name).split() or [""]
    return Name(first[0] if first else "", surname)


def _find_uses(block: TextBlock) -> Iterator[Use]:
    if block.form is BlockForm.TABLE or block.source.kind is TextKind.NAME or block.source.exempt:
        return
    for found in ADDRESSED.finditer(block.text):
        yield Use(_split(POSSESSIVE.sub("", found[1])), block, found.start(1))


def _is_commoner(name: Name, other: Name, counts: Counter[Name]) -> bool:
    """Whether the name is there more often: as a whole where the surnames are one, or else its surname."""
    if name.surname == other.surname:
        return counts[name] > counts[other]
    many, few = (sum(counts[one] for one in counts if one.surname == each.surname) for each in (name, other))
    return many > few


def _is_same(name: Name, other: Name) -> bool:
    """Whether the names are one, the first of them perhaps without its first name or with an initial."""
    first = name.first.rstrip(".")
    return name.surname == other.surname and (len(first) < FIRST_SHORT or first == other.first)


def _find_slip(name: Name, right: Name, counts: Counter[Name]) -> Slip | None:
    """Return the part of the name that differs from the right one, if only one does and by little."""
    if name.surname == right.surname:
        return Slip(name.first, right.first) if _is_form(name.first, right.first) else None
    # With a first name of its own a surname is another person's.
    firsts = {name.first, *(other.first for other in counts if other.surname == name.surname)} - {"", right.first}
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
    return 0 < OSA.distance(surname.casefold(), other.casefold()) <= (2 if least >= LONG else 1)


def _report(use: Use, slip: Slip) -> Diagnostic:
    start = use.block.text.index(slip.wrong, use.start)
    message = phrase('a name is written "{}" here, but "{}" elsewhere', slip.wrong, slip.right)
    hint = phrase(
        'if the same person is meant, check which spelling is right, and use it everywhere; perhaps "{}"',
        Term(slip.right),
    )
    return finding_in(codes.NAM008, use.block, start, start + len(slip.wrong), message, hint)
