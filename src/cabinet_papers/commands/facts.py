"""The facts of a matter that `papers status` shows, as far as they do not depend on the day: kept with its findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from cabinet_papers.matter.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.commands.examine import Examined
    from cabinet_papers.matter.answered import Paper
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.matter.updates import Proposal


class AwaitedAnswer(NamedTuple):
    """The printed number of a recommendation without an answer, and the names of those who answer it."""

    number: str
    members: tuple[str, ...]


class PlannedAction(NamedTuple):
    """An action of a plan that is not over, and the last day by which it is to be done, as 2027-03-31."""

    number: str
    deadline: str


class PlannedDocument(NamedTuple):
    """A document that the matter gives: its file below output/<matter>/, its template, and a hash of what it prints.

    It `is_own` where it is one of the council's own.
    """

    file: str
    template: str
    is_own: bool
    fingerprint: str


class MatterFacts(NamedTuple):
    """What is known of a matter: `asked` counts the recommendations that need an answer; nothing of it is exempt.

    It `is_plan` where it has an action plan and no recommendations; `asked` then counts the actions about which
    services are asked. It `has_sheet` where a workbook is in its folder.
    """

    title: str = ""
    is_agreed: bool = False
    is_plan: bool = False
    has_sheet: bool = False
    asked: int = 0
    errors: int = 0
    warnings: int = 0
    due: When | None = None
    cabinet: When | None = None
    awaited: tuple[AwaitedAnswer, ...] = ()
    documents: tuple[PlannedDocument, ...] = ()
    actions: tuple[PlannedAction, ...] = ()

    def flatten(self) -> dict[str, Any]:
        """Return the facts as JSON can keep them."""
        return {**self._asdict(), "due": _flatten_when(self.due), "cabinet": _flatten_when(self.cabinet)}


def revive_facts(kept: Any) -> MatterFacts | None:
    """Return facts as they were kept; None for what is not of their form."""
    if not isinstance(kept, dict) or kept.keys() != set(MatterFacts._fields):
        return None
    try:
        facts = MatterFacts(**kept)
        revived = facts._replace(
            due=_revive_when(facts.due),
            cabinet=_revive_when(facts.cabinet),
            awaited=tuple(AwaitedAnswer(number, tuple(members)) for number, members in facts.awaited),
            documents=tuple(PlannedDocument(*each) for each in facts.documents),
            actions=tuple(PlannedAction(number, date.fromisoformat(day).isoformat()) for number, day in facts.actions),
        )
    except (TypeError, ValueError):
        return None
    return revived if _is_sound(revived) else None


def _is_sound(revived: MatterFacts) -> bool:
    """Whether every text and number is one."""
    texts = [revived.title, *(text for each in revived.awaited for text in (each.number, *each.members))]
    texts += [each.number for each in revived.actions]
    texts += [text for each in revived.documents for text in (each.file, each.template, each.fingerprint)]
    numbers = [revived.asked, revived.errors, revived.warnings]
    return all(isinstance(each, str) for each in texts) and all(isinstance(each, int) for each in numbers)


def _flatten_when(when: When | None) -> list[Any] | None:
    return [[each.isoformat() for each in when.days], when.is_month] if when else None


def _revive_when(kept: Any) -> When | None:
    if kept is None:
        return None
    days, is_month = kept
    read = tuple(date.fromisoformat(each) for each in days)
    if not read:
        raise ValueError("there is no day")
    return When(read, is_month is True)


def find_facts(examined: Examined) -> MatterFacts:
    """Return the facts of a matter that was examined. One with errors gives no documents."""
    from cabinet_papers.commands.fingerprints import fingerprint_document
    from cabinet_papers.matter.deadlines import list_deadlines
    from cabinet_papers.papers.kinds import plan_documents

    paper, plan, settings = examined.paper, examined.plan, examined.settings
    errors = sum(each.is_error for each in examined.findings)
    documents = () if errors else plan_documents(paper, plan, settings)
    facts = MatterFacts(
        plan.title if plan else "",
        is_plan=plan is not None and paper is None,
        has_sheet=bool(examined.folder.workbooks),
        errors=errors,
        warnings=len(examined.findings) - errors,
        documents=tuple(
            PlannedDocument(each.file_name, each.kind.template, each.kind.is_own, fingerprint_document(each, settings))
            for each in documents
        ),
        actions=tuple(
            PlannedAction(action.number, end.isoformat()) for action, end in (list_deadlines(plan) if plan else ())
        ),
    )
    if paper:
        return _add_paper(facts, paper, settings)
    return _add_updates(facts, plan, examined.proposals) if plan and plan.updates else facts


def _add_updates(facts: MatterFacts, plan: ActionPlan, proposals: Sequence[Proposal]) -> MatterFacts:
    """Return the facts with those of a plan whose services are asked for updates."""
    from cabinet_papers.matter.updates import list_asked, list_missing

    awaited = tuple(AwaitedAnswer(action.number, missing) for action, missing in list_missing(plan, proposals))
    return facts._replace(asked=len(list_asked(plan)), due=plan.updates.due if plan.updates else None, awaited=awaited)


def _add_paper(facts: MatterFacts, paper: Paper, settings: Settings) -> MatterFacts:
    """Return the facts with those of a matter that has recommendations."""
    from cabinet_papers.matter.model import Status
    from cabinet_papers.matter.pairing import find_member

    of_matter = settings.with_columns(paper.matter.columns)
    every = [(topic, row) for topic in paper.topics for row in topic.rows if row.recommendation.needs_answer]
    members = [each.name for each in paper.matter.members]
    awaited = tuple(
        AwaitedAnswer(
            str(row.recommendation.printed),
            (named,) if (named := find_member(topic.topic, row.recommendation)) else tuple(members),
        )
        for topic, row in every
        if not row.is_answered(of_matter)
    )
    matter = paper.matter
    return facts._replace(
        title=matter.title, is_agreed=matter.status is Status.AGREED, asked=len(every), due=matter.due,
        cabinet=matter.cabinet_date, awaited=awaited,
    )  # fmt: skip
