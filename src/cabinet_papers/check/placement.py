"""Where the report prints the recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cabinet_papers.check.checked_matter import (
    BlockForm,
    CheckedMatter,
    TextBlock,
    finding_in,
    name_recommendations,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, all_of, phrase
from cabinet_papers.matter.model import Recommendation, Report
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.prose import PLACEMENT, Paragraph, find_placement
from cabinet_papers.matter.typed_text import TextKind, TypedText, find_span

PLACED_LINE = re.compile(r"^[ \t]*(\[\s*recommendation\s[^\]\n]*\])[ \t]*$", re.IGNORECASE | re.MULTILINE)
# A line of nothing else than placements, perhaps with the mark of a list, a heading or a quotation before them.
ONLY_PLACED = re.compile(
    rf"[ \t]*(?:(?:[-*+•>#]+|\d{{1,3}}[.)])[ \t]+)?(?:{PLACEMENT.pattern}[\s,;.:*_]*)+", re.IGNORECASE
)
# So many places for an empty line are named one by one.
MOST_GAPS = 3


def check_placement(checked: CheckedMatter) -> list[Diagnostic]:
    """Find recommendations that the report's body does not print exactly once, and placements without one."""
    paper = checked.paper
    report = paper.matter.report if paper else None
    if paper is None or report is None:
        return []
    placements = list(_find_placements(report, checked))
    findings: list[Diagnostic] = []
    first: dict[int, Location] = {}
    for _, placed, place in placements:
        if again := next((each for each in placed if each.number in first), None):
            findings.append(_report_again(again, first[again.number], place))
        first |= {each.number: place for each in placed if each.number not in first}
    unplaced = [each for each in paper.matter.recommendations if each.number not in first]
    has = name_recommendations(paper.matter.recommendations)
    findings += [
        _no_such(block, place, has, are_all_placed=not unplaced) for block, placed, place in placements if not placed
    ]
    return [*findings, *_report_unplaced(unplaced, checked)]


