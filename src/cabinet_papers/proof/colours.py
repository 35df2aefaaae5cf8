"""The colours of the words of a finished document and of what is behind them, and their contrast (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.colours import BLACK, WHITE, read_colour
from cabinet_papers.finished.styles import OFF, StyleSheet, is_on, value_of
from cabinet_papers.finished.word_file import W

FILL = f"{W}fill"
COLOUR, SHADE, HIGHLIGHT, SIZE, BOLD = (f"{W}rPr/{W}{name}" for name in ("color", "shd", "highlight", "sz", "b"))
# The colours of a highlighter (17.18.40).
HIGHLIGHTS = {
    "black": BLACK, "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": WHITE, "yellow": "FFFF00",
}  # fmt: skip
# From so large on a lower contrast is enough: 18 point, or 14 bold (half points); Word's size where no size is given.
LARGE, LARGE_BOLD, USUAL_SIZE = 36, 28, 20
# What colours words or what is behind them.
COLOURING = tuple(f"{W}{name}" for name in ("color", "shd", "highlight"))


class Colours(NamedTuple):
    """The colours of words and of what is behind them (RRGGBB), and whether the words are large."""

    text: str
    ground: str
    is_large: bool


def find_coloured(document: Blocks) -> Iterator[tuple[etree._Element, Colours]]:
    """Yield the runs of paragraphs in which something may not be black on white."""
    looks = _Looks(document.sheet)
    for paragraph in dict.fromkeys(_find_paragraphs(document)):
        ground = looks.ground_of(paragraph)
        for run in paragraph.iter(f"{W}r"):
            yield run, looks.read(run, paragraph, ground)


def _find_paragraphs(document: Blocks) -> Iterator[etree._Element]:
    """Yield paragraphs that something colours: a style, something in them, or what they are in; some several times."""
    sheet = document.sheet
    colouring = {ref for ref, each in sheet.by_ref.items() if any(True for style in sheet.chain(ref) for _ in
                 style.iter(*COLOURING))}  # fmt: skip
    yield from (each.element for each in document.blocks if each.named in colouring)
    coloured = list(document.body.iter(*COLOURING))
    styled = (each for each in document.body.iter(f"{W}rStyle") if value_of(each) in colouring)
    yield from (paragraph for each in (*coloured, *styled) for paragraph in each.iterancestors(f"{W}p"))
    yield from _find_within(coloured, f"{W}tc")
    tables = (each for each in document.body.iter(f"{W}tblStyle") if value_of(each) in colouring)
    yield from _find_within(tables, f"{W}tbl")


def _find_within(elements: Iterable[etree._Element], tag: str) -> Iterator[etree._Element]:
    """Yield the paragraphs of all that has this tag around one of the elements."""
    for around in dict.fromkeys(around for each in elements for around in each.iterancestors(tag)):
        yield from around.iter(f"{W}p")


class _Looks:
    """What the styles say of colours and sizes."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.sheet = sheet
        # Looked up once for each table, which may have many cells.
        self.tables: dict[etree._Element, tuple[str | None, bool]] = {}

    def read(self, run: etree._Element, paragraph: etree._Element, ground: str) -> Colours:
        """Return the colours of a run; `ground` is what is behind its paragraph."""
        highlight = value_of(run.find(HIGHLIGHT))
        shade = _fill_of(self.find(run, paragraph, SHADE))
        behind = HIGHLIGHTS.get(highlight or "") or shade or ground
        size = value_of(self.find(run, paragraph, SIZE)) or ""
        large = LARGE_BOLD if is_on(self.find(run, paragraph, BOLD)) else LARGE
        is_large = (int(size) if size.isdigit() else USUAL_SIZE) >= large
        return Colours(read_colour(value_of(self.find(run, paragraph, COLOUR))) or BLACK, behind, is_large)

    def find(self, run: etree._Element, paragraph: etree._Element, path: str) -> etree._Element | None:
        """Return what a run says itself, by its style, or by its paragraph's."""
        own = run.find(path)
        if own is not None:
            return own
        named = value_of(run.find(f"{W}rPr/{W}rStyle"))
        found = self.sheet.find(named, path) if named else None
        return found if found is not None else self.sheet.find(self.sheet.style_of(paragraph), path)

    def ground_of(self, paragraph: etree._Element) -> str:
        """Return the colour behind a paragraph: its own, its style's, or that of the cells around it."""
        of_style = self.sheet.find(self.sheet.style_of(paragraph), f"{W}pPr/{W}shd")
        shades = [_fill_of(paragraph.find(f"{W}pPr/{W}shd")), _fill_of(of_style)]
        for cell in paragraph.iterancestors(f"{W}tc"):
            shades += [_fill_of(cell.find(f"{W}tcPr/{W}shd")), self.shade_of_table(cell)]
        return next(filter(None, shades), WHITE)

    def shade_of_table(self, cell: etree._Element) -> str:
        """Return the colour that the style of its table gives a cell, "" for none (17.7.6)."""
        row = next(cell.iterancestors(f"{W}tr"))
        style, has_first_row = self.style_of_table(next(row.iterancestors(f"{W}tbl")))
        is_first = has_first_row and next(row.itersiblings(f"{W}tr", preceding=True), None) is None
        for each in self.sheet.chain(style):
            for part in each.iterfind(f"{W}tblStylePr"):
                shade = _fill_of(part.find(f"{W}tcPr/{W}shd"))
                if shade and is_first and part.get(f"{W}type") == "firstRow":
                    return shade
            if shade := _fill_of(each.find(f"{W}tcPr/{W}shd")):
                return shade
        return ""

    def style_of_table(self, table: etree._Element) -> tuple[str | None, bool]:
        """Return the style of a table, and whether its first row looks as the style says for it."""
        if table not in self.tables:
            look = table.find(f"{W}tblPr/{W}tblLook")
            has_first_row = look is None or look.get(f"{W}firstRow", "1") not in OFF
            self.tables[table] = value_of(table.find(f"{W}tblPr/{W}tblStyle")), has_first_row
        return self.tables[table]


def _fill_of(shade: etree._Element | None) -> str:
    """Return the colour of a shading, "" where it has none."""
    return read_colour(shade.get(FILL)) if shade is not None else ""
