"""Draws the four Word templates in templates/: the set that `papers init` gives a council to edit in Word.

    python tools/draw_templates.py

The shipped set is changed here, not in Word, so that a change can be read as text; a test holds both in step.
WordprocessingML: ECMA-376 Part 1, 17. Widths are in twentieths of a point, font sizes in half points.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

from cabinet_papers.files.package import write_package
from cabinet_papers.word.theme import write_theme

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'

PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
# The page that lies has fewer lines, so less room above and below them.
MARGINS, LANDSCAPE_MARGINS = (
    f'<w:pgMar w:top="{high}" w:right="1134" w:bottom="{high}" w:left="1134" w:header="567" w:footer="567" '
    'w:gutter="0"/>'
    for high in (1418, 1134)
)
KEEP = "<w:keepNext/>"
UNDER = "of Part 1 of Schedule 12A to the Local Government Act 1972."
ANSWER_NOTICE = (
    "This response is not for publication because it contains exempt information as defined in paragraph "
    "{{ row.answer_exempt }} " + UNDER
)
APPENDIX_NOTICE = (
    "This appendix is not for publication because it contains exempt information as defined in paragraph "
    "{{ appendix.exempt }} " + UNDER
)
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 9638, 14570
HEADING_COLOUR = "1F3864"
SHADE = "DCE4EC"

EXEMPT_HEADER = (
    "{% if exempt_paragraphs %}NOT FOR PUBLICATION: exempt under paragraph {{ exempt_paragraphs }} of Part 1 of "
    "Schedule 12A to the Local Government Act 1972{% endif %}"
)
EXEMPT_NOTICE = (
    "This recommendation is not for publication because it contains exempt information as defined in paragraph "
    "{{ %s.exempt }} of Part 1 of Schedule 12A to the Local Government Act 1972."
)


def run(text: str, *, bold: bool = False) -> str:
    """Return a run; {PAGE} and {NUMPAGES} become fields, a tab a tab."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    pieces = []
    for at, piece in enumerate(text.split("\t")):
        if at:
            pieces.append(f"<w:r>{look}<w:tab/></w:r>")
        if piece in ("{PAGE}", "{NUMPAGES}"):
            pieces.append(f'<w:fldSimple w:instr=" {piece[1:-1]} "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>')
        elif piece:
            pieces.append(f'<w:r>{look}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    return "".join(pieces)


def p(text: str = "", style: str = "", *, bold: bool = False, more: str = "") -> str:
    """Return a paragraph."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text, bold=bold) if text else ''}</w:p>"


# What a body must end in after a table, so low that it begins no page of its own.
LAST = p("", "TableGap", more='<w:spacing w:line="20" w:lineRule="exact"/>')


def tc(width: int, *paragraphs: str, span: int = 1, shade: bool = False) -> str:
    """Return a cell."""
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{shading}</w:tcPr>'
        f"{''.join(paragraphs) or p(style='TableText')}</w:tc>"
    )


def tr(*cells: str, heading: bool = False, whole: bool = False) -> str:
    """Return a row; `whole` keeps it on one page."""
    properties = ("<w:cantSplit/>" if heading or whole else "") + ("<w:tblHeader/>" if heading else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tag_row(tag: str, widths: tuple[int, ...]) -> str:
    """Return a row that holds only a {%tr ...%} tag; filling the template takes the row away."""
    return tr(tc(sum(widths), p(tag, "TableText"), span=len(widths)))


def tbl(widths: tuple[int, ...], *rows: str, style: str = "TableGrid", label: str = "", first_row: bool = True) -> str:
    """Return a table with its alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblLook w:val="{"04A0" if first_row else "0480"}" w:firstRow="{int(first_row)}" w:lastRow="0" '
        'w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{escape(label)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def label_row(widths: tuple[int, ...], label: str, *values: str) -> str:
    """Return a row of a bold label and its value."""
    return tr(
        tc(widths[0], p(label, "TableHeading")),
        tc(widths[1], *(value if value.startswith("<w:p>") else p(value, "TableText") for value in values)),
        whole=True,
    )


def optional_row(condition: str, widths: tuple[int, ...], label: str, *values: str) -> str:
    """Return a label row that is printed only where there is a value."""
    return (
        tag_row(f"{{%tr if {condition} %}}", widths)
        + label_row(widths, label, *values)
        + tag_row("{%tr endif %}", widths)
    )


def front_sheet_rows(widths: tuple[int, ...]) -> str:
    """Return the loop over the rows that a matter adds to its front sheet."""
    colon = "{% if line.label[-1:] != '?' %}:{% endif %}"
    return (
        tag_row("{%tr for line in front_sheet %}", widths)
        + label_row(widths, "{{ line.label }}" + colon, "{{ line.value }}")
        + tag_row("{%tr endfor %}", widths)
    )


def response_front_sheet() -> str:
    """Return the front sheet of a response, which is there only where the matter has rows for it."""
    widths = (2950, PORTRAIT_WIDTH - 2950)
    return "".join([
        p("{%p if front_sheet %}"),
        tbl(widths, front_sheet_rows(widths), label="Front sheet", first_row=False),
        p("", "TableGap"),
        p("{%p endif %}"),
    ])  # fmt: skip


def closing() -> str:
    """Return what a matter says after the last table of its response."""
    return "".join([p("{%p if closing %}"), p("", "TableGap"), p("{{p closing }}"), p("{%p endif %}")])


def on(owner: str = "") -> str:
    """Return the word before a date: in a month, on a day."""
    return f"{{% if {owner}in_month %}}in{{% else %}}on{{% endif %}}"


def notice() -> str:
    """Return the first paragraph of an exempt paper: headers are not read out to those who do not see them."""
    return "".join([
        p("{%p if exempt_paragraphs %}"), p(EXEMPT_HEADER, bold=True), p("{%p endif %}")
    ])  # fmt: skip


RESPONSE_ENTRY = (
    "{% if agreed %}Cabinet{% else %}Draft Cabinet{% endif %} response to recommendations of the Scrutiny Committee"
)


def report() -> str:
    """Return the body of the scrutiny report."""
    widths = (2950, PORTRAIT_WIDTH - 2950)
    person = "{{ X.name }}{% if X.title %}, {{ X.title }}{% endif %}"
    front = tbl(
        widths,
        label_row(widths, "To:", "Cabinet"),
        optional_row("date", widths, "Date:", "{{ date }}"),
        label_row(widths, "Report of:", "{{ body }}"),
        label_row(widths, "Title of Report:", p("{{ title }}", "Title")),
        front_sheet_rows(widths),
        label="Front sheet",
        first_row=False,
    )
    summary = tbl(
        widths,
        optional_row("purpose", widths, "Purpose of report:", "{{p purpose_text }}"),
        optional_row("key_decision", widths, "Key decision:", "{{ key_decision }}"),
        optional_row("lead_member", widths, "Scrutiny Lead Member:", person.replace("X", "lead_member")),
        optional_row(
            "members",
            widths,
            "{% if members|length > 1 %}Cabinet Members:{% else %}Cabinet Member:{% endif %}",
            p("{%p for member in members %}", "TableText"),
            person.replace("X", "member"),
            p("{%p endfor %}", "TableText"),
        ),
        optional_row("corporate_priority", widths, "Corporate Priority:", "{{ corporate_priority }}"),
        optional_row("policy_framework", widths, "Policy Framework:", "{{ policy_framework }}"),
        optional_row(
            "recommendation or counts.asked",
            widths,
            "Recommendation:",
            p("{%p for point in recommendation_points %}", "TableText"),
            p("{%p if numbers_points %}", "TableText"),
            p("{{p point }}", "TableNumber"),
            p("{%p else %}", "TableText"),
            p("{{p point }}", "TableText"),
            p("{%p endif %}", "TableText"),
            p("{%p endfor %}", "TableText"),
            p("{%p if not recommendation %}", "TableText"),
            "That the Cabinet states whether it agrees or disagrees with the {% if one_recommendation %}recommendation"
            "{% else %}recommendations{% endif %} in the body of this report.",
            p("{%p endif %}", "TableText"),
        ),
        label="Summary and recommendations",
        first_row=False,
    )
    appendices = tbl(
        widths,
        tag_row("{%tr if default_appendix %}", widths),
        label_row(
            widths,
            "Appendix {{ letter }}",
            RESPONSE_ENTRY,
        ),
        tag_row("{%tr endif %}", widths),
        tag_row("{%tr for appendix in appendices %}", widths),
        label_row(
            widths,
            "Appendix {{ appendix.letter }}",
            f"{{% if appendix.is_response %}}{RESPONSE_ENTRY}{{% elif appendix.withheld %}}{APPENDIX_NOTICE}"
            "{% else %}{{ appendix.title }}{% endif %}",
        ),
        tag_row("{%tr endfor %}", widths),
        label="Appendices",
        first_row=False,
    )
    author = tbl(
        widths,
        optional_row("author.name", widths, "Report author", "{{ author.name }}"),
        optional_row("author.job_title", widths, "Job title", "{{ author.job_title }}"),
        optional_row("author.service", widths, "Service area or department", "{{ author.service }}"),
        optional_row("author.telephone", widths, "Telephone", "{{ author.telephone }}"),
        optional_row("author.email", widths, "e-mail", "{{ author.email }}"),
        label="Report author",
        first_row=False,
    )
    recommendation = "Recommendation {{ part.recommendation.number }}: "
    return "".join([
        notice(),
        front,
        p("Summary and recommendations", "Heading1"),
        summary,
        p("Appendices", "Heading1"),
        p("{%p if default_appendix or appendices %}"),
        appendices,
        p("{%p else %}"),
        p("None"),
        p("{%p endif %}"),
        p("{%p for part in parts %}"),
        p("{%p if not part.recommendation %}"),
        p("{{p part.prose }}", "NumberedParagraph"),
        p("{%p elif part.recommendation.withheld %}"),
        p(recommendation + EXEMPT_NOTICE % "part.recommendation", "Recommendation"),
        p("{%p else %}"),
        p(recommendation + "{{p part.recommendation.text }}", "Recommendation"),
        p("{%p if part.recommendation.withdrawn %}"),
        p("Withdrawn: {{ part.recommendation.withdrawn }}", "Recommendation"),
        p("{%p endif %}"),
        p("{%p endif %}"),
        p("{%p endfor %}"),
        p("{%p if has_author %}"),
        p("", "TableGap"),
        author,
        p("{%p endif %}"),
        LAST,
    ])  # fmt: skip


def further_cells(widths: tuple[int, ...], loop: str, printed: str, style: str) -> list[str]:
    """Return three cells: the beginning of a loop over the council's own columns, one of them, and the end."""
    texts = (f"{{%tc for {loop} %}}", printed, "{%tc endfor %}")
    shade = style == "TableHeading"
    return [tc(width, p(text, style), shade=shade) for width, text in zip(widths, texts, strict=True)]


def response_table(*, is_final: bool = False) -> str:
    """Return the table of a response, drawn inside the loop over topics; the final one has what Cabinet added."""
    widths = (2300, 820, 5068, 50, 1350, 50)
    heading = tr(
        tc(widths[0], p("Recommendation", "TableHeading"), shade=True),
        tc(widths[1], p("Agree?", "TableHeading"), shade=True),
        tc(widths[2], p("Comment", "TableHeading"), shade=True),
        *further_cells(widths[3:], "column in further_columns", "{{ column }}", "TableHeading"),
        heading=True,
    )
    row = tr(
        tc(
            widths[0],
            p("{%p if row.withheld %}", "TableText"),
            p("{{ row.numbered }} " + EXEMPT_NOTICE % "row", "TableText"),
            p("{%p else %}", "TableText"),
            p("{{ row.numbered }} {{p row.text }}", "TableText"),
            p("{%p endif %}", "TableText"),
        ),
        tc(
            widths[1],
            p(
                "{% if row.withheld or row.answer_withheld %}Exempt{% elif row.withdrawn %}Withdrawn"
                "{% elif row.decision %}{{ row.decision }}{% else %}Awaited{% endif %}",
                "TableText",
            ),
        ),
        tc(
            widths[2],
            p("{%p if row.withdrawn %}", "TableText"),
            p("{{ row.withdrawn }}", "TableText"),
            p("{%p elif row.answer_withheld %}", "TableText"),
            p(ANSWER_NOTICE, "TableText"),
            p("{%p elif row.answered_with %}", "TableText"),
            p("See the answer to recommendation {{ row.answered_with }}.", "TableText"),
            p("{%p else %}", "TableText"),
            p("{{p row.comment }}", "TableText"),
            p("{%p endif %}", "TableText"),
        ),
        *further_cells(widths[3:], "cell in row.further", "{{p cell }}", "TableText"),
        whole=True,
    )
    addition = tr(
        tc(widths[0], p("{{p addition }}", "TableText")),
        tc(widths[1], p("Added", "TableText")),
        tc(widths[2], p("Added by Cabinet", "TableText")),
        *further_cells(widths[3:], "column in further_columns", "", "TableText"),
        whole=True,
    )
    added = (
        tag_row("{%tr for addition in topic.additions %}", widths),
        addition,
        tag_row("{%tr endfor %}", widths),
    )
    return tbl(
        widths,
        heading,
        tag_row("{%tr for row in topic.recommendations %}", widths),
        row,
        tag_row("{%tr endfor %}", widths),
        *(added if is_final else ()),
        label="Recommendations and the Cabinet's response to each",
    )


def draft_response() -> str:
    """Return the body of Appendix A, the draft Cabinet response."""
    preamble = (
        "The document sets out the draft response of {% if topic.several_members %}the Cabinet Members"
        "{% else %}the Cabinet Member{% endif %} to {% if topic.one_recommendation %}the recommendation"
        "{% else %}recommendations{% endif %} made by {{ topic.the_body }} "
        f"{on('topic.')} {{{{ topic.date }}}} concerning "
        "{{ topic.the_title }}. The Cabinet is asked to amend and agree a formal response as appropriate."
    )
    return "".join([
        notice(),
        p("Appendix {{ letter }}", "AppendixLabel"),
        p("Draft Cabinet response to recommendations of the Scrutiny Committee", "Heading1"),
        response_front_sheet(),
        p("{%p if several_topics %}"),
        p("{{p introduction }}"),
        p("{%p endif %}"),
        p("{%p for topic in topics %}"),
        p("{%p if several_topics %}"),
        p("{{ topic.title }}", "Heading2"),
        p("{%p endif %}"),
        p(preamble, more=KEEP),
        p("{%p if not several_topics %}"),
        p("{{p introduction }}"),
        p("{%p endif %}"),
        response_table(),
        p("{%p endfor %}"),
        closing(),
        LAST,
    ])  # fmt: skip


def cabinet_response() -> str:
    """Return the body of the agreed response."""
    return "".join([
        notice(),
        p(
            # The title is fixed in the plural, also for one recommendation: so a published paper has it.
            "Cabinet response to recommendations of {{ the_body }}"
            "{% if not several_topics %} made "
            f"{on()} {{{{ date }}}} concerning {{{{ the_title }}}}{{% endif %}}",
            "Heading1",
        ),
        response_front_sheet(),
        p("{%p for member in members %}"),
        p("Response provided by {% if member.title %}{{ member.title }}, {% endif %}{{ member.name }}", more=KEEP),
        p("{%p endfor %}"),
        p("{{p introduction }}"),
        p("{%p for topic in topics %}"),
        p("{%p if several_topics %}"),
        p("{{ topic.title }}", "Heading2"),
        p(
            "{% if topic.one_recommendation %}Recommendation{% else %}Recommendations{% endif %} made by "
            f"{{{{ topic.the_body }}}} {on('topic.')} {{{{ topic.date }}}} concerning {{{{ topic.the_title }}}}.",
            more=KEEP,
        ),
        p("{%p endif %}"),
        response_table(is_final=True),
        p("{%p endfor %}"),
        closing(),
        LAST,
    ])  # fmt: skip


def action_plan() -> str:
    """Return the body of the action plan."""
    # The last three are the loop over the council's own columns.
    widths = (5798, 2200, 2459, 2113, 50, LANDSCAPE_WIDTH - 12670, 50)
    # The years follow each other on one or two lines, and only their numbers are bold, so that they are told apart.
    key = (
        '<w:p><w:pPr><w:pStyle w:val="YearKey"/></w:pPr>'
        + run("{% for year in years %}")
        + run("{{ loop.index }}-", bold=True)
        + run("\u00a0{{ year }}\u00a0\u00a0 ")
        + run("{% endfor %}")
        + "</w:p>"
    )
    heading = tr(
        tc(widths[0], p("What are we going to do?", "TableHeading"), shade=True),
        tc(widths[1], p("{{ priority.owner_heading }}", "TableHeading"), shade=True),
        tc(
            widths[2],
            p("By end of year", "TableHeading"),
            key,
            shade=True,
        ),
        tc(widths[3], p("Notes", "TableHeading"), shade=True),
        *further_cells(widths[4:], "column in further_columns", "{{ column }}", "TableHeading"),
        heading=True,
    )
    row = tr(
        tc(widths[0], p("{{ action.number }} {{p action.text }}", "TableText")),
        tc(widths[1], p("{{ action.service }}", "TableText")),
        tc(widths[2], p("{{ action.by }}", "TableText")),
        tc(widths[3], p("{{p action.notes }}", "TableText")),
        *further_cells(widths[4:], "cell in action.further", "{{p cell }}", "TableText"),
        whole=True,
    )
    return "".join([
        p("{%p if summary_heading %}"),
        p("{{ summary_heading }}", "Heading1"),
        p("{%p endif %}"),
        p("{{p summary }}"),
        p("{{ council }}, {{ title }}", "Heading1"),
        p("Action Plan Priorities", "Heading2"),
        p("{%p for priority in priorities %}"),
        p("{%p if loop.last %}"),
        p("{{ priority.name }}", "PriorityList"),
        p("{%p else %}"),
        p("{{ priority.name }}", "PriorityList", more=KEEP),
        p("{%p endif %}"),
        p("{%p endfor %}"),
        key_to_notes(),
        plan_figures(),
        p("{%p for priority in priorities %}"),
        p("{{ priority.name }}", "PriorityHeading"),
        tbl(
            widths,
            heading,
            tag_row("{%tr for action in priority.actions %}", widths),
            row,
            tag_row("{%tr endfor %}", widths),
            label="Actions of the priority",
        ),
        p("{%p endfor %}"),
        former_numbers(),
        LAST,
    ])  # fmt: skip


KEY = (
    ("new", "The action was not in last year's plan."),
    ("updated", "The action was in last year's plan in other words, or another service leads it."),
    ("year_updated", "The action was in last year's plan, to be done by another year."),
    ("on_going", "The action is carried on from last year's plan unchanged."),
    ("completed", "The action has been done."),
    ("withdrawn", "The action will not be done; the reason follows."),
)
NARROW_WIDTHS, WIDE_WIDTHS = (4000, 1800), (2800, LANDSCAPE_WIDTH - 2800)


def key_to_notes() -> str:
    """Return the key to the notes, of those marks that the plan has."""
    meanings = "".join(
        f'{{% {"elif" if at else "if"} mark.name == "{name}" %}}{meaning}' for at, (name, meaning) in enumerate(KEY)
    )
    row = tr(
        tc(WIDE_WIDTHS[0], p("{{ mark.label }}", "TableText")),
        tc(WIDE_WIDTHS[1], p(f"{meanings}{{% endif %}}", "TableText")),
        whole=True,
    )
    return "".join([
        p("{%p if marks %}"),
        p("Key to the notes", "Heading2", more=KEEP),
        tbl(
            WIDE_WIDTHS,
            heading_row(WIDE_WIDTHS, "Notes", "Meaning"),
            tag_row("{%tr for mark in marks %}", WIDE_WIDTHS),
            row,
            tag_row("{%tr endfor %}", WIDE_WIDTHS),
            label="Key to the notes",
        ),
        p("{%p endif %}"),
    ])  # fmt: skip


def heading_row(widths: tuple[int, ...], *texts: str) -> str:
    """Return a row of headings."""
    cells = (tc(width, p(text, "TableHeading"), shade=True) for width, text in zip(widths, texts, strict=True))
    return tr(*cells, heading=True)


def plan_figures() -> str:
    """Return the figures of the plan, a table each, and the chart of the first."""
    tables = []
    for name, label, caption in (
        ("changes", "Notes", "Actions by what became of them"),
        ("services", "Service", "Actions by service"),
        ("years", "By end of year", "Actions by year"),
    ):
        row = tr(
            tc(NARROW_WIDTHS[0], p("{{ count.label }}", "TableText")),
            tc(NARROW_WIDTHS[1], p("{{ count.number }}", "TableText")),
            whole=True,
        )
        begin, end = (
            tag_row(tag, NARROW_WIDTHS) for tag in (f"{{%tr for count in figures.{name} %}}", "{%tr endfor %}")
        )
        heads = heading_row(NARROW_WIDTHS, label, "Actions")
        tables += [
            p(f"{{%p if figures.{name} %}}"),
            tbl(NARROW_WIDTHS, heads, begin, row, end, label=caption),
            p("", "TableGap"),
            p("{%p endif %}"),
        ]  # fmt: skip
    return "".join([
        p("{%p if figures or chart %}"),
        p("Figures", "Heading2", more=KEEP),
        p("{%p endif %}"),
        p("{%p if chart %}"),
        p("{{r chart }}"),
        p("{%p endif %}"),
        p("{%p if figures %}"),
        *tables,
        p("{%p endif %}"),
    ])  # fmt: skip


def former_numbers() -> str:
    """Return the table of last year's numbers and those of now."""
    widths = (1800, LANDSCAPE_WIDTH - 5300, 3500)
    row = tr(
        tc(widths[0], p("{{ earlier.number }}", "TableText")),
        tc(widths[1], p("{{p earlier.text }}", "TableText")),
        tc(widths[2], p("{% if earlier.now %}{{ earlier.now }}{% else %}Not carried on{% endif %}", "TableText")),
        whole=True,
    )
    return "".join([
        p("{%p if former %}"),
        p("Last year's numbers", "Heading2", more=KEEP),
        tbl(
            widths,
            heading_row(widths, "Number last year", "What we were going to do", "Number now"),
            tag_row("{%tr for earlier in former %}", widths),
            row,
            tag_row("{%tr endfor %}", widths),
            label="Last year's numbers and those of now",
        ),
        p("{%p endif %}"),
    ])  # fmt: skip


def covering_letter() -> str:
    """Return the body of the example of a council's own document: a letter to each Cabinet Member."""
    return "".join([
        notice(),
        p("{{ member.name }}{% if member.title %}, {{ member.title }}{% endif %}"),
        p("{{ title }}", "Heading1"),
        p(
            f"At its meeting {on()} {{{{ scrutiny_date }}}} {{{{ the_body }}}} made the "
            "{% if one_recommendation %}recommendation{% else %}recommendations{% endif %} below. Please answer "
            "{% if one_recommendation %}it{% else %}each of them{% endif %} in the response sheet"
            "{% if due %} by {{ due }}{% endif %}."
        ),
        p("{%p for row in recommendations %}"),
        p("{%p if row.withheld %}"),
        p("{{ row.numbered }} " + EXEMPT_NOTICE % "row", "Recommendation"),
        p("{%p else %}"),
        p("{{ row.numbered }} {{p row.text }}", "Recommendation"),
        p("{%p endif %}"),
        p("{%p endfor %}"),
    ])  # fmt: skip


def style(kind: str, name: str, style_id: str, inside: str, *, default: bool = False) -> str:
    """Return a style."""
    mark = ' w:default="1"' if default else ""
    custom = ' w:customStyle="1"' if name in CUSTOM_STYLES else ""
    return f'<w:style w:type="{kind}"{mark}{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


CUSTOM_STYLES = (
    "Table Text", "Table Number", "Table Heading", "Comment Table Text", "Table Gap", "Comment Table", "Appendix Label",
    "Numbered Paragraph", "Recommendation", "Priority List", "Priority Heading", "Year Key",
)  # fmt: skip


def paragraph_style(name: str, properties: str, look: str = "", based_on: str = "Normal", following: str = "") -> str:
    """Return a paragraph style."""
    after = f'<w:next w:val="{following}"/>' if following else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inside = f"{base}{after}<w:qFormat/><w:pPr>{properties}</w:pPr>" + (f"<w:rPr>{look}</w:rPr>" if look else "")
    return style("paragraph", name, name.title().replace(" ", ""), inside, default=name == "Normal")


def heading_style(level: int, size: int, before: int) -> str:
    """Return a heading style."""
    return paragraph_style(
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:color w:val="{HEADING_COLOUR}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        following="Normal",
    )


def list_style(name: str, number: int, more: str = "") -> str:
    """Return a paragraph style that is an item of the list `number`."""
    return paragraph_style(name, f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{more}')


def borders(colour: str) -> str:
    """Return thin rules around and inside a table."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for side in sides)


def styles() -> str:
    """Return styles.xml."""
    font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    # The room below a cell's text is that below its last paragraph.
    margins = (
        '<w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    narrow = margins.replace('"108"', '"80"').replace('w:top w:w="80"', 'w:top w:w="50"')
    rules = borders("7F8FA0")
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{font}"
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + style(
            "paragraph",
            "Normal",
            "Normal",
            '<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:after="160"/></w:pPr>',
            default=True,
        )
        + style(
            "character", "Default Paragraph Font", "DefaultParagraphFont", '<w:uiPriority w:val="1"/>', default=True
        )
        + style(
            "table",
            "Normal Table",
            "TableNormal",
            '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>",
            default=True,
        )
        + style("numbering", "No List", "NoList", "", default=True)
        + heading_style(1, 28, 320)
        + heading_style(2, 26, 280)
        + heading_style(3, 24, 240)
        + list_style("List Bullet", 1, "<w:contextualSpacing/>")
        + list_style("List Number", 2, "<w:contextualSpacing/>")
        + list_style("Numbered Paragraph", 3)
        + paragraph_style(
            "Priority List",
            '<w:numPr><w:numId w:val="4"/></w:numPr><w:contextualSpacing/>',
            based_on="ListNumber",
        )
        + paragraph_style(
            "Priority Heading", '<w:numPr><w:numId w:val="5"/></w:numPr>', based_on="Heading2", following="Normal"
        )
        + paragraph_style("Recommendation", '<w:keepLines/><w:spacing w:after="160"/><w:ind w:left="567"/>', "<w:b/>")
        + paragraph_style("Quote", '<w:spacing w:after="160"/><w:ind w:left="851" w:right="567"/>', "<w:i/>")
        + paragraph_style(
            "Appendix Label",
            '<w:keepNext/><w:spacing w:after="60"/>',
            f'<w:b/><w:color w:val="{HEADING_COLOUR}"/>',
        )
        + paragraph_style("Table Text", '<w:spacing w:after="80"/>')
        + paragraph_style("Table Number", '<w:numPr><w:numId w:val="6"/></w:numPr>', based_on="TableText")
        + paragraph_style("Title", "", "<w:b/>", based_on="TableText", following="TableText")
        + paragraph_style("Comment Table Text", '<w:spacing w:after="50"/>', '<w:sz w:val="22"/><w:szCs w:val="22"/>')
        + paragraph_style("Table Heading", "<w:keepNext/>", "<w:b/>", based_on="TableText")
        + paragraph_style("Year Key", "<w:keepNext/>", '<w:sz w:val="18"/><w:szCs w:val="18"/>', based_on="TableText")
        + paragraph_style("Table Gap", '<w:spacing w:after="0" w:line="240" w:lineRule="exact"/>', '<w:sz w:val="12"/>')
        + paragraph_style("header", '<w:spacing w:after="120"/>', "<w:b/>")
        + paragraph_style("footer", '<w:spacing w:after="0"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>')
        + style(
            "character",
            "Hyperlink",
            "Hyperlink",
            '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr>',
        )
        + style(
            "table",
            "Table Grid",
            "TableGrid",
            f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>{margins}</w:tblPr>',
        )
        + style(
            "table",
            "Comment Table",
            "CommentTable",
            f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>{narrow}</w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr>',
        )
        + "</w:styles>"
    )


def level(number: int, form: str, text: str, left: int, hanging: int, look: str = "", style_id: str = "") -> str:
    """Return one level of a list."""
    linked = f'<w:pStyle w:val="{style_id}"/>' if style_id else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        f"{f'<w:rPr>{look}</w:rPr>' if look else ''}</w:lvl>"
    )


def abstract(number: int, *levels: str) -> str:
    """Return a list definition."""
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
    )


def numbering(indent: int) -> str:
    """Return numbering.xml: bullets, numbers, the report's paragraphs, the priorities' list and headings, cells.

    Bullets and numbers stand `indent` in, to line up with the text of numbered paragraphs.
    """
    bullets = [
        level(at, "bullet", "•–"[at % 2], indent + 397 * (at + 1), 397, style_id="" if at else "ListBullet")
        for at in range(9)
    ]
    numbers = [
        level(at, "decimal", f"%{at + 1}.", indent + 454 * (at + 1), 454, style_id="" if at else "ListNumber")
        for at in range(9)
    ]
    return (
        f"{HEAD}<w:numbering {NAMESPACES}>"
        + abstract(1, *bullets)
        + abstract(2, *numbers)
        + abstract(3, level(0, "decimal", "%1.", 567, 567, style_id="NumberedParagraph"))
        + abstract(4, level(0, "decimal", "%1.", 454, 454, style_id="PriorityList"))
        + abstract(5, level(0, "decimal", "%1.", 567, 567, style_id="PriorityHeading"))
        + abstract(6, level(0, "decimal", "%1.", 454, 454, style_id="TableNumber"))
        + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, 7))
        + "</w:numbering>"
    )


def footer(text: str, width: int) -> str:
    """Return a footer: the paper's title, and page x of y on the right of its line or, of a long one, below it."""
    pages = "".join(map(run, (text, "\t", "Page ", "{PAGE}", " of ", "{NUMPAGES}")))
    right = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{right}</w:pPr>{pages}</w:p></w:ftr>'


def font_table() -> str:
    """Return fontTable.xml: the one font that is used."""
    return (
        f'{HEAD}<w:fonts {NAMESPACES}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def header(line: str, *, mark: str = "", logo: bool = False) -> str:
    """Return a header: a mark on the right, room for the council's logo on the left, and a line."""
    written = [p(mark, "Header", more='<w:jc w:val="right"/>')] if mark else []
    if logo:
        spaced = p("{{r logo }}", "Header", more='<w:spacing w:after="160"/>')
        written += [p("{%p if logo %}", "Header"), spaced, p("{%p endif %}", "Header")]
    written.append(p(line, "Header"))
    return f"{HEAD}<w:hdr {NAMESPACES}>{''.join(written)}</w:hdr>"


def relationships(*targets: tuple[str, str]) -> str:
    """Return a relationships part for (type, target) pairs."""
    inside = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def content_types() -> str:
    """Return [Content_Types].xml."""
    overrides = {
        "/word/document.xml": f"{TYPE}.document.main+xml",
        "/word/styles.xml": f"{TYPE}.styles+xml",
        "/word/numbering.xml": f"{TYPE}.numbering+xml",
        "/word/settings.xml": f"{TYPE}.settings+xml",
        "/word/header1.xml": f"{TYPE}.header+xml",
        "/word/footer1.xml": f"{TYPE}.footer+xml",
        "/word/header2.xml": f"{TYPE}.header+xml",
        "/word/footer2.xml": f"{TYPE}.footer+xml",
        "/word/fontTable.xml": f"{TYPE}.fontTable+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    inside = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def template(body: str, head: str, foot: str, *, mark: str = "", landscape: bool = False, indent: int = 0) -> bytes:
    """Return a whole template."""
    width = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId8"/>'
        '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="first" r:id="rId9"/>'
        f"{LANDSCAPE + LANDSCAPE_MARGINS if landscape else PORTRAIT + MARGINS}<w:titlePg/></w:sectPr>"
    )
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            (f"{RELATIONS}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": relationships(
            (f"{RELATIONS}/styles", "styles.xml"),
            (f"{RELATIONS}/numbering", "numbering.xml"),
            (f"{RELATIONS}/settings", "settings.xml"),
            (f"{RELATIONS}/header", "header1.xml"),
            (f"{RELATIONS}/footer", "footer1.xml"),
            (f"{RELATIONS}/fontTable", "fontTable.xml"),
            (f"{RELATIONS}/theme", "theme/theme1.xml"),
            (f"{RELATIONS}/header", "header2.xml"),
            (f"{RELATIONS}/footer", "footer2.xml"),
        ),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(indent),
        "word/settings.xml": (
            f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
            'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-GB"/></w:settings>'
        ),
        "word/header1.xml": header(head, mark=mark),
        "word/footer1.xml": footer(foot, width),
        # The logo is on the first page alone; the notice is in the text there, right below.
        "word/header2.xml": header("" if head == EXEMPT_HEADER else head, mark=mark, logo=True),
        "word/footer2.xml": footer(foot, width),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": write_theme(HEADING_COLOUR, SHADE),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Template</dc:title></cp:coreProperties>'
        ),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Microsoft Office Word</Application></Properties>"
        ),
    }
    return write_package({name: content.encode() for name, content in parts.items()})


def draw() -> dict[str, bytes]:
    """Return every template by its file name."""
    return {
        "scrutiny-report.docx": template(report(), EXEMPT_HEADER, "{{ title }}", indent=567),
        "draft-response.docx": template(
            draft_response(), EXEMPT_HEADER, "Draft Cabinet response: {{ title }}", mark="DRAFT"
        ),
        "cabinet-response.docx": template(cabinet_response(), EXEMPT_HEADER, "Cabinet response: {{ title }}"),
        "action-plan.docx": template(action_plan(), "", "Action plan: {{ title }}", landscape=True),
        "covering-letter.docx": template(covering_letter(), EXEMPT_HEADER, "{{ title }}"),
    }


if __name__ == "__main__":
    for name, content in draw().items():
        (TEMPLATES / name).write_bytes(content)
        sys.stdout.write(f"templates/{name}\n")
