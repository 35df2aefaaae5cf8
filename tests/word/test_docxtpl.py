"""Plain templates filled by us and by docxtpl's own render(): the same texts come out, in the same places."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docxtpl import DocxTemplate
from lxml import etree

from cabinet_papers.matter.settings import Picture
from cabinet_papers.word.environment import WordXml
from cabinet_papers.word.picture import write_picture
from cabinet_papers.word.template import Properties, prepare_template, render_document
from tests.conftest import ROOT

LEFT, RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


class TreeView(NamedTuple):
    """A row of a table."""

    name: str
    number: int


class View(NamedTuple):
    """What the templates of these tests see."""

    title: str
    count: int
    is_long: bool
    trees: tuple[TreeView, ...]
    nothing: tuple[TreeView, ...]
    logo: Picture | None


VIEW = View(
    'Parks & Leisure <draft> "x" \N{LEFT SINGLE QUOTATION MARK}y\N{RIGHT SINGLE QUOTATION MARK}  two  spaces', 3, True,
    (TreeView("Oak & ash", 12), TreeView("Elm", 7), TreeView("", 0)), (),
    Picture(PIXEL, "png", 1, 1, "The council's arms"),
)  # fmt: skip


def paragraphs(*texts: str) -> Callable[[Document], None]:
    def draw(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return draw


def split_runs(*pieces: str) -> Callable[[Document], None]:
    """A placeholder that Word has cut into runs, each with a look of its own."""

    def draw(document: Document) -> None:
        paragraph = document.add_paragraph()
        for at, piece in enumerate(pieces):
            paragraph.add_run(piece).bold = bool(at % 2)

    return draw


def table(*rows: tuple[str, ...]) -> Callable[[Document], None]:
    def draw(document: Document) -> None:
        drawn = document.add_table(len(rows), max(map(len, rows)))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                drawn.cell(at, column).text = text

    return draw


def header_and_footer(document: Document) -> None:
    document.add_paragraph("{{ title }}")
    (section, *_) = document.sections
    section.header.paragraphs[0].text = "{{ title|upper }} of {{ trees|length }}"
    section.footer.paragraphs[0].text = "{% if is_long %}long: {{ count }}{% endif %}"


TEMPLATES: dict[str, Callable[[Document], None]] = {
    "a placeholder": paragraphs("Title: {{ title }}.", "{{title}}{{ count }}", "{{ count + 1 }} and {{ count * 2 }}"),
    "filters": paragraphs("{{ title|upper }} {{ title|length }} {{ trees|map(attribute='name')|join(', ') }}"),
    "a default": paragraphs("{{ title or 'none' }} {{ 'long' if is_long else 'short' }}"),
    "typed quotation marks": paragraphs(f"{{% if title == {LEFT}x{RIGHT} %}}x{{% else %}}other{{% endif %}}"),
    "less and greater": paragraphs("{% if count > 2 and count < 9 %}some{% else %}none{% endif %}"),
    "a loop in a line": paragraphs("{% for each in trees %}{{ each.name }} ({{ each.number }}); {% endfor %}end"),
    "runs": split_runs("a {", "{ ti", "tle }", "} b {% i", "f is_long %}long{", "% endif %", "} c"),
    "paragraphs of an if": paragraphs("{%p if is_long %}", "{{ title }}", "{%p else %}", "no", "{%p endif %}", "end"),
    "paragraphs of a loop": paragraphs("{%p for each in trees %}", "{{ loop.index }} {{ each.name }}", "{%p endfor %}"),
    "paragraphs of no loop": paragraphs("before", "{%p for each in nothing %}", "{{ each.name }}", "{%p endfor %}"),
    "rows": table(
        ("Tree", "No."), ("{%tr for each in trees %}",), ("{{ each.name }}", "{{ each.number }}"), ("{%tr endfor %}",)
    ),
    "rows of an if": table(("Tree",), ("{%tr if is_long %}",), ("{{ title }}",), ("{%tr endif %}",), ("last",)),
    "cells": table(("{%tc for each in trees %}", "{{ each.name }}", "{%tc endfor %}")),
    "a picture": paragraphs("before {{r logo }} after", "{%p if logo %}", "{{r logo }}", "{%p endif %}"),
    "a comment": paragraphs("a {# nobody reads this #}b", "{#p nor this #}", "c"),
    "white space": paragraphs("a", "{%- if is_long -%}", "b", "{%- endif %} c"),
    "a variable": paragraphs("{% set first = trees[0].name %}{{ first }} {{ first|lower }}"),
    "header and footer": header_and_footer,
}  # fmt: skip


def draw(folder: Path, fill: Callable[[Document], None]) -> Path:
    """Return a shipped template with another body."""
    document = docx.Document(str(ROOT / "templates" / "draft-response.docx"))
    for each in list(document.element.body)[:-1]:
        document.element.body.remove(each)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in part.paragraphs:
                paragraph.text = ""
            for each in part.tables:
                each._element.getparent().remove(each._element)
    fill(document)
    document.save(str(folder / "template.docx"))
    return folder / "template.docx"


def fill_with_ours(path: Path) -> bytes:
    template, findings = prepare_template(path, path.name, View, "en-GB")
    assert findings == []
    assert template is not None
    return render_document(template, VIEW._asdict(), Properties("Title", "Council", "en-GB")).content


def fill_with_docxtpl(path: Path) -> bytes:
    template, filled = DocxTemplate(path), io.BytesIO()
    values: dict[str, Any] = VIEW._asdict()
    template.render({**values, "logo": write_picture(values["logo"])}, autoescape=True)
    template.save(filled)
    return filled.getvalue()


def texts_of(document: bytes) -> dict[str, list[list[str]]]:
    """Return the texts of each printed part: those of its cells or body, one list for each paragraph's parent."""
    found = {}
    with ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.startswith(("word/document", "word/header", "word/footer")):
                root = etree.fromstring(package.read(name))
                parents = dict.fromkeys(each.getparent() for each in root.iter(f"{W}p"))
                found[name] = [[text_of(each) for each in parent.iterchildren(f"{W}p")] for parent in parents]
    return found


def text_of(paragraph: etree._Element) -> str:
    every = paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}drawing")
    # A tab stop is a w:tab too.
    words = (each for each in every if each.getparent().tag != f"{W}tabs")
    return "".join(each.text or "" if each.tag == f"{W}t" else f"<{etree.QName(each).localname}>" for each in words)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_texts_are_those_of_docxtpl(name: str, tmp_path: Path) -> None:
    path = draw(tmp_path, TEMPLATES[name])
    ours = texts_of(fill_with_ours(path))
    assert ours == texts_of(fill_with_docxtpl(path))
    assert any(text for parts in ours.values() for texts in parts for text in texts), "nothing was compared"


def test_what_people_typed_never_vanishes(tmp_path: Path) -> None:
    """The one difference that is meant: a template's author need not ask for autoescape."""
    path = draw(tmp_path, paragraphs("{{ title }}"))
    (words,) = (text for part in texts_of(fill_with_ours(path)).values() for texts in part for text in texts if text)
    assert words == VIEW.title
    assert str(WordXml.escape(VIEW.title)) != VIEW.title
