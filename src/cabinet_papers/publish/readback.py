"""Looks in a finished document for what people wrote. Shares nothing with the code that wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from lxml import etree

from cabinet_papers.publish.facts import Fact, FactGroup, Kind
from cabinet_papers.publish.opened import MAIN, Opened, W

PARAGRAPH, TABLE, ROW, CELL, BODY, TEXT = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "body", "t"))
STYLE, LIST_NUMBER, VALUE = (f"{W}{name}" for name in ("pStyle", "numId", "val"))
BLANKS = {f"{W}tab", f"{W}br"}
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
    reader = _Reader(_list_styles(styles) if styles is not None else frozenset())
    return reader.read(opened.elements.get(MAIN, []))


def _list_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that make a paragraph an item of a list."""
    return frozenset(
        str(style.get(f"{W}styleId"))
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    )


class _Reader:
    """Goes through the elements once, in their order; keeps what the paragraph that it is in has so far."""

    def __init__(self, list_styles: frozenset[str]) -> None:
        self.list_styles = list_styles
        self.passages: list[Passage] = []
        self.nested: set[etree._Element] = set()
        self.rows = 0
        self.paragraph: etree._Element | None = None
        self.place = (0, False)
        self.pieces: list[str] = []
        self.style: str | None = None
        self.number: str | None = None

    def read(self, elements: list[etree._Element]) -> list[Passage]:
        for element in elements:
            tag = element.tag
            if tag == TEXT:
                self.pieces.append(element.text or "")
            elif tag == PARAGRAPH:
                self.end()
                self.begin(element)
            elif tag in BLANKS:
                self.pieces.append(" ")
            elif tag == STYLE:
                self.style = element.get(VALUE)
            elif tag == LIST_NUMBER:
                self.number = element.get(VALUE)
            elif tag == ROW and element.getparent() not in self.nested:
                self.rows += 1
            elif tag == TABLE and next(element.iterancestors(TABLE), None) is not None:
                self.nested.add(element)
        self.end()
        return self.passages

    def begin(self, paragraph: etree._Element) -> None:
        self.paragraph = paragraph
        self.place = self.find_place(paragraph)
        self.pieces = []
        self.style = self.number = None

    def end(self) -> None:
        """Keep the paragraph that ends here."""
        if self.paragraph is None:
            return
        words = normalise("".join(self.pieces))
        row, nested = self.place
        listed = self.number != "0" if self.number is not None else self.style in self.list_styles
        self.passages.append(Passage(words, row, listed, nested, words))

    def find_place(self, paragraph: etree._Element) -> tuple[int, bool]:
        """Return the row of the outer table, and whether a table within it holds the paragraph."""
        parent = paragraph.getparent()
        if parent is not None and parent.tag == BODY:
            return 0, False
        tables = list(paragraph.iterancestors(TABLE)) if self.nested or parent is None or parent.tag != CELL else [None]
        return (self.rows, len(tables) > 1) if tables else (0, False)


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
