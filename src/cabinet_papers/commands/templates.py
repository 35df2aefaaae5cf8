"""`papers templates`: lists the placeholders of each template, and tries every template with every feature."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cabinet_papers.commands.headings import report_headings
from cabinet_papers.commands.left_out import list_expected, report_left_out
from cabinet_papers.commands.overviews import find_unnamed_templates
from cabinet_papers.commands.own_columns import find_own_names
from cabinet_papers.files.workspace import Workspace, find_workspace
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding, has_errors
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.finished.blocks import open_blocks
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.columns import COMMENT, FURTHER, USUAL, Column, find_column
from cabinet_papers.matter.details import HEADER, OF_SOME
from cabinet_papers.matter.markdown import read_markdown
from cabinet_papers.matter.model import (
    Appendix,
    Author,
    FrontRow,
    Matter,
    Person,
    Recommendation,
    Report,
    Response,
    ResponseTexts,
    Status,
    Topic,
)
from cabinet_papers.matter.pairing import pair_answers
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.plan import Action, ActionPlan, Change, Former, Priority
from cabinet_papers.matter.prose import Paragraph, Prose, Run, Table, prose_of
from cabinet_papers.matter.settings import Picture, Settings
from cabinet_papers.matter.when import on_day
from cabinet_papers.papers.kinds import KINDS, Document, Kind, list_kinds, plan_documents, plan_overviews
from cabinet_papers.papers.matter_parts import MatterPart
from cabinet_papers.papers.views import ResponseView, View
from cabinet_papers.proof.receipt import check_receipt
from cabinet_papers.proof.validate import SAVE_AGAIN, validate_document
from cabinet_papers.word.environment import compile_template
from cabinet_papers.word.placeholder_words import list_placeholders
from cabinet_papers.word.template import PreparedTemplate, Properties, RenderError, prepare_template, render_document
from cabinet_papers.yaml_files.keys import SHOWN
from cabinet_papers.yaml_files.settings import read_settings

PLACE = Location("the trial")
# One black dot, where the council has no logo to try.
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
LOGO = Picture(DOT, "png", 1, 1, "A dot")
# Filters as they are typed, with what they do; each line ends with what it gives of the trial.
FILTERS = (
    ("{{ title|upper }}", "in capitals"),
    ("{{ title|lower }}", "in small letters"),
    ("{{ title|capitalize }}", "the first letter alone a capital"),
    ("{{ title|replace('Street', 'Park') }}", "other words in place of these"),
    ("{{ due|default('no date', true) }}", "other words where there are none"),
    ("{{ members|length }}", "how many there are"),
    ("{{ (members|first).name if members }}", "the first of them"),
    ("{{ (members|last).name if members }}", "the last of them"),
    ("{{ members|map(attribute='name')|join('; ') }}", "one thing of each, in a row"),
    ("{{ (topics[0].recommendations|selectattr('withdrawn')|list)|length }}", "only those of which this is true"),
    ("{{ (topics[0].recommendations|rejectattr('withdrawn')|list)|length }}", "only those of which it is not"),
)
BODY = """\
## A heading

