"""Says where something is in a template, so that a person can find it in Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import REFERENCE, Package
from cabinet_papers.findings.diagnostics import Code
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.word.markup import W

BODY = "word/document.xml"
TEXT = "the text"
STORIES = {"hdr": "the header", "ftr": "the footer", "footnotes": "a footnote", "endnotes": "an endnote"}
PAGES = {"first": "the first page's", "even": "the even pages'"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Problem(NamedTuple):
    """What is wrong in a template, its place among the words, and how to correct it."""

    code: Code
    message: Message
    hint: Message


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the words of a w:p, its text boxes left aside."""
    texts = paragraph.iter(f"{W}t")
    return "".join(text.text or "" for text in texts if next(text.iterancestors(f"{W}p"), None) is paragraph)


def name_stories(roots: Mapping[str, etree._Element], parts: dict[str, bytes]) -> dict[str, str]:
    """Return what each printed part is called: "the text", "the first page's header"."""
    named = {name: STORIES.get(etree.QName(root).localname, TEXT) for name, root in roots.items()}
    targets = {each.ref: each.target for each in Package(parts).find_relations(BODY)}
    for each in roots[BODY].iter(f"{W}headerReference", f"{W}footerReference"):
        name, page = targets.get(each.get(REFERENCE) or "", ""), PAGES.get(each.get(f"{W}type") or "")
        if page and name in named:
            named[name] = f"{page} {named[name].rpartition(' ')[2]}"
    return named


def find_place(paragraph: etree._Element, story: str = TEXT) -> Message:
    """Return where a paragraph is: its table, row and column, or its words."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    row = next(cell.iterancestors(f"{W}tr"), None) if cell is not None else None
    table = next(row.iterancestors(f"{W}tbl"), None) if row is not None else None
    if cell is None or row is None or table is None:
        is_boxed = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
        part = phrase("a text box of {}", Term(story)) if is_boxed else Term(story)
        words = paragraph_text(paragraph)
        return phrase('in {}, near "{}"', part, words) if words.strip() else phrase("in {}", part)
    tables = list(paragraph.getroottree().getroot().iter(f"{W}tbl"))
    rows = [each for each in table.iter(f"{W}tr") if next(each.iterancestors(f"{W}tbl")) is table]
    column = _cells(row).index(cell)
    headings = _cells(rows[0])
    heading = " ".join(map(paragraph_text, headings[column].iter(f"{W}p"))) if column < len(headings) else ""
    place = phrase("row {}, column {}", rows.index(row) + 1, column + 1)
    if heading.strip() and row is not rows[0]:
        place = phrase('{} ("{}")', place, heading)
    number = tables.index(table) + 1
    if story == TEXT:
        return phrase("in table {}, {}", number, place)
    return phrase("in table {} of {}, {}", number, Term(story), place)


def _cells(row: etree._Element) -> list[etree._Element]:
    """Return the row's own cells, those inside content controls included."""
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
