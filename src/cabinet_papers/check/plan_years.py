"""Action plans beside last year's: what was carried on, what is gone, and what the notes say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.plan import Change
from cabinet_papers.matter.plan_years import Doubt, find_mark, iter_moved
from cabinet_papers.matter.wording import normalise_name

if TYPE_CHECKING:
    from cabinet_papers.check.checked_matter import CheckedMatter
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.message import Message
    from cabinet_papers.matter.plan import Action
    from cabinet_papers.matter.plan_years import Followed

# So many of last year's actions are offered where it is not sure which was meant.
MOST_OFFERED = 3


def check_refs(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a ref that two actions of one plan have."""
    first: dict[str, Action] = {}
    for _, action in checked.plan.iter_actions() if checked.plan else ():
        other = first.setdefault(normalise_name(action.ref), action)
        if action.ref and other is not action:
            message = phrase(
                'the ref "{}" is used twice, for actions {} and {}', action.ref, other.number, action.number
            )
            hint = phrase("give each action a ref of its own, by which it is known next year")
            place, related = (each.ref_place or each.location for each in (action, other))
            yield finding(codes.PLN010, message, hint, place)._replace(related=related)


def check_former_numbers(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find numbers in `was:` that last year's plan does not have, and `was:` without last year's plan."""
    plan, years = checked.plan, checked.years
    if plan is None or (plan.previous and years is None):
        return
    known = {action.number for _, action in years.before.iter_actions()} if years else set()
    for _, action in plan.iter_actions():
        numbers = action.was or ()
        for number, place in zip(numbers, action.was_places or [action.location] * len(numbers), strict=False):
            if years is None:
                message = phrase("was: {} is a number of last year's plan, but previous: names none", Term(number))
                hint = phrase("write previous: and the folder of last year's plan at the beginning of this file")
                yield finding(codes.PLN008, message, hint, place)
            elif number not in known:
                message = phrase("there was no action {} in last year's plan", Term(number))
                hint = phrase("correct or delete the number; was: none says that an action is new")
                yield finding(codes.PLN008, message, hint, place)._replace(related=years.before.location)


def check_gone_actions(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an action of last year that was not over and that this year's plan does not have."""
    plan, years = checked.plan, checked.years
    for action in years.gone if plan and years else ():
        place = plan.previous_place if plan and plan.previous_place else action.location
        message = phrase('last year\'s action {} is not in this plan: "{}"', action.number, shorten(action))
        hint = phrase(
            "put it in again, with was: {} where its words have changed, and with completed: or withdrawn: where it is "
            "over; or write completed: or withdrawn: into last year's plan",
            Term(action.number),
        )
        yield finding(codes.PLN005, message, hint, place)._replace(related=action.location)


def check_recognised(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find actions that may have been one of last year's, and those that moved, where the plan does not say so."""
    years = checked.years
    if years is None:
        return
    for each in years.actions:
        if each.doubt:
            yield _report_doubt(each)
    for each, home in iter_moved(years):
        before = each.before[0]
        message = phrase(
            'action {} was action {} last year, below "{}", and is below "{}" now',
            each.action.number, before.number, home.name, each.priority.name,
        )  # fmt: skip
        hint = phrase("if that is meant, give it was: {}; if not, put it back", Term(before.number))
        yield finding(codes.PLN006, message, hint, each.action.location)._replace(related=before.location)


def _report_doubt(each: Followed) -> Diagnostic:
    action, offered = each.action, each.before[:MOST_OFFERED]
    said = {
        Doubt.REWORDED: phrase(
            'action {} may be last year\'s {} in other words: "{}"',
            action.number, offered[0].number, shorten(offered[0]),
        ),
        Doubt.MOVED: phrase(
            'action {} may be last year\'s {}, moved and in other words: "{}"',
            action.number, offered[0].number, shorten(offered[0]),
        ),
        Doubt.SEVERAL: phrase(
            "action {} may be any of several of last year's: {}", action.number, _list_numbers(offered)
        ),
    }  # fmt: skip
    hint = phrase("give it was: {} if it is that one, or was: none if it is new", Term(offered[0].number))
    return finding(codes.PLN006, said[each.doubt or Doubt.REWORDED], hint, action.location)._replace(
        related=offered[0].location
    )


def _list_numbers(actions: Sequence[Action]) -> Message:
    return phrase("{}", Term(", ".join(each.number for each in actions)))


def shorten(action: Action, length: int = 60) -> str:
    """Return the beginning of an action's words."""
    words = " ".join(action.text.text.split())
    return words if len(words) <= length else f"{words[: words.rfind(' ', 0, length)]} ..."


def check_renamed_priorities(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a priority with most of the actions that another had last year."""
    plan, years = checked.plan, checked.years
    for priority in plan.priorities if plan and years else ():
        was = years.renamed.get(normalise_name(priority.name)) if years else None
        if was:
            message = phrase('the priority "{}" was called "{}" last year', priority.name, was.name)
            hint = phrase("if that is meant, end this line with # check: off PLN011; if not, write the name as it was")
            yield finding(codes.PLN011, message, hint, priority.location or priority.actions[0].location)._replace(
                related=was.location
            )


def check_notes(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find notes that say something else of an action than last year's plan does."""
    for each in checked.years.actions if checked.years else ():
        change, typed = each.change, each.action.notes.text
        said = find_mark(typed)
        if change is None or said is None or said is change:
            continue
        message = phrase('the notes say "{}", but {}', typed.split("\n")[0], _explain(change, each))
        hint = phrase("write {}, or delete notes: and what follows it, and they are worked out", Term(change.value))
        place = each.action.notes_place or each.action.location
        yield finding(codes.PLN009, message, hint, place)._replace(
            related=each.before[0].location if each.before else None
        )


def _explain(change: Change, each: Followed) -> Message:
    before = each.before[0].number if each.before else ""
    if change is Change.NEW:
        return phrase("no action of last year's plan is like it")
    if change is Change.ON_GOING:
        return phrase("it is last year's action {}, unchanged", before)
    if change is Change.YEAR_UPDATED:
        return phrase("it is last year's action {} with another year", before)
    if change is Change.UPDATED:
        return phrase("it is last year's action {} in other words", before)
    return phrase("it has completed:") if change is Change.COMPLETED else phrase("it has withdrawn:")
