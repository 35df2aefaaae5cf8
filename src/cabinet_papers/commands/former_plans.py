"""Finds last year's action plan, which `previous:` names, and says why it cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.files.folders import fold_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.plan_years import PlanYears, follow

if TYPE_CHECKING:
    from cabinet_papers.matter.plan import ActionPlan


def follow_plan(
    plan: ActionPlan, folder: str, plans: Callable[[], Mapping[str, ActionPlan]]
) -> tuple[PlanYears | None, list[Diagnostic]]:
    """Return the plan of the matter in the folder beside last year's, or a finding that says why there is none."""
    known = {fold_name(name): each for name, each in plans().items()}
    place = plan.previous_place or plan.location
    former = known.get(fold_name(plan.previous))
    if former is None:
        return None, [_report_missing(plan, list(plans()))]
    chain, at = [fold_name(folder)], fold_name(plan.previous)
    while at in known:
        if at in chain:
            message = phrase("these plans name each other as last year's: {}", Term(" > ".join([*chain, at])))
            hint = phrase("correct previous: in the plan of the earlier year, or delete it there")
            return None, [finding(codes.PLN007, message, hint, place)._replace(related=former.previous_place)]
        chain.append(at)
        at = fold_name(known[at].previous)
    return follow(former, plan), []


def _report_missing(plan: ActionPlan, names: list[str]) -> Diagnostic:
    message = phrase('there is no action plan that can be read in a folder "{}"', plan.previous)
    near = get_close_matches(plan.previous, names, 1)
    hint = phrase("write the folder of last year's matter in data/ or data/closed/")
    if near:
        hint = phrase("write {}, if that is last year's", Term(near[0]))
    return finding(codes.PLN007, message, hint, plan.previous_place or plan.location)