A paragraph with **bold** and *italic* words and a [link to the plan](https://example.org/plan).

- a bullet
  - a deeper one

1. a numbered item
2. another

| Ward | Trees |
| --- | --- |
| Fenside | 12 |
"""


FRONT_ROWS = (FrontRow("Ward", "Headington", PLACE), FrontRow("Is it urgent?", "No", PLACE))


def list_templates(folder: Path | None = None) -> Iterator[str]:
    """Yield the placeholders of each template, with their meaning and an example, as lines for a terminal.

    In a folder of a workspace the columns are those of its council.
    """
    settings = Settings("Eastmere City Council", response_columns=(*USUAL, *FURTHER))
    if workspace := find_workspace(folder) if folder else None:
        own, _ = read_settings(workspace)
        settings = settings._replace(response_columns=own.response_columns, plan_columns=own.plan_columns)
    paper, plan = make_trial(settings, several=True)
    documents = [each for each in _plan(paper, plan, settings) if not each.is_exempt]
    for kind in KINDS:
        yield f"templates/{kind.template}"
        yield from _list_placeholders(next(each.view for each in documents if each.kind == kind))
        yield ""
    yield from TAGS
    yield from _list_filters(next(each.view for each in documents if isinstance(each.view, ResponseView)))


def _list_placeholders(view: View) -> Iterator[str]:
    """Yield a line for each placeholder of a view."""
    # Use the first item that has an example for the whole loop.
    every = sorted(list_placeholders(view), key=lambda row: not row.example)
    known = {row.typed: row for row in reversed(every)}
    rows = [known[typed] for typed in dict.fromkeys(row.typed for row in list_placeholders(view))]
    width = max(len(row.typed) for row in rows)
    for row in rows:
        example = f" ({row.example})" if row.example else ""
        yield f"  {row.typed.ljust(width)}  {row.meaning}{example}"


def _list_filters(view: ResponseView) -> Iterator[str]:
    """Yield a line for each filter, with what it gives of the trial."""
    width = max(len(typed) for typed, _ in FILTERS)
    for typed, meaning in FILTERS:
        yield f"  {typed.ljust(width)}  {meaning} ({compile_template(typed).render(view._asdict())})"


# What else may be typed between the brackets, for those who know Jinja.
TAGS = (
    "in every template",
    "  {% for row in topic.recommendations %} ... {% endfor %}   printed for each of them; loop.index counts",
    "  {% if row.decision %} ... {% elif row.withdrawn %} ... {% else %} ... {% endif %}   one of them is printed",
    "  {%p ... %}, {%tr ... %}, {%tc ... %}   the tag's own paragraph, table row or cell is taken out",
)


def check_templates(workspace: Workspace) -> list[Diagnostic]:
    """Return everything that is wrong with the templates: in their placeholders, and in trial documents."""
    settings, findings = read_settings(workspace)
    settings = settings._replace(council=settings.council or "The Council")
    own = find_own_names(workspace, settings)
    for kind in list_kinds(settings):
        path = workspace.templates / kind.template
        findings += try_template(path, workspace.name(path), kind, settings, own)
    return list(dict.fromkeys([*findings, *find_unnamed_templates(workspace, settings)]))


def try_template(
    path: Path, file: str, kind: Kind, settings: Settings, own: frozenset[str] = frozenset()
) -> list[Diagnostic]:  # fmt: skip
    """Return everything that is wrong with one template; `own` are the names of columns that any matter has."""
    own |= {each.name for each in settings.response_columns}
    template, findings = prepare_template(path, file, kind.view, settings.language, own)
    if template is None:
        return findings
    for document in _find_trials(kind, settings):
        # In a council's own document only a matter with something exempt needs the notice.
        if not (kind.is_own and document.is_exempt and HEADER not in template.asked):
            found = _try_document(document, template, settings)
            findings += found
            if any(each.code is codes.TPL004 for each in found):
                # It cannot be filled with any values.
                break
    return findings


def _try_document(document: Document, template: PreparedTemplate, settings: Settings) -> list[Diagnostic]:
    """Return what is wrong with one document of the trial."""
    left_out = report_left_out(document, template.asked, template.file, (*settings.leave_out, *OF_SOME))
    if has_errors(left_out):
        return left_out
    properties = Properties(document.title, settings.council, settings.language)
    try:
        content = render_document(template, document.view._asdict(), properties).content
    except RenderError as error:
        hint = phrase("correct the placeholder in Word; `papers templates` lists all placeholders")
        return [*left_out, finding(codes.TPL004, error.reason, hint, Location(template.file))]
    return [*left_out, *_look_at(content, document, template, settings)]


def _find_trials(kind: Kind, settings: Settings) -> Iterator[Document]:
    """Yield what is tried with a template: everything that the council's papers may have, and as little as they may."""
    for several in (True, False):
        tried = settings._replace(logo=settings.logo or (LOGO if several else None))
        trial = make_trial(settings, several=several)
        yield from (each for each in _plan(*trial, tried) if each.kind == kind)


def _plan(paper: Paper, plan: ActionPlan, settings: Settings) -> list[Document]:
    """Return the documents of the trial: of its draft, of what Cabinet agreed and perhaps added, and over both."""
    *topics, last = paper.topics
    added = (read_plain_text("That officers report back."),) if topics else ()
    agreed = paper._replace(
        matter=paper.matter._replace(status=Status.AGREED), topics=(*topics, last._replace(added=added))
    )
    overviews = plan_overviews([MatterPart(paper, plan), MatterPart(agreed, None)], settings)
    return [*plan_documents(paper, plan, settings), *plan_documents(agreed, None, settings), *overviews]


def _look_at(content: bytes, document: Document, template: PreparedTemplate, settings: Settings) -> list[Diagnostic]:
    """Return what is missing from the trial document, and what Word would repair or some people could not read."""
    finished, file = open_blocks(content), template.file
    _, losses = check_receipt(finished, file, list_expected(document, template.asked, settings))
    wrong = validate_document(finished, file, document.typed)
    headings = report_headings(document, finished, template.asked, file, settings)
    hint = phrase("check its placeholder in Word; `papers templates` lists all placeholders")
    return [
        *headings,
        *(finding(codes.TPL007, _in_sample(each), hint, Location(file)) for each in losses),
        *(_report_wrong(each, file) for each in wrong),
    ]


def _report_wrong(found: Diagnostic, file: str) -> Diagnostic:
    """Return what is wrong with a trial document as a finding about its template, as severe as it is in a paper."""
    hint = SAVE_AGAIN if found.code is codes.OUT007 else found.hint
    return finding(codes.TPL008, _in_sample(found), hint, Location(file), found.severity)


def _in_sample(found: Diagnostic) -> Message:
    """Return what was found in a trial document as a finding about the template."""
    return phrase("in a sample paper made with this template, {}", found.message)


def make_trial(settings: Settings, *, several: bool) -> tuple[Paper, ActionPlan]:
    """Return a paper and a plan with every feature, or with as little as they may have, in the council's columns."""
    decision = settings.decisions[0] if settings.decision_column else None
    comment = _make_comment(settings)
    texts = ("That the Council:\n- plants trees\n- waters them", "That it prunes.", "That it sells.", "That it counts.",
             "That it waits.")  # fmt: skip
    recommendations = tuple(
        Recommendation(number, read_plain_text(text), text, PLACE)
        for number, text in enumerate(texts if several else texts[:1], 1)
    )
    if several:
        first, second, third, fourth, awaited = recommendations
        recommendations = (
            first._replace(ref="SC-26-01"),
            second._replace(withdrawn="It was done."),
            third._replace(exempt="3"),
            fourth._replace(exempt_answer="5"),
            awaited,
        )
    day = on_day(date(2026, 3, 3))
    topics: tuple[Topic, ...] = (Topic("Street Trees", "Environment Panel", day, recommendations),)
    if several:
        hedges = Topic("Hedges", "Parks Panel", day, recommendations[2:])
        topics = (topics[0]._replace(recommendations=recommendations[:2]), hedges)
    people = (Person("Councillor Rose Quay", "Cabinet Member for Parks"), Person("Councillor Tom Ash", "Leader"))
    report = _make_report([each.number for each in recommendations], several=several)
    matter = Matter("Street Trees", "Environment Panel", day, topics, has_topics=several, location=PLACE,
                    lead_member=people[1] if several else None, cabinet_date=on_day(date(2026, 3, 18)),
                    members=people if several else (), report=report,
                    due=on_day(date(2026, 3, 10)) if several else None,
                    response_texts=_make_texts(several=several))  # fmt: skip
    further = _fill_in(settings.response_columns)
    responses = [
        Response(number, decision.word if decision else "", decision, comment, PLACE, further)
        for number in ((1, 3, 4) if several else (1,))
    ]
    return pair_answers(matter, responses, {})[0], _make_plan(settings.plan_columns, several=several)


def _make_comment(settings: Settings) -> Prose:
    """Return a comment with everything that one may have; an empty one where the council asks for none."""
    if find_column(settings.response_columns, COMMENT) is None:
        return Prose()
    answered = read_plain_text("The Council agrees.\n- a bullet\n  - a deeper one\nIt will report back.")
    cells = tuple(tuple((Paragraph((Run(text),)),) for text in row) for row in (("Ward", "Trees"), ("Fenside", "12")))
    return Prose((*answered.blocks, Table(cells), Paragraph((Run("So much for the figures."),))))


def _fill_in(columns: Iterable[Column]) -> dict[str, Prose]:
    """Return a text for each of the council's own columns."""
    return {each.name: read_plain_text(f"{each.heading} of it") for each in columns if each.is_further}


def _make_texts(*, several: bool) -> ResponseTexts:
    if not several:
        return ResponseTexts()
    return ResponseTexts(FRONT_ROWS, read_markdown(f"Cabinet is grateful.\n\n{BODY}"),
                         read_markdown(f"Cabinet will report back.\n\n{BODY}"))  # fmt: skip


def _make_report(numbers: list[int], *, several: bool) -> Report:
    placed = "".join(f"\n[Recommendation {number}]\n" for number in numbers)
    report = Report(read_markdown((BODY if several else "A paragraph.\n") + placed), PLACE)
    if not several:
        return report
    author = Author("A Person", "Scrutiny Officer", "Law and Governance", "01234 567890", "scrutiny@eastmere.example")
    return report._replace(
        purpose="To present the recommendations\n- of the Panel\n- on trees", key_decision="No",
        corporate_priority="Parks", policy_framework="Council Plan",
        recommendation="That Cabinet answers:\n- soon\nThat it reports back.", author=author,
        appendices=(Appendix("Figures"), Appendix("Prices", "3")), front_sheet=FRONT_ROWS,
    )  # fmt: skip


def _make_plan(columns: tuple[Column, ...], *, several: bool) -> ActionPlan:
    action = Action("1.1", read_plain_text("Plant trees:\n- oaks\n- elms"), PLACE, further=_fill_in(columns))
    if not several:
        return ActionPlan("Street Trees", (), (Priority("Streets", (action,), "Service"),), PLACE, columns=columns)
    full = action._replace(text=read_plain_text("Water them."), services=("Parks", "Highways"),
                           by=on_day(date(2027, 3, 31)))  # fmt: skip
    changed = tuple(
        full._replace(number=f"1.{at}", notes=prose_of(change.value), change=change)
        for at, change in enumerate(Change, 2)
    )
    priorities = (Priority("Streets", (action, *changed), "Service"), Priority("Parks", (), "Organisation"))
    years = ("2026 - 2027", "2027 - 2028")
    former = (Former("1.1", action.text, ("1.1", "1.2")), Former("1.2", full.text, ()))
    return ActionPlan("Street Trees", years, priorities, PLACE, "Summary", read_markdown(BODY), columns=columns,
                      show=SHOWN, former=former)  # fmt: skip
