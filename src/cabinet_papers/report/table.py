"""A table for people: on a terminal of any width, or as a web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from cabinet_papers.report.page import safe, write_page
from cabinet_papers.report.terminal import LEAST, PLAIN, Colours, measure, paint, plain, wrap

# In fewer columns each row is a list of what is in it.
NARROW = 72
INDENT = "  "
# Blanks between columns.
GAP = 2


class Row(NamedTuple):
    """The texts of a row from left to right; it `is_urgent` where something in it is overdue."""

    cells: tuple[str, ...]
    is_urgent: bool = False


def write_table(headings: Sequence[str], rows: Sequence[Row], width: int, colours: Colours = PLAIN) -> list[str]:
    """Return the lines of the table, none wider than `width` columns, the texts broken between words."""
    if width < NARROW:
        return [line for row in rows for line in _write_list(headings, row, max(width, LEAST))]
    texts = [tuple(headings), *(tuple(map(plain, row.cells)) for row in rows)]
    signs = [colours.place, *(colours.error if row.is_urgent else "" for row in rows)]
    widths = _share(width, [max(map(measure, column)) for column in zip(*texts, strict=True)])
    return [line for cells, sign in zip(texts, signs, strict=True) for line in _lay_out(cells, widths, sign)]


def _share(width: int, wanted: list[int]) -> list[int]:
    """Return the widths of the columns, of which the widest give way until all fit."""
    widths = list(wanted)
    # The name that a command is given is not broken where there is room.
    whole = 1 if widths[0] <= width * 2 // 5 else 0
    while sum(widths) + GAP * (len(widths) - 1) > width:
        widest = max(range(whole, len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _lay_out(cells: Sequence[str], widths: Sequence[int], sign: str) -> Iterator[str]:
    """Yield the lines of a row, its texts broken between words."""
    columns = (wrap(text, width) for text, width in zip(cells, widths, strict=True))
    for line in zip_longest(*columns, fillvalue=""):
        padded = (text + " " * (width - measure(text)) for text, width in zip(line, widths, strict=True))
        yield paint((" " * GAP).join(padded).rstrip(), sign)


def _write_list(headings: Sequence[str], row: Row, width: int) -> list[str]:
    first, *others = (plain(text) for text in row.cells)
    lines = wrap(first, width)
    for heading, text in zip(headings[1:], others, strict=True):
        lines += wrap(f"{heading}: {text}", width, INDENT) if text else []
    return lines


def write_table_page(
    title: str, caption: str, headings: Sequence[str], rows: Sequence[Row], below: Sequence[str]
) -> str:
    """Return a web page with the table, and the paragraphs `below` it."""
    head = "".join(f'<th scope="col">{safe(each)}</th>' for each in headings)
    body = "".join(_write_row(headings, row) for row in rows)
    table = (
        f'<table class="wide">\n<caption>{safe(caption)}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>\n"
    )
    return write_page(title, title, table + "".join(f"<p>{safe(each)}</p>\n" for each in below))


def _write_row(headings: Sequence[str], row: Row) -> str:
    first, *others = row.cells
    cells = "".join(
        f'<td data-heading="{safe(heading)}">{safe(text)}</td>'
        for heading, text in zip(headings[1:], others, strict=True)
    )
    return f'<tr{" class=urgent" if row.is_urgent else ""}><th scope="row">{safe(first)}</th>{cells}</tr>\n'
