"""recommendations.yaml: what was scrutinised, what was recommended, and the report around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.list_marks import find_names, find_recommendations
from cabinet_papers.matter.model import Appendix, Author, Matter, Person, Recommendation, Report, Status, Topic
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.yaml_files.columns import read_response_columns
from cabinet_papers.yaml_files.exempt_file import withhold_if_exempt
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import (
    APPENDIX,
    AUTHOR,
    CABINET,
    MATTER,
    PERSON,
    RECOMMENDATION,
    REPORT,
    RESPONSE,
    SCRUTINY,
    TOPIC,
    TOPIC_SCRUTINY,
    Group,
)
from cabinet_papers.yaml_files.source import Source, is_absent, is_sentence
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING, key_opening
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping, YamlNode, YamlText, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.when import When

# How the title of a Cabinet Member begins, as no name does.
OFFICE = re.compile(
    r"(?:(?:cabinet|executive|lead|deputy|portfolio|lord)\s)?(?:member|leader|holder|mayor|chair|vice)\b|cabinet\b|portfolio\b",
    re.IGNORECASE,
)
# Typed in place of a reason.
WITHDRAWN = ("yes", "y", "true", "on", "x", "1", "withdrawn", "✓", "✔")
NOT_WITHDRAWN = (
    "no", "n", "false", "off", "0", "n/a", "na", "none", "nil", "null", "not withdrawn", "not", "nein", "nope", "never",
)  # fmt: skip
# Typed where it is not known yet; it is printed as the reason, and asked about.
OPEN = ("tbc", "tba", "tbd", "pending", "to be confirmed", "unknown", "perhaps", "maybe", "?")
# In place of a paragraph where the mark has an error.
PERHAPS = "perhaps"
EXEMPT_PARAGRAPH = re.compile(r"(?:paragraphs?\s+)?(\d{1,2}[a-z]?(?:\s*(?:,|and)\s*\d{1,2}[a-z]?)*)", re.IGNORECASE)


def read_matter(path: Path, file: str, language: str) -> tuple[Matter | None, list[Diagnostic]]:
    """Return the matter and what is wrong with it; None where the file gives none at all."""
    node, findings = read_yaml(path, file)
    if node is None:
        return None, withhold_if_exempt(path, findings)
    source = Source(file, language, findings)
    fields = Fields(source, node, MATTER)
    title = fields.text("title")
    # With topics each topic has its own date, and the matter's is not printed.
    body, day, lead_member = _read_scrutiny(fields, SCRUTINY, is_dated=fields.find("topics") is None)
    cabinet = Fields(source, fields.find("cabinet"), CABINET)
    response = Fields(source, fields.find("response"), RESPONSE)
    members = tuple(_read_person(source, item) for item in cabinet.items("members") if not is_absent(item))
    _look_for_offices(source, cabinet.find("members"))
    _look_for_agreed(response)
    topics = _TopicReader(fields, members).read(title, body, day)
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
        report=_read_report(source, fields.find("report")),
        status=Status(response.choice("status")),
        due=response.when("due"),
        due_location=response.place("due"),
        reopened=response.text("reopened"),
        answer_to_all=response.text("all"),
        answer_to_all_location=response.place("all"),
        added=_read_added(response),
        concerning=fields.text("concerning"),
        columns=read_response_columns(response, "columns"),
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


def _read_scrutiny(fields: Fields, group: Group, *, is_dated: bool) -> tuple[str, When | None, Person | None]:
    node = fields.take("scrutiny")
    if node is None:
        return "", None, None
    scrutiny = Fields(fields.source, node, group)
    lead = scrutiny.find("lead_member")
    body, day = scrutiny.text("body"), scrutiny.when("date", is_required=is_dated)
    return body, day, _read_person(fields.source, lead) if lead else None


def _read_person(source: Source, node: YamlNode) -> Person:
    if isinstance(node, YamlText):
        source.keep(node, TextKind.NAME, "name")
        source.look_for_missing_dash(node, ITEM_OPENING, find_names)
        return Person(source.read_text(node, phrase("a person")), location=source.at(node))
    fields = Fields(source, node, PERSON)
    return Person(fields.text("name"), fields.text("title"), fields.place("title"))


def _look_for_offices(source: Source, members: YamlNode | None) -> None:
    """Report the title of a member that a comma within brackets has made a member of its own."""
    for item in members.items[1:] if isinstance(members, YamlList) and members.brackets else ():
        if isinstance(item, YamlText) and OFFICE.match(item.value):
            message = phrase('"{}" has become a separate item, because of the comma before it', item.value)
            hint = phrase(
                "delete the square brackets, and write each member on a line of its own, as in "
                "- {name: ..., title: ...}"
            )
            source.report_value(codes.YML017, message, hint, item)


class _TopicReader:
    """Reads the recommendations, under topics or not, and numbers them through the whole matter."""

    def __init__(self, fields: Fields, members: tuple[Person, ...]) -> None:
        self.fields = fields
        self.source = fields.source
        self.members = members
        self.number = 0
        self.refs: dict[str, int | None] = {}

    def read(self, title: str, body: str, day: When | None) -> tuple[Topic, ...]:
        fields = self.fields
        if fields.find("topics") is None:
            fields.require("recommendations")
            return (Topic(title, body, day, self.read_recommendations(fields), concerning=fields.text("concerning")),)
        if fields.find("recommendations") is not None:
            message = phrase("there are topics:, but also recommendations that are in none of them")
            hint = phrase("move these recommendations to those of a topic, and delete recommendations: here")
            self.source.report(codes.REC007, message, hint, fields.keys["recommendations"])
        items, node = fields.items("topics"), fields.find("topics")
        if isinstance(node, YamlList) and not node.items:
            hint = phrase(
                "delete the brackets, and below topics: write a line for each topic, as in "
                "- {title: ..., scrutiny: {body: ..., date: ...}, recommendations: [...]}"
            )
            self.source.report(codes.YML005, phrase("there is no topic in topics:"), hint, fields.place("topics"))
        return tuple(self.read_topic(node) for node in items)

    def read_topic(self, node: YamlNode) -> Topic:
        fields = Fields(self.source, node, TOPIC)
        title = fields.text("title")
        body, day, _ = _read_scrutiny(fields, TOPIC_SCRUTINY, is_dated=True)
        fields.take("recommendations")
        member = self.read_member(fields)
        concerning = fields.text("concerning")
        return Topic(title, body, day, self.read_recommendations(fields), member, concerning)

    def read_recommendations(self, fields: Fields) -> tuple[Recommendation, ...]:
        items, node = fields.items("recommendations"), fields.find("recommendations")
        if isinstance(node, YamlList) and not node.items:
            message = phrase("there is no recommendation in recommendations:")
            hint = phrase(
                "delete the brackets, and below recommendations: write a line for each, as in - That the Council ..."
            )
            self.source.report(codes.YML005, message, hint, fields.place("recommendations"))
        return tuple(self.read_recommendation(node) for node in items)

    def read_recommendation(self, node: YamlNode) -> Recommendation:
        self.number += 1
        place = self.source.at(node)
        if not isinstance(node, YamlMapping):
            wording = self.source.read_lines(node, phrase("a recommendation"))
            self.source.look_for_missing_dash(node, ITEM_OPENING, find_recommendations)
            self.source.keep(node, TextKind.RECOMMENDATION, f"recommendation {self.number}", self.number)
            return Recommendation(self.number, read_plain_text(wording), wording, place)
        fields = Fields(self.source, node, RECOMMENDATION)
        text = fields.take("text")
        wording = self.source.read_lines(text, Term("text")) if text else ""
        self.source.look_for_missing_dash(text, key_opening(Term("text")), find_recommendations)
        exempt = read_exempt(fields)
        name = f"recommendation {self.number}"
        self.source.keep(text, TextKind.RECOMMENDATION, name, self.number, exempt=bool(exempt))
        self.source.keep(
            fields.find("withdrawn"), TextKind.SENTENCES, f"the reason why {name} was withdrawn", self.number,
            exempt=bool(exempt),
        )  # fmt: skip
        return Recommendation(
            self.number,
            read_plain_text(wording),
            wording,
            self.source.at(text) if text else place,
            ref=self.read_ref(fields),
            member=self.read_member(fields),
            withdrawn=self.read_withdrawn(fields),
            exempt=exempt,
            exempt_answer=read_exempt(fields, "exempt_answer"),
        )

    def read_withdrawn(self, fields: Fields) -> str:
        """Return why the recommendation was withdrawn; a mere yes or no is a finding."""
        typed = fields.lines("withdrawn")
        word = typed.casefold().strip(" .!")
        if not typed or not (word in (*NOT_WITHDRAWN, *WITHDRAWN, *OPEN) or not re.search(r"\w", word)):
            return typed
        message = phrase('withdrawn: "{}" is not a reason, but would be printed as one', typed)
        hint = phrase('write why it was withdrawn; if it was not, delete withdrawn: and "{}"', typed)
        fields.report(codes.REC011, message, hint, "withdrawn")
        return typed if word in (*WITHDRAWN, *OPEN) else ""

    def read_ref(self, fields: Fields) -> str:
        ref = fields.text("ref")
        if ref and ref in self.refs:
            hint = phrase("it is already used at line {}; write another reference here", self.refs[ref] or 0)
            fields.report(codes.REC005, phrase('the reference "{}" is used twice', ref), hint, "ref")
        if ref:
            self.refs.setdefault(ref, fields.place("ref").line)
        return ref

    def read_member(self, fields: Fields) -> str:
        member = fields.text("member")
        names = [person.name for person in self.members]
        listed = next((name for name in names if normalise_name(name) == normalise_name(member)), "")
        if not member or listed:
            return listed
        hint = phrase("list the members under cabinet:, as in cabinet: {date: 2025-01-14, members: [{}]}", member)
        if names:
            hint = phrase("write {}, or add the person to members: under cabinet:", one_of(names))
        message = phrase('"{}" is not one of the Cabinet Members of this matter', member)
        fields.report(codes.REC006, message, hint, "member")
        return ""


def read_exempt(fields: Fields, key: str = "exempt") -> str:
    """Return the paragraph of Schedule 12A that the key names, "" if there is none."""
    typed = fields.text(key)
    if fields.is_empty(key):
        message = phrase('"{}" does not say which paragraph of Schedule 12A applies', Term(key))
        hint = phrase(
            "write the paragraph's number, as in {}: 3; if this may be published, delete {}: and nothing else",
            Term(key),
            Term(key),
        )
        fields.source.report(codes.REC012, message, hint, fields.keys[key], length=len(key))
    if not typed:
        # Where the mark has an error the text counts as exempt until it is corrected.
        return PERHAPS if key in fields.keys or fields.is_perhaps_exempt else ""
    if found := EXEMPT_PARAGRAPH.fullmatch(typed):
        return found[1]
    message = phrase('{}: "{}" does not name a paragraph of Schedule 12A', Term(key), typed)
    fields.report(codes.YML011, message, phrase("write the paragraph's number, as in {}: 3", Term(key)), key)
    # The text must not slip into a public paper.
    return typed


def _read_report(source: Source, node: YamlNode | None) -> Report | None:
    if node is None:
        return None
    fields = Fields(source, node, REPORT)
    body = fields.take("body")
    author = Fields(source, fields.find("author"), AUTHOR)
    source.keep(body, TextKind.MARKDOWN, "the report")
    appendices = _read_appendices(fields)
    return Report(
        body=source.read_markdown(body) if isinstance(body, YamlText) else _no_body(source, body),
        # Findings about a paragraph of the body count lines from here.
        location=source.at(YamlText("", body.first_line, 1, 1)) if isinstance(body, YamlText) else fields.location,
        purpose=fields.lines("purpose"),
        key_decision=fields.text("key_decision"),
        corporate_priority=fields.lines("corporate_priority"),
        policy_framework=fields.lines("policy_framework"),
        recommendation=fields.lines("recommendation"),
        appendices=appendices,
        appendices_location=fields.place("appendices"),
        author=Author(**{key: author.text(key) for key in AUTHOR.names}),
    )


def _no_body(source: Source, node: YamlNode | None) -> Prose:
    if node is not None:
        source.read_text(node, Term("body"))
    return Prose()


def _read_appendices(fields: Fields) -> tuple[Appendix, ...] | None:
    node = fields.find("appendices")
    if node is None:
        return None
    read = (_read_appendix(fields.source, item) for item in fields.items("appendices"))
    return tuple(each for each in read if each.title or each.is_response)


def _read_appendix(source: Source, node: YamlNode) -> Appendix:
    if isinstance(node, YamlText) and node.value.strip().casefold() == "response":
        return Appendix("", is_response=True)
    if not isinstance(node, YamlMapping) or is_sentence(node):
        source.keep(node, TextKind.TITLE, "an appendix")
        source.look_for_missing_dash(node, ITEM_OPENING, find_names)
        return Appendix(" ".join(source.read_text(node, phrase("an item of appendices")).split("\n")))
    fields = Fields(source, node, APPENDIX)
    exempt = read_exempt(fields)
    source.keep(fields.find("title"), TextKind.TITLE, "an appendix", exempt=bool(exempt))
    return Appendix(fields.text("title"), exempt)
