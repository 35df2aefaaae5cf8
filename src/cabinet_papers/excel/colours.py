"""Which letters cannot be seen: those in the colour of the cell around them, and those that are far too small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
# How far two colours may lie apart, in the cube of red, green and blue, and still be taken for one; pale grey on white
# (#D9D9D9) can just be read.
NEAR = 50
# Letters of so few points cannot be read.
SMALLEST = 4
# The numbered colours of a workbook (ECMA-376 Part 1, 18.8.27), from 8 on; the first eight are the same as these.
NUMBERED = bytes.fromhex(
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)


def read_rgb(text: str | None) -> Colour | None:
    """Return the colour of RRGGBB, with or without a # or digits for its opacity before it; else None."""
    found = re.fullmatch(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", text or "")
    if not found:
        return None
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue


def read_colour(attributes: Mapping[str, str], theme: tuple[Colour, ...]) -> Colour | None:
    """Return the colour that SpreadsheetML describes (18.8.19), None where it leaves it to the program."""
    colour: Colour | None = None
    place = attributes.get("theme") or attributes.get("indexed") or ""
    number = int(place) if place.isdecimal() else -1
    if "rgb" in attributes:
        colour = read_rgb(attributes["rgb"])
    elif "theme" in attributes:
        colour = theme[number] if 0 <= number < len(theme) else None
    elif "indexed" in attributes:
        colour = read_numbered(number)
    try:
        tint = float(attributes.get("tint", "0"))
    except ValueError:
        tint = 0.0
    return _lighten(colour, tint) if colour else None


def read_numbered(number: int) -> Colour | None:
    """Return the colour of this number; 65 is the computer's own for the ground."""
    if number == 65:
        return WHITE
    place = 3 * (number if number < 8 else number - 8)
    return (NUMBERED[place], NUMBERED[place + 1], NUMBERED[place + 2]) if 0 <= place < len(NUMBERED) else None


def _lighten(colour: Colour, tint: float) -> Colour:
    tint = min(1.0, max(-1.0, tint))
    red, green, blue = (round(each * (1 + tint) if tint < 0 else each + (255 - each) * tint) for each in colour)
    return red, green, blue


@lru_cache(maxsize=1000)
def is_unseen(letters: Colour | None, ground: Colour | None, size: float = 11) -> bool:
    """Whether letters of this colour and size cannot be seen; letters without a colour are black.

    `ground` is None where it is no one colour.
    """
    if size < SMALLEST:
        return True
    if ground is None:
        return False
    return sum((one - other) ** 2 for one, other in zip(letters or BLACK, ground, strict=True)) < NEAR**2
