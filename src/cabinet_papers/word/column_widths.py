"""How the columns of a table share its width, and how small its letters must be so that no word of it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, zip_longest
from typing import NamedTuple

from lxml import etree

from cabinet_papers.word.line_sizes import LineSize
from cabinet_papers.word.markup import W
from cabinet_papers.word.unbroken import keep_figures_together

# Some room beside the letters of a cell and its margins, for rules and rounding (twips).
ROUNDING = 16
# The margins that are set as letters get smaller, a point at a time and not below 8 point (twips).
MARGINS, STEP, SMALLEST = (50, 40, 28), 20, 160
# A small table stays small, but its words are not pressed to its rules.
SPARE = 120
# How far in a level of a list is (twips).
LIST_INDENT = 400
# What is as high as this is many pages long.
MOST_LINES = 1_000
# A longer word than these letters is an address too, and may be broken.
LONGEST_WORD = 24
ADDRESS = re.compile(r"[@\\]|\w/\w.*/|://|www\.")
BREAK = re.compile(r"[ \t\n]+|(?<=[^\W\d]-)(?=[^\W\d])")


class Column(NamedTuple):
    """What the words of a column need, in twips at their usual size: the longest word, address and line.

    `line` is that below the heading, which is on more lines with less loss; `heading` the longest of all, `amount` all
    lines of the fullest cell.
    """

    word: float = 0
    address: float = 0
    line: float = 0
    heading: float = 0
    amount: float = 0

    def least(self, scale: float, most: int) -> float:
        """Return the room that it needs at least when its letters are so much smaller; an address gets no more."""
        return max(self.word * scale, min(self.address * scale, most))


class Fit(NamedTuple):
    """How a table fits: the widths of its columns, and how many are wide enough for their words.

    `letters` and `margin` are the sizes to be set (twips), 0 for those that its styles give.
    """

    widths: list[int]
    letters: int = 0
    margin: int = 0
    fitting: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether no word is broken."""
        return self.fitting == len(self.widths)


def read_columns(table: etree._Element, sizes: dict[str, LineSize], *, bold_heading: bool = False) -> list[Column]:
    """Return what the columns of a table need for the words of their cells, tables in these left aside."""
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    cells = [[_read_cell(cell, sizes, is_bold=bold_heading and not at) for cell in row] for at, row in enumerate(rows)]
    # The lines of a heading count only as such.
    cells[:1] = [[each._replace(line=0) for each in row] for row in cells[:1]]
    return join_columns(cells)


def join_columns(rows: Sequence[Sequence[Column]]) -> list[Column]:
    """Return what each column needs for all of these rows, or tables."""
    columns = zip_longest(*rows, fillvalue=Column())
    return [Column(*(max(part) for part in zip(*column, strict=True))) for column in columns]


def _read_cell(cell: etree._Element, sizes: dict[str, LineSize], *, is_bold: bool) -> Column:
    word = address = line = amount = 0.0
    for paragraph in cell.iterchildren(f"{W}p"):
        size = size_of(paragraph, sizes)
        bold = is_bold or paragraph.find(f".//{W}rPr/{W}b") is not None
        indent = _indent_of(paragraph)
        for text in text_of(paragraph).split("\n"):
            length = size.measure(text, bold=bold) + indent
            line, amount = max(line, length), amount + length
            for each in split_words(text):
                width = size.measure(each, bold=bold) + indent
                if is_address(each):
                    address = max(address, width)
                else:
                    word = max(word, width)
    return Column(word, address, line, line, amount)


def _indent_of(paragraph: etree._Element) -> int:
    """Return how far in the words of a bullet or a numbered item begin, about as every list has it (twips)."""
    listed = paragraph.find(f"{W}pPr/{W}numPr")
    level = listed.find(f"{W}ilvl") if listed is not None else None
    return LIST_INDENT * (1 + int(level.get(f"{W}val") or 0 if level is not None else 0)) if listed is not None else 0


def read_letters(table: etree._Element, sizes: dict[str, LineSize]) -> int:
    """Return the size of the letters of a table's first paragraph (twips)."""
    first = table.find(f"{W}tr/{W}tc/{W}p")
    return size_of(first, sizes).letters if first is not None else sizes[""].letters


def size_of(paragraph: etree._Element, sizes: dict[str, LineSize]) -> LineSize:
    """Return the size of the lines of a paragraph, as its style has it."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return sizes.get(style.get(f"{W}val") or "" if style is not None else "", sizes[""])


def text_of(paragraph: etree._Element) -> str:
    """Return the words of a paragraph, its breaks as line ends."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    every = paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
    return "".join(signs.get(str(each.tag)) or each.text or "" for each in every)


