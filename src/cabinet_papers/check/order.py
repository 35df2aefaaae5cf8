"""Whether meetings are in order, and whether the report announces a recommendation in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.printed_when import describe_when, print_when
from cabinet_papers.matter.prose import PLACEMENT
from cabinet_papers.matter.wording import normalise_wording

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Recommendation

ANNOUNCES = re.compile(r"\b(?:recommends?|recommended) that (?:the )?(?P<words>[^.]{15,})")
PLACED = re.compile(rf"^\s*{PLACEMENT.pattern}\s*$", re.IGNORECASE | re.MULTILINE)
OF_OTHERS = re.compile(
    r"\b(?<![Tt]his )(?:guidance|guide|report|review|strategy|policy|government|code|study|research)s?(?: also)? $",
    re.IGNORECASE,
)
# What only leads to the recommendation that follows.
LEADS_IN = re.compile(
    r":\s*$|\bfollowing\b[^:]*:|\bfollowing (?:recommendations?|points?|actions?|steps?)\b|\bas follows\b"
)
# From how much likeness on, in a hundredth, the announced words are meant to be the recommendation's.
ALIKE = 45


def check_meetings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a Cabinet meeting before the meeting that made the recommendations."""
    if not checked.paper:
        return
    matter = checked.paper.matter
    held = matter.cabinet_date
    later = [topic.date for topic in matter.topics if held and topic.date and held.ends_before(topic.date)]
    if held and later:
        last = max(later, key=lambda when: when.last)
        cabinet, scrutiny = (Term(describe_when(each, checked.settings)) for each in (held, last))
        message = phrase("the Cabinet meeting {} is before the scrutiny meeting {}", cabinet, scrutiny)
        hint = phrase("correct the wrong date; for a call-in or a monitoring report this order can be right")
        yield finding(codes.REC009, message, hint, matter.cabinet_location or matter.location)


def check_due_date(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find answers that are asked for only after the Cabinet meeting for which they are wanted.

    Where a report goes to the meeting without any of them, Cabinet answers at a later one.
    """
    paper = checked.paper
    if paper is None or paper.matter.status is not Status.DRAFT or paper.is_report_alone:
        return
    matter = paper.matter
    if not (matter.due and matter.cabinet_date):
        return
    if matter.cabinet_date.ends_before(matter.due):
        due = Term(print_when(matter.due, checked.settings))
        cabinet = Term(describe_when(matter.cabinet_date, checked.settings))
        message = phrase("answers are asked for by {}, after the Cabinet meeting {}", due, cabinet)
        hint = phrase("correct due: under response:, or the date of the Cabinet meeting")
        yield finding(codes.REC013, message, hint, matter.due_location or matter.location)


def check_announced_words(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a "recommends that ..." whose words differ from those of the recommendation placed below it."""
    if not checked.paper or not checked.paper.matter.report:
        return
    report = next((each for each in checked.typed_texts if each.name == "the report"), None)
    if report is None:
        return
    placed = [
        (found.start(), checked.by_printed.get(fold_number(found[1]), ())) for found in PLACED.finditer(report.text)
    ]
    for block in checked.prose:
        if block.source is not report or block.form is not BlockForm.PARAGRAPH:
            continue
        below: tuple[Recommendation, ...] = next((found for at, found in placed if at > block.start), ())
        # What announces several parts can have the words of none.
        if len(below) == 1 and not below[0].exempt:
            yield from _compare(block, below[0])


def _compare(block: TextBlock, placed: Recommendation) -> Iterator[Diagnostic]:
    from rapidfuzz import fuzz

    formal = normalise_wording(re.sub(r"^\s*That (?:the )?", "", placed.wording))
    for found in ANNOUNCES.finditer(block.text):
        if OF_OTHERS.search(block.text[: found.start()]) or LEADS_IN.search(found["words"]):
            continue
        announced = normalise_wording(found["words"])
        if not formal.startswith(announced) and fuzz.token_set_ratio(announced, formal) >= ALIKE:
            message = phrase('the report gives recommendation {} in other words: "{}"', placed.printed, found["words"])
            hint = phrase('use the recommendation\'s own words, or describe it without "recommends that"')
            yield finding_in(codes.REC010, block, *found.span("words"), message, hint)
