"""How an action plan follows from last year's: any edits of a plan give notes that tell them."""

import random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.plan import Action, ActionPlan, Change, Priority
from cabinet_papers.matter.plan_years import Doubt, Evidence, derive_notes, find_mark, follow, iter_moved
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.matter.settings import Settings
from tests.conftest import MANY

PLACE = Location("action-plan.yaml", 1, 1)
SETTINGS = Settings("Westmere City Council")


def plan(*priorities: tuple[str, tuple[Action, ...]]) -> ActionPlan:
    """Return a plan, its actions numbered by position."""
    made = tuple(
        Priority(
            name,
            tuple(each._replace(number=f"{at}.{place}") for place, each in enumerate(actions, 1)),
            "Service",
            PLACE,
        )
        for at, (name, actions) in enumerate(priorities, 1)
    )
    return ActionPlan("Plan", (), made, PLACE)


def act(text: str, by: str = "Year 1", *, was: tuple[str, ...] | None = None, ref: str = "", completed: str = "",
        withdrawn: str = "", notes: str = "", services: tuple[str, ...] = ("Housing",)) -> Action:  # fmt: skip
    return Action("", read_plain_text(text), PLACE, services, by, prose_of(notes) if notes else prose_of(""),
                  was=was, ref=ref, completed=completed, withdrawn=withdrawn)  # fmt: skip


HOMES = "Build ten homes for rent in the east of the city by working with the housing association."
STAFF = "Train all staff who meet people at the counter and on the telephone."
GUIDE = "Publish a guide for private landlords."
LESSONS = "Offer English lessons to fifty people in each term of the year."


def changes(before: ActionPlan, now: ActionPlan) -> list[Change | None]:
    return [each.change for each in follow(before, now).actions]


def test_what_becomes_of_an_action() -> None:
    before = plan(("Housing", (act(HOMES), act(STAFF), act(GUIDE))), ("Skills", (act(LESSONS),)))
    now = plan(
        ("Housing", (act(HOMES), act(STAFF, "Year 2"), act(GUIDE, completed="Year 1"))),
        ("Skills", (act("Hold a jobs fair in the town hall."), act(LESSONS.replace("fifty", "sixty")))),
    )
    assert changes(before, now) == [
        Change.ON_GOING, Change.YEAR_UPDATED, Change.COMPLETED, Change.NEW, Change.UPDATED,
    ]  # fmt: skip
    assert follow(before, now).gone == ()


def test_what_nothing_takes_up_is_gone_unless_it_was_over() -> None:
    before = plan(
        ("Housing", (act(HOMES), act(STAFF), act(GUIDE, withdrawn="No money."), act(LESSONS, completed="May")))
    )
    years = follow(before, plan(("Housing", (act(HOMES),))))
    assert [each.number for each in years.gone] == ["1.2"]


@pytest.mark.parametrize(
    ("now", "doubt"),
    [
        ("Offer English lessons to sixty refugees in every term and in the holidays.", Doubt.REWORDED),
        (LESSONS, None),
        (LESSONS.replace("fifty", "sixty"), None),
    ],
)
def test_less_than_sure_is_asked(now: str, doubt: Doubt | None) -> None:
    (found,) = follow(plan(("Skills", (act(LESSONS),))), plan(("Skills", (act(now),)))).actions
    assert found.doubt is doubt, found.likeness
    assert [each.number for each in found.before] == ["1.1"]


def test_moved_and_reworded_is_asked() -> None:
    before = plan(("Skills", (act(LESSONS),)), ("Housing", (act(HOMES),)))
    now = plan(("Skills", (act(GUIDE),)), ("Housing", (act(HOMES), act(LESSONS.replace("fifty", "sixty")))))
    assert [each.doubt for each in follow(before, now).actions] == [None, None, Doubt.MOVED]


def test_moved_with_the_same_words_is_taken_and_named() -> None:
    before = plan(("Skills", (act(LESSONS), act(STAFF))), ("Housing", (act(HOMES),)))
    years = follow(before, plan(("Skills", (act(STAFF),)), ("Housing", (act(HOMES), act(LESSONS)))))
    assert [each.change for each in years.actions] == [Change.ON_GOING] * 3
    assert [(each.action.number, home.name) for each, home in iter_moved(years)] == [("2.2", "Skills")]
    said = follow(before, plan(("Skills", (act(STAFF),)), ("Housing", (act(HOMES), act(LESSONS, was=("1.1",))))))
    assert list(iter_moved(said)) == []


def test_two_like_it_are_asked() -> None:
    one, other = "Plant fifty trees in the north of the city.", "Plant fifty trees in the south of the city."
    before = plan(("Parks", (act(one), act(other))))
    (found,) = follow(before, plan(("Parks", (act("Plant fifty trees in the mouth of the city."),)))).actions
    assert found.doubt is Doubt.SEVERAL
    assert {each.number for each in found.before} == {"1.1", "1.2"}


def test_a_split_and_a_joined_action_are_said_by_was() -> None:
    before = plan(("Housing", (act(HOMES), act(STAFF), act(GUIDE))))
    now = plan(("Housing", (act("Half of it.", was=("1.1",)), act("The rest.", was=("1.1",)),
                            act("Both.", was=("1.2", "1.3")), act("Fresh.", was=()))))  # fmt: skip
    years = follow(before, now)
    assert [each.change for each in years.actions] == [Change.UPDATED] * 3 + [Change.NEW]
    became = {old.number: [each.action.number for each in new] for old, new in years.concordance}
    assert became == {"1.1": ["1.1", "1.2"], "1.2": ["1.3"], "1.3": ["1.3"]}


