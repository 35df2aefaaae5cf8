"""What people wrote for a document, as a list of words to be found in it when it is finished."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.dates import format_date
from cabinet_papers.prose import Block, Heading, ItemList, Paragraph, Prose, Table, find_passages, find_placement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cabinet_papers.model import Action, ActionPlan, Answered, Paper, Settings


class Kind(StrEnum):
    """What a piece of text is; its value is the word that the receipt counts it by."""

    RECOMMENDATION = "recommendation"
    ANSWER = "answer"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered item"
    CELL = "table cell"
    ACTION = "action"
    DETAIL = "detail"


class Fact(NamedTuple):
    """Words that somebody wrote, and what they are. `owner` says whose they are, for a message."""

    kind: Kind
    text: str
    owner: str = ""


class FactGroup(NamedTuple):
    """Facts that belong together: a recommendation with its answer, an action with its service and year.

    The first is the anchor; the others have to stand in its row of the table. A group without `anchored`
    is found anywhere in the document, in its order.
    """

    facts: tuple[Fact, ...]
    anchored: bool
    tables: int = 0


def response_facts(paper: Paper, settings: Settings, *, exempt: bool) -> list[FactGroup]:
    """Return what a draft or agreed response has to hold."""
    rows = [row for row in paper.rows if exempt or not row.recommendation.exempt]
    return [_answered_facts(row, settings, exempt=exempt) for row in rows]


def _answered_facts(row: Answered, settings: Settings, *, exempt: bool) -> FactGroup:
    recommendation = row.recommendation
    response = row.response if exempt or not recommendation.answer_is_exempt else None
    owner = f"recommendation {recommendation.number}"
    facts = list(_prose_facts(recommendation.text, Kind.RECOMMENDATION, owner))
    if recommendation.withdrawn:
        facts.append(Fact(Kind.PARAGRAPH, recommendation.withdrawn, owner))
    elif response:
        if response.decision:
            facts.append(Fact(Kind.ANSWER, response.decision.word, owner))
        facts += _prose_facts(response.comment, Kind.PARAGRAPH, owner)
        for column in settings.response_columns:
            facts += _prose_facts(response.further.get(column, Prose()), Kind.DETAIL, owner)
    tables = sum(isinstance(block, Table) for block in response.comment.blocks) if response else 0
    return FactGroup(tuple(facts), anchored=True, tables=tables)


def report_facts(paper: Paper, settings: Settings, *, exempt: bool) -> list[FactGroup]:
    """Return what a scrutiny report has to hold."""
    matter, report = paper.matter, paper.matter.report
    if report is None:
        return []
    people = (*matter.members, *([matter.lead_member] if matter.lead_member else []))
    front = [
        matter.title,
        matter.body,
        format_date(matter.cabinet_date, settings.date_format, settings.language) if matter.cabinet_date else "",
        report.purpose,
        report.key_decision,
        report.corporate_priority,
        report.policy_framework,
        report.recommendation,
        *(text for person in people for text in (person.name, person.title)),
        *(each.title for each in report.appendices or () if exempt or not each.exempt),
        report.author.name,
        report.author.job_title,
        report.author.service,
        report.author.telephone,
        report.author.email,
    ]
    body = [block for block in report.body.blocks if find_placement(block) is None]
    return [
        FactGroup(tuple(Fact(Kind.DETAIL, text, "the front sheet") for text in front if text), anchored=False),
        FactGroup(tuple(_block_facts(tuple(body), Kind.PARAGRAPH, "the report")), anchored=False,
                  tables=sum(isinstance(block, Table) for block in body)),
        # Their order in the body is the officer's to choose.
        *(_placed_facts(row) for row in paper.rows if exempt or not row.recommendation.exempt),
    ]  # fmt: skip


def _placed_facts(row: Answered) -> FactGroup:
    recommendation = row.recommendation
    owner = f"recommendation {recommendation.number}"
    reason = [Fact(Kind.PARAGRAPH, recommendation.withdrawn, owner)] if recommendation.withdrawn else []
    return FactGroup((*_prose_facts(recommendation.text, Kind.RECOMMENDATION, owner), *reason), anchored=False)


def plan_facts(plan: ActionPlan, settings: Settings) -> list[FactGroup]:
    """Return what an action plan has to hold."""
    opening = [
        Fact(Kind.DETAIL, text, "the plan")
        # Years head the priorities' tables; without a priority there is none.
        for text in (
            plan.summary_heading,
            plan.title,
            *(plan.years if plan.priorities else ()),
            *(each.name for each in plan.priorities),
        )
        if text
    ]
    return [
        FactGroup(tuple(opening), anchored=False),
        FactGroup(tuple(_prose_facts(plan.summary, Kind.PARAGRAPH, "the summary")), anchored=False),
        *(_action_facts(action, settings) for priority in plan.priorities for action in priority.actions),
    ]


def _action_facts(action: Action, settings: Settings) -> FactGroup:
    owner = f"action {action.number}"
    by = action.by
    if isinstance(by, date):
        by = format_date(by, settings.date_format, settings.language)
    details = (action.number, action.service, by)
    facts = (
        *_prose_facts(action.text, Kind.ACTION, owner),
        *(Fact(Kind.DETAIL, text, owner) for text in details if text),
        *_prose_facts(action.notes, Kind.DETAIL, owner),
    )
    return FactGroup(facts, anchored=True)


def _prose_facts(prose: Prose, kind: Kind, owner: str) -> Iterator[Fact]:
    """Yield the prose's facts; the first passage and plain paragraphs after it are of the kind given."""
    for at, fact in enumerate(_block_facts(prose.blocks, kind, owner)):
        yield (
            Fact(Kind.PARAGRAPH, fact.text, owner) if at and kind is Kind.RECOMMENDATION and fact.kind is kind else fact
        )


def _block_facts(blocks: tuple[Block, ...], kind: Kind, owner: str) -> Iterator[Fact]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield Fact(kind, block.text, owner)
            case ItemList(items, numbered):
                inside = Kind.NUMBERED if numbered else Kind.BULLET
                for item in items:
                    yield from _item_facts(item.blocks, inside, owner)
            case Table():
                for passage in find_passages((block,)):
                    yield Fact(Kind.CELL, "".join(run.text for run in passage.runs), owner)


def _item_facts(blocks: tuple[Block, ...], kind: Kind, owner: str) -> Iterator[Fact]:
    """Yield an item's facts: its first paragraph is the item, what follows belongs to it."""
    if blocks and isinstance(blocks[0], Paragraph):
        yield Fact(kind, blocks[0].text, owner)
        blocks = blocks[1:]
    yield from _block_facts(blocks, Kind.PARAGRAPH, owner)
