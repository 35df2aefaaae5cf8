"""Actions of a plan that carry out an agreed recommendation: what is not typed comes from its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Message, phrase
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
        row, problem = _find_row(action.origin, find_paper(action.origin.matter))
        if row is None:
            hint = phrase("write the folder of an agreed matter and the number, as in from: street-trees 4")
            place = action.origin.location
            findings.append(finding(codes.PLN012, problem, hint, place))
            return action
        return _fill(action, row, settings)

    priorities = tuple(each._replace(actions=tuple(map(fill, each.actions))) for each in plan.priorities)
    return plan._replace(priorities=priorities), findings


def _find_row(origin: Origin, paper: Paper | None) -> tuple[Answered | None, Message]:
    """Return the recommendation with its answer, or why it cannot be carried out."""
    if paper is None:
        return None, phrase('there is no matter in a folder "{}" that can be read', origin.matter)
    row = next(
        (each for each in paper.rows if fold_number(each.recommendation.printed) == fold_number(origin.number)), None
    )
    if row is None:
        return None, phrase("{} has no recommendation {}", origin.matter, origin.number)
    if paper.matter.status is not Status.AGREED:
        return None, phrase("Cabinet has not agreed its response to {} yet", origin.matter)
    decision = row.response.decision if row.response else None
    if decision is None or decision.meaning is Meaning.NOT_AGREED:
        return None, phrase("Cabinet did not agree to recommendation {} of {}", origin.number, origin.matter)
    if row.recommendation.answer_is_exempt:
        return None, phrase("recommendation {} of {} is exempt, and a plan is public", origin.number, origin.matter)
    return row, phrase("")


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
