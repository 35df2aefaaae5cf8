"""Whether each recommendation is answered as its stage asks."""

from __future__ import annotations

from cabinet_papers.check.subject import Subject
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Severity, finding
from cabinet_papers.matter.model import Answered, Status


def check_answers(subject: Subject) -> list[Diagnostic]:
    """Find recommendations without an answer: a draft may have such gaps, an agreed response may not."""
    paper = subject.paper
    if paper is None:
        return []
    severity = Severity.ERROR if paper.matter.status is Status.AGREED else Severity.WARNING
    is_printed = paper.is_answered
    return [found for row in paper.rows for found in _check_answer(row, severity, is_printed)]


def _check_answer(row: Answered, severity: Severity, is_printed: bool) -> list[Diagnostic]:
    recommendation, response = row.recommendation, row.response
    number = recommendation.number
    agreed = severity is Severity.ERROR
    printed = '; "Awaited" is printed' if is_printed and not agreed else ""
    if recommendation.withdrawn:
        if response is None:
            return []
        message = f"recommendation {number} was withdrawn, so the answer to it is not printed"
        return [finding(codes.RES010, message, "delete the answer, or take withdrawn: out", response.location)]
    if response is None:
        message = f"recommendation {number} is not answered{printed}"
        hint = "fill in Agree? and Comment in the response sheet"
        hint += ", or set status: draft" if agreed else ""
        return [finding(codes.RES001, message, hint, row.place, severity)]
    if not response.typed:
        message = f"recommendation {number} has a comment but no decision{printed}"
        hint = "choose a decision under Agree?"
        return [finding(codes.RES005, message, hint, response.location, severity)]
    return []
