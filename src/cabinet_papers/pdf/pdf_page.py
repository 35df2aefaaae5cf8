"""What is written on a page of a PDF, as the pieces that its tags name (ISO 32000-1, 7.8, 9.4 and 14.6)."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject

from cabinet_papers.pdf.pdf_fonts import Font, from_hex, read_font

# What counts in a page's content: marks and their ends, fonts, places and texts.
TOKEN = re.compile(
    rb"""/(?P<mark> [^\s<>\[\]()/%]+) \s* (?:
          (?P<properties> << (?: [^<>()] | <[\dA-Fa-f\s]*> | \((?: [^()\\] | \\. )*\) )* >> ) \s* BDC | BMC )\b
    | (?P<end> \bEMC\b)
    | (?P<begin> \bBT\b)
    | (?P<font> /[^\s<>\[\]()/%]+) \s+ (?P<size> [-\d.]+) \s+ Tf\b
    | (?P<place> (?: [-\d.]+ \s+ )+ ) T[dDm]\b
    | (?P<text> \[ [^\[\]]* \] | <[\dA-Fa-f\s]*> ) \s* T[jJ]\b""",
    re.DOTALL | re.VERBOSE,
)
PIECE, ACTUAL_TEXT = re.compile(rb"/MCID\s+(\d+)"), re.compile(rb"/ActualText\s*<([\dA-Fa-f\s]*)>")
DRAWN = re.compile(rb"<([\dA-Fa-f\s]*)>|([-\d.]+)")
# In place of a piece's number: what belongs to the page alone.
EDGE = -1
UNKNOWN = "\ufffd"
WHOLE_MATRIX = 6


class _Glyph(NamedTuple):
    """What is drawn at once: how far along its line, its letters, its font."""

    at: float
    letters: str
    font: str


class _Mark(NamedTuple):
    """A mark that is open: the piece that it belongs to, and the text that it gives in place of what is drawn."""

    piece: int | None
    text: list[str] | None


class Written(NamedTuple):
    """What is written on a page: the words of each piece by its number, and the letters that no font has.

    `heights` is where each piece begins above the foot of the page, `lefts` how far from its left; `edges` are the
    words of the page alone, which are those of its header, of its footer and of headings that are repeated.
    """

    pieces: dict[int, str]
    boxes: set[str]
    heights: dict[int, float]
    lefts: dict[int, float]
    edges: str


def read_page(page: PageObject, fonts: dict[int, Font]) -> Written:
    """Return what is written on a page. `fonts` remembers those already read."""
    contents: Any = page.get("/Contents")
    streams = contents.get_object() if contents is not None else ArrayObject()
    streams = streams if isinstance(streams, ArrayObject) else [streams]
    none = DictionaryObject()
    resources: Any = page.get("/Resources", none)
    reader = _Reader(resources.get_object().get("/Font", none).get_object(), fonts)
    for token in TOKEN.finditer(b"\n".join(each.get_object().get_data() for each in streams)):
        reader.take(token)
    edges = reader.pieces.pop(EDGE, [])
    pieces = {number: _join(glyphs) for number, glyphs in reader.pieces.items()}
    return Written(pieces, reader.boxes, reader.heights, reader.lefts, "".join(each.letters for each in edges))


class _Reader:
    """Goes through a page's content once, and keeps what is drawn of each piece."""

    def __init__(self, resources: Any, fonts: dict[int, Font]) -> None:
        self.resources = resources
        # By their references: most pages have the same.
        self.fonts = fonts
        self.font, self.size = "", 0.0
        # The direction in which text runs, where its line begins, and how far along it the next letter lies (9.4.2).
        self.across, self.up, self.x, self.y, self.at = 1.0, 0.0, 0.0, 0.0, 0.0
        self.open = [_Mark(None, None)]
        self.pieces: dict[int, list[_Glyph]] = {}
        self.heights: dict[int, float] = {}
        self.lefts: dict[int, float] = {}
        self.boxes = set[str]()

    def take(self, token: re.Match[bytes]) -> None:
        """Take one token of the content."""
        if token["text"]:
            self.draw(token["text"])
        elif token["place"]:
            self.move([float(each) for each in token["place"].split()])
        elif token["font"]:
            self.font, self.size = token["font"].decode("latin-1"), float(token["size"])
        elif token["begin"]:
            self.move([1, 0, 0, 1, 0, 0])
        elif token["mark"]:
            self.mark(token["mark"], token["properties"] or b"")
        elif len(self.open) > 1:
            self.open.pop()

    def mark(self, name: bytes, properties: bytes) -> None:
        """Open a mark; what belongs to the page alone is no piece."""
        number, text = PIECE.search(properties), ACTUAL_TEXT.search(properties)
        piece = EDGE if name == b"Artifact" else int(number[1]) if number else self.open[-1].piece
        self.open.append(_Mark(piece, [from_hex(text[1])] if text else self.open[-1].text))

    def move(self, numbers: list[float]) -> None:
        """Go to a place: within the direction that there is, or in a new one."""
        if len(numbers) == WHOLE_MATRIX:
            self.across, self.up, _, _, self.x, self.y = numbers
        else:
            right, up = numbers[-2:]
            self.x += right * self.across - up * self.up
            self.y += right * self.up + up * self.across
        self.at = (self.x * self.across + self.y * self.up) / self.scale

    @property
    def scale(self) -> float:
        return math.hypot(self.across, self.up) or 1.0

    def draw(self, text: bytes) -> None:
        """Draw a text: letters, and the steps between them."""
        reference = self.resources.raw_get(self.font).idnum
        if reference not in self.fonts:
            self.fonts[reference] = read_font(self.resources[self.font].get_object())
        font = self.fonts[reference]
        step = self.size * self.scale / 1000
        if self.open[-1].piece is not None:
            self.heights.setdefault(self.open[-1].piece, self.y)
            self.lefts.setdefault(self.open[-1].piece, self.x)
        for digits, number in DRAWN.findall(text):
            if number:
                self.at -= float(number) * step
            for at in range(0, len(digits), font.digits):
                code = int(digits[at : at + font.digits], 16)
                letters = self.give(font.letters.get(code, UNKNOWN))
                if code in font.boxes:
                    self.boxes |= set(letters)
                self.at += font.widths.get(code, 0.0) * step

    def give(self, letters: str) -> str:
        """Keep letters, or what is written in their place, for the piece that they belong to, and return them."""
        piece, text = self.open[-1]
        if text is not None:
            letters = text.pop() if text else ""
        if piece is not None:
            self.pieces.setdefault(piece, []).append(_Glyph(self.at, letters, self.font))
        return letters


def _join(glyphs: list[_Glyph]) -> str:
    """Return the letters of a piece in the order in which they are read.

    Letters that a font lacks are drawn from another after all the others; a line that runs from right to left is drawn
    from left to right.
    """
    if len({each.font for each in glyphs}) > 1:
        glyphs = sorted(glyphs, key=lambda each: each.at)
    letters = [each.letters for each in glyphs]
    leftwards = any(unicodedata.bidirectional(each) in ("R", "AL") for each in "".join(letters))
    return "".join(reversed(letters) if leftwards else letters)
