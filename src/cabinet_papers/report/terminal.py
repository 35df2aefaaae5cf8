"""Text on a terminal: what would control it, how wide the text is there, and its colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from rich.cells import cell_len

# A file may be named by anyone: what would steer the terminal is shown, not sent.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TAB = "    "
# In fewer columns no word can be read.
LEAST = 8


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
    return cell_len(text)


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return the text in lines of at most `width` columns, broken between words, each with the indent.

    A word that is longer than a line is broken too.
    """
    room = max(width - len(indent), LEAST)
    if measure(text) <= room:
        return [f"{indent}{text}"]
    # Its console takes a while to load.
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=room), room)
    return [f"{indent}{line.plain}".rstrip() for line in lines if line.plain.strip()]
