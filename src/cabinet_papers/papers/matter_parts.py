"""A matter, or its part for one topic, Cabinet Member or recommendation, of which a council's own document is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.model import Status
from cabinet_papers.matter.pairing import find_answering

if TYPE_CHECKING:
    from cabinet_papers.matter.answered import Paper
    from cabinet_papers.matter.model import Person
    from cabinet_papers.matter.plan import ActionPlan


class MatterPart(NamedTuple):
    """A matter with its answers and its plan, as far as they belong to a part of it; "" for the whole."""

    paper: Paper | None
    plan: ActionPlan | None
    topic: str = ""
    member: Person | None = None
    number: str = ""

    @property
    def title(self) -> str:
        """What was scrutinised, or planned."""
        source = self.paper or self.plan
        return source.title if source else ""


def is_at(part: MatterPart, stage: str) -> bool:
    """Whether the matter is at the stage, as `when:` names it."""
    matter = part.paper.matter if part.paper else None
    answered = None if matter and matter.none_recommended else matter
    return {
        "report": bool(matter and matter.report),
        "draft": bool(answered and answered.status is not Status.AGREED),
        "agreed": bool(answered and answered.status is Status.AGREED),
        "plan": part.plan is not None,
        "always": True,
        "never": False,
    }[stage]


def split_matter(whole: MatterPart, over: str) -> Iterator[MatterPart]:
    """Yield the parts for which there is one document each; those without a recommendation are none."""
    if over == "matter":
        yield whole
    elif whole.paper:
        yield from (part for part in _SPLIT[over](whole, whole.paper) if part.paper and part.paper.rows)


def _split_by_topic(whole: MatterPart, paper: Paper) -> Iterator[MatterPart]:
    for topic in paper.topics:
        yield whole._replace(paper=paper._replace(topics=(topic,)), topic=topic.topic.title)


def _split_by_member(whole: MatterPart, paper: Paper) -> Iterator[MatterPart]:
    """Yield a part for each Cabinet Member, with the recommendations that this member answers, alone or with others."""
    named = find_answering(paper.matter)
    for member in paper.matter.members:
        answers = {
            row.recommendation.number
            for topic in paper.topics
            for row in topic.rows
            if (named.get(row.recommendation.number) or member.name) == member.name and member in topic.members
        }
        yield _keep_rows(whole, paper, answers)._replace(member=member)


def _split_by_recommendation(whole: MatterPart, paper: Paper) -> Iterator[MatterPart]:
    for row in paper.rows:
        kept = _keep_rows(whole, paper, {row.recommendation.number})
        yield kept._replace(number=row.recommendation.printed)


def _keep_rows(whole: MatterPart, paper: Paper, numbers: Collection[int]) -> MatterPart:
    topics = tuple(
        # What Cabinet added belongs to none of the recommendations.
        topic._replace(rows=tuple(row for row in topic.rows if row.recommendation.number in numbers), added=())
        for topic in paper.topics
    )
    return whole._replace(paper=paper._replace(topics=tuple(topic for topic in topics if topic.rows)))


_SPLIT = {"topic": _split_by_topic, "member": _split_by_member, "recommendation": _split_by_recommendation}
