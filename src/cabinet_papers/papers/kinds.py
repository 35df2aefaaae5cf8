"""Which kinds of paper there are, each declared once, and the documents that a matter gives.

Building, the trial of templates and receipts all read these declarations. A new kind is an entry in KINDS, a
view (`views.py`) with what fills it (`context.py`), and what a finished one must hold (`expected.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cabinet_papers.files.folders import FORBIDDEN_IN_NAMES
from cabinet_papers.matter.model import Paper, Status
from cabinet_papers.papers.context import ViewMaker
from cabinet_papers.papers.expected import expect_in_plan, expect_in_report, expect_in_response
from cabinet_papers.papers.views import PlanView, ReportView, ResponseView, View, iter_texts

if TYPE_CHECKING:
    from cabinet_papers.matter.model import ActionPlan, Settings
    from cabinet_papers.papers.expected import Section

EXEMPT_FOLDER = "exempt"
# Together with a folder of usual depth this stays below what Windows takes for a path.
# Linux counts bytes, and some letters have four.
LONGEST_NAME, MOST_BYTES = 150, 200


class Kind(NamedTuple):
    """A kind of paper.

    `name` begins its title and its file's name. `find_source` gives what it is made of, None where the matter does not
    give such a paper; `make_view` makes what its template sees, of the class `view`, and `list_expected` what a
    finished one must hold. `is_final` says that Cabinet has agreed it, so that a change needs a reason.
    """

    name: str
    template: str
    find_source: Callable[[Paper | None, ActionPlan | None], Any]
    view: type
    make_view: Callable[[ViewMaker, Any], View]
    list_expected: Callable[..., list[Section]]
    is_final: bool = False
    may_be_exempt: bool = True


def _find_report(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    return paper if paper and paper.matter.report else None


def _find_draft(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    return paper if paper and paper.matter.status is not Status.AGREED and paper.is_answered else None


def _find_agreed(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    return paper if paper and paper.matter.status is Status.AGREED else None


def _find_plan(_: Paper | None, plan: ActionPlan | None) -> ActionPlan | None:
    return plan


KINDS = (
    Kind("Scrutiny report", "scrutiny-report.docx", _find_report, ReportView, ViewMaker.report_view, expect_in_report),
    Kind("Appendix A - Draft Cabinet response", "draft-response.docx", _find_draft, ResponseView,
         ViewMaker.response_view, expect_in_response),
    Kind("Cabinet response", "cabinet-response.docx", _find_agreed, ResponseView, ViewMaker.response_view,
         expect_in_response, is_final=True),
    Kind("Action plan", "action-plan.docx", _find_plan, PlanView, ViewMaker.plan_view, expect_in_plan,
         may_be_exempt=False),
)  # fmt: skip


class Document(NamedTuple):
    """One document to be made: its kind, its file below output/<matter>/, and what its template sees."""

    kind: Kind
    file_name: str
    title: str
    view: View
    source: Paper | ActionPlan
    is_exempt: bool = False

    @property
    def has_exempt_parts(self) -> bool:
        """Whether something of its matter is not for publication."""
        return isinstance(self.source, Paper) and bool(self.source.matter.exempt_paragraphs)

    @property
    def typed(self) -> str:
        """Everything that people wrote for it, as its template sees it."""
        return " ".join(iter_texts(self.view))

    def list_expected(self, settings: Settings) -> list[Section]:
        """Return what people wrote for it, which it must hold when it is finished."""
        return self.kind.list_expected(self.source, settings, exempt=self.is_exempt)


def plan_documents(paper: Paper | None, plan: ActionPlan | None, settings: Settings) -> tuple[Document, ...]:
    """Return the documents that the matter gives, the exempt set after the public one."""
    documents = _plan_set(KINDS, paper, plan, ViewMaker(settings))
    if paper and paper.matter.exempt_paragraphs:
        documents += _plan_set([kind for kind in KINDS if kind.may_be_exempt], paper, plan,
                               ViewMaker(settings, exempt=True))  # fmt: skip
    return tuple(documents)


def _plan_set(kinds: Iterable[Kind], paper: Paper | None, plan: ActionPlan | None, views: ViewMaker) -> list[Document]:
    sources = ((kind, kind.find_source(paper, plan)) for kind in kinds)
    return [
        Document(
            kind,
            document_name(kind.name, source.title, exempt=views.exempt),
            f"{kind.name} - {source.title}",
            kind.make_view(views, source),
            source,
            views.exempt,
        )
        for kind, source in sources
        if source is not None
    ]


def document_name(kind: str, title: str, *, exempt: bool = False) -> str:
    """Return a document's file name, usable on Windows: "Scrutiny report - City of Sanctuary.docx"."""
    stem = f"{'EXEMPT - ' if exempt else ''}{kind} - {FORBIDDEN_IN_NAMES.sub('-', title)}"
    stem = " ".join(stem.split())[: LONGEST_NAME - len(".docx")].rstrip(" .")
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .")
    return f"{EXEMPT_FOLDER + '/' if exempt else ''}{stem}.docx"
