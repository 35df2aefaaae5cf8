"""The body of a finished paper as paragraphs and tables, and how their words give way to placeholders.

What is put in has the looks of the words that were there: WordprocessingML's properties of a paragraph and of its first
words stay (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from cabinet_papers.word.markup import W

P, TBL, TR, TC, R, T = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "t"))
PROPERTIES, RUN_PROPERTIES, SECTION = f"{W}pPr", f"{W}rPr", f"{W}sectPr"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SDT = f"{W}sdt"
CONTROLS = (SDT, f"{W}customXml", f"{W}smartTag")
OF_CONTROLS = (f"{W}customXmlPr", f"{W}smartTagPr")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NUMBERED = re.compile(r"list ?number", re.IGNORECASE)
BULLETED = re.compile(r"list ?bullet", re.IGNORECASE)
HEADING = re.compile(r"heading|title|subtitle", re.IGNORECASE)
# What a row of tags has no use for; and what joins a cell to the one above.
MERGED = (f"{W}vMerge", f"{W}hMerge")


def words_of(element: etree._Element) -> str:
    """Return the words of a paragraph, or of all paragraphs of a cell, a line each."""
    paragraphs = [element] if element.tag == P else list(element.iter(P))
    return "\n".join(_words_of_paragraph(each) for each in paragraphs).strip()


def _words_of_paragraph(paragraph: etree._Element) -> str:
    pieces = paragraph.iter(T, f"{W}tab", f"{W}br")
    words = "".join((each.text or "") if each.tag == T else " " for each in pieces)
    return " ".join(words.replace("\u00a0", " ").split())


def list_rows(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of each row of a table, without those of tables within."""
    return [row.findall(TC) for row in table.findall(TR)]


def unwrap_controls(root: etree._Element) -> None:
    """Put what content controls, and marks of other programs, hold in their place."""
    for control in list(root.iter(*CONTROLS)):
        parent, content = control.getparent(), control.find(f"{W}sdtContent") if control.tag == SDT else control
        if parent is not None:
            for child in [each for each in content if each.tag not in OF_CONTROLS] if content is not None else ():
                control.addprevious(child)
            parent.remove(control)


def write_like(pattern: etree._Element, text: str) -> etree._Element:
    """Return a paragraph that looks like another and has these words; it ends no section."""
    written = etree.Element(P)
    properties = pattern.find(PROPERTIES)
    if properties is not None:
        written.append(deepcopy(properties))
        remove(written.findall(f"{PROPERTIES}/{SECTION}"))
    if text:
        _add_run(written, text, _find_look(pattern))
    return written


def replace_words(paragraph: etree._Element, text: str) -> None:
    """Put other words in place of a paragraph's."""
    look = _find_look(paragraph)
    for child in list(paragraph):
        if child.tag != PROPERTIES:
            paragraph.remove(child)
    _add_run(paragraph, text, look)


def _find_look(paragraph: etree._Element) -> etree._Element | None:
    """Return the properties of most words of a paragraph: a few at its beginning may be set off."""
    most = max(paragraph.iter(R), key=lambda run: len(words_of(_wrap(run))), default=None)
    return most.find(RUN_PROPERTIES) if most is not None else None


def _wrap(run: etree._Element) -> etree._Element:
    wrapped = etree.Element(P)
    wrapped.append(deepcopy(run))
    return wrapped


def _add_run(paragraph: etree._Element, text: str, look: etree._Element | None) -> None:
    run = etree.SubElement(paragraph, R)
    if look is not None:
        run.append(deepcopy(look))
    written = etree.SubElement(run, T)
    written.text = text
    written.set(SPACE, "preserve")


def fill_cell(cell: etree._Element, texts: Iterable[str]) -> None:
    """Put a paragraph for each text in place of what a cell holds, with the looks of its first words."""
    _fill(cell, texts, next((each for each in cell.iter(P) if words_of(each)), cell.find(P)))


def fill_answer(cell: etree._Element, texts: Iterable[str]) -> None:
    """Fill a cell so that no paragraph is an item of a list: its number is a placeholder, its lists are in the answer.

    The looks are those of the first paragraph that is no item, or of the first without its mark.
    """
    filled = [each for each in cell.iter(P) if words_of(each)] or cell.findall(P)[:1]
    pattern = deepcopy(next((each for each in filled if not is_item(each)), filled[0] if filled else None))
    if pattern is not None:
        take_number_out(pattern)
    _fill(cell, texts, pattern)


def _fill(cell: etree._Element, texts: Iterable[str], pattern: etree._Element | None) -> None:
    written = [write_like(pattern if pattern is not None else etree.Element(P), text) for text in texts]
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    cell.extend(written or [etree.Element(P)])


def level_looks(cell: etree._Element, others: Sequence[etree._Element]) -> None:
    """Take out of a cell the shading, and of its words the colours, that not all other cells of its column have."""
    for path in (f"{W}tcPr/{W}shd", *(f".//{RUN_PROPERTIES}/{W}{name}" for name in ("color", "highlight", "shd"))):
        if len({_describe(each, path) for each in (cell, *others)}) > 1:
            remove(cell.findall(path))


