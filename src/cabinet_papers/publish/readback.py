"""Looks in a finished document for what people wrote. Shares nothing with the code that wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from lxml import etree

from cabinet_papers.publish.facts import Fact, FactGroup, Kind
from cabinet_papers.publish.opened import MAIN, Opened, W

PARAGRAPH, TABLE, ROW, TEXT, TAB, BREAK = (f"{W}{name}" for name in ("p", "tbl", "tr", "t", "tab", "br"))
PROPERTIES, STYLE, LIST, LIST_NUMBER = (f"{W}{name}" for name in ("pPr", "pStyle", "numPr", "numId"))
VALUE = f"{W}val"
WITHOUT_PARAGRAPHS = {f"{W}{name}" for name in ("pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")}
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Passage:
    """A paragraph of the finished document: its words, and where it stands. `row` is 0 outside tables.

    `rest` is what no fact has taken yet, all words at first; `is_claimed` says that the whole of it is one fact found
    in its order.
    """

    words: str
    row: int
    is_list_item: bool
    is_nested: bool
    rest: str
    is_claimed: bool = False


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Return the words as they are compared: spaces of every kind are one space."""
    # What XML cannot carry (1.0, section 2.2) is no word of anybody's.
    return " ".join((text if text.isprintable() else CONTROL.sub("", text)).split())


def read_passages(opened: Opened) -> list[Passage]:
    """Return the paragraphs of the body in reading order. `row` numbers the rows of the outer tables."""
    styles = opened.roots.get("word/styles.xml")
    body = opened.roots[MAIN].find(f"{W}body") if MAIN in opened.roots else None
    reader = _Reader(_list_styles(styles) if styles is not None else frozenset())
    return reader.read(body) if body is not None else []


def _list_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that make a paragraph an item of a list."""
    return frozenset(
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    )


class _Reader:
    """Walks the body once, counting the rows of the outer tables."""

    def __init__(self, list_styles: frozenset[str]) -> None:
        self.list_styles = list_styles
        self.passages: list[Passage] = []
        self.rows = 0

    def read(self, body: etree._Element) -> list[Passage]:
        self.walk(body, 0, 0)
        return self.passages

    def walk(self, element: etree._Element, row: int, depth: int) -> None:
        for child in element:
            tag = child.tag
            if tag == PARAGRAPH:
                words = normalise(_words(child))
                self.passages.append(Passage(words, row, self.is_list_item(child), depth > 1, words))
            elif tag == TABLE:
                self.walk(child, row, depth + 1)
            elif tag == ROW and depth == 1:
                self.rows += 1
                self.walk(child, self.rows, depth)
            elif tag not in WITHOUT_PARAGRAPHS:
                self.walk(child, row, depth)

    def is_list_item(self, paragraph: etree._Element) -> bool:
        style = ""
        first = paragraph[0] if len(paragraph) else None
        for each in first if first is not None and first.tag == PROPERTIES else ():
            if each.tag == LIST:
                number = each.find(LIST_NUMBER)
                return number is None or number.get(VALUE) != "0"
            if each.tag == STYLE:
                style = str(each.get(VALUE))
        return style in self.list_styles


def _words(paragraph: etree._Element) -> str:
    return "".join([(each.text or "") if each.tag == TEXT else " " for each in paragraph.iter(TEXT, TAB, BREAK)])


def find_losses(opened: Opened, groups: list[FactGroup]) -> list[Fact]:
    """Return every fact that is not in the document, or not where it belongs."""
    passages = read_passages(opened)
    lost: list[Fact] = []
    at = 0
    for group in groups:
        if group.facts and group.anchored:
            missing, at = _find_anchored(passages, group, at)
        else:
            missing = _find_in_order(passages, group)
        lost += missing
    return lost


def _find_anchored(passages: list[Passage], group: FactGroup, start: int) -> tuple[list[Fact], int]:
    """Look for the group's facts in the row of its first one; return those not found, and where to go on.

    The groups mostly stand in their own order, so the search begins after the row where the last one was found.
    """
    anchor, *_ = group.facts
    missing = list(group.facts)
    for at in chain(range(start, len(passages)), range(start)):
        if not _holds(passages[at], anchor):
            continue
        near = _row_around(passages, at)
        before = [each.rest for each in near]
        lost = _take_all(near, list(group.facts))
        if not lost:
            return [], at + len(near) if passages[at].row else at
        for passage, rest in zip(near, before, strict=True):
            passage.rest = rest
        missing = lost if len(lost) < len(missing) else missing
    return missing, start


def _row_around(passages: list[Passage], at: int) -> list[Passage]:
    """Return the passages in one table row with the one at `at`; outside a table those from it on."""
    row = passages[at].row
    if not row:
        return passages[at:]
    first, last = at, at
    while first and passages[first - 1].row == row:
        first -= 1
    while last + 1 < len(passages) and passages[last + 1].row == row:
        last += 1
    return passages[first : last + 1]


def _take_all(passages: list[Passage], facts: list[Fact]) -> list[Fact]:
    """Take each fact's words out of the passages, whole paragraphs first; return the facts not found."""
    waiting = []
    by_words: dict[str, list[Passage]] = {}
    for each in passages:
        by_words.setdefault(each.rest, []).append(each)
    for fact in sorted(facts, key=lambda each: -len(each.text)):
        alike = by_words.get(normalise(fact.text), ())
        whole = next((each for each in alike if each.rest and _is_of_kind(each, fact)), None)
        if whole:
            whole.rest = ""
        else:
            waiting.append(fact)
    return [fact for fact in waiting if not _take(passages, fact)]


def _take(passages: list[Passage], fact: Fact) -> bool:
    words = normalise(fact.text)
    for passage in passages:
        at = _find_words(passage.rest, words) if _is_of_kind(passage, fact) else -1
        if at != -1:
            passage.rest = f"{passage.rest[:at]} {passage.rest[at + len(words) :]}"
            return True
    return not words


def _find_in_order(passages: list[Passage], group: FactGroup) -> list[Fact]:
    """Look for the facts one after the other. A paragraph that only quotes another fact does not stand for it."""
    if group.facts and group.facts[0].kind is Kind.DETAIL:
        return _take_all(passages, list(group.facts))
    lost, at = [], 0
    for fact in group.facts:
        places = (place for place in range(at, len(passages)) if not passages[place].is_claimed)
        found = next((place for place in places if _holds(passages[place], fact)), None)
        if found is None:
            lost.append(fact)
        else:
            passages[found].is_claimed = passages[found].words == normalise(fact.text)
            at = found + 1
    return lost


def _holds(passage: Passage, fact: Fact) -> bool:
    return _is_of_kind(passage, fact) and _find_words(passage.words, normalise(fact.text)) != -1


def _find_words(text: str, words: str) -> int:
    """Return where the text holds the words as whole ones, -1 where it does not."""
    at = text.find(words)
    while at != -1 and (_is_letter(text[at - 1 : at]) or _is_letter(text[at + len(words) :][:1])):
        at = text.find(words, at + 1)
    return at


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_of_kind(passage: Passage, fact: Fact) -> bool:
    """Whether the passage is what the fact was: an item of a list, a cell of a table inside a cell."""
    if fact.kind in (Kind.BULLET, Kind.NUMBERED):
        return passage.is_list_item
    if fact.kind is Kind.CELL:
        return passage.is_nested or passage.row > 0
    return True
