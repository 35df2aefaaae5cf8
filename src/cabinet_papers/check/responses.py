"""Whether each recommendation has the answer that its stage requires."""

from __future__ import annotations

from cabinet_papers.check.checked_matter import CheckedMatter
from cabinet_papers.check.counts import find_response_not_there
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding
from cabinet_papers.findings.message import EMPTY, Message, Term, for_officer, phrase
from cabinet_papers.matter.answered import Answered
from cabinet_papers.matter.columns import COMMENT, DECISION, find_column
from cabinet_papers.matter.model import Response, Status
from cabinet_papers.matter.printed_when import print_when
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.vocabulary import Meaning, find_decision


def check_answers(checked: CheckedMatter) -> list[Diagnostic]:
    """Find recommendations without an answer: a draft may have such gaps, an agreed response may not."""
    paper = checked.paper
    if paper is None:
        return []
    if paper.matter.status is not Status.AGREED and not paper.is_answered:
        return _check_awaited(checked, [row for row in paper.rows if not row.recommendation.withdrawn])
    severity = Severity.ERROR if paper.matter.status is Status.AGREED else Severity.WARNING
    is_printed = paper.is_answered
    return [found for row in paper.own_rows for found in _check_answer(row, severity, is_printed, checked.settings)]


def _check_awaited(checked: CheckedMatter, rows: list[Answered]) -> list[Diagnostic]:
    """Say once that every answer is still to come, unless the list of appendices is reported for the same reason."""
    matter = checked.paper.matter if checked.paper else None
    # A council that makes it an error wants each place named.
    is_raised = Severity.ERROR in (checked.settings.severities.get(key) for key in ("RES001", "RES"))
    if not rows or matter is None or (matter.report and find_response_not_there(matter.report) and not is_raised):
        return []
    message = phrase("none of the {} recommendations is answered yet", len(rows))
    if len(rows) == 1:
        message = phrase("recommendation {} is not answered", rows[0].recommendation.printed)
    if matter.due:
        due = Term(print_when(matter.due, checked.settings))
        message = phrase("{}; answers are asked for by {}", message, due)
    place = rows[0].place
    return [finding(codes.RES001, message, _cure_unanswered(place, checked.settings), place, Severity.WARNING)]


def _check_answer(row: Answered, severity: Severity, is_printed: bool, settings: Settings) -> list[Diagnostic]:
    recommendation, response = row.recommendation, row.response
    number = recommendation.printed
    agreed = severity is Severity.ERROR
    printed = phrase(', so "Awaited" is printed') if is_printed and not agreed else EMPTY
    if recommendation.withdrawn:
        if response is None:
            return []
        message = phrase("recommendation {} was withdrawn, so its answer is not printed", number)
        hint = for_officer(
            "if the recommendation was withdrawn, delete the answer; if not, delete withdrawn: and the reason "
            "after it in recommendations.yaml"
        )
        return [finding(codes.RES010, message, hint, response.location)]
    if response is None:
        message = phrase("recommendation {} is not answered{}", number, printed)
        hint = _cure_unanswered(row.place, settings)
        if agreed and row.place.sheet is None:
            # It was answered once, or it would not be agreed.
            hint = for_officer(
                "put the response sheet with the answer back into the matter's folder; `papers sheet` writes a new one"
            )
        if agreed:
            hint = for_officer(
                "{}; if the response is not agreed yet, write status: draft below response: in recommendations.yaml",
                hint,
            )
        return [finding(codes.RES001, message, hint, row.place, severity)]
    if settings.decision_column is None:
        return [] if response.comment else [_report_no_comment(row, response, severity, settings)]
    if not response.typed:
        return [_report_no_decision(row, response, severity, settings, printed)]
    return _check_comment(row, response, settings)


def _check_comment(row: Answered, response: Response, settings: Settings) -> list[Diagnostic]:
    """Find a decision of its own that says too little without a comment."""
    decision = response.decision
    if decision is None or decision.meaning is not Meaning.OTHER or response.comment or response.is_for_all:
        return []
    number = row.recommendation.number
    message = phrase('recommendation {} has no comment, but this decision needs one: "{}"', number, decision.word)
    if row.recommendation.answer_is_exempt:
        message = phrase("recommendation {} has no comment, but its decision needs one", number)
    hint = phrase("write under {} what will happen, and when", Term(settings.heading_of(COMMENT)))
    return [finding(codes.RES009, message, hint, response.location)]


def _report_no_decision(
    row: Answered, response: Response, severity: Severity, settings: Settings, printed: Message
) -> Diagnostic:
    """Return the finding for a comment without a decision; `printed` says what is printed in its place."""
    message = phrase("recommendation {} has a comment but no decision{}", row.recommendation.printed, printed)
    said = find_decision(response.comment.text.strip(), settings.decisions)
    column = Term(settings.heading_of(DECISION))
    hint = phrase("under {}, choose a decision", column)
    if said and not row.recommendation.answer_is_exempt:
        hint = phrase('choose "{}" under {}, as the Comment says', Term(said.word), column)
    return finding(codes.RES005, message, hint, response.location, severity)


def _report_no_comment(row: Answered, response: Response, severity: Severity, settings: Settings) -> Diagnostic:
    """Return the finding for an answer that is empty though something is filled in beside it."""
    column = Term(settings.heading_of(COMMENT))
    message = phrase('recommendation {} has nothing under "{}"', row.recommendation.printed, column)
    return finding(codes.RES001, message, phrase("write the answer under {}", column), response.location, severity)


def _cure_unanswered(place: Location, settings: Settings) -> Message:
    """Return what to do where an answer is missing: in its row of a sheet, or where no sheet that was read has one."""
    if place.sheet is not None:
        asked = [find_column(settings.response_columns, each) for each in (DECISION, COMMENT)]
        columns = " and ".join(each.heading for each in asked if each)
        return phrase("fill in {} in the response sheet", Term(columns))
    return for_officer(
        "run `papers sheet`, send out the response sheet that it writes, and put the returned sheet into the "
        "matter's folder"
    )
