"""How an action plan follows from last year's: which action each one was, what became of it, and what the Notes say.

An action is recognised by its ref, else by what `was:` says, else by its words: by 90 in a hundred or more that are
alike, and 10 more than with the next. Where less is alike, or an action was moved and reworded, it is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cabinet_papers.matter.form_words import say
from cabinet_papers.matter.plan import Action, ActionPlan, Change, Former, Priority
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.matter.wording import normalise_name, normalise_wording

if TYPE_CHECKING:
    from cabinet_papers.matter.settings import Settings

# How alike, in a hundredth, the words of one action are, how clear of the next, and from where it may be meant.
SURE, CLEAR, LIKELY = 90, 10, 70


_Placed: TypeAlias = tuple[Priority, Action]


class _Likely(NamedTuple):
    """An action of last year, how alike it is in a hundredth, and the priority that it was in."""

    likeness: int
    action: Action
    priority: Priority


class Evidence(StrEnum):
    """By what an action was recognised."""

    REF = "ref"
    WAS = "was"
    SAME_WORDS = "the same words"
    LIKE_WORDS = "nearly the same words"


class Doubt(StrEnum):
    """Why it is not taken for sure which of last year's actions one was."""

    REWORDED = "reworded"
    MOVED = "moved"
    SEVERAL = "several"


class Followed(NamedTuple):
    """An action beside those of last year that it was, () for a new one.

    With a `doubt` the `before` are those that it may have been, the likeliest first, and nothing is derived from them.
    """

    action: Action
    priority: Priority
    before: tuple[Action, ...] = ()
    evidence: Evidence | None = None
    likeness: int = 100
    doubt: Doubt | None = None

    @property
    def change(self) -> Change | None:
        """What became of it; None where that is not known."""
        action = self.action
        if action.completed:
            return Change.COMPLETED
        if action.withdrawn:
            return Change.WITHDRAWN
        if self.doubt:
            return None
        if not self.before:
            return Change.NEW
        # What an update of that year made of it was not in last year's paper.
        before = self.before[0].as_planned
        if len(self.before) > 1 or not _is_unchanged(action, before):
            return Change.UPDATED
        return Change.ON_GOING if action.by == before.by else Change.YEAR_UPDATED


class PlanYears(NamedTuple):
    """A plan beside last year's: each of its actions, and last year's that nothing takes up and that were not over.

    `renamed` has by the name of a priority, as it is compared, the one that it was last year under another name.
    """

    before: ActionPlan
    actions: tuple[Followed, ...]
    gone: tuple[Action, ...]
    renamed: Mapping[str, Priority] = MappingProxyType({})

    @property
    def concordance(self) -> tuple[tuple[Action, tuple[Followed, ...]], ...]:
        """Each action of last year that was not over, with those that it became; () where nothing takes it up."""
        became: dict[str, list[Followed]] = {}
        for each in self.actions:
            for one in each.before if not each.doubt else ():
                became.setdefault(one.number, []).append(each)
        return tuple(
            (action, tuple(became.get(action.number, ())))
            for _, action in self.before.iter_actions()
            if not _was_over(action)
        )


def follow(before: ActionPlan, plan: ActionPlan) -> PlanYears:
    """Return how the plan follows from last year's. Numbers in `was:` that last year's has not are passed over."""
    found = _take_as_said(before, plan)
    said = _list_before(found)
    # What was over last year is not carried on, unless somebody says so.
    free = [each for each in before.iter_actions() if each[1].number not in said and not _was_over(each[1])]
    found |= _take_same_words(_find_left(plan, found), free)
    renamed = _find_renamed(before, plan, tuple(found.values()))
    taken = _list_before(found)
    found |= _recognise(_find_left(plan, found), [each for each in free if each[1].number not in taken], renamed)
    actions = tuple(found[action.number] for _, action in plan.iter_actions())
    # One that may be meant is asked about at the action that it may be.
    spoken = _list_before(found)
    gone = tuple(one for _, one in before.iter_actions() if not _was_over(one) and one.number not in spoken)
    return PlanYears(before, actions, gone, renamed)


