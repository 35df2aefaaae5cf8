"""The paragraphs of a document as they have to be printed, and how words are compared."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from cabinet_papers.findings.message import Term
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.styles import StyleSheet, is_hidden_whole
from cabinet_papers.finished.word_file import MAIN, W, WordFile, name_cell

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
BLANKS = {f"{W}tab", f"{W}br", f"{W}cr"}
# Fields that only the page can tell: each may be printed longer, by so many letters. What others show is text.
OF_THE_PAGE, FIELD_ROOM = re.compile(r"\s*(PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|STYLEREF)\b"), 20
ROOM_OF_WORDS = {"STYLEREF": 200}
# A font may have one dash for several, and LibreOffice prints a no-break hyphen again in the narrowest of columns.
DASHES, SEVERAL = dict.fromkeys(map(ord, "‐‑‒−"), "-"), re.compile("--+")
NO_NUMBERS: Mapping[etree._Element, str] = MappingProxyType({})
# Letters and digits, and the marks on them.
WORDS = ("L", "N", "M")

Flatten: TypeAlias = Callable[[str], str]


@dataclass(slots=True)
class Line:
    """A paragraph's words, in parts around what is written anew when it is printed."""

    paragraph: etree._Element
    # The number or bullet that is before it, None where there is none.
    number: str | None
    boxed: bool
    parts: list[str] = dataclasses.field(default_factory=lambda: [""])
    # How many letters have room before each part but the first.
    rooms: list[int] = dataclasses.field(default_factory=list)
    # What it shows in the document, fields aside, and the name of the first field in it that is worked out anew.
    text: str = ""
    field: str = ""

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
            self.rooms.append(0)
        self.rooms[-1] += letters

    def end_in(self, text: str, at: int) -> int:
        """Return where its words end in the text if it begins at `at`, -1 if it does not."""
        first, *others = self.parts
        if not text.startswith(first, at):
            return -1
        at += len(first)
        for room, part in zip(self.rooms, others, strict=True):
            found = text.find(part, at, at + room + len(part))
            if found == -1:
                return -1
            at = found + len(part)
        return at


def read_lines(document: WordFile, flatten: Flatten) -> list[Line]:
    """Return the paragraphs of the body that print something, in reading order."""
    blocks = Blocks(document)
    numbers = {
        each.element: flatten(number) for each, number in zip(blocks.blocks, blocks.numbers, strict=True) if number
    }
    return read_part(document.roots[MAIN], blocks.sheet, flatten, numbers)


def read_part(
    root: etree._Element, sheet: StyleSheet, flatten: Flatten, numbers: Mapping[etree._Element, str] = NO_NUMBERS
) -> list[Line]:
    """Return the paragraphs of a part that print something; `numbers` are those that are before some of them."""
    reader = _Reader(sheet, flatten, numbers)
    reader.walk(root, None, boxed=False)
    return [line for line in reader.lines if line.number is not None or any(line.parts) or line.is_open]


class _Field:
    """A field that is open: its code, and whether that has ended, so that what follows is shown."""

    def __init__(self, code: str = "", *, is_shown: bool = False) -> None:
        self.code = code
        self.is_shown = is_shown

    @property
    def name(self) -> str:
        """Its name if it is worked out anew, "" for others."""
        found = OF_THE_PAGE.match(self.code)
        return found[1] if found else ""


class _Reader:
    """Goes through the document once."""

    def __init__(self, sheet: StyleSheet, flatten: Flatten, numbers: Mapping[etree._Element, str]) -> None:
        self.sheet = sheet
        self.flatten = flatten
        self.numbers = numbers
        self.lines: list[Line] = []
        # The fields that are open, one inside another.
        self.fields: list[_Field] = []

    def walk(self, element: etree._Element, line: Line | None, *, boxed: bool) -> None:
        """Read what is in an element; `line` is the paragraph that it is in."""
        for child in element.iterchildren("*"):
            if child.tag in UNPRINTED or is_hidden_whole(child) or (child.tag == R and self.sheet.is_hidden(child)):
                continue
            if child.tag == P:
                framed = boxed or child.find(f"{W}pPr/{W}framePr") is not None
                self.lines.append(Line(child, self.numbers.get(child), framed))
                self.walk(child, self.lines[-1], boxed=framed)
            elif child.tag == SIMPLE_FIELD:
                self.fields.append(_Field(child.get(f"{W}instr") or "", is_shown=True))
                self.walk(child, line, boxed=boxed)
                self.end_field(line)
            elif line is not None and not len(child):
                self.take(child, line)
            else:
                self.walk(child, line, boxed=boxed or child.tag == BOX)

    def take(self, element: etree._Element, line: Line) -> None:
        """Take what is printed of an element without others in it."""
        if element.tag == FIELD:
            self.take_mark(element.get(f"{W}fldCharType") or "", line)
        elif element.tag == CODE and self.fields:
            self.fields[-1].code += element.text or ""
        elif element.tag in WRITTEN_ANEW:
            line.leave_room(FIELD_ROOM)
        elif element.tag in BLANKS:
            line.text += " "
        elif element.tag in (T, HYPHEN) and all(each.is_shown and not each.name for each in self.fields):
            typed = "-" if element.tag == HYPHEN else element.text or ""
            line.text += typed
            line.parts[-1] += go_on(line.parts[-1], self.flatten(typed))

    def take_mark(self, kind: str, line: Line) -> None:
        """Take the beginning of a field, that of what it shows, or its end."""
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].is_shown = True
        elif kind == "end":
            self.end_field(line)

    def end_field(self, line: Line | None) -> None:
        """Leave the innermost field, and room for what it shows if it is worked out anew."""
        name = self.fields.pop().name if self.fields else ""
        if name and line is not None and all(each.is_shown for each in self.fields):
            line.leave_room(ROOM_OF_WORDS.get(name, FIELD_ROOM))
            line.field = line.field or name


def go_on(before: str, after: str) -> str:
    """Return what follows, without a second dash."""
    return after[1:] if before.endswith("-") and after.startswith("-") else after


def flatten(text: str) -> str:
    """Return the text as it is compared: without spaces and what has no form, in small letters, accents apart."""
    if text.isascii():
        flat = "".join(text.casefold().split())
    else:
        small = unicodedata.normalize("NFKD", text).casefold()
        signs = unicodedata.normalize("NFKD", small).translate(DASHES)
        flat = "".join(sign for sign in signs if unicodedata.category(sign)[0] not in "CZ")
    return SEVERAL.sub("-", flat)


def flatten_words(text: str) -> str:
    """Return the same without signs."""
    return "".join(sign for sign in flatten(text) if unicodedata.category(sign)[0] in WORDS)
