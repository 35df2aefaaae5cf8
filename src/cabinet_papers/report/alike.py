"""Findings that are alike: a person reads them once, with all their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location
from cabinet_papers.findings.message import Message, Term, all_of, phrase

# A habit is reported once, even if it is seen in different words.
HABITS = frozenset({
    codes.NAM003, codes.REF008, codes.RES001, codes.RES016, codes.RES017, codes.STY003, codes.STY004, codes.STY006,
    codes.STY007, codes.STY008, codes.STY009, codes.STY015, codes.STY016,
})  # fmt: skip
# Of these the same message in several places is reported once, though the cure may quote other words.
FAMILIES = ("NAM", "REF", "STY")
# Of these what else the message says does not count.
ONE_KIND = (codes.NAM006, codes.STY001)
# Of these the message begins with the recommendation, whose number says which it is.
NUMBERED = (codes.RES001, codes.RES016, codes.RES017)
# Before a message about an answer.
OF_RECOMMENDATION = "recommendation {}: {}"
# So many places are named.
MOST_PLACES = 12


class Said(NamedTuple):
    """A message, the first of the findings that say it, and where they are: "lines 4 and 7"."""

    message: Message
    first: Diagnostic
    places: str


class Alike(NamedTuple):
    """Findings of one file with the same code and the same cure, in their order."""

    findings: tuple[Diagnostic, ...]

    @property
    def first(self) -> Diagnostic:
        """The one whose cure is shown."""
        return self.findings[0]

    @property
    def places(self) -> str:
        """Where they are: "line 4", "Responses!C5, C7 and C9"; "" for the whole file."""
        return list_places(self.findings)

    @property
    def said(self) -> list[Said]:
        """What they say, each once: a habit in its first form, abbreviations that are never spelt out one by one."""
        groups: dict[object, list[Diagnostic]] = {}
        for each in self.findings:
            groups.setdefault(_sense(each), []).append(each)
        return [Said(_say(group), group[0], list_places(group)) for group in groups.values()]


def gather_alike(findings: Iterable[Diagnostic]) -> list[Alike]:
    """Return the findings, those of a file that have the same code and cure as one, where the first of them is."""
    groups: dict[object, list[Diagnostic]] = {}
    for each in findings:
        groups.setdefault(_likeness(each), []).append(each)
    return [Alike(tuple(group)) for group in groups.values()]


def _likeness(each: Diagnostic) -> object:
    """Return what findings that are shown as one have in common."""
    code = each.code
    said: object = str(each.hint), str(each.related)
    if not each.is_error and (code in HABITS or code.number[:3] in FAMILIES):
        # One term may have its capitals in several ways, which its cure names.
        said = str(each.hint) if code is codes.NAM007 else _sense(each) if code not in ONE_KIND else ""
    elif not each.hint:
        said = each
    return each.location.file, code, each.severity, said


def _sense(each: Diagnostic) -> object:
    """Return what findings that say the same have in common."""
    message = _inner(each.message)
    if not each.is_error and each.code in HABITS:
        return _form(message)
    return "" if each.code is codes.STY001 else str(each.hint) if each.code is codes.NAM007 else str(message)


def _say(group: Sequence[Diagnostic]) -> Message:
    """Return the message of the first, without its recommendation where others are about another one."""
    message = group[0].message
    if group[0].code in NUMBERED:
        return _add_numbers(message, list(dict.fromkeys(str(each.message.values[0]) for each in group))[1:])
    return _inner(message) if len({each.number for each in group}) > 1 else message


def _add_numbers(message: Message, others: Sequence[str]) -> Message:
    """Return the message with the numbers of other recommendations, as many as places are named."""
    more = [f"{len(others) - MOST_PLACES} more"] if len(others) > MOST_PLACES else []
    listed = all_of([Term(each) for each in (*others[:MOST_PLACES], *more)])
    return phrase("{}; the same for {}", message, listed) if others else message


def _inner(message: Message) -> Message:
    """Return the message without the recommendation that it is about."""
    inner = message.values[-1] if message.pattern == OF_RECOMMENDATION else message
    return inner if isinstance(inner, Message) else message


def _form(message: Message) -> object:
    """Return the message without what was typed."""
    return message.pattern, tuple(_form(value) for value in message.values if isinstance(value, Message))


def list_places(findings: Sequence[Diagnostic]) -> str:
    """Return where the findings are in their file: "lines 4 and 7", "Responses!C5 and C9", "" for the whole file."""
    places = list(dict.fromkeys(each.location._replace(column=None) for each in findings))
    if len(places) > MOST_PLACES:
        return f"{_name_places(places[:MOST_PLACES], ())} and {len(places) - MOST_PLACES} more"
    return _name_places(places[:-1], places[-1:])


def _name_places(places: Sequence[Location], last: Sequence[Location]) -> str:
    """Return the places with "and" before the last."""
    names = list(_name_each([*places, *last]))
    return " and ".join(filter(None, [", ".join(names[: len(names) - len(last)]), *names[len(names) - len(last) :]]))


def _name_each(places: Sequence[Location]) -> Iterator[str]:
    """Yield the name of each place, the first of a kind with what it is: line 4, a cell of which worksheet."""
    for kind, group in groupby(places, key=lambda each: (each.line is not None, each.sheet, each.is_in_word)):
        listed = list(group)
        has_line, sheet, is_in_word = kind
        for at, place in enumerate(listed):
            if has_line:
                yield f"{'' if at else 'lines ' if len(listed) > 1 else 'line '}{place.line}"
            elif sheet is None:
                yield ""
            elif is_in_word:
                yield ", ".join(place.within)
            elif place.cell is None:
                yield f'worksheet "{sheet}"'
            else:
                yield place.cell if at else f"{sheet}!{place.cell}"
