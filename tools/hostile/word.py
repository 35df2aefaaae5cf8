"""Hostile Word documents: response forms, templates, and old papers that become templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from pathlib import Path

from tools.hostile.case import CHECK, MARK, OF_ANSWERS, SHEET, Cases, Hostile, Maker
from tools.hostile.excel import HEADINGS, TEXTS, M
from tools.hostile.packages import OFFICE, TYPES, break_sum, list_often, pack, relate, state_size, unpack
from tools.hostile.words import stretch

TEMPLATES = Path(__file__).parents[2] / "templates"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
PROPERTY = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:v="v">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Response form"><v:lpwstr>'
    "cabinet-papers</v:lpwstr>"
    "</property></Properties>"
)
TEMPLATE_CHECK = ("templates", "check")


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(comment: str = "", decision: str = "Yes") -> str:
    """Return a response table; the comment is in paragraphs already."""
    lines = [tuple(map(paragraph, HEADINGS))]
    lines += [
        (paragraph(f"{at}."), paragraph(text), paragraph(decision), comment or paragraph("By spring."))
        for at, text in enumerate(TEXTS, 1)
    ]
    rows = ("".join(f"<w:tc>{each}</w:tc>" for each in line) for line in lines)
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 4}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def document(body: str = "") -> str:
    """Return the main part."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body or table()}<w:p/></w:body></w:document>'


