"""Whether the recommendations, actions, appendices and paragraphs that a text refers to exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import (
    BlockForm,
    CheckedMatter,
    TextBlock,
    finding_in,
    name_recommendations,
    words_before,
)
from cabinet_papers.files.folders import fold_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, for_officer, one_of, phrase
from cabinet_papers.matter.numbering import fold_number, is_count
from cabinet_papers.matter.owners import OTHERS, names_other_part, names_own
from cabinet_papers.matter.plain_text import read_plain_text, split_points
from cabinet_papers.matter.prose import Paragraph, find_placement
from cabinet_papers.matter.references import find_shape
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.plan import Action, ActionPlan

ACTION = re.compile(
    r"\bactions?(?: points?| numbers?)? (\d{1,2}\.\d{1,2}(?:(?:, | and | or | ?& ?)\d{1,2}\.\d{1,2})*)", re.IGNORECASE
)
LISTED = r"(?:[A-Z]|\d{1,2})\b(?!\.\d)"
APPENDIX = re.compile(rf"\b(?:Appendix|Appendices) ({LISTED}(?:(?:, | and | or | to | ?[–-] ?| ?& ?){LISTED})*)")
PARAGRAPH = re.compile(
    r"\b(?:paragraphs?|paras?\.?) (\d{1,3})(?:(?: (?:to|and|or) |[-–])(\d{1,3}))?\b(?!\.\d)", re.IGNORECASE
)
OTHER_PLAN = re.compile(
    r" (?:of|in|from) (?:the |our )?(?P<owner>\w+[’']s? )?"
    r"(?P<name>[A-Z]\w*(?: (?:[A-Z]\w*|and|for|of))* (?:Plan|Strategy))\b"
)
# A text that names a year, or last year's plan, after the number of an action.
OF_A_YEAR = re.compile(r" (?:of|in|from) (?:[\w’'-]+ ){0,6}?(?:20\d\d\b|last year|previous )", re.IGNORECASE)
# Who speaks of another answer; one that is about "recommendation 3" may name it in the answer to recommendation 3.
SENDS_ON = re.compile(
    r"\b(?:see|as|refer\w*|above|below|same|under|per|answer\w*|response)\b[^.;]{0,40}$", re.IGNORECASE
)
# The paper that was spoken of.
ITS = re.compile(r"\b(?:its|their|whose) (?:\w+ )?$", re.IGNORECASE)
OPENS, LONGEST_SENTENCE = 30, 1_000
# What plans are called, beside what they are of.
PLAN_WORDS = {"action", "actions", "annual", "city", "council", "plan", "report", "review", "strategy", "update"}
# How alike a sentence and an action have to be for it to be the one that was meant, in a hundredth.
MEANT = 60


def check_recommendations_referred_to(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "recommendation 9" where there are four, and an answer that refers to itself."""
    if not checked.paper:
        return
    known = _list_numbers(checked)
    for block in checked.text_blocks:
        for found, numbers in checked.number_forms.find_referred(block.text, _own_bodies(checked)):
            if unknown := [name for name in numbers if name not in known]:
                if _is_of_others(block, found, checked) or not _may_be_own(unknown, known):
                    continue
                has = name_recommendations(checked.paper.matter.recommendations)
                message = phrase('"{}" does not exist: {}', found[0], has)
                yield finding_in(codes.REF001, block, *found.span(), message, phrase("correct the number"))
            elif (
                fold_number(block.source.printed) in numbers
                and block.source.kind is TextKind.COMMENT
                and _sends_on(block, found)
            ):
                message = phrase('this answer refers to itself: "{}"', found[0])
                hint = phrase("write the number of the answer you mean")
                yield finding_in(codes.REF002, block, *found.span(), message, hint)


def _list_numbers(checked: CheckedMatter) -> frozenset[str]:
    """Return the numbers of the recommendations; of a report without any those of what it asks of Cabinet."""
    report = checked.paper.matter.report if checked.paper else None
    points = split_points(read_plain_text(report.recommendation)) if report else ()
    return frozenset(checked.by_printed) or frozenset(map(str, range(1, len(points) + 1)))


