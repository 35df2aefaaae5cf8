"""Whether a report is right about how many recommendations there are, whose they are, and its appendices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, count_recommendations, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Report

ONE = re.compile(r"\brecommendation\b(?! \(?[A-Z]{0,3}\d|\(s\))", re.IGNORECASE)
SEVERAL = re.compile(r"\brecommendations\b", re.IGNORECASE)
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
STATED = re.compile(
    rf"\b(?:makes?|made|agrees?|agreed|submits?|submitted)(?: the following)? "
    rf"(\d{{1,2}}|{'|'.join(NUMBER_WORDS[1:])}) recommendations?\b(?! (?:in|last|of|on|about|for|concerning)\b)",
    re.IGNORECASE,
)
NOUNS = ("Panel", "Committee", "Review Group", "Working Group", "Task Group", "Sub-Committee", "Commission")
# A committee sets such groups up, so its reports speak of them.
GROUPS = ("Review Group", "Working Group", "Task Group")
NOUN = re.compile(rf"\b[Tt]he ({'|'.join(NOUNS)})\b(?! of\b)")


OF_THIS_REPORT = re.compile(r"\bthis report\b", re.IGNORECASE)
# Texts of the response, which tell how many of them were agreed.
OF_RESPONSE = ("the introduction", "the closing text")


def check_number_of_the_sentence(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "the recommendations in the body of this report" where there is one, and the reverse; in headings too."""
    if not checked.paper or not checked.count:
        return
    wrong, right = (SEVERAL, "recommendation") if checked.count == 1 else (ONE, "recommendations")
    asked = _find_asked(checked)
    for block in checked.text_blocks:
        fixed = block in asked
        heading = block.form is BlockForm.HEADING and block.source.kind is TextKind.MARKDOWN
        found = wrong.search(block.text) if fixed or heading else None
        if found:
            message = (
                phrase('"{}" is plural, but there is only one recommendation', found[0])
                if checked.count == 1
                else phrase('"{}" is singular, but there are {} recommendations', found[0], checked.count)
            )
            written = right.capitalize() if found[0][0].isupper() else right
            hint = phrase('write "{}"', Term(written))
            yield finding_in(codes.REF007, block, found.start(), found.end(), message, hint, written)


def _find_asked(checked: CheckedMatter) -> list[TextBlock]:
    """Return what Cabinet is asked to do, as far as it is about the recommendations of this report."""
    asked = [
        each for each in checked.text_blocks
        if each.source.name == "recommendation" and each.source.kind is TextKind.SENTENCES
    ]  # fmt: skip
    # Of several things some may be about what others recommend.
    return asked if len(asked) == 1 else [each for each in asked if OF_THIS_REPORT.search(each.text)]


def check_number_stated(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "makes two recommendations" where there are three."""
    of_matter = checked.paper.matter.recommendations if checked.paper else ()
    wholes = len({each.part.whole if each.part else each.number for each in of_matter})
    for block in checked.prose:
        if block.source.kind is not TextKind.MARKDOWN or block.source.name in OF_RESPONSE or not checked.count:
            continue
        for found in STATED.finditer(block.text):
            stated = int(found[1]) if found[1].isdigit() else NUMBER_WORDS.index(found[1].lower())
            if stated not in (checked.count, wholes):
                message = phrase('the text says "{}", but {}', found[0], count_recommendations(checked.count))
                yield finding_in(codes.REF009, block, *found.span(), message, phrase("correct the number"))


def check_noun_of_the_body(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "The Panel" in a committee's report that is about no panel, and the like."""
    if not checked.paper:
        return
    matter = checked.paper.matter
    bodies = {matter.body, *(topic.body for topic in matter.topics)}
    own = {noun for noun in NOUNS for body in bodies if noun.casefold() in body.casefold()}
    report = [each for each in checked.text_blocks if each.source.name == "the report"]
    text = NOUN.sub("", " ".join(each.text for each in checked.text_blocks))
    set_up = () if own & set(GROUPS) else GROUPS
    for block in report if own else ():
        for found in NOUN.finditer(block.text):
            named = re.search(rf"[A-Z]\w+ {found[1]}\b", text)
            if found[1] not in (*own, *set_up) and not named:
                message = phrase('the text says "{}", but this is a report of the {}', found[0], matter.body)
                hint = phrase('write "{} {}"', Term(found[0][:3]), Term(sorted(own)[0]))
                yield finding_in(codes.REF008, block, *found.span(), message, hint)


def check_appendices(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a list of appendices with a response where there is none, or the reverse."""
    paper = checked.paper
    report = paper.matter.report if paper else None
    if not paper or report is None:
        return
    responds = paper.is_answered or paper.matter.status is Status.AGREED
    if paper.matter.none_recommended:
        problem = _find_response_to_nothing(report)
    elif responds:
        problem = _find_response_unlisted(report, partial(paper.matter.name_appendix, settings=checked.settings))
    else:
        problem = find_response_not_there(report, paper.matter.name_response(checked.settings))
    if problem:
        # Without appendices: there is nothing to point at, so the finding points at the beginning of the report.
        place = report.appendices_location or report.location
        found = finding(codes.REF006, *problem, place)
        yield found._replace(length=1) if report.appendices is None else found


def _find_response_to_nothing(report: Report) -> tuple[Message, Message] | None:
    """Return what is wrong with a list that has a Cabinet response where there is no recommendation to respond to."""
    if not any(each.is_response for each in report.appendices or ()):
        return None
    message = phrase("the report lists the Cabinet response as an appendix, but there are no recommendations")
    return message, phrase("delete the word response under appendices:")


def find_response_not_there(report: Report, letter: str = "A") -> tuple[Message, Message] | None:
    """Return what is wrong with a list that has a Cabinet response which there is not yet, and how to correct it."""
    if report.appendices is None:
        hint = phrase(
            "put the returned response sheet into the matter's folder; if the report should have no appendices, "
            'write appendices: [] below report:, which prints "None"'
        )
        message = phrase(
            "the report lists the Cabinet response as Appendix {}, but there is no answer yet", Term(letter)
        )
        return message, hint
    if any(each.is_response for each in report.appendices):
        hint = phrase(
            "put the returned response sheet into the matter's folder, or delete the word response under appendices:"
        )
        return phrase("the report lists the Cabinet response as an appendix, but there is no answer yet"), hint
    return None


def _find_response_unlisted(report: Report, name: Callable[[int], str]) -> tuple[Message, Message] | None:
    """Return what is wrong with a list in which the response has no letter, or that of another paper.

    `name` gives the letter or figure of an appendix by its place.
    """
    listed, letter = report.appendices, Term(name(0))
    if listed is None or any(each.is_response for each in listed):
        return None
    if not listed:
        hint = phrase("delete appendices: [], so that the response is listed as Appendix {}", letter)
        return phrase("the report lists no appendix, but there is a Cabinet response"), hint
    if re.search(r"\bresponse\b", listed[0].title, re.IGNORECASE):
        return None
    hint = phrase(
        "under appendices: add the word response as an item of its own, where the Cabinet response should be in the "
        "list"
    )
    title = listed[0].title
    message = phrase('the report lists "{}" as Appendix {}, and the Cabinet response is Appendix {} as well',
                     title, letter, letter)  # fmt: skip
    return message, hint
