"""`papers why MATTER NUMBER`: the files, lines and cells that a printed row is made of, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.commands.examine import Examiner
from cabinet_papers.files.folders import fold_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase, series
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.plan_years import Evidence, find_mark
from cabinet_papers.matter.updates import UPDATE_KEYS

if TYPE_CHECKING:
    from cabinet_papers.check.checked_matter import CheckedMatter
    from cabinet_papers.files.workspace import MatterFolder, Workspace
    from cabinet_papers.matter.answered import Answered, Paper
    from cabinet_papers.matter.plan import Action, ActionPlan, Update
    from cabinet_papers.matter.plan_years import Followed, PlanYears

# How an action of this year was recognised as one of last year's.
RECOGNISED = {
    Evidence.REF: phrase("by its ref"),
    Evidence.WAS: phrase("as was: says"),
    Evidence.SAME_WORDS: phrase("by the same words"),
}


class Link(NamedTuple):
    """One thing that a printed row is made of, and its place; `depth` is how far behind the row it is."""

    what: Message
    place: Location | None
    depth: int = 0


def explain_row(workspace: Workspace, folder: MatterFolder, number: str) -> tuple[list[Link], list[Diagnostic]]:
    """Return what the row of that number in the matter's papers is made of; a finding where there is no such row."""
    examiner = Examiner(workspace)
    checked, findings = examiner.read(folder)
    tracer = _Tracer(examiner, checked)
    links = [*tracer.trace_recommendation(number), *tracer.trace_action(number)]
    if links:
        return links, []
    if not (checked.paper or checked.plan):
        return [], findings
    known = [row.recommendation.printed for row in checked.paper.rows] if checked.paper else []
    known += [Term(action.number) for _, action in checked.plan.iter_actions()] if checked.plan else []
    message = phrase("no row of this matter's papers has the number {}", number)
    hint = phrase("name one of {}", series(known)) if known else phrase("name another matter")
    return [], [finding(codes.REC024, message, hint, Location(workspace.name(folder.folder)))]


