"""How tall a row must be for its text: programs fit a row when a person types in it, not when they open a file.

Widths are those of Arial, in thousandths of the letter height (Adobe's font metrics of Helvetica, which it shares).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

SIZE, LINE, PADDING = 11, 14.25, 7.0
# Excel allows a row 409 points.
TALLEST = 409.0
# A column's width counts digits of the workbook's own font, Arial 11: eight pixels each, 96 to the inch.
PIXELS_PER_DIGIT, PIXELS_PER_POINT, MARGIN = 8, 96 / 72, 5
_NARROW = {
    **dict.fromkeys("ijl'", 222), **dict.fromkeys("I,./:;![]\\ft |", 278), **dict.fromkeys('()r-`', 333),
    **dict.fromkeys("*\"", 370), **dict.fromkeys("ckszvxyJ", 500),
}  # fmt: skip
_WIDE = {
    **dict.fromkeys("FTZ+=<>~", 611), **dict.fromkeys("ABEKPSVXY&", 667), **dict.fromkeys("wCDHNRU", 722),
    **dict.fromkeys("GOQ", 778), **dict.fromkeys("Mm", 833), "%": 889, "W": 944, "@": 1015, "—": 1000, "…": 1000,
}  # fmt: skip
_WIDTHS = {**_NARROW, **_WIDE}
USUAL, FULL = 556, 1000


def height_for(texts: list[tuple[str, float]], least: float) -> float:
    """Return the height in points that shows every text, each in its column (width in characters); it may pass 409."""
    lines = max((count_lines(text, width) for text, width in texts if text), default=1)
    return max(least, lines * LINE + PADDING)


def count_lines(text: str, width: float) -> int:
    """Return how many lines the text takes in a column of the width."""
    pixels = width * PIXELS_PER_DIGIT - MARGIN
    room = int(pixels / PIXELS_PER_POINT / SIZE * 1000)
    return sum(_count_wrapped(line, room) for line in text.split("\n"))


def _count_wrapped(line: str, room: int) -> int:
    lines, used = 1, 0
    for word in line.split(" "):
        wide = _width(word)
        if used and used + wide > room:
            lines, used = lines + 1, 0
        # A word longer than a line is broken.
        lines += max(0, wide - 1) // room
        used += wide % room if wide > room else wide
        used += _WIDTHS[" "]
    return lines


@lru_cache(maxsize=4096)
def _width(word: str) -> int:
    return sum(_WIDTHS.get(sign) or _width_of_other(sign) for sign in word)


def _width_of_other(sign: str) -> int:
    """Return the width of a sign that is not in the table: an accent takes no room, an ideograph takes two signs'."""
    plain = unicodedata.normalize("NFD", sign)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    return FULL if unicodedata.east_asian_width(sign) in "WF" else USUAL
