"""How a table is laid out on a page: the widths of its columns, and how it stands in a narrow window and on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from cabinet_papers.finished.tree import Block, Cell, ItemList, Paragraph, Quotation, Table, TextBox
from cabinet_papers.web.markup import NOTHING, join, write_tag, write_words

# The longest word that is kept whole, and how much of a longer one is in a line; how wide a bold letter is, and the
# room beside the words of a cell (ems).
LONGEST_WHOLE, OF_BROKEN, LETTER, PADDING = 20, 10, 0.65, 1.3
# So much room there is on paper, where a table in a cell that needs more is printed across the page, and in a wide
# window (ems).
PAPER, WINDOW = 38, 50
# From so many columns on the rows of a table are blocks in a narrow window.
STACKED = 3
LONGEST_LABEL = 80
ROLES = {"column": "columnheader", "row": "rowheader"}


class Laid(NamedTuple):
    """A table laid out: its classes, its columns' shares of the width, the ems that it needs, 0 for no more than usual.

    `headings` are the words above each column. `is_stacked` says that its rows are blocks in a narrow window,
    `has_roles` that it does not look like a table there; `label` is what a frame is called in which it is scrolled.
    """

    kind: str
    shares: tuple[float, ...]
    ems: int
    headings: dict[int, str]
    is_stacked: bool = False
    has_roles: bool = False
    label: str = ""

    def share(self, cell: Cell) -> float:
        """Return how much of the table's width a cell has."""
        return sum(self.shares[cell.column : cell.column + cell.columns])

    def write_opening(self, name: str) -> Markup:
        """Return what stands before the rows: the name for those who do not see the table, and its columns."""
        caption = write_tag("caption", write_words(name), {"class": "unseen"}) if name else NOTHING
        columns = [write_tag("col", NOTHING, {"style": f"width: {share:.2%}"}) for share in self.shares]
        return join((caption, write_tag("colgroup", join(columns))))

    def role(self, name: str) -> dict[str, str]:
        """Return the attribute that keeps something a part of a table, where it does not look like one."""
        return {"role": name} if self.has_roles else {}

    def mark_cell(self, cell: Cell, *, is_heading: bool) -> dict[str, str]:
        """Return the attributes of a cell."""
        columns, rows = (str(each) if each > 1 else "" for each in (cell.columns, cell.rows))
        scope = {"column": "colgroup" if columns else "col", "row": "rowgroup" if rows else "row"}
        heading = self.headings.get(cell.column, "") if self.is_stacked and not is_heading else ""
        return {
            **self.role(ROLES.get(cell.heads, "cell")),
            "class": "gap" if cell.heads == "gap" else "",
            "scope": scope.get(cell.heads, ""), "colspan": columns, "rowspan": rows, "data-heading": heading,
        }  # fmt: skip


def lay_out(table: Table, *, is_nested: bool) -> Laid:
    """Return how a table is laid out: one in a cell keeps its columns everywhere, and is scrolled where it is wider."""
    columns, headings = table.columns, _read_headings(table)
    least, wanted = _measure(table, columns)
    is_plain = not is_nested and not table.is_merged
    stacked = is_plain and columns >= STACKED and 0 < table.headings < len(table.rows)
    labels = is_plain and not table.headings and columns == STACKED - 1
    has_roles = stacked or labels
    if is_nested or not (has_roles or columns < STACKED):
        shares = tuple(each / sum(wanted) for each in wanted)
        ems = math.ceil(max((room / share for room, share in zip(least, shares, strict=True)), default=0))
        named = table.name or " ".join(headings.values())[:LONGEST_LABEL] or "Figures"
        return Laid("figures broad" if ems > PAPER else "figures", shares, ems, headings, label=f"Table: {named}")
    needed = math.ceil(sum(least))
    widths = table.widths if len(table.widths) == columns and all(table.widths) and needed <= WINDOW else wanted
    kind = "rows" if stacked else "labels" if labels else ""
    return Laid(
        f"{kind} close".strip() if needed > PAPER else kind,
        tuple(each / sum(widths) for each in widths),
        needed if needed > PAPER else 0,
        headings, stacked, has_roles,
    )  # fmt: skip


def _read_headings(table: Table) -> dict[int, str]:
    """Return the words above each column."""
    found: dict[int, str] = {}
    for cell in (cell for row in table.rows[: table.headings] for cell in row):
        words = " ".join(" ".join(_iter_texts(cell.blocks)).split())
        found[cell.column] = f"{found.get(cell.column, '')} {words}".strip()
    return found


def _measure(table: Table, columns: int) -> tuple[list[float], list[float]]:
    """Return the least room of each column, which its longest word has, and how much it would have of its own."""
    longest, most = [0] * columns, [0] * columns
    for cell in (cell for row in table.rows for cell in row if cell.columns == 1):
        text = " ".join(_iter_texts(cell.blocks))
        longest[cell.column] = max([longest[cell.column], *(_whole(len(word)) for word in text.split())])
        most[cell.column] = max(most[cell.column], len(text))
    least = [letters * LETTER + PADDING for letters in longest]
    return least, [room + text**0.5 * LETTER for room, text in zip(least, most, strict=True)]


def _whole(letters: int) -> int:
    """Return how many letters of a word a line has to hold."""
    return letters if letters <= LONGEST_WHOLE else OF_BROKEN


def _iter_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks, without those of tables among them, which have a frame of their own."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case ItemList(_, items):
                yield from (text for item in items for text in _iter_texts(item.blocks))
            case Quotation(inner) | TextBox(inner):
                yield from _iter_texts(inner)
            case Table():
                pass
