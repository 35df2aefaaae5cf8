"""From an action plan to what its template sees: its actions, and what `show:` asks for beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.dates import format_list
from cabinet_papers.matter.form_words import say
from cabinet_papers.matter.plan import Change
from cabinet_papers.matter.plan_figures import Count, Figures, count_figures
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.prose import Prose, lower_headings
from cabinet_papers.matter.settings import Chart
from cabinet_papers.papers.views import (
    ActionView,
    CountView,
    FiguresView,
    FormerView,
    MarkView,
    OwnCells,
    PlanView,
    PriorityView,
)

if TYPE_CHECKING:
    from cabinet_papers.matter.columns import Column
    from cabinet_papers.matter.plan import Action, ActionPlan
    from cabinet_papers.matter.settings import Settings

KEY, FIGURES, CHART, CONCORDANCE = "key", "figures", "chart", "concordance"


def view_plan(plan: ActionPlan, settings: Settings) -> PlanView:
    """Return what the action plan's template sees."""
    printed = [each for each in plan.columns if each.is_printed]
    present = {action.change for _, action in plan.iter_actions()}
    figures = count_figures(plan, settings)
    former = plan.former if CONCORDANCE in plan.show else ()
    return PlanView(
        council=settings.council,
        logo=settings.logo,
        title=plan.title,
        further_columns=tuple(each.heading for each in printed),
        years=plan.years,
        summary_heading=plan.summary_heading,
        # The summary's own heading is one level above those in its text.
        summary=lower_headings(plan.summary) if plan.summary_heading else plan.summary,
        priorities=tuple(
            PriorityView(
                priority.name,
                priority.owner_heading,
                tuple(_view_action(action, printed, settings) for action in priority.actions),
            )
            for priority in plan.priorities
        ),
        marks=tuple(
            MarkView(each.name.lower(), say(each.value, settings.plan_words))
            for each in Change
            if each in present and KEY in plan.show
        ),
        figures=_view_figures(figures) if FIGURES in plan.show else None,
        chart=draw_chart(figures) if CHART in plan.show else None,
        former=tuple(FormerView(each.number, each.text, format_list(each.now, settings.language)) for each in former),
    )


def _view_action(action: Action, printed: Sequence[Column], settings: Settings) -> ActionView:
    return ActionView(
        action.number,
        action.text,
        action.service,
        print_date(action.by, settings),
        action.notes,
        OwnCells({each.name: action.further.get(each.name, Prose()) for each in printed}),
    )


def _view_figures(figures: Figures) -> FiguresView:
    def view(counts: Sequence[Count]) -> tuple[CountView, ...]:
        return tuple(CountView(each.label, str(each.number)) for each in counts)

    return FiguresView(str(figures.total), view(figures.changes), view(figures.services), view(figures.years))


def draw_chart(figures: Figures) -> Chart | None:
    """Return the chart of what became of the actions, or else of when they are to be done; words say the same."""
    counts = figures.changes or figures.years
    return Chart("; ".join(f"{each.label}: {each.number}" for each in counts), tuple(counts)) if counts else None