def _was_over(action: Action) -> bool:
    """Whether an action of last year's plan was over then; one that an update completed since is still to be shown."""
    return action.as_planned.is_over


def _list_before(found: Mapping[str, Followed]) -> set[str]:
    """Return the numbers of last year's actions that are spoken of."""
    return {one.number for each in found.values() for one in each.before}


def _find_left(plan: ActionPlan, found: Mapping[str, Followed]) -> list[_Placed]:
    return [each for each in plan.iter_actions() if each[1].number not in found]


def _take_as_said(before: ActionPlan, plan: ActionPlan) -> dict[str, Followed]:
    """Return by their numbers the actions of which their ref or `was:` says what they were."""
    earlier = {action.number: action for _, action in before.iter_actions()}
    by_ref = {normalise_name(action.ref): action for action in earlier.values() if action.ref}
    found: dict[str, Followed] = {}
    for priority, action in plan.iter_actions():
        same = by_ref.get(normalise_name(action.ref)) if action.ref else None
        if same:
            found[action.number] = Followed(action, priority, (same,), Evidence.REF)
        elif action.was is not None:
            known = tuple(earlier[number] for number in action.was if number in earlier)
            found[action.number] = Followed(action, priority, known, Evidence.WAS)
    return found


def _take_same_words(actions: list[_Placed], earlier: list[_Placed]) -> dict[str, Followed]:
    """Return by their numbers the actions that have the words of one of last year's."""
    same = _pair_same_words(actions, earlier)
    return {
        action.number: Followed(action, priority, (same[action.number],), Evidence.SAME_WORDS)
        for priority, action in actions
        if action.number in same
    }


def _pair_same_words(actions: list[_Placed], earlier: list[_Placed]) -> dict[str, Action]:
    """Return the earlier action with the same words for each; of several with the same words that of its priority."""
    waiting = list(earlier)
    found: dict[str, Action] = {}
    for is_strict in (True, False):
        for priority, action in actions:
            words = normalise_wording(action.text.text)
            alike = [
                each
                for each in waiting
                if normalise_wording(each[1].text.text) == words
                and (normalise_name(priority.name) == normalise_name(each[0].name) or not is_strict)
            ]
            if alike and action.number not in found:
                found[action.number] = alike[0][1]
                waiting.remove(alike[0])
    return found


def _recognise(actions: list[_Placed], earlier: list[_Placed], renamed: Mapping[str, Priority]) -> dict[str, Followed]:
    """Return by its number each action with those of last year that its words are like; alone it is new."""
    near = {action.number: _find_likely(action, earlier) for _, action in actions}
    first = [likely[0].action.number for likely in near.values() if likely]
    found = {}
    for priority, action in actions:
        likely = near[action.number]
        if not likely:
            found[action.number] = Followed(action, priority)
            continue
        best = likely[0]
        is_moved = _home(priority, renamed) != normalise_name(best.priority.name)
        doubt = _find_doubt(likely, is_moved=is_moved, is_shared=first.count(best.action.number) > 1)
        before = tuple(each.action for each in likely) if doubt else (best.action,)
        found[action.number] = Followed(action, priority, before, Evidence.LIKE_WORDS, best.likeness, doubt)
    return found


def _find_likely(action: Action, earlier: list[_Placed]) -> list[_Likely]:
    """Return last year's actions that it may have been, the likeliest first."""
    from rapidfuzz import fuzz

    words = normalise_wording(action.text.text)
    scored = (_Likely(round(fuzz.ratio(words, normalise_wording(one.text.text))), one, home) for home, one in earlier)
    return sorted((each for each in scored if each.likeness >= LIKELY), key=lambda each: -each.likeness)


def _find_doubt(likely: list[_Likely], *, is_moved: bool, is_shared: bool) -> Doubt | None:
    best, second = likely[0].likeness, likely[1].likeness if likely[1:] else 0
    if is_shared or (best >= SURE and best - second < CLEAR):
        return Doubt.SEVERAL
    if best < SURE:
        return Doubt.REWORDED
    return Doubt.MOVED if is_moved else None