def test_a_ref_comes_before_the_words() -> None:
    before = plan(("Skills", (act(LESSONS, ref="ESOL"), act(STAFF))))
    now = plan(("Skills", (act(STAFF, ref="esol"), act(LESSONS))))
    years = follow(before, now)
    assert years.actions[0].evidence is Evidence.REF
    assert [each.number for each in years.actions[0].before] == ["1.1"]


def test_a_renamed_priority_is_no_move() -> None:
    before = plan(("Housing and Homelessness", (act(HOMES), act(STAFF), act(LESSONS))))
    years = follow(before, plan(("Homes", (act(HOMES), act(STAFF), act(LESSONS.replace("fifty", "sixty"))))))
    assert years.renamed["homes"].name == "Housing and Homelessness"
    assert [each.doubt for each in years.actions] == [None] * 3
    assert list(iter_moved(years)) == []


@pytest.mark.parametrize(
    ("notes", "mark"),
    [
        ("New*", Change.NEW), ("New action", Change.NEW), ("Newly funded", None), ("Updated*", Change.UPDATED),
        ("Action year updated*", Change.YEAR_UPDATED), ("Ongoing", Change.ON_GOING),
        ("On-going action", Change.ON_GOING),
        ("Completed in May", Change.COMPLETED), ("Withdrawn: no money", Change.WITHDRAWN), ("See 2.1", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_typed_notes_say(notes: str, mark: Change | None) -> None:
    assert find_mark(notes) is mark


def test_typed_notes_stay() -> None:
    before = plan(("Housing", (act(HOMES), act(STAFF))))
    now = plan(("Housing", (act(HOMES, notes="Funded until 2028"), act(STAFF))))
    derived = derive_notes(now, follow(before, now), SETTINGS)
    assert [action.notes.text for _, action in derived.iter_actions()] == ["Funded until 2028", "On-going action"]


def test_without_last_years_plan_only_what_is_over_has_notes() -> None:
    now = plan(("Housing", (act(HOMES), act(STAFF, completed="May 2026"), act(GUIDE, withdrawn="No money."))))
    notes = [action.notes.text for _, action in derive_notes(now, None, SETTINGS).iter_actions()]
    assert notes == ["", "Completed, May 2026", "Withdrawn: No money."]


class Edited(NamedTuple):
    """An action after some edits, its priority, and what its notes have to say."""

    action: Action
    priority: int
    says: Change


EDITS = ("keep", "year", "reword", "rewrite", "complete", "withdraw", "move", "service")


def make_words(dice: random.Random) -> str:
    """Return a sentence of fifteen words that no other has."""
    words = ("".join(dice.choice("bcdfghklmnprst") + dice.choice("aeiou") for _ in range(dice.randint(2, 4)))
             for _ in range(15))  # fmt: skip
    return " ".join(words).capitalize() + "."


def edit(number: str, action: Action, priority: int, how: str, dice: random.Random) -> Edited:
    """Return the action as a person leaves it who edits it so and says what the program cannot know."""
    words = action.text.text
    if how == "year":
        return Edited(action._replace(by="Year 2"), priority, Change.YEAR_UPDATED)
    if how == "reword":
        return Edited(action._replace(text=read_plain_text(words.replace(words.split()[7], "another"))), priority,
                      Change.UPDATED)  # fmt: skip
    if how == "rewrite":
        return Edited(action._replace(text=read_plain_text(make_words(dice)), was=(number,)), priority, Change.UPDATED)
    if how == "complete":
        return Edited(action._replace(completed="2026"), priority, Change.COMPLETED)
    if how == "withdraw":
        return Edited(action._replace(withdrawn="No money."), priority, Change.WITHDRAWN)
    if how == "service":
        return Edited(action._replace(services=("Parks",)), priority, Change.UPDATED)
    return Edited(action, (priority + 1) % 3 if how == "move" else priority, Change.ON_GOING)


@given(st.integers(0, 10**9), st.lists(st.sampled_from((*EDITS, "delete", "add")), min_size=3, max_size=14 * MANY))
def test_notes_reproduce_the_edits(seed: int, edits: list[str]) -> None:
    dice = random.Random(seed)
    names = ("Housing", "Skills", "Health")
    rows: list[list[Action]] = [[], [], []]
    for _ in (each for each in edits if each != "add"):
        rows[dice.randrange(3)].append(act(make_words(dice)))
    before = plan(*((name, tuple(row)) for name, row in zip(names, rows, strict=True)))
    old = [(at, action) for at, priority in enumerate(before.priorities) for action in priority.actions]
    edited, deleted = [], []
    for (at, action), how in zip(old, [each for each in edits if each != "add"], strict=True):
        if how == "delete":
            deleted.append(action.number)
        else:
            edited.append(edit(action.number, action, at, how, dice))
    edited += [Edited(act(make_words(dice)), dice.randrange(3), Change.NEW) for each in edits if each == "add"]
    dice.shuffle(edited)
    per = [[each for each in edited if each.priority == at] for at in range(3)]
    now = plan(*((name, tuple(each.action for each in row)) for name, row in zip(names, per, strict=True)))
    years = follow(before, now)
    assert [each.change for each in years.actions] == [each.says for row in per for each in row]
    assert [each.number for each in years.gone] == deleted
