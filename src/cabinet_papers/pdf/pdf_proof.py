"""Checks that a PDF has the words of its document: each of them as often, and in the same order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from lxml import etree

from cabinet_papers.findings.message import Term
from cabinet_papers.finished.styles import StyleSheet, value_of
from cabinet_papers.finished.word_file import MAIN, STYLES, W, WordFile, name_cell
from cabinet_papers.pdf.pdf_tags import Piece

P, R, T, BOX, FIELD, SIMPLE_FIELD, CODE, HYPHEN = (
    f"{W}{name}" for name in ("p", "r", "t", "txbxContent", "fldChar", "fldSimple", "instrText", "noBreakHyphen")
)
# What is not printed, or is the same again for older programs.
UNPRINTED = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
# What LibreOffice writes of its own: symbols, the numbers of notes.
WRITTEN_ANEW = {f"{W}{name}" for name in ("sym", "footnoteReference", "endnoteReference", "pgNum")}
# Fields that are printed as they are in the file; another may be printed longer, by so many letters.
KEPT_FIELDS, FIELD_ROOM = re.compile(r"\s*(HYPERLINK|FORMTEXT|TOC|INDEX|QUOTE)\b"), 200
# A font may have one dash for several, and LibreOffice prints a no-break hyphen again in the narrowest of columns.
DASHES, SEVERAL = dict.fromkeys(map(ord, "‐‑‒−"), "-"), re.compile("--+")
# Letters and digits, and the marks on them.
WORDS = ("L", "N", "M")

Flatten: TypeAlias = Callable[[str], str]


class Difference(NamedTuple):
    """Where a PDF first differs from its document: the page, 0 where none has it, and the place in the document."""

    page: int
    place: Term


def find_difference(document: WordFile, pieces: Sequence[Piece]) -> Difference | None:
    """Return where the PDF first has other words than the document, or None."""
    # Where a text runs from right to left, its signs are drawn in other places than its letters.
    leftwards = any(unicodedata.bidirectional(sign) in ("R", "AL") for each in pieces for sign in each.text)
    flatten = _flatten_words if leftwards else _flatten
    body, boxes = (_Text([each for each in pieces if each.boxed is boxed], flatten) for boxed in (False, True))
    at, longer = 0, None
    for line in _read_lines(document, flatten):
        if line.boxed:
            if not boxes.take(line):
                return Difference(0, line.place)
            continue
        end = body.find(line, at)
        if end == -1:
            return Difference(body.page(at), (longer or line).place)
        # Where the paragraph is longer in the PDF, the next one shows it.
        at, longer = end, None if body.is_whole(end) else line
    return Difference(body.page(at), Term("after the document's last words")) if at < len(body.text) else None


@dataclass(slots=True)
class _Line:
    """A paragraph's words, in parts around what is written anew when it is printed."""

    paragraph: etree._Element
    numbered: bool
    boxed: bool
    parts: list[str] = field(default_factory=lambda: [""])
    room: int = 0

    @property
    def place(self) -> Term:
        """The place in the document, without the words that are there, which may be exempt."""
        return name_cell(self.paragraph)

    @property
    def is_open(self) -> bool:
        """Whether it ends with something that is written anew."""
        return len(self.parts) > 1 and not self.parts[-1]

    def leave_room(self, letters: int) -> None:
        """Leave room for so many letters that are written anew."""
        if not self.is_open:
            self.parts.append("")
        self.room += letters

    def end_in(self, text: str, at: int) -> int:
        """Return where its words end in the text if it begins at `at`, -1 if it does not."""
        first, *others = self.parts
        if not text.startswith(first, at):
            return -1
        at += len(first)
        for part in others:
            found = text.find(part, at, at + self.room + len(part))
            if found == -1:
                return -1
            at = found + len(part)
        return at


