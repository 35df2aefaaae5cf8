"""Which rows of a table are kept on one page: those that are low enough to fit on any, with the headings above them."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.word.markup import W
from cabinet_papers.word.tables import CELL_MARGINS, LEAST_ROOM, cell_width

# The most that is kept together: some fifteen lines of 12 point, and with its headings half of a page (twips).
# LibreOffice lets a higher row that may not be split run over the foot of the page, and does not print its rest.
HIGHEST, PAGE_HEIGHT = 15 * 276, 9_070
CELL_PADDING, PARAGRAPH_GAP, LIST_INDENT, NARROWEST = 120, 100, 454, 240
# Word's size of text where nothing is said (half points), a line's height by its letters', and a single line's value.
USUAL_SIZE, LEADING, SINGLE = 20, 1.15, 240
# How wide a letter is on average, in ems; Chinese ones, for instance, are as wide as they are high.
LETTER, FIRST_WIDE = 0.5, "\u2e80"
VALUE = f"{W}val"


class LineSize(NamedTuple):
    """The size of a style's letters, and how far apart its lines are (twips)."""

    letters: int
    height: int


def read_line_sizes(styles: etree._Element) -> dict[str, LineSize]:
    """Return the size of the lines in each paragraph style; under "" that of paragraphs which name no style."""
    paragraphs = (each for each in styles.iter(f"{W}style") if each.get(f"{W}type") == "paragraph")
    found = {each.get(f"{W}styleId") or "": each for each in paragraphs}
    default = next((ref for ref, each in found.items() if each.get(f"{W}default") == "1"), "")
    defaults = styles.findall(f"{W}docDefaults")
    return {ref: _line_size([*_chain(found, ref or default), *defaults]) for ref in ("", *found)}


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
    sizes = (each for style in chain for each in style.iterfind(f".//{W}rPr/{W}sz"))
    spaced = (each for style in chain for each in style.iterfind(f".//{W}pPr/{W}spacing") if each.get(f"{W}line"))
    size, spacing = next(sizes, None), next(spaced, None)
    letters = (_number(size, "val") if size is not None else USUAL_SIZE) * 10 or USUAL_SIZE * 10
    single, line = int(letters * LEADING), _number(spacing, "line") if spacing is not None else 0
    of_lines = spacing is not None and spacing.get(f"{W}lineRule", "auto") == "auto"
    return LineSize(letters, max(single, single * line // SINGLE if of_lines else line))


def split_high_rows(root: etree._Element, sizes: dict[str, LineSize]) -> None:
    """Let each row be split that is too high to be kept whole. `sizes` is given by style, "" for none."""
    measure = _Measure(sizes)
    room = _page_height(root) // 2
    for whole in list(root.iter(f"{W}cantSplit")):
        row, properties = next(whole.iterancestors(f"{W}tr"), None), whole.getparent()
        if row is not None and properties is not None:
            above = sum(measure.headings(table, row) for table in row.iterancestors(f"{W}tbl"))
            if measure.row(row) > min(HIGHEST, room - above):
                properties.remove(whole)


def _page_height(root: etree._Element) -> int:
    """Return the height of the lowest page between its margins (twips)."""
    heights = []
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None and margins is not None:
            # A margin below nought holds where the header is higher.
            sides = sum(abs(_number(margins, side)) for side in ("top", "bottom"))
            heights.append(_number(size, "h") - sides)
    return min(heights, default=PAGE_HEIGHT)


class _Measure:
    """Measures rows by the amount of their text, rather too high than too low, and each only once."""

    def __init__(self, sizes: dict[str, LineSize]) -> None:
        self.sizes = sizes
        self.rows: dict[etree._Element, int] = {}
        self.heading_rows: dict[etree._Element, list[etree._Element]] = {}

    def headings(self, table: etree._Element, row: etree._Element) -> int:
        """Return the height of the table's heading rows without `row` itself (twips)."""
        if table not in self.heading_rows:
            rows = table.iterchildren(f"{W}tr")
            self.heading_rows[table] = [each for each in rows if each.find(f"{W}trPr/{W}tblHeader") is not None]
        return sum(self.row(each) for each in self.heading_rows[table] if each is not row)

    def row(self, row: etree._Element) -> int:
        """Return the height of a row: that of its highest cell, or what it asks for (twips)."""
        if row not in self.rows:
            asked = row.find(f"{W}trPr/{W}trHeight")
            cells = [self.cell(cell) for cell in row.iterchildren(f"{W}tc")]
            self.rows[row] = max([_number(asked, "val") if asked is not None else 0, *cells])
        return self.rows[row]

    def cell(self, cell: etree._Element) -> int:
        """Return the height of a cell with the tables in it (twips)."""
        width = max(LEAST_ROOM, cell_width(cell) - CELL_MARGINS)
        tables = sum(self.row(row) for table in cell.iterchildren(f"{W}tbl") for row in table.iterchildren(f"{W}tr"))
        return CELL_PADDING + tables + sum(self.paragraph(each, width) for each in cell.iterchildren(f"{W}p"))

    def paragraph(self, paragraph: etree._Element, width: int) -> int:
        """Return the height of a paragraph in a cell that is so wide (twips)."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        size = self.sizes.get(str(style.get(VALUE)) if style is not None else "", self.sizes[""])
        largest = max((_number(each, "val") * 10 for each in paragraph.iterfind(f".//{W}rPr/{W}sz")), default=0)
        letters = max(size.letters, largest)
        room = max(NARROWEST, width - _indent(paragraph)) / letters
        text = "".join("\n" if each.tag == f"{W}br" else each.text or "" for each in paragraph.iter(f"{W}t", f"{W}br"))
        lines = sum(_count_lines(line, room) for line in text.split("\n"))
        return PARAGRAPH_GAP + lines * size.height * letters // size.letters


def _indent(paragraph: etree._Element) -> int:
    """Return how far a paragraph is set in (twips)."""
    indent, level = (paragraph.find(f"{W}pPr/{W}{name}") for name in ("ind", f"numPr/{W}ilvl"))
    if indent is not None:
        return max(_number(indent, "left"), _number(indent, "start"))
    return LIST_INDENT * (_number(level, "val") + 1) if level is not None else 0


def _count_lines(text: str, room: float) -> int:
    """Return about how many lines the text takes where so many ems have room."""
    lines, at = 1, 0.0
    for word in text.split():
        width = LETTER * len(word) if word.isascii() else sum(1 if each >= FIRST_WIDE else LETTER for each in word)
        if at and at + width > room:
            lines, at = lines + 1, 0.0
        # A word that is too long goes on in further lines.
        lines += int(width // room)
        at += width % room + LETTER
    return lines


def _number(element: etree._Element, name: str) -> int:
    """Return a whole number that an attribute gives, 0 where it gives none."""
    value = element.get(f"{W}{name}") or ""
    return int(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0
