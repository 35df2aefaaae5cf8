"""A finished document as blocks: its paragraphs in reading order, with what a reader sees of each.

Knows nothing of the code that wrote it. What only some ask for is worked out when it is first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import REFERENCE, read_relations, relations_of
from cabinet_papers.finished.found import (
    OUTSIDE,
    FoundParagraph,
    Place,
    TablePlaces,
    enter_cell,
    normalise,
)
from cabinet_papers.finished.images import BOX, CHART, PICTURE
from cabinet_papers.finished.numbering import Counter, Numbering
from cabinet_papers.finished.styles import StyleSheet, styles_of
from cabinet_papers.finished.tables import Table, read_table
from cabinet_papers.finished.word_file import MAIN, NUMBERING, W, WordFile, open_document, words_of

PARAGRAPH, TABLE, ROW, CELL, TEXT = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "t"))
STYLE, LIST_NUMBER, VALUE = (f"{W}{name}" for name in ("pStyle", "numId", "val"))
PROPERTIES_BEFORE = f"{W}pPrChange"
BLANKS = {f"{W}tab", f"{W}br"}


class Link(NamedTuple):
    """A link: its words, and the address or the bookmark ("#name") that it leads to, "" where that is missing."""

    words: str
    target: str


class Picture(NamedTuple):
    """A picture or drawing: what it is called, and the text for those who do not see it."""

    name: str
    alternative: str


class Block:
    """A paragraph: its words with their place, and what its properties make of it."""

    __slots__ = ("at", "document", "element", "found", "named")

    def __init__(
        self, document: Blocks, at: int, element: etree._Element, found: FoundParagraph, named: str | None
    ) -> None:
        self.document = document
        self.at = at
        self.element = element
        self.found = found
        self.named = named

    @property
    def style(self) -> str | None:
        """The reference of its style."""
        return self.named or self.document.sheet.default

    @property
    def heading_level(self) -> int:
        """The level of the heading from 1 by the style that it names, 0 where it is none."""
        return self.document.heading_levels.get(self.named, 0)

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the document, by its style."""
        return bool(self.found.words) and self.document.sheet.is_title(self.named)

    @property
    def list_number(self) -> str:
        """The number of the list that it belongs to, "" where there is none."""
        return self.document.numbering.place(self.element, self.style)[0]

    @property
    def list_level(self) -> int:
        """Its level in the list from 1, 0 where it belongs to none."""
        number, level = self.document.numbering.place(self.element, self.style)
        return level + 1 if number else 0

    @property
    def number(self) -> str:
        """The number or bullet that is printed before it, "" where there is none."""
        return self.document.numbers[self.at]


