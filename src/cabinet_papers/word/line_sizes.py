"""The lines of each paragraph style of a template: how high they are, and how wide their letters."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.word.letters import WIDER, measure
from cabinet_papers.word.markup import W, read_twips

# Word's size of text where no size is given (half points), a line's height by its letters', and a single line's value.
USUAL_SIZE, LEADING, SINGLE = 20, 1.15, 240
VALUE = f"{W}val"
# The sides of a cell, and the margin that Word has there where no style says any other (twips).
BESIDE, USUAL_MARGIN = ("left", "right", "start", "end"), 108


class LineSize(NamedTuple):
    """The size of a style's letters, and how far apart its lines are (twips).

    `width` is how much wider than Arial's its letters are.
    """

    letters: int
    height: int
    is_bold: bool = False
    width: float = 1.0

    def measure(self, text: str, *, bold: bool = False) -> float:
        """Return how wide the text is on one line (twips)."""
        return measure(text, bold=bold or self.is_bold) * self.letters * self.width


def read_line_sizes(styles: etree._Element) -> dict[str, LineSize]:
    """Return the size of the lines in each paragraph style; under "" that of paragraphs which name no style."""
    paragraphs = (each for each in styles.iter(f"{W}style") if each.get(f"{W}type") == "paragraph")
    found = {each.get(f"{W}styleId") or "": each for each in paragraphs}
    default = next((ref for ref, each in found.items() if each.get(f"{W}default") == "1"), "")
    defaults = styles.findall(f"{W}docDefaults")
    return {ref: _line_size([*_chain(found, ref or default), *defaults]) for ref in ("", *found)}


def read_cell_margin(styles: etree._Element, table: str) -> int:
    """Return the wider of the margins beside the words of a cell, as the style of its table has it (twips)."""
    found = {each.get(f"{W}styleId") or "": each for each in styles.iter(f"{W}style")}
    for style in _chain(found, table):
        sides = style.findall(f"{W}tblPr/{W}tblCellMar/*")
        widths = [read_twips(each.get(f"{W}w")) for each in sides if etree.QName(each).localname in BESIDE]
        if widths:
            return max(widths)
    return USUAL_MARGIN


def _chain(styles: dict[str, etree._Element], ref: str) -> list[etree._Element]:
    """Return the style and those that it is based on."""
    chain: list[etree._Element] = []
    while ref in styles and styles[ref] not in chain:
        chain.append(styles[ref])
        based = styles[ref].find(f"{W}basedOn")
        ref = based.get(VALUE) or "" if based is not None else ""
    return chain


def _line_size(chain: list[etree._Element]) -> LineSize:
    """Return the size of lines that the first of the styles gives which says anything of it."""
    size, bold = (_first(chain, f"rPr/{W}{name}") for name in ("sz", "b"))
    letters = (read_number(size, "val") if size is not None else USUAL_SIZE) * 10 or USUAL_SIZE * 10
    is_bold = bold is not None and bold.get(VALUE, "1") not in ("0", "false", "off")
    font = _first(chain, f"rPr/{W}rFonts[@{W}ascii]")
    name = (font.get(f"{W}ascii") or "") if font is not None else ""
    return LineSize(letters, _line_height(chain, letters), is_bold, WIDER.get(name.casefold(), 1.0))


def _line_height(chain: list[etree._Element], letters: int) -> int:
    """Return how far apart the lines of letters of this size are (twips)."""
    spacing = _first(chain, f"pPr/{W}spacing[@{W}line]")
    single, line = int(letters * LEADING), read_number(spacing, "line") if spacing is not None else 0
    of_lines = spacing is not None and spacing.get(f"{W}lineRule", "auto") == "auto"
    return max(single, single * line // SINGLE if of_lines else line)


def _first(chain: list[etree._Element], path: str) -> etree._Element | None:
    """Return what the first of the styles says that says anything of it."""
    return next((each for style in chain for each in style.iterfind(f".//{W}{path}")), None)


def read_number(element: etree._Element, name: str) -> int:
    """Return a whole number that an attribute gives, 0 where it gives none."""
    value = element.get(f"{W}{name}") or ""
    return int(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0
