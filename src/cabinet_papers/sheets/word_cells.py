"""What a cell, or a paragraph, of a Word form says: its lines as they would be typed in a workbook, and what is lost.

A bullet of Word's is a line that begins with "- ", a number of Word's is typed before its words, and a table within a
cell is a line that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from cabinet_papers.excel.cell_problems import find_hidden_address, find_in_looks
from cabinet_papers.excel.cells import CellLook, CellProblem, end_lines
from cabinet_papers.excel.colours import WHITE, read_rgb
from cabinet_papers.finished.styles import StyleSheet, value_of
from cabinet_papers.finished.tree import (
    Block,
    Image,
    ItemList,
    Paragraph,
    Quotation,
    Table,
    TextBox,
    Words,
    iter_paragraphs,
)
from cabinet_papers.finished.word_file import W
from cabinet_papers.matter.prose import Run, join_runs

STEP = "  "
# The colours of highlighters (ECMA-376 Part 1, 17.18.40); white is none.
HIGHLIGHTS = {
    "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255), "magenta": (255, 0, 255),
    "blue": (0, 0, 255), "red": (255, 0, 0), "darkBlue": (0, 0, 128), "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128), "lightGray": (192, 192, 192), "black": (0, 0, 0),
}  # fmt: skip
INSERTED, DELETED = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
NameTable: TypeAlias = Callable[[Table], str]


class ReadCell(NamedTuple):
    """The runs of a cell or of a paragraph, and what of it is not printed.

    `inserted` and `deleted` are words of tracked changes, `hidden` are hidden words; `drawings` are the kinds and the
    words of pictures and text boxes. `look` has the colours.
    """

    runs: tuple[Run, ...]
    problems: tuple[CellProblem, ...]
    inserted: str
    deleted: str
    hidden: str
    drawings: tuple[tuple[str, str], ...]
    look: CellLook


def read_content(
    element: etree._Element, blocks: tuple[Block, ...], sheet: StyleSheet, name_table: NameTable
) -> ReadCell:
    """Return what is in the element, a cell or a paragraph, of which the blocks were read."""
    runs = list[Run]()
    for at, line in enumerate(_iter_lines(blocks, 0, name_table)):
        runs += [Run("\n"), *line] if at else line
    joined = join_runs([run._replace(text=end_lines(run.text)) for run in runs])
    underlined = Run(_read_underlined(element), underlined=True)
    links = [piece for each in iter_paragraphs(blocks) for piece in each.pieces if isinstance(piece, Words)]
    text = "".join(run.text for run in joined)
    problems = [*find_in_looks((*joined, underlined)), *_find_hidden_addresses(links, text)]
    return ReadCell(
        joined, tuple(problems), _read_words(element, INSERTED, f"{W}t"), _read_deleted(element),
        _read_hidden(element, sheet), tuple(_find_drawings(blocks)), _read_look(element, links),
    )  # fmt: skip


def _iter_lines(blocks: Iterable[Block], depth: int, name_table: NameTable) -> Iterator[list[Run]]:
    """Yield the lines of the blocks."""
    for block in blocks:
        match block:
            case Paragraph():
                number = f"{block.number} " if block.number else ""
                yield _read_runs(block, number)
            case ItemList(form, items):
                for item in items:
                    mark = "- " if form == "bullet" else f"{item.number} "
                    yield _read_runs(item.first, STEP * depth + mark)
                    yield from _iter_lines(item.blocks, depth + 1, name_table)
            case Quotation(inner):
                yield from _iter_lines(inner, depth, name_table)
            case Table() if any(each.text.strip() for each in iter_paragraphs((block,))):
                yield [Run(f"[Table: {name_table(block)}]")]
            case _:
                continue


def _read_runs(paragraph: Paragraph, mark: str) -> list[Run]:
    runs = [
        Run(each.text, each.look.bold, each.look.italic, "", each.look.struck, each.look.script)
        for each in paragraph.pieces
        if isinstance(each, Words)
    ]
    return [Run(mark), *runs] if mark else runs


def _read_look(element: etree._Element, words: Iterable[Words]) -> CellLook:
    """Return the colours of the words, those of links apart, and the colour of a highlighter or behind the cell."""
    inks = (read_rgb(each.look.colour) for each in words if each.text.strip() and not each.link)
    runs = (run for run in element.iter(f"{W}r") if _words_in(run).strip())
    marked = (value_of(run.find(f"{W}rPr/{W}highlight")) or "none" for run in runs)
    grounds = [HIGHLIGHTS[each] for each in marked if each in HIGHLIGHTS]
    shade = element.find(f"{W}tcPr/{W}shd")
    behind = read_rgb(shade.get(f"{W}fill")) if shade is not None else None
    return CellLook("", 0, True, frozenset(filter(None, inks)), next(iter(grounds), behind or WHITE))


def _find_hidden_addresses(links: Iterable[Words], text: str) -> list[CellProblem]:
    """Return a problem for each address that leads out of the document and is not among the words."""
    addresses = dict.fromkeys(each.link for each in links if each.link and not each.link.startswith("#"))
    return [problem for address in addresses for problem in find_hidden_address(address, text)]


def _read_underlined(element: etree._Element) -> str:
    """Return the words that are underlined, those of links apart."""
    return "".join(
        _words_in(run)
        for run in element.iter(f"{W}r")
        if value_of(run.find(f"{W}rPr/{W}u")) not in (None, "none")
        and value_of(run.find(f"{W}rPr/{W}rStyle")) is None
        and next(run.iterancestors(f"{W}hyperlink", *DELETED), None) is None
    )


def _read_hidden(element: etree._Element, sheet: StyleSheet) -> str:
    """Return the words that are hidden text, a line for those of each paragraph."""
    paragraphs = element.iter(f"{W}p")
    lines = ("".join(_words_in(run) for run in each.iter(f"{W}r") if sheet.is_hidden(run)) for each in paragraphs)
    return "\n".join(filter(str.strip, lines))


def _words_in(run: etree._Element) -> str:
    return "".join(each.text or "" for each in run.iterchildren(f"{W}t"))


def _read_deleted(element: etree._Element) -> str:
    return _read_words(element, DELETED, f"{W}delText") or _read_words(element, DELETED, f"{W}t")


def _read_words(element: etree._Element, within: tuple[str, ...], tag: str) -> str:
    """Return the words of this tag that are in tracked changes of one kind."""
    return "".join(each.text or "" for each in element.iter(tag) if next(each.iterancestors(*within), None) is not None)


def _find_drawings(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, TextBox):
            yield "text box", " ".join(each.text for each in iter_paragraphs(block.blocks)).strip()
        else:
            for paragraph in iter_paragraphs((block,)):
                yield from (("picture", each.alternative) for each in paragraph.pieces if isinstance(each, Image))
