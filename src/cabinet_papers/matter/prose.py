"""The words of a paper in one small model: paragraphs, lists, quotations and tables, with bold, italic and links.

Both ways of writing lead here (Markdown in YAML, plain lines in Excel) and both outputs start here
(Word, and the list of facts that a finished document is read back for).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from cabinet_papers.matter.numbering import bare, fold_number

# Alone in a paragraph of a report's body it is where a recommendation is printed.
PLACEMENT = re.compile(r"\[\s*recommendation\s+([^\s\[\]]{1,24})\s*\]", re.IGNORECASE)


class Run(NamedTuple):
    """A stretch of text in one look; it may hold line breaks.

    `script` is "superscript" for raised letters, "subscript" for lowered ones, else "". What is `struck` out,
    `unseen`, `underlined` or in a font of signs (`sign_font`) in a sheet is not so in a paper.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    struck: bool = False
    script: str = ""
    unseen: bool = False
    underlined: bool = False
    sign_font: str = ""

    @property
    def as_printed(self) -> Run:
        """The run in the looks that a paper keeps."""
        if not (self.struck or self.unseen or self.underlined or self.sign_font):
            return self
        return self._replace(struck=False, unseen=False, underlined=False, sign_font="")


class Paragraph(NamedTuple):
    """One paragraph. `line` is its line (from 0) in the text that it was read from."""

    runs: tuple[Run, ...]
    line: int = 0

    @property
    def text(self) -> str:
        """The paragraph's words without their looks."""
        return "".join(run.text for run in self.runs)


class Heading(NamedTuple):
    """A heading; `level` counts from 1, the highest used in its text."""

    runs: tuple[Run, ...]
    level: int

    @property
    def text(self) -> str:
        """The heading's words without their looks."""
        return "".join(run.text for run in self.runs)


class ListItem(NamedTuple):
    """One item of a list: paragraphs, and perhaps lists within it."""

    blocks: tuple[Block, ...]


class ItemList(NamedTuple):
    """A list of items: bullets, or numbers that begin at `start`."""

    items: tuple[ListItem, ...]
    numbered: bool = False
    start: int = 1


class Table(NamedTuple):
    """A table: rows of cells, each cell a few paragraphs. The first row is the heading row."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


class Quotation(NamedTuple):
    """What is quoted from elsewhere, set apart from the text around it."""

    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Heading | ItemList | Table | Quotation


class Prose(NamedTuple):
    """A text of several blocks. Without blocks it is false."""

    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def text(self) -> str:
        """The words, a line for each paragraph, item or cell."""
        return "\n".join("".join(run.text for run in part.runs) for part in iter_paragraphs(self.blocks))


def iter_paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph | Heading]:
    """Yield each paragraph and heading in reading order, those in lists and tables included."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block
            case ItemList(items):
                for item in items:
                    yield from iter_paragraphs(item.blocks)
            case Quotation(quoted):
                yield from iter_paragraphs(quoted)
            case Table(rows):
                for row in rows:
                    for cell in row:
                        yield from cell


def find_placement(block: Block) -> str | None:
    """Return the number N, as it is compared, where the block is the paragraph [Recommendation N]; else None."""
    found = PLACEMENT.fullmatch(block.text.strip()) if isinstance(block, Paragraph) else None
    return fold_number(found[1]) if found and bare(found[1]) else None


def prose_of(text: str) -> Prose:
    """Return the text as one plain paragraph; an empty text has none."""
    return Prose((Paragraph((Run(text),)),)) if text else Prose()


def join_runs(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbours of one look and drop the empty ones."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def strip_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs without white space at either end of the whole."""
    if runs and runs[0].text[:1].strip() and runs[-1].text[-1:].strip():
        return runs
    kept = list(runs)
    while kept and not kept[0].text.lstrip():
        kept.pop(0)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(kept)


def lower_headings(prose: Prose) -> Prose:
    """Return the prose with each heading one level lower."""
    return Prose(tuple(
        block._replace(level=block.level + 1) if isinstance(block, Heading) else block for block in prose.blocks
    ))  # fmt: skip