class Blocks:
    """The blocks of a document's body, and what they share."""

    def __init__(self, file: WordFile) -> None:
        self.file = file

    @cached_property
    def sheet(self) -> StyleSheet:
        """The styles."""
        return styles_of(self.file)

    @property
    def body(self) -> etree._Element:
        """The main part as it is stored."""
        return self.file.roots[MAIN]

    @cached_property
    def blocks(self) -> list[Block]:
        """The paragraphs in reading order."""
        return _Reader(self).read(self.file.elements.get(MAIN, []))

    @property
    def paragraphs(self) -> list[FoundParagraph]:
        """The words of the blocks with their places, as those of a page are read too."""
        return [each.found for each in self.blocks]

    @cached_property
    def heading_levels(self) -> dict[str | None, int]:
        """The level of the headings in each style, from 1, 0 where it is no heading's."""
        has_title = self.sheet.has_title(self.body)
        return {ref: self.sheet.heading_level(ref, below_title=has_title) for ref in self.sheet.by_ref}

    @property
    def tables(self) -> list[Table]:
        """The tables, those in cells after the table around them."""
        return list(map(read_table, self.body.iter(TABLE)))

    @property
    def links(self) -> list[Link]:
        """The links, in their order."""
        return [
            Link(words_of(each), self.targets.get(each.get(REFERENCE) or "", _anchor(each)))
            for each in self.body.iter(f"{W}hyperlink")
        ]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures, in their order; a text box is read as its words."""
        drawn = (each for each in self.body.iter("{*}docPr") if not _is_of_words(each.getparent()))
        return [Picture(each.get("name") or "", (each.get("descr") or "").strip()) for each in drawn]

    @property
    def charts(self) -> list[str]:
        """What the charts show in words, in their order."""
        every = (each for each in self.body.iter(f"{W}drawing") if next(each.iter(CHART), None) is not None)
        named = (next(each.iter("{*}docPr"), None) for each in every)
        return [(each.get("descr") or "").strip() if each is not None else "" for each in named]

    @cached_property
    def numbering(self) -> Numbering:
        """The lists."""
        return Numbering(self.file.roots.get(NUMBERING), self.sheet)

    @cached_property
    def numbers(self) -> list[str]:
        """What is printed before each block."""
        counter = Counter(self.numbering)
        return [
            counter.count(each.list_number, each.list_level - 1) if each.found.is_list_item else ""
            for each in self.blocks
        ]

    @cached_property
    def targets(self) -> dict[str, str]:
        """What the body refers to, by reference."""
        root = self.file.roots.get(relations_of(MAIN))
        return {each.ref: each.target for each in read_relations(root, "word")} if root is not None else {}


def open_blocks(document: bytes) -> Blocks:
    """Return a .docx file opened; what cannot be read of it is a fault of its file."""
    return Blocks(open_document(document))


def _is_of_words(drawing: etree._Element | None) -> bool:
    """Whether a drawing has words of its own and no picture."""
    inside = {each.tag for each in drawing.iter(BOX, PICTURE)} if drawing is not None else set()
    return inside == {BOX}


def _anchor(link: etree._Element) -> str:
    anchor = link.get(f"{W}anchor")
    return f"#{anchor}" if anchor else ""


class _Reader:
    """Goes through the elements once, in their order; keeps what the paragraph that it is in has so far."""

    def __init__(self, document: Blocks) -> None:
        self.document = document
        self.default = document.sheet.default
        self.list_styles: set[str | None] = {ref for ref in document.sheet.by_ref if document.sheet.list_of(ref)}
        self.found: list[Block] = []
        self.numbered = TablePlaces()
        # The place that each table, row and cell gives, and how many rows or cells of it have come up.
        self.places: dict[etree._Element, Place] = {}
        self.counts: dict[etree._Element, int] = {}
        self.paragraph: etree._Element | None = None
        self.pieces: list[str] = []
        self.style: str | None = None
        self.number: str | None = None
        # Whether the rest of its properties are those before a tracked change.
        self.is_past = False

    def read(self, elements: list[etree._Element]) -> list[Block]:
        for element in elements:
            tag = element.tag
            if tag == TEXT:
                self.pieces.append(element.text or "")
            elif tag == PARAGRAPH:
                self.end()
                self.begin(element)
            elif tag in BLANKS:
                self.pieces.append(" ")
            elif tag == STYLE and not self.is_past:
                self.style = element.get(VALUE)
            elif tag == LIST_NUMBER and not self.is_past:
                self.number = element.get(VALUE)
            elif tag == PROPERTIES_BEFORE:
                self.is_past = True
            elif tag in (TABLE, ROW, CELL):
                self.enter(element, str(tag))
        self.end()
        return self.found

    def enter(self, element: etree._Element, tag: str) -> None:
        """Note the place that a table, a row or a cell gives to what is in it."""
        parent = self.find_around(element, {TABLE: CELL, ROW: TABLE, CELL: ROW}[tag])
        if tag == TABLE:
            self.places[element] = self.numbered.enter_table(OUTSIDE if parent is None else self.places[parent])
        elif parent is not None:
            self.counts[parent] = self.counts.get(parent, 0) + 1
            enter = self.numbered.enter_row if tag == ROW else enter_cell
            self.places[element] = enter(self.places[parent], self.counts[parent])

    def find_around(self, element: etree._Element, tag: str) -> etree._Element | None:
        parent = element.getparent()
        if parent is not None and parent.tag == tag:
            return parent if parent in self.places else None
        return next((each for each in element.iterancestors(tag) if each in self.places), None)

    def begin(self, paragraph: etree._Element) -> None:
        self.paragraph = paragraph
        self.pieces = []
        self.style = self.number = None
        self.is_past = False

    def end(self) -> None:
        """Keep the paragraph that ends here."""
        if self.paragraph is None:
            return
        cell = self.find_around(self.paragraph, CELL) if self.places else None
        listed = self.number != "0" if self.number is not None else (self.style or self.default) in self.list_styles
        place = OUTSIDE if cell is None else self.places[cell]
        found = FoundParagraph(normalise("".join(self.pieces)), place, listed)
        self.found.append(Block(self.document, len(self.found), self.paragraph, found, self.style))
