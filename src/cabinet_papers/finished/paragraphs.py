"""What the properties of a paragraph make of it: a heading, an item, a numbered paragraph, a quotation."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.looks import Looks, Said
from cabinet_papers.finished.numbering import Counter, Numbering, read_indent
from cabinet_papers.finished.styles import StyleSheet, is_on, level_of, value_of
from cabinet_papers.finished.tree import Paragraph, Piece, Place
from cabinet_papers.finished.word_file import W

QUOTATIONS = ("quote", "intense quote", "block text")
SIDES = {"right": "right", "end": "right", "center": "centre"}


class Traits(NamedTuple):
    """What a style makes of its paragraphs; `is_list` says that it is one of Word's styles for lists."""

    level: int
    side: str
    indent: int
    is_list: bool
    is_quoted: bool
    is_leftwards: bool


class ParagraphReader:
    """Reads the properties of a document's paragraphs, in their order: the numbers go on from one to the next."""

    def __init__(self, sheet: StyleSheet, numbering: Numbering, looks: Looks, *, has_title: bool) -> None:
        self.sheet = sheet
        self.numbering = numbering
        self.counter = Counter(numbering)
        self.looks = looks
        self.has_title = has_title
        self.traits: dict[str | None, Traits] = {}

    def is_gone(self, paragraph: etree._Element, style: str | None) -> bool:
        """Whether not even room is left of a paragraph without words: its end is hidden or was deleted."""
        end = paragraph.find(f"{W}pPr/{W}rPr")
        deleted = end is not None and any(end.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
        return deleted or self.looks.find(end, style).is_hidden

    def read(self, paragraph: etree._Element, style: str | None, pieces: tuple[Piece, ...], around: Said) -> Paragraph:
        """Return the paragraph in the style, which holds the pieces, with its number."""
        own, traits = paragraph.find(f"{W}pPr"), self.find_traits(style)
        made = Paragraph(
            pieces, style, self.looks.find(None, style, around), traits.level, side=traits.side,
            is_quoted=traits.is_quoted, is_leftwards=traits.is_leftwards,
        )  # fmt: skip
        if own is not None:
            made = self.read_own(made, own)
        return self.count(made, paragraph, traits)

    def count(self, made: Paragraph, paragraph: etree._Element, traits: Traits) -> Paragraph:
        """Return the paragraph with the number or sign that is printed before it, as an item where it is one."""
        list_number, at = self.numbering.place(paragraph, made.style)
        if not list_number:
            return made
        number = self.counter.count(list_number, at)
        level = self.numbering.find_level(list_number, at)
        is_bullet = level.form == "bullet" or not any(map(str.isalnum, number))
        of_its_own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId") is not None
        if number and not made.level and (is_bullet or of_its_own or traits.is_list):
            family, value = self.numbering.kind_of(list_number), self.counter.value(list_number, at)
            indent = made.indent or level.indent or traits.indent
            place = Place(family, at, value, "bullet" if is_bullet else level.form, indent)
            return made._replace(number="" if is_bullet else number, place=place)
        return made._replace(number=number)

    def read_own(self, paragraph: Paragraph, own: etree._Element) -> Paragraph:
        """Return the paragraph with what its own properties say, which count more than its style."""
        side, outline, bidi = (own.find(f"{W}{name}") for name in ("jc", "outlineLvl", "bidi"))
        if side is not None:
            paragraph = paragraph._replace(side=SIDES.get(value_of(side) or "", ""))
        if outline is not None:
            paragraph = paragraph._replace(level=level_of(value_of(outline), below_title=self.has_title))
        if bidi is not None:
            paragraph = paragraph._replace(is_leftwards=is_on(bidi))
        indent = own.find(f"{W}ind")
        return paragraph if indent is None else _set_in(paragraph, indent)

    def find_traits(self, style: str | None) -> Traits:
        """Return what a style makes of its paragraphs."""
        if style not in self.traits:
            names = self.sheet.names_of(style)
            side = value_of(self.sheet.find(style, f"{W}pPr/{W}jc")) or ""
            stated = (read_indent(each.find(f"{W}pPr/{W}ind")) for each in self.sheet.chain(style))
            indent = next((each for each in stated if each is not None), 0)
            self.traits[style] = Traits(
                self.sheet.heading_level(style, below_title=self.has_title),
                SIDES.get(side, ""),
                max(indent, 0),
                any(each.startswith("list ") for each in names),
                any(each in QUOTATIONS for each in names),
                is_on(self.sheet.find(style, f"{W}pPr/{W}bidi")),
            )
        return self.traits[style]


def _set_in(paragraph: Paragraph, indent: etree._Element) -> Paragraph:
    """Return the paragraph set in of its own; without a style for it, a quotation is set in on both sides."""
    left, right = read_indent(indent) or 0, indent.get(f"{W}right") or indent.get(f"{W}end") or "0"
    is_between = left > 0 and right.isdecimal() and int(right) > 0
    return paragraph._replace(
        indent=max(left, 0), is_quoted=paragraph.is_quoted or (is_between and not paragraph.level)
    )
