"""Which kinds of paper there are, each declared once, and the documents that a matter gives.

Building, the trial of templates and receipts all read these declarations. A new kind is an entry in KINDS, a
view (`views.py`) with what fills it (`context.py`), and what a finished one must hold (`expected.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cabinet_papers.files.folders import FORBIDDEN_IN_NAMES
from cabinet_papers.matter import details
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.details import Detail, find_unasked
from cabinet_papers.matter.model import Status
from cabinet_papers.matter.printed_when import print_date
from cabinet_papers.papers.as_asked import expect_as_asked
from cabinet_papers.papers.context import ViewMaker
from cabinet_papers.papers.expected import expect_in_report, expect_in_response, lay_out, leave_out
from cabinet_papers.papers.expected_parts import Layout
from cabinet_papers.papers.expected_plan import expect_in_plan
from cabinet_papers.papers.matter_parts import MatterPart, is_at, split_matter
from cabinet_papers.papers.views import (
    MatterView,
    OverviewView,
    PlanView,
    ReportView,
    ResponseView,
    View,
    iter_texts,
    iter_values,
)

if TYPE_CHECKING:
    from cabinet_papers.matter.columns import Column
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.settings import DocumentEntry, Settings
    from cabinet_papers.papers.expected_parts import Section

HOUSE_LAYOUT = Layout()
EXEMPT_FOLDER = "exempt"
# Together with a folder of usual depth this stays below what Windows takes for a path.
# Linux counts bytes, and some letters have four.
LONGEST_NAME, MOST_BYTES = 150, 200


class Kind(NamedTuple):
    """A kind of paper.

    `name` begins its title and its file's name. `find_source` gives what it is made of, None where the matter does not
    give such a paper; `make_view` makes what its template sees, of the class `view`, and `list_expected` what a
    finished one must hold. `details` are those that the shipped template prints, `further_details` those that a
    council's own may. `is_final` says that Cabinet has agreed it, so that a change needs a reason. `entry` is what
    papers.yaml says of it.
    """

    name: str
    template: str
    find_source: Callable[[Paper | None, ActionPlan | None], Any]
    view: type
    make_view: Callable[[ViewMaker, Any], View]
    list_expected: Callable[..., list[Section]]
    details: tuple[Detail, ...]
    further_details: tuple[Detail, ...] = ()
    is_final: bool = False
    may_be_exempt: bool = True
    entry: DocumentEntry | None = None
    pattern: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is a document of the council's own."""
        return self.view in (MatterView, OverviewView)

    @property
    def is_public(self) -> bool:
        """Whether there are public copies of it."""
        return self.entry is None or self.entry.is_public


