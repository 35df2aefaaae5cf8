"""A matter with its answers: each recommendation beside the response to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Matter, Person, Recommendation, Response, Status, Topic
from cabinet_papers.matter.prose import Prose

if TYPE_CHECKING:
    from cabinet_papers.matter.settings import Settings


class Answered(NamedTuple):
    """A recommendation beside its answer, if it has one; `place` is where the answer is or should be.

    `answered_with` is the recommendation whose answer it is as well, if it has none of its own.
    """

    recommendation: Recommendation
    response: Response | None
    place: Location
    answered_with: Recommendation | None = None

    def is_answered(self, settings: Settings) -> bool:
        """Whether it has an answer: a decision, or a comment where the council's comments alone are the answers."""
        answer = self.response and (self.response.decision if settings.decision_column else self.response.comment)
        return bool(answer)


class AnsweredTopic(NamedTuple):
    """A topic with each recommendation beside its answer, and the Cabinet Members who answer.

    `added` is what Cabinet agreed beside its recommendations.
    """

    topic: Topic
    members: tuple[Person, ...]
    rows: tuple[Answered, ...]
    added: tuple[Prose, ...] = ()


class Paper(NamedTuple):
    """A matter with the answers to it."""

    matter: Matter
    topics: tuple[AnsweredTopic, ...]

    @property
    def title(self) -> str:
        """What was scrutinised."""
        return self.matter.title

    @property
    def rows(self) -> tuple[Answered, ...]:
        """Every recommendation beside its answer, in the order of the numbers."""
        return tuple(row for topic in self.topics for row in topic.rows)

    @property
    def own_rows(self) -> tuple[Answered, ...]:
        """Every recommendation that is not answered with another, so that each answer is there once."""
        return tuple(row for row in self.rows if not row.answered_with)

    def list_awaited(self, settings: Settings) -> tuple[Answered, ...]:
        """Return the recommendations that its response prints without an answer; before any answer there is none."""
        asked = (row for row in self.rows if row.recommendation.needs_answer)
        return tuple(row for row in asked if not row.is_answered(settings)) if self.is_answered else ()

    @property
    def is_answered(self) -> bool:
        """Whether at least one answer was given."""
        return any(row.response for row in self.rows)

    @property
    def is_report_alone(self) -> bool:
        """Whether its report goes out before any answer."""
        return self.matter.report is not None and self.matter.status is Status.DRAFT and not self.is_answered
