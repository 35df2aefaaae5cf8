"""A report without recommendations, such as a cover report or a notice: what it lacks, and what is of no use in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Term, all_of, phrase
from cabinet_papers.matter.model import Status

if TYPE_CHECKING:
    from cabinet_papers.check.checked_matter import CheckedMatter
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Matter


def check_no_recommendations(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a response to no recommendation, and a report that asks Cabinet for nothing."""
    matter = checked.paper.matter if checked.paper else None
    if matter is None or matter.report is None or not matter.none_recommended:
        return
    useless = _list_of_response(matter)
    if useless:
        message = phrase("there are no recommendations, so nothing is made of {} under response:", all_of(useless))
        hint = phrase("delete this; or write the recommendations under recommendations:")
        yield finding(codes.REC018, message, hint, matter.response_texts.location or matter.location)._replace(length=1)
    if not matter.report.recommendation:
        message = phrase("the report has no recommendations, and does not say what Cabinet is asked to do")
        hint = phrase(
            "under report: write recommendation: with what Cabinet is asked to do, such as to note the report"
        )
        yield finding(codes.REC019, message, hint, matter.none_recommended)


def _list_of_response(matter: Matter) -> list[Term]:
    """Return the keys under response: with which the response would be made."""
    texts = matter.response_texts
    given = {
        "status: agreed": matter.status is Status.AGREED,
        "due:": matter.due,
        "reopened:": matter.reopened,
        "front_sheet:": texts.front_sheet,
        "introduction:": texts.introduction,
        "closing:": texts.closing,
        "all:": matter.answer_to_all,
        "added:": matter.added,
        "columns:": matter.columns,
    }
    return [Term(name) for name, value in given.items() if value]
