"""The words of a paragraph as its page has to show them, read for the proof of pages alone, in one walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from cabinet_papers.files.package import REFERENCE
from cabinet_papers.finished.word_file import W
from cabinet_papers.proof.page_styles import Manners, is_set

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHOICE, FALLBACK = (f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{each}" for each in
                    ("Choice", "Fallback"))  # fmt: skip
BOX, RUNS, TEXTS = f"{W}txbxContent", (f"{W}r", f"{MATH}r"), (f"{W}t", f"{MATH}t")
# What no reader is shown.
UNSEEN = {f"{W}{each}" for each in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "delText")}
SPACES = {f"{W}{each}" for each in ("tab", "ptab", "cr", "br")}
LETTERS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
# What Wingdings draws at some of its places.
DRAWN = {
    "F0FC": "\u2713", "F0FB": "\u2717", "F0FE": "\u2611", "F0FD": "\u2612", "F06F": "\u2610", "F0A8": "\u2610",
    "F0E0": "\u2192", "F0DF": "\u2190",
}  # fmt: skip
FIELDS = {f"{W}{each}" for each in ("fldChar", "instrText", "fldSimple")}
PAGES = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b", re.IGNORECASE)
LEADS = re.compile(r'\s*HYPERLINK\s+"?(?!\\)([^"\s]+)"?', re.IGNORECASE)
MARK = re.compile(r'\\l\s+"?([^"\s]+)', re.IGNORECASE)
# Where links of a page lead outside it.
OUTSIDE = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


class Runs(NamedTuple):
    """The words, addresses and pictures of a paragraph, its text boxes with whether words precede them.

    `is_blank` says that there is nothing between its ends, not even a space.
    """

    words: str
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    boxes: tuple[tuple[bool, etree._Element], ...]
    notes: tuple[tuple[str, str], ...]
    is_blank: bool


class RunReader:
    """Reads the paragraphs of one part in their order: fields may go on from one to the next.

    `addresses` are what the part refers to.
    """

    def __init__(self, manners: Manners, addresses: dict[str, str]) -> None:
        self.manners = manners
        self.addresses = addresses
        # The code of each open field, and whether its result has begun.
        self.fields: list[list[Any]] = []

    def read(self, paragraph: etree._Element, style: str | None) -> Runs:
        """Return what the paragraph shows."""
        walk = _Walk(self, style)
        walker = etree.iterwalk(paragraph, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                walk.leave(element)
            elif not walk.enter(element):
                walker.skip_subtree()
        return Runs(
            "".join(walk.words), tuple(walk.links), tuple(walk.pictures), tuple(walk.boxes), tuple(walk.notes),
            walk.is_blank,
        )  # fmt: skip


class _Walk:
    """What was met of a paragraph so far, and what the walk is in."""

    def __init__(self, reader: RunReader, style: str | None) -> None:
        self.reader, self.fields = reader, reader.fields
        self.of_paragraph = reader.manners.find(style).hides
        self.words: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.boxes: list[tuple[bool, etree._Element]] = []
        self.notes: list[tuple[str, str]] = []
        self.is_blank, self.has_begun, self.had_begun = True, False, False
        self.hidden: list[bool] = []
        self.linked: list[str] = []

    def enter(self, element: etree._Element) -> bool:
        """Note an element that begins; return whether what is in it is met too."""
        tag = str(element.tag)
        if tag in UNSEEN or not is_chosen(element):
            return False
        if tag == BOX:
            self.boxes += [(self.had_begun, element)] if self.is_shown else []
            return False
        if tag in FIELDS:
            self.turn(element, tag)
        elif tag == f"{W}hyperlink":
            address, mark = self.reader.addresses.get(element.get(REFERENCE) or "", ""), element.get(f"{W}anchor")
            self.linked.append(f"{address}#{mark}" if mark else address)
        elif tag in RUNS:
            self.hidden.append(self.hides(element.find(f"{W}rPr")))
        elif self.is_shown:
            self.take(element, tag)
        return True

    def leave(self, element: etree._Element) -> None:
        """Note an element that ends."""
        if element.tag == f"{W}fldSimple":
            self.fields.pop()
        elif element.tag == f"{W}hyperlink":
            self.linked.pop()
        elif element.tag in RUNS:
            self.hidden.pop()

    def turn(self, element: etree._Element, tag: str) -> None:
        """Note where a field begins, what its code is, where it goes over to its result, or ends."""
        kind = element.get(f"{W}fldCharType")
        if tag == f"{W}fldSimple":
            self.fields.append([element.get(f"{W}instr") or "", True])
        elif tag == f"{W}instrText":
            for field in self.fields[-1:]:
                field[0] += "" if field[1] else element.text or ""
        elif kind == "begin":
            self.fields.append(["", False])
        elif self.fields and kind == "separate":
            self.fields[-1][1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    @property
    def is_shown(self) -> bool:
        """Whether what is here is shown: it is not hidden, no code of a field, and no number of a page."""
        return not any(self.hidden[-1:]) and all(begun and not PAGES.match(code) for code, begun in self.fields)

    def hides(self, properties: etree._Element | None) -> bool:
        """Whether a run is hidden: two styles that both hide it show it again (17.7.3)."""
        own = is_set(properties, "vanish")
        if own is not None:
            return own
        named = properties.find(f"{W}rStyle") if properties is not None else None
        of_run = named is not None and self.reader.manners.find(named.get(f"{W}val")).hides
        return self.reader.manners.all_hidden or of_run != self.of_paragraph

    def take(self, element: etree._Element, tag: str) -> None:
        """Take what an element shows by itself."""
        if tag in TEXTS:
            self.say(element.text or "")
        elif tag in SPACES:
            self.say(" ")
        elif tag == f"{W}sym":
            code = (element.get(f"{W}char") or "").upper()
            place = int(code, 16) if re.fullmatch("[0-9A-F]{1,4}", code) else 0
            self.say(DRAWN.get(code) or (chr(place) if 0x20 <= place < 0xD000 else "\u2022"))
        elif tag in LETTERS:
            self.say(LETTERS[tag])
        elif tag.endswith("}textpath"):
            self.say(element.get("string") or "")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self.is_blank = False
            self.notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id") or ""))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.had_begun = self.has_begun
            found = list(find_pictures(element))
            self.has_begun |= bool(found)
            self.is_blank &= not found
            self.pictures += filter(None, found)

    def say(self, words: str) -> None:
        """Take words, with the address that they lead to."""
        self.words.append(words)
        self.is_blank &= not words
        self.has_begun |= bool(words.strip())
        link = (self.linked[-1] if self.linked else "") or self.lead()
        if words.strip() and OUTSIDE.match(link) and self.links[-1:] != [link]:
            self.links.append(link)

    def lead(self) -> str:
        """Return the address that the innermost field leads to, "" where none does."""
        for code, _ in reversed(self.fields):
            if found := LEADS.match(code):
                mark = MARK.search(code)
                return f"{found[1]}#{mark[1]}" if mark else found[1]
        return ""


def is_chosen(element: etree._Element) -> bool:
    """Whether an element is not one of several forms of the same that an older program takes."""
    if element.tag == FALLBACK:
        return element.getparent().find(CHOICE) is None  # type: ignore[union-attr]
    return element.tag != CHOICE or element.getprevious() is None


def find_pictures(drawing: etree._Element) -> Iterator[str]:
    """Yield what the pictures of a drawing show in words, "" where that is not said."""
    inside = list(look_into(drawing))
    if drawing.tag == f"{W}drawing":
        yield from describe([(name, (each.get("descr") or "").strip()) for name, each in inside])
        return
    shapes = (each.getparent() for name, each in inside if name == "imagedata")
    yield from ((each.get("alt") or "").strip() for each in shapes if each is not None)


def describe(inside: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the same of what is in a drawing, by the names of the elements and their descriptions."""
    names = [name for name, _ in inside]
    of_all = next((words for name, words in inside if name == "docPr"), "")
    if names.count("pic") > 1:
        yield from (words or of_all for name, words in inside if name == "cNvPr")
    elif "pic" in names or (of_all and "txbxContent" not in names):
        yield of_all


def look_into(drawing: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield what is in a drawing with its name, its text boxes but not what is in them."""
    walker = etree.iterwalk(drawing, events=("start",))
    for _, each in walker:
        if each.tag == BOX or not is_chosen(each):
            walker.skip_subtree()
        yield str(each.tag).rpartition("}")[2], each
