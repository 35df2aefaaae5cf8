"""How a filled template is laid out on its pages: what has to follow from the words that are now in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cabinet_papers.word.column_widths import size_of
from cabinet_papers.word.grids import cell_room
from cabinet_papers.word.markup import W, read_twips
from cabinet_papers.word.rows import keep_last_rows_together, split_high_rows
from cabinet_papers.word.tables import TooWide, fit_tables
from cabinet_papers.word.typed_lines import divide_paragraphs
from cabinet_papers.word.unbroken import keep_figures_together, keep_together

if TYPE_CHECKING:
    from lxml import etree

    from cabinet_papers.word.line_sizes import LineSize


def lay_out(parts: Collection[etree._Element], sizes: dict[str, LineSize], margin: int) -> tuple[TooWide, ...]:
    """Lay out the parts of a document; return the tables of which words are broken for want of room.

    `sizes` are those of the template's styles, `margin` is that of a table made from prose.
    """
    widened, too_wide = 0, list[TooWide]()
    for root in parts:
        divide_paragraphs(root)
        fitted = fit_tables(root, sizes, margin)
        widened += fitted.widened
        too_wide += fitted.too_wide
        _keep_words_together(root, sizes, fitted.whole)
        split_high_rows(root, sizes)
        keep_last_rows_together(root, sizes)
    for root in parts if widened else ():
        _move_tab_stops(root, widened)
    return tuple(too_wide)


def _keep_words_together(root: etree._Element, sizes: dict[str, LineSize], whole: set[etree._Element]) -> None:
    """Put no-break spaces into what should stay on a line, where a line has room for it: figures in `whole` tables."""
    for text in root.iter(f"{W}t"):
        words = text.text or ""
        if " " not in words:
            continue
        if next(text.iterancestors(f"{W}tbl"), None) in whole:
            text.text = keep_figures_together(words)
        elif (joined := keep_together(words)) != words and _has_room(text, joined, sizes):
            text.text = joined


def _has_room(text: etree._Element, joined: str, sizes: dict[str, LineSize]) -> bool:
    """Whether the longest of the words fits on a line of its cell."""
    paragraph, cell = (next(text.iterancestors(f"{W}{name}"), None) for name in ("p", "tc"))
    if paragraph is None or cell is None:
        return True
    longest = max(joined.split(" "), key=len)
    bold = paragraph.find(f".//{W}rPr/{W}b") is not None
    return size_of(paragraph, sizes).measure(longest, bold=bold) <= cell_room(cell)


def _move_tab_stops(root: etree._Element, widened: int) -> None:
    """Move the tab stops on the right of a header or footer with the margin of a page that was turned."""
    if root.tag in (f"{W}hdr", f"{W}ftr"):
        for stop in root.iter(f"{W}tab"):
            if stop.get(f"{W}val") in ("right", "end"):
                stop.set(f"{W}pos", str(read_twips(stop.get(f"{W}pos")) + widened))
