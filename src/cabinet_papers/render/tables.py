"""Mends what filling a template leaves behind in its tables."""

from __future__ import annotations

from lxml import etree

from cabinet_papers.render.package import W

# How much narrower than the template draws it a table may be set before the page is turned.
SQUEEZE = 0.95


def mend_tables(root: etree._Element) -> None:
    """Give each table a grid column for each cell, and each cell a paragraph to end in.

    A loop over columns changes the number of cells but not the grid; a loop over paragraphs may leave none
    (ECMA-376, 17.4.48 tblGrid and 17.4.65 tc: a cell's last child is a paragraph).
    """
    tables = [table for table in root.iter(f"{W}tbl") if _has_lost_its_grid(table)]
    if any(sum(_first_row_widths(table)) * SQUEEZE > _table_width(table) for table in tables):
        _turn_page(root)
    for table in tables:
        mend_grid(table, _table_width(table))
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")


def mend_grid(table: etree._Element, width: int) -> None:
    """Make the grid fit the cells of the table's own rows, in the proportions the template gives them."""
    wanted = _first_row_widths(table)
    widths = [width * each // (sum(wanted) or 1) for each in wanted]
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    for column in list(grid):
        grid.remove(column)
    for each in widths:
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(each))
    for row in table.findall(f"{W}tr"):
        for cell, each in zip(row.findall(f"{W}tc"), widths, strict=False):
            stated = cell.find(f"{W}tcPr/{W}tcW")
            if stated is not None:
                stated.set(f"{W}w", str(each))


def _has_lost_its_grid(table: etree._Element) -> bool:
    """Whether the table has as many cells in each row, but another number of grid columns."""
    columns = {sum(map(_span, row.findall(f"{W}tc"))) for row in table.findall(f"{W}tr")}
    return len(columns) == 1 and columns != {len(table.findall(f"{W}tblGrid/{W}gridCol"))}


def _first_row_widths(table: etree._Element) -> list[int]:
    row = table.find(f"{W}tr")
    return [_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in row.findall(f"{W}tc")] if row is not None else []


def _table_width(table: etree._Element) -> int:
    """Return the width that the table states for itself, or else that of its grid (twips)."""
    stated = table.find(f"{W}tblPr/{W}tblW")
    if stated is not None and stated.get(f"{W}type") == "dxa":
        return _width(stated)
    return sum(map(_width, table.findall(f"{W}tblGrid/{W}gridCol")))


def _turn_page(root: etree._Element) -> None:
    """Lay upright pages on their side, and widen the tables that stand on them by as much."""
    for size in root.iterfind(f"{W}body/{W}sectPr/{W}pgSz"):
        width, height = _width(size), int(size.get(f"{W}h") or 0)
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
    return int(float(element.get(f"{W}w") or 0)) if element is not None else 0
