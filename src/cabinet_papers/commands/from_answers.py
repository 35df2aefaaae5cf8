"""Actions of a plan that carry out an agreed recommendation: what is not typed comes from its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Message, Term, one_of, phrase
from cabinet_papers.matter.columns import ACTION, LEAD_OFFICER, TARGET_DATE
from cabinet_papers.matter.dates import DateError
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.vocabulary import Meaning
from cabinet_papers.matter.when import When, parse_when

if TYPE_CHECKING:
    from cabinet_papers.matter.answered import Answered, Paper
    from cabinet_papers.matter.plan import Action, ActionPlan, Origin
    from cabinet_papers.matter.settings import Settings


def take_from_answers(
    plan: ActionPlan, find_paper: Callable[[str], Paper | None], settings: Settings
) -> tuple[ActionPlan, list[Diagnostic]]:
    """Return the plan with what its actions take from answers; `find_paper` gives a matter's paper by its folder."""
    findings: list[Diagnostic] = []

    def fill(action: Action) -> Action:
        if action.origin is None:
            return action
        paper = find_paper(action.origin.matter)
        row = _find_row(action.origin, paper)
        if problem := _find_problem(action.origin, paper, row):
            findings.append(finding(codes.PLN012, *problem, action.origin.location))
        return _fill(action, row, settings) if row and not problem else action

    priorities = tuple(each._replace(actions=tuple(map(fill, each.actions))) for each in plan.priorities)
    return plan._replace(priorities=priorities), findings


def _find_row(origin: Origin, paper: Paper | None) -> Answered | None:
    """Return the recommendation with its answer; None where the matter has none of this number."""
    number = fold_number(origin.number)
    return (
        next((each for each in paper.rows if fold_number(each.recommendation.printed) == number), None)
        if paper
        else None
    )


def _find_problem(origin: Origin, paper: Paper | None, row: Answered | None) -> tuple[Message, Message] | None:
    """Return why an action cannot carry out the recommendation, and what to do; None where it can."""
    matter, number = origin.matter, origin.number
    if paper is None:
        cure = phrase("write its folder in data/ or data/closed/ and the number, as in from: street-trees 4")
        return phrase('there is no matter in a folder "{}" that can be read', matter), cure
    if row is None:
        numbers = [Term(each.recommendation.printed) for each in paper.rows]
        return phrase("{} has no recommendation {}", matter, number), phrase(
            "write the number of one: {}", one_of(numbers)
        )
    if paper.matter.status is not Status.AGREED:
        cure = phrase("write text: in place of from: until it has, and status: agreed there once it has")
        return phrase("Cabinet has not agreed its response to {} yet", matter), cure
    if row.recommendation.answer_is_exempt:
        cure = phrase("write text: in place of from:, in words that may be published")
        return phrase("recommendation {} of {} is exempt, and a plan is public", number, matter), cure
    decision = row.response.decision if row.response else None
    if decision is None or decision.meaning is Meaning.NOT_AGREED:
        cure = phrase("delete the action, or write text: in place of from: if it is to be done all the same")
        return phrase("Cabinet did not agree to recommendation {} of {}", number, matter), cure
    return None


def _fill(action: Action, row: Answered, settings: Settings) -> Action:
    """Return the action with the text, the service and the date of the answer, where it has none of its own."""
    given = row.response.further if row.response else {}
    text = given.get(ACTION.name) or row.recommendation.text
    officer = given.get(LEAD_OFFICER.name, Prose()).text.strip()
    target = given.get(TARGET_DATE.name, Prose()).text.strip()
    return action._replace(
        text=action.text or text,
        services=action.services or tuple(filter(None, (officer,))),
        by=action.by or _read_target(target, settings),
    )


def _read_target(text: str, settings: Settings) -> When | str:
    try:
        return parse_when(text, settings.language) if text else ""
    except DateError:
        return text
