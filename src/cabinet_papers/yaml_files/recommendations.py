"""recommendations.yaml: what was scrutinised, what was recommended, and the report around it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.form_words import NO_WORDS
from cabinet_papers.matter.list_marks import find_recommendations
from cabinet_papers.matter.model import Matter, ResponseTexts, Status, Topic
from cabinet_papers.matter.numbering import HOUSE_NUMBERING, Numbering
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.yaml_files.columns import read_response_columns
from cabinet_papers.yaml_files.exempt_file import withhold_if_exempt
from cabinet_papers.yaml_files.exempt_marks import PERHAPS
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.front_sheet import read_front_sheet
from cabinet_papers.yaml_files.keys import CABINET, MATTER, RESPONSE, SCRUTINY
from cabinet_papers.yaml_files.people import look_for_offices, read_members, read_scrutiny
from cabinet_papers.yaml_files.reports import read_report
from cabinet_papers.yaml_files.source import Source, is_absent
from cabinet_papers.yaml_files.topics import TopicReader, find_none
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping, YamlNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic


def read_matter(
    path: Path,
    file: str,
    language: str,
    numbering: Numbering = HOUSE_NUMBERING,
    words: Mapping[str, str] = NO_WORDS,
) -> tuple[Matter | None, list[Diagnostic]]:
    """Return the matter and what is wrong with it; None where the file gives none at all.

    `numbering` is the council's, for a matter that has none of its own; `words` are those of its response sheets.
    """
    node, findings = read_yaml(path, file)
    if node is None:
        return None, withhold_if_exempt(path, findings)
    source = Source(file, language, findings)
    fields = Fields(source, node, MATTER)
    title = fields.text("title")
    # Where each topic has its own date, the matter's is not printed.
    body, day, lead_member = read_scrutiny(fields, SCRUTINY, is_dated=_needs_date(fields.find("topics")))
    cabinet = Fields(source, fields.find("cabinet"), CABINET)
    response = Fields(source, fields.find("response"), RESPONSE)
    members = read_members(source, [item for item in cabinet.items("members") if not is_absent(item)])
    look_for_offices(source, cabinet.find("members"))
    _look_for_agreed(response)
    topics = TopicReader(fields, members, numbering).read(title, body, day)
    matter = Matter(
        title=title,
        body=body,
        date=day,
        topics=topics,
        has_topics=fields.find("topics") is not None,
        location=fields.location,
        lead_member=lead_member,
        cabinet_date=cabinet.when("date"),
        cabinet_location=cabinet.place("date"),
        members=members,
        report=read_report(source, fields.find("report")),
        status=Status(response.choice("status")),
        due=response.when("due"),
        due_location=response.place("due"),
        reopened=response.text("reopened"),
        answer_to_all=response.text("all"),
        answer_to_all_location=response.place("all"),
        added=_read_added(response),
        concerning=fields.text("concerning"),
        appendix_numbering=fields.choice("appendix_numbering"),
        response_texts=_read_response_texts(response),
        none_recommended=find_none(fields),
        columns=read_response_columns(response, "columns", words),
        typed_texts=source.list_typed_texts(),
    )
    if source.is_perhaps_exempt:
        matter = matter._replace(topics=tuple(map(_mark_exempt, matter.topics)))
    return matter, withhold_if_exempt(path, source.findings)


def _read_added(response: Fields) -> tuple[Prose, ...]:
    """Return what Cabinet added."""
    source = response.source
    items = response.items("added")
    texts = [source.read_lines(item, phrase("an item of added")) for item in items]
    for at, item in enumerate(items, 1):
        source.look_for_missing_dash(item, ITEM_OPENING, find_recommendations)
        source.keep(item, TextKind.RECOMMENDATION, f"addition {at}")
    return tuple(read_plain_text(text) for text in texts if text)


def _look_for_agreed(response: Fields) -> None:
    """Report what only an agreed response may have in one that is a draft."""
    given = [key for key in ("all", "added") if response.find(key) is not None]
    if not given or Status(response.choice("status")) is Status.AGREED:
        return
    first, *others = map(Term, given)
    message = phrase("{}: is what Cabinet agreed, but this response is a draft", first)
    rest = phrase("delete {}: and what follows it", first)
    if others:
        message = phrase("{}: and {}: are what Cabinet agreed, but this response is a draft", first, *others)
        rest = phrase("delete {}: and {}: and what follows them", first, *others)
    agree = phrase("write status: agreed below response:")
    if response.find("status") is not None:
        agree = phrase("change status: draft to status: agreed")
    response.report(codes.RES030, message, phrase("once Cabinet has agreed, {}; until then {}", agree, rest), given[0])


def _mark_exempt(topic: Topic) -> Topic:
    """Return the topic with every recommendation marked: so their answers are not quoted either."""
    marked = (each._replace(exempt=each.exempt or PERHAPS) for each in topic.recommendations)
    return topic._replace(recommendations=tuple(marked))


def _needs_date(topics: YamlNode | None) -> bool:
    """Whether the report's own date is printed: there are no topics, or one that leaves out its own."""
    items = topics.items if isinstance(topics, YamlList) else ()
    return topics is None or any(
        isinstance(item, YamlMapping)
        and all(is_absent(entry.value) for entry in item.entries if get_close_matches(entry.key, ["scrutiny"]))
        for item in items
    )


def _read_response_texts(fields: Fields) -> ResponseTexts:
    """Return what is said around the tables of the response."""
    return ResponseTexts(
        front_sheet=read_front_sheet(fields),
        introduction=fields.markdown("introduction", "the introduction"),
        closing=fields.markdown("closing", "the closing text"),
        location=fields.location,
    )
