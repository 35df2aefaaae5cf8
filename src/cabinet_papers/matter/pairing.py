"""Puts each recommendation beside its answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, for_officer, phrase
from cabinet_papers.matter.answered import Answered, AnsweredTopic, Paper
from cabinet_papers.matter.model import Matter, Person, Recommendation, Response, Topic

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping


def pair_answers(
    matter: Matter, responses: Iterable[Response], blank: Mapping[int, Location],
    saved: Mapping[str, datetime.datetime | None] = MappingProxyType({}),
) -> tuple[Paper, list[Diagnostic]]:  # fmt: skip
    """Return the matter with each recommendation beside its answer.

    If sheets answer one recommendation differently, the answer is not guessed: an error names both cells. The same
    answer given twice is one, and so are a decision in one sheet and its comment in another. `blank` holds the cells
    that wait for a decision; `saved` says when each file was saved, as the program that saved it wrote.
    """
    findings: list[Diagnostic] = []
    by_number = {each.number: each for each in matter.recommendations}
    answers: dict[int, Response] = {}
    for response in responses:
        first = answers.setdefault(response.number, response)
        joined = first if first is response else first.join(response)
        if joined is None:
            findings.append(_report_different(response, first, by_number[response.number], saved))
        else:
            answers[response.number] = joined
    places = {**blank, **{number: response.location for number, response in answers.items()}}
    topics = tuple(
        AnsweredTopic(
            topic,
            find_members(matter, topic),
            tuple(_answer(each, by_number.get(each.answered_with), answers, places) for each in topic.recommendations),
            # What Cabinet added has no topic, and is printed after them all.
            matter.added if topic is matter.topics[-1] else (),
        )
        for topic in matter.topics
    )
    findings += _find_beside(topics, answers)
    return Paper(matter, topics), findings


def _answer(
    one: Recommendation, shared: Recommendation | None, answers: Mapping[int, Response],
    places: Mapping[int, Location],
) -> Answered:  # fmt: skip
    """Return a recommendation beside its answer, or that of the one that it is answered with."""
    asked = shared or one
    return Answered(one, answers.get(asked.number), places.get(asked.number, asked.location), shared)


def _find_beside(topics: Iterable[AnsweredTopic], answers: Mapping[int, Response]) -> Iterator[Diagnostic]:
    """Yield the answers that are in a row of their own, although their recommendation is answered with another."""
    for row in (row for topic in topics for row in topic.rows):
        one, shared, own = row.recommendation, row.answered_with, answers.get(row.recommendation.number)
        if shared and own:
            message = phrase(
                "recommendation {} is answered with recommendation {}, but has an answer of its own here",
                one.printed, shared.printed,
            )  # fmt: skip
            hint = for_officer(
                "move what still applies into the row of recommendation {}, empty the answer here, and run `papers "
                "sheet`; or delete answered_with: of recommendation {}",
                shared.printed, one.printed,
            )  # fmt: skip
            found = finding(codes.RES027, message, hint, own.location)
            yield found._replace(number=one.number, related=row.response.location if row.response else None)


def _report_different(
    response: Response, first: Response, about: Recommendation, saved: Mapping[str, datetime.datetime | None]
) -> Diagnostic:
    """Return the finding for two answers that differ; it says which file was saved later, where the files do."""
    number, place = about.printed, str(first.location)
    message = phrase("recommendation {} is answered here, but differently in {}", number, place)
    here, there = saved.get(response.location.file), saved.get(first.location.file)
    if here and there and here != there:
        later = Term(f"{max(here, there).astimezone():%d %B %Y at %H:%M}")
        message = phrase(
            "recommendation {} is answered here, but differently in {}; this file is newer (saved on {})",
            number, place, later,
        )  # fmt: skip
        if there > here:
            message = phrase(
                "recommendation {} is answered here, but differently in {}, which is newer (saved on {})",
                number, place, later,
            )  # fmt: skip
    hint = phrase("keep one of the two answers, and empty the cells of the other")
    found = finding(codes.RES007, message, hint, response.location)
    return found._replace(number=about.number, related=first.location)


def name_numbers(findings: Iterable[Diagnostic], matter: Matter | None) -> list[Diagnostic]:
    """Return the findings, those about a recommendation with its printed number."""
    names = {each.number: str(each.printed) for each in matter.recommendations} if matter else {}
    return [each._replace(printed=names.get(each.number or 0)) for each in findings]


def find_member(topic: Topic, recommendation: Recommendation) -> str:
    """Return the name of the one Cabinet Member who answers the recommendation, "" where none is singled out."""
    return recommendation.member or topic.member


def name_member(answered: AnsweredTopic, row: Answered) -> str:
    """Return the name of the one Cabinet Member who answers the recommendation, "" where several do together."""
    named = find_member(answered.topic, row.recommendation)
    return named or (answered.members[0].name if len(answered.members) == 1 else "")


def find_answering(matter: Matter) -> dict[int, str]:
    """Return by the number of each recommendation who answers it, where the matter singles members out; else {}.

    One that several are asked about is not one member's alone.
    """
    sole = matter.members[0].name if len(matter.members) == 1 else ""
    found = {
        each.number: "" if each.others else find_member(topic, each)
        for topic in matter.topics
        for each in topic.recommendations
    }
    return {number: member or sole for number, member in found.items()} if any(found.values()) else {}


def find_members(matter: Matter, topic: Topic) -> tuple[Person, ...]:
    """Return the Cabinet Members who answer in the topic's table, in the order of cabinet: members:."""
    named = {find_member(topic, each) for each in topic.recommendations if not each.withdrawn}
    if "" in named:
        return matter.members
    return tuple(person for person in matter.members if person.name in named)
