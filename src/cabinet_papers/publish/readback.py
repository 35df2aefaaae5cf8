"""Opens a finished document and looks for what people wrote. Shares nothing with the code that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree import ElementTree

from cabinet_papers.publish.facts import Fact, FactGroup, Kind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(slots=True)
class Passage:
    """A paragraph of the finished document: its words, and where it stands. `row` is 0 outside tables.

    `rest` is what no fact has taken yet; `is_claimed` says that the whole of it is one fact found in its order.
    """

    words: str
    row: int
    is_list_item: bool
    is_nested: bool
    rest: str = field(init=False)
    is_claimed: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.rest = self.words


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Return the words as they are compared: spaces of every kind are one space."""
    # What XML cannot carry (1.0, section 2.2) is no word of anybody's.
    return " ".join(re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text).split())


def read_passages(document: bytes) -> list[Passage]:
    """Return the paragraphs of the body in reading order. `row` numbers the rows of the outer tables."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        # The document was made a moment ago by this program; it declares no entities.
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")  # noqa: S314
        styles = ElementTree.fromstring(package.read("word/styles.xml"))  # noqa: S314
    return _Reader(_list_styles(styles)).read(body if body is not None else ElementTree.Element("none"))


def _list_styles(styles: ElementTree.Element) -> frozenset[str]:
    """Return the ids of the styles that make a paragraph an item of a list."""
    return frozenset(
        style.get(f"{W}styleId") or ""
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    )


class _Reader:
    """Walks the body once, counting the rows of the outer tables."""

    def __init__(self, list_styles: frozenset[str]) -> None:
        self.list_styles = list_styles
        self.passages: list[Passage] = []
        self.rows = 0

    def read(self, body: ElementTree.Element) -> list[Passage]:
        self.walk(body, 0, 0)
        return self.passages

    def walk(self, element: ElementTree.Element, row: int, depth: int) -> None:
        for child in element:
            if child.tag == f"{W}p":
                words = normalise(_words(child))
                self.passages.append(Passage(words, row, self.is_list_item(child), depth > 1))
            elif child.tag == f"{W}tbl":
                self.walk(child, row, depth + 1)
            elif child.tag == f"{W}tr" and depth == 1:
                self.rows += 1
                self.walk(child, self.rows, depth)
            else:
                self.walk(child, row, depth)

    def is_list_item(self, paragraph: ElementTree.Element) -> bool:
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return number.get(f"{W}val") != "0"
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in self.list_styles


def _words(paragraph: ElementTree.Element) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{W}tab", f"{W}br"):
            pieces.append(" ")
    return "".join(pieces)


def find_losses(document: bytes, groups: list[FactGroup]) -> list[Fact]:
    """Return every fact that is not in the document, or not where it belongs."""
    passages = read_passages(document)
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

    The groups mostly stand in their own order, so the search begins where the last one was found.
    """
    anchor, *_ = group.facts
    missing = list(group.facts)
    for at in (*range(start, len(passages)), *range(start)):
        if not _holds(passages[at], anchor):
            continue
        near = _row_around(passages, at)
        before = [each.rest for each in near]
        lost = _take_all(near, list(group.facts))
        if not lost:
            return [], at
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
    for fact in sorted(facts, key=lambda each: -len(each.text)):
        whole = next((each for each in passages if each.rest and each.rest == normalise(fact.text)
                      and _is_of_kind(each, fact)), None)  # fmt: skip
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
