"""The receipt: what a finished document was found to hold, counted; and what is missing, named."""

from __future__ import annotations

from collections import Counter

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.publish.facts import Fact, FactGroup, Kind
from cabinet_papers.publish.opened import Opened
from cabinet_papers.publish.readback import find_losses

COUNTED = (Kind.RECOMMENDATION, Kind.ANSWER, Kind.ACTION, Kind.PARAGRAPH, Kind.BULLET, Kind.NUMBERED)
SHOWN = 80
MOST_NAMED = 20


def check_receipt(opened: Opened, file: str, groups: list[FactGroup], *, quote: bool) -> tuple[str, list[Diagnostic]]:
    """Return the receipt's sentence and a finding for each thing that was typed and is not in the document.

    `quote` says whether the words may be shown: those of an exempt document may not.
    """
    losses = find_losses(opened, groups)
    hint = "look at the template: the placeholder for it may have been deleted; nothing was written"
    messages = [_name_loss(loss, quote) for loss in losses[:MOST_NAMED]]
    if len(losses) > MOST_NAMED:
        messages.append(f"and {len(losses) - MOST_NAMED} more things that were typed are not in the finished document")
    return write_receipt(groups), [finding(codes.OUT002, each, hint, Location(file)) for each in messages]


def write_receipt(groups: list[FactGroup]) -> str:
    """Return "4 recommendations, 4 answers, 11 paragraphs, 1 table: all in the document"."""
    counts = Counter(fact.kind for group in groups for fact in group.facts)
    counted = [_count(counts[kind], kind.value) for kind in COUNTED if counts[kind]]
    tables = sum(group.tables for group in groups)
    if tables:
        counted.append(_count(tables, "table"))
    return f"{', '.join(counted) or 'nothing'}: all in the document"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _name_loss(fact: Fact, quote: bool) -> str:
    flat = " ".join(fact.text.split())
    shown = f' "{flat if len(flat) <= SHOWN else flat[: SHOWN - 3] + "..."}"' if quote else ""
    what = (
        fact.owner
        if fact.kind in (Kind.RECOMMENDATION, Kind.ACTION)
        else f"the {fact.kind.value}{shown} of {fact.owner}"
    )
    return f"{what} is not in the finished document"
