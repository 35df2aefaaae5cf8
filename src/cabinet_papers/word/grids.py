"""The grids of tables: their columns, as a template draws them and as filling it leaves them, and the page around."""

from __future__ import annotations

from lxml import etree

from cabinet_papers.word.column_widths import (
    ROUNDING,
    balance,
    find_narrowest,
    join_columns,
    read_columns,
    read_letters,
    widen_for_words,
)
from cabinet_papers.word.line_sizes import LineSize
from cabinet_papers.word.markup import W, read_twips

# How much narrower than the template draws it a table may be set before the page is turned.
SQUEEZE = 0.95
# By how much the cells of a table that nothing was done to may differ from its grid.
SLACK = 0.05
CELL_MARGINS, A4_TEXT_WIDTH, LEAST_ROOM = 216, 9_638, 600


def rebuild_grids(root: etree._Element, lost: list[etree._Element], sizes: dict[str, LineSize]) -> int:
    """Give each table that lost its grid a new one; where a table would be too narrow, turn the page on its side.

    Returns by how much the page was widened.
    """
    # A council's own columns have no width in the template.
    has_own = any(len(_state_columns(table)) > len(table.findall(f"{W}tblGrid/{W}gridCol")) for table in lost)
    is_narrow = any(sum(_first_row_widths(table)) * SQUEEZE > _table_width(table) for table in lost)
    widened = turn_page(root) if is_narrow else 0
    for alike in _group(lost):
        _rebuild_alike(alike, sizes, by_words=bool(widened) or has_own)
    return widened


def _group(tables: list[etree._Element]) -> list[list[etree._Element]]:
    """Return the tables in groups of those that the template draws alike, as in a loop over topics."""
    groups: dict[tuple[int, ...], list[etree._Element]] = {}
    for table in tables:
        groups.setdefault((_table_width(table), *_state_columns(table)), []).append(table)
    return list(groups.values())


