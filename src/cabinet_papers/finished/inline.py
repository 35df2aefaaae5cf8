"""What a paragraph of a finished document holds: its words in their looks, links, pictures, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from cabinet_papers.files.package import REFERENCE, Relation
from cabinet_papers.finished.fields import Field, Fields
from cabinet_papers.finished.images import (
    ALTERNATIVES,
    BOX,
    choose_alternative,
    iter_inside,
    read_drawing,
    read_shape,
)
from cabinet_papers.finished.looks import Look, Looks, Said
from cabinet_papers.finished.tree import Bookmark, Image, NoteMark, Piece, Words
from cabinet_papers.finished.word_file import W, WordFile

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
RUN = f"{W}r"
# What is not read: properties, what was deleted, and the small letters above others.
UNREAD = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "rt", "delText")
}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
# What some elements of a run print.
SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
}  # fmt: skip
# Signs of the fonts Wingdings and Symbol that have a letter of their own; any other is a bullet.
SYMBOLS = {
    "F0FC": "\N{CHECK MARK}", "F0FB": "\N{BALLOT X}", "F0FE": "\N{BALLOT BOX WITH CHECK}",
    "F0FD": "\N{BALLOT BOX WITH X}", "F06F": "\N{BALLOT BOX}", "F0A8": "\N{BALLOT BOX}",
    "F0E0": "\N{RIGHTWARDS ARROW}", "F0DF": "\N{LEFTWARDS ARROW}",
}  # fmt: skip

# Signs that every font has at the same place, by their code.
CODE, FIRST, LAST = re.compile("[0-9A-F]{1,4}"), 0x20, 0xCFFF

Number: TypeAlias = Callable[[str, str], NoteMark]


class InlineReader:
    """Reads the paragraphs of one story. `number` gives a note of a kind its number, by the note's reference."""

    def __init__(self, file: WordFile, relations: dict[str, Relation], looks: Looks, number: Number) -> None:
        self.file = file
        self.relations = relations
        self.looks = looks
        self.number = number
        self.fields = Fields()
        self.pieces: list[Piece] = []
        self.boxes: list[tuple[bool, etree._Element]] = []
        self.style: str | None = None
        self.around = Said()

    def read(self, paragraph: etree._Element, style: str | None, around: Said) -> None:
        """Read a paragraph into `pieces` and `boxes`; each text box with whether words are before it."""
        self.pieces, self.boxes, self.style, self.around = [], [], style, around
        self.walk(paragraph, "")

    def walk(self, element: etree._Element, link: str) -> None:
        """Read what is between runs."""
        for child in element.iterchildren("*"):
            tag = child.tag
            if tag == RUN:
                self.walk_run(child, self.looks.find(child.find(f"{W}rPr"), self.style, self.around), link)
            elif tag in UNREAD:
                continue
            elif tag == f"{W}hyperlink":
                self.walk(child, self.find_target(child))
            elif tag == f"{W}fldSimple":
                self.fields.open.append(Field(child.get(f"{W}instr") or "", has_result=True))
                self.walk(child, link)
                self.fields.open.pop()
            elif tag == f"{W}bookmarkStart":
                self.pieces.append(Bookmark(child.get(f"{W}name") or ""))
            elif tag == f"{MATH}r":
                self.walk_run(child, self.looks.find(child.find(f"{W}rPr"), self.style, self.around), link)
            else:
                inner = choose_alternative(child) if tag == ALTERNATIVES else child
                if inner is not None:
                    self.walk(inner, link)

    def walk_run(self, run: etree._Element, look: Look, link: str) -> None:
        """Read a run in its look."""
        for child in run.iterchildren("*"):
            tag = child.tag
            if tag == f"{W}fldChar":
                self.fields.take(child)
            elif tag == f"{W}instrText":
                self.fields.take_code(child.text or "")
            elif tag == ALTERNATIVES:
                inner = choose_alternative(child)
                if inner is not None:
                    self.walk_run(inner, look, link)
            elif tag == f"{W}ruby":
                self.walk(child, link)
            elif not look.is_hidden and self.fields.are_shown:
                self.take(child, look, link)

    def take(self, element: etree._Element, look: Look, link: str) -> None:
        """Take what an element of a run shows."""
        words = read_sign(element)
        if words:
            self.add(Words(words, look, link or self.fields.link))
        elif element.tag in NOTES:
            self.pieces.append(self.number(NOTES[element.tag], element.get(f"{W}id") or ""))
        elif element.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.take_drawing(element, look)

    def take_drawing(self, drawing: etree._Element, look: Look) -> None:
        """Take the pictures and the text boxes of a drawing."""
        follows = any(isinstance(each, Image) or bool(getattr(each, "text", "").strip()) for each in self.pieces)
        read = read_drawing if drawing.tag == f"{W}drawing" else read_shape
        self.pieces += read(drawing, self.file, self.relations)
        for each in iter_inside(drawing):
            if each.tag == f"{VML}textpath":
                self.add(Words(each.get("string") or "", look))
            elif each.tag == BOX:
                self.boxes.append((follows, each))

    def add(self, words: Words) -> None:
        """Add words to those before them where they look alike and lead to the same place."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Words) and last[1:] == words[1:]:
            self.pieces[-1] = words._replace(text=last.text + words.text)
        else:
            self.pieces.append(words)

    def find_target(self, link: etree._Element) -> str:
        """Return where a link leads."""
        relation = self.relations.get(link.get(REFERENCE) or "")
        mark = link.get(f"{W}anchor") or ""
        address = relation.target if relation is not None else ""
        return f"{address}#{mark}" if mark else address


def read_sign(element: etree._Element) -> str:
    """Return the words of an element of a run, "" where it has none."""
    if element.tag in (f"{W}t", f"{MATH}t"):
        # A line feed in a text is a space; a break is an element.
        return (element.text or "").replace("\n", " ")
    if element.tag == f"{W}br":
        return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else " "
    if element.tag == f"{W}sym":
        code = (element.get(f"{W}char") or "").upper()
        value = int(code, 16) if CODE.fullmatch(code) else 0
        return SYMBOLS.get(code) or (chr(value) if FIRST <= value <= LAST else "\N{BULLET}")
    return SIGNS.get(str(element.tag), "")
