"""A Word template, prepared once and filled for many documents. The only docxtpl import.

docxtpl turns a template's XML into Jinja source, so that what its users know of placeholders stays true. Its render()
is not called: it repairs tables by counting nested rows, parses leniently and takes three times as long. The rest is
done strictly here.
"""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from cabinet_papers.files.folders import explain_unreadable, find_unlisted, is_folder, is_there
from cabinet_papers.files.package import (
    TEMPLATE,
    Package,
    PackageError,
    Relation,
    TooLargeError,
    count_nodes,
    parse_part,
    write_package,
    write_part,
)
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.word_package import WordParts, is_xml
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.budget import TooMuchError, within_limits
from cabinet_papers.word.chart import add_chart, write_chart
from cabinet_papers.word.dangers import find_dangers, find_dangers_in, read_template
from cabinet_papers.word.environment import (
    FORBIDDEN,
    Failure,
    PartTemplate,
    WordXml,
    compile_template,
    explain_failure,
    explain_syntax,
)
from cabinet_papers.word.fitting import find_unfitting
from cabinet_papers.word.hidden import find_hidden, find_hiding_styles
from cabinet_papers.word.labels import read_labels
from cabinet_papers.word.layout import lay_out
from cabinet_papers.word.line_sizes import LineSize, read_cell_margin, read_line_sizes
from cabinet_papers.word.links import find_wrong_links
from cabinet_papers.word.markup import W
from cabinet_papers.word.other_forms import find_other_forms
from cabinet_papers.word.picture import add_picture, write_picture
from cabinet_papers.word.placeholders import Asked, check_placeholders, find_tag
from cabinet_papers.word.places import BODY, Problem, name_stories
from cabinet_papers.word.private import leave_private_parts, remove_private_marks
from cabinet_papers.word.prose import Look, Styles, WordWriter
from cabinet_papers.word.prose_places import ProsePlaces
from cabinet_papers.word.soundness import check_soundness
from cabinet_papers.word.stale_fields import find_stale_fields
from cabinet_papers.word.styles import Stylesheet
from cabinet_papers.word.tables import TooWide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cabinet_papers.matter.prose import Prose

NUMBERING = "word/numbering.xml"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office Word</Application></Properties>"
)
# The elements and attributes of all parts of a template: a large one has a tenth of them.
MOST_NODES = 200_000
# A paper of 5,000 recommendations has half a million; each takes memory.
MOST_ELEMENTS = 1_500_000
# The parts that are printed, by the name of their root; of the files' names only that of the body is fixed.
PRINTED = tuple(f"{W}{name}" for name in ("document", "hdr", "ftr", "footnotes", "endnotes"))


class Properties(NamedTuple):
    """A document's own title, author and language; no computer's user is ever named."""

    title: str
    author: str
    language: str


__all__ = [
    "Asked",
    "Filled",
    "PreparedTemplate",
    "Properties",
    "RenderError",
    "TooWide",
    "prepare_template",
    "render_document",
]


class PreparedTemplate(NamedTuple):
    """A template ready to be filled: its parts, the Jinja source of those with placeholders, its styles.

    `asked` are the values of the view that it prints, by their path; `labels` are those of its front sheet, each with
    the placeholder beside it.
    """

    file: str
    parts: dict[str, bytes]
    sources: dict[str, PartTemplate]
    looks: tuple[Look, ...]
    styles: Styles
    first_list: int
    line_sizes: dict[str, LineSize]
    table_margin: int
    asked: dict[str, Asked]
    labels: dict[str, str]


class Filled(NamedTuple):
    """A template filled: the bytes of a .docx, and the tables of which words are broken for want of room."""

    content: bytes
    too_wide: tuple[TooWide, ...]


