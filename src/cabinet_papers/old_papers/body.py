"""The body of a finished paper as paragraphs and tables, and how their words give way to placeholders.

What is put in has the looks of the words that were there: WordprocessingML's properties of a paragraph and of its first
words stay (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from cabinet_papers.word.markup import W

P, TBL, TR, TC, R, T = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "t"))
PROPERTIES, RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NUMBERED = re.compile(r"list ?number", re.IGNORECASE)
# What comes before the list among the properties of a paragraph (ECMA-376 Part 1, 17.3.1.26).
BEFORE_LISTS = {
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
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
    """Put what content controls hold in their place."""
    for control in list(root.iter(f"{W}sdt")):
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        if parent is not None:
            for child in list(content) if content is not None else ():
                control.addprevious(child)
            parent.remove(control)


def write_like(pattern: etree._Element, text: str) -> etree._Element:
    """Return a paragraph that looks like another and has these words."""
    written = etree.Element(P)
    properties = pattern.find(PROPERTIES)
    if properties is not None:
        written.append(deepcopy(properties))
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
    """Return the properties of the first words of a paragraph."""
    first = next((run for run in paragraph.iter(R) if words_of(_wrap(run))), None)
    return first.find(RUN_PROPERTIES) if first is not None else None


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
    pattern = next((each for each in cell.iter(P) if words_of(each)), cell.find(P))
    written = [write_like(pattern if pattern is not None else etree.Element(P), text) for text in texts]
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    cell.extend(written or [etree.Element(P)])


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


def is_bold(paragraph: etree._Element) -> bool:
    """Whether the first words of a paragraph are bold by themselves."""
    look = _find_look(paragraph)
    bold = look.find(f"{W}b") if look is not None else None
    return bold is not None and bold.get(f"{W}val") not in ("0", "false")


def is_heading(block: etree._Element) -> bool:
    """Whether a block is a heading by its style."""
    return block.tag == P and HEADING.search(style_of(block)) is not None


def has_number(paragraph: etree._Element) -> bool:
    """Whether a paragraph is an item of a numbered list, by itself or by the name of its style."""
    listed = paragraph.find(f"{PROPERTIES}/{W}numPr")
    return listed is not None or NUMBERED.search(style_of(paragraph)) is not None


def take_number_out(paragraph: etree._Element) -> None:
    """Make an item of a list one of none: its number is then a placeholder."""
    if not has_number(paragraph):
        return
    properties = paragraph.find(PROPERTIES)
    if properties is None:
        properties = etree.Element(PROPERTIES)
        paragraph.insert(0, properties)
    remove(properties.findall(f"{W}numPr"))
    none = etree.Element(f"{W}numPr")
    for name in ("ilvl", "numId"):
        etree.SubElement(none, f"{W}{name}").set(f"{W}val", "0")
    properties.insert(sum(each.tag in BEFORE_LISTS for each in properties), none)


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
