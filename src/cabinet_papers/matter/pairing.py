"""Puts each recommendation beside its answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.model import Answered, AnsweredTopic, Matter, Paper, Person, Recommendation, Response, Topic

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping


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
    answers: dict[int, Response] = {}
    for response in responses:
        first = answers.setdefault(response.number, response)
        joined = first if first is response else first.join(response)
        if joined is None:
            findings.append(_report_different(response, first, saved))
        else:
            answers[response.number] = joined
    places = {**blank, **{number: response.location for number, response in answers.items()}}
    topics = tuple(
        AnsweredTopic(
            topic,
            find_members(matter, topic),
            tuple(
                Answered(each, answers.get(each.number), places.get(each.number, each.location))
                for each in topic.recommendations
            ),
            # What Cabinet added has no topic, and is printed after them all.
            matter.added if topic is matter.topics[-1] else (),
        )
        for topic in matter.topics
    )
    return Paper(matter, topics), findings


def _report_different(response: Response, first: Response, saved: Mapping[str, datetime.datetime | None]) -> Diagnostic:
    """Return the finding for two answers that differ; it says which file was saved later, where the files do."""
    number, place = response.number, str(first.location)
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
    return found._replace(number=number, related=first.location)


def find_member(topic: Topic, recommendation: Recommendation) -> str:
    """Return the name of the one Cabinet Member who answers the recommendation, "" where none is singled out."""
    return recommendation.member or topic.member


def name_member(answered: AnsweredTopic, row: Answered) -> str:
    """Return the name of the one Cabinet Member who answers the recommendation, "" where several do together."""
    named = find_member(answered.topic, row.recommendation)
    return named or (answered.members[0].name if len(answered.members) == 1 else "")


def find_answering(matter: Matter) -> dict[int, str]:
    """Return by the number of each recommendation who answers it, where the matter singles members out; else {}."""
    sole = matter.members[0].name if len(matter.members) == 1 else ""
    found = {each.number: find_member(topic, each) for topic in matter.topics for each in topic.recommendations}
    return {number: member or sole for number, member in found.items()} if any(found.values()) else {}


def find_members(matter: Matter, topic: Topic) -> tuple[Person, ...]:
    """Return the Cabinet Members who answer in the topic's table, in the order of cabinet: members:."""
    named = {find_member(topic, each) for each in topic.recommendations if each.needs_answer}
    if "" in named:
        return matter.members
    return tuple(person for person in matter.members if person.name in named)
