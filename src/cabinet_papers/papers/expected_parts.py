"""What is searched for in a finished document: facts, in the groups and sections that belong together."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.message import Message

if TYPE_CHECKING:
    pass


class ExpectedKind(StrEnum):
    """What a piece of text is; its value is the word that the receipt counts it by."""

    RECOMMENDATION = "recommendation"
    ANSWER = "answer"
    ADDITION = "addition"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered item"
    CELL = "table cell"
    ACTION = "action"
    DETAIL = "detail"


class Expected(NamedTuple):
    """Words that somebody wrote, and what they are. `owner` says what they belong to, for a message.

    `cell` is the row and column, from 1, of a table's cell; `path` is that of the detail that it is of.
    """

    kind: ExpectedKind
    text: str
    owner: Message = Message("")
    cell: tuple[int, int] = (0, 0)
    path: str = ""


class Part(NamedTuple):
    """Facts that follow each other directly; in a table's row they belong under the heading `column`."""

    facts: tuple[Expected, ...]
    column: str = ""


class Layout(NamedTuple):
    """How a template lays out answers: each in one row of a table, and each topic's details above its own answers."""

    is_in_rows: bool = True
    is_by_topic: bool = True


class ExpectedGroup(NamedTuple):
    """Parts that belong together: a recommendation with its answer, an action with its service and year.

    With `in_row` they are in one row of a table, wherever it is, and in any order of the columns; else one after the
    other, and after the group before. With `in_block` too they are in several rows, or none, in any order before the
    next group. `number` is printed before the first part or in its row. Under the headings `never_blank` its row has
    words of the template, such as Awaited, where nothing was written.
    """

    parts: tuple[Part, ...]
    in_row: bool = False
    number: Expected | None = None
    tables: int = 0
    never_blank: tuple[str, ...] = ()
    in_block: bool = False

    @property
    def facts(self) -> tuple[Expected, ...]:
        """Every fact of the group."""
        return tuple(fact for part in self.parts for fact in part.facts) + ((self.number,) if self.number else ())


class Section(NamedTuple):
    """A topic, or a whole paper: its groups in their order, and details that are printed around them in any order.

    `house` are sentences that are no proof of a detail whose words they hold, `headings` the council's own for the
    columns of the program's. One that `is_around` others is a text beside which details of theirs may be; those of one
    that `is_apart` are with the details of others.
    """

    groups: tuple[ExpectedGroup, ...] = ()
    details: tuple[Expected, ...] = ()
    house: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    is_around: bool = False
    is_apart: bool = False

    @property
    def facts(self) -> tuple[Expected, ...]:
        """Every fact of the section."""
        return (*self.details, *(fact for group in self.groups for fact in group.facts))
