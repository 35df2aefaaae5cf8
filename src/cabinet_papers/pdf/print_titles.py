"""The title in the copy that is printed: a heading of the first level, below which all others are.

Word's style Title is of no level, and LibreOffice tags what has it as a paragraph. PDF/UA asks for the title as H1 and
for the others below it, without a gap.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from cabinet_papers.finished.styles import StyleSheet
from cabinet_papers.finished.word_file import W

VALUE, OUTLINE = f"{W}val", f"{W}outlineLvl"
LOWEST = 8


def put_headings_below_title(body: etree._Element, styles: etree._Element) -> None:
    """Make a heading of the title, and put every other heading one level below where it is; if there is a title."""
    sheet = StyleSheet(styles)
    if not sheet.has_title(body):
        return
    _lower(body.iter(OUTLINE))
    _lower(styles.iter(OUTLINE))
    for ref, style in sheet.by_ref.items():
        if sheet.is_title(ref):
            properties = style.find(f"{W}pPr")
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                style.append(properties)
            for each in properties.findall(OUTLINE):
                properties.remove(each)
            etree.SubElement(properties, OUTLINE, {VALUE: "0"})
            # What is called so is tagged as a paragraph, at any level.
            _rename(style)


def _lower(levels: Iterable[etree._Element]) -> None:
    for each in levels:
        stated = each.get(VALUE) or ""
        if stated.isdecimal() and int(stated) < LOWEST:
            each.set(VALUE, str(int(stated) + 1))


def _rename(style: etree._Element) -> None:
    for name in style.iterchildren(f"{W}name"):
        name.set(VALUE, f"{name.get(VALUE)} as a heading")
