"""One word of Cabinet's for every recommendation that has no decision of its own: `all:` in recommendations.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.model import Response, Status
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.vocabulary import find_decision

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.answered import Answered, Paper
    from cabinet_papers.matter.settings import Settings


def answer_all(paper: Paper, settings: Settings) -> tuple[Paper, list[Diagnostic]]:
    """Return the paper with Cabinet's one word for the recommendations without a decision, and what is wrong with it.

    Before Cabinet has agreed there is none. What is no decision of the council stays as typed, as in a sheet.
    """
    matter = paper.matter
    word, place = matter.answer_to_all, matter.answer_to_all_location or matter.location
    if not word or matter.status is not Status.AGREED:
        return paper, []
    if settings.decision_column is None:
        message = phrase('all: "{}" is a decision, but the table of answers has no column for one', word)
        hint = phrase("delete all: and the word after it, or add a column with kind: decision to the table")
        return paper, [finding(codes.RES031, message, hint, place)]
    decision = find_decision(word, settings.decisions)
    shared = Response(0, word, decision, Prose(), place, {}, is_for_all=True)
    topics = tuple(topic._replace(rows=tuple(_answer(row, shared) for row in topic.rows)) for topic in paper.topics)
    choices = one_of([Term(each.word) for each in settings.decisions])
    if decision is None:
        message = phrase('all: "{}" is not a decision', word)
        return paper._replace(topics=topics), [finding(codes.RES003, message, phrase("write {}", choices), place)]
    findings = []
    if decision.word != word:
        message = phrase('all: "{}" is printed as "{}"', word, decision.word)
        findings.append(finding(codes.RES004, message, phrase('write "{}"', decision.word), place))
    return paper._replace(topics=topics), findings


def _answer(row: Answered, shared: Response) -> Answered:
    """Return the row with the shared decision, unless it has its own; a comment that it has stays."""
    if row.recommendation.withdrawn or (row.response and row.response.typed):
        return row
    if row.response is None:
        return row._replace(response=shared._replace(number=row.recommendation.number))
    return row._replace(response=row.response._replace(typed=shared.typed, decision=shared.decision))
