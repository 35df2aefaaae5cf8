"""Mends what filling a template leaves behind in its tables."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cabinet_papers.word.column_widths import (
    ROUNDING,
    Fit,
    fit_columns,
    read_columns,
    size_of,
    text_of,
    widen_for_words,
)
from cabinet_papers.word.line_sizes import LineSize
from cabinet_papers.word.markup import W, read_twips

# How much narrower than the template draws it a table may be set before the page is turned.
SQUEEZE = 0.95
# By how much the cells of a table that nothing was done to may differ from its grid.
SLACK = 0.05
# The room below a table that ends a cell (twips), and what follows a cell's margins among its properties (17.4.69).
BELOW_TABLE, AFTER_MARGINS = 80, ("textDirection", "tcFitText", "vAlign", "hideMark")
CELL_MARGINS, A4_TEXT_WIDTH, LEAST_ROOM = 216, 9_638, 600


class TooWide(NamedTuple):
    """A table whose words are broken although everything was tried.

    `headings` are the words of its first row, of which so many are `fitting` from the left.
    """

    headings: tuple[str, ...]
    fitting: int


class Mended(NamedTuple):
    """What was done to the tables of a part: by how much its page was widened (twips), and which are too wide.

    `whole` are the tables made from prose that have room for all of their words.
    """

    widened: int
    too_wide: list[TooWide]
    whole: list[etree._Element]


def mend_tables(root: etree._Element, sizes: dict[str, LineSize], margin: int) -> Mended:
    """Give each table a grid column for each cell, and each cell a paragraph to end in.

    A loop over columns changes the number of cells but not the grid; a loop over paragraphs may leave none
    (ECMA-376, 17.4.48 tblGrid and 17.4.65 tc: a cell's last child is a paragraph). `sizes` is given by style, "" for
    none; `margin` is that beside the words of a table made from prose.
    """
    tables = list(root.iter(f"{W}tbl"))
    lost = [each for each in tables if _has_lost_its_grid(each)]
    made = [each for each in tables if _has_no_columns(each)]
    widened = _mend_grids(root, lost, sizes)
    fits = [_fit(table, sizes, margin) for table in made]
    crowded = [table for table, fit in zip(made, fits, strict=True) if not fit.is_whole and _is_inside(table, lost)]
    if crowded and not widened and (widened := _turn_page(root)):
        _widen_around(crowded, lost, widened)
        fits = [_fit(table, sizes, margin) for table in made]
    for table, fit in zip(made, fits, strict=True):
        _lay_out(table, fit)
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")
    fitted = list(zip(made, fits, strict=True))
    too_wide = [TooWide(_headings(table), fit.fitting) for table, fit in fitted if not fit.is_whole]
    return Mended(widened, too_wide, [table for table, fit in fitted if fit.is_whole])


def _mend_grids(root: etree._Element, lost: list[etree._Element], sizes: dict[str, LineSize]) -> int:
    """Mend the grids that were lost, on a page turned on its side where a table would be too narrow otherwise.

    Returns by how much the page was widened.
    """
    is_narrow = any(sum(_first_row_widths(table)) * SQUEEZE > _table_width(table) for table in lost)
    widened = _turn_page(root) if is_narrow else 0
    for table in lost:
        mend_grid(table, _table_width(table), sizes)
    return widened


def mend_grid(table: etree._Element, width: int, sizes: dict[str, LineSize]) -> None:
    """Make the grid fit the cells of the table's own rows, in the proportions the template gives them.

    But no word is broken where other columns have room for it.
    """
    row = table.find(f"{W}tr")
    columns = len(row.findall(f"{W}tc")) if row is not None else 0
    wanted = _first_row_widths(table) or [1] * columns
    least = [int(each.least(1, 0)) + CELL_MARGINS + ROUNDING for each in read_columns(table, sizes)]
    _set_widths(table, widen_for_words([width * each // (sum(wanted) or 1) for each in wanted], least))


def _widen_around(crowded: list[etree._Element], lost: list[etree._Element], widened: int) -> None:
    """Give the room of a turned page to the columns with crowded tables; the others are as wide as they were."""
    places = {(_columns_of(row), at) for row, at in map(_place_of, crowded)}
    for table in lost:
        grid = [_width(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        # Tables of the same columns look alike, whether or not there are tables in them.
        holding = [at for columns, at in places if columns == len(grid)]
        stated = table.find(f"{W}tblPr/{W}tblW")
        if holding:
            widths = [each + widened // len(holding) * (at in holding) for at, each in enumerate(grid)]
            _set_widths(table, widths)
            _state_width(stated, sum(widths))
        else:
            _state_width(stated, sum(grid))


def _place_of(table: etree._Element) -> tuple[etree._Element, int]:
    """Return the row that a table is in, and at which of its cells."""
    cell = next(table.iterancestors(f"{W}tc"))
    row = next(cell.iterancestors(f"{W}tr"))
    return row, row.findall(f"{W}tc").index(cell)


def _columns_of(row: etree._Element) -> int:
    return sum(map(_span, row.findall(f"{W}tc")))


def _is_inside(table: etree._Element, others: list[etree._Element]) -> bool:
    """Whether the table stands in a cell of one of the others."""
    return next(table.iterancestors(f"{W}tbl"), None) in others


def _fit(table: etree._Element, sizes: dict[str, LineSize], margin: int) -> Fit:
    """Return how a table made from prose fits into its room."""
    first = table.find(f"{W}tr/{W}tc/{W}p")
    letters = size_of(first, sizes).letters if first is not None else sizes[""].letters
    return fit_columns(read_columns(table, sizes, bold_heading=True), _room_for(table), letters, margin)


def _lay_out(table: etree._Element, fit: Fit) -> None:
    """Give a table made from prose its columns, and the sizes in which it fits."""
    _set_widths(table, fit.widths)
    _state_width(table.find(f"{W}tblPr/{W}tblW"), sum(fit.widths))
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
    return _width(size) - sum(read_twips(margins.get(f"{W}{side}")) for side in ("left", "right"))


def cell_room(cell: etree._Element) -> int:
    """Return the width between the margins of a cell."""
    return max(LEAST_ROOM, cell_width(cell) - CELL_MARGINS)


def cell_width(cell: etree._Element) -> int:
    """Return the width of a cell: what it states, else its column of the grid, else an equal share of the page."""
    if width := _width(cell.find(f"{W}tcPr/{W}tcW")):
        return width
    row, table = (next(cell.iterancestors(f"{W}{tag}"), cell) for tag in ("tr", "tbl"))
    cells = list(row.iterchildren(f"{W}tc"))
    grid = [_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if cell in cells and len(grid) == len(cells) and grid[cells.index(cell)]:
        return grid[cells.index(cell)]
    return A4_TEXT_WIDTH // max(1, len(cells))


def _set_widths(table: etree._Element, widths: list[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    for column in list(grid):
        grid.remove(column)
    for each in widths:
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(each))
    for row in table.findall(f"{W}tr"):
        for cell, each in zip(row.findall(f"{W}tc"), widths, strict=False):
            _state_width(cell.find(f"{W}tcPr/{W}tcW"), each)


def _state_width(stated: etree._Element | None, width: int) -> None:
    if stated is not None:
        stated.set(f"{W}w", str(width))
        stated.set(f"{W}type", "dxa")


def _has_no_columns(table: etree._Element) -> bool:
    """Whether the table has cells, but its grid has no columns."""
    return table.find(f"{W}tblGrid/{W}gridCol") is None and table.find(f"{W}tr/{W}tc") is not None


def _has_lost_its_grid(table: etree._Element) -> bool:
    """Whether each row has as many cells, but the grid has other columns: in number, or in their widths."""
    columns = {sum(map(_span, row.findall(f"{W}tc"))) for row in table.findall(f"{W}tr")}
    grid = [_width(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if len(columns) != 1 or not grid:
        return False
    wanted = _first_row_widths(table)
    return columns != {len(grid)} or (len(wanted) == len(grid) and abs(sum(wanted) - sum(grid)) > sum(grid) * SLACK)


def _first_row_widths(table: etree._Element) -> list[int]:
    """Return the widths that the cells of the first row ask for; none where they leave it to Word."""
    row = table.find(f"{W}tr")
    widths = [_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in row.findall(f"{W}tc")] if row is not None else []
    return widths if all(widths) else []


def _table_width(table: etree._Element) -> int:
    """Return the width that the table states for itself, or else that of its grid (twips)."""
    stated = table.find(f"{W}tblPr/{W}tblW")
    if stated is not None and stated.get(f"{W}type") == "dxa":
        return _width(stated)
    return sum(map(_width, table.findall(f"{W}tblGrid/{W}gridCol")))


def _turn_page(root: etree._Element) -> int:
    """Lay upright pages on their side, and widen the tables that stand on them by as much, which is returned."""
    widened = 0
    for size in root.iterfind(f"{W}body/{W}sectPr/{W}pgSz"):
        width, height = _width(size), read_twips(size.get(f"{W}h"))
        if width >= height:
            continue
        size.set(f"{W}w", str(height))
        size.set(f"{W}h", str(width))
        size.set(f"{W}orient", "landscape")
        widened = height - width
        for table in root.iterfind(f"{W}body/{W}tbl"):
            stated = table.find(f"{W}tblPr/{W}tblW")
            if stated is not None and stated.get(f"{W}type") == "dxa":
                stated.set(f"{W}w", str(_width(stated) + widened))
    return widened


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val") or 1) if span is not None else 1


def _width(element: etree._Element | None) -> int:
    """Return a width in twips; 0 where there is none, or it is stated in per cent or left to Word."""
    is_stated = element is not None and element.get(f"{W}type", "dxa") == "dxa"
    return max(0, read_twips(element.get(f"{W}w"))) if element is not None and is_stated else 0
