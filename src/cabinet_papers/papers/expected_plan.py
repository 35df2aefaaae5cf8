"""What a finished action plan has to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.dates import format_list
from cabinet_papers.matter.details import ACTION, detail_of
from cabinet_papers.matter.form_words import say
from cabinet_papers.matter.plan import Change
from cabinet_papers.matter.plan_figures import count_figures
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.prose import Prose
from cabinet_papers.papers.expected import (
    expect_prose,
    list_details,
    number_fact,
    of_detail,
    prose_group,
    without_empty,
)
from cabinet_papers.papers.expected_parts import ExpectedGroup, ExpectedKind, Part, Section
from cabinet_papers.papers.plan_context import CONCORDANCE, FIGURES, KEY

if TYPE_CHECKING:
    from cabinet_papers.findings.message import Message
    from cabinet_papers.matter.columns import Column
    from cabinet_papers.matter.plan import Action, ActionPlan, Priority
    from cabinet_papers.matter.settings import Settings


# The usual heading of the owners, for which a template may have its own word.
OWNERS = "Service"


def expect_in_plan(plan: ActionPlan, settings: Settings, *, exempt: bool) -> list[Section]:  # noqa: ARG001 - as its like
    """Return what an action plan has to hold; nothing of it is exempt."""
    headings = dict.fromkeys(each.owner_heading for each in plan.priorities if each.actions)
    opening = (
        ("summary_heading", plan.summary_heading),
        ("title", plan.title),
        # Years head the priorities' tables; without a priority there is none.
        *(("years", each) for each in (plan.years if plan.priorities else ())),
        *(("priorities.name", each.name) for each in plan.priorities),
        # A template may have its own word for the usual heading.
        *(("priorities.owner_heading", each) for each in headings if each != OWNERS),
    )
    details = (fact for path, text in opening for fact in list_details({path: text}, phrase("the plan")))
    summary = (prose_group(plan.summary, phrase("the summary")),) if plan.summary else ()
    actions = (
        _expect_action(action, priority, settings, plan.columns)
        for priority in plan.priorities
        for action in priority.actions
    )
    return [Section((*summary, *actions, *_expect_beside(plan, settings)), tuple(details))]


def _expect_beside(plan: ActionPlan, settings: Settings) -> Iterator[ExpectedGroup]:
    """Yield what is printed beside the priorities where the plan asks for it: counts, and last year's numbers."""
    figures = count_figures(plan, settings)
    by = {"changes": figures.changes, "services": figures.services, "years": figures.years}
    for name, counts in by.items() if FIGURES in plan.show else ():
        for count in counts:
            yield _expect_row(f"figures.{name}.number", (count.label, str(count.number)), phrase("the figures"))
    present = {action.change for _, action in plan.iter_actions()}
    for change in Change if KEY in plan.show else ():
        if change in present:
            yield _expect_row("marks.label", (say(change.value, settings.plan_words),), phrase("the key to the notes"))
    for each in plan.former if CONCORDANCE in plan.show else ():
        owner = phrase("last year's action {}", each.number)
        now = format_list(each.now, settings.language)
        yield _expect_row("former.now", (each.number, now), owner)


def _expect_row(path: str, texts: Iterable[str], owner: Message) -> ExpectedGroup:
    """Return the row of a table with these texts, a cell each; all are of the detail with this path."""
    return ExpectedGroup(tuple(Part(list_details({path: text}, owner)) for text in texts if text), in_row=True)


def _expect_action(action: Action, priority: Priority, settings: Settings, columns: Iterable[Column]) -> ExpectedGroup:
    owner = phrase("action {}", action.number)
    parts = [
        Part(expect_prose(action.text, ExpectedKind.ACTION, owner), "What are we going to do?"),
        Part(list_details({f"{ACTION}.service": action.service}, owner), priority.owner_heading),
        Part(list_details({f"{ACTION}.by": print_date(action.by, settings)}, owner), "By end of year"),
        Part(of_detail(expect_prose(action.notes, ExpectedKind.DETAIL, owner), f"{ACTION}.notes"), "Notes"),
        *(
            Part(
                of_detail(
                    expect_prose(action.further.get(column.name, Prose()), ExpectedKind.DETAIL, owner),
                    detail_of(column, ACTION).path,
                ),
                column.heading,
            )
            for column in columns
            if column.is_printed
        ),
    ]
    return ExpectedGroup(without_empty(parts), True, number_fact(action.number, owner, f"{ACTION}.number"))