def _describe(cell: etree._Element, path: str) -> tuple[tuple[str, str], ...]:
    """Return what a cell has at a path, of words the looks that these begin with."""
    found = cell.find(path)
    return tuple(sorted((str(name), str(value)) for name, value in found.attrib.items())) if found is not None else ()


def unmerge(row: etree._Element) -> None:
    """Take out what joins the cells of a row to those of other rows."""
    for mark in [each for tag in MERGED for each in row.iter(tag)]:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def tag_row(tag: str, columns: int) -> etree._Element:
    """Return a row that holds only a {%tr ...%} tag; filling the template takes the row away."""
    row = etree.Element(TR)
    cell = etree.SubElement(row, TC)
    properties = etree.SubElement(cell, f"{W}tcPr")
    if columns > 1:
        etree.SubElement(properties, f"{W}gridSpan").set(f"{W}val", str(columns))
    paragraph = etree.SubElement(cell, P)
    _add_run(paragraph, tag, None)
    return row


def tag(text: str) -> etree._Element:
    """Return a paragraph that holds only a {%p ...%} tag, or a placeholder that brings its own looks."""
    paragraph = etree.Element(P)
    _add_run(paragraph, text, None)
    return paragraph


def remove(elements: Iterable[etree._Element]) -> None:
    """Take blocks out of the body."""
    for each in elements:
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)


def style_of(paragraph: etree._Element) -> str:
    """Return the reference of a paragraph's style, "" where it names none."""
    named = paragraph.find(f"{PROPERTIES}/{W}pStyle")
    return str(named.get(f"{W}val") or "") if named is not None else ""


def set_style(paragraph: etree._Element, style: str) -> etree._Element:
    """Return a paragraph without properties, with a style."""
    properties = etree.Element(PROPERTIES)
    etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", style)
    paragraph.insert(0, properties)
    return paragraph


def is_bold(paragraph: etree._Element) -> bool:
    """Whether the first words of a paragraph are bold by themselves."""
    look = _find_look(paragraph)
    bold = look.find(f"{W}b") if look is not None else None
    return bold is not None and bold.get(f"{W}val") not in ("0", "false")


def is_heading(block: etree._Element) -> bool:
    """Whether a block is a heading by its style."""
    return block.tag == P and HEADING.search(style_of(block)) is not None


def is_item(paragraph: etree._Element) -> bool:
    """Whether a paragraph is an item of a list, with a number or a bullet."""
    return has_number(paragraph) or BULLETED.search(style_of(paragraph)) is not None


def find_long_fields(body: etree._Element) -> list[etree._Element]:
    """Return the paragraphs over which a field reaches that begins in one and ends in another."""
    found: list[etree._Element] = []
    open_since, depth = 0, 0
    blocks = [each for each in body if each.tag == P]
    for at, block in enumerate(blocks):
        before = depth
        for mark in block.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(f"{W}fldCharType")), 0)
        if before <= 0 < depth:
            open_since = at
        elif before > 0 >= depth:
            found += blocks[open_since : at + 1]
            depth = 0
    return found


def has_picture(block: etree._Element) -> bool:
    """Whether there is a picture in a block that says what it shows, as every picture of a paper has to."""
    return any(each.get("descr") for drawing in block.iter(f"{W}drawing") for each in drawing.iter(f"{DRAWN}docPr"))


def find_section_end(blocks: Iterable[etree._Element]) -> list[etree._Element]:
    """Return the end of the last section that ends in these blocks, in an empty paragraph; nothing where none does."""
    ends = [end for each in blocks if each.tag == P for end in each.findall(f"{PROPERTIES}/{SECTION}")]
    if not ends:
        return []
    paragraph = etree.Element(P)
    etree.SubElement(paragraph, PROPERTIES).append(deepcopy(ends[-1]))
    return [paragraph]


def has_number(paragraph: etree._Element) -> bool:
    """Whether a paragraph is an item of a numbered list, by itself or by the name of its style."""
    listed = paragraph.find(f"{PROPERTIES}/{W}numPr")
    return listed is not None or NUMBERED.search(style_of(paragraph)) is not None


def take_number_out(paragraph: etree._Element) -> None:
    """Make an item of a list one of none: its number is then a placeholder."""
    if not is_item(paragraph):
        return
    properties = paragraph.find(PROPERTIES)
    if properties is None:
        properties = etree.Element(PROPERTIES)
        paragraph.insert(0, properties)
    remove(properties.findall(f"{W}numPr"))
    if BULLETED.search(style_of(paragraph)) or NUMBERED.search(style_of(paragraph)):
        remove(properties.findall(f"{W}pStyle"))


def mark_headings(table: etree._Element, *, are_labels: bool) -> None:
    """Mark the headings of a table, its first row or its first column, for programs that read aloud."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None:
        look.set(f"{W}firstRow", str(int(not are_labels)))
        look.set(f"{W}firstColumn", "1")
        if look.get(f"{W}val") is not None:
            del look.attrib[f"{W}val"]
    rows = table.findall(TR)
    for row in rows[:1] if are_labels else ():
        remove(row.findall(f"{W}trPr/{W}tblHeader"))
    if rows and not are_labels and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
        properties = rows[0].find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            rows[0].insert(sum(each.tag == f"{W}tblPrEx" for each in rows[0]), properties)
        etree.SubElement(properties, f"{W}tblHeader")
