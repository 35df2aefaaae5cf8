"""Lists what people wrote for a document, in order, so that the finished document can be searched for it."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.columns import (
    COMMENT,
    DECISION,
    MEMBER,
    OF_PROGRAM,
    RECOMMENDATION,
    REF,
    Column,
    find_column,
)
from cabinet_papers.matter.details import ADDITIONS, CONCERNING, PLACED, ROW, TOPIC_TITLE, detail_of
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.pairing import name_member
from cabinet_papers.matter.parts import join_parts
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.prose import Block, Heading, ItemList, Paragraph, Prose, Quotation, Table, find_placement
from cabinet_papers.papers.expected_parts import Expected, ExpectedGroup, ExpectedKind, Layout, Part, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cabinet_papers.matter.answered import Answered, AnsweredTopic, Paper
    from cabinet_papers.matter.model import FrontRow, Matter, Person, Recommendation, Report, Response
    from cabinet_papers.matter.settings import Settings

RESPONSE = phrase("the response")
# Sentences of the house that name the Scrutiny Committee whichever body made the recommendations.
HOUSE_TITLES = tuple(
    f"{draft} response to recommendations of the Scrutiny Committee" for draft in ("Draft Cabinet", "Cabinet")
)


# The fields of a report that its front sheet prints, and those of them that may have bullets, by what prints them.
OF_THE_REPORT = ("key_decision", "corporate_priority", "policy_framework")
WITH_BULLETS = {"purpose": "purpose_text", "recommendation": "recommendation_points"}
# The heading of the owners' column where the plan names no other.


def expect_in_response(paper: Paper, settings: Settings, *, exempt: bool) -> list[Section]:
    """Return what a draft or agreed response has to hold, topic by topic."""
    matter = paper.matter
    sections = [_expect_topic(topic, settings, exempt=exempt, headed=matter.has_topics) for topic in paper.topics]
    if matter.status is not Status.AGREED:
        sections = [section._replace(house=HOUSE_TITLES) for section in sections]
    answering = {person for topic in paper.topics for person in topic.members}
    body = {"body": matter.body} if matter.has_topics else {}
    people = (_expect_person(each, "members", RESPONSE) for each in matter.members if each in answering)
    texts = matter.response_texts
    # Before the topics' titles and dates, which may be words of such a row.
    front = Section(details=tuple(_expect_front_rows(texts.front_sheet, RESPONSE)))
    details = (*list_details(body, RESPONSE), *chain(*people))
    around = [_expect_around(name, getattr(texts, name)) for name in ("introduction", "closing")]
    return [around[0], front, *sections, Section(details=details), around[1]]


def _expect_around(name: str, prose: Prose) -> Section:
    """Return a text of the matter's own before or after the tables of the response."""
    facts = of_detail(expect_prose(prose, ExpectedKind.PARAGRAPH, phrase("the {} of the response", Term(name))), name)
    tables = sum(isinstance(block, Table) for block in prose.blocks)
    return Section((ExpectedGroup((Part(facts),), tables=tables),) if facts else (), is_around=True)


def _expect_front_rows(rows: Iterable[FrontRow], owner: Message) -> Iterator[Expected]:
    for row in rows:
        yield from list_details({"front_sheet.label": row.label, "front_sheet.value": row.value}, owner)


def _expect_person(person: Person, path: str, owner: Message) -> tuple[Expected, ...]:
    return list_details({f"{path}.name": person.name, f"{path}.title": person.title}, owner)


def _expect_topic(answered: AnsweredTopic, settings: Settings, *, exempt: bool, headed: bool) -> Section:
    """Return what the preamble and the table of a topic hold; one of several has its title as a heading too."""
    topic = answered.topic
    owner = phrase('the topic "{}"', topic.title) if headed else RESPONSE
    date_of = print_date(topic.date, settings)
    of_preamble = CONCERNING.path if topic.concerning else TOPIC_TITLE
    named = {of_preamble: topic.concerning or topic.title}
    details = list_details({**named, "topics.body": topic.body, "topics.date": date_of}, owner)
    if headed:
        details = (*list_details({TOPIC_TITLE: topic.title}, owner), *details)
    rows = (row for row in answered.rows if exempt or not row.recommendation.exempt)
    added = (
        of_detail(expect_prose(each, ExpectedKind.ADDITION, phrase("Cabinet")), ADDITIONS) for each in answered.added
    )
    groups = (_expect_answered(row, name_member(answered, row), settings, exempt=exempt) for row in rows)
    every = (*groups, *(ExpectedGroup((Part(facts),)) for facts in added))
    return Section(every, details, headings=_name_headings(settings.response_columns))


