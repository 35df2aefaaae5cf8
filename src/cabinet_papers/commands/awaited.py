"""Says of a report that goes out before any answer that the answers are awaited: a line, and nothing that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.printed_when import print_when

if TYPE_CHECKING:
    from cabinet_papers.commands.examine import Examined
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.settings import Settings


def tell_awaited(examined: Examined, settings: Settings) -> tuple[list[Message], list[Diagnostic]]:
    """Return the line for such a report, and the matter's findings without the reminder that says the same.

    A council that makes the reminder an error means it; one that switches it off has no line either.
    """
    paper, findings = examined.paper, examined.findings
    chosen = settings.severities.get("RES001", settings.severities.get("RES", ""))
    asked = sum(each.needs_answer for each in paper.matter.recommendations) if paper else 0
    if paper is None or not paper.is_report_alone or not asked or chosen in ("off", "error"):
        return [], list(findings)
    matter = paper.matter
    line = phrase("{}: {} answers are awaited", matter.title, asked)
    if asked == 1:
        line = phrase("{}: one answer is awaited", matter.title)
    if matter.due:
        line = phrase("{} until {}", line, Term(print_when(matter.due, settings)))
    return [line], [each for each in findings if each.code is not codes.RES001]
