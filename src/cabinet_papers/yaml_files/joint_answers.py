"""The key `answered_with:`, by which several recommendations have one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.model import Recommendation, Topic, list_by_printed
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.pairing import find_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cabinet_papers.yaml_files.fields import Fields

OWN = phrase("write the number of another recommendation, or delete answered_with: here")


def join_answers(topics: tuple[Topic, ...], referred: Mapping[int, Fields]) -> tuple[Topic, ...]:
    """Return the topics, each of their recommendations with the one that it is answered with, as far as that may be.

    `referred` has the keys of those that name one, by their numbers.
    """
    if not referred:
        return topics
    joiner = _Joiner(topics, referred)
    return tuple(topic._replace(recommendations=tuple(map(joiner.join, topic.recommendations))) for topic in topics)


class _Joiner:
    def __init__(self, topics: Iterable[Topic], referred: Mapping[int, Fields]) -> None:
        self.referred = referred
        every = [(each, topic) for topic in topics for each in topic.recommendations]
        self.members = {each.number: find_member(topic, each) for each, topic in every}
        self.by_printed = list_by_printed(each for each, _ in every)

    def join(self, one: Recommendation) -> Recommendation:
        fields = self.referred.get(one.number)
        if fields is None:
            return one
        typed = fields.text("answered_with")
        found = self.by_printed.get(fold_number(typed), ())
        problem = self.find_problem(one, typed, found)
        if problem:
            fields.report(codes.REC017, *problem, "answered_with")
            return one
        return one._replace(answered_with=found[0].number)

    def find_problem(
        self, one: Recommendation, typed: str, found: tuple[Recommendation, ...]
    ) -> tuple[Message, Message] | None:
        """Return why the recommendation cannot be answered with those of that number, and what to do."""
        if not found:
            return phrase('there is no recommendation "{}"', typed), OWN
        if len(found) > 1:
            parts = Term(" or ".join(each.printed for each in found))
            return (
                phrase("recommendation {} has parts, each with an answer of its own", Term(found[0].whole)),
                phrase("write the number of one of them: {}", parts),
            )
        return self.find_obstacle(one, found[0])

    def find_obstacle(self, one: Recommendation, other: Recommendation) -> tuple[Message, Message] | None:
        number = Term(other.printed)
        if one.number == other.number:
            return phrase("recommendation {} is to be answered with itself", number), OWN
        if one.withdrawn or other.withdrawn:
            gone = other if other.withdrawn else one
            message = phrase("recommendation {} was withdrawn, so it has no answer", Term(gone.printed))
            return message, phrase("delete answered_with: here") if gone is one else OWN
        if other.number in self.referred:
            typed = self.referred[other.number].text("answered_with")
            # What is no number may be words of an exempt recommendation.
            end = Term(typed) if fold_number(typed) in self.by_printed else typed
            message = phrase("recommendation {} is itself answered with {}", number, end)
            return message, phrase("write answered_with: {} here too", end)
        if self.members[one.number] != self.members[other.number]:
            message = phrase("recommendation {} is answered by another Cabinet Member", number)
            return message, phrase("give both the same member:, or delete answered_with: here")
        if self.list_exempt(one) != self.list_exempt(other):
            message = phrase("one of the recommendations {} and {} is exempt, or its answer is, and the other is not",
                             number, Term(one.printed))  # fmt: skip
            return message, phrase("mark both in the same way, or delete answered_with: here")
        return None

    @staticmethod
    def list_exempt(one: Recommendation) -> tuple[bool, bool]:
        return bool(one.exempt), bool(one.exempt_answer)