class _Tracer:
    """Finds what is behind the rows of one matter."""

    def __init__(self, examiner: Examiner, checked: CheckedMatter) -> None:
        self.examiner = examiner
        self.checked = checked

    def trace_action(self, number: str) -> Iterator[Link]:
        plan = self.checked.plan
        actions = [action for _, action in plan.iter_actions()] if plan else []
        found = next((each for each in actions if fold_number(each.number) == fold_number(number)), None)
        if plan and found:
            yield from self._trace_action(found, plan, 0, {plan.location.file})

    def _trace_action(self, action: Action, plan: ActionPlan, depth: int, seen: set[str]) -> Iterator[Link]:
        link = partial(Link, depth=depth)
        if plan.is_perhaps_exempt:
            yield link(phrase("action {}: its words may be exempt", Term(action.number)), action.location)
            return
        yield link(phrase('action {}: "{}"', Term(action.number), action.as_planned.text.text), action.location)
        if action.service:
            yield link(phrase("service: {}", action.service), action.location)
        if action.as_planned.by:
            yield link(phrase("by: {}", str(action.as_planned.by)), action.by_place)
        for update in action.updates:
            said = series([phrase("{}: {}", Term(key), text) for key, text in _list_said(update)])
            yield link(phrase("update of {}, {}: {}", str(update.day or ""), update.service, said), update.location)
        if depth == 0:
            yield from self._trace_proposals(action)
        if action.origin:
            yield link(phrase("it carries out recommendation {} of {}", action.origin.number, action.origin.matter),
                       action.origin.location)  # fmt: skip
            paper = self.examiner.find_paper(action.origin.matter)
            yield from _trace_row(action.origin.number, paper, depth + 1)
        years = self.checked.find_years(plan)
        yield from self._trace_notes(action, years, depth)
        if years:
            yield from self._trace_former(action, years, depth, seen)

    def _trace_notes(self, action: Action, years: PlanYears | None, depth: int) -> Iterator[Link]:
        typed = action.notes.text
        if typed:
            yield Link(phrase('notes, as typed: "{}"', typed), action.notes_place, depth)
        followed = _find_followed(action, years)
        if followed and followed.change and not (typed and find_mark(typed)):
            what = phrase("notes, worked out from last year's plan: {}", Term(followed.change.value))
            yield Link(what, years.before.location if years else None, depth)

    def _trace_former(self, action: Action, years: PlanYears, depth: int, seen: set[str]) -> Iterator[Link]:
        """Yield last year's actions that it was, each with what is behind it."""
        followed, before = _find_followed(action, years), years.before
        if followed is None or before.location.file in seen:
            return
        for former in followed.before if not followed.doubt else ():
            how = RECOGNISED.get(
                followed.evidence or Evidence.REF,
                phrase("by nearly the same words, {} in 100 alike", followed.likeness),
            )
            yield Link(phrase("last year it was {}, recognised {}", Term(former.number), how), former.location, depth)
            yield from self._trace_action(former, before, depth + 1, seen | {before.location.file})

    def _trace_proposals(self, action: Action) -> Iterator[Link]:
        for each in self.checked.proposals:
            if each.number == action.number:
                said = series([phrase("{}: {}", Term(key), text) for key, text in each.said.items()])
                state = phrase("taken over") if each.is_taken(action) else phrase("not taken over")
                yield Link(phrase("update sheet of {}, {}: {}", each.service, state, said), each.place)

    def trace_recommendation(self, number: str) -> Iterator[Link]:
        yield from _trace_row(number, self.checked.paper, 0)
        row = _find_row(number, self.checked.paper)
        if row is None:
            return
        for name, plan in self.examiner.read_plans(self.checked.folder).items():
            for _, action in plan.iter_actions():
                origin = action.origin
                same = origin and fold_name(origin.matter) == fold_name(self.checked.folder)
                if origin and same and fold_number(origin.number) == fold_number(str(row.recommendation.printed)):
                    yield Link(phrase("action {} of {} carries it out", Term(action.number), name), origin.location)


def _trace_row(number: str, paper: Paper | None, depth: int) -> Iterator[Link]:
    """Yield a recommendation with its answer. The words of what is exempt are in no place that everybody reads."""
    row = _find_row(number, paper)
    if row is None or paper is None:
        return
    one = row.recommendation
    words = phrase('"{}"', one.text.text) if not one.exempt else phrase("its words are exempt")
    yield Link(phrase("recommendation {} of {}: {}", one.printed, paper.title, words), one.location, depth)
    if row.answered_with:
        yield Link(phrase("answered with recommendation {}", row.answered_with.printed), one.location, depth)
    if row.response is None:
        yield Link(phrase("no answer yet"), row.place, depth)
        return
    given = phrase('"{}"', row.response.typed) if row.response.typed else phrase("no decision")
    if one.answer_is_exempt:
        given = phrase("the answer is exempt")
    yield Link(phrase("answered: {}", given), row.response.location, depth)
    for text in row.response.typed_texts if not one.answer_is_exempt else ():
        if text.text.strip():
            yield Link(phrase('{}: "{}"', Term(text.name), text.text), text.location, depth)


def _find_row(number: str, paper: Paper | None) -> Answered | None:
    rows = paper.rows if paper else ()
    return next((each for each in rows if fold_number(each.recommendation.printed) == fold_number(number)), None)


def _find_followed(action: Action, years: PlanYears | None) -> Followed | None:
    """Return the action beside last year's, None without last year's plan."""
    return next((each for each in years.actions if each.action.number == action.number), None) if years else None


def _list_said(update: Update) -> list[tuple[str, str]]:
    """Return what an update says, by its keys."""
    return [(key, text) for key in UPDATE_KEYS if (text := str(getattr(update, key)))]
