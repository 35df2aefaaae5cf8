"""The receipt: counts what a finished document contains, and names what is missing."""

from __future__ import annotations

from collections import Counter

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.papers.expected_parts import ExpectedKind, Section
from cabinet_papers.proof.columns import name_heading
from cabinet_papers.proof.readback import How, Loss, find_losses

COUNTED = (
    ExpectedKind.RECOMMENDATION,
    ExpectedKind.ANSWER,
    ExpectedKind.ADDITION,
    ExpectedKind.ACTION,
    ExpectedKind.PARAGRAPH,
    ExpectedKind.BULLET,
    ExpectedKind.NUMBERED,
)
MOST_NAMED = 20


def check_receipt(document: Blocks, file: str, sections: list[Section]) -> tuple[str, list[Diagnostic]]:
    """Return the receipt's sentence and a finding for each thing that was typed and is not where it belongs."""
    losses = find_losses(document.paragraphs, sections)
    hint = phrase(
        "the document was not written; open the template in Word, and check whether the placeholder for this was "
        "deleted, moved, or put into an {% if %}"
    )
    messages = list(dict.fromkeys(map(name_loss, losses)))
    if len(messages) > MOST_NAMED:
        more = phrase("more than these {} things are missing from the document", MOST_NAMED)
        messages = [*messages[:MOST_NAMED], more]
    return write_receipt(sections), [finding(codes.OUT002, each, hint, Location(file)) for each in messages]


def write_receipt(sections: list[Section]) -> str:
    """Return "4 recommendations, 4 answers, 11 paragraphs, 1 table: all in the document"."""
    counts = Counter(fact.kind for section in sections for fact in section.facts)
    counted = [_count(counts[kind], kind.value) for kind in COUNTED if counts[kind]]
    tables = sum(group.tables for section in sections for group in section.groups)
    if tables:
        counted.append(_count(tables, "table"))
    return f"{', '.join(counted) or 'everything that was asked for'}: all in the document"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def name_loss(loss: Loss) -> Message:
    """Return what is lost and in which way."""
    fact = loss.fact
    what = (
        fact.owner
        if fact.kind in (ExpectedKind.RECOMMENDATION, ExpectedKind.ACTION)
        else phrase('"{}" ({} of {})', fact.text, Term(fact.kind.value), fact.owner)
    )
    if loss.how is How.BLANK:
        return phrase('nothing is printed under "{}" for {}', name_heading(loss.heading), fact.owner)
    if loss.heading:
        return phrase(
            '{} is in the column "{}" of the document, where it does not belong',
            what,
            name_heading(loss.heading),
        )
    if loss.how is How.MISPLACED:
        return phrase("{} is not where it belongs in the document", what)
    return phrase("{} is missing from the document", what)