def check_misplaced(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find [Recommendation 1] in a text other than the report's, where it prints as typed."""
    for source in checked.printed_texts:
        if source.kind is not TextKind.MARKDOWN or source.name == "the report":
            continue
        for found in PLACED_LINE.finditer(source.text):
            message = phrase(
                "{} is printed as typed in {}; only the report prints the recommendation", found[1], source.name
            )
            hint = phrase("delete this line, or write what is to be said of the recommendation")
            block = TextBlock(source, found.start(1), found[1], BlockForm.PARAGRAPH)
            yield finding_in(codes.REC023, block, 0, len(found[1]), message, hint)


def _find_placements(
    report: Report, checked: CheckedMatter
) -> Iterator[tuple[Paragraph, tuple[Recommendation, ...], Location]]:
    """Yield each placement in the body, what it places, and its place."""
    for block in report.body.blocks:
        name = find_placement(block)
        if name is not None and isinstance(block, Paragraph):
            yield block, checked.by_printed.get(name, ()), _place(report, block)


class _Line(NamedTuple):
    """A line of the report's body: where it starts there, and what it places, if it holds nothing else."""

    start: int
    text: str
    placed: tuple[Recommendation, ...]


def _find_joined(
    checked: CheckedMatter, unplaced: Sequence[Recommendation]
) -> Iterator[tuple[Diagnostic, tuple[Recommendation, ...]]]:
    """Yield a finding for each paragraph whose placements print as typed, as they are not alone in it, and for what."""
    body = next((each for each in checked.typed_texts if each.name == "the report"), None)
    for lines in _split_paragraphs(body, checked.by_printed) if body else ():
        placed = tuple(each for line in lines for each in line.placed)
        if body and any(each in unplaced for each in placed):
            yield _report_joined(body, lines), placed


def _split_paragraphs(body: TypedText, by_printed: Mapping[str, tuple[Recommendation, ...]]) -> Iterator[list[_Line]]:
    """Yield the lines of the body that have no empty line between them."""
    lines: list[_Line] = []
    start = 0
    for text in (*body.text.split("\n"), ""):
        if text.strip():
            only = ONLY_PLACED.fullmatch(text)
            numbers = [fold_number(found[1]) for found in PLACEMENT.finditer(text)] if only else []
            placed = tuple(each for number in numbers for each in by_printed.get(number, ()))
            lines.append(_Line(start, text, placed))
        elif lines:
            yield lines
            lines = []
        start += len(text) + 1


def _report_joined(body: TypedText, lines: Sequence[_Line]) -> Diagnostic:
    typed = [found[0] for line in lines if line.placed for found in PLACEMENT.finditer(line.text)]
    first = next(line for line in lines if line.placed)
    at = first.text.index("[")
    message = (
        phrase("{} is not alone in its paragraph, so it would be printed as typed", typed[0])
        if len(typed) == 1
        else phrase("{} are not each in a paragraph of their own, so they would be printed as typed", all_of(typed))
    )
    block = TextBlock(body, first.start + at, first.text[at:], BlockForm.PARAGRAPH)
    return finding_in(codes.REC002, block, 0, len(first.text[at:].rstrip()), message, _part_them(body, lines))


def _part_them(body: TypedText, lines: Sequence[_Line]) -> Message:
    """Return how each placement gets a paragraph of its own: by empty lines alone, where that is enough."""
    gaps = [
        (find_span(body, above.start, above.start).location.line, find_span(body, line.start, line.start).location.line)
        for above, line in pairwise(lines)
        if above.placed or line.placed
    ]
    are_alone = all(PLACED_LINE.fullmatch(line.text) for line in lines if line.placed)
    if are_alone and 0 < len(gaps) <= MOST_GAPS and all(above != below for above, below in gaps):
        between = [phrase("between lines {} and {}", above or 0, below or 0) for above, below in gaps]
        return phrase("put an empty line {}", all_of(between))
    return phrase(
        "write {} on a line of its own, with nothing before or after it in that line, and put an empty line above and "
        "below it",
        Term("it" if sum(len(line.placed) for line in lines) == 1 else "each"),
    )


def _report_unplaced(unplaced: Sequence[Recommendation], checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Yield a finding for what is placed but not alone in its paragraph, and for each that is nowhere placed."""
    joined = list(_find_joined(checked, unplaced))
    yield from (found for found, _ in joined)
    known = {each.number for _, placed in joined for each in placed}
    yield from _report_missing([each for each in unplaced if each.number not in known], checked.by_printed)


def _report_missing(
    unplaced: Sequence[Recommendation], by_printed: Mapping[str, tuple[Recommendation, ...]]
) -> Iterator[Diagnostic]:
    """Yield a finding for each recommendation that the body does not name; for one with parts a single one."""
    reported = set[str]()
    for each in unplaced:
        whole = each.part.whole.number if each.part else ""
        if whole and all(part in unplaced for part in by_printed[fold_number(whole)]):
            if whole in reported:
                continue
            reported.add(whole)
        number = Term(whole if whole in reported else each.printed)
        message = phrase("the report does not say where to print recommendation {}", number)
        hint = phrase("under report: put [Recommendation {}] into the text of body:, in a paragraph of its own", number)
        yield finding(codes.REC002, message, hint, each.location)


def _report_again(placed: Recommendation, first: Location, place: Location) -> Diagnostic:
    hint = phrase("it is already at line {}; delete one of them", first.line or 0)
    message = phrase("[Recommendation {}] is in the report twice", placed.printed)
    return finding(codes.REC003, message, hint, place)._replace(related=first)


def _no_such(placement: Paragraph, place: Location, has: Message, *, are_all_placed: bool) -> Diagnostic:
    typed = placement.text.strip()[1:-1].split()
    message = phrase("[Recommendation {}] does not exist: {}", typed[-1], has)
    hint = (
        phrase("delete this line")
        if are_all_placed
        else phrase("write the number of the recommendation that you mean, or delete the line")
    )
    return finding(codes.REC004, message, hint, place)


def _place(report: Report, paragraph: Paragraph) -> Location:
    return report.location._replace(line=(report.location.line or 1) + paragraph.line, column=None)
