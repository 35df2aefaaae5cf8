"""What an answer says beside its decision: a reason, a lead officer, a target date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, find_text_blocks, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Severity, finding
from cabinet_papers.findings.message import Message, Term, all_of, for_officer, phrase
from cabinet_papers.matter.columns import COMMENT, LEAD_OFFICER, TARGET_DATE, Column, Needed, find_column
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.vocabulary import Meaning, find_meaning

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.answered import Answered
    from cabinet_papers.matter.model import Response

COMMITS = re.compile(
    r"\b(?:can|does|do) commit\b|\bcommits? to\b"
    r"|\bwill (?:now |also |however )?(?:review|amend|update|publish|introduce|carry"
    r" out|ensure|make|add|change|include|provide|report)\b|\bhas (?:now )?been (?:updated|amended|changed)\b",
    re.IGNORECASE,
)
DECLINES = re.compile(
    r"\b(?:do|does) not (?:agree|accept|support|propose|intend)\b|\bcannot (?:agree|support|commit)\b|\bwill not be\b"
    r"|\bis not (?:possible|proposed|in a position)\b|\bunable to\b|\bno (?:budget|resources?|plans?) to\b",
    re.IGNORECASE,
)


WHO = (
    r"(?:we|it|the (?:council|cabinet|executive|committee|recommendations?|proposal)|this(?: recommendation| proposal)?"
    r"|cabinet|officers)"
)
# How a sentence begins that agrees, and what one that refuses has in it.
AGREES = re.compile(
    rf"^(?:\W*(?:yes|thank you)\W+)?{WHO} (?:(?:is|are|has been|have been|can|fully|wholly|strongly|therefore|also) )*"
    r"(?:agree[sd]?|accept(?:s|ed)?|support(?:s|ed)?|approve[sd]?|endorse[sd]?|welcomes? and accepts?)\b",
    re.IGNORECASE,
)
NOT = r"(?:(?:does|do|did|is|are|could|will|would)(?: not|n[’']t)|cannot|can(?: not|[’']t)|won[’']t)"
REFUSES = re.compile(
    rf"\b{WHO} (?:(?:therefore|also|currently|regrettably) )*(?:{NOT} (?:be )?(?:agree|accept|support|approv|endors)\w*"
    r"|(?:is |are )?(?:rejects?|rejected|declines?|declined)\b)",
    re.IGNORECASE,
)
LIMITED = re.compile(
    r"\b(?:but|except|however|although|though|unless|in part|partly|partially|in principle|subject to|apart from"
    r"|only)\b",
    re.IGNORECASE,
)
# What people write for each other while an answer is being drafted; [Table: ...] and [sic] belong in one.
UNFINISHED = re.compile(
    r"\[(?!\s*(?:table\s*:|sic\b|\d+\s*\]))[^\]\n]{0,400}\]|\?{2,}"
    r"|^(?:as|see) (?:above|below|previous\w*)(?: \w+){0,3}[.!]?$"
    r"|(?:^|(?<=[.;(]) ?|(?<=[.;] ))see (?:my |our |the |his |her )?e-?mails?\b(?: (?:of|from)(?: \w+){1,3})?"
    r"|\bnot (?:yet )?cleared\b|\bto be cleared\b|^(?-i:DRAFT)\b|\bdraft(?: answer| response)? only\b"
    r"|\bwords to follow\b|\banswer to follow\b",
    re.IGNORECASE,
)
ONE_OF_SEVERAL = re.compile(
    r"(?:^|[;,.(\s])(?:(?:recommendation|rec|no)\.? ?)?([a-z]{0,3}\d{1,3}(?:\.\d{1,3})?[a-z]?)\s*[:.)=–-]\s*"
    r"(?:yes|no|not agreed|agreed|partly agreed|partially agreed|noted|in part|accepted|not accepted|rejected)\b",
    re.IGNORECASE,
)


def _find_answers(checked: CheckedMatter) -> Iterator[tuple[Answered, Response, Meaning]]:
    """Yield the rows with a decision of their own."""
    for row in checked.paper.own_rows if checked.paper else ():
        if row.response and row.response.decision and not (row.recommendation.withdrawn or row.response.is_for_all):
            yield row, row.response, row.response.decision.meaning


def check_reasons(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a recommendation that is not agreed, or agreed in part, without a reason."""
    if find_column(checked.settings.response_columns, COMMENT) is None:
        return
    comment = checked.settings.heading_of(COMMENT)
    for row, response, meaning in _find_answers(checked):
        if meaning in (Meaning.NOT_AGREED, Meaning.PARTLY) and not response.comment and response.decision:
            word = response.decision.word
            number = row.recommendation.printed
            message = phrase('recommendation {} is answered "{}" without a reason', number, word)
            if row.recommendation.answer_is_exempt:
                message = phrase("recommendation {} is answered without a reason", number)
            hint = phrase("give the reason under {}, where the committee looks for it first", Term(comment))
            yield finding(codes.RES013, message, hint, response.location)._replace(number=row.recommendation.number)


