"""What services are asked about the actions of a plan: its actions as the recommendations of a matter.

So an update sheet is written, read, matched and refreshed as a response sheet is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.columns import NUMBER, RECOMMENDATION, ColumnKind
from cabinet_papers.matter.form_words import name_columns, say
from cabinet_papers.matter.model import Matter, Person, Recommendation, Topic
from cabinet_papers.matter.numbering import Numbered
from cabinet_papers.matter.printed_when import print_when
from cabinet_papers.matter.update_words import (
    BY_NOW,
    DONE,
    NEW_BY,
    NEW_TEXT,
    PROGRESS,
    SERVICES,
    STATUS,
    STATUSES,
    put_update_words,
)
from cabinet_papers.matter.vocabulary import Decision, Meaning
from cabinet_papers.matter.when import When
from cabinet_papers.matter.wording import normalise_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

    from cabinet_papers.findings.diagnostics import Location
    from cabinet_papers.matter.columns import Column
    from cabinet_papers.matter.plan import Action, ActionPlan, Update
    from cabinet_papers.matter.settings import Settings

# What a plan's own columns are called that show the status and the progress of the latest update.
STATUS_NAMES, PROGRESS_NAME = ("status", "rag", "rag_status"), "progress"
# Signs that are neither seen nor meant, which a paste may leave, and that no YAML file may have.
INVISIBLE = re.compile("[\ufeff\u200b]")
# The keys of an update that a service fills in.
UPDATE_KEYS = ("status", "progress", "text", "by", "completed")


def ask_for_updates(plan: ActionPlan, settings: Settings) -> Matter:
    """Return the plan as what its services are asked: each action that is not over is a recommendation to them all."""
    actions = [action for _, action in plan.iter_actions()]
    asked = tuple(_ask(number, action, settings) for number, action in enumerate(actions, 1))
    years = name_years(plan)
    topic = Topic(plan.title, years, None, asked)
    services = dict.fromkeys(each for action in actions for each in action.services)
    return Matter(
        title=plan.title,
        body=years,
        date=None,
        topics=(topic,),
        has_topics=False,
        location=plan.location,
        members=tuple(map(Person, services)),
        due=plan.updates.due if plan.updates else None,
        # The same plan of another year may have the same title and years; these may be corrected.
        edition=plan.previous or "plan",
    )


def name_years(plan: ActionPlan) -> str:
    """Return the first and the last year of the plan, "" where it has none."""
    return " to ".join(dict.fromkeys((*plan.years[:1], *plan.years[-1:])))


def _ask(number: int, action: Action, settings: Settings) -> Recommendation:
    lead, *others = action.services or ("",)
    planned, updates = action.as_planned, action.updates
    earlier = (_word(planned), *(text for each in updates for text in (each.text, each.instead_of_text)))
    had = (planned.by, *(by for each in updates for by in (each.by, each.instead_of_by)))
    return Recommendation(
        number=number,
        text=action.text,
        wording=_word(action),
        location=action.location,
        ref=action.ref,
        member=lead,
        others=tuple(others),
        # No service is asked about what was over before, or what no service does.
        withdrawn="over" if action.as_planned.is_over or not lead else "",
        numbered=Numbered(action.number, action.number),
        beside={SERVICES.name: action.service, BY_NOW.name: print_by(action.by, settings)},
        earlier=tuple(filter(None, earlier)),
        was_beside={BY_NOW.name: tuple(print_by(by, settings) for by in had if by)},
    )


def _word(action: Action) -> str:
    """Return the words of an action as a sheet shows them."""
    return action.wording or action.text.text


def print_by(by: When | str, settings: Settings) -> str:
    """Return by when an action is to be done as a sheet shows it."""
    return print_when(by, settings) if isinstance(by, When) else by


def settings_for_updates(settings: Settings, plan: ActionPlan) -> Settings:
    """Return the settings of an update sheet: its words, its columns and the words for a status."""
    words = put_update_words(settings.form_words, settings.plan_words)
    own = (SERVICES, BY_NOW, NEW_TEXT, NEW_BY, DONE)
    services, by_now, *proposed = (each._replace(heading=say(each.heading, settings.plan_words)) for each in own)
    table = (NUMBER, RECOMMENDATION, services, by_now, STATUS, PROGRESS, *proposed)
    return settings._replace(
        response_columns=name_columns(table, words),
        form_words=words,
        decisions=tuple(Decision(each, Meaning.STATUS) for each in list_statuses(plan, settings)),
        is_for_updates=True,
    )


def list_statuses(plan: ActionPlan, settings: Settings) -> tuple[str, ...]:
    """Return the words for a status: those that the plan lists, those of its own column for it, or the usual ones."""
    listed = plan.updates.statuses if plan.updates else ()
    column = find_status_column(plan)
    usual = tuple(say(each, settings.plan_words) for each in STATUSES)
    return listed or (column.choices if column else ()) or usual


def find_status_column(plan: ActionPlan) -> Column | None:
    """Return the plan's own column for the status, with words to choose from; None where it has none."""
    named = (each for each in plan.columns if each.name in STATUS_NAMES and each.kind is ColumnKind.CHOICE)
    return next(named, None)


