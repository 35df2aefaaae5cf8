"""Which documents a matter gives, under which names, from which template."""

from __future__ import annotations

import re
from typing import NamedTuple

from cabinet_papers.matter.model import ActionPlan, Paper, Settings, Status
from cabinet_papers.papers.context import ViewMaker
from cabinet_papers.papers.views import PlanView, ReportView, ResponseView, View, iter_texts

REPORT = "Scrutiny report"
DRAFT = "Appendix A - Draft Cabinet response"
AGREED = "Cabinet response"
AGREED_TEMPLATE = "cabinet-response.docx"
PLAN = "Action plan"
EXEMPT_FOLDER = "exempt"
# Together with a folder of usual depth this stays below what Windows takes for a path.
# Linux counts bytes, and some letters have four.
LONGEST_NAME, MOST_BYTES = 150, 200
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


class Document(NamedTuple):
    """One document to be made: its file below output/<matter>/, its template, and what that sees."""

    file_name: str
    title: str
    template: str
    view: View
    facts: Paper | ActionPlan
    is_exempt: bool = False

    @property
    def is_agreed(self) -> bool:
        """Whether it is the response that Cabinet has agreed, so that a change needs a reason."""
        return self.template == AGREED_TEMPLATE

    @property
    def view_type(self) -> type:
        """The type of view whose names its template may use."""
        return type(self.view)

    @property
    def typed(self) -> str:
        """Everything that people wrote for it, as its template sees it."""
        return " ".join(iter_texts(self.view))


TEMPLATES: dict[str, type] = {
    "scrutiny-report.docx": ReportView,
    "draft-response.docx": ResponseView,
    AGREED_TEMPLATE: ResponseView,
    "action-plan.docx": PlanView,
}


def plan_documents(paper: Paper | None, plan: ActionPlan | None, settings: Settings) -> tuple[Document, ...]:
    """Return the documents that the matter gives, the exempt set after the public one."""
    documents = list(_paper_documents(paper, ViewMaker(settings))) if paper else []
    if plan:
        name = document_name(PLAN, plan.title)
        documents.append(
            Document(name, f"{PLAN} - {plan.title}", "action-plan.docx", ViewMaker(settings).plan_view(plan), plan)
        )
    if paper and paper.matter.exempt_paragraphs:
        documents += _paper_documents(paper, ViewMaker(settings, exempt=True))
    return tuple(documents)


def _paper_documents(paper: Paper, views: ViewMaker) -> list[Document]:
    matter = paper.matter
    wanted: list[tuple[str, str, View]] = []
    if matter.report:
        wanted.append((REPORT, "scrutiny-report.docx", views.report_view(paper, matter.report)))
    if matter.status is Status.AGREED:
        wanted.append((AGREED, AGREED_TEMPLATE, views.response_view(paper)))
    elif paper.is_answered:
        wanted.append((DRAFT, "draft-response.docx", views.response_view(paper)))
    return [
        Document(
            document_name(kind, matter.title, exempt=views.exempt),
            f"{kind} - {matter.title}",
            template,
            view,
            paper,
            views.exempt,
        )
        for kind, template, view in wanted
    ]


def document_name(kind: str, title: str, *, exempt: bool = False) -> str:
    """Return a document's file name, usable on Windows: "Scrutiny report - City of Sanctuary.docx"."""
    stem = f"{'EXEMPT - ' if exempt else ''}{kind} - {FORBIDDEN_IN_NAMES.sub('-', title)}"
    stem = " ".join(stem.split())[: LONGEST_NAME - len(".docx")].rstrip(" .")
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .")
    return f"{EXEMPT_FOLDER + '/' if exempt else ''}{stem}.docx"