def _name_headings(columns: Iterable[Column]) -> tuple[tuple[str, str], ...]:
    """Return the headings that the council has for the program's columns, each with our own."""
    usual = {each.name: each.heading for each in OF_PROGRAM}
    return tuple((each.heading, usual[each.name]) for each in columns if each.name in usual)


def _expect_answered(row: Answered, member: str, settings: Settings, *, exempt: bool) -> ExpectedGroup:
    recommendation = row.recommendation
    response = row.response if exempt or not recommendation.answer_is_exempt else None
    owner = phrase("recommendation {}", recommendation.printed)
    parts = [Part(expect_prose(recommendation.text, ExpectedKind.RECOMMENDATION, owner), RECOMMENDATION.heading)]
    tables = 0
    if recommendation.withdrawn:
        parts.append(Part(_expect_line(ExpectedKind.PARAGRAPH, recommendation.withdrawn, owner), COMMENT.heading))
    elif response:
        if response.decision:
            parts.append(Part((Expected(ExpectedKind.ANSWER, response.decision.word, owner),), DECISION.heading))
        if row.answered_with:
            parts.append(Part(list_details({f"{ROW}.answered_with": row.answered_with.printed}, owner)))
        else:
            parts += _expect_words(response, settings, owner)
            tables = sum(isinstance(block, Table) for block in response.comment.blocks)
    for column, text in ((REF, recommendation.ref), (MEMBER, member)):
        if find_column(settings.asked_for, column):
            parts.append(Part(list_details({detail_of(column).path: text}, owner)))
    number = number_fact(recommendation.printed, owner, f"{ROW}.numbered")
    never_blank = () if (response and response.decision) or settings.decision_column is None else (DECISION.heading,)
    return ExpectedGroup(without_empty(parts), True, number, tables, never_blank)


def _expect_words(response: Response, settings: Settings, owner: Message) -> Iterator[Part]:
    """Yield what was answered beside the decision."""
    yield Part(expect_prose(response.comment, ExpectedKind.PARAGRAPH, owner), COMMENT.heading)
    for column in settings.further_columns:
        facts = expect_prose(response.further.get(column.name, Prose()), ExpectedKind.DETAIL, owner)
        yield Part(of_detail(facts, detail_of(column).path), column.heading)


def expect_in_report(paper: Paper, settings: Settings, *, exempt: bool) -> list[Section]:
    """Return what a scrutiny report has to hold."""
    matter, report = paper.matter, paper.matter.report
    if report is None:
        return []
    by_printed = matter.by_printed
    groups: list[ExpectedGroup] = []
    for placed, blocks in groupby(report.body.blocks, lambda block: by_printed.get(find_placement(block) or "", ())):
        if placed:
            whole = join_parts(placed)
            shown = [whole] if whole else [each for each in placed if exempt or not each.exempt]
            groups += [_expect_placed(each) for _ in blocks for each in shown]
        else:
            groups.append(prose_group(Prose(tuple(blocks)), phrase("the report")))
    front = _front_sheet(matter, report, settings, exempt=exempt)
    return [Section(tuple(groups), front, HOUSE_TITLES)]


def _front_sheet(matter: Matter, report: Report, settings: Settings, *, exempt: bool) -> tuple[Expected, ...]:
    """Return what is printed before the body of a scrutiny report."""
    owner = phrase("the front sheet")
    texts = {
        "title": matter.title,
        "body": matter.body,
        "date": print_date(matter.cabinet_date, settings, settings.front_sheet_format),
        **{name: getattr(report, name) for name in OF_THE_REPORT},
        **{f"author.{name}": text for name, text in report.author._asdict().items()},
        # Where a council's template has their lines as typed, a bullet is a sign before the same words.
        **{path: read_plain_text(getattr(report, name)).text for name, path in WITH_BULLETS.items()},
    }
    people = [("members", each) for each in matter.members]
    people += [("lead_member", matter.lead_member)] if matter.lead_member else []
    appendices = (each.title for each in report.appendices or () if exempt or not each.exempt)
    return (
        *list_details(texts, owner),
        *_expect_front_rows(report.front_sheet, owner),
        *chain(*(_expect_person(person, path, owner) for path, person in people)),
        *chain(*(list_details({"appendices.title": title}, owner) for title in appendices)),
    )


def _expect_line(kind: ExpectedKind, text: str, owner: Message) -> tuple[Expected, ...]:
    """Return a fact for each line of the text: each is a paragraph of its own."""
    return tuple(Expected(kind, line, owner) for line in text.split("\n") if line)