class _Text:
    """The words of pieces as they are compared, where their paragraphs begin, and where the mark of a list ends."""

    def __init__(self, pieces: list[Piece], flatten: Flatten) -> None:
        self.pages = [each.page for each in pieces]
        # Where each piece ends; where each paragraph begins, the end of all at last.
        self.ends: list[int] = []
        self.begins: list[int] = []
        self.marks: dict[int, int] = {}
        self.taken = set[int]()
        text = ""
        for piece in pieces:
            at, words = len(text), flatten(piece.text)
            text += words if piece.begins else _go_on(text, words)
            self.ends.append(len(text))
            if piece.begins:
                self.begins.append(at)
                self.marks[at] = len(text)
        self.begins.append(len(text))
        self.text = text

    def page(self, at: int) -> int:
        """Return the page of a place, 0 where there is no text at all."""
        return self.pages[min(bisect_right(self.ends, at), len(self.pages) - 1)] if self.pages else 0

    def take(self, line: _Line) -> bool:
        """Whether a paragraph is there that no other line took."""
        free = (at for at in self.begins[:-1] if at not in self.taken and self.find(line, at) != -1)
        at = next(free, None)
        if at is not None:
            self.taken.add(at)
        return at is not None

    def find(self, line: _Line, at: int) -> int:
        """Return where a line that begins at `at` ends, -1 where it is not there. A list's mark may precede it."""
        starts = [self.marks[at], at] if line.numbered and at in self.marks else [at]
        ends = [end for start in starts if (end := self.end(line, start)) != -1]
        return next(filter(self.is_whole, ends), ends[0] if ends else -1)

    def is_whole(self, end: int) -> bool:
        """Whether a paragraph ends there."""
        return end in self.marks or end == len(self.text)

    def end(self, line: _Line, start: int) -> int:
        """Return where the line ends; one that ends with something written anew goes on to the next paragraph."""
        end = line.end_in(self.text, start)
        if end == -1 or not line.is_open:
            return end
        following = self.begins[bisect_left(self.begins, end)]
        return following if following <= end + line.room else -1


def _read_lines(document: WordFile, flatten: Flatten) -> list[_Line]:
    """Return the paragraphs of the body that print something, in reading order."""
    reader = _Reader(StyleSheet(document.roots.get(STYLES)), flatten)
    for body in document.roots[MAIN].iterchildren(f"{W}body"):
        reader.walk(body, None, boxed=False)
    return [line for line in reader.lines if line.numbered or any(line.parts) or line.is_open]


class _Reader:
    """Goes through the document once."""

    def __init__(self, sheet: StyleSheet, flatten: Flatten) -> None:
        self.flatten = flatten
        self.sheet = sheet
        self.lines: list[_Line] = []
        # The code of each field that is open, one inside another.
        self.fields: list[str] = []

    def walk(self, element: etree._Element, line: _Line | None, *, boxed: bool) -> None:
        """Read what is in an element; `line` is the paragraph that it is in."""
        for child in element.iterchildren("*"):
            if child.tag in UNPRINTED or (child.tag == R and self.sheet.is_hidden(child)):
                continue
            if child.tag == P:
                framed = boxed or child.find(f"{W}pPr/{W}framePr") is not None
                self.lines.append(_Line(child, self.is_numbered(child), framed))
                self.walk(child, self.lines[-1], boxed=framed)
            elif child.tag == SIMPLE_FIELD:
                self.fields.append(child.get(f"{W}instr") or "")
                self.walk(child, line, boxed=boxed)
                self.fields.pop()
            elif line is not None and not len(child):
                self.take(child, line)
            else:
                self.walk(child, line, boxed=boxed or child.tag == BOX)

    def take(self, element: etree._Element, line: _Line) -> None:
        """Take what is printed of an element without others in it."""
        if element.tag == FIELD and element.get(f"{W}fldCharType") == "begin":
            self.fields.append("")
        elif element.tag == FIELD and element.get(f"{W}fldCharType") == "end":
            if not KEPT_FIELDS.match(self.fields.pop() if self.fields else ""):
                line.leave_room(FIELD_ROOM)
        elif element.tag == CODE and self.fields:
            self.fields[-1] += element.text or ""
        elif element.tag in WRITTEN_ANEW:
            line.leave_room(FIELD_ROOM)
        elif element.tag in (T, HYPHEN):
            text = self.flatten("-" if element.tag == HYPHEN else element.text or "")
            if all(map(KEPT_FIELDS.match, self.fields)):
                line.parts[-1] += _go_on(line.parts[-1], text)
            else:
                line.leave_room(len(text) + FIELD_ROOM)

    def is_numbered(self, paragraph: etree._Element) -> bool:
        """Whether a number or a bullet is printed before the paragraph, by its own properties or by its style."""
        own = value_of(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
        return own != "0" if own else bool(self.sheet.list_of(self.sheet.style_of(paragraph)))


def _go_on(before: str, after: str) -> str:
    """Return what follows, without a second dash."""
    return after[1:] if before.endswith("-") and after.startswith("-") else after


def _flatten(text: str) -> str:
    """Return the text as it is compared: without spaces and what has no form, in small letters, accents apart."""
    if text.isascii():
        flat = "".join(text.casefold().split())
    else:
        small = unicodedata.normalize("NFKD", text).casefold()
        signs = unicodedata.normalize("NFKD", small).translate(DASHES)
        flat = "".join(sign for sign in signs if unicodedata.category(sign)[0] not in "CZ")
    return SEVERAL.sub("-", flat)


def _flatten_words(text: str) -> str:
    """Return the same without signs."""
    return "".join(sign for sign in _flatten(text) if unicodedata.category(sign)[0] in WORDS)