def _may_be_own(names: Sequence[str], known: frozenset[str]) -> bool:
    """Whether a number could be one of this matter's: a mere count, or one of the forms that its numbers have."""
    shapes = {find_shape(name) for name in known}
    return any(is_count(name) or find_shape(name) in shapes for name in names)


def _own_bodies(checked: CheckedMatter) -> str:
    """Return the names of the bodies whose report it is."""
    matter = checked.paper.matter if checked.paper else None
    return ", ".join([matter.body, *(topic.body for topic in matter.topics)]) if matter else ""


def _sends_on(block: TextBlock, found: re.Match[str]) -> bool:
    """Whether an answer sends its reader to this place, and does not only name what it answers."""
    names = found[0].casefold().startswith("recommendation")
    return not names or SENDS_ON.search(words_before(block.text, found.start())) is not None


def _is_of_others(block: TextBlock, found: re.Match[str], checked: CheckedMatter) -> bool:
    """Whether the sentence, or the one before if it only goes on, speaks of another body or its paper."""
    if names_own(block.text, *found.span()):
        return False
    sentences = list(block.sentences())
    at = max((at for at, (start, _) in enumerate(sentences) if start <= found.start()), default=None)
    if at is None:
        return False
    if ITS.search(words_before(block.text, found.start())):
        return True
    start, sentence = sentences[at]
    place = found.start() - start
    # No sentence is longer, but a text may be.
    spoken = sentence[max(0, place - LONGEST_SENTENCE) : place + LONGEST_SENTENCE]
    if at and place < OPENS:
        spoken = f"{sentences[at - 1][1][-LONGEST_SENTENCE:]} {spoken}"
    own = _own_bodies(checked).casefold()
    return any(each[0].casefold() not in own for each in OTHERS.finditer(spoken))


def check_actions_referred_to(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "action 5.6" where no plan has one: a plan that was refreshed has other numbers than last year's."""
    for block in checked.text_blocks:
        for found in ACTION.finditer(block.text):
            plans = {checked.folder: checked.plan} if checked.plan else _find_meant_plans(checked, block.text)
            if _is_of_another_plan(block.text, found.end(), plans):
                continue
            known = {action.number for plan in plans.values() if plan for action in _actions(plan)}
            for number in re.findall(r"\d+\.\d+", found[1]) if known else ():
                now = _find_now(checked, block.text[found.start() :], number, plans)
                if now:
                    yield _report_moved_on(block, found, number, now)
                elif number not in known:
                    yield _report_no_action(block, found, number, plans)


def _find_meant_plans(checked: CheckedMatter, text: str) -> Mapping[str, ActionPlan | None]:
    """Return the plans of the workspace of which the matter or the text is; others' numbers say nothing."""
    title = checked.paper.matter.title if checked.paper else ""
    words = _main_words(f"{title} {text}")
    # The numbers of last year's plan are others now.
    earlier = {fold_name(plan.previous) for plan in checked.plans().values()}
    present = {name: plan for name, plan in checked.plans().items() if fold_name(name) not in earlier}
    own = {name: _main_words(plan.title) for name, plan in present.items()}
    return {name: plan for name, plan in present.items() if not own[name] or own[name] & words}


def _main_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold())) - PLAN_WORDS


def _is_of_another_plan(text: str, end: int, plans: Mapping[str, ActionPlan | None]) -> bool:
    """Whether the text names a plan for the action that is none of these: one of a year, or one of another name."""
    if OF_A_YEAR.match(text, end) and any(plan and plan.previous for plan in plans.values()):
        return True
    found = OTHER_PLAN.match(text, end)
    if found is None or found["owner"]:
        return found is not None
    titles = {word for plan in plans.values() if plan for word in plan.title.casefold().split()}
    named = set(found["name"].casefold().split()) - {"action", "plan", "strategy", "and", "for", "of"}
    return bool(named) and not named & titles


