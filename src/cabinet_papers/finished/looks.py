"""How words look, and in which language they are: of their own, by their styles, by their table's (ECMA-376, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.colours import read_colour
from cabinet_papers.finished.styles import StyleSheet, is_on, value_of
from cabinet_papers.finished.word_file import W

# A language of people: Word calls words that are in none "x-none".
LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
SCRIPTS = ("superscript", "subscript")
# The names of what a style or a run may say, in the order of `Said`.
TOGGLES = tuple(f"{W}{name}" for name in ("b", "i", "strike", "dstrike", "vanish"))
COLOUR, SCRIPT, LANGUAGE, LEFTWARDS = (f"{W}{name}" for name in ("color", "vertAlign", "lang", "rtl"))


class Look(NamedTuple):
    """How words look: their colour as RRGGBB, "" for the usual one; their language, "" for the document's."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    script: str = ""
    colour: str = ""
    language: str = ""
    is_leftwards: bool = False
    is_hidden: bool = False


class Said(NamedTuple):
    """What a style or a run says of the look of words, None of what it says nothing. `toggles` are as in TOGGLES."""

    toggles: tuple[bool | None, ...] = (None,) * len(TOGGLES)
    colour: str | None = None
    script: str | None = None
    language: str | None = None
    # The language of words from right to left.
    other_language: str | None = None
    is_leftwards: bool | None = None

    def over(self, other: Said) -> Said:
        """Return the look with what both of them set; where both set something, this one counts."""
        toggles = (low if own is None else own for own, low in zip(self.toggles, other.toggles, strict=True))
        rest = (low if own is None else own for own, low in zip(self[1:], other[1:], strict=True))
        return Said(tuple(toggles), *rest)  # type: ignore[arg-type]


NOTHING = Said()


def read_said(find: Callable[[str], etree._Element | None]) -> Said:
    """Return the look that properties give, which `find` returns by their names."""
    toggles = tuple(is_on(found) if (found := find(name)) is not None else None for name in TOGGLES)
    colour, script, language, leftwards = (find(name) for name in (COLOUR, SCRIPT, LANGUAGE, LEFTWARDS))
    return Said(
        toggles,
        read_colour(value_of(colour)) if colour is not None else None,
        value_of(script),
        value_of(language),
        language.get(f"{W}bidi") if language is not None else None,
        is_on(leftwards) if leftwards is not None else None,
    )


class Looks:
    """Works out the looks of a document's words, each only once."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.defaults = read_said(lambda name: sheet.find_default(f"{W}rPr/{name}"))
        self.styles: dict[str | None, Said] = {}
        self.known: dict[tuple[Said, str | None, str | None, Said], Look] = {}

    def find(self, run: etree._Element | None, style: str | None, around: Said = NOTHING) -> Look:
        """Return the look of words with these properties (w:rPr) in a paragraph of the style.

        `around` is what the style of their table says of the cell.
        """
        direct = read_said(run.find) if run is not None and len(run) else NOTHING
        named = value_of(run.find(f"{W}rStyle")) if run is not None else None
        key = (direct, named, style, around)
        if key not in self.known:
            self.known[key] = self._combine(*key)
        return self.known[key]

    def of_style(self, ref: str | None) -> Said:
        """Return what a style says, with what it takes from those that it is based on."""
        if ref not in self.styles:
            self.styles[ref] = read_said(lambda name: self.sheet.find(ref, f"{W}rPr/{name}"))
        return self.styles[ref]

    def _combine(self, direct: Said, named: str | None, style: str | None, around: Said) -> Look:
        levels = (self.of_style(named) if named else NOTHING, self.of_style(style), around)
        bold, italic, struck, twice, hidden = (
            self._toggle(at, own, levels) for at, own in enumerate(direct.toggles)
        )  # fmt: skip
        rest = direct
        for each in (*levels, self.defaults):
            rest = rest.over(each)
        leftwards = bool(rest.is_leftwards)
        language = (rest.other_language if leftwards else rest.language) or ""
        return Look(
            bold, italic, struck or twice, rest.script if rest.script in SCRIPTS else "", rest.colour or "",
            language if LANGUAGE_TAG.fullmatch(language) else "", leftwards, hidden,
        )  # fmt: skip

    def _toggle(self, at: int, own: bool | None, levels: tuple[Said, ...]) -> bool:
        """Return whether a property is on that styles of several kinds turn on and off again (17.7.3)."""
        if own is not None:
            return own
        return bool(self.defaults.toggles[at]) or sum(bool(each.toggles[at]) for each in levels) % 2 == 1
