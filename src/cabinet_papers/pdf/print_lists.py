"""Lists in the copy that is printed: the bullets of each cell are a list of their own.

LibreOffice (7.4) tags an item of a list beside the last item that it has printed of the same list, or of another of one
definition. Where cells lie side by side across the end of a page, that is one in another cell.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import count

from lxml import etree

from cabinet_papers.finished.numbering import Numbering, read_level
from cabinet_papers.finished.styles import StyleSheet, value_of
from cabinet_papers.finished.word_file import W, find

VALUE, NUMBER, LEVEL, KIND, KIND_NUMBER = (
    f"{W}{name}" for name in ("val", "numId", "ilvl", "abstractNum", "abstractNumId")
)


def part_lists(body: etree._Element, numbering: etree._Element, styles: etree._Element) -> None:
    """Give the bullets of each cell a list and a definition of their own, which look the same."""
    lists = Numbering(numbering, StyleSheet(styles))
    writer = _Writer(numbering, lists)
    new: dict[tuple[etree._Element, str], str] = {}
    for paragraph in find(body, "//w:tc/w:p"):
        number, at = _list_of(paragraph, lists)
        kind = lists.define(number)
        if kind is None or lists.find_level(number, at).form != "bullet":
            continue
        cell = next(paragraph.iterancestors(f"{W}tc"))
        if (cell, number) not in new:
            new[cell, number] = writer.copy(number, kind)
        _enter(paragraph, new[cell, number], at, lists.sheet)


def _list_of(paragraph: etree._Element, lists: Numbering) -> tuple[str, int]:
    """Return the number of a paragraph's list, "" where there is none, and its level from 0."""
    own, level = (value_of(paragraph.find(f"{W}pPr/{W}numPr/{W}{name}")) for name in ("numId", "ilvl"))
    style = lists.sheet.style_of(paragraph)
    number = own or lists.sheet.list_of(style)
    return number, read_level(level) if level or own else lists.level_of(number, style)


def _enter(paragraph: etree._Element, number: str, at: int, sheet: StyleSheet) -> None:
    """Make a paragraph an item of the list; one that was so by its style stays as far in as that says."""
    properties = find(paragraph, "w:pPr")[0]
    stated = properties.find(f"{W}numPr/{W}numId")
    if stated is not None:
        stated.set(VALUE, number)
        return
    for each in find(properties, "w:numPr"):
        properties.remove(each)
    mark = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(mark, LEVEL, {VALUE: str(at)})
    etree.SubElement(mark, NUMBER, {VALUE: number})
    indent = sheet.find(sheet.style_of(paragraph), f"{W}pPr/{W}ind")
    if indent is not None and properties.find(f"{W}ind") is None:
        properties.append(deepcopy(indent))


class _Writer:
    """Writes lists, and definitions of how they look, after those that are there."""

    def __init__(self, numbering: etree._Element, lists: Numbering) -> None:
        self.lists = lists
        self.last_kind = list(numbering.iterchildren(KIND))[-1]
        self.last_list = list(numbering.iterchildren(f"{W}num"))[-1]
        taken = (int(each) for each in (*lists.kinds, *lists.lists) if each.isdigit())
        self.free = count(max(taken, default=0) + 1)

    def copy(self, number: str, kind: etree._Element) -> str:
        """Return the number of a new list that looks like another, whose definition is given."""
        free = str(next(self.free))
        kind, copied = deepcopy(kind), deepcopy(self.lists.lists[number])
        kind.set(KIND_NUMBER, free)
        # A style, too, leads to one definition alone.
        for each in find(kind, "w:styleLink | w:lvl/w:pStyle"):
            find(each, "..")[0].remove(each)
        copied.set(NUMBER, free)
        find(copied, "w:abstractNumId")[0].set(VALUE, free)
        self.last_kind.addnext(kind)
        self.last_list.addnext(copied)
        self.last_kind, self.last_list = kind, copied
        return free