def _find_report(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    return paper if paper and paper.matter.report else None


def _find_draft(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    return paper if paper and paper.matter.status is not Status.AGREED and paper.is_answered else None


def _find_agreed(paper: Paper | None, _: ActionPlan | None) -> Paper | None:
    is_agreed = paper and paper.matter.status is Status.AGREED and not paper.matter.none_recommended
    return paper if is_agreed else None


def _find_plan(_: Paper | None, plan: ActionPlan | None) -> ActionPlan | None:
    return plan


KINDS = (
    Kind("Scrutiny report", "scrutiny-report.docx", _find_report, ReportView, ViewMaker.report_view, expect_in_report,
         details.REPORT),
    Kind("Draft Cabinet response", "draft-response.docx", _find_draft, ResponseView,
         ViewMaker.response_view, expect_in_response, details.RESPONSE, details.ANSWERED_BY,
         pattern="Appendix {letter} - Draft Cabinet response - {title}"),
    Kind("Cabinet response", "cabinet-response.docx", _find_agreed, ResponseView, ViewMaker.response_view,
         expect_in_response, details.AGREED, is_final=True),
    Kind("Action plan", "action-plan.docx", _find_plan, PlanView, ViewMaker.plan_view, expect_in_plan, details.PLAN,
         may_be_exempt=False),
)  # fmt: skip


class Document(NamedTuple):
    """One document to be made: its kind, its file below output/<matter>/, and what its template sees.

    `columns` are the council's own that it prints.
    """

    kind: Kind
    file_name: str
    title: str
    view: View
    source: Paper | ActionPlan | MatterPart | tuple[MatterPart, ...]
    is_exempt: bool = False
    columns: tuple[Column, ...] = ()

    @property
    def reopened(self) -> str:
        """Why its agreed paper changes, in the officer's words; "" where no reason is given."""
        return self.source.matter.reopened if isinstance(self.source, Paper) else ""

    @property
    def has_exempt_parts(self) -> bool:
        """Whether something of its matter is not for publication."""
        paper = self.source.paper if isinstance(self.source, MatterPart) else self.source
        return isinstance(paper, Paper) and bool(paper.matter.exempt_paragraphs)

    @property
    def typed(self) -> str:
        """Everything that people wrote for it, as its template sees it."""
        return " ".join(iter_texts(self.view))

    def list_expected(
        self, settings: Settings, asked: Mapping[str, int] | None = None, layout: Layout = HOUSE_LAYOUT
    ) -> list[Section]:
        """Return what people wrote for it and its template asks for: what the finished document must hold.

        `asked` are the paths in the view that the template prints, each with the number of the outermost loop that it
        is in, 0 for none; without them the template is the house's own.
        """
        if self.kind.is_own:
            return expect_as_asked(self.view, asked or {})
        own = self.details
        printed = {each.path for each in own} if asked is None else asked
        # One that is reported as left out is not missed as well, wherever else the template may have it.
        names = {*settings.leave_out, *(each.name for each in find_unasked(own, printed))}
        every = (*own, *self.kind.further_details)
        dropped = [*find_unasked(every, printed), *(each for each in own if names & {each.name, each.family})]
        if isinstance(self.source, Paper):
            settings = settings.with_columns(self.source.matter.columns)
        expected = self.kind.list_expected(self.source, settings, exempt=self.is_exempt)
        return lay_out(leave_out(expected, {each.path for each in dropped}), layout)

    @property
    def details(self) -> tuple[Detail, ...]:
        """The details of its kind, with one for each of the council's own columns."""
        families = {each.name for each in self.kind.details} & {details.COLUMNS, details.PLAN_COLUMNS}
        row = details.ACTION if details.PLAN_COLUMNS in families else details.ROW
        own = (details.detail_of(each, row) for each in self.columns if families)
        lacks = families if self._says_concerning else {*families, details.CONCERNING.name}
        return (*(each for each in self.kind.details if each.name not in lacks), *own)

    @property
    def _says_concerning(self) -> bool:
        """Whether its matter says itself what the recommendations concern."""
        return isinstance(self.source, Paper) and any(each.topic.concerning for each in self.source.topics)

    @property
    def notice(self) -> str:
        """What the notice on it says if it is exempt: the paragraphs of the Act, such as "3"; else ""."""
        return str(getattr(self.view, details.HEADER, ""))

    def find_left_out(self, asked: Collection[str]) -> list[Detail]:
        """Return the details that it has, that the shipped template prints, and that a template does not ask for."""
        unasked = find_unasked(self.details, asked)
        return [each for each in unasked if any(iter_values(self.view, each.path))]


def list_kinds(settings: Settings) -> tuple[Kind, ...]:
    """Return the kinds of paper of this council: the shipped ones, as its entries change them, and its own."""
    shipped = {kind.template: kind for kind in KINDS}
    own = []
    for entry in settings.documents:
        if entry.template in shipped:
            shipped[entry.template] = shipped[entry.template]._replace(entry=entry)
        else:
            own.append(_make_own_kind(entry))
    return (*shipped.values(), *own)


def _make_own_kind(entry: DocumentEntry) -> Kind:
    is_over_all = entry.over == "all"
    view, make_view = (OverviewView, ViewMaker.overview_view) if is_over_all else (MatterView, ViewMaker.matter_view)
    return Kind(entry.name, entry.template, _find_nothing, view, make_view, expect_as_asked, details.OWN,
                may_be_exempt=not is_over_all, entry=entry)  # fmt: skip


def _find_nothing(_: Paper | None, __: ActionPlan | None) -> None:
    """Return nothing: a document of the council's own is made of parts of a matter."""


def plan_documents(paper: Paper | None, plan: ActionPlan | None, settings: Settings) -> tuple[Document, ...]:
    """Return the documents that the matter gives, the exempt set after the public one."""
    kinds = list_kinds(settings)
    documents = _plan_set(kinds, paper, plan, ViewMaker(settings))
    if paper and paper.matter.exempt_paragraphs:
        documents += _plan_set([kind for kind in kinds if kind.may_be_exempt], paper, plan,
                               ViewMaker(settings, exempt=True))  # fmt: skip
    return tuple(documents)


def plan_overviews(parts: Sequence[MatterPart], settings: Settings) -> tuple[Document, ...]:
    """Return the council's own documents over all matters, which are in output/ itself; nothing in them is exempt."""
    views = ViewMaker(settings)
    kinds = [kind for kind in list_kinds(settings) if kind.view is OverviewView and parts]
    stems = [_fill_name(kind.name, MatterPart(None, None), settings) for kind in kinds]
    return tuple(
        Document(kind, name_file(stem), stem, views.overview_view(_at_its_stage(kind, parts)), tuple(parts))
        for kind, stem in zip(kinds, stems, strict=True)
    )


def _at_its_stage(kind: Kind, parts: Sequence[MatterPart]) -> list[MatterPart]:
    stages = kind.entry.when if kind.entry else ()
    return [part for part in parts if not stages or any(is_at(part, stage) for stage in stages)]


def _plan_set(kinds: Iterable[Kind], paper: Paper | None, plan: ActionPlan | None, views: ViewMaker) -> list[Document]:
    whole = MatterPart(paper, plan)
    answers = (views.speaking_for(paper) if paper else views).settings.asked_for
    return [
        Document(
            kind,
            name_file(stem, exempt=views.exempt),
            stem,
            kind.make_view(views, source),
            source,
            views.exempt,
            _printed(plan) if source is plan and plan else answers,
        )
        for kind in kinds
        if _at_its_stage(kind, [whole])
        for source, stem in _find_sources(kind, whole, views)
    ]


def _printed(plan: ActionPlan) -> tuple[Column, ...]:
    return tuple(each for each in plan.columns if each.is_printed)


def _find_sources(kind: Kind, whole: MatterPart, views: ViewMaker) -> Iterator[tuple[Any, str]]:
    """Yield what documents of the kind are made of, and the names of their files without the ending."""
    if kind.view is MatterView and kind.entry:
        for part in split_matter(whole, kind.entry.over):
            is_exempt = part.paper and any(row.recommendation.answer_is_exempt for row in part.paper.rows)
            if not views.exempt or is_exempt or kind.entry.over == "matter":
                yield part, _fill_name(kind.name, part, views.settings)
    elif source := kind.find_source(whole.paper, whole.plan):
        pattern = (kind.entry and kind.entry.name) or kind.pattern or f"{kind.name} - {{title}}"
        paper = whole.paper if source is whole.paper else None
        yield source, _fill_name(pattern, whole._replace(paper=paper), views.settings)


def _fill_name(pattern: str, part: MatterPart, settings: Settings) -> str:
    """Return a name with its braces filled in."""
    matter = part.paper.matter if part.paper else None
    values = {
        "title": part.title,
        "letter": matter.name_response(settings) if matter else "",
        "topic": part.topic,
        "member": part.member.name if part.member else "",
        "number": part.number,
        "date": print_date(matter.date, settings) if matter else "",
    }
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], pattern)


def name_file(name: str, *, exempt: bool = False) -> str:
    """Return a document's file name, usable on Windows: "Scrutiny report - City of Sanctuary.docx"."""
    stem = f"{'EXEMPT - ' if exempt else ''}{FORBIDDEN_IN_NAMES.sub('-', name)}"
    stem = " ".join(stem.split())[: LONGEST_NAME - len(".docx")].rstrip(" .")
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .")
    return f"{EXEMPT_FOLDER + '/' if exempt else ''}{stem}.docx"