def _actions(plan: ActionPlan) -> Iterator[Action]:
    return (action for priority in plan.priorities for action in priority.actions)


def _find_now(checked: CheckedMatter, text: str, number: str, plans: Mapping[str, ActionPlan | None]) -> Action | None:
    """Return the action that last year's of this number is now, where it is that which the text means.

    It is meant where this year's plan has no such number, or where the sentence has the words of that action.
    """
    for plan in plans.values():
        years = checked.find_years(plan) if plan else None
        for former, became in years.concordance if years else ():
            now = [each.action for each in became]
            if former.number != number or not now or any(each.number == number for each in now):
                continue
            is_free = all(action.number != number for action in _actions(plan)) if plan else False
            if is_free or _find_meant(text, {"": plan}) in now:
                return now[0]
    return None


def _report_moved_on(block: TextBlock, found: re.Match[str], number: str, now: Action) -> Diagnostic:
    message = phrase("action {} is last year's number; it is action {} now", number, now.number)
    hint = phrase("write action {}, or name the year of the plan that is meant", now.number)
    return finding_in(codes.REF003, block, found.start(), found.end(), message, hint, related=now.location)


def _report_no_action(
    block: TextBlock, found: re.Match[str], number: str, plans: Mapping[str, ActionPlan | None]
) -> Diagnostic:
    titles = one_of([plan.title for plan in list(plans.values())[:2] if plan])
    message = phrase("there is no action {} in {}", number, titles)
    meant = _find_meant(block.text[found.start() :], plans)
    hint = phrase("correct the number")
    if meant:
        hint = phrase('write action {}, if you mean "{}"', meant.number, meant.text.text)
    return finding_in(
        codes.REF003, block, found.start(), found.end(), message, hint, related=meant.location if meant else None
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


def check_appendices_referred_to(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "Appendix B" where the report lists one appendix."""
    report = checked.paper.matter.report if checked.paper else None
    if checked.paper is None or report is None:
        return
    matter = checked.paper.matter
    count = int(not matter.none_recommended) if report.appendices is None else len(report.appendices)
    own = _own_bodies(checked)
    names = [matter.name_appendix(at, checked.settings) for at in range(count)]
    for block in checked.text_blocks:
        for found in APPENDIX.finditer(block.text):
            if _is_of_others(block, found, checked) or names_other_part(block.text, *found.span(), own):
                continue
            listed = re.findall(r"[A-Z]|\d+", re.sub(r"\b(?:and|or|to)\b", " ", found[1]))
            if not set(listed) <= set(names) and block.source.name != "an appendix":
                message = phrase('"{}" does not exist: the report has {}', found[0], _describe_appendices(names))
                hint = for_officer("correct the letter, or add the appendix under appendices:")
                yield finding_in(codes.REF004, block, *found.span(), message, hint)


def _describe_appendices(names: Sequence[str]) -> Message:
    if not names:
        return phrase("no appendices")
    if len(names) == 1:
        return phrase("only Appendix {}", Term(names[0]))
    return phrase("Appendices {} to {}", Term(names[0]), Term(names[-1]))


def check_paragraphs_referred_to(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "paragraph 30" in a report of twenty."""
    report = checked.paper.matter.report if checked.paper else None
    if report is None:
        return
    own = _own_bodies(checked)
    count = sum(isinstance(block, Paragraph) and find_placement(block) is None for block in report.body.blocks)
    for block in checked.text_blocks:
        if block.source.kind is not TextKind.MARKDOWN or block.form is BlockForm.TABLE:
            continue
        for found in PARAGRAPH.finditer(block.text):
            if _is_of_others(block, found, checked) or names_other_part(block.text, *found.span(), own):
                continue
            if not all(1 <= int(number) <= count for number in found.groups() if number):
                has = phrase("one paragraph") if count == 1 else phrase("{} paragraphs", count)
                message = phrase('"{}" does not exist: the report has {}', found[0], has)
                hint = phrase("correct the number; if the paragraph is in another document, name that document")
                yield finding_in(codes.REF005, block, *found.span(), message, hint)
