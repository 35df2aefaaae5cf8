"""What a template sees: plain values and prose under the names that a person types between {{ and }} in Word.

These classes are also the list of the placeholders that exist, so that a misspelt one is found before
anything is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.settings import Chart, Picture


class PersonView(NamedTuple):
    """A councillor."""

    name: str
    title: str


class FrontRowView(NamedTuple):
    """A further row of a front sheet: its label, without a colon, and what is beside it."""

    label: str
    value: str


class CountsView(NamedTuple):
    """How many recommendations there are, and how each was answered; `exempt` are those withheld in this copy."""

    asked: int = 0
    agreed: int = 0
    partly: int = 0
    not_agreed: int = 0
    noted: int = 0
    status: int = 0
    other: int = 0
    awaited: int = 0
    withdrawn: int = 0
    exempt: int = 0


class OwnCells(tuple[Prose, ...]):
    """The texts of a row's own columns, for a loop; each also by its name, as in row.target_date."""

    names: tuple[str, ...]

    def __new__(cls, cells: Mapping[str, Prose]) -> OwnCells:
        """Return the texts by the names of their columns, from left to right."""
        made = super().__new__(cls, cells.values())
        made.names = tuple(cells)
        return made

    def __reduce__(self) -> tuple[type[OwnCells], tuple[dict[str, Prose]]]:
        """Return how a copy for another process is made."""
        return OwnCells, (dict(zip(self.names, self, strict=True)),)


def _find_own_cell(cells: tuple[Prose, ...], name: str) -> Prose:
    """Return the text of the column of that name; nothing where this matter has no such column."""
    if name.startswith("_"):
        raise AttributeError(name)
    names = cells.names if isinstance(cells, OwnCells) else ()
    return cells[names.index(name)] if name in names else Prose()


class RecommendationView(NamedTuple):
    """A recommendation and its answer.

    `withheld` is true in the public copy of an exempt one: its words and its answer are then not there at all.
    `decision` is "" while it is awaited; `withdrawn` holds the reason where it was withdrawn. `answer_withheld` is true
    in the public copy where the answer alone is exempt, under the paragraph `answer_exempt`. `answered_with` is the
    number of the recommendation to whose answer this one sends its reader, with that decision, else "". The columns of
    a council's own are attributes too.
    """

    number: str
    text: Prose
    withdrawn: str
    exempt: str
    withheld: bool
    decision: str
    comment: Prose
    further: tuple[Prose, ...]
    answer_exempt: str = ""
    answer_withheld: bool = False
    member: str = ""
    ref: str = ""
    numbered: str = ""
    answered_with: str = ""

    def __getattr__(self, name: str) -> Prose:
        """Return what the row has in the council's own column of that name."""
        return _find_own_cell(self.further, name)


class TopicView(NamedTuple):
    """A topic; `the_body` and `the_title` begin with "the", once; `concerning` is the same without it.

    `additions` is what Cabinet agreed beside its recommendations.
    """

    title: str
    the_title: str
    body: str
    the_body: str
    date: str
    several_members: bool
    one_recommendation: bool
    recommendations: tuple[RecommendationView, ...]
    in_month: bool = False
    additions: tuple[Prose, ...] = ()
    concerning: str = ""


class ResponseView(NamedTuple):
    """A draft or agreed Cabinet response. `exempt_paragraphs` is "" except in the exempt copy."""

    council: str
    title: str
    the_title: str
    body: str
    the_body: str
    date: str
    several_topics: bool
    one_recommendation: bool
    members: tuple[PersonView, ...]
    further_columns: tuple[str, ...]
    topics: tuple[TopicView, ...]
    exempt_paragraphs: str
    logo: Picture | None = None
    scrutiny_date: str = ""
    cabinet_date: str = ""
    letter: str = "A"
    due: str = ""
    lead_member: PersonView | None = None
    counts: CountsView = CountsView()
    front_sheet: tuple[FrontRowView, ...] = ()
    introduction: Prose = Prose()
    closing: Prose = Prose()
    in_month: bool = False
    concerning: str = ""


class AppendixView(NamedTuple):
    """An appendix of a report: "A" and its title, which the public copy of an exempt one does not have."""

    letter: str
    title: str
    exempt: str = ""
    withheld: bool = False
    is_response: bool = False


class AuthorView(NamedTuple):
    """Who wrote the report; each field may be ""."""

    name: str
    job_title: str
    service: str
    telephone: str
    email: str


class ReportPart(NamedTuple):
    """A piece of a report's body: its prose, or one recommendation."""

    prose: Prose
    recommendation: RecommendationView | None


