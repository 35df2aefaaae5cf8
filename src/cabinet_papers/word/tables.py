"""Puts right what filling a template leaves in its tables."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.word.column_widths import Fit, fit_columns, read_columns, read_letters, text_of
from cabinet_papers.word.grids import (
    A4_TEXT_WIDTH,
    cell_room,
    has_lost_its_grid,
    has_no_columns,
    is_inside,
    read_width,
    rebuild_grids,
    set_widths,
    state_width,
    turn_page,
    widen_around,
)
from cabinet_papers.word.line_sizes import LineSize
from cabinet_papers.word.markup import W, read_twips

# The room below a table that ends a cell (twips), and what follows a cell's margins among its properties (17.4.69).
BELOW_TABLE, AFTER_MARGINS = 80, ("textDirection", "tcFitText", "vAlign", "hideMark")


class TooWide(NamedTuple):
    """A table whose words are broken although everything was tried.

    `headings` are the words of its first row, of which so many are `fitting` from the left.
    """

    headings: tuple[str, ...]
    fitting: int


class Fitted(NamedTuple):
    """What was done to the tables of a part: by how much its page was widened (twips), and which are too wide.

    `whole` are the tables made from prose that have room for all of their words.
    """

    widened: int
    too_wide: list[TooWide]
    whole: set[etree._Element]


def fit_tables(root: etree._Element, sizes: dict[str, LineSize], margin: int) -> Fitted:
    """Give each table a grid column for each cell, and each cell a paragraph to end in.

    A loop over columns changes the number of cells but not the grid; a loop over paragraphs may leave none
    (ECMA-376, 17.4.48 tblGrid and 17.4.65 tc: a cell's last child is a paragraph). `sizes` is given by style, "" for
    none; `margin` is that beside the words of a table made from prose.
    """
    lost = list(filter(has_lost_its_grid, root.iter(f"{W}tbl")))
    made = list(filter(has_no_columns, root.iter(f"{W}tbl")))
    widened = rebuild_grids(root, lost, sizes)
    fits = [_fit(table, sizes, margin) for table in made]
    crowded = [table for table, fit in zip(made, fits, strict=True) if not fit.is_whole and is_inside(table, lost)]
    if crowded and not widened:
        widened = turn_page(root)
        widen_around(crowded, lost, widened)
        fits = [_fit(table, sizes, margin) for table in made]
    too_wide, whole = list[TooWide](), set[etree._Element]()
    for table, fit in zip(made, fits, strict=True):
        _lay_out(table, fit)
        if fit.is_whole:
            whole.add(table)
        else:
            too_wide.append(TooWide(_headings(table), fit.fitting))
    _end_cells(root)
    return Fitted(widened, too_wide, whole)


def _end_cells(root: etree._Element) -> None:
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")


def _fit(table: etree._Element, sizes: dict[str, LineSize], margin: int) -> Fit:
    """Return how a table made from prose fits into its room."""
    columns = read_columns(table, sizes, bold_heading=True)
    return fit_columns(columns, _room_for(table), read_letters(table, sizes), margin)


def _lay_out(table: etree._Element, fit: Fit) -> None:
    """Give a table made from prose its columns, and the sizes in which it fits."""
    set_widths(table, fit.widths)
    state_width(table.find(f"{W}tblPr/{W}tblW"), sum(fit.widths))
    if fit.margin:
        _set_margins(table, fit.margin)
    if fit.letters:
        for run in table.iter(f"{W}r"):
            _set_size(run, fit.letters // 10)
    _leave_room_below(table)


def _leave_room_below(table: etree._Element) -> None:
    """Keep the rule of the cell around off a table that ends it: the empty paragraph below takes no room there."""
    cell, below = table.getparent(), table.getnext()
    is_last = below is None or (below.getnext() is None and not text_of(below))
    properties = cell.find(f"{W}tcPr") if cell is not None and cell.tag == f"{W}tc" else None
    if is_last and properties is not None and properties.find(f"{W}tcMar") is None:
        margins = etree.Element(f"{W}tcMar")
        etree.SubElement(margins, f"{W}bottom", {f"{W}w": str(BELOW_TABLE), f"{W}type": "dxa"})
        later = (each for each in properties if etree.QName(each).localname in AFTER_MARGINS)
        if (first := next(later, None)) is not None:
            first.addprevious(margins)
        else:
            properties.append(margins)


def _set_margins(table: etree._Element, margin: int) -> None:
    """Set the margins beside the letters of each cell, at the place that 17.4.59 gives them."""
    layout = table.find(f"{W}tblPr/{W}tblLayout")
    if layout is not None:
        margins = etree.Element(f"{W}tblCellMar")
        for side in ("left", "right"):
            etree.SubElement(margins, f"{W}{side}", {f"{W}w": str(margin), f"{W}type": "dxa"})
        layout.addnext(margins)


def _set_size(run: etree._Element, half_points: int) -> None:
    """Set the size of a run's letters; 17.3.2.28 has it before their place above or below the line."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    script = properties.find(f"{W}vertAlign")
    for name in ("sz", "szCs"):
        size = etree.Element(f"{W}{name}", {f"{W}val": str(half_points)})
        if script is not None:
            script.addprevious(size)
        else:
            properties.append(size)


def _headings(table: etree._Element) -> tuple[str, ...]:
    """Return the words of the first row."""
    row = table.find(f"{W}tr")
    cells = row.findall(f"{W}tc") if row is not None else []
    return tuple(" ".join(text_of(each) for each in cell.iterchildren(f"{W}p")) for cell in cells)


def _room_for(table: etree._Element) -> int:
    """Return the width between the margins of the cell or page that the table is in."""
    cell = next(table.iterancestors(f"{W}tc"), None)
    if cell is not None:
        return cell_room(cell)
    root = table.getroottree().getroot()
    size, margins = (root.find(f"{W}body/{W}sectPr/{W}{name}") for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return A4_TEXT_WIDTH
    return read_width(size) - sum(read_twips(margins.get(f"{W}{side}")) for side in ("left", "right"))
