"""The lists of a finished document, and the numbers that are printed before their items.

Numbering: ECMA-376 Part 1, 17.9; the forms of numbers: 17.18.59.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.finished.styles import StyleSheet, is_on, number_of, value_of
from cabinet_papers.finished.word_file import NUMBERING, Fault, W
from cabinet_papers.matter.numbering import write_roman

LEVELS = 9
# Word counts no further (17.9.25 gives no limit), and writes no more before an item.
HIGHEST, LONGEST = 32_767, 255
PLACE = re.compile("%([1-9])")
# Signs that only a symbol font has are bullets of some form.
SYMBOLS = re.compile("[\ue000-\uf8ff]")


class Level(NamedTuple):
    """How a level of a list is numbered: from which number, in which form, with what around it.

    It begins again after an item of a level above `restart`, counted from 1; never where that is 0. `indent` is how far
    in its text stands (twips).
    """

    start: int
    form: str
    text: str
    restart: int
    is_decimal: bool
    indent: int = 0


class Numbering:
    """The lists by their numbers."""

    def __init__(self, root: etree._Element | None, sheet: StyleSheet) -> None:
        self.sheet = sheet
        kinds = root.iterchildren(f"{W}abstractNum") if root is not None else ()
        lists = root.iterchildren(f"{W}num") if root is not None else ()
        self.kinds = {str(each.get(f"{W}abstractNumId")): each for each in kinds}
        self.lists = {str(each.get(f"{W}numId")): each for each in lists}
        self.kinds_of = {ref: value_of(each.find(f"{W}abstractNumId")) or "" for ref, each in self.lists.items()}
        self.levels: dict[tuple[str, int], Level] = {}
        self.own_levels: dict[tuple[str, str | None], int] = {}

    def find_faults(self) -> list[Fault]:
        """Return a fault for each list whose definition is missing."""
        return [
            Fault(
                phrase("{}", Term(NUMBERING)),
                phrase("the file does not say how the list with the number {} looks", Term(number)),
            )
            for number in self.lists
            if self.kind_of(number) not in self.kinds
        ]

    def kind_of(self, number: str) -> str:
        """Return the reference of the list's definition, which it may share with others; "" where it has none."""
        return self.kinds_of.get(number, "")

    def place(self, paragraph: etree._Element, style: str | None) -> tuple[str, int]:
        """Return the list that a paragraph in the style belongs to, "" for none, and its level there from 0."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        named = value_of(own.find(f"{W}numId")) if own is not None else None
        number = self.sheet.list_of(style) if named is None else named if named != "0" else ""
        stated = value_of(own.find(f"{W}ilvl")) if own is not None else None
        if not number or (stated is None and named is not None):
            return number, 0
        return number, self.level_of(number, style) if stated is None else read_level(stated)

    def level_of(self, number: str, style: str | None) -> int:
        """Return the level, from 0, of a style's paragraphs in its list: the one that names the style (17.9.23)."""
        if (number, style) not in self.own_levels:
            self.own_levels[number, style] = self._find_own_level(number, style)
        return self.own_levels[number, style]

    def _find_own_level(self, number: str, style: str | None) -> int:
        levels = self.kinds[self.kind_of(number)].iterchildren(f"{W}lvl") if self.kind_of(number) in self.kinds else ()
        named = next((each for each in levels if style and value_of(each.find(f"{W}pStyle")) == style), None)
        if named is not None:
            return read_level(named.get(f"{W}ilvl"))
        return read_level(value_of(self.sheet.find(style, f"{W}pPr/{W}numPr/{W}ilvl")))

    def find_level(self, number: str, at: int) -> Level:
        """Return how a level of the list is numbered."""
        if (number, at) not in self.levels:
            self.levels[number, at] = self._read(number, at)
        return self.levels[number, at]

    def find_restart(self, number: str, at: int) -> int | None:
        """Return the number from which the list says that the level begins anew, None where it does not."""
        return number_of(value_of(self._override(number, at, "startOverride")))

    def _override(self, number: str, at: int, tag: str) -> etree._Element | None:
        overrides = self.lists[number].iterchildren(f"{W}lvlOverride") if number in self.lists else ()
        return next((each.find(f"{W}{tag}") for each in overrides if each.get(f"{W}ilvl") == str(at)), None)

    def _read(self, number: str, at: int) -> Level:
        own = self._override(number, at, "lvl")
        return _read_definition(own if own is not None else self._find_defined(number, at), at)

    def define(self, number: str) -> etree._Element | None:
        """Return the list's definition, or that of the style which it leads to, None where it has none."""
        kind = self.kinds.get(self.kind_of(number))
        linked = value_of(kind.find(f"{W}numStyleLink")) if kind is not None else None
        return self.kinds.get(self.kind_of(self.sheet.list_of(linked))) if linked else kind

    def _find_defined(self, number: str, at: int) -> etree._Element | None:
        kind = self.define(number)
        levels = kind.iterchildren(f"{W}lvl") if kind is not None else ()
        return next((each for each in levels if each.get(f"{W}ilvl") == str(at)), None)


