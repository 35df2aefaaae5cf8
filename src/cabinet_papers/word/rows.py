"""Which rows of a table are kept on one page: those that are low enough to fit on any, with the headings above them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from lxml import etree

from cabinet_papers.word.column_widths import text_of
from cabinet_papers.word.grids import cell_room
from cabinet_papers.word.line_sizes import LineSize, read_number
from cabinet_papers.word.markup import W

# The most that is kept together: some fifteen lines of 12 point, and with its headings half of a page (twips).
# LibreOffice lets a higher row that may not be split run over the foot of the page, and does not print its rest.
HIGHEST, PAGE_HEIGHT = 15 * 276, 9_070
CELL_PADDING, PARAGRAPH_GAP, LIST_INDENT, NARROWEST = 120, 100, 454, 240
# How wide a letter is on average, in ems; Chinese ones, for instance, are as wide as they are high.
LETTER, FIRST_WIDE = 0.5, "\u2e80"
VALUE = f"{W}val"


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


def keep_last_rows_together(root: etree._Element, sizes: dict[str, LineSize]) -> None:
    """Keep the last row of a document with the one before it, if both are low: it is not alone on the last page.

    So is a short table, such as that of the report's author, kept with the paragraph before it.
    """
    measure = _Measure(sizes)
    for table in root.findall(f"{W}body/{W}tbl")[-1:]:
        if _are_low(measure, table.findall(f"{W}tr")):
            _keep_with_text_before(table)
        rows = [each for each in table.findall(f"{W}tr") if each.find(f"{W}trPr/{W}tblHeader") is None]
        if len(rows) > 2 and _are_low(measure, rows[-2:]):
            for paragraph in rows[-2].iterfind(f"{W}tc/{W}p"):
                _keep_with_next(paragraph)


def _are_low(measure: _Measure, rows: Iterable[etree._Element]) -> bool:
    """Whether rows are low enough together; of many only the first have to be measured."""
    return all(height <= HIGHEST for height in accumulate(map(measure.row, rows)))


def _keep_with_text_before(table: etree._Element) -> None:
    """Keep a table with the last paragraph above it that has words, and with the empty ones between."""
    for above in table.itersiblings(preceding=True):
        if above.tag != f"{W}p":
            return
        _keep_with_next(above)
        if text_of(above).strip():
            return


def _keep_with_next(paragraph: etree._Element) -> None:
    """Keep a paragraph on the page of the next one, in the order of 17.3.1.26."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{W}keepNext") is None:
        properties.insert(int(properties.find(f"{W}pStyle") is not None), etree.Element(f"{W}keepNext"))


def _page_height(root: etree._Element) -> int:
    """Return the height of the lowest page between its margins (twips)."""
    heights = []
    for section in root.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is not None and margins is not None:
            # A margin below nought holds where the header is higher.
            sides = sum(abs(read_number(margins, side)) for side in ("top", "bottom"))
            heights.append(read_number(size, "h") - sides)
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
            self.rows[row] = max([read_number(asked, "val") if asked is not None else 0, *cells])
        return self.rows[row]

    def cell(self, cell: etree._Element) -> int:
        """Return the height of a cell with the tables in it (twips)."""
        width = cell_room(cell)
        tables = sum(self.row(row) for table in cell.iterchildren(f"{W}tbl") for row in table.iterchildren(f"{W}tr"))
        return CELL_PADDING + tables + sum(self.paragraph(each, width) for each in cell.iterchildren(f"{W}p"))

    def paragraph(self, paragraph: etree._Element, width: int) -> int:
        """Return the height of a paragraph in a cell that is so wide (twips)."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        size = self.sizes.get(str(style.get(VALUE)) if style is not None else "", self.sizes[""])
        largest = max((read_number(each, "val") * 10 for each in paragraph.iterfind(f".//{W}rPr/{W}sz")), default=0)
        letters = max(size.letters, largest)
        room = max(NARROWEST, width - _indent(paragraph)) / letters
        text = "".join("\n" if each.tag == f"{W}br" else each.text or "" for each in paragraph.iter(f"{W}t", f"{W}br"))
        lines = sum(_count_lines(line, room) for line in text.split("\n"))
        return PARAGRAPH_GAP + lines * size.height * letters // size.letters


def _indent(paragraph: etree._Element) -> int:
    """Return how far a paragraph is set in (twips)."""
    indent, level = (paragraph.find(f"{W}pPr/{W}{name}") for name in ("ind", f"numPr/{W}ilvl"))
    if indent is not None:
        return max(read_number(indent, "left"), read_number(indent, "start"))
    return LIST_INDENT * (read_number(level, "val") + 1) if level is not None else 0


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
