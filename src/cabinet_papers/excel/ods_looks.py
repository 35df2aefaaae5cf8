"""How the cells of an OpenDocument workbook look: their letters, the ground behind them, and their formats of dates.

OpenDocument 1.3, Part 3, clause 16 (styles) and 20 (their attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.colours import WHITE, Colour, is_unseen, read_rgb
from cabinet_papers.excel.number_format import LONGEST_FORMAT
from cabinet_papers.excel.sign_fonts import translate
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from lxml import etree

URN = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT, FORMAT, DATA = (
    f"{{{URN}{name}:1.0}}" for name in ("style", "text", "xsl-fo-compatible", "datastyle")
)  # fmt: skip
DATE = "date"
# How many styles are followed that are based on one another, which may be a ring.
DEEPEST = 20
# The parts of a date's style, as a number format of Excel writes them: short, and long.
DATE_PARTS = {
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd"),
    "quarter": ("q", "qq"), "hours": ("h", "hh"), "minutes": ("m", "mm"), "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}  # fmt: skip


class Look(NamedTuple):
    """What a style says of letters; None where it leaves it to the style around it.

    `colour` is "" where it is the computer's own.
    """

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    script: str | None = None
    colour: str | None = None
    size: float | None = None
    hidden: bool | None = None
    underlined: bool | None = None
    font: str | None = None

    def within(self, outer: Look) -> Look:
        """Return the look of text in this style within text of the outer look."""
        return outer._replace(**{name: mine for name, mine in self._asdict().items() if mine is not None})

    def make_run(self, text: str, ground: Colour | None) -> Run:
        """Return the text in this look; `ground` is the colour around its letters."""
        unseen = bool(self.hidden) or is_unseen(read_rgb(self.colour), ground, self.size or 11)
        font = self.font or ""
        shown, unknown = translate(text, font)
        return Run(
            shown, bool(self.bold), bool(self.italic), "", bool(self.struck), self.script or "", unseen,
            bool(self.underlined), font if unknown else "",
        )  # fmt: skip


class OdsStyles:
    """The styles of a workbook by their family and name."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self.styles = {
            (str(style.get(f"{STYLE}family") or DATE), str(style.get(f"{STYLE}name"))): style
            for root in roots
            for style in root.iter(f"{STYLE}style", f"{DATA}date-style", f"{DATA}time-style")
        }

    def find(self, family: str, name: str | None, properties: str) -> etree._Element | None:
        """Return the properties of this kind that the style itself has, None where it has none."""
        style = self.styles.get((family, str(name)))
        return style.find(f"{STYLE}{properties}") if style is not None else None

    def _follow(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """Yield the style and those that it is based on."""
        for _ in range(DEEPEST):
            style = self.styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def read_look(self, family: str, name: str | None) -> Look:
        """Return what the style says of letters, with what it takes from the styles that it is based on."""
        look = Look()
        for style in self._follow(family, name):
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None:
                look = look.within(_read_look(properties))
        return look

    def read_ground(self, name: str | None) -> Colour | None:
        """Return the colour behind a cell of this style."""
        for style in self._follow("table-cell", name):
            properties = style.find(f"{STYLE}table-cell-properties")
            colour = properties.get(f"{FORMAT}background-color") if properties is not None else None
            if colour:
                return read_rgb(colour) or WHITE
        return WHITE

    def wraps(self, name: str | None) -> bool:
        """Whether long lines wrap in a cell of this style."""
        for style in self._follow("table-cell", name):
            properties = style.find(f"{STYLE}table-cell-properties")
            option = properties.get(f"{FORMAT}wrap-option") if properties is not None else None
            if option:
                return option == "wrap"
        return False

    def read_date_format(self, name: str | None) -> str:
        """Return how the cell style shows a date, as a number format of Excel; "" where it does not say."""
        for style in self._follow("table-cell", name):
            if (form := self.styles.get((DATE, str(style.get(f"{STYLE}data-style-name"))))) is not None:
                return "".join(map(_describe_date_part, islice(form, LONGEST_FORMAT)))[: LONGEST_FORMAT + 1]
        return ""


def _read_look(properties: etree._Element) -> Look:
    weight, slant = properties.get(f"{FORMAT}font-weight"), properties.get(f"{FORMAT}font-style")
    # LibreOffice writes either of the two.
    line = properties.get(f"{STYLE}text-line-through-type") or properties.get(f"{STYLE}text-line-through-style")
    return Look(
        weight not in ("normal", "400") if weight else None,
        slant != "normal" if slant else None,
        line != "none" if line else None,
        _read_script(str(properties.get(f"{STYLE}text-position") or "")),
        "" if properties.get(f"{STYLE}use-window-font-color") == "true" else properties.get(f"{FORMAT}color"),
        _read_points(properties.get(f"{FORMAT}font-size")),
        properties.get(f"{TEXT}display") == "none" or None,
        under != "none" if (under := properties.get(f"{STYLE}text-underline-style")) else None,
        properties.get(f"{STYLE}font-name") or properties.get(f"{FORMAT}font-family"),
    )


def _read_points(size: str | None) -> float | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)pt", size or "")
    return float(found[1]) if found else None


def _read_script(position: str) -> str | None:
    """Return the script of letters at this position: "super", "sub", or how far up in percent; None without one."""
    first = position.partition(" ")[0]
    if not first:
        return None
    if first == "super" or re.match(r"[1-9]", first.lstrip("0.")):
        return "superscript"
    return "subscript" if first == "sub" or re.match(r"-[0.]*[1-9]", first) else ""


def _describe_date_part(part: etree._Element) -> str:
    """Return a part of a date's style as Excel writes it in a number format."""
    tag = str(part.tag).removeprefix(DATA)
    if tag == "text":
        return "".join(f"\\{letter}" for letter in part.text or "")
    form = DATE_PARTS.get(tag, ("", ""))[part.get(f"{DATA}style") == "long"]
    return f"mm{form}" if tag == "month" and part.get(f"{DATA}textual") == "true" else form