class Counter:
    """Counts the items of all lists, as they come up in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        # What a list says of where it begins anew, looked up once.
        self.restarts: dict[tuple[str, int], int | None] = {}
        # Lists of one definition go on from each other.
        self.counts: dict[str, list[int | None]] = {}
        self.begun = set[tuple[str, int]]()

    def count(self, number: str, at: int) -> str:
        """Return what is printed before the next item of the list on this level, "" where that is nothing."""
        counts = self.counts.setdefault(self.numbering.kind_of(number), [None] * LEVELS)
        if (number, at) not in self.restarts:
            self.restarts[number, at] = self.numbering.find_restart(number, at)
        last, restart = counts[at], self.restarts[number, at]
        if restart is not None and (number, at) not in self.begun:
            counts[at] = restart
        else:
            counts[at] = self.numbering.find_level(number, at).start if last is None else last + 1
        self.begun.add((number, at))
        for below in range(at + 1, LEVELS):
            if at < self.numbering.find_level(number, below).restart:
                counts[below] = None
        return self.write(number, at, counts)

    def value(self, number: str, at: int) -> int:
        """Return the value of the last item of the list on this level."""
        return self.counts[self.numbering.kind_of(number)][at] or 0

    def write(self, number: str, at: int, counts: list[int | None]) -> str:
        """Return the number of a level as it is printed, with those of the levels above that are part of it."""
        level = self.numbering.find_level(number, at)

        def write_count(found: re.Match[str]) -> str:
            above = int(found[1]) - 1
            its = self.numbering.find_level(number, above)
            count = counts[above]
            form = "decimal" if level.is_decimal and its.form != "none" else its.form
            return write_number(its.start if count is None else count, form)

        return SYMBOLS.sub("\u2022", PLACE.sub(write_count, level.text))


def _read_definition(level: etree._Element | None, at: int) -> Level:
    if level is None:
        return Level(1, "none", "", at, is_decimal=False)
    start, restart = (number_of(value_of(level.find(f"{W}{tag}"))) for tag in ("start", "lvlRestart"))
    return Level(
        0 if start is None else start,
        value_of(level.find(f"{W}numFmt")) or "decimal",
        (value_of(level.find(f"{W}lvlText")) or "")[:LONGEST],
        at if restart is None else restart,
        is_on(level.find(f"{W}isLgl")),
        read_indent(level.find(f"{W}pPr/{W}ind")) or 0,
    )


def read_level(stated: str | None) -> int:
    """Return the level that is stated, from 0; one that there is not is the first."""
    return int(stated) if stated and re.fullmatch("[0-8]", stated) else 0


def read_indent(indent: etree._Element | None) -> int | None:
    """Return how far in the text of a paragraph is (twips), None where that is not said."""
    return number_of(indent.get(f"{W}left") or indent.get(f"{W}start")) if indent is not None else None


def write_number(number: int, form: str) -> str:
    """Return a number in its form, in figures where the form is not known or the number is higher than Word's."""
    return FORMS.get(form, str)(number) if number <= HIGHEST else str(number)


def _letters(number: int) -> str:
    """Return a, b, ... z, aa, bb, ... as Word counts."""
    repeated, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (repeated + 1) if number > 0 else ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": write_roman,
    "upperRoman": lambda number: write_roman(number).upper(),
    "ordinal": _ordinal,
    "none": lambda _: "",
}
