"""A table for people: on a terminal of any width, or as a web page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from cabinet_papers.report.page import safe, write_page
from cabinet_papers.report.terminal import LEAST, PLAIN, Colours, measure, plain, wrap

# In fewer columns each row is a list of what is in it.
NARROW = 72
INDENT = "  "


class Row(NamedTuple):
    """The texts of a row from left to right; it `is_urgent` where something in it is overdue."""

    cells: tuple[str, ...]
    is_urgent: bool = False


def write_table(headings: Sequence[str], rows: Sequence[Row], width: int, colours: Colours = PLAIN) -> list[str]:
    """Return the lines of the table, none wider than `width` columns, the texts broken between words."""
    if width < NARROW:
        return [line for row in rows for line in _write_list(headings, row, max(width, LEAST))]
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    # The name that a command is given is not broken where there is room.
    is_whole = max((measure(row.cells[0]) for row in rows), default=0) <= width * 2 // 5
    for at, heading in enumerate(headings):
        table.add_column(Text(heading, "bold"), overflow="fold", no_wrap=is_whole and at == 0)
    for row in rows:
        table.add_row(*(Text(plain(text), "red" if row.is_urgent else "") for text in row.cells))
    written = io.StringIO()
    is_coloured = colours is not PLAIN
    console = Console(
        file=written, width=width, force_terminal=is_coloured, color_system="standard" if is_coloured else None
    )
    console.print(table)
    return [line.rstrip() for line in written.getvalue().splitlines()]


def _write_list(headings: Sequence[str], row: Row, width: int) -> list[str]:
    first, *others = (plain(text) for text in row.cells)
    lines = wrap(first, width)
    for heading, text in zip(headings[1:], others, strict=True):
        lines += wrap(f"{heading}: {text}", width, INDENT)
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