class Proposal(NamedTuple):
    """What a service says of an action in a row of its update sheet; empty where it says nothing.

    `by` and `completed` are dates as YAML has them, or words; `saved` is when the sheet was saved, if that is known.
    `undated` is what was typed under Completed and is no date; with `has_table` the progress has a table, which no plan
    can hold.
    """

    number: str
    service: str
    place: Location
    saved: datetime.datetime | None = None
    status: str = ""
    progress: str = ""
    text: str = ""
    by: str = ""
    completed: str = ""
    undated: str = ""
    has_table: bool = False

    @property
    def said(self) -> dict[str, str]:
        """What is said, by the keys of an update."""
        given = {each: getattr(self, each) for each in UPDATE_KEYS}
        return {key: text for key, text in given.items() if text}

    def is_taken(self, action: Action) -> bool:
        """Whether an update has all of it: the latest of the service, or one of a service that has another name now."""
        own = [each for each in action.updates if each.service == self.service][-1:]
        own += [each for each in action.updates if each.service not in action.services and "; " not in each.service]
        return bool(self.said) and any(self._is_in(each) for each in own)

    def _is_in(self, update: Update) -> bool:
        return all(_flatten(str(getattr(update, key))) == _flatten(text) for key, text in self.said.items())

    def is_older_than(self, update: Update) -> bool:
        """Whether it was said before an update, or on the same day, as far as is known."""
        return self.saved is None or update.day is None or self.saved.date() <= update.day.last

    def without(self, keys: Collection[str]) -> Proposal:
        """Return the proposal with what else it says."""
        status, progress, text, by, completed = ("" if key in keys else getattr(self, key) for key in UPDATE_KEYS)
        return self._replace(status=status, progress=progress, text=text, by=by, completed=completed)


def _flatten(text: str) -> str:
    return " ".join(INVISIBLE.sub("", text).split())


def find_differences(one: Proposal, other: Proposal) -> list[str]:
    """Return the keys of what is said differently of one action. Two services have each done something else."""
    if one.number != other.number:
        return []
    is_same = one.service == other.service
    return [
        key
        for key in UPDATE_KEYS
        if (is_same or key != "progress") and key in one.said and key in other.said
        and normalise_name(one.said[key]) != normalise_name(other.said[key])
    ]  # fmt: skip


def list_asked(plan: ActionPlan) -> list[Action]:
    """Return the actions about which services are asked, and that are not over yet."""
    return [action for _, action in plan.iter_actions() if action.services and not action.is_over]


def list_missing(plan: ActionPlan, proposals: Sequence[Proposal]) -> tuple[tuple[Action, tuple[str, ...]], ...]:
    """Return the actions about which services are asked that have said nothing yet, with these."""
    said = {(each.number, service) for each in proposals for service in each.service.split("; ")}
    found = []
    for action in list_asked(plan):
        missing = tuple(service for service in action.services if (action.number, service) not in said)
        found += [(action, missing)] if missing else []
    return tuple(found)


def list_open(proposals: Sequence[Proposal], plan: ActionPlan) -> list[Proposal]:
    """Return the proposals that were not taken over, without what was decided by taking over another's word."""
    actions = {action.number: action for _, action in plan.iter_actions()}
    taken = [each for each in proposals if each.is_taken(actions[each.number])]
    left = []
    for each in (each for each in proposals if each not in taken):
        latest = actions[each.number].updates[-1:]
        is_decided = any(each.is_older_than(update) for update in latest)
        decided = {key for other in taken for key in find_differences(other, each)} if is_decided else set()
        rest = each.without(decided)
        left += [rest] if rest.said else []
    return left