def split_words(text: str) -> list[str]:
    """Return what is not to be broken over lines: words, dates, numbers with their units."""
    return BREAK.split(keep_figures_together(text))


def is_address(word: str) -> bool:
    """Whether the word is too long to be kept whole, or an address, which is not read as a word."""
    return bool(ADDRESS.search(word)) or len(word) > LONGEST_WORD


def fit_columns(columns: list[Column], width: int, letters: int, margin: int) -> Fit:
    """Return how a table fits into a width: in the letters and margins of its style, or else in smaller ones."""
    most = width if len(columns) == 1 else width // 4
    least, smaller, beside = list[int](), 0, 0
    for smaller, beside in _iter_sizes(letters):
        scale, around = (smaller or letters) / letters, 2 * (beside or margin) + ROUNDING
        least = [int(each.least(scale, most)) + around for each in columns]
        if sum(least) <= width:
            lines = [int(each.line * scale) + around for each in columns]
            headings = [int(each.heading * scale) + around for each in columns]
            return Fit(_spread(_share_out(width, _share_out(width, least, lines), headings), width),
                       smaller, beside, len(columns))  # fmt: skip
    fitting = sum(1 for each in accumulate(least) if each <= width)
    return Fit(_share_evenly(width, least), smaller, beside, fitting)


def find_narrowest(columns: list[Column], letters: int) -> int:
    """Return the width that a table needs in the smallest letters that may be tried."""
    (*_, (smallest, margin)) = _iter_sizes(letters)
    return sum(int(each.word * smallest / letters) + 2 * margin + ROUNDING for each in columns)


def balance(wanted: list[int], least: list[int], columns: list[Column]) -> list[int]:
    """Return the widths half way between those that were wanted and those with which all cells are as high."""
    width, lines = sum(wanted), 1.0
    even = wanted
    while lines < MOST_LINES:
        even = [max(low, int(each.amount / lines)) for low, each in zip(least, columns, strict=True)]
        if sum(even) <= width:
            break
        lines *= 1.1
    spread = width / (sum(even) or 1)
    return [int((each + share * spread) / 2) for each, share in zip(wanted, even, strict=True)]


def _iter_sizes(letters: int) -> Iterator[tuple[int, int]]:
    """Yield sizes of letters and margins that may be tried in turn, 0 for those of the style."""
    yield 0, 0
    smaller = list(range(letters - STEP, SMALLEST - 1, -STEP)) or [letters]
    yield from zip_longest(smaller, MARGINS[: len(smaller)], fillvalue=MARGINS[-1])


def _spread(widths: list[int], width: int) -> list[int]:
    """Return the widths with some room to spare, where there is any."""
    spare = SPARE if sum(widths) + SPARE * len(widths) <= width else 0
    return [each + spare for each in widths]


def _share_out(width: int, least: list[int], lines: list[int]) -> list[int]:
    """Return `least` for each column and, of the rest, more to one with longer lines, but none more than its lines."""
    widths = list(least)
    rest, lacking = width - sum(least), [at for at, line in enumerate(lines) if line > least[at]]
    while rest > 0 and lacking:
        # Not in proportion: a long text may take more lines.
        wanted = {at: (lines[at] - least[at]) ** 0.7 for at in lacking}
        share = rest / sum(wanted.values())
        full = [at for at in lacking if widths[at] + wanted[at] * share >= lines[at]]
        for at in full or lacking:
            given = lines[at] - widths[at] if full else int(wanted[at] * share)
            widths[at] += given
            rest -= given
        lacking = [at for at in lacking if at not in full] if full else []
    return widths


def _share_evenly(width: int, wanted: list[int]) -> list[int]:
    """Return the width that each column wants, but no more than the others can have too."""
    widths = list(wanted)
    for left, column in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        widths[column] = min(wanted[column], width // left)
        width -= widths[column]
    return widths


def widen_for_words(wanted: list[int], least: list[int]) -> list[int]:
    """Return the widths that were wanted, but that each column has its least, which the others give as they can."""
    lacking = sum(max(0, low - each) for each, low in zip(wanted, least, strict=True))
    spare = sum(max(0, each - low) for each, low in zip(wanted, least, strict=True))
    if not lacking or not spare:
        return wanted
    lent, given = min(1.0, lacking / spare), min(1.0, spare / lacking)
    return [
        each - int(max(0, each - low) * lent) + int(max(0, low - each) * given)
        for each, low in zip(wanted, least, strict=True)
    ]
