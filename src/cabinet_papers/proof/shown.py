"""What a reader of a paper, or of its page, is shown of one paragraph: both are read into this, and compared."""

from __future__ import annotations

from typing import NamedTuple

# The sign before an item of a list without numbers, of any look.
BULLET = "\N{BULLET}"


class Spot(NamedTuple):
    """A cell: its table among all, from 1, and its row and column there, from 1."""

    table: int
    row: int
    column: int


class Shown(NamedTuple):
    """A paragraph that is shown: its words on one line, and what it is.

    `part` is "header", "body" or "notes". `level` is that of a heading from 1, else 0. `number` is printed before it,
    and it is in so many lists, `depth`. `cells` are those that it is in, the outermost first, and `heads` what the
    innermost is a heading of, "column" or "row". `links` are the addresses in it, `pictures` what they show in words,
    and `notes` how many signs of notes there are.
    """

    words: str
    part: str = "body"
    level: int = 0
    number: str = ""
    depth: int = 0
    is_quoted: bool = False
    cells: tuple[Spot, ...] = ()
    heads: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    notes: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to be seen of it."""
        return not (self.words or self.number or self.pictures or self.notes)