def _rebuild_alike(tables: list[etree._Element], sizes: dict[str, LineSize], *, by_words: bool) -> None:
    """Make the grids of tables that are alike fit their cells, in the proportions the template gives them.

    But no word is broken where other columns have room for it. `by_words` the amount of words has a say beside the
    template, and so have tables in cells.
    """
    width, stated = _table_width(tables[0]), _state_columns(tables[0])
    wanted = [width * each // (sum(stated) or 1) for each in stated]
    columns = join_columns([read_columns(table, sizes) for table in tables])
    least = [int(each.least(1, 0)) + CELL_MARGINS + ROUNDING for each in columns]
    if by_words and len(wanted) == len(columns):
        spare = max(0, width - sum(least))
        inner = map(max, zip(*(_find_narrowest(table, sizes, len(columns)) for table in tables), strict=True))
        least = [max(low, min(each, low + spare)) for low, each in zip(least, inner, strict=True)]
        wanted = balance(wanted, least, columns)
    for table in tables:
        set_widths(table, widen_for_words(wanted, least))


def _state_columns(table: etree._Element) -> list[int]:
    """Return the widths that the cells of the first row ask for, or the same for each."""
    row = table.find(f"{W}tr")
    return _first_row_widths(table) or [1] * (len(row.findall(f"{W}tc")) if row is not None else 0)


def _find_narrowest(table: etree._Element, sizes: dict[str, LineSize], count: int) -> list[int]:
    """Return the room that each column needs for the tables in its cells."""
    narrowest = [0] * count
    for row in table.findall(f"{W}tr"):
        for at, cell in enumerate(row.findall(f"{W}tc")):
            for inner in filter(has_no_columns, cell.findall(f"{W}tbl")):
                columns = read_columns(inner, sizes, bold_heading=True)
                narrowest[at] = max(narrowest[at], find_narrowest(columns, read_letters(inner, sizes)) + CELL_MARGINS)
    return narrowest


def widen_around(crowded: list[etree._Element], lost: list[etree._Element], widened: int) -> None:
    """Give the room of a turned page to the columns with crowded tables; the others are as wide as they were."""
    places = {(_columns_of(row), at) for row, at in map(_place_of, crowded)}
    for table in lost:
        grid = [read_width(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        # Tables of the same columns look alike, whether or not there are tables in them.
        holding = [at for columns, at in places if columns == len(grid)]
        stated = table.find(f"{W}tblPr/{W}tblW")
        if holding:
            widths = [each + widened // len(holding) * (at in holding) for at, each in enumerate(grid)]
            set_widths(table, widths)
            state_width(stated, sum(widths))
        else:
            state_width(stated, sum(grid))


def _place_of(table: etree._Element) -> tuple[etree._Element, int]:
    """Return the row that a table is in, and at which of its cells."""
    cell = next(table.iterancestors(f"{W}tc"))
    row = next(cell.iterancestors(f"{W}tr"))
    return row, row.findall(f"{W}tc").index(cell)


def _columns_of(row: etree._Element) -> int:
    return sum(map(_span, row.findall(f"{W}tc")))


def is_inside(table: etree._Element, others: list[etree._Element]) -> bool:
    """Whether the table is in a cell of one of the others."""
    return next(table.iterancestors(f"{W}tbl"), None) in others


def cell_room(cell: etree._Element) -> int:
    """Return the width between the margins of a cell."""
    return max(LEAST_ROOM, cell_width(cell) - CELL_MARGINS)


def cell_width(cell: etree._Element) -> int:
    """Return the width of a cell: what it states, else its column of the grid, else an equal share of the page."""
    if width := read_width(cell.find(f"{W}tcPr/{W}tcW")):
        return width
    row, table = (next(cell.iterancestors(f"{W}{tag}"), cell) for tag in ("tr", "tbl"))
    cells = list(row.iterchildren(f"{W}tc"))
    grid = [read_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if cell in cells and len(grid) == len(cells) and grid[cells.index(cell)]:
        return grid[cells.index(cell)]
    return A4_TEXT_WIDTH // max(1, len(cells))


def set_widths(table: etree._Element, widths: list[int]) -> None:
    """Give the table's grid these columns, and the cells of each row their widths."""
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    for column in list(grid):
        grid.remove(column)
    for each in widths:
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(each))
    for row in table.findall(f"{W}tr"):
        for cell, each in zip(row.findall(f"{W}tc"), widths, strict=False):
            state_width(cell.find(f"{W}tcPr/{W}tcW"), each)


def state_width(stated: etree._Element | None, width: int) -> None:
    """Write a width (twips) where one is stated."""
    if stated is not None:
        stated.set(f"{W}w", str(width))
        stated.set(f"{W}type", "dxa")


def has_no_columns(table: etree._Element) -> bool:
    """Whether the table has cells, but its grid has no columns."""
    return table.find(f"{W}tblGrid/{W}gridCol") is None and table.find(f"{W}tr/{W}tc") is not None


def has_lost_its_grid(table: etree._Element) -> bool:
    """Whether each row has as many cells, but the grid has other columns: in number, or in their widths."""
    # Hardly a table has cells over several columns.
    span = len if table.find(f".//{W}gridSpan") is None else _count_columns
    columns = {span(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")}
    grid = [read_width(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if len(columns) != 1 or not grid:
        return False
    wanted = _first_row_widths(table)
    return columns != {len(grid)} or (len(wanted) == len(grid) and abs(sum(wanted) - sum(grid)) > sum(grid) * SLACK)


def _first_row_widths(table: etree._Element) -> list[int]:
    """Return the widths that the cells of the first row ask for; none where they leave it to Word."""
    row = table.find(f"{W}tr")
    widths = [read_width(cell.find(f"{W}tcPr/{W}tcW")) for cell in row.findall(f"{W}tc")] if row is not None else []
    return widths if all(widths) else []


def _table_width(table: etree._Element) -> int:
    """Return the width that the table states for itself, or else that of its grid (twips)."""
    stated = table.find(f"{W}tblPr/{W}tblW")
    if stated is not None and stated.get(f"{W}type") == "dxa":
        return read_width(stated)
    return sum(map(read_width, table.findall(f"{W}tblGrid/{W}gridCol")))


def turn_page(root: etree._Element) -> int:
    """Lay upright pages on their side, and widen the tables that are on them by as much, which is returned."""
    widened = 0
    for size in root.iterfind(f"{W}body/{W}sectPr/{W}pgSz"):
        width, height = read_width(size), read_twips(size.get(f"{W}h"))
        if width >= height:
            continue
        size.set(f"{W}w", str(height))
        size.set(f"{W}h", str(width))
        size.set(f"{W}orient", "landscape")
        widened = height - width
        for table in root.iterfind(f"{W}body/{W}tbl"):
            stated = table.find(f"{W}tblPr/{W}tblW")
            if stated is not None and stated.get(f"{W}type") == "dxa":
                stated.set(f"{W}w", str(read_width(stated) + widened))
    return widened


def _count_columns(cells: list[etree._Element]) -> int:
    return sum(map(_span, cells))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val") or 1) if span is not None else 1


def read_width(element: etree._Element | None) -> int:
    """Return a width in twips; 0 where there is none, or it is stated in per cent or left to Word."""
    is_stated = element is not None and element.get(f"{W}type", "dxa") == "dxa"
    return max(0, read_twips(element.get(f"{W}w"))) if element is not None and is_stated else 0
