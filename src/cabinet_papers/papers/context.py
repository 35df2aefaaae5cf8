"""From a paper to what its template sees: numbers, dates, who answers, and what stays out of a public copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cabinet_papers.matter.answered import Answered, AnsweredTopic, Paper
from cabinet_papers.matter.dates import format_list
from cabinet_papers.matter.model import Appendix, FrontRow, Matter, Person, Recommendation, Report, Status
from cabinet_papers.matter.pairing import name_member
from cabinet_papers.matter.parts import join_parts
from cabinet_papers.matter.plain_text import have_numbers, read_plain_text, split_points
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.matter.prose import Block, Prose, find_placement, lower_headings
from cabinet_papers.matter.settings import Settings
from cabinet_papers.papers.matter_parts import MatterPart
from cabinet_papers.papers.plan_context import view_plan
from cabinet_papers.papers.views import (
    AppendixView,
    AuthorView,
    CountsView,
    FrontRowView,
    MatterView,
    OverviewView,
    OwnCells,
    PersonView,
    PlanView,
    RecommendationView,
    ReportPart,
    ReportView,
    ResponseView,
    TopicView,
)


def with_the(name: str) -> str:
    """Return the name with "the" before it, unless it brings an article of its own."""
    return name if re.match(r"(?:the|an?)\s", name, re.IGNORECASE) else f"the {name}"


class ViewMaker(NamedTuple):
    """Makes the views of one matter's documents, for the public or, with `exempt`, for the exempt set."""

    settings: Settings
    exempt: bool = False

    def speaking_for(self, paper: Paper) -> ViewMaker:
        """Return one with what the paper's matter says in place of the council."""
        return self._replace(settings=self.settings.with_columns(paper.matter.columns))

    def response_view(self, paper: Paper) -> ResponseView:
        """Return what the draft response's and the agreed response's templates see."""
        matter, views = paper.matter, self.speaking_for(paper)
        answering = {person for topic in paper.topics for person in topic.members}
        return ResponseView(
            council=self.settings.council,
            logo=self.settings.logo,
            title=matter.title,
            the_title=matter.concerning or with_the(matter.title),
            body=matter.body,
            the_body=with_the(matter.body),
            date=print_date(matter.date, self.settings),
            several_topics=matter.has_topics,
            one_recommendation=len(paper.rows) == 1,
            members=tuple(_person(each) for each in matter.members if each in answering),
            further_columns=tuple(each.heading for each in views.settings.further_columns),
            topics=tuple(views.topic_view(topic) for topic in paper.topics),
            exempt_paragraphs=self.exempt_paragraphs(paper),
            letter=matter.name_response(self.settings),
            scrutiny_date=print_date(matter.date, self.settings),
            cabinet_date=print_date(matter.cabinet_date, self.settings),
            due=print_date(matter.due, self.settings),
            in_month=bool(matter.date and matter.date.is_month),
            concerning=matter.concerning or matter.title,
            lead_member=_person(matter.lead_member) if matter.lead_member else None,
            counts=views.counts_view(paper.rows),
            front_sheet=_front_rows(matter.response_texts.front_sheet),
            # The document's own title is one level above the headings in these texts.
            introduction=lower_headings(matter.response_texts.introduction),
            closing=lower_headings(matter.response_texts.closing),
        )

    def matter_view(self, part: MatterPart) -> MatterView:
        """Return what a council's own document sees of a matter or a part of it."""
        paper, plan = part.paper, part.plan
        if paper is None:
            return EMPTY_MATTER._replace(
                council=self.settings.council, logo=self.settings.logo,
                title=part.title, the_title=with_the(part.title), concerning=part.title,
                plan=self.plan_view(plan) if plan else None,
            )  # fmt: skip
        response = self.response_view(paper)
        matter = paper.matter
        return MatterView(
            **{name: getattr(response, name) for name in MatterView._fields if name in ResponseView._fields},
            agreed=matter.status is Status.AGREED,
            member=_person(part.member) if part.member else None,
            recommendations=tuple(row for topic in response.topics for row in topic.recommendations),
            report=self.report_view(paper) if matter.report else None,
            plan=self.plan_view(plan) if plan else None,
        )

    def overview_view(self, parts: Sequence[MatterPart]) -> OverviewView:
        """Return what a council's own document over all matters sees."""
        matters = tuple(map(self.matter_view, parts))
        counts = CountsView(
            *(sum(each) for each in zip(CountsView(), *(matter.counts for matter in matters), strict=True))
        )
        return OverviewView(self.settings.council, matters, counts, logo=self.settings.logo)

    def counts_view(self, rows: Iterable[Answered]) -> CountsView:
        """Return how the recommendations were answered, as far as this copy shows it."""
        counts = Counter(map(self.state_of, rows))
        return CountsView(asked=counts.total(), **{name: counts[name] for name in CountsView._fields[1:]})

    def state_of(self, row: Answered) -> str:
        """Return under which of the counts a recommendation is."""
        recommendation, response = row.recommendation, row.response
        if recommendation.answer_is_exempt and not self.exempt:
            return "exempt"
        if recommendation.withdrawn:
            return "withdrawn"
        if not row.is_answered(self.settings):
            return "awaited"
        return response.decision.meaning.replace(" ", "_") if response and response.decision else "other"

    def topic_view(self, answered: AnsweredTopic) -> TopicView:
        """Return one topic with its table."""
        topic = answered.topic
        return TopicView(
            title=topic.title,
            the_title=topic.concerning or with_the(topic.title),
            body=topic.body,
            the_body=with_the(topic.body),
            date=print_date(topic.date, self.settings),
            several_members=len(answered.members) > 1,
            one_recommendation=len(answered.rows) == 1,
            recommendations=tuple(self.recommendation_view(row, name_member(answered, row)) for row in answered.rows),
            in_month=bool(topic.date and topic.date.is_month),
            concerning=topic.concerning or topic.title,
            additions=answered.added,
        )

    def recommendation_view(self, row: Answered, member: str = "") -> RecommendationView:
        """Return the recommendation and its answer; of an exempt one the public copy has only the number.

        `member` is the one who answers it.
        """
        recommendation = row.recommendation
        withheld = bool(recommendation.exempt) and not self.exempt
        answer_withheld = bool(recommendation.exempt_answer) and not withheld and not self.exempt
        is_shown = not (withheld or answer_withheld or recommendation.withdrawn)
        view = RecommendationView(
            number=recommendation.printed,
            numbered=recommendation.label,
            text=recommendation.text,
            withdrawn=recommendation.withdrawn,
            exempt=recommendation.exempt,
            withheld=withheld,
            **self.answer_view(row, is_shown=is_shown),
            answer_exempt=recommendation.exempt_answer,
            answer_withheld=answer_withheld and not recommendation.withdrawn,
            member=member,
            ref=recommendation.ref,
        )
        return view._replace(text=Prose(), withdrawn="", ref="") if withheld else view

    def answer_view(self, row: Answered, *, is_shown: bool) -> dict[str, Any]:
        """Return what is seen of an answer: nothing where there is none, of another's the decision and its number."""
        response = row.response if is_shown else None
        decision = response.decision.word if response and response.decision else ""
        shared = row.answered_with.printed if response and row.answered_with else ""
        own = None if shared else response
        given = own.further if own else {}
        further = OwnCells({each.name: given.get(each.name, Prose()) for each in self.settings.further_columns})
        comment = own.comment if own else Prose()
        return {"decision": decision, "comment": comment, "further": further, "answered_with": shared}

    def exempt_paragraphs(self, paper: Paper) -> str:
        """Return the paragraphs of Schedule 12A that the exempt copy is exempt under: "3" or "1 and 3"."""
        if not self.exempt:
            return ""
        return format_list(paper.matter.exempt_paragraphs, self.settings.language)

    def report_view(self, paper: Paper) -> ReportView:
        """Return what the scrutiny report's template sees; the matter has a report."""
        matter, report = paper.matter, paper.matter.report
        if report is None:
            raise ValueError("the matter has no report")
        points = split_points(read_plain_text(report.recommendation))
        on_front_sheet = print_date(matter.cabinet_date, self.settings, self.settings.front_sheet_format)
        return ReportView(
            council=self.settings.council,
            logo=self.settings.logo,
            title=matter.title,
            date=on_front_sheet,
            body=matter.body,
            purpose=strip_lines(report.purpose),
            purpose_text=read_plain_text(report.purpose),
            key_decision=report.key_decision,
            lead_member=_person(matter.lead_member) if matter.lead_member else None,
            members=tuple(_person(each) for each in matter.members),
            corporate_priority=report.corporate_priority,
            policy_framework=report.policy_framework,
            recommendation=strip_lines(report.recommendation),
            recommendation_points=points,
            numbers_points=len(points) > 1 and not have_numbers(points),
            one_recommendation=len(paper.rows) == 1,
            default_appendix=report.appendices is None and not matter.none_recommended,
            agreed=matter.status is Status.AGREED,
            appendices=tuple(self.appendix_view(at, each, matter) for at, each in enumerate(report.appendices or ())),
            letter=matter.name_response(self.settings),
            parts=self.speaking_for(paper).report_parts(paper, report),
            author=AuthorView(*report.author),
            has_author=any(report.author),
            exempt_paragraphs=self.exempt_paragraphs(paper),
            scrutiny_date=print_date(matter.date, self.settings),
            cabinet_date=on_front_sheet,
            due=print_date(matter.due, self.settings),
            counts=self.speaking_for(paper).counts_view(paper.rows),
            front_sheet=_front_rows(report.front_sheet),
        )

    def appendix_view(self, at: int, appendix: Appendix, matter: Matter) -> AppendixView:
        """Return an appendix; of an exempt one the public copy has only the letter."""
        withheld = bool(appendix.exempt) and not self.exempt
        title = "" if withheld else appendix.title
        letter = matter.name_appendix(at, self.settings)
        return AppendixView(letter, title, appendix.exempt, withheld, appendix.is_response)

    def report_parts(self, paper: Paper, report: Report) -> tuple[ReportPart, ...]:
        """Return the body cut where recommendations are placed. Placements are checked before."""
        views = {
            row.recommendation.number: self.recommendation_view(row, name_member(topic, row))
            for topic in paper.topics
            for row in topic.rows
        }
        by_printed = paper.matter.by_printed
        parts: list[ReportPart] = []
        between = list[Block]()

        def end_words() -> None:
            if between:
                parts.append(ReportPart(Prose(tuple(between)), None))
                between.clear()

        for block in report.body.blocks:
            placed = by_printed.get(find_placement(block) or "", ())
            if placed:
                # A document for one Cabinet Member has only the recommendations that this member answers.
                shown = [each for each in placed if each.number in views]
                if shown:
                    end_words()
                parts += [ReportPart(Prose(), view) for view in _view_placed(shown, views)]
            else:
                between.append(block)
        end_words()
        return tuple(parts)

    def plan_view(self, plan: ActionPlan) -> PlanView:
        """Return what the action plan's template sees."""
        return view_plan(plan, self.settings)


