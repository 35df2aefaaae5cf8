"""Reports rows of a front sheet whose label the template prints itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.papers.views import ReportView

if TYPE_CHECKING:
    from cabinet_papers.matter.model import FrontRow
    from cabinet_papers.papers.kinds import Document

# Where the officer writes what a placeholder prints.
KEYS = {
    "date": "date: under cabinet:", "cabinet_date": "date: under cabinet:", "scrutiny_date": "date: under scrutiny:",
    "body": "body: under scrutiny:", "title": "title:", "lead_member.name": "lead_member: under scrutiny:",
    "member.name": "members: under cabinet:", "due": "due: under response:",
    "purpose_text": "purpose: under report:", "point": "recommendation: under report:",
    **{name: f"{name}: under report:" for name in
       ("purpose", "key_decision", "corporate_priority", "policy_framework", "recommendation")},
    **{f"author.{name}": f"{name}: under author:" for name in ("name", "job_title", "service", "telephone", "email")},
}  # fmt: skip


def report_labels(document: Document, labels: Mapping[str, str]) -> list[Diagnostic]:
    """Return a finding for each row of the document's front sheet that the template has already."""
    return [
        _report(row, labels[normalise_heading(row.label)])
        for row in _find_rows(document)
        if normalise_heading(row.label) in labels
    ]


def _find_rows(document: Document) -> tuple[FrontRow, ...]:
    if document.kind.is_own or not isinstance(document.source, Paper):
        return ()
    matter = document.source.matter
    if document.kind.view is ReportView:
        return matter.report.front_sheet if matter.report else ()
    return matter.response_texts.front_sheet


def _report(row: FrontRow, placeholder: str) -> Diagnostic:
    message = phrase('the front sheet has the row "{}" twice, because the template has one too', row.label)
    found = finding(codes.REC022, message, _cure(placeholder), row.location)
    return found._replace(length=len(row.label))


def _cure(placeholder: str) -> Message:
    if placeholder in KEYS:
        key = Term(KEYS[placeholder])
        return phrase("delete this row, or give it another label; the template's own row prints what is after {}", key)
    return phrase("delete this row, or give it another label; the template's own row can be changed in Word")
