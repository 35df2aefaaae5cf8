"""Where the report prints the recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cabinet_papers.check.checked_matter import (
    BlockForm,
    CheckedMatter,
    TextBlock,
    count_recommendations,
    finding_in,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.model import Report
from cabinet_papers.matter.prose import Paragraph, find_placement
from cabinet_papers.matter.typed_text import TextKind

PLACED_LINE = re.compile(r"^[ \t]*(\[\s*recommendation\s[^\]\n]*\])[ \t]*$", re.IGNORECASE | re.MULTILINE)


def check_placement(checked: CheckedMatter) -> list[Diagnostic]:
    """Find recommendations that the report's body does not print exactly once, and placements without one."""
    paper = checked.paper
    report = paper.matter.report if paper else None
    if paper is None or report is None:
        return []
    findings: list[Diagnostic] = []
    first: dict[int, Location] = {}
    missing: list[tuple[int, Location]] = []
    numbers = {each.number for each in paper.matter.recommendations}
    for block in report.body.blocks:
        number = find_placement(block)
        if number is None or not isinstance(block, Paragraph):
            continue
        place = _place(report, block)
        if number not in numbers:
            missing.append((number, place))
        elif number in first:
            hint = phrase("it is already at line {}; delete one of them", first[number].line or 0)
            message = phrase("[Recommendation {}] is in the report twice", number)
            findings.append(finding(codes.REC003, message, hint, place)._replace(related=first[number]))
        first.setdefault(number, place)
    findings += [_no_such(*each, len(numbers), are_all_placed=numbers <= first.keys()) for each in missing]
    findings += [
        finding(
            codes.REC002,
            phrase("the report does not say where to print recommendation {}", each.number),
            phrase(
                "under report: put [Recommendation {}] into the text of body:, in a paragraph of its own", each.number
            ),
            each.location,
        )
        for each in paper.matter.recommendations
        if each.number not in first
    ]
    return findings


def check_misplaced(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find [Recommendation 1] in a text other than the report's, where it prints as typed."""
    for source in checked.typed_texts:
        if source.kind is not TextKind.MARKDOWN or source.name == "the report":
            continue
        for found in PLACED_LINE.finditer(source.text):
            message = phrase(
                "{} is printed as typed in {}; only the report prints the recommendation", found[1], source.name
            )
            hint = phrase("delete this line, or write what is to be said of the recommendation")
            block = TextBlock(source, found.start(1), found[1], BlockForm.PARAGRAPH)
            yield finding_in(codes.REC023, block, 0, len(found[1]), message, hint)


def _no_such(number: int, place: Location, count: int, *, are_all_placed: bool) -> Diagnostic:
    message = phrase("[Recommendation {}] does not exist: {}", number, count_recommendations(count))
    hint = (
        phrase("delete this line")
        if are_all_placed
        else phrase("write the number of the recommendation that you mean, or delete the line")
    )
    return finding(codes.REC004, message, hint, place)


def _place(report: Report, paragraph: Paragraph) -> Location:
    return report.location._replace(line=(report.location.line or 1) + paragraph.line, column=None)
