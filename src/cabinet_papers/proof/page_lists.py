"""The numbers that a document prints before its paragraphs, worked out from its parts once more for the proof of pages.

ECMA-376 Part 1, 17.9. Shares nothing with the reader that pages are written from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.word_file import W

VALUE = f"{W}val"
LEVELS = 9
HUNDREDS = ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm")
TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


class Printed(NamedTuple):
    """What is printed before a paragraph, whether it is a sign and no number, and how far in its text is."""

    text: str
    is_sign: bool
    indent: int


def attribute(element: etree._Element | None, path: str) -> str | None:
    """Return the value of what is at the path below an element, None where it is not there."""
    found = element.find(spell_out(path)) if element is not None else None
    return found.get(VALUE) if found is not None else None


@cache
def spell_out(path: str) -> str:
    """Return a path with the namespace of each of its steps."""
    return "/".join(f"{W}{step}" for step in path.split("/"))


def whole(text: str | None, otherwise: int) -> int:
    """Return the whole number that a text is."""
    return int(text) if text is not None and re.fullmatch("-?[0-9]{1,9}", text) else otherwise


def spell(count: int, form: str) -> str:
    """Return a count in a form of Word's, in figures where the form has no other."""
    if form.endswith("Letter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman"):
        thousands, rest = divmod(max(count, 0), 1000)
        roman = "m" * thousands + HUNDREDS[rest // 100] + TENS[rest // 10 % 10] + ONES[rest % 10]
        return roman.upper() if form.startswith("upper") else roman
    if form == "ordinal":
        endings = {1: "st", 2: "nd", 3: "rd"}
        return f"{count}{'th' if 10 < count % 100 < 14 else endings.get(count % 10, 'th')}"
    return {"none": "", "decimalZero": f"{count:02}"}.get(form, str(count))


class Lists:
    """Counts the paragraphs of a document's lists as they come up."""

    def __init__(self, numbering: etree._Element | None, by_style: dict[str, str]) -> None:
        """`by_style` gives the list of each style, for lists that only refer to a style's."""
        children = list(numbering) if numbering is not None else []
        self.by_style = by_style
        self.kinds = {each.get(f"{W}abstractNumId"): each for each in children if each.tag == f"{W}abstractNum"}
        self.numbers = {each.get(f"{W}numId"): each for each in children if each.tag == f"{W}num"}
        self.counts: dict[str | None, dict[int, int]] = {}
        self.restarted = set[tuple[str, int]]()
        self.known: dict[tuple[str, int], etree._Element | None] = {}

    def find_level_of(self, number: str, style: str | None) -> int | None:
        """Return the level of a list that is a style's own."""
        kind = self.kinds.get(attribute(self.numbers.get(number), "abstractNumId"))
        levels = kind.iterchildren(f"{W}lvl") if kind is not None else ()
        return next((whole(each.get(f"{W}ilvl"), 0) for each in levels if attribute(each, "pStyle") == style), None)

    def find_level(self, number: str, at: int) -> etree._Element | None:
        """Return the definition of a level: the list's own, else that of its kind, which may be a style's."""
        if (number, at) not in self.known:
            self.known[number, at] = self.look_up(number, at)
        return self.known[number, at]

    def look_up(self, number: str, at: int) -> etree._Element | None:
        """Return the same, looked for in the part."""
        listed = self.numbers.get(number)
        for override in listed.iterchildren(f"{W}lvlOverride") if listed is not None else ():
            own = override.find(f"{W}lvl")
            if override.get(f"{W}ilvl") == str(at) and own is not None:
                return own
        kind = self.kinds.get(attribute(listed, "abstractNumId"))
        linked = attribute(kind, "numStyleLink")
        if linked:
            kind = self.kinds.get(attribute(self.numbers.get(self.by_style.get(linked, "")), "abstractNumId"))
        levels = kind.iterchildren(f"{W}lvl") if kind is not None else ()
        return next((each for each in levels if each.get(f"{W}ilvl") == str(at)), None)

    def print(self, number: str, at: int) -> Printed:
        """Return what is printed before the next paragraph of the list on this level."""
        level = self.find_level(number, at)
        counts = self.counts.setdefault(attribute(self.numbers.get(number), "abstractNumId"), {})
        counts[at] = self.count(number, at, counts)
        for below in [each for each in counts if each > at]:
            restart = attribute(self.find_level(number, below), "lvlRestart")
            if at < whole(restart, below):
                del counts[below]
        form = attribute(level, "numFmt") or "decimal"
        text = re.sub("%([1-9])", lambda found: self.part(number, int(found[1]) - 1, counts, level),
                      attribute(level, "lvlText") or "")  # fmt: skip
        indent = level.find(f"{W}pPr/{W}ind") if level is not None else None
        left = indent.get(f"{W}left") or indent.get(f"{W}start") if indent is not None else None
        is_sign = level is not None and (form == "bullet" or not re.search(r"[^\W_]", text))
        return Printed("" if level is None else text, is_sign, whole(left, 0))

    def count(self, number: str, at: int, counts: dict[int, int]) -> int:
        """Return the count of the next paragraph."""
        listed = self.numbers.get(number)
        for override in listed.iterchildren(f"{W}lvlOverride") if listed is not None else ():
            start = attribute(override, "startOverride")
            if override.get(f"{W}ilvl") == str(at) and start is not None and (number, at) not in self.restarted:
                self.restarted.add((number, at))
                return whole(start, 1)
        self.restarted.add((number, at))
        return counts[at] + 1 if at in counts else self.start(number, at)

    def start(self, number: str, at: int) -> int:
        """Return the count from which a level begins."""
        level = self.find_level(number, at)
        return whole(attribute(level, "start"), 0 if level is not None else 1)

    def part(self, number: str, at: int, counts: dict[int, int], of_level: etree._Element | None) -> str:
        """Return the count of a level as it is part of a number of `of_level`."""
        level = self.find_level(number, at)
        form = attribute(level, "numFmt") or ("decimal" if level is not None else "none")
        legal = of_level.find(f"{W}isLgl") if of_level is not None else None
        if legal is not None and legal.get(VALUE) not in ("0", "false", "off") and form != "none":
            form = "decimal"
        return spell(counts.get(at, self.start(number, at)), form)
