"""Where recommendations stand in the report."""

from __future__ import annotations

from cabinet_papers.check.subject import Subject
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.matter.model import Report
from cabinet_papers.matter.prose import Paragraph, find_placement


def check_placement(subject: Subject) -> list[Diagnostic]:
    """Each recommendation stands in the report's body exactly once, and each placement has a recommendation."""
    paper = subject.paper
    report = paper.matter.report if paper else None
    if paper is None or report is None:
        return []
    findings: list[Diagnostic] = []
    first: dict[int, Location] = {}
    numbers = {each.number for each in paper.matter.recommendations}
    for block in report.body.blocks:
        number = find_placement(block)
        if number is None or not isinstance(block, Paragraph):
            continue
        place = _place(report, block)
        if number not in numbers:
            findings.append(_no_such(number, len(numbers), place))
        elif number in first:
            hint = f"it is first placed at line {first[number].line}; delete one of them"
            message = f"[Recommendation {number}] stands twice in the report"
            findings.append(finding(codes.REC003, message, hint, place)._replace(related=first[number]))
        first.setdefault(number, place)
    findings += [
        finding(
            codes.REC002,
            f"recommendation {each.number} is not placed in the report",
            f"put [Recommendation {each.number}] into the body, in a paragraph of its own",
            each.location,
        )
        for each in paper.matter.recommendations
        if each.number not in first
    ]
    return findings


def _no_such(number: int, count: int, place: Location) -> Diagnostic:
    message = f"[Recommendation {number}] does not exist: there {'is' if count == 1 else 'are'} {count}"
    hint = f"write a number from 1 to {count}" if count > 1 else "write [Recommendation 1]"
    return finding(codes.REC004, message, hint, place)


def _place(report: Report, paragraph: Paragraph) -> Location:
    return report.location._replace(line=(report.location.line or 1) + paragraph.line, column=None)
