"""recommendations.yaml: what was scrutinised, what was recommended, and the report around it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.list_marks import find_names, find_recommendations
from cabinet_papers.matter.model import (
    Appendix,
    Author,
    Matter,
    PartOf,
    Person,
    Recommendation,
    Report,
    ResponseTexts,
    Status,
    Topic,
)
from cabinet_papers.matter.numbering import HOUSE_NUMBERING, Numbered, Numbering, find_letter
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import join_part, normalise_name
from cabinet_papers.yaml_files.columns import read_response_columns
from cabinet_papers.yaml_files.exempt_file import withhold_if_exempt
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.front_sheet import read_front_sheet
from cabinet_papers.yaml_files.joint_answers import join_answers
from cabinet_papers.yaml_files.keys import (
    APPENDIX,
    AUTHOR,
    CABINET,
    MATTER,
    PART,
    PERSON,
    RECOMMENDATION,
    REPORT,
    RESPONSE,
    SCRUTINY,
    TOPIC,
    TOPIC_SCRUTINY,
    Group,
)
from cabinet_papers.yaml_files.numbers import Numbers
from cabinet_papers.yaml_files.source import Source, is_absent, is_sentence
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING, key_opening
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping, YamlNode, YamlText, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic, Location
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


def read_matter(
    path: Path, file: str, language: str, numbering: Numbering = HOUSE_NUMBERING
) -> tuple[Matter | None, list[Diagnostic]]:
    """Return the matter and what is wrong with it; None where the file gives none at all.

    `numbering` is the council's, for a matter that has none of its own.
    """
    node, findings = read_yaml(path, file)
    if node is None:
        return None, withhold_if_exempt(path, findings)
    source = Source(file, language, findings)
    fields = Fields(source, node, MATTER)
    title = fields.text("title")
    # Where each topic has its own date, the matter's is not printed.
    body, day, lead_member = _read_scrutiny(fields, SCRUTINY, is_dated=_needs_date(fields.find("topics")))
    cabinet = Fields(source, fields.find("cabinet"), CABINET)
    response = Fields(source, fields.find("response"), RESPONSE)
    members = tuple(_read_person(source, item) for item in cabinet.items("members") if not is_absent(item))
    _look_for_offices(source, cabinet.find("members"))
    _look_for_agreed(response)
    topics = _TopicReader(fields, members, numbering).read(title, body, day)
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
        appendix_numbering=fields.choice("appendix_numbering"),
        response_texts=_read_response_texts(response),
        none_recommended=_find_none(fields),
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


def _find_none(fields: Fields) -> Location | None:
    """Return where a report, such as a cover report or a notice, says that it has no recommendations."""
    node = fields.find("recommendations")
    is_none = isinstance(node, YamlList) and not node.items and fields.group is MATTER
    return fields.place("recommendations") if is_none and fields.find("report") else None


def _needs_date(topics: YamlNode | None) -> bool:
    """Whether the report's own date is printed: there are no topics, or one that leaves out its own."""
    items = topics.items if isinstance(topics, YamlList) else ()
    return topics is None or any(
        isinstance(item, YamlMapping)
        and all(is_absent(entry.value) for entry in item.entries if get_close_matches(entry.key, ["scrutiny"]))
        for item in items
    )


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


class _Marks(NamedTuple):
    """What is said of a recommendation, or of all its parts: who answers it, why it was withdrawn, what is exempt."""

    member: str = ""
    withdrawn: str = ""
    exempt: str = ""
    exempt_answer: str = ""


