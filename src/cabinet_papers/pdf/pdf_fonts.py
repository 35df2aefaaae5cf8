"""The fonts of a PDF: which letters their codes stand for, and which of them are drawn as a box."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

# A font's letters by their codes (9.10.3): for each code, or for the first of a range.
LETTERS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CHAR = re.compile(rb"<([\dA-Fa-f]+)>\s*()<([\dA-Fa-f\s]*)>")
RANGE = re.compile(rb"<([\dA-Fa-f]+)>\s*<([\dA-Fa-f]+)>\s*<([\dA-Fa-f\s]*)>")
GAP = re.compile(rb"\bdup (\d+) /\.notdef put")
# Of a TrueType font (OpenType: table directory, head, loca, cmap): what LibreOffice embeds has a byte for each code.
FIRST_ENTRY, ENTRY, LONG_OFFSETS_AT, BYTE_CODES = 12, struct.Struct(">4s4xII"), 50, 256


class Font(NamedTuple):
    """A font's letters and widths (thousandths of its size) by code, the digits of a code, and which print as a box."""

    letters: dict[int, str]
    widths: dict[int, float]
    digits: int
    boxes: frozenset[int]


def read_font(font: Any) -> Font:
    """Return a font; one that does not say which letters it has gives none."""
    source = font["/ToUnicode"].get_object().get_data() if "/ToUnicode" in font else b""
    letters = dict(_read_letters(source))
    lengths = [len(each) for each in re.findall(rb"begincodespacerange\s*<([\dA-Fa-f]+)>", source)]
    widths = font.get("/Widths")
    first = int(font.get("/FirstChar", 0))
    measured = {first + at: float(each) for at, each in enumerate(widths.get_object() if widths is not None else [])}
    described = font.get("/FontDescriptor")
    embedded = described.get_object().get("/FontFile2") if described is not None else None
    boxes = _find_boxes(embedded.get_object().get_data()) if embedded is not None else frozenset[int]()
    drawn = described.get_object().get("/FontFile") if described is not None else None
    if drawn is not None:
        # A font of PostScript names its glyphs, and leaves a gap where it lacks one.
        boxes = frozenset(map(int, GAP.findall(drawn.get_object().get_data())))
    return Font(letters, measured, lengths[0] if lengths else 2, boxes)


def _read_letters(source: bytes) -> Iterator[tuple[int, str]]:
    """Yield each code of a font with its letters."""
    for kind, lines in LETTERS.findall(source):
        for first, last, letters in (CHAR if kind == b"char" else RANGE).findall(lines):
            text = from_hex(letters)
            for at in range(int(last or first, 16) - int(first, 16) + 1):
                yield int(first, 16) + at, text[:-1] + chr(ord(text[-1]) + at) if text else ""


def _find_boxes(font: bytes) -> frozenset[int]:
    """Return the codes of a TrueType font that are drawn as its first glyph is: the box for letters that it lacks."""
    count = int.from_bytes(font[4:6])
    entries = [ENTRY.unpack_from(font, FIRST_ENTRY + at * ENTRY.size) for at in range(count)]
    tables = {name: font[start : start + length] for name, start, length in entries}
    if not {b"head", b"loca", b"glyf", b"cmap"} <= tables.keys():
        return frozenset()
    codes = tables[b"cmap"][int.from_bytes(tables[b"cmap"][8:12]) :]
    if codes[:2] != b"\0\0" or len(codes) < 6 + BYTE_CODES:
        return frozenset()
    long = tables[b"head"][LONG_OFFSETS_AT : LONG_OFFSETS_AT + 2] != b"\0\0"
    size, times = (4, 1) if long else (2, 2)
    loca = tables[b"loca"]
    offsets = [int.from_bytes(loca[at : at + size]) * times for at in range(0, len(loca), size)]
    shapes = [tables[b"glyf"][start:end] for start, end in pairwise(offsets)]
    alike = {glyph for glyph, shape in enumerate(shapes) if glyph and shape and shape == shapes[0]}
    return frozenset(code for code, glyph in enumerate(codes[6 : 6 + BYTE_CODES]) if glyph in alike)


def from_hex(digits: bytes) -> str:
    """Return the text that is written in hexadecimal digits (7.9.2.2), with or without a mark of its order."""
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace").removeprefix("\ufeff")
