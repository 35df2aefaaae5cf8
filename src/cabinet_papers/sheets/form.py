"""The form of a sheet: what it says above its table, its columns, and what it asks about, a row each.

Writer, reader, matching, refreshing and marked copies know a sheet by this alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from cabinet_papers.excel.cells import Cell, Worksheet
from cabinet_papers.matter.columns import (
    ABOUT_ROW,
    COMMENT,
    DECISION,
    HOUSE_COLUMNS,
    REFERENCE,
    Column,
    find_column,
)
from cabinet_papers.matter.form_words import NO_WORDS, name_columns
from cabinet_papers.matter.vocabulary import Decision, Meaning
from cabinet_papers.sheets.reference import Reference

NEEDS_REASON = (Meaning.PARTLY, Meaning.NOT_AGREED, Meaning.OTHER)
# Decisions beside which the how-to page asks for nothing more.
SAYS_ENOUGH = (Meaning.AGREED, Meaning.STATUS)


def list_known(columns: tuple[Column, ...], words: Mapping[str, str] = NO_WORDS) -> tuple[Column, ...]:
    """Return every column that a sheet of this table may have: also those of the house that the table does not ask for.

    What was typed under one of these is not passed over. `words` are those of the sheet.
    """
    names = {each.name for each in columns}
    others = tuple(each for each in (*HOUSE_COLUMNS, ABOUT_ROW, REFERENCE) if each.name not in names)
    return (*columns, *(each._replace(is_essential=False) for each in name_columns(others, words)))


# Cells by the name of their column.
Cells = dict[str, Cell]


class Asked(Protocol):
    """What a row of a form asks about."""

    @property
    def number(self) -> int:
        """Its number, counted from 1."""

    @property
    def wording(self) -> str:
        """Its text as typed."""

    @property
    def ref(self) -> str:
        """The officer's own name for it, or ""."""

    @property
    def printed(self) -> str:
        """Its number as people say it."""

    @property
    def whole(self) -> str:
        """The number of the recommendation that it is a part of, or ""."""

    @property
    def lead_in(self) -> str:
        """The words that it shares with other parts of one recommendation, or ""."""


class AskedRow(NamedTuple):
    """What one row asks about, the answer given so far, and what there is to say about the wording.

    `shown` is its number as it appears under No., where that is not the count; `member` is who answers it alone;
    `beside` has the texts of further columns that are only read.
    """

    number: int
    wording: str
    reference: Reference
    answer: Cells
    about_row: str = ""
    member: str = ""
    shown: str = ""
    beside: Mapping[str, str] = MappingProxyType({})

    @property
    def printed(self) -> str:
        """What is under No.; of several recommendations each number on a line."""
        return self.shown or str(self.number)

    @property
    def printed_in_line(self) -> str:
        """The same in one line."""
        return ", ".join(self.printed.split("\n"))


class Form(NamedTuple):
    """A sheet as it goes out. `above` are the lines above the table, with the title first; `due` is a part of them.

    `columns` are those that the table has, from left to right; `decisions` are the words of the column of decisions.
    `kept` are answers for which there is no row, `tables` the worksheets that people added. `contact` is whom to ask,
    `about` what the page "How to" says of the sheet, `for_office` what was written for the scrutiny office, by label.
    `language` is a BCP 47 tag. What the form says itself is in English here, and is written in the council's `words`.
    """

    above: tuple[str, ...]
    due: str
    columns: tuple[Column, ...]
    decisions: tuple[Decision, ...]
    rows: tuple[AskedRow, ...]
    kept: tuple[Cells, ...] = ()
    tables: tuple[Worksheet, ...] = ()
    contact: str = ""
    about: tuple[str, ...] = ()
    for_office: Mapping[str, str] = MappingProxyType({})
    language: str = "en-GB"
    words: Mapping[str, str] = MappingProxyType({})
    is_for_updates: bool = False

    @property
    def title(self) -> str:
        """The title of the workbook."""
        return self.above[0]

    @property
    def decision(self) -> Column | None:
        """The column of the decisions."""
        return find_column(self.columns, DECISION)

    @property
    def comment(self) -> Column | None:
        """The column of the comments."""
        return find_column(self.columns, COMMENT)

    @property
    def main(self) -> Column:
        """The column by which a row is answered."""
        return self.decision or self.comment or COMMENT

    @property
    def reason_words(self) -> tuple[str, ...]:
        """The decisions beside which an empty comment is pointed out."""
        if self.decision is None or self.comment is None:
            return ()
        return tuple(each.word for each in self.decisions if each.meaning in NEEDS_REASON)


def lay_out_columns(
    columns: tuple[Column, ...],
    decisions: tuple[Decision, ...],
    words: Mapping[str, str] = NO_WORDS,
    *,
    with_about_row: bool,
) -> tuple[Column, ...]:
    """Return the columns of a response sheet from left to right; that of the decisions offers these."""
    choices = tuple(each.word for each in decisions)
    return (
        *(each._replace(choices=choices) if each.name == DECISION.name else each for each in columns),
        *name_columns((ABOUT_ROW, REFERENCE) if with_about_row else (REFERENCE,), words),
    )
