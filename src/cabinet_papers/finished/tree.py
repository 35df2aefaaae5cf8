"""A finished document as a tree: what is in what, as a reader meets it. Made by `story.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from cabinet_papers.finished.looks import Look


class Words(NamedTuple):
    """Words in one look, their line breaks as line feeds.

    `link` is the address that they lead to, or "#" and the name of a bookmark.
    """

    text: str
    look: Look
    link: str = ""


class Image(NamedTuple):
    """A picture: its form, such as png, its content, what it shows in words, and its size in pixels, 0 for unknown.

    A drawing, or a picture in a form that is not a picture's on the web, has neither form nor content.
    """

    kind: str
    content: bytes
    alternative: str
    width: int = 0
    height: int = 0


class NoteMark(NamedTuple):
    """The sign of a note in the text: what is printed, and which note it is."""

    number: str
    key: str


class Bookmark(NamedTuple):
    """The place that a bookmark names."""

    name: str


Piece: TypeAlias = Words | Image | NoteMark | Bookmark


class Place(NamedTuple):
    """The place of an item: which list it belongs to, its level from 0, its value, and the form of its number.

    Its text is `indent` twips in. Lists of one definition go on from each other.
    """

    family: str
    level: int
    value: int
    form: str
    indent: int

    @property
    def is_bullet(self) -> bool:
        """Whether it has a sign and not a number before it."""
        return self.form == "bullet"


class Paragraph(NamedTuple):
    """A paragraph: what it holds, its style and the look that the style gives, and what it is.

    `level` is that of a heading from 1, 0 where it is none. `number` is printed before it, `place` tells an item of a
    list. It is `indent` twips in of its own, and is set to the right or the centre as `side` says.
    """

    pieces: tuple[Piece, ...]
    style: str | None
    look: Look
    level: int = 0
    number: str = ""
    place: Place | None = None
    indent: int = 0
    side: str = ""
    is_quoted: bool = False
    is_leftwards: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(each.text for each in self.pieces if isinstance(each, Words))

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing of it but room."""
        signs = (each for each in self.pieces if not isinstance(each, Words | Bookmark))
        return not self.text.strip() and next(signs, None) is None


class Item(NamedTuple):
    """An item of a list: what is printed before it, its value, its first paragraph, and what else is in it."""

    number: str
    value: int
    first: Paragraph
    blocks: tuple[Block, ...]


class ItemList(NamedTuple):
    """A list; `form` is the form of its numbers as Word calls it, "bullet" for signs."""

    form: str
    items: tuple[Item, ...]


class Quotation(NamedTuple):
    """Words of others, set apart."""

    blocks: tuple[Block, ...]


class TextBox(NamedTuple):
    """A box with words of its own beside a paragraph."""

    blocks: tuple[Block, ...]


class Cell(NamedTuple):
    """A cell: what is in it, how many columns and rows it takes, and its ground as RRGGBB, "" for none.

    `column` is the first of its columns, from 0.
    `heads` says whether it is the heading of a "column" or a "row"; "gap" is no cell but the room before or after a
    row's cells.
    """

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    heads: str = ""
    ground: str = ""
    column: int = 0


class Table(NamedTuple):
    """A table: its rows, how many of them are headings, its name for those who do not see it, its columns' widths."""

    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 0
    name: str = ""
    widths: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)

    @property
    def is_merged(self) -> bool:
        """Whether a cell takes several columns or rows."""
        return any(cell.columns > 1 or cell.rows > 1 for row in self.rows for cell in row)


Block: TypeAlias = Paragraph | ItemList | Quotation | TextBox | Table


def iter_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the blocks, those of tables and lists within them too, in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case ItemList(_, items):
                yield from (each for item in items for each in (item.first, *iter_paragraphs(item.blocks)))
            case Table(rows):
                yield from (each for row in rows for cell in row for each in iter_paragraphs(cell.blocks))
            case Quotation(inner) | TextBox(inner):
                yield from iter_paragraphs(inner)
