"""The recommendations of recommendations.yaml, under topics or not, numbered through the whole matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, one_of, phrase
from cabinet_papers.matter.list_marks import find_recommendations
from cabinet_papers.matter.model import PartOf, Person, Recommendation, Topic
from cabinet_papers.matter.numbering import Numbered, Numbering, find_letter
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.wording import join_part, normalise_name, normalise_person
from cabinet_papers.yaml_files.exempt_marks import read_exempt
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.joint_answers import join_answers
from cabinet_papers.yaml_files.keys import MATTER, PART, RECOMMENDATION, TOPIC, TOPIC_SCRUTINY
from cabinet_papers.yaml_files.numbers import Numbers
from cabinet_papers.yaml_files.people import read_scrutiny
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING, key_opening
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping, YamlNode

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Location
    from cabinet_papers.matter.when import When


# Typed in place of a reason.
WITHDRAWN = ("yes", "y", "true", "on", "x", "1", "withdrawn", "✓", "✔")


NOT_WITHDRAWN = (
    "no", "n", "false", "off", "0", "n/a", "na", "none", "nil", "null", "not withdrawn", "not", "nein", "nope", "never",
)  # fmt: skip


# Typed where it is not known yet; it is printed as the reason, and asked about.
OPEN = ("tbc", "tba", "tbd", "pending", "to be confirmed", "unknown", "perhaps", "maybe", "?")


def find_none(fields: Fields) -> Location | None:
    """Return where a report, such as a cover report or a notice, says that it has no recommendations."""
    node = fields.find("recommendations")
    is_none = isinstance(node, YamlList) and not node.items and fields.group is MATTER
    return fields.place("recommendations") if is_none and fields.find("report") else None


class _Marks(NamedTuple):
    """What is said of a recommendation, or of all its parts: who answers it, why it was withdrawn, what is exempt."""

    member: str = ""
    withdrawn: str = ""
    exempt: str = ""
    exempt_answer: str = ""


class TopicReader:
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
        """Return the topics; `title`, `body` and `day` are the matter's, for one without topics."""
        topics = self.read_topics(title, body, day)
        self.numbers.report_twice()
        return join_answers(topics, self.referred)

    def read_topics(self, title: str, body: str, day: When | None) -> tuple[Topic, ...]:
        """Return the topics, before joint answers are looked up."""
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
            body, day, _ = read_scrutiny(fields, TOPIC_SCRUTINY, is_dated=True)
        fields.take("recommendations")
        self.numbers.begin_topic(fields)
        member = self.read_member(fields)
        concerning = fields.text("concerning")
        return Topic(title, body, day, self.read_recommendations(fields), member, concerning)

    def read_recommendations(self, fields: Fields) -> tuple[Recommendation, ...]:
        """Return the recommendations of a topic; none, where the matter does not say so, is a finding."""
        items, node = fields.items("recommendations"), fields.find("recommendations")
        if isinstance(node, YamlList) and not node.items and not find_none(fields):
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
        """Return one part of a recommendation, with the marks that all of them have."""
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
        """Return the reference; one that is used twice is a finding."""
        ref = fields.text("ref")
        if ref and ref in self.refs:
            hint = phrase("it is already used at line {}; write another reference here", self.refs[ref] or 0)
            fields.report(codes.REC005, phrase('the reference "{}" is used twice', ref), hint, "ref")
        if ref:
            self.refs.setdefault(ref, fields.place("ref").line)
        return ref

    def read_member(self, fields: Fields) -> str:
        """Return the name of the member who answers, as `cabinet.members` has it; another is a finding.

        With "Cllr" in one place and "Councillor" in the other it is the same person.
        """
        member = fields.text("member")
        names = [person.name for person in self.members]
        same = (name for form in (normalise_name, normalise_person) for name in names if form(name) == form(member))
        listed = next(same, "")
        if not member or listed:
            return listed
        hint = phrase("list the members under cabinet:, as in cabinet: {date: 2025-01-14, members: [{}]}", member)
        if names:
            hint = phrase("write {}, or add the person to members: under cabinet:", one_of(names))
        message = phrase('"{}" is not one of the Cabinet Members of this matter', member)
        fields.report(codes.REC006, message, hint, "member")
        return ""
