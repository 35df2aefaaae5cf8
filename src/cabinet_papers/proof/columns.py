"""The rows and columns of a finished document's tables, and the column in which each part of an answer belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from cabinet_papers.findings.message import Term
from cabinet_papers.finished.found import FoundParagraph, normalise, read_headings
from cabinet_papers.matter.columns import HOUSE_COLUMNS
from cabinet_papers.papers.expected_parts import Part, Section
from cabinet_papers.proof.fitting import Span

Placed: TypeAlias = tuple[Part, tuple[Span, ...]]


class Columns:
    """Where the paragraphs of each row and cell are, and in which columns the parts were found so far."""

    def __init__(self, paragraphs: Sequence[FoundParagraph], sections: Sequence[Section]) -> None:
        self.paragraphs = paragraphs
        self.rows: dict[int, list[int]] = {}
        self.cells: dict[tuple[int, int], list[int]] = {}
        self.headings = read_headings(paragraphs)
        self.known = _list_headings(sections)
        self.usual: dict[tuple[int, str], Counter[int]] = {}
        for at, paragraph in enumerate(paragraphs):
            place = paragraph.place
            if place.row:
                self.rows.setdefault(place.row, []).append(at)
                self.cells.setdefault((place.row, place.column), []).append(at)

    def note(self, part: Part, spans: tuple[Span, ...]) -> None:
        """Note in which column a part was found."""
        place = self.paragraphs[spans[0].at].place
        if part.column and place.row:
            self.usual.setdefault((place.table, part.column), Counter())[place.column] += 1

    def strangeness(self, part: Part, span: Span) -> tuple[bool, int]:
        """Return how little the place of the span is where such a part is mostly found, to sort by."""
        place = self.paragraphs[span.at].place
        usual = self.usual.get((place.table, part.column), Counter())
        return self.belongs_to(span) not in ("", part.column), -usual[place.column]

    def heading_of(self, span: Span) -> str:
        """Return the heading of the column that the span is in, "" outside tables."""
        place = self.paragraphs[span.at].place
        return self.headings.get((place.table, place.column), "")

    def belongs_to(self, span: Span) -> str:
        """Return the part's column for which the heading above is known, "" where it is a council's own."""
        return self.known.get(_plain(self.heading_of(span)), "")

    def find_blank(self, row: int, column: str) -> bool:
        """Whether the row's cell in the column of such parts has no words; no where there is no such column."""
        table = self.paragraphs[self.rows[row][0]].place.table
        headings = ((at, text) for (each, at), text in self.headings.items() if each == table)
        headed = [at for at, text in headings if self.known.get(_plain(text)) == column]
        usual = [at for at, _ in self.usual.get((table, column), Counter[int]()).most_common(1)]
        return any(not self.has_words(row, at) for at in (headed or usual)[:1])

    def has_words(self, row: int, column: int) -> bool:
        """Whether there are words in the cell."""
        return any(self.paragraphs[at].words for at in self.cells.get((row, column), ()))

    def find_wrong(self, placed: Sequence[Placed]) -> Iterator[Placed]:
        """Yield the parts of a row that are in a column whose heading is that of another part, which is elsewhere."""
        columns = {part.column: self.paragraphs[spans[0].at].place.column for part, spans in placed}
        for part, spans in placed:
            other = self.belongs_to(spans[0])
            if (
                part.column
                and other not in ("", part.column)
                and columns.get(other) not in (None, columns[part.column])
            ):
                yield part, spans

    def find_exchanged(self, placed: Sequence[Placed]) -> Iterator[Placed]:
        """Yield the parts that are in another column than most of their like, where no heading is known."""
        for part, spans in placed:
            place, words = self.paragraphs[spans[0].at].place, normalise(part.facts[0].text)
            usual = self.usual.get((place.table, part.column), Counter[int]())
            if len(usual) < 2 or self.belongs_to(spans[0]):
                continue
            most, _ = usual.most_common(1)[0]
            beside = " ".join(self.paragraphs[at].words for at in self.cells.get((place.row, most), ()))
            # Two cells that both hold the words tell nothing.
            if place.column != most and words not in beside:
                yield part, spans


def name_heading(heading: str) -> str:
    """Return the heading of a column: one of the program's own is never withheld, any other may be an exempt word."""
    return Term(heading) if _plain(heading) in HOUSE_HEADINGS else heading


def _list_headings(sections: Sequence[Section]) -> dict[str, str]:
    """Return the column that each known heading of a table is for."""
    groups = [group for section in sections for group in section.groups]
    columns = {name for group in groups for name in (*(part.column for part in group.parts), *group.never_blank)} - {""}
    known = {column.heading: column.headings for column in HOUSE_COLUMNS}
    own = {_plain(heading): column for section in sections for heading, column in section.headings}
    return {_plain(heading): column for column in columns for heading in known.get(column, (column,))} | own


def _plain(heading: str) -> str:
    return normalise(heading).casefold().rstrip("?.: ")


HOUSE_HEADINGS = frozenset(_plain(heading) for column in HOUSE_COLUMNS for heading in column.headings)
