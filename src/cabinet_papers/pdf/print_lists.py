"""Lists in the copy that is printed: the bullets of each cell are a list of their own.

LibreOffice (7.4) tags an item of a list beside the last item of the same list that it has printed. Where cells lie side
by side across the end of a page, that is one in another cell.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import count

from lxml import etree

from cabinet_papers.finished.numbering import LEVELS, Numbering, read_level
from cabinet_papers.finished.styles import StyleSheet, value_of
from cabinet_papers.finished.word_file import W, find

VALUE, NUMBER, LEVEL = f"{W}val", f"{W}numId", f"{W}ilvl"


def part_lists(body: etree._Element, numbering: etree._Element, styles: etree._Element) -> None:
    """Give the bullets of each cell a list of their own, which looks the same."""
    sheet = StyleSheet(styles)
    lists = Numbering(numbering, sheet)
    last = list(numbering.iterchildren(f"{W}num"))[-1:]
    free = count(max((int(number) for number in lists.lists if number.isdigit()), default=0) + 1)
    new: dict[tuple[etree._Element, str], str] = {}
    for paragraph in find(body, "//w:tc/w:p"):
        number, at = _list_of(paragraph, lists)
        if number not in lists.lists or lists.find_level(number, at).form != "bullet":
            continue
        cell = next(paragraph.iterancestors(f"{W}tc"))
        if (cell, number) not in new:
            new[cell, number] = str(next(free))
            copied = _copy(lists.lists[number], new[cell, number])
            last[0].addnext(copied)
            last = [copied]
        _enter(paragraph, new[cell, number], at, sheet)


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


def _copy(original: etree._Element, number: str) -> etree._Element:
    """Return a list that begins anew on each level, for otherwise the lists of one definition are one."""
    copied = deepcopy(original)
    copied.set(NUMBER, number)
    stated = {each.get(LEVEL): each for each in copied.iterchildren(f"{W}lvlOverride")}
    for at in map(str, range(LEVELS)):
        override = stated.get(at)
        if override is None:
            override = etree.SubElement(copied, f"{W}lvlOverride", {LEVEL: at})
        if override.find(f"{W}startOverride") is None:
            override.insert(0, etree.Element(f"{W}startOverride", {VALUE: "1"}))
    return copied
