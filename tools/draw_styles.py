"""Draws the style sets in templates/styles/: other forms of a council's papers, which `papers init --style` writes.

    python tools/draw_styles.py

Each set is one design: a template drawn here (the draft and the agreed response of a set differ only in their opening),
a few lines of papers.yaml, and a matter as an example, whose answered sheet is drawn here too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.draw_templates import (  # noqa: E402
    ANSWER_NOTICE,
    EXEMPT_HEADER,
    EXEMPT_NOTICE,
    KEEP,
    LAST,
    PORTRAIT_WIDTH,
    abstract,
    closing,
    further_cells,
    label_row,
    level,
    notice,
    on,
    p,
    report,
    response_front_sheet,
    tag_row,
    tbl,
    tc,
    template,
    tr,
)

from cabinet_papers.excel.cells import Cell  # noqa: E402 - found once the path is set
from cabinet_papers.files.package import FINISHED, unpack, write_package  # noqa: E402
from cabinet_papers.files.workspace import Workspace, read_matter_folder  # noqa: E402
from cabinet_papers.matter.prose import Run  # noqa: E402
from cabinet_papers.sheets.form_writer import render_form  # noqa: E402
from cabinet_papers.sheets.plan import plan_sheets  # noqa: E402
from cabinet_papers.sheets.response_form import make_form  # noqa: E402
from cabinet_papers.yaml_files.recommendations import read_matter  # noqa: E402
from cabinet_papers.yaml_files.settings import read_settings  # noqa: E402

STYLES = ROOT / "templates" / "styles"
RESPONSES = ("draft-response.docx", "cabinet-response.docx")
# What a decision prints, whatever it is, and where the comment is: the words that every design has.
DECISION = (
    "{% if row.withheld or row.answer_withheld %}Exempt{% elif row.withdrawn %}Withdrawn"
    "{% elif row.decision %}{{ row.decision }}{% else %}Awaited{% endif %}"
)
ADDED = "Added by Cabinet"


def wording(before: str, style: str) -> list[str]:
    """Return the paragraphs of a recommendation's words, or of the notice in their place."""
    return [
        p("{%p if row.withheld %}", style), p(before + EXEMPT_NOTICE % "row", style), p("{%p else %}", style),
        p(before + "{{p row.text }}", style), p("{%p endif %}", style),
    ]  # fmt: skip


def comment(style: str, awaited: str = "") -> list[str]:
    """Return the paragraphs of what Cabinet says; `awaited` is printed while it says nothing."""
    waiting = [p("{%p elif not row.comment and not row.withheld %}", style), p(awaited, style)] if awaited else []
    return [
        p("{%p if row.withdrawn %}", style), p("{{ row.withdrawn }}", style),
        p("{%p elif row.answer_withheld %}", style), p(ANSWER_NOTICE, style),
        p("{%p elif row.answered_with %}", style),
        p("See the answer to recommendation {{ row.answered_with }}.", style),
        *waiting,
        p("{%p else %}", style), p("{{p row.comment }}", style), p("{%p endif %}", style),
    ]  # fmt: skip


def opening(*, is_final: bool) -> list[str]:
    """Return a response's title, who answers, and what the matter says before the answers."""
    title = "Response of Cabinet to {{ the_body }}" if is_final else "Draft response of Cabinet to {{ the_body }}"
    by = p("Response provided by {% if member.title %}{{ member.title }}, {% endif %}{{ member.name }}", more=KEEP)
    return [
        notice(),
        *([] if is_final else [p("Appendix {{ letter }}", "AppendixLabel")]),
        p(title + ": {{ title }}", "Heading1"),
        response_front_sheet(),
        p("{%p for member in members %}"), by, p("{%p endfor %}"),
        p("{{p introduction }}"),
    ]  # fmt: skip


def meeting() -> str:
    """Return the line that says who recommended this, and when."""
    made = f"Recommendations made by {{{{ topic.the_body }}}} {on('topic.')} {{{{ topic.date }}}}"
    return p(f"{made} concerning {{{{ topic.the_title }}}}.", more=KEEP)


