"""What services say in their update sheets: whether two contradict each other, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase, series
from cabinet_papers.matter.form_words import say
from cabinet_papers.matter.update_words import DONE
from cabinet_papers.matter.updates import find_differences, list_open

if TYPE_CHECKING:
    from cabinet_papers.check.checked_matter import CheckedMatter
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.updates import Proposal

# Councils' words for a status that says that nothing is left to do.
COMPLETED = re.compile(r"\W*(?:completed?|done|finished|delivered|achieved|closed|implemented)\W*$", re.IGNORECASE)
# What the columns of an update sheet are called in a sentence.
NAMES = {
    "status": phrase("the status"),
    "text": phrase("the wording"),
    "by": phrase("the year"),
    "completed": phrase("when it was completed"),
    "progress": phrase("the progress"),
}


def check_no_service(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an action about which no service is asked, where the plan asks for updates."""
    if checked.plan and checked.plan.updates:
        yield from find_no_service(checked.plan)


def find_no_service(plan: ActionPlan) -> Iterator[Diagnostic]:
    """Yield a finding for each action that is not over and has no service."""
    for _, action in plan.iter_actions():
        if not (action.services or action.is_over):
            message = phrase("action {} has no service, so nobody is asked for an update on it", action.number)
            hint = for_officer("write service: below it in action-plan.yaml, then run `papers sheet`")
            if action.by_place is None:
                hint = for_officer("write text: before its words, and service: below them; then run `papers sheet`")
            yield finding(codes.PLN014, message, hint, action.location)


def check_contradicting(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find two services that say different things of one action, of which none was taken over."""
    left = list_open(checked.proposals, checked.plan) if checked.plan else ()
    yield from find_contradicting(left, checked.folder)


def find_contradicting(proposals: Sequence[Proposal], folder: str) -> Iterator[Diagnostic]:
    """Yield a finding for each proposal that differs from an earlier one about the same action, with both places."""
    for at, each in enumerate(proposals):
        first = next((other for other in proposals[:at] if find_differences(other, each)), None)
        if first:
            differences = series([_name(key, first, each) for key in find_differences(first, each)])
            message = phrase(
                "{} and {} say different things of action {}: {}",
                first.service, each.service, Term(each.number), differences,
            )  # fmt: skip
            hint = for_officer(
                "ask them which of the two it is, and correct the other sheet; or take over what one of them says: "
                'papers take {} {} --service "{}"',
                Term(folder), Term(each.number), first.service,
            )  # fmt: skip
            if first.service == each.service:
                message = phrase(
                    "{} says different things of action {} in two rows: {}",
                    each.service, Term(each.number), differences,
                )  # fmt: skip
                hint = phrase("keep one of the two rows, or move one of the two files out of the folder")
            yield finding(codes.PLN015, message, hint, each.place)._replace(related=first.place)


def _name(key: str, one: Proposal, other: Proposal) -> Message:
    return phrase('{} is "{}" and "{}"', NAMES[key], one.said[key], other.said[key])


def check_completed(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an action of which a service says that it is completed, but not when."""
    for each in checked.proposals:
        heading = Term(say(DONE.heading, checked.settings.plan_words))
        hint = phrase("type there when it was completed; a month is enough")
        if each.undated:
            message = phrase(
                'action {}: under "{}" is "{}", which is no date, so it does not count as completed',
                Term(each.number), heading, each.undated,
            )  # fmt: skip
            hint = phrase("type there when it was completed; a month is enough; where it is not, empty the cell")
            yield finding(codes.PLN016, message, hint, each.place)
        elif COMPLETED.match(each.status) and not each.completed:
            message = phrase(
                'the status of action {} is "{}", but there is no date under "{}"',
                Term(each.number), each.status, heading,
            )  # fmt: skip
            yield finding(codes.PLN016, message, hint, each.place)


def check_not_taken(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a table in what was done: a plan has no room for it."""
    for each in checked.proposals:
        if each.has_table:
            message = phrase("action {}: the table in the update cannot be taken over into a plan", Term(each.number))
            hint = phrase("write what is needed of it as text or bullets in the same cell")
            yield finding(codes.PLN019, message, hint, each.place)


def check_changed_since(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find words or a year of an action that were changed after an update had taken their place."""
    for _, action in checked.plan.iter_actions() if checked.plan else ():
        has = {"text": action.as_planned.wording, "by": str(action.as_planned.by)}
        for update in action.updates:
            for key, before in (("text", update.instead_of_text), ("by", update.instead_of_by)):
                if before and " ".join(before.split()) != " ".join(has[key].split()):
                    message = phrase(
                        '{}: of action {} was changed after the update of {} had replaced "{}", so the change is not '
                        "printed",
                        Term(key), Term(action.number), Term(str(update.day or "")), before,
                    )  # fmt: skip
                    hint = phrase("write the change into {}: of that update, or delete {}: there", Term(key), Term(key))
                    place = action.as_planned.by_place if key == "by" else action.location
                    yield finding(codes.PLN018, message, hint, place or action.location)._replace(
                        related=update.location
                    )
                has[key] = (getattr(update, key) and str(getattr(update, key))) or has[key]
