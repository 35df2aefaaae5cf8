"""Text on a terminal: what would control it, how wide the text is there, and its colours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

# A file may be named by anyone: what would steer the terminal is shown, not sent.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TAB = "    "
# These have no width of their own, as an accent that is typed after its letter.
_ON_ANOTHER = ("Mn", "Me", "Cf")
_SOFT_HYPHEN = "\u00ad"


class Colours(NamedTuple):
    """The sign that begins each part of a finding, "" for none."""

    place: str = ""
    error: str = ""
    warning: str = ""
    carets: str = ""
    hint: str = ""


PLAIN = Colours()
COLOURED = Colours(place="\x1b[1m", error="\x1b[31m", warning="\x1b[33m", carets="\x1b[36m", hint="\x1b[2m")
_END = "\x1b[0m"


def choose_colours(environment: Mapping[str, str], *, is_terminal: bool) -> Colours:
    """Return the colours that are wanted: NO_COLOR comes first, then FORCE_COLOR, then what the terminal can do."""
    if environment.get("NO_COLOR"):
        return PLAIN
    if environment.get("FORCE_COLOR"):
        return COLOURED
    return COLOURED if is_terminal and environment.get("TERM") != "dumb" else PLAIN


def paint(text: str, colour: str) -> str:
    """Return the text in the colour."""
    return f"{colour}{text}{_END}" if colour else text


def plain(text: str) -> str:
    """Return the text on one line, without anything that steers a terminal."""
    return STEERING.sub(lambda found: f"\\x{ord(found[0]):02x}", text.replace("\n", " "))


def show_sign(sign: str) -> str:
    """Return one character as it is shown in a quoted line: a tab as spaces, steering as its number."""
    return TAB if sign == "\t" else plain(sign)


def measure(text: str) -> int:
    """Return how many columns the text takes."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.category(sign) in _ON_ANOTHER and sign != _SOFT_HYPHEN:
        return 0
    # The vowels and ends of a Korean syllable that is typed in parts stand in its first part.
    if "\u1160" <= sign <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