def tracker(*, is_final: bool) -> str:
    """Return one table over all topics, on a page that lies."""
    widths = (1150, 2600, 4220, 1500, 3700, 50, 1300, 50)
    headings = ("No.", "Topic", "Recommendation", "Response", "Progress")
    heading = tr(
        *(tc(width, p(each, "TableHeading"), shade=True) for width, each in zip(widths, headings, strict=False)),
        *further_cells(widths[5:], "column in further_columns", "{{ column }}", "TableHeading"),
        heading=True,
    )
    row = tr(
        tc(widths[0], p("{{ row.numbered }}", "TableText")),
        tc(widths[1], p("{{ topic.title }}", "TableText")),
        tc(widths[2], *wording("", "TableText")),
        tc(widths[3], p(DECISION, "TableText")),
        tc(widths[4], *comment("TableText")),
        *further_cells(widths[5:], "cell in row.further", "{{p cell }}", "TableText"),
        whole=True,
    )
    added = tr(
        tc(widths[0], p("", "TableText")),
        tc(widths[1], p(ADDED, "TableText")),
        tc(widths[2], p("{{p addition }}", "TableText")),
        tc(widths[3], p("Added", "TableText")),
        tc(widths[4], p("", "TableText")),
        *further_cells(widths[5:], "column in further_columns", "", "TableText"),
        whole=True,
    )
    table = tbl(
        widths,
        heading,
        tag_row("{%tr for topic in topics %}", widths),
        tag_row("{%tr for row in topic.recommendations %}", widths),
        row,
        tag_row("{%tr endfor %}", widths),
        *([tag_row("{%tr for addition in topic.additions %}", widths), added, tag_row("{%tr endfor %}", widths)]
          if is_final else []),
        tag_row("{%tr endfor %}", widths),
        label="Recommendations, and what became of each",
    )  # fmt: skip
    meetings = [
        p("{%p for topic in topics %}"),
        meeting(),
        p("{%p endfor %}"),
    ]  # fmt: skip
    return "".join([*opening(is_final=is_final), *meetings, table, closing(), LAST])


def form(*, is_final: bool) -> str:
    """Return a table for each recommendation."""
    widths = (2700, PORTRAIT_WIDTH - 2700)
    table = tbl(
        widths,
        label_row(widths, "Recommendation", *wording("", "TableText")),
        label_row(widths, "Decision", DECISION),
        label_row(widths, "Reasons", *comment("TableText")),
        tag_row("{%tr for cell in row.further %}", widths),
        label_row(widths, "{{ further_columns[loop.index0] }}", p("{{p cell }}", "TableText")),
        tag_row("{%tr endfor %}", widths),
        label="The recommendation and Cabinet's response to it",
        first_row=False,
    )
    number = "Recommendation {{ row.number }}"
    rows = [
        p("{%p for row in topic.recommendations %}"),
        p("{%p if several_topics %}"), p(number, "Heading3"),
        p("{%p else %}"), p(number, "Heading2"),
        p("{%p endif %}"),
        table,
        p("", "TableGap"),
        p("{%p endfor %}"),
    ]  # fmt: skip
    return "".join([*opening(is_final=is_final), *_by_topic(rows, is_final=is_final), closing(), LAST])


def prose(*, is_final: bool) -> str:
    """Return the reply below each recommendation."""
    rows = [
        p("{%p for row in topic.recommendations %}"),
        *wording("{{ row.numbered }} ", "Recommendation"),
        *comment("", "Awaited"),
        p("{%p endfor %}"),
    ]
    return "".join([*opening(is_final=is_final), *_by_topic(rows, is_final=is_final), closing(), LAST])


def _by_topic(rows: list[str], *, is_final: bool) -> Iterator[str]:
    """Yield the rows below the heading of their topic, and what Cabinet added."""
    yield p("{%p for topic in topics %}")
    yield from (p("{%p if several_topics %}"), p("{{ topic.title }}", "Heading2"), p("{%p endif %}"))
    yield meeting()
    yield from rows
    if is_final:
        yield from (
            p("{%p for addition in topic.additions %}"), p(ADDED + ": {{p addition }}", "Recommendation"),
            p("{%p endfor %}"),
        )  # fmt: skip
    yield p("{%p endfor %}")


def cover() -> bytes:
    """Return the house's report with numbered headings, and paragraphs that are numbered below them: 1.1, 1.2."""
    body = report()
    for heading in ("Summary and recommendations", "Appendices"):
        plain = p(heading, "Heading1")
        body = _replace(body, plain, p(heading, "Heading1", more=_number(0, 0)))
    parts = unpack(template(body, EXEMPT_HEADER, "{{ title }}", indent=680), FINISHED)
    single = abstract(3, level(0, "decimal", "%1.", 567, 567, style_id="NumberedParagraph"))
    both = abstract(
        3,
        level(0, "decimal", "%1.", 680, 680, style_id="Heading1"),
        level(1, "decimal", "%1.%2", 680, 680, style_id="NumberedParagraph"),
    )
    numbering = parts["word/numbering.xml"].decode()
    parts["word/numbering.xml"] = _replace(numbering, single, both).encode()
    styles = parts["word/styles.xml"].decode()
    start = styles.index('w:styleId="Heading1"')
    heading = styles[start : styles.index("</w:style>", start)]
    numbered = heading.replace("<w:keepLines/>", f"<w:keepLines/>{_number(0, 3)}", 1)
    styles = _replace(styles, '<w:numPr><w:numId w:val="3"/></w:numPr>', _number(1, 3))
    parts["word/styles.xml"] = _replace(styles, heading, numbered).encode()
    return write_package(parts)


