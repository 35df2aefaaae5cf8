"""The services of an action plan: each is one of those that papers.yaml lists, where it lists any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, finding_in
from cabinet_papers.check.names import flatten_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import normalise_name

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.plan import ActionPlan

OWNERS = "service"
# What people put between the names of two services, and how alike a slip is to the name that is meant.
BETWEEN = re.compile(r"\s*[/;,+]\s*")
ALIKE = 0.75


def check_listed_services(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a service that papers.yaml does not list; an organisation below another heading than Service is none."""
    if checked.plan is None or not checked.settings.services:
        return
    listed = {flatten_name(each): each for each in checked.settings.services}
    known = {*checked.settings.services, *_iter_organisations(checked.plan)}
    for block in checked.text_blocks:
        name = block.text.strip()
        if block.source.kind is TextKind.SERVICE and name not in known:
            same = listed.get(flatten_name(name))
            cure = phrase('write "{}"', same) if same else _find_cure(name, listed)
            message = phrase('"{}" is not one of the services in papers.yaml', name)
            yield finding_in(codes.PLN013, block, 0, len(block.text.rstrip()), message, cure, same)


def _iter_organisations(plan: ActionPlan) -> Iterator[str]:
    """Yield who owns the actions of priorities that have another heading than Service for the owners."""
    for priority in plan.priorities:
        if normalise_name(priority.owner_heading) != OWNERS:
            yield from (owner for action in priority.actions for owner in action.services)


def _find_cure(name: str, listed: Mapping[str, str]) -> Message:
    """Return what to write instead: several services as a list, or the one that is like it."""
    several = [listed.get(flatten_name(each), "") for each in BETWEEN.split(name)]
    if len(several) > 1 and all(several):
        return phrase("write several services as a list: service: [{}]", ", ".join(several))
    flat = flatten_name(name)
    words = set(flat.split())
    near = get_close_matches(flat, listed, 1, ALIKE) or [each for each in listed if words <= set(each.split())]
    if len(near) == 1:
        return phrase('write "{}", or add this service below {} in papers.yaml', listed[near[0]], Term("services:"))
    return phrase("correct the name, or add this service below {} in papers.yaml", Term("services:"))
