"""Whether a report has the headings that the council asks of every report, and says something below each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import all_of, phrase
from cabinet_papers.matter.prose import Block, Heading, iter_paragraphs
from cabinet_papers.matter.wording import normalise_heading

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Report

# So alike are two headings of which one is meant for the other: "Financial implication", "4. Financial implications".
NEAR = 0.8
# Marks around a heading, in Markdown, that are none of its words.
MARKS = "#*_ \t"


def check_report_headings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find required headings that are missing, written in another way, or without a text below them."""
    report = checked.paper.matter.report if checked.paper else None
    if report is None or not checked.settings.report_headings:
        return
    written = {_plain(each.text): each for each in reversed(_find_blocks(checked))}
    yield from _find_missing(checked.settings.report_headings, report, written)
    required = set(map(normalise_heading, checked.settings.report_headings))
    for key in dict.fromkeys(_find_empty(report.body.blocks)):
        if key in required and key in written:
            yield _report_empty(written[key])


def _find_missing(headings: Iterable[str], report: Report, written: Mapping[str, TextBlock]) -> Iterator[Diagnostic]:
    """Yield a finding for each line that is meant for a required heading, and one for all others that are missing."""
    present = {normalise_heading(each.text) for each in report.body.blocks if isinstance(each, Heading)}
    required = {normalise_heading(each): each for each in headings}
    missing = {key: heading for key, heading in required.items() if key not in present}
    others = {key: block for key, block in written.items() if key not in required.keys() & present}
    meant = _find_meant(missing, others)
    yield from (_report_meant(missing[key], block) for key, block in meant.items())
    yield from _report_missing([heading for key, heading in missing.items() if key not in meant], report)


def _find_blocks(checked: CheckedMatter) -> list[TextBlock]:
    """Return the headings of the report, and paragraphs that may be meant as such."""
    forms = (BlockForm.HEADING, BlockForm.PARAGRAPH)
    return [each for each in checked.text_blocks if each.source.name == "the report" and each.form in forms]


def _plain(text: str) -> str:
    return normalise_heading(text.strip(MARKS))


def _find_meant(missing: Iterable[str], written: Mapping[str, TextBlock]) -> dict[str, TextBlock]:
    """Return by each missing heading the line that is meant for it: one very like it, or it without its marks."""
    headings = [key for key, block in written.items() if block.form is BlockForm.HEADING]
    meant = {}
    for key in missing:
        near = [key] if key in written else get_close_matches(key, headings, 1, NEAR)
        if near:
            meant[key] = written[near[0]]
            # A line is meant for one heading only.
            headings = [each for each in headings if each != near[0]]
    return meant


def _report_meant(heading: str, block: TextBlock) -> Diagnostic:
    if block.form is not BlockForm.HEADING:
        message = phrase('"{}" is a heading that every report must have, but here it is a paragraph', heading)
        hint = phrase("begin the line with ## and a space, and delete the stars around it, if there are any")
        return finding_in(codes.REC020, block, 0, len(block.text), message, hint)
    message = phrase('every report must have the heading "{}", but here it is "{}"', heading, block.text)
    hint = phrase('write "{}"', heading)
    return finding_in(codes.REC020, block, 0, len(block.text), message, hint)


def _report_missing(headings: list[str], report: Report) -> Iterator[Diagnostic]:
    if not headings:
        return
    message = phrase("the report lacks a heading that every report must have: {}", all_of(headings))
    if len(headings) > 1:
        message = phrase("the report lacks headings that every report must have: {}", all_of(headings))
    hint = phrase(
        "write each into body:, on a line of its own that begins with ## and a space, and below it what there is to say"
    )
    yield finding(codes.REC020, message, hint, report.location)._replace(length=1)


def _find_empty(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the headings below which there is nothing before the next one that is not lower."""
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            continue
        ends = (
            each for each, after in enumerate(blocks[at + 1 :], at + 1)
            if isinstance(after, Heading) and after.level <= block.level
        )  # fmt: skip
        below = [each for each in blocks[at + 1 : next(ends, len(blocks))] if not isinstance(each, Heading)]
        if not any(re.search(r"\w", each.text) for each in iter_paragraphs(tuple(below))):
            yield normalise_heading(block.text)


def _report_empty(block: TextBlock) -> Diagnostic:
    message = phrase('the section "{}" is empty, but every report must have it', block.text)
    hint = phrase("write below the heading what there is to say, if only that there is nothing")
    return finding_in(codes.REC021, block, 0, len(block.text), message, hint)
