"""What one text says of another: recommendations, actions, appendices and paragraphs that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING

from cabinet_papers.check.subject import Form, Stretch, Subject, count_recommendations, finding_in, quote
from cabinet_papers.findings import codes
from cabinet_papers.matter.passages import Kind
from cabinet_papers.matter.prose import Paragraph, find_placement

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Action, ActionPlan

NUMBERS = r"\d{1,3}(?:(?:, | and | or | to | ?[–-] ?| ?& ?)\d{1,3})*(?![.\d]\d|\d)"
POINT = re.compile(rf"\b(?:recommendations?|points?|answers?(?: to)?|responses?(?: to)?) ({NUMBERS})", re.IGNORECASE)
ACTION = re.compile(
    r"\bactions?(?: points?| numbers?)? (\d{1,2}\.\d{1,2}(?:(?:, | and | or | ?& ?)\d{1,2}\.\d{1,2})*)", re.IGNORECASE
)
APPENDIX = re.compile(r"\bAppendix ([A-Z]|\d{1,2})\b(?!\.\d)")
PARAGRAPH = re.compile(r"\b(?:paragraph|para\.?) (\d{1,3})\b(?!\.\d)", re.IGNORECASE)
# What follows, or stands before, where another document is meant.
OF_ANOTHER = re.compile(r"\s*(?:\(?(?:of|in|to|from|on)\b|,? (?:page|section) )")
IN_ANOTHER = re.compile(
    r"\b(?:report|plan|framework|policy|strategy|document|guidance|act|review|minutes|schedule)\W{0,3}$", re.IGNORECASE
)
# "The Housing Review's recommendation 12" is another paper's.
OF_OTHERS = re.compile(r"(?<!Committee)(?<!Panel)(?<!Group)[’']s? $")
OTHER_PLAN = re.compile(
    r" (?:of|in|from) (?:the |our )?(?P<owner>\w+[’']s? )?"
    r"(?P<name>[A-Z]\w*(?: (?:[A-Z]\w*|and|for|of))* (?:Plan|Strategy))\b"
)
# How alike a sentence and an action have to be for it to be the one that was meant, in a hundredth.
MEANT = 60


def check_recommendations_referred_to(subject: Subject) -> Iterator[Diagnostic]:
    """Find "recommendation 9" where there are four, and an answer that refers to itself."""
    if not subject.paper:
        return
    for stretch in subject.stretches:
        for found in POINT.finditer(stretch.text):
            if OF_ANOTHER.match(stretch.text, found.end()) or OF_OTHERS.search(stretch.text[: found.start()]):
                continue
            for number in map(int, re.findall(r"\d+", found[1])):
                if not 1 <= number <= subject.count:
                    message = (
                        f"{quote(stretch.passage, found[0])} does not exist: {count_recommendations(subject.count)}"
                    )
                    yield finding_in(codes.REF001, stretch, found.start(), found.end(), message, "mend the number")
                elif number == stretch.passage.number and stretch.passage.kind is Kind.COMMENT:
                    message = f"{quote(stretch.passage, found[0])} is this answer itself"
                    hint = "give the number of the answer that is meant"
                    yield finding_in(codes.REF002, stretch, found.start(), found.end(), message, hint)


def check_actions_referred_to(subject: Subject) -> Iterator[Diagnostic]:
    """Find "action 5.6" where no plan has one: a plan that was refreshed has other numbers than last year's."""
    for stretch in subject.stretches:
        for found in ACTION.finditer(stretch.text):
            plans = {subject.folder: subject.plan} if subject.plan else subject.plans()
            if _is_of_another_plan(stretch.text, found.end(), plans):
                continue
            known = {action.number for plan in plans.values() if plan for action in _actions(plan)}
            for number in re.findall(r"\d+\.\d+", found[1]):
                if known and number not in known:
                    yield _say_no_action(stretch, found, number, plans)


def _is_of_another_plan(text: str, end: int, plans: Mapping[str, ActionPlan | None]) -> bool:
    """Whether the action is said to be of a plan that shares no word of its name with those that are here."""
    found = OTHER_PLAN.match(text, end)
    if found is None or found["owner"]:
        return found is not None
    titles = {word for plan in plans.values() if plan for word in plan.title.casefold().split()}
    named = set(found["name"].casefold().split()) - {"action", "plan", "strategy", "and", "for", "of"}
    return bool(named) and not named & titles


def _actions(plan: ActionPlan) -> Iterator[Action]:
    return (action for priority in plan.priorities for action in priority.actions)


def _say_no_action(
    stretch: Stretch, found: re.Match[str], number: str, plans: Mapping[str, ActionPlan | None]
) -> Diagnostic:
    named = " or ".join(f'"{plan.title}"' for plan in list(plans.values())[:2] if plan)
    message = f"there is no action {number} in {named}"
    meant = _find_meant(stretch.text[found.start() :], plans)
    hint = "mend the number"
    if meant and not stretch.passage.exempt:
        hint = f'perhaps action {meant.number} is meant now: "{meant.text.text[:80]}"'
    return finding_in(
        codes.REF003, stretch, found.start(), found.end(), message, hint, related=meant.location if meant else None
    )


def _find_meant(text: str, plans: Mapping[str, ActionPlan | None]) -> Action | None:
    """Return the action whose words are in the sentence, or None."""
    from rapidfuzz import fuzz

    words = text[:200].casefold()
    scored = [
        (fuzz.token_set_ratio(words, action.text.text.casefold()), action)
        for plan in plans.values() if plan
        for action in _actions(plan)
    ]  # fmt: skip
    best = max(scored, key=lambda each: each[0], default=(0, None))
    return best[1] if best[0] >= MEANT else None


def check_appendices_referred_to(subject: Subject) -> Iterator[Diagnostic]:
    """Find "Appendix B" where the report lists one appendix."""
    report = subject.paper.matter.report if subject.paper else None
    if report is None:
        return
    count = 1 if report.appendices is None else len(report.appendices)
    listed = " and ".join(f"Appendix {letter}" for letter in ascii_uppercase[:count]) or "None"
    for stretch in subject.stretches:
        for found in APPENDIX.finditer(stretch.text):
            other = OF_ANOTHER.match(stretch.text, found.end()) or IN_ANOTHER.search(stretch.text[: found.start()])
            if not other and found[1] not in ascii_uppercase[:count] and stretch.passage.name != "an appendix":
                message = f"{quote(stretch.passage, found[0])} is not among the report's appendices: {listed}"
                hint = "mend the letter, or add its title to appendices:"
                yield finding_in(codes.REF004, stretch, found.start(), found.end(), message, hint)


def check_paragraphs_referred_to(subject: Subject) -> Iterator[Diagnostic]:
    """Find "paragraph 30" in a report of twenty."""
    report = subject.paper.matter.report if subject.paper else None
    if report is None:
        return
    count = sum(isinstance(block, Paragraph) and find_placement(block) is None for block in report.body.blocks)
    for stretch in subject.stretches:
        if stretch.passage.kind is not Kind.MARKDOWN or stretch.form is Form.TABLE:
            continue
        for found in PARAGRAPH.finditer(stretch.text):
            other = OF_ANOTHER.match(stretch.text, found.end()) or IN_ANOTHER.search(stretch.text[: found.start()])
            if not other and not 1 <= int(found[1]) <= count:
                message = f"{quote(stretch.passage, found[0])} does not exist: the report has {count} paragraphs"
                hint = "mend the number, or say of which document it is"
                yield finding_in(codes.REF005, stretch, found.start(), found.end(), message, hint)
