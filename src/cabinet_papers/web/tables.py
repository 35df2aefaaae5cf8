"""How a table is laid out on a page: the widths of its columns, and how it looks in a narrow window and on paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from cabinet_papers.finished.tree import Block, Cell, ItemList, Paragraph, Quotation, Table, TextBox, iter_paragraphs
from cabinet_papers.web.markup import NOTHING, join, write_tag, write_words

# The longest word that is kept whole, and how much of a longer one is in a line; how wide letters are, those of
# headings and others, and the room beside the words of a cell (ems).
LONGEST_WHOLE, OF_BROKEN, BOLD, LETTER, PADDING = 20, 10, 0.62, 0.58, 1.3
# So much room there is on paper, where a table in a cell that needs more is printed across the page, and in a wide
# window, for a portrait or a landscape page (ems).
PAPER, WINDOW, WIDE_WINDOW = 38, 50, 58
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

    @property
    def is_labelled(self) -> bool:
        """Whether its first column says what is beside it."""
        return self.has_roles and not self.is_stacked

    def share(self, cell: Cell) -> float:
        """Return how much of the table's width a cell has."""
        return sum(self.shares[cell.column : cell.column + cell.columns])

    def write_opening(self, name: str) -> Markup:
        """Return what is before the rows: the name for those who do not see the table, and its columns."""
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


def lay_out(table: Table, language: str, *, is_nested: bool, is_wide: bool = False) -> Laid:
    """Return how a table is laid out: one in a cell keeps its columns everywhere, and is scrolled where it is wider.

    `language` is that of the page.
    """
    columns, headings = table.columns, _read_headings(table)
    least, wanted = _measure(table, columns)
    kind = _find_kind(table, columns, is_nested=is_nested)
    if kind == "figures":
        return _lay_out_figures(_name_frame(table, headings, language), least, wanted, headings)
    shares = _share_out(table, wanted, least, WIDE_WINDOW if is_wide else WINDOW)
    ems = _need(least, shares)
    is_close = ems > PAPER
    named = f"{kind} close".strip() if is_close else kind
    return Laid(named, shares, ems if is_close else 0, headings, kind == "rows", has_roles=bool(kind))


def _find_kind(table: Table, columns: int, *, is_nested: bool) -> str:
    """Return "rows" for a table whose rows become blocks on a phone, "labels" for labels and values, else "".

    What keeps its columns everywhere is "figures".
    """
    is_plain = not is_nested and not table.is_merged
    if is_plain and columns >= STACKED and 0 < table.headings < len(table.rows):
        return "rows"
    if is_nested or columns >= STACKED:
        return "figures"
    is_labelled = is_plain and columns == STACKED - 1 and not table.headings and _has_row_headings(table)
    return "labels" if is_labelled else ""


def _has_row_headings(table: Table) -> bool:
    return any(cell.heads == "row" for row in table.rows for cell in row)


def _name_frame(table: Table, headings: dict[int, str], language: str) -> str:
    """Return what a table's frame is called: after its name, headings or cells; a page in English says what it is."""
    named = table.name or " ".join(" ".join(headings.values()).split())[:LONGEST_LABEL]
    if language.casefold().startswith("en"):
        return f"Table: {named or 'Figures'}"
    return named or " ".join(each.text for each in iter_paragraphs((table,)))[:LONGEST_LABEL]


def _lay_out_figures(label: str, least: list[float], wanted: list[float], headings: dict[int, str]) -> Laid:
    """Return the layout of a table that is scrolled in a frame where there is no room for it."""
    shares = tuple(each / sum(wanted) for each in wanted)
    ems = _need(least, shares)
    return Laid("figures broad" if ems > PAPER else "figures", shares, ems, headings, label=label)


def _share_out(table: Table, wanted: list[float], least: list[float], room: float) -> tuple[float, ...]:
    """Return shares as the table is drawn, but that each column has its least room, if others have some to spare.

    Those that hold tables give nothing.
    """
    is_drawn = len(table.widths) == len(least) and all(table.widths)
    widths: Sequence[float] = table.widths if is_drawn else wanted
    fixed = {cell.column for row in table.rows for cell in row if any(isinstance(each, Table) for each in cell.blocks)}
    drawn = [each * room / sum(widths) for each in widths]
    spare = [0 if at in fixed else max(0, each - least[at]) for at, each in enumerate(drawn)]
    asked = sum(max(0, low - each) for each, low in zip(drawn, least, strict=True))
    lent = min(1, asked / sum(spare)) if any(spare) else 0
    given = min(1, sum(spare) / asked) if asked else 0
    shared = [each - each_spare * lent + max(0, low - each) * given
              for each, low, each_spare in zip(drawn, least, spare, strict=True)]  # fmt: skip
    return tuple(each / sum(shared) for each in shared)


def _need(least: list[float], shares: tuple[float, ...]) -> int:
    """Return how wide a table has to be for each column to have its least room (ems)."""
    return math.ceil(max((room / share for room, share in zip(least, shares, strict=True)), default=0))


def _read_headings(table: Table) -> dict[int, str]:
    """Return the words above each column, their paragraphs as lines."""
    found: dict[int, str] = {}
    for cell in (cell for row in table.rows[: table.headings] for cell in row):
        lines = (found.get(cell.column, ""), *(" ".join(text.split()) for text in _iter_texts(cell.blocks)))
        found[cell.column] = "\n".join(filter(None, lines))
    return found


def _measure(table: Table, columns: int) -> tuple[list[float], list[float]]:
    """Return the least room of each column, which its longest word has, and how much it would have of its own."""
    least, most = [PADDING] * columns, [0] * columns
    for cell in (cell for row in table.rows for cell in row if cell.columns == 1):
        text, letter = " ".join(_iter_texts(cell.blocks)), BOLD if cell.heads == "column" else LETTER
        longest = max((_whole(len(word)) for word in text.split()), default=0)
        least[cell.column] = max(least[cell.column], longest * letter + PADDING)
        most[cell.column] = max(most[cell.column], len(text))
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
                yield from (text for item in items for text in _iter_texts((item.first, *item.blocks)))
            case Quotation(inner) | TextBox(inner):
                yield from _iter_texts(inner)
            case Table():
                pass
