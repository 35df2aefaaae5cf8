"""What an answer says beside its decision: a reason, a lead officer, a target date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.columns import LEAD_OFFICER, TARGET_DATE, Column
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.vocabulary import Meaning

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Answered, Response

COMMITS = re.compile(
    r"\b(?:can|does|do) commit\b|\bcommits? to\b"
    r"|\bwill (?:now |also |however )?(?:review|amend|update|publish|introduce|carry"
    r" out|ensure|make|add|change|include|provide|report)\b|\bhas (?:now )?been (?:updated|amended|changed)\b",
    re.IGNORECASE,
)
DECLINES = re.compile(
    r"\b(?:do|does) not (?:agree|accept|support|propose|intend)\b|\bcannot (?:agree|support|commit)\b|\bwill not be\b"
    r"|\bis not (?:possible|proposed|in a position)\b|\bunable to\b|\bno (?:budget|resources?|plans?) to\b",
    re.IGNORECASE,
)


def _find_answers(checked: CheckedMatter) -> Iterator[tuple[Answered, Response, Meaning]]:
    for row in checked.paper.rows if checked.paper else ():
        if row.response and row.response.decision and not row.recommendation.withdrawn:
            yield row, row.response, row.response.decision.meaning


def check_reasons(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a recommendation that is not agreed, or agreed in part, without a reason."""
    for row, response, meaning in _find_answers(checked):
        if meaning in (Meaning.NOT_AGREED, Meaning.PARTLY) and not response.comment and response.decision:
            word = response.decision.word
            number = row.recommendation.number
            message = phrase('recommendation {} is answered "{}" without a reason', number, word)
            if row.recommendation.answer_is_exempt:
                message = phrase("recommendation {} is answered without a reason", number)
            hint = phrase("give the reason under Comment, where the committee looks for it first")
            yield finding(codes.RES013, message, hint, response.location)._replace(number=number)


def check_tension(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a No whose Comment commits to act, and a Yes whose Comment declines."""
    wanted = {Meaning.NOT_AGREED: (codes.RES014, COMMITS), Meaning.AGREED: (codes.RES015, DECLINES)}
    meanings = {response.number: (response, meaning) for _, response, meaning in _find_answers(checked)}
    for block in checked.prose:
        source = block.source
        response, meaning = meanings.get(source.number or 0, (None, None))
        if (
            source.kind is not TextKind.COMMENT
            or response is None
            or response.decision is None
            or meaning not in wanted
        ):
            continue
        code, pattern = wanted[meaning]
        if found := pattern.search(block.text):
            word, comment = response.decision.word, block.text[found.start() :]
            message = phrase('the decision is "{}", but the Comment says "{}"', word, comment)
            hint = phrase("check which of the two is right, and correct the other")
            yield finding_in(code, block, *found.span(), message, hint)


def check_owner_and_date(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an agreed recommendation without a lead officer or a target date, where the sheet has a column for it."""
    for row, response, meaning in _find_answers(checked):
        if meaning in (Meaning.AGREED, Meaning.PARTLY):
            yield from (
                _report_empty(row, response, column, code)
                for column, code in ((LEAD_OFFICER, codes.RES016), (TARGET_DATE, codes.RES017))
                if column in checked.settings.response_columns and not response.further.get(column.name)
            )


def _report_empty(row: Answered, response: Response, column: Column, code: Code) -> Diagnostic:
    number = row.recommendation.number
    message = phrase('recommendation {} is agreed, but "{}" is empty', number, Term(column.heading))
    hint = phrase("fill it in, so that the committee can follow up what was agreed")
    return finding(code, message, hint, response.location)._replace(number=number)