def make_parts(body: str = "", **others: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of a response form, with others of the folder word/."""
    relations = [(name, name.rstrip("0123456789"), f"{name}.xml") for name in others]
    return {
        "[Content_Types].xml": TYPES.format(""),
        "_rels/.rels": relate(("a", "officeDocument", MAIN), ("b", "custom-properties", "docProps/custom.xml")),
        "docProps/custom.xml": PROPERTY,
        MAIN: document(body),
        "word/_rels/document.xml.rels": relate(*relations),
    } | {f"word/{name}.xml": content for name, content in others.items()}


def _bodies() -> Iterable[tuple[str, Callable[[], str]]]:
    yield "an ordinary one", table
    yield "1,000,000 paragraphs", lambda: table() + "<w:p/>" * M
    yield "300,000 paragraphs with words", lambda: table() + paragraph("a") * 300_000
    yield "100,000 paragraphs in a cell", lambda: table(paragraph("a") * 30_000)
    yield (
        "300,000 runs in a paragraph",
        lambda: table(
            "<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * 40_000 + "</w:p>"
        ),
    )
    yield "200,000 rows", lambda: table() + "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 200_000 + "</w:tbl>"
    yield "50,000 tables", lambda: table() + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 50_000
    yield "5,000 response tables", lambda: table() * 1_500
    yield (
        "20,000 tables in a cell",
        lambda: table(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" * 15_000 + "<w:p/>"
        ),
    )
    yield (
        "11,000 tables in a cell, of different words",
        lambda: table(
            "".join(f"<w:tbl><w:tr><w:tc>{paragraph(f'a{at}')}</w:tc></w:tr></w:tbl>" for at in range(11_000))
            + "<w:p/>"
        ),
    )
    yield (
        "tables within tables, 80 deep",
        lambda: table("<w:tbl><w:tr><w:tc>" * 75 + paragraph("a") + "</w:tc></w:tr></w:tbl><w:p/>" * 75),
    )
    yield "tables within tables, two in each, 16 deep", lambda: table(_double(15))
    yield (
        "a cell that spans 10^9 columns",
        lambda: table().replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>', 1),
    )
    yield (
        "cells that span 5,000 digits of columns",
        lambda: table().replace("<w:tc>", f'<w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5_000}"/></w:tcPr>'),
    )
    yield (
        "a row that begins after 10^9 columns",
        lambda: table().replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>', 1),
    )
    yield "100,000 columns of the grid", lambda: table().replace("<w:gridCol/>", "<w:gridCol/>" * 100_000, 1)
    yield (
        "2,000 rows of 63 cells merged downwards",
        lambda: (
            table()
            + "<w:tbl>"
            + ("<w:tr>" + "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * 63 + "</w:tr>") * 2_000
            + "</w:tbl>"
        ),
    )
    yield (
        "controls within controls, 200 deep",
        lambda: table("<w:sdt><w:sdtContent>" * 100 + paragraph("a") + "</w:sdtContent></w:sdt>" * 100),
    )
    yield (
        "200,000 tracked insertions",
        lambda: table("<w:p>" + "<w:ins w:author='a'><w:r><w:t>a</w:t></w:r></w:ins>" * 50_000 + "</w:p>"),
    )
    yield (
        "100,000 fields",
        lambda: table(
            "<w:p>"
            + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>" * 60_000
            + "</w:p>"
        ),
    )
    yield "100,000 bookmarks", lambda: table("<w:p>" + "<w:bookmarkStart w:id='1' w:name='a'/>" * 100_000 + "</w:p>")
    yield "pictures without end", lambda: table("<w:p><w:r>" + "<w:drawing/>" * 100_000 + "</w:r></w:p>")
    yield (
        "alternatives within alternatives, 100 deep",
        lambda: table(
            '<w:p><w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            + "<mc:AlternateContent><mc:Choice>" * 100
            + "<w:t>a</w:t>"
            + "</mc:Choice></mc:AlternateContent>" * 100
            + "</w:r></w:p>"
        ),
    )
    yield (
        "text boxes within text boxes, 50 deep",
        lambda: table(
            "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>" * 35
            + paragraph("a")
            + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" * 35
        ),
    )
    yield "XML of 1,000,000 levels", lambda: table("<w:x>" * M)
    yield (
        "a heading of level 10^9",
        lambda: table() + paragraph("a", '<w:pPr><w:outlineLvl w:val="1000000000"/></w:pPr>'),
    )
    yield (
        "a list level of 5,000 digits",
        lambda: table(
            paragraph(
                "a",
                f'<w:pPr><w:numPr><w:ilvl w:val="{"9" * 5_000}"/><w:numId w:val="{"9" * 5_000}"/></w:numPr></w:pPr>',
            )
        ),
    )
    yield (
        "2,000,000 hidden letters",
        lambda: table("<w:p>" + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>R1-</w:t></w:r>" * 100_000 + "</w:p>"),
    )
    yield "a line end 100,000 times", lambda: table("<w:p><w:r>" + "<w:br/>" * 190_000 + "</w:r></w:p>")
    yield (
        "links without end",
        lambda: table("<w:p>" + "<w:hyperlink r:id='none'><w:r><w:t>a</w:t></w:r></w:hyperlink>" * 60_000 + "</w:p>"),
    )


def _double(depth: int) -> str:
    """Return tables of which each has two within it."""
    return f"<w:tbl><w:tr><w:tc>{_double(depth - 1) * 2}<w:p/></w:tc></w:tr></w:tbl>" if depth else paragraph("a")


def _forms() -> Iterable[tuple[str, Maker]]:
    for name, body in _bodies():
        yield name, lambda body=body: pack(make_parts(body()))  # type: ignore[misc]
    yield (
        "styles based on one another, 100,000",
        lambda: pack(
            make_parts(
                table(paragraph("a", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>')),
                styles=f'<w:styles xmlns:w="{W}">'
                + "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
                    for at in range(100_000)
                )
                + "</w:styles>",
            )
        ),
    )
    yield (
        "a style based on itself",
        lambda: pack(
            make_parts(
                table(paragraph("a", '<w:pPr><w:pStyle w:val="s"/></w:pPr>')),
                styles=f'<w:styles xmlns:w="{W}"><w:style w:styleId="s" w:type="paragraph"><w:basedOn '
                f'w:val="s"/></w:style></w:styles>',
            )
        ),
    )
    yield (
        "10,000 paragraphs in styles based on one another, 1,000",
        lambda: pack(
            make_parts(
                table(paragraph("a", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 3_000),
                styles=f'<w:styles xmlns:w="{W}">'
                + "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
                    for at in range(1_000)
                )
                + "</w:styles>",
            )
        ),
    )
    yield (
        "100,000 lists",
        lambda: pack(
            make_parts(
                table(paragraph("a", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>') * 1_000),
                numbering=f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
                f'<w:start w:val="999999999"/>'
                f'<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="{"%1" * 10_000}"/></w:lvl></w:abstractNum>'
                + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="1"/></w:num>' for at in range(100_000))
                + "</w:numbering>",
            )
        ),
    )
    yield (
        "letters of a list at 10^9",
        lambda: pack(
            make_parts(
                table(paragraph("a", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>')),
                numbering=f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">'
                f'<w:start w:val="2000000000"/>'
                '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num '
                'w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
            )
        ),
    )
    yield (
        "200,000 comments",
        lambda: pack(
            make_parts(
                table("<w:p>" + "<w:r><w:commentReference w:id='1'/></w:r>" * 50_000 + "</w:p>"),
                comments=f'<w:comments xmlns:w="{W}">'
                + '<w:comment w:id="1"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>' * 100_000
                + "</w:comments>",
            )
        ),
    )
    yield "a part of 190 MB of spaces", lambda: pack(make_parts() | {MAIN: document() + " " * 190 * M})
    yield "a part of 40 MB of <", lambda: pack(make_parts() | {MAIN: "<" * 40 * M})
    yield "a part of 40 MB of &", lambda: pack(make_parts() | {MAIN: "&amp" * 10 * M, "docProps/custom.xml": ""})
    yield "a part of 40 MB of R1", lambda: pack(make_parts() | {MAIN: "R123456[" * 5 * M, "docProps/custom.xml": ""})
    yield (
        "a part of 40 MB of < and >",
        lambda: pack(make_parts() | {MAIN: "<a " * 13 * M + ">", "docProps/custom.xml": ""}),
    )
    yield "properties of 190 MB", lambda: pack(make_parts() | {"docProps/custom.xml": PROPERTY + " " * 190 * M})
    yield (
        "300,000 properties",
        lambda: pack(
            make_parts()
            | {
                "docProps/custom.xml": PROPERTY.replace(
                    "</Properties>", '<property name="a"><v:lpwstr>b</v:lpwstr></property>' * 300_000 + "</Properties>"
                )
            }
        ),
    )
    yield (
        "entities within entities",
        lambda: pack(
            make_parts()
            | {
                MAIN: "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
                + "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
                + "]>"
                + document(table(paragraph("&j;")))
            }
        ),
    )
    yield (
        "4,000 parts in one place, 40 kB each",
        lambda: list_often(pack(make_parts() | {MAIN: document() + " " * 40_000}), MAIN, 4_000, "word/x"),
    )
    yield "a part that states 4 GB", lambda: state_size(pack(make_parts()), MAIN, 0xFFFFFFFE)
    yield "a wrong check sum", lambda: break_sum(pack(make_parts()), MAIN)
    yield "a part within 3,000 folders", lambda: pack(make_parts() | {"a/" * 3_000 + "b.xml": "x"})


def edit(template: str, change: Callable[[str], str], part: str = MAIN) -> bytes:
    """Return a shipped template with one part changed."""
    parts = unpack((TEMPLATES / template).read_bytes())
    content = parts[part]
    parts[part] = change(content.decode() if isinstance(content, bytes) else content).encode()
    return pack(parts)


def add_to_body(within: str) -> Callable[[str], str]:
    """Return what adds something to the end of a body."""
    return lambda main: main.replace("<w:sectPr", within + "<w:sectPr", 1)


def _templates() -> Iterable[tuple[str, str]]:
    yield "500,000 empty paragraphs", "<w:p/>" * 500_000
    yield "20,000 paragraphs with words", paragraph("a") * 20_000
    yield "100,000 runs", "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>"
    yield "a loop of 10^9", paragraph("{% for a in range(1000000000) %}a{% endfor %}")
    yield "a power", paragraph("{{ 9 ** 9 ** 9 }}")
    yield "a word 10^9 times", paragraph("{{ 'a' * 1000000000 }}")
    yield "a list 10^9 times", paragraph("{{ [1] * 1000000000 }}")
    yield "a width of 10^9", paragraph("{{ '%1000000000d' % 1 }}") + paragraph("{{ 'a'.center(1000000000) }}")
    yield "the filter center", paragraph("{{ 'a'|center(1000000000) }}")
    yield "a format", paragraph("{{ '{:>1000000000}'.format(1) }}") + paragraph("{{ '%*d'|format(1000000000, 1) }}")
    yield "loops within loops", paragraph("{% for a in title %}" * 8 + "a" + "{% endfor %}" * 8)
    yield "200 loops within loops", paragraph("{% for a in title %}" * 200 + "a" + "{% endfor %}" * 200)
    yield "5,000 loops within loops", paragraph("{% if title %}" * 5_000 + "a" + "{% endif %}" * 5_000)
    yield "brackets, 20,000 deep", paragraph("{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}")
    yield "a sum of 50,000", paragraph("{{ " + "1+" * 50_000 + "1 }}")
    yield "a chain of 20,000 words", paragraph("{{ a" + ".a" * 20_000 + " }}")
    yield "a chain of 20,000 filters", paragraph("{{ title" + "|upper" * 20_000 + " }}")
    yield "an expression of 1 MB of spaces", paragraph("{{ title" + " " * M + "}}")
    yield "1 MB of opening braces", paragraph("{{ " * 300_000)
    yield "1 MB of braces", paragraph("{" * M)
    yield "1 MB of percents", paragraph("{%p " * 200_000)
    yield "1 MB of hashes", paragraph("{# " * 300_000)
    yield "30,000 placeholders", paragraph("{{ title }} ") * 30_000
    yield "30,000 unknown placeholders", "".join(paragraph(f"{{{{ unknown{at} }}}} ") for at in range(10_000))
    yield "a macro that calls itself", paragraph("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}")
    yield (
        "a macro that calls itself twice",
        paragraph("{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(40) }}"),
    )
    yield "a variable that doubles", paragraph("{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}")
    yield "a replacement that doubles", paragraph("{{ 'a'" + "|replace('a', 'aaaaaaaaaa')" * 12 + " }}")
    yield "an indentation", paragraph("{{ title|indent(1000000000, true) }}")
    yield "words in wide wraps", paragraph("{{ title|wordwrap(1)|tojson|urlize }}")
    yield (
        "a batch of 10^9",
        paragraph("{{ title|batch(1000000000, 'a')|list }}") + paragraph("{{ title|slice(1000000000)|list }}"),
    )
    yield "lipsum", paragraph("{{ lipsum(1000000) }}")
    yield (
        "tables within tables, 75 deep",
        "<w:tbl><w:tr><w:tc>" * 75 + paragraph("a") + "</w:tc></w:tr></w:tbl><w:p/>" * 75,
    )
    yield (
        "2,000 tables",
        (
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr>"
            "</w:tbl><w:p/>"
        )
        * 2_000,
    )
    yield (
        "a grid of 100,000 columns",
        "<w:tbl><w:tblPr/><w:tblGrid>"
        + "<w:gridCol w:w='1'/>" * 100_000
        + "</w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    )
    yield (
        "a span of 10^9",
        (
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid><w:tr><w:tc>"
            "<w:tcPr><w:gridSpan w:val='1000000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        ),
    )
    yield (
        "a table of 3,000 rows and 60 columns",
        (
            "<w:tbl><w:tblPr/><w:tblGrid>"
            + "<w:gridCol w:w='100'/>" * 60
            + "</w:tblGrid>"
            + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 60 + "</w:tr>") * 3_000
            + "</w:tbl>"
        ),
    )
    yield "100,000 fields", "<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 100_000 + "</w:p>"
    yield (
        "60,000 bookmarks",
        "<w:p>"
        + "".join(f"<w:bookmarkStart w:id='{at}' w:name='b{at}'/><w:bookmarkEnd w:id='{at}'/>" for at in range(60_000))
        + "</w:p>",
    )
    yield "words of 2 MB", paragraph("words " * 350_000)


def list_cases() -> Cases:
    """Yield the hostile Word documents."""
    for name, make in _forms():
        yield Hostile("Word form", name, f"{SHEET}.docx", make, OF_ANSWERS)
    for name in ("spaces", "a a a", "lines", "bullets", "[Table: x]", "a sentence", "brackets"):
        yield Hostile("Word form", f"answers of {name}", f"{SHEET}.docx", partial(_answer, name), (CHECK, MARK))
    for name, within in _templates():
        yield Hostile(
            "templates",
            name,
            "templates/cabinet-response.docx",
            partial(edit, "cabinet-response.docx", add_to_body(within)),
            (TEMPLATE_CHECK,),
        )
    for name, make in _odd_templates():
        yield Hostile("templates", name, "templates/cabinet-response.docx", make, (TEMPLATE_CHECK,))
    for name, body in _bodies():
        yield Hostile("old papers", name, "old.docx", partial(_old, body), (("templates", "new", "old.docx"),))
    for name in (
        "spaces",
        "a a a",
        "brackets",
        "digits and dots",
        "dates",
        "a sentence",
        "Councillor A",
        "line ends",
        "quotes",
    ):
        yield Hostile(
            "old papers", f"words: {name}", "old.docx", partial(_old_words, name), (("templates", "new", "old.docx"),)
        )


def _odd_templates() -> Iterable[tuple[str, Maker]]:
    name = "cabinet-response.docx"
    styles = "word/styles.xml"
    yield (
        "styles based on one another, 50,000",
        lambda: edit(
            name,
            lambda part: part.replace(
                "</w:styles>",
                "".join(
                    f'<w:style w:type="paragraph" w:styleId="s{at}"><w:name w:val="s{at}"/><w:basedOn '
                    f'w:val="s{at + 1}"/></w:style>'
                    for at in range(50_000)
                )
                + "</w:styles>",
            ),
            styles,
        ),
    )
    yield (
        "a picture of 190 MB",
        lambda: pack(unpack((TEMPLATES / name).read_bytes()) | {"word/media/a.png": bytes(190 * M)}),
    )
    yield (
        "a picture of 49 MB",
        lambda: pack(unpack((TEMPLATES / name).read_bytes()) | {"word/media/a.png": bytes(48 * M)}),
    )
    yield (
        "900 further parts",
        lambda: pack(unpack((TEMPLATES / name).read_bytes()) | {f"word/x{at}.xml": "<a/>" for at in range(900)}),
    )
    yield "a main part of 45 MB of spaces", lambda: edit(name, lambda part: part + " " * 45 * M)
    yield "a main part of 45 MB of words", lambda: edit(name, add_to_body(paragraph("a " * 22 * M)))
    yield (
        "entities",
        lambda: edit(name, lambda part: part.replace("<w:document", "<!DOCTYPE x [<!ENTITY a 'a'>]><w:document", 1)),
    )
    yield (
        "content types without end",
        lambda: edit(
            name,
            lambda part: part.replace("</Types>", '<Default Extension="x" ContentType="y"/>' * 300_000 + "</Types>"),
            "[Content_Types].xml",
        ),
    )
    yield (
        "relationships without end",
        lambda: edit(
            name,
            lambda part: part.replace(
                "</Relationships>",
                f'<Relationship Id="z" Type="{OFFICE}/image" Target="x.png"/>' * 100_000 + "</Relationships>",
            ),
            "word/_rels/document.xml.rels",
        ),
    )
    yield "a file of 3 GB of nothing", lambda: b"PK\x03\x04"
    yield "an entry that states 49 MB", lambda: state_size((TEMPLATES / name).read_bytes(), MAIN, 49 * M)


def _answer(name: str) -> bytes:
    return pack(make_parts(table(paragraph(escape(stretch(name))))))


def _old(body: Callable[[], str]) -> bytes:
    parts = make_parts(paragraph("Cabinet response to recommendations of the Scrutiny Committee") + body())
    return pack({name: content for name, content in parts.items() if name != "docProps/custom.xml"})


def _old_words(name: str) -> bytes:
    words = paragraph(escape(stretch(name)))
    return _old(lambda: words + table(words) + words)
