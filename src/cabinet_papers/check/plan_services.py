"""The services of an action plan: each is one of those that papers.yaml lists, where it lists any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import normalise_name

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic, Location
    from cabinet_papers.matter.plan import ActionPlan

OWNERS = "service"
# What people put between the names of two services.
BETWEEN = re.compile(r"\s*[/;,+]\s*")


def check_listed_services(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a service that papers.yaml does not list. Below another heading than Service there may be anybody."""
    if checked.plan is None or not checked.settings.services:
        return
    listed = {_normal(each): each for each in checked.settings.services}
    priorities = _find_owners(checked.plan)
    for block in checked.text_blocks:
        name = block.text.strip()
        is_service = block.source.kind is TextKind.SERVICE and _is_of_services(block, priorities)
        if is_service and name and name not in checked.settings.services:
            yield _report(block, name, listed)


def _find_owners(plan: ActionPlan) -> list[tuple[Location, bool]]:
    """Return where each priority begins, from the last to the first, and whether services own its actions."""
    placed = [(each.location, normalise_name(each.owner_heading) == OWNERS) for each in reversed(plan.priorities)]
    return [(location, owned) for location, owned in placed if location]


def _is_of_services(block: TextBlock, priorities: Sequence[tuple[Location, bool]]) -> bool:
    """Whether the priority that the block is below has services for owners."""
    at = (block.source.location.line or 0, block.source.location.column or 0)
    return next((owned for start, owned in priorities if (start.line or 0, start.column or 0) <= at), True)


def _report(block: TextBlock, name: str, listed: dict[str, str]) -> Diagnostic:
    same = listed.get(_normal(name))
    message = phrase('"{}" is not one of the services in papers.yaml', name)
    start = block.text.index(name)
    return finding_in(codes.PLN013, block, start, start + len(name), message, _find_cure(name, listed), same)


def _find_cure(name: str, listed: dict[str, str]) -> Message:
    """Return what to write instead: the listed name, several as a list, or one that is like it."""
    if same := listed.get(_normal(name)):
        return phrase('write "{}"', same)
    several = [listed.get(_normal(each)) for each in BETWEEN.split(name)]
    if len(several) > 1 and all(several):
        return phrase("write several services as a list: service: [{}]", ", ".join(filter(None, several)))
    near = get_close_matches(_normal(name), listed, 1, 0.75)
    words = set(_normal(name).split())
    holding = near or [each for each in listed if words and words <= set(each.split())]
    if len(holding) == 1:
        return phrase('write "{}", or add this service below {} in papers.yaml', listed[holding[0]], Term("services:"))
    return phrase("correct the name, or add this service below {} in papers.yaml", Term("services:"))


def _normal(name: str) -> str:
    """Return what two spellings of one service have in common: "Housing Service" and "the housing services"."""
    words = re.sub(r"[^\w\s]", " ", normalise_name(name).replace("&", " and ")).split()
    return " ".join(re.sub(r"^services$", "service", each) for each in words if each != "the")