def _number(at: int, number: int) -> str:
    """Return what makes a paragraph an item of a list, of none where the number is 0."""
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


def _replace(text: str, old: str, new: str) -> str:
    """Return the text with what is there exactly once replaced."""
    if text.count(old) != 1:
        raise ValueError(f"this is there {text.count(old)} times: {old}")
    return text.replace(old, new)


def draw() -> dict[str, bytes]:
    """Return every template of the sets by its place in templates/styles/."""
    drawn = {"cover/templates/scrutiny-report.docx": cover()}
    for name, body, is_wide in (("tracker", tracker, True), ("form", form, False), ("prose", prose, False)):
        for file, is_final in zip(RESPONSES, (False, True), strict=True):
            words = ("Response" if is_final else "Draft response") + ": {{ title }}"
            mark = "" if is_final else "DRAFT"
            drawn[f"{name}/templates/{file}"] = template(
                body(is_final=is_final), EXEMPT_HEADER, words, mark=mark, landscape=is_wide
            )
    return drawn


# What the sheets of the examples answer, by the name of the column, a text a row.
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "tracker/data/empty-homes": {
        "decision": ("Completed", "Accepted", "In progress", "Not accepted"),
        "comment": (
            "The first letters went out in April 2026, to 212 owners.",
            "The figures will be on the Council's website each January.",
            "A trial with two wards began in August 2026.",
            "The county has said that it will not bring in a levy.",
        ),
        "lead_officer": ("Head of Housing", "Head of Housing", "Head of Planning", "Head of Finance"),
        "due": ("April 2026", "31 January 2027", "March 2027", ""),
    },
    "form/data/library-hours": {
        "decision": ("Agreed", "Agreed in part", "Agreed"),
        "comment": (
            "The Central Library will open from 1 pm to 5 pm from January.",
            "Fenside will have self-service hours on two evenings first.",
            "The figures will be part of the autumn report:\n- visits by library\n- cost by hour",
        ),
        "officer_responsible": ("Head of Libraries",) * 3,
        "done_by": ("10 January 2027", "March 2027", "31 October 2027"),
    },
    "prose/data/cycle-parking": {
        "comment": (
            "Agreed. Thirty stands will be set up this winter, and ten more next year.\nA map is on our website.",
            "The Cabinet Member has written to both owners, and will tell the Panel what they say.",
        ),
    },
}


def draw_sheets() -> dict[str, bytes]:
    """Return the answered sheets of the examples by their place in templates/styles/."""
    drawn = {}
    for folder, answers in ANSWERS.items():
        name, content = draw_sheet(STYLES / folder, Workspace(STYLES / Path(folder).parts[0]), answers)
        drawn[f"{folder}/{name}"] = content
    return drawn


def draw_sheet(
    folder: Path, workspace: Workspace, answers: Mapping[str, Sequence[str]], council: str = "Eastmere City Council"
) -> tuple[str, bytes]:  # fmt: skip
    """Return the one sheet of a matter with these answers: the name of its file, and its bytes."""
    settings, _ = read_settings(workspace)
    files = read_matter_folder(folder)
    if files.recommendations is None:
        raise ValueError(f"{folder} has no recommendations.yaml")
    matter, found = read_matter(files.recommendations, folder.name, settings.language, settings.numbering)
    if matter is None or found:
        raise ValueError(f"{folder}: {found}")
    (planned,) = plan_sheets(folder, matter)
    empty = make_form(planned, matter, None, settings)
    rows = tuple(
        row._replace(answer={
            name: Cell("A1", 1, 1, (Run(texts[at]),)) for name, texts in answers.items() if texts[at]
        })
        for at, row in enumerate(empty.rows)
    )  # fmt: skip
    return planned.path.name, render_form(empty._replace(rows=rows), council)


if __name__ == "__main__":
    for name, content in draw().items():
        (STYLES / name).parent.mkdir(exist_ok=True)
        (STYLES / name).write_bytes(content)
        sys.stdout.write(f"templates/styles/{name}\n")
    for name, content in draw_sheets().items():
        (STYLES / name).write_bytes(content)
        sys.stdout.write(f"templates/styles/{name}\n")
