"""Colours as RRGGBB, and whether words in one can be read on the other (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5
BLACK, WHITE = "000000", "FFFFFF"


def read_colour(stated: str | None) -> str:
    """Return a colour that is stated, "" where it is left to the program."""
    return stated.upper() if stated and re.fullmatch("[0-9A-Fa-f]{6}", stated) else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