def check_tension(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a No whose Comment commits to act, and a Yes whose Comment declines."""
    wanted = {Meaning.NOT_AGREED: (codes.RES014, COMMITS), Meaning.AGREED: (codes.RES015, DECLINES)}
    meanings = {response.number: (response, meaning) for _, response, meaning in _find_answers(checked)}
    for block in checked.prose:
        source = block.source
        response, meaning = meanings.get(source.number or 0, (None, None))
        if (
            source.kind is not TextKind.COMMENT
            or response is None
            or response.decision is None
            or meaning not in wanted
        ):
            continue
        code, pattern = wanted[meaning]
        if found := pattern.search(block.text):
            word, comment = response.decision.word, block.text[found.start() :]
            message = phrase('the decision is "{}", but the Comment says "{}"', word, comment)
            hint = phrase("check which of the two is right, and correct the other")
            yield finding_in(code, block, *found.span(), message, hint)


def check_contradiction(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a No beside a Comment that begins by agreeing, and a Yes beside one that begins by refusing."""
    for row, response, meaning in _find_answers(checked):
        source = next((each for each in response.typed_texts if each.kind is TextKind.COMMENT), None)
        first = next(iter(find_text_blocks(source)), None) if source else None
        if first is None or response.decision is None:
            continue
        begin, sentence = next(first.sentences(), (0, ""))
        said = find_verdict(sentence)
        if {said, meaning} == {Meaning.AGREED, Meaning.NOT_AGREED}:
            message = phrase('the decision is "{}", but the Comment begins "{}"', response.decision.word, sentence)
            hint = phrase("check whether the answer is in the right row; if it is, correct the decision or the Comment")
            found = finding_in(codes.RES023, first, begin, begin + len(sentence), message, hint)
            yield found._replace(number=row.recommendation.number)


def find_verdict(sentence: str) -> Meaning | None:
    """Return whether the sentence agrees or refuses; None where it says neither, or both."""
    leading = find_meaning(re.split(r"[.,:;–—-]", sentence, maxsplit=1)[0])
    refuses = bool(REFUSES.search(sentence)) or leading is Meaning.NOT_AGREED
    agrees = leading is Meaning.AGREED or bool(AGREES.search(REFUSES.sub("", sentence)))
    if refuses == agrees or LIMITED.search(sentence):
        return None
    return Meaning.NOT_AGREED if refuses else Meaning.AGREED


def check_several_answers(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a Comment that answers several recommendations by their numbers, in one paragraph or in several."""
    for source, blocks in groupby(checked.text_blocks, key=lambda each: each.source):
        if source.kind is not TextKind.COMMENT:
            continue
        found = [
            (block, one)
            for block in blocks
            for one in ONE_OF_SEVERAL.finditer(block.text)
            if fold_number(one[1]) in checked.by_printed
        ]
        named = {each.number: each for _, one in found for each in checked.by_printed[fold_number(one[1])]}
        if len(named) > 1:
            listed = Term(", ".join(named[number].printed for number in sorted(named)))
            message = phrase("this Comment seems to answer several recommendations ({})", listed)
            hint = phrase("write each answer, with its decision, beside its own recommendation")
            first = found[0][0]
            end = max(one.end() for block, one in found if block is first)
            yield finding_in(codes.RES024, first, found[0][1].start(1), end, message, hint)


def check_unfinished(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a Comment with marks of a draft: one finding for a Comment, at the first of them."""
    for block in checked.text_blocks:
        found = list(UNFINISHED.finditer(block.text)) if block.source.kind is TextKind.COMMENT else []
        if found:
            message = phrase('this answer looks unfinished: "{}"', found[0][0])
            if len(found) > 1:
                message = phrase('this answer looks unfinished in {} places, first at "{}"', len(found), found[0][0])
            hint = phrase(
                'finish the answer, and delete notes that should not be printed; in place of words such as "as above", '
                "write the answer itself"
            )
            yield finding_in(codes.RES025, block, *found[0].span(), message, hint)


def check_owner_and_date(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an agreed recommendation without a lead officer or a target date, where the sheet has a column for it."""
    for row, response, meaning in _find_answers(checked):
        if meaning in (Meaning.AGREED, Meaning.PARTLY):
            yield from (
                _report_empty(row, response, column, code)
                for column, code in ((LEAD_OFFICER, codes.RES016), (TARGET_DATE, codes.RES017))
                if (own := find_column(checked.settings.response_columns, column))
                and own.needed is Needed.NEVER
                and not response.further.get(column.name)
            )


def check_answer_to_all(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find one decision for all that asks for a reason, an owner or a date beside it, which it cannot have."""
    rows = checked.paper.rows if checked.paper else ()
    response = next((row.response for row in rows if row.response and row.response.is_for_all), None)
    if response is None or response.decision is None:
        return
    word, meaning = response.decision
    lacking: list[tuple[Code, Message]] = []
    if meaning is Meaning.OTHER:
        lacking.append((codes.RES009, phrase('all: "{}" is a decision that needs a comment', word)))
    if meaning in (Meaning.NOT_AGREED, Meaning.PARTLY):
        lacking.append((codes.RES013, phrase('all: "{}" gives no reason', word)))
    lacking += [
        (code, phrase('all: "{}" leaves "{}" empty', word, Term(column.heading)))
        for code, column in _list_wanted(checked.settings.response_columns, meaning)
    ]
    hint = phrase("give each recommendation an answer of its own in the response sheet")
    yield from (finding(code, message, hint, response.location) for code, message in lacking)


def _list_wanted(columns: Iterable[Column], meaning: Meaning) -> Iterator[tuple[Code, Column]]:
    """Yield the columns that are to be filled in beside such a decision, each with the code of an empty one."""
    usual = {LEAD_OFFICER: codes.RES016, TARGET_DATE: codes.RES017}
    for column in columns:
        if column in usual and meaning in (Meaning.AGREED, Meaning.PARTLY):
            yield usual[column], column
        elif _needs(column, meaning):
            yield codes.RES035, column


def _needs(column: Column, meaning: Meaning | None) -> bool:
    """Whether a column has to be filled in beside a decision of that meaning."""
    is_agreed = meaning in (Meaning.AGREED, Meaning.PARTLY)
    return column.needed is Needed.ALWAYS or (column.needed is Needed.AGREED and is_agreed)


def check_needed(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an answer without what the council's own columns need: an error once the response is agreed."""
    agreed = checked.paper is not None and checked.paper.matter.status is Status.AGREED
    for row in checked.paper.own_rows if checked.paper else ():
        response = row.response
        if response is None or row.recommendation.withdrawn or response.is_for_all:
            continue
        meaning = response.decision.meaning if response.decision else None
        empty = [
            each.heading
            for each in checked.settings.response_columns
            if _needs(each, meaning) and not response.further.get(each.name)
        ]
        if empty:
            number = row.recommendation.printed
            listed = all_of([phrase('"{}"', Term(each)) for each in empty])
            message = phrase("recommendation {} is answered, but without {}", number, listed)
            hint = for_officer(
                "fill in {}; if the sheet has no such column yet, run `papers sheet`, which adds it", listed
            )
            severity = Severity.ERROR if agreed else Severity.WARNING
            yield finding(codes.RES035, message, hint, response.location, severity)._replace(
                number=row.recommendation.number
            )


def _report_empty(row: Answered, response: Response, column: Column, code: Code) -> Diagnostic:
    number = row.recommendation.printed
    message = phrase('recommendation {} is agreed, but "{}" is empty', number, Term(column.heading))
    hint = phrase("fill it in, so that the committee can follow up what was agreed")
    if row.recommendation.answer_is_exempt:
        message = phrase('recommendation {} is answered, but "{}" is empty', number, Term(column.heading))
        hint = phrase("fill it in, so that the committee can follow up the answer")
    return finding(code, message, hint, response.location)._replace(number=row.recommendation.number)
