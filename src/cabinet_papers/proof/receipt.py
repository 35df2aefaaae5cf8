"""The receipt: what a finished document was found to hold, counted; and what is missing, named."""

from __future__ import annotations

from collections import Counter

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.finished.found import read_paragraphs
from cabinet_papers.finished.opened import Opened
from cabinet_papers.papers.facts import Kind, Section
from cabinet_papers.proof.readback import How, Loss, find_losses

COUNTED = (Kind.RECOMMENDATION, Kind.ANSWER, Kind.ACTION, Kind.PARAGRAPH, Kind.BULLET, Kind.NUMBERED)
SHOWN = 80
MOST_NAMED = 20


def check_receipt(opened: Opened, file: str, sections: list[Section], *, quote: bool) -> tuple[str, list[Diagnostic]]:
    """Return the receipt's sentence and a finding for each thing that was typed and is not where it belongs.

    `quote` says whether the words may be shown: those of an exempt document may not.
    """
    losses = find_losses(read_paragraphs(opened), sections)
    hint = "look at the template: the placeholder for it may have been deleted or moved; nothing was written"
    messages = list(dict.fromkeys(name_loss(loss, quote=quote) for loss in losses))
    if len(messages) > MOST_NAMED:
        more = f"and {len(messages) - MOST_NAMED} more things that were typed are not in the finished document"
        messages = [*messages[:MOST_NAMED], more]
    return write_receipt(sections), [finding(codes.OUT002, each, hint, Location(file)) for each in messages]


def write_receipt(sections: list[Section]) -> str:
    """Return "4 recommendations, 4 answers, 11 paragraphs, 1 table: all in the document"."""
    counts = Counter(fact.kind for section in sections for fact in section.facts)
    counted = [_count(counts[kind], kind.value) for kind in COUNTED if counts[kind]]
    tables = sum(group.tables for section in sections for group in section.groups)
    if tables:
        counted.append(_count(tables, "table"))
    return f"{', '.join(counted) or 'nothing'}: all in the document"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def name_loss(loss: Loss, *, quote: bool) -> str:
    """Return what is lost and in which way; `quote` says whether the words may be shown."""
    fact = loss.fact
    flat = " ".join(fact.text.split())
    shown = f' "{flat if len(flat) <= SHOWN else flat[: SHOWN - 3] + "..."}"' if quote else ""
    what = (
        fact.owner
        if fact.kind in (Kind.RECOMMENDATION, Kind.ACTION)
        else f"the {fact.kind.value}{shown} of {fact.owner}"
    )
    if loss.heading:
        return f'{what} is under "{loss.heading}" in the finished document'
    if loss.how is How.MISPLACED:
        return f"{what} is not at its place in the finished document"
    return f"{what} is not in the finished document"