class ReportView(NamedTuple):
    """A scrutiny report to Cabinet. A field that is "" or empty prints no row.

    `purpose` and `recommendation` are their lines as typed, `purpose_text` the paragraphs and bullets that these are;
    `recommendation_points` are those of the recommendation, each paragraph with the bullets below it; the template
    `numbers_points` where there are several, unless people have typed numbers before them.
    """

    council: str
    title: str
    date: str
    body: str
    purpose: str
    key_decision: str
    lead_member: PersonView | None
    members: tuple[PersonView, ...]
    corporate_priority: str
    policy_framework: str
    recommendation: str
    one_recommendation: bool
    default_appendix: bool
    agreed: bool
    appendices: tuple[AppendixView, ...]
    parts: tuple[ReportPart, ...]
    author: AuthorView
    has_author: bool
    exempt_paragraphs: str
    logo: Picture | None = None
    scrutiny_date: str = ""
    cabinet_date: str = ""
    due: str = ""
    counts: CountsView = CountsView()
    letter: str = "A"
    purpose_text: Prose = Prose()
    recommendation_points: tuple[Prose, ...] = ()
    numbers_points: bool = False
    front_sheet: tuple[FrontRowView, ...] = ()


class ActionView(NamedTuple):
    """An action of a plan."""

    number: str
    text: Prose
    service: str
    by: str
    notes: Prose
    further: tuple[Prose, ...] = ()

    def __getattr__(self, name: str) -> Prose:
        """Return what the action has in the council's own column of that name."""
        return _find_own_cell(self.further, name)


class PriorityView(NamedTuple):
    """A priority of a plan."""

    name: str
    owner_heading: str
    actions: tuple[ActionView, ...]


class MarkView(NamedTuple):
    """What the notes say of actions: a name that the template can test, and the words that are printed."""

    name: str
    label: str


class CountView(NamedTuple):
    """How many actions there are of a kind."""

    label: str
    number: str


class FiguresView(NamedTuple):
    """How many actions a plan has, by what became of them, by who leads them and by when they are to be done."""

    total: str
    changes: tuple[CountView, ...]
    services: tuple[CountView, ...]
    years: tuple[CountView, ...]


class FormerView(NamedTuple):
    """An action of last year's plan, and what number it has now, "" where it is not carried on."""

    number: str
    text: Prose
    now: str


class PlanView(NamedTuple):
    """An action plan.

    `marks` are what became of its actions, where a key to the notes is asked for; `figures`, `chart` and `former` are
    there where they are asked for.
    """

    council: str
    title: str
    years: tuple[str, ...]
    summary_heading: str
    summary: Prose
    priorities: tuple[PriorityView, ...]
    logo: Picture | None = None
    further_columns: tuple[str, ...] = ()
    marks: tuple[MarkView, ...] = ()
    figures: FiguresView | None = None
    chart: Chart | None = None
    former: tuple[FormerView, ...] = ()


class MatterView(NamedTuple):
    """What a council's own document sees of a matter, or of one of its topics, members or recommendations.

    `recommendations` are those of all its topics; `member` is the one for whom it is made; `report` and `plan` are what
    the shipped papers of these kinds see.
    """

    council: str
    title: str
    the_title: str
    body: str
    the_body: str
    date: str
    scrutiny_date: str
    cabinet_date: str
    due: str
    agreed: bool
    several_topics: bool
    one_recommendation: bool
    lead_member: PersonView | None
    member: PersonView | None
    members: tuple[PersonView, ...]
    further_columns: tuple[str, ...]
    topics: tuple[TopicView, ...]
    recommendations: tuple[RecommendationView, ...]
    counts: CountsView
    report: ReportView | None
    plan: PlanView | None
    exempt_paragraphs: str
    in_month: bool
    logo: Picture | None = None
    front_sheet: tuple[FrontRowView, ...] = ()
    introduction: Prose = Prose()
    closing: Prose = Prose()
    concerning: str = ""


class OverviewView(NamedTuple):
    """What a council's own document over all matters sees; nothing in it is exempt."""

    council: str
    matters: tuple[MatterView, ...]
    counts: CountsView
    exempt_paragraphs: str = ""
    logo: Picture | None = None


View = ResponseView | ReportView | PlanView | MatterView | OverviewView


def iter_texts(view: object) -> Iterator[str]:
    """Yield every text of a view: all that people typed and its template may print."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, tuple):
        for each in view:
            yield from iter_texts(each)


def iter_values(view: Any, path: str) -> Iterator[Any]:
    """Yield the values at a path of a view, through its loops; the view may lack some of it."""
    name, _, rest = path.partition(".")
    value = getattr(view, name, None)
    items = value if isinstance(value, tuple) and not hasattr(value, "_fields") else (value,)
    for each in items:
        if rest and each is not None:
            yield from iter_values(each, rest)
        elif not rest:
            yield each