def _find_renamed(before: ActionPlan, plan: ActionPlan, known: tuple[Followed, ...]) -> dict[str, Priority]:
    """Return by the name of each priority the one of last year that it was under another name.

    Most of the actions that are known in it were in that one, and it has no other priority of its name now.
    """
    homes = {action.number: priority for priority, action in before.iter_actions()}
    names = {normalise_name(each.name) for each in plan.priorities}
    found = {}
    for priority in plan.priorities:
        was = [homes[each.before[0].number] for each in known if each.priority is priority and each.before]
        usual = max(was, key=was.count, default=None)
        is_new = normalise_name(priority.name) not in {normalise_name(each.name) for each in before.priorities}
        if usual and is_new and was.count(usual) * 2 > len(was) and normalise_name(usual.name) not in names:
            found[normalise_name(priority.name)] = usual
    return found


def _home(priority: Priority, renamed: Mapping[str, Priority]) -> str:
    """Return the name, as it is compared, that the priority had last year."""
    name = normalise_name(priority.name)
    return normalise_name(renamed[name].name) if name in renamed else name


def _is_unchanged(action: Action, before: Action) -> bool:
    """Whether the words and the services are those of last year."""
    return normalise_wording(action.text.text) == normalise_wording(before.text.text) and (
        [*map(normalise_name, action.services)] == [*map(normalise_name, before.services)]
    )


MARKS: tuple[tuple[re.Pattern[str], Change], ...] = tuple(
    (re.compile(rf"\W*{pattern}\b", re.IGNORECASE), change)
    for pattern, change in (
        (r"new(?: action)?", Change.NEW),
        (r"(?:action |target )?year (?:updated|changed)|updated year", Change.YEAR_UPDATED),
        (r"(?:updated|amended|reworded)", Change.UPDATED),
        (r"on[ -]?going", Change.ON_GOING),
        (r"complete[d]?", Change.COMPLETED),
        (r"(?:withdrawn|removed|no longer)", Change.WITHDRAWN),
    )
)


def find_mark(notes: str) -> Change | None:
    """Return what typed notes say became of the action, as they begin; None where they say something else."""
    return next((change for pattern, change in MARKS if pattern.match(notes)), None)


def iter_moved(years: PlanYears) -> Iterator[tuple[Followed, Priority]]:
    """Yield each action that is in another priority than last year, with that one, where no `was` or `ref` says so."""
    homes = {action.number: priority for priority, action in years.before.iter_actions()}
    for each in years.actions:
        if each.evidence in (Evidence.SAME_WORDS, Evidence.LIKE_WORDS) and not each.doubt:
            home = homes[each.before[0].number]
            if _home(each.priority, years.renamed) != normalise_name(home.name):
                yield each, home


def derive_notes(plan: ActionPlan, years: PlanYears | None, settings: Settings) -> ActionPlan:
    """Return the plan with what became of each action as its notes, where nothing was typed there and it is known.

    Without last year's plan that is known only of what is completed or withdrawn.
    """
    followed = years.actions if years else (Followed(action, priority) for priority, action in plan.iter_actions())
    changes = {each.action.number: each.change for each in followed if years or each.action.is_over}

    def derive(action: Action) -> Action:
        change = changes.get(action.number)
        if action.notes:
            # What was typed wins, where it tells of that at all.
            return action._replace(change=find_mark(action.notes.text) or change)
        return action._replace(change=change, notes=prose_of(_say(change, action, settings) if change else ""))

    return plan._replace(
        priorities=tuple(each._replace(actions=tuple(map(derive, each.actions))) for each in plan.priorities),
        former=tuple(_describe(*each) for each in years.concordance) if years else (),
    )


def _describe(action: Action, became: tuple[Followed, ...]) -> Former:
    """Return one of last year's actions, with the numbers that it has now."""
    return Former(action.number, action.text, tuple(each.action.number for each in became))


def _say(change: Change, action: Action, settings: Settings) -> str:
    """Return the notes in the council's words, with when it was completed or why it was withdrawn."""
    said = say(change.value, settings.plan_words)
    if change is Change.COMPLETED:
        return f"{said}, {print_date(action.completed, settings)}"
    return f"{said}: {action.withdrawn}" if change is Change.WITHDRAWN else said