class _TopicReader:
    """Reads the recommendations, under topics or not, and numbers them through the whole matter."""

    def __init__(self, fields: Fields, members: tuple[Person, ...], numbering: Numbering) -> None:
        self.fields = fields
        self.source = fields.source
        self.members = members
        self.number = 0
        self.numbers = Numbers(fields, numbering)
        self.refs: dict[str, int | None] = {}
        # The keys of those that are answered with another, by their numbers.
        self.referred: dict[int, Fields] = {}

    def read(self, title: str, body: str, day: When | None) -> tuple[Topic, ...]:
        topics = self.read_topics(title, body, day)
        self.numbers.report_twice()
        return join_answers(topics, self.referred)

    def read_topics(self, title: str, body: str, day: When | None) -> tuple[Topic, ...]:
        fields = self.fields
        if fields.find("topics") is None:
            fields.require("recommendations")
            self.numbers.begin_topic()
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
        return tuple(self.read_topic(node, body, day) for node in items)

    def read_topic(self, node: YamlNode, body: str, day: When | None) -> Topic:
        """Return one topic; `body` and `day` are the report's, for one that says nothing of its own."""
        fields = Fields(self.source, node, TOPIC)
        title = fields.text("title")
        if fields.find("scrutiny"):
            body, day, _ = _read_scrutiny(fields, TOPIC_SCRUTINY, is_dated=True)
        fields.take("recommendations")
        self.numbers.begin_topic(fields)
        member = self.read_member(fields)
        concerning = fields.text("concerning")
        return Topic(title, body, day, self.read_recommendations(fields), member, concerning)

    def read_recommendations(self, fields: Fields) -> tuple[Recommendation, ...]:
        items, node = fields.items("recommendations"), fields.find("recommendations")
        if isinstance(node, YamlList) and not node.items and not _find_none(fields):
            message = phrase("there is no recommendation in recommendations:")
            hint = phrase(
                "delete the brackets, and below recommendations: write a line for each, as in - That the Council ..."
            )
            self.source.report(codes.YML005, message, hint, fields.place("recommendations"))
        return tuple(each for node in items for each in self.read_recommendation(node))

    def read_recommendation(self, node: YamlNode) -> tuple[Recommendation, ...]:
        """Return the recommendation; of one with parts each of them."""
        fields = Fields(self.source, node, RECOMMENDATION) if isinstance(node, YamlMapping) else None
        numbered = self.numbers.give(fields)
        if fields and self.has_parts(fields):
            return self.read_parts(fields, numbered)
        return (self.read_one(node, fields, numbered),)

    def has_parts(self, fields: Fields) -> bool:
        """Whether the recommendation has parts; a list of none is a finding."""
        node = fields.find("parts")
        if isinstance(node, YamlList) and not node.items:
            hint = phrase("write its parts, as in parts: [publishes ..., reports ...], or delete parts:")
            fields.report(codes.REC016, phrase("there is no part in parts:"), hint, "parts")
        return bool(fields.items("parts"))

    def read_parts(self, fields: Fields, numbered: Numbered) -> tuple[Recommendation, ...]:
        """Return the parts of a recommendation, which have what it says of all of them unless they say it themselves.

        Their words are read behind those that lead to them.
        """
        for key in ("ref", "answered_with"):
            if fields.find(key) is not None:
                message = phrase("a recommendation with parts has no {}: of its own", Term(key))
                hint = phrase("write it in the part that it is for, as in - {text: ..., {}: ...}", Term(key))
                fields.report(codes.REC016, message, hint, key)
        text, first = fields.take("text"), self.number + 1
        lead_in = self.source.read_lines(text, Term("text")) if text else ""
        marks = self.read_marks(fields, numbered, first)
        self.numbers.take(numbered, fields, self.source.at(text) if text else fields.location)
        parts = tuple(
            self.read_part(node, PartOf(numbered, lead_in, find_letter(numbered.number, at)), marks)
            for at, node in enumerate(fields.items("parts"), 1)
        )
        self.source.keep(
            text, TextKind.RECOMMENDATION, f"recommendation {numbered.number}", first,
            exempt=all(each.exempt for each in parts), printed=numbered.number,
        )  # fmt: skip
        return parts

    def read_part(self, node: YamlNode, part: PartOf, marks: _Marks) -> Recommendation:
        fields = Fields(self.source, node, PART) if isinstance(node, YamlMapping) else None
        numbered = self.numbers.read_fixed(fields) or self.numbers.frame(part.whole.number + part.letter)
        return self.read_one(node, fields, numbered, part, marks)

    def read_one(
        self, node: YamlNode, fields: Fields | None, numbered: Numbered, part: PartOf | None = None,
        given: _Marks | None = None,
    ) -> Recommendation:  # fmt: skip
        """Return a recommendation or a part of one; `fields` are its keys, where it is more than a text."""
        self.number += 1
        name, kind = f"recommendation {numbered.number}", TextKind.PART if part else TextKind.RECOMMENDATION
        text = fields.take("text") if fields else node
        wording = self.source.read_lines(text, Term("text") if fields else phrase("a recommendation")) if text else ""
        self.source.look_for_missing_dash(
            text, key_opening(Term("text")) if fields else ITEM_OPENING, find_recommendations
        )
        place = self.source.at(text or node)
        marks = self.read_marks(fields, numbered, self.number, given) if fields else given or _Marks()
        exempt = bool(marks.exempt)
        self.source.keep(text, kind, name, self.number, exempt=exempt, printed=numbered.number)
        self.numbers.take(numbered, fields, place, is_withdrawn=bool(marks.withdrawn))
        if fields and fields.find("answered_with"):
            self.referred[self.number] = fields
        if part:
            part = part._replace(text=wording)
            wording = join_part(part.lead_in, wording)
        return Recommendation(
            self.number, read_plain_text(wording), wording, place,
            ref=self.read_ref(fields) if fields else "", numbered=numbered, part=part, **marks._asdict(),
        )  # fmt: skip

    def read_marks(self, fields: Fields, numbered: Numbered, number: int, given: _Marks | None = None) -> _Marks:
        """Return who answers it and what is exempt or withdrawn, `given` for all parts where it says nothing itself."""
        exempt = read_exempt(fields)
        self.source.keep(
            fields.find("withdrawn"), TextKind.SENTENCES,
            f"the reason why recommendation {numbered.number} was withdrawn", number,
            exempt=bool(exempt or (given and given.exempt)), printed=numbered.number,
        )  # fmt: skip
        own = _Marks(
            self.read_member(fields), self.read_withdrawn(fields), exempt, read_exempt(fields, "exempt_answer")
        )
        return own if given is None else _Marks(*(mine or theirs for mine, theirs in zip(own, given, strict=True)))

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
    body, prose = fields.find("body"), fields.markdown("body", "the report")
    author = Fields(source, fields.find("author"), AUTHOR)
    appendices = _read_appendices(fields)
    return Report(
        body=prose,
        # Findings about a paragraph of the body count lines from here.
        location=source.at(YamlText("", body.first_line, 1, 1)) if isinstance(body, YamlText) else fields.location,
        purpose=fields.paragraphs("purpose"),
        key_decision=fields.text("key_decision"),
        corporate_priority=fields.lines("corporate_priority"),
        policy_framework=fields.lines("policy_framework"),
        recommendation=fields.paragraphs("recommendation"),
        front_sheet=read_front_sheet(fields),
        appendices=appendices,
        appendices_location=fields.place("appendices"),
        author=Author(**{key: author.text(key) for key in AUTHOR.names}),
    )


def _read_response_texts(fields: Fields) -> ResponseTexts:
    """Return what is said around the tables of the response."""
    return ResponseTexts(
        front_sheet=read_front_sheet(fields),
        introduction=fields.markdown("introduction", "the introduction"),
        closing=fields.markdown("closing", "the closing text"),
        location=fields.location,
    )


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