EMPTY_MATTER = MatterView(
    council="", title="", the_title="", body="", the_body="", date="", scrutiny_date="", cabinet_date="", due="",
    agreed=False, several_topics=False, one_recommendation=False, lead_member=None, member=None, members=(),
    further_columns=(), topics=(), recommendations=(), counts=CountsView(), report=None, plan=None,
    exempt_paragraphs="", in_month=False,
)  # fmt: skip


def _view_placed(
    placed: Sequence[Recommendation], views: Mapping[int, RecommendationView]
) -> Iterator[RecommendationView]:
    """Yield what is printed where recommendations are placed: one with parts as a whole, as far as it can be."""
    whole = join_parts(placed)
    if whole:
        first = views[placed[0].number]
        # What only one of the parts has, such as its answer, is not that of the whole.
        yield first._replace(
            number=whole.printed, numbered=whole.label, text=whole.text,
            ref="", member="", decision="", comment=Prose(), further=(), answered_with="", answer_exempt="",
            answer_withheld=False,
        )  # fmt: skip
    else:
        yield from (views[each.number] for each in placed)


def strip_lines(text: str) -> str:
    """Return the lines without the spaces around them, and without empty ones."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _front_rows(rows: Iterable[FrontRow]) -> tuple[FrontRowView, ...]:
    return tuple(FrontRowView(each.label, each.value) for each in rows)


def _person(person: Person) -> PersonView:
    return PersonView(person.name, person.title)
