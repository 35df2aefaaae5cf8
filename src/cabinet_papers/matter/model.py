"""The facts of a matter as people wrote them, typed: what was recommended, answered and planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.findings.message import Term
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.numbering import Numbered, fold_number, write_count
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.typed_text import TypedText
from cabinet_papers.matter.vocabulary import Decision
from cabinet_papers.matter.when import When


class Status(StrEnum):
    """Where a response stands: put to Cabinet as a draft, or agreed by it."""

    DRAFT = "draft"
    AGREED = "agreed"


class Person(NamedTuple):
    """A councillor as named in one paper, with the title used there, and its place."""

    name: str
    title: str = ""
    location: Location | None = None


class Author(NamedTuple):
    """Who wrote the report; an empty field prints no row."""

    name: str = ""
    job_title: str = ""
    service: str = ""
    telephone: str = ""
    email: str = ""


def name_appendix(at: int, numbering: str) -> str:
    """Return the letter of the appendix at a place from 0: A, B, ... Z, AA; its figure if `numbering` is 1."""
    return write_count(at + 1, numbering)


class PartOf(NamedTuple):
    """Of which recommendation another is a part: its number and the words that lead to its parts.

    `letter` is what the part adds to the number, `text` what it adds to the words.
    """

    whole: Numbered
    lead_in: str
    letter: str
    text: str = ""


class Recommendation(NamedTuple):
    """One recommendation, or one part of it.

    `number` counts through the whole matter from 1, and is what it is known by; `printed` is what people call it.
    `wording` is the text as typed; that of a part begins with what leads to it. `answered_with` is the number of the
    one whose answer is its own too, 0 where it has one of its own. `exempt` and `exempt_answer` are the paragraph of
    Schedule 12A under which it, or its answer alone, is not for publication. `others` are asked too, each in a sheet of
    its own; `beside` is what else a sheet shows of it, by the names of columns that are only read. Its words, and what
    is beside them, were `earlier` and `was_beside` before.
    """

    number: int
    text: Prose
    wording: str
    location: Location
    ref: str = ""
    member: str = ""
    withdrawn: str = ""
    exempt: str = ""
    exempt_answer: str = ""
    numbered: Numbered | None = None
    part: PartOf | None = None
    answered_with: int = 0
    others: tuple[str, ...] = ()
    beside: Mapping[str, str] = MappingProxyType({})
    earlier: tuple[str, ...] = ()
    was_beside: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def printed(self) -> Term:
        """Its number without the signs around it, as people say it: 1, R1, 2.1, 1a."""
        return Term(self.numbered.number if self.numbered else self.number)

    @property
    def label(self) -> str:
        """Its number as it stands before its words: 1. or (1)."""
        return self.numbered.label if self.numbered else f"{self.number}."

    @property
    def whole(self) -> str:
        """The number of the recommendation that it is a part of, "" if it is none."""
        return self.part.whole.number if self.part else ""

    @property
    def lead_in(self) -> str:
        """The words that it shares with the other parts of its recommendation."""
        return self.part.lead_in if self.part else ""

    @property
    def answer_is_exempt(self) -> bool:
        """Whether its answer is not for publication."""
        return bool(self.exempt or self.exempt_answer)

    @property
    def needs_answer(self) -> bool:
        """Whether a Cabinet Member is asked for a response to it, in a row of its own."""
        return not (self.withdrawn or self.answered_with)


def list_by_printed(recommendations: Iterable[Recommendation]) -> dict[str, tuple[Recommendation, ...]]:
    """Return the recommendations by their printed numbers, as these are compared; that of a whole has all its parts."""
    found: dict[str, tuple[Recommendation, ...]] = {}
    for each in recommendations:
        whole = (fold_number(each.part.whole.number),) if each.part else ()
        for name in (*whole, fold_number(each.printed)):
            found[name] = (*found.get(name, ()), each)
    return found


class Topic(NamedTuple):
    """What was scrutinised, by which body and when, with the recommendations that came of it.

    `date` is None only where a finding of error severity says so; such a matter is never printed.
    """

    title: str
    body: str
    date: When | None
    recommendations: tuple[Recommendation, ...]
    member: str = ""
    concerning: str = ""


class Appendix(NamedTuple):
    """An appendix of a report, and the paragraph of Schedule 12A under which it is not for publication, or "".

    That of the Cabinet response has no title of its own.
    """

    title: str
    exempt: str = ""
    is_response: bool = False


class FrontRow(NamedTuple):
    """A further row of a front sheet; `location` is that of its label."""

    label: str
    value: str
    location: Location


class Report(NamedTuple):
    """What a scrutiny report has beside its recommendations. `appendices` is None where the key is absent.

    `purpose` and `recommendation` are read as a Comment is: a line is a paragraph or a bullet.
    """

    body: Prose
    location: Location
    purpose: str = ""
    key_decision: str = ""
    corporate_priority: str = ""
    policy_framework: str = ""
    recommendation: str = ""
    appendices: tuple[Appendix, ...] | None = None
    appendices_location: Location | None = None
    author: Author = Author()
    front_sheet: tuple[FrontRow, ...] = ()

    @property
    def response_place(self) -> int:
        """The place of the Cabinet response among the appendices, from 0; the first where it is not listed."""
        return next((at for at, each in enumerate(self.appendices or ()) if each.is_response), 0)


class ResponseTexts(NamedTuple):
    """What a matter says itself in its response: rows of the front sheet, and texts around the tables."""

    front_sheet: tuple[FrontRow, ...] = ()
    introduction: Prose = Prose()
    closing: Prose = Prose()
    location: Location | None = None


class Matter(NamedTuple):
    """One recommendations.yaml. Without `topics:` it is its own only topic; `typed_texts` are all its texts.

    `none_recommended` is where it says that there are no recommendations, as in a cover report or a notice.
    `answer_to_all` is Cabinet's one word for every recommendation without a decision of its own, or ""; `added` is what
    Cabinet agreed beside the recommendations. A draft that has either is reported as an error.
    `columns` is its own table of answers, () where the council's applies. `edition` tells what has no date, such as the
    actions of a plan, from others of its title.
    """

    title: str
    body: str
    date: When | None
    topics: tuple[Topic, ...]
    has_topics: bool
    location: Location
    lead_member: Person | None = None
    cabinet_date: When | None = None
    cabinet_location: Location | None = None
    members: tuple[Person, ...] = ()
    report: Report | None = None
    status: Status = Status.DRAFT
    due: When | None = None
    due_location: Location | None = None
    reopened: str = ""
    answer_to_all: str = ""
    answer_to_all_location: Location | None = None
    added: tuple[Prose, ...] = ()
    typed_texts: tuple[TypedText, ...] = ()
    concerning: str = ""
    appendix_numbering: str = ""
    response_texts: ResponseTexts = ResponseTexts()
    none_recommended: Location | None = None
    columns: tuple[Column, ...] = ()
    edition: str = ""

    @property
    def told_by(self) -> When | str | None:
        """What distinguishes it from others of its title: its date, or its edition."""
        return self.date or self.edition or None

    def name_appendix(self, at: int, settings: Settings) -> str:
        """Return the letter or figure of the appendix at a place from 0, as the matter or else the council counts."""
        return name_appendix(at, self.appendix_numbering or settings.appendix_numbering)

    def name_response(self, settings: Settings) -> str:
        """Return the letter or figure of the Cabinet response as an appendix of the report."""
        return self.name_appendix(self.report.response_place if self.report else 0, settings)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation in the order of its number."""
        return tuple(each for topic in self.topics for each in topic.recommendations)

    @property
    def by_printed(self) -> dict[str, tuple[Recommendation, ...]]:
        """The recommendations by their printed numbers, as `list_by_printed` gives them."""
        return list_by_printed(self.recommendations)

    @property
    def joined(self) -> dict[int, tuple[Recommendation, ...]]:
        """The recommendations that are answered with another, by the number of that one."""
        found: dict[int, tuple[Recommendation, ...]] = {}
        for each in self.recommendations:
            if each.answered_with:
                found[each.answered_with] = (*found.get(each.answered_with, ()), each)
        return found

    @property
    def exempt_paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of Schedule 12A under which something of the matter is not for publication, each once."""
        appendices = (self.report.appendices or ()) if self.report else ()
        found = {text for each in self.recommendations for text in (each.exempt, each.exempt_answer)}
        return tuple(sorted((found | {each.exempt for each in appendices}) - {""}))


class Response(NamedTuple):
    """What one row of a response sheet answers; `location` is its Agree? cell.

    `decision` is None where none was made, or where what was typed is no decision (`typed`; a finding says so).
    `further` holds the response columns by their name, `typed_texts` the texts as typed. With `is_for_all` it is
    Cabinet's one word for all that have no other answer.
    """

    number: int
    typed: str
    decision: Decision | None
    comment: Prose
    location: Location
    further: Mapping[str, Prose]
    typed_texts: tuple[TypedText, ...] = ()
    is_for_all: bool = False

    def join(self, other: Response) -> Response | None:
        """Return both as one answer, with what either of them lacks; None where they contradict each other."""
        mine, theirs = self._parts(), other._parts()
        if any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys()):
            return None
        decided = self if self.typed or not other.typed else other
        has = {each.name for each in self.typed_texts if each.text.strip()}
        added = tuple(each for each in other.typed_texts if each.name not in has)
        return decided._replace(
            comment=self.comment or other.comment,
            further={**other.further, **{name: text for name, text in self.further.items() if text}},
            typed_texts=(*self.typed_texts, *added),
        )

    def _parts(self) -> dict[str, object]:
        """Return what was answered, without the parts that are empty."""
        parts = {"the decision": self.decision or self.typed, "the comment": self.comment, **self.further}
        return {name: part for name, part in parts.items() if part}
