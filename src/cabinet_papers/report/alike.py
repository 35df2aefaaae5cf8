"""Findings that are alike: for a person one stands for all of its file, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Message, Term, phrase, series

# A habit is reported once, even if it is seen in different words.
HABITS = frozenset({
    codes.NAM003, codes.REF008, codes.RES001, codes.RES016, codes.RES017, codes.STY003, codes.STY004, codes.STY006,
    codes.STY007, codes.STY008, codes.STY009, codes.STY015, codes.STY016,
})  # fmt: skip
# Of these the same message in several places is reported once.
FAMILIES = ("NAM", "REF", "STY")
# Before a message about an answer.
OF_RECOMMENDATION = "recommendation {}: {}"
# So many places are named.
MOST_PLACES = 12


def gather_alike(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings with one in place of all warnings of its file that are alike; the first says where they are.

    They stay in their order. An error is reported at each place.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for each in findings:
        groups.setdefault(_likeness(each), []).append(each)
    return [_report_once(group) for group in groups.values()]


def _likeness(each: Diagnostic) -> object:
    """Return what findings that are reported as one have in common."""
    code, message = each.code, _inner(each.message)
    if each.is_error or not (code in HABITS or code.number[:3] in FAMILIES):
        return each
    said: object = str(message)
    if code in HABITS:
        said = _form(message)
    elif code is codes.NAM007:
        # One term may have its capitals in several ways.
        said = str(each.hint)
    elif code in (codes.NAM006, codes.STY001):
        said = ""
    return code, each.location.file, each.location.sheet, said


def _inner(message: Message) -> Message:
    """Return the message without the recommendation that it is about."""
    inner = message.values[-1] if message.pattern == OF_RECOMMENDATION else message
    return inner if isinstance(inner, Message) else message


def _form(message: Message) -> object:
    """Return the message without what was typed."""
    return message.pattern, tuple(_form(value) for value in message.values if isinstance(value, Message))


def _report_once(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    if first.code is codes.NAM006:
        return first._replace(message=phrase("{}; the same for {}", first.message, _list_words(others)))
    return first._replace(message=phrase("{}; the same {}", first.message, _list_places(first, others)))


def _list_words(others: Sequence[Diagnostic]) -> Message:
    """Return each other word with its place."""
    words = [phrase('"{}" ({} {})', _inner(each.message).values[0], *_place(each)) for each in others[:MOST_PLACES]]
    rest = [phrase("{} more", len(others) - MOST_PLACES)] if len(others) > MOST_PLACES else []
    return series([*words, *rest])


def _place(each: Diagnostic) -> tuple[Term, Term]:
    """Return "line" or "cell", and which."""
    location = each.location
    return (Term("cell"), Term(location.cell or "")) if location.line is None else (Term("line"), Term(location.line))


def _list_places(first: Diagnostic, others: Sequence[Diagnostic]) -> Message:
    """Return "in 3 more places, at lines 14, 16 and 22", or how often more it is at the first one's place."""
    thing, here = _place(first)
    elsewhere = list(dict.fromkeys(place for _, place in map(_place, others) if place != here))
    times = len(others)
    if not elsewhere:
        return phrase("once more on this {}", thing) if times == 1 else phrase("{} times more on this {}", times, thing)
    if times == 1:
        return phrase("at {} {}", thing, elsewhere[0])
    *shown, last = elsewhere[:MOST_PLACES]
    if len(elsewhere) > MOST_PLACES:
        shown, last = [*shown, last], Term("further ones")
    places = phrase("{} and {}", Term(", ".join(shown)), last) if shown else phrase("{}", last)
    return phrase("in {} more places, at {}{} {}", times, thing, Term("s" if shown else ""), places)