class RenderError(Exception):
    """A template could not be filled, although its check found nothing wrong; `reason` says why.

    One that asked for too much need not be tried again with other values.
    """

    def __init__(self, reason: Message, *, is_too_much: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.is_too_much = is_too_much


def prepare_template(
    path: Path, file: str, view: type, language: str, own: frozenset[str] = frozenset()
) -> tuple[PreparedTemplate | None, list[Diagnostic]]:
    """Return the template ready for documents of that view, and everything that is wrong with it.

    `own` are the names of the council's own columns.
    """
    if is_folder(path):
        hint = phrase("rename the folder, and put the template in its place")
        return None, [finding(codes.TPL002, phrase("this is a folder, not a template"), hint, Location(file))]
    if not is_there(path):
        unlisted = find_unlisted(path.parent, file.rpartition("/")[0])
        if unlisted:
            return None, [unlisted]
        hint = phrase(
            "put it back, or give it this name again if it was renamed; if it is one that came with the program, "
            "`papers init spare` writes it into the folder spare/templates"
        )
        if others := find_other_forms(path):
            hint = phrase(
                "open {} in Word, save it here as a Word Document (.docx), and move {} to another folder",
                Term(others[0].name),
                Term(others[0].name),
            )
        return None, [finding(codes.TPL001, phrase("the template is missing"), hint, Location(file))]
    try:
        content = read_file(path)
        word = read_template(content)
        xml = (each for name, each in word.parts.items() if is_xml(word.types.get(name, "/xml"), each))
        if sum(map(count_nodes, xml)) > MOST_NODES:
            raise TooLargeError(TEMPLATE.too_large)
        if refused := _find_refused(word, file):
            return None, refused
        return _prepare(DocxTemplate(io.BytesIO(content)), word.parts, file, view, language, own)
    except TooLargeError as error:
        hint = phrase("delete from the template what no paper needs, large pictures first")
        return None, [finding(codes.TPL002, error.reason, hint, Location(file))]
    except PackageError as error:
        hint = phrase(
            "open it in Word, and save it again as a Word Document (.docx); if Word cannot open it, use the one that "
            "`papers init` writes"
        )
        return None, [finding(codes.TPL002, _cannot_be_used(error.reason), hint, Location(file))]
    except OSError as error:
        reason, hint = explain_unreadable(error)
        return None, [finding(codes.TPL002, _cannot_be_used(reason), hint, Location(file))]


def _cannot_be_used(reason: Message) -> Message:
    return phrase("the template cannot be used: {}", reason)


def _find_refused(word: WordParts, file: str) -> list[Diagnostic]:
    return [
        finding(codes.TPL005, phrase("a template must not contain {}", what), hint, Location(file))
        for what, hint in find_dangers(word)
    ]


def _prepare(
    docx: DocxTemplate, parts: dict[str, bytes], file: str, view: type, language: str, own: frozenset[str]
) -> tuple[PreparedTemplate | None, list[Diagnostic]]:
    check_soundness(parts)
    parts = leave_private_parts(parts)
    roots = _read_printed_parts(parts)
    asked, findings = _check_parts(roots, parts, file, view, own)
    stylesheet = _read_stylesheet(parts)
    findings += [finding(codes.TPL006, *missing, Location(file)) for missing in stylesheet.find_missing()]
    if findings:
        return None, findings
    styles, labels = stylesheet.prose_styles(), read_labels(roots[BODY])
    places = ProsePlaces()
    places.take_from(roots[BODY])
    try:
        sources = {name: source for name, root in roots.items() if (source := _compile(docx, root, places)) is not None}
    except TemplateSyntaxError as error:
        reason, hint = explain_syntax(error)
        message = phrase("the placeholders do not fit together: {}", reason)
        return None, [finding(codes.TPL004, message, hint, Location(file))]
    stylesheet.set_language(language)
    kept = {**parts, STYLES: write_part(stylesheet.styles)}
    first_list, sizes = stylesheet.last_number_id() + 1, read_line_sizes(stylesheet.styles)
    margin = read_cell_margin(stylesheet.styles, styles.table)
    looks = tuple(places.looks)
    return PreparedTemplate(file, kept, sources, looks, styles, first_list, sizes, margin, asked, labels), []


def _read_printed_parts(parts: dict[str, bytes]) -> dict[str, etree._Element]:
    """Return the parts that are printed, without what is between those who look after a template."""
    read = {
        name: parse_part(content, name) for name, content in parts.items() if re.fullmatch(r"word/[^/]+\.xml", name)
    }
    roots = {name: root for name, root in read.items() if root.tag in PRINTED}
    for root in roots.values():
        # What people do not see; a mark of ours must not be among it.
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    parts |= {name: write_part(root) for name, root in roots.items() if remove_private_marks(root)}
    return roots


def _check_parts(
    roots: dict[str, etree._Element], parts: dict[str, bytes], file: str, view: type, own: frozenset[str]
) -> tuple[dict[str, Asked], list[Diagnostic]]:
    """Return which values of the view the parts ask for, and what is wrong with their placeholders and fields."""
    asked: dict[str, Asked] = {}
    problems: list[Problem] = []
    hiding = find_hiding_styles(parse_part(parts[STYLES], STYLES)) if STYLES in parts else frozenset[str]()
    for name, story in name_stories(roots, parts).items():
        root = roots[name]
        checked = check_placeholders(root, view, story, own)
        links = {each.ref: each.target for each in Package(parts).find_relations(name) if each.is_outside}
        problems += (
            *(checked.problems or find_unfitting(root, story)),
            *find_stale_fields(root, story, view),
            *find_hidden(root, story, hiding),
            *find_wrong_links(root, story, links),
        )
        asked |= {path: each for path, each in checked.asked.items() if each.is_in_text or path not in asked}
    # A text box is stored twice, for programs of different ages.
    return asked, [finding(*each, Location(file)) for each in dict.fromkeys(problems)]


def _read_stylesheet(parts: dict[str, bytes]) -> Stylesheet:
    if STYLES not in parts:
        raise PackageError(phrase("it has no styles"))
    numbering = parse_part(parts[NUMBERING], NUMBERING) if NUMBERING in parts else None
    return Stylesheet(parse_part(parts[STYLES], STYLES), numbering)


def _compile(docx: DocxTemplate, root: etree._Element, places: ProsePlaces) -> PartTemplate | None:
    """Return the part as a Jinja template, or None where it holds neither a placeholder nor a comment."""
    xml = places.put_calls(etree.tostring(root, encoding="unicode"))
    if not re.search(r"\{(<[^>]*>)*[{%#]", xml):
        return None
    return compile_template(docx.patch_xml(xml))


def render_document(template: PreparedTemplate, values: Mapping[str, Any], properties: Properties) -> Filled:
    """Return the document, filled with the values of its placeholders. Raises RenderError."""
    writer = WordWriter(template.styles, template.first_list)

    def write_prose(prose: Prose, look: int, *around: str) -> WordXml:
        # As plain strings they do not escape what is joined to them.
        lead, tail = (str(WordXml.escape(each)) for each in around)
        return writer.write_prose(prose, template.looks[look], lead, tail)

    chart = values.get("chart")
    context: dict[str, Any] = {**values, "logo": write_picture(values["logo"]), "chart": write_chart(chart)}
    parts = dict(template.parts)
    roots: dict[str, etree._Element] = {}
    with within_limits():
        for name, source in template.sources.items():
            roots[name] = _fill(template, name, source, context | {"write_prose": write_prose})
    too_wide = lay_out(roots.values(), template.line_sizes, template.table_margin)
    parts |= {name: write_part(root) for name, root in roots.items()}
    parts[CORE] = _write_core_properties(properties)
    if APP in parts:
        # Word keeps the company, the manager and the path of its template here.
        parts[APP] = APP_PROPERTIES
    add_picture(parts, values["logo"], list(template.sources))
    add_chart(parts, chart, list(template.sources))
    _add_lists(parts, writer.lists)
    if writer.links:
        links = (Relation(ref, "hyperlink", address, is_outside=True) for address, ref in writer.links.items())
        Package(parts).add_relations(BODY, links)
    return Filled(write_package(parts), too_wide)


def _fill(template: PreparedTemplate, name: str, source: PartTemplate, context: dict[str, Any]) -> etree._Element:
    """Return the root of a part, filled in. Raises RenderError."""
    try:
        filled = source.render(context)
    except Exception as error:  # a template may call anything, so any error is its fault
        reason = _describe(explain_failure(error, source), template.parts[name], name)
        raise RenderError(reason, is_too_much=isinstance(error, TooMuchError)) from error
    if filled.count("<") - filled.count("</") > MOST_ELEMENTS:
        raise RenderError(phrase("the paper would be far longer than any paper is"), is_too_much=True)
    try:
        root = parse_part(filled.encode(), name)
    except PackageError as error:
        raise RenderError(
            phrase("an {% if %} or {% for %} begins inside a table or paragraph and ends outside it")
        ) from error
    if dangers := find_dangers_in(root):
        raise RenderError(phrase("a placeholder makes {}, which a paper must not contain", dangers[0].what))
    return root


def _describe(failure: Failure, content: bytes, name: str) -> Message:
    """Return why a part could not be filled, with the placeholder and its place."""
    if not failure.tag:
        return phrase("a placeholder {}", failure.reason)
    place = find_tag(parse_part(content, name), failure.tag)
    if place is None:
        return phrase('the placeholder "{}" {}', failure.tag, failure.reason)
    return phrase('the placeholder "{}" {} {}', failure.tag, place, failure.reason)


def _add_lists(parts: dict[str, bytes], lists: list[str]) -> None:
    if not lists:
        return
    numbering = parse_part(parts[NUMBERING], NUMBERING)
    last = numbering.findall(f"{W}num")[-1]
    new = etree.fromstring(f'<w:numbering xmlns:w="{W[1:-1]}">{"".join(lists)}</w:numbering>')
    for number in reversed(list(new)):
        last.addnext(number)
    parts[NUMBERING] = write_part(numbering)


def _write_core_properties(properties: Properties) -> bytes:
    """Return docProps/core.xml (ECMA-376 Part 2, 11). No dates: the same papers give the same bytes."""
    title, author, language = (escape(FORBIDDEN.sub("", each)) for each in properties)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    ).encode()
