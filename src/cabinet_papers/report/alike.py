"""Findings that are alike: for a person one stands for all of its file, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Message, Term, phrase

# A habit is one thing to tell, whatever words it is seen in.
HABITS = frozenset({
    codes.NAM003, codes.REF008, codes.RES001, codes.STY001, codes.STY003, codes.STY004, codes.STY006, codes.STY007,
    codes.STY008, codes.STY009, codes.STY015,
})  # fmt: skip
# Of these the same words in several places are one thing to tell.
FAMILIES = ("NAM", "REF", "STY")
# Before a message about an answer.
OF_RECOMMENDATION = "recommendation {}: {}"
# So many places are named.
MOST_PLACES = 12


def gather_alike(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings with one in place of all warnings of its file that are alike; the first says where they are.

    They stay in their order. What is an error is told at each place.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for each in findings:
        groups.setdefault(_likeness(each), []).append(each)
    return [_tell_once(group) for group in groups.values()]


def _likeness(each: Diagnostic) -> object:
    """Return what findings that are told as one have in common."""
    code = each.code
    if each.is_error or not (code in HABITS or code.number[:3] in FAMILIES):
        return each
    message = each.message
    if message.pattern == OF_RECOMMENDATION and isinstance(message.values[-1], Message):
        message = message.values[-1]
    return code, each.location.file, each.location.sheet, _form(message) if code in HABITS else str(message)


def _form(message: Message) -> object:
    """Return the message without what was typed."""
    return message.pattern, tuple(_form(value) for value in message.values if isinstance(value, Message))


def _tell_once(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    return first._replace(message=phrase("{}; the same {}", first.message, _list_places(first, others)))


def _list_places(first: Diagnostic, others: Sequence[Diagnostic]) -> Message:
    """Return "at lines 14, 16 and 22", or how often more it is at the first one's place."""
    here, *places = (str(each.location.line or each.location.cell or "") for each in (first, *others))
    elsewhere = list(dict.fromkeys(place for place in places if place != here))
    thing = Term("line" if first.location.line is not None else "cell")
    if not elsewhere:
        times = len(others)
        return phrase("once more on this {}", thing) if times == 1 else phrase("{} times more on this {}", times, thing)
    if len(elsewhere) == 1:
        return phrase("at {} {}", thing, Term(elsewhere[0]))
    shown, rest = elsewhere[:MOST_PLACES], len(elsewhere) - MOST_PLACES
    last = f"{rest} more" if rest > 0 else shown.pop()
    return phrase("at {}s {} and {}", thing, Term(", ".join(shown)), Term(last))