def _expect_placed(recommendation: Recommendation) -> ExpectedGroup:
    owner = phrase("recommendation {}", recommendation.printed)
    parts = [Part(expect_prose(recommendation.text, ExpectedKind.RECOMMENDATION, owner))]
    if recommendation.withdrawn:
        parts.append(Part(_expect_line(ExpectedKind.PARAGRAPH, recommendation.withdrawn, owner)))
    return ExpectedGroup(without_empty(parts), number=number_fact(recommendation.printed, owner, f"{PLACED}.number"))


def leave_out(sections: Iterable[Section], paths: Collection[str]) -> list[Section]:
    """Return what a document has to hold if its template does not print the details with these paths."""
    return [_leave_out_of(section, paths) for section in sections] if paths else list(sections)


def lay_out(sections: Iterable[Section], layout: Layout) -> list[Section]:
    """Return what a document has to hold if its template lays out the answers so."""
    if layout == Layout():
        return list(sections)
    return [
        section._replace(
            groups=tuple(group._replace(in_block=group.in_row and not layout.is_in_rows) for group in section.groups),
            is_apart=not layout.is_by_topic,
        )
        for section in sections
    ]


def _leave_out_of(section: Section, paths: Collection[str]) -> Section:
    groups = [
        group._replace(
            parts=tuple(part for part in group.parts if part.facts[0].path not in paths),
            number=group.number if group.number and group.number.path not in paths else None,
        )
        for group in section.groups
    ]
    details = tuple(fact for fact in section.details if fact.path not in paths)
    return section._replace(groups=tuple(group for group in groups if group.parts), details=details)


def number_fact(number: int | str, owner: Message, path: str) -> Expected:
    """Return the number before a part, or in its row."""
    return Expected(ExpectedKind.DETAIL, str(number), owner, path=path)


def list_details(texts: Mapping[str, str], owner: Message) -> tuple[Expected, ...]:
    """Return the texts by the paths of their details."""
    return tuple(
        fact for path, text in texts.items() for fact in of_detail(_expect_line(ExpectedKind.DETAIL, text, owner), path)
    )


def of_detail(facts: tuple[Expected, ...], path: str) -> tuple[Expected, ...]:
    """Return the facts as those of a detail."""
    return tuple(fact._replace(path=path) for fact in facts)


def without_empty(parts: list[Part]) -> tuple[Part, ...]:
    """Return the parts that hold something."""
    return tuple(part for part in parts if part.facts)


def prose_group(prose: Prose, owner: Message) -> ExpectedGroup:
    """Return a text of paragraphs with its tables."""
    tables = sum(isinstance(block, Table) for block in prose.blocks)
    return ExpectedGroup((Part(expect_prose(prose, ExpectedKind.PARAGRAPH, owner)),), tables=tables)


def expect_prose(prose: Prose, kind: ExpectedKind, owner: Message) -> tuple[Expected, ...]:
    """Return the prose's facts; plain paragraphs are of the kind given, of what is counted only the first."""
    facts = list(_expect_block(prose.blocks, kind, owner))
    if kind in (ExpectedKind.RECOMMENDATION, ExpectedKind.ADDITION):
        facts[1:] = [fact._replace(kind=ExpectedKind.PARAGRAPH) if fact.kind is kind else fact for fact in facts[1:]]
    return tuple(facts)


def _expect_block(blocks: tuple[Block, ...], kind: ExpectedKind, owner: Message) -> Iterator[Expected]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield Expected(kind, block.text, owner)
            case ItemList(items, numbered):
                inside = ExpectedKind.NUMBERED if numbered else ExpectedKind.BULLET
                for item in items:
                    yield from _expect_item(item.blocks, inside, owner)
            case Quotation(quoted):
                yield from _expect_block(quoted, ExpectedKind.PARAGRAPH, owner)
            case Table(rows):
                for row, cells in enumerate(rows, 1):
                    for column, cell in enumerate(cells, 1):
                        yield from (Expected(ExpectedKind.CELL, each.text, owner, (row, column)) for each in cell)


def _expect_item(blocks: tuple[Block, ...], kind: ExpectedKind, owner: Message) -> Iterator[Expected]:
    """Yield an item's facts: its first paragraph is the item, what follows belongs to it."""
    if blocks and isinstance(blocks[0], Paragraph):
        yield Expected(kind, blocks[0].text, owner)
        blocks = blocks[1:]
    yield from _expect_block(blocks, ExpectedKind.PARAGRAPH, owner)
