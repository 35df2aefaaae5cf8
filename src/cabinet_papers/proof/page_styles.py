"""What the styles of a document make of its paragraphs, looked up once more for the proof of pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeVar

from lxml import etree

from cabinet_papers.finished.word_file import W
from cabinet_papers.proof.page_lists import VALUE, attribute, whole

QUOTED = {"quote", "intense quote", "block text"}
LEFT = ("left", "start")
OFF = {"0", "false", "off"}


class Manner(NamedTuple):
    """What a style says of its paragraphs, whether it is that of the title, and whether it hides their words."""

    level: int = 0
    is_title: bool = False
    list_number: str = ""
    list_level: int = 0
    is_list: bool = False
    is_quoted: bool = False
    hides: bool = False
    indent: int = 0


class Manners:
    """The styles of a document, each with what those say that it is based on."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = list(styles.iterchildren(f"{W}style")) if styles is not None else []
        self.styles = {each.get(f"{W}styleId"): each for each in found}
        usual = (each for each in found if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in
                 ("1", "true", "on"))  # fmt: skip
        self.usual = next((each.get(f"{W}styleId") for each in usual), None)
        self.find = cache(self._find)
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self.all_hidden = is_set(defaults, "vanish") is True

    def list_by_style(self) -> dict[str, str]:
        """Return the list of each style that has one."""
        return {str(ref): self.find(ref).list_number for ref in self.styles if self.find(ref).list_number}

    def _find(self, ref: str | None) -> Manner:
        chain = self.find_chain(ref)
        names = [(attribute(each, "name") or "").casefold() for each in chain]
        outline, number, level = (
            first(attribute(each, f"pPr/{path}") for each in chain)
            for path in ("outlineLvl", "numPr/numId", "numPr/ilvl")
        )
        return Manner(
            heading(outline),
            "title" in names,
            number if number != "0" and number else "",
            whole(level, 0),
            any(each.startswith("list ") for each in names),
            not QUOTED.isdisjoint(names),
            first(is_set(each.find(f"{W}rPr"), "vanish") for each in chain) is True,
            max(whole(first(state(each.find(f"{W}pPr/{W}ind"), LEFT) for each in chain), 0), 0),
        )

    def find_chain(self, ref: str | None) -> list[etree._Element]:
        """Return the style, and those that it is based on."""
        chain: list[etree._Element] = []
        while ref in self.styles and self.styles[ref] not in chain:
            chain.append(self.styles[ref])
            ref = attribute(chain[-1], "basedOn")
        return chain


T = TypeVar("T")


def first(found: Iterable[T | None]) -> T | None:
    """Return the first of what was found that is there."""
    return next((each for each in found if each is not None), None)


def heading(outline: str | None) -> int:
    """Return the level of a heading from 1, 0 for the text below the headings."""
    level = whole(outline, 9)
    return level + 1 if 0 <= level < 9 else 0


def is_set(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property is on, None where it is not there."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(VALUE) not in OFF


def state(indent: etree._Element | None, names: tuple[str, str]) -> str | None:
    """Return how far in something is on the side that has these names, None where that is not said."""
    return first(indent.get(f"{W}{name}") for name in names) if indent is not None else None


def side(indent: etree._Element | None, names: tuple[str, str]) -> int:
    """Return the same as a number, 0 where it is not said."""
    return whole(state(indent, names), 0)
