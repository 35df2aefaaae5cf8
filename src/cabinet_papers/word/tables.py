"""Mends what filling a template leaves behind in its tables."""

from __future__ import annotations

from itertools import zip_longest

from lxml import etree

from cabinet_papers.word.markup import W, read_twips

# How much narrower than the template draws it a table may be set before the page is turned.
SQUEEZE = 0.95
# By how much the cells of a table that nothing was done to may differ from its grid.
SLACK = 0.05
CELL_MARGINS, MARGINS, A4_TEXT_WIDTH, LEAST_ROOM = 216, 190, 9_638, 600
# Below this width a column has less room around its letters: so much on each side.
NARROW, NARROW_MARGIN = 500, 28
# Room beyond the longest words, for each unit of text, so that a small table stays small.
SPARE = 160
# Widths of Arial's letters in ems, roughly; any other letter is about as wide as a digit.
LETTERS = (("ijl.,;:'|!I", 0.25), ("frt()[]-/ ", 0.33), ("mwMW%", 0.86), ("ABCDEFGHJKLNOPQRSTUVXYZ&–", 0.7))


def mend_tables(root: etree._Element) -> None:
    """Give each table a grid column for each cell, and each cell a paragraph to end in.

    A loop over columns changes the number of cells but not the grid; a loop over paragraphs may leave none
    (ECMA-376, 17.4.48 tblGrid and 17.4.65 tc: a cell's last child is a paragraph).
    """
    _mend_grids(root)
    for table in [each for each in root.iter(f"{W}tbl") if _has_no_columns(each)]:
        lay_out(table, _room_for(table))
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")


def _mend_grids(root: etree._Element) -> None:
    """Mend the grids that were lost, on a page turned on its side where a table would be too narrow otherwise."""
    tables = [table for table in root.iter(f"{W}tbl") if _has_lost_its_grid(table)]
    if any(sum(_first_row_widths(table)) * SQUEEZE > _table_width(table) for table in tables):
        _turn_page(root)
    for table in tables:
        mend_grid(table, _table_width(table))


def mend_grid(table: etree._Element, width: int) -> None:
    """Make the grid fit the cells of the table's own rows, in the proportions the template gives them."""
    row = table.find(f"{W}tr")
    columns = len(row.findall(f"{W}tc")) if row is not None else 0
    wanted = _first_row_widths(table) or [1] * columns
    _set_widths(table, [width * each // (sum(wanted) or 1) for each in wanted])


def lay_out(table: etree._Element, width: int) -> None:
    """Give a table made from prose its columns: room for the longest word first, the rest by the amount of text."""
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    columns = [[_text(cell) for cell in column if cell is not None] for column in zip_longest(*rows)]
    least = [_least_width(texts, width if len(columns) == 1 else width // 2) for texts in columns]
    widths = _share_out(width, columns, least)
    _set_widths(table, widths)
    _state_width(table.find(f"{W}tblPr/{W}tblW"), sum(widths))
    if sum(least) > width and min(widths) < NARROW:
        _narrow_margins(table)


def _narrow_margins(table: etree._Element) -> None:
    """Leave the columns of a table more room for their letters, at the place that 17.4.59 gives it."""
    layout = table.find(f"{W}tblPr/{W}tblLayout")
    if layout is not None:
        margins = etree.Element(f"{W}tblCellMar")
        for side in ("left", "right"):
            etree.SubElement(margins, f"{W}{side}", {f"{W}w": str(NARROW_MARGIN), f"{W}type": "dxa"})
        layout.addnext(margins)


def _share_out(width: int, columns: list[list[str]], least: list[int]) -> list[int]:
    """Return a width for each column with these texts: `least` that of its longest word, if there is room for all."""
    if sum(least) >= width:
        return _share_evenly(width, least)
    # A long text wants more room than a short one, but not in proportion: it may take more lines.
    wanted = [max(map(len, texts)) ** 0.7 + 1 for texts in columns]
    rest = min(width - sum(least), int(sum(wanted) * SPARE))
    return [low + int(rest * share / sum(wanted)) for low, share in zip(least, wanted, strict=True)]


def _least_width(texts: list[str], most: int) -> int:
    """Return the width that the longest word of a column needs, or `most`: what is longer is an address, and breaks."""
    return min(most, max(_word_width(word) for text in texts for word in (text.split() or [""])))


def _share_evenly(width: int, wanted: list[int]) -> list[int]:
    """Return the width that each column wants, but no more than the others can have too."""
    widths = list(wanted)
    for left, column in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        widths[column] = min(wanted[column], width // left)
        width -= widths[column]
    return widths


def _text(cell: etree._Element) -> str:
    return " ".join(text.text or "" for text in cell.iter(f"{W}t"))


def _word_width(word: str) -> int:
    """Return about how wide the word is in bold 11 point Arial, with the margins of its cell (twips)."""
    ems = sum(next((width for letters, width in LETTERS if letter in letters), 0.57) for letter in word)
    return MARGINS + int(ems * 220 * 1.07)


def _room_for(table: etree._Element) -> int:
    """Return the width between the margins of the cell or page that the table is in."""
    cell = next(table.iterancestors(f"{W}tc"), None)
    if cell is not None:
        return max(LEAST_ROOM, cell_width(cell) - CELL_MARGINS)
    root = table.getroottree().getroot()
    size, margins = (root.find(f"{W}body/{W}sectPr/{W}{name}") for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return A4_TEXT_WIDTH
    return _width(size) - sum(read_twips(margins.get(f"{W}{side}")) for side in ("left", "right"))


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


def _turn_page(root: etree._Element) -> None:
    """Lay upright pages on their side, and widen the tables that stand on them by as much."""
    for size in root.iterfind(f"{W}body/{W}sectPr/{W}pgSz"):
        width, height = _width(size), read_twips(size.get(f"{W}h"))
        if width >= height:
            return
        size.set(f"{W}w", str(height))
        size.set(f"{W}h", str(width))
        size.set(f"{W}orient", "landscape")
        for table in root.iterfind(f"{W}body/{W}tbl"):
            stated = table.find(f"{W}tblPr/{W}tblW")
            if stated is not None and stated.get(f"{W}type") == "dxa":
                stated.set(f"{W}w", str(_width(stated) + height - width))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val") or 1) if span is not None else 1


def _width(element: etree._Element | None) -> int:
    """Return a width in twips; 0 where there is none, or it is stated in per cent or left to Word."""
    is_stated = element is not None and element.get(f"{W}type", "dxa") == "dxa"
    return max(0, read_twips(element.get(f"{W}w"))) if element is not None and is_stated else 0
