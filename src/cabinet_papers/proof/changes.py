"""Finds what has changed between two finished documents: paragraphs, and the rows of tables cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import LONGEST_QUOTATION, Message, Withheld, phrase
from cabinet_papers.finished.blocks import Blocks, open_blocks
from cabinet_papers.finished.found import FoundParagraph
from cabinet_papers.matter.wording import differing_part
from cabinet_papers.proof.columns import name_heading

MOST_NAMED = 20
# A line is in no paper more often than so.
OFTEN = 200
# In place of the earlier words where they may have become exempt since.
EARLIER_WORDS, EARLIER_TEXT = Withheld("something else"), Withheld("a text")


class Change(NamedTuple):
    """Words that were replaced, or "" for words that are new or gone.

    `row` is how the row of a table begins, `heading` that of the column; both are "" outside tables.
    """

    before: str
    now: str
    row: str = ""
    heading: str = ""


class _Unit(NamedTuple):
    """A paragraph outside tables, or a row of a table: the words of each cell with the heading above."""

    cells: tuple[str, ...]
    headings: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return " ".join(filter(None, self.cells))


def find_changes(before: Sequence[FoundParagraph], now: Sequence[FoundParagraph]) -> Iterator[Change]:
    """Yield each change from one document to the other, in reading order."""
    old, new = _read_units(before), _read_units(now)
    matcher = SequenceMatcher(None, _name_units(old), _name_units(new), autojunk=False)
    for _, first, last, new_first, new_last in matcher.get_opcodes():
        for one, other in zip_longest(old[first:last], new[new_first:new_last]):
            yield from _compare(one, other)


def _name_units(units: list[_Unit]) -> list[tuple[str, int]]:
    """Return by what each unit is known again: a row is the same row as long as it begins alike, with any answer.

    Of a line that is there a thousand times each is known by its count, or finding its pair would take minutes.
    """
    counts = Counter[str]()
    names = []
    for unit in units:
        counts[unit.cells[0]] += 1
        names.append((unit.cells[0], max(0, counts[unit.cells[0]] - OFTEN)))
    return names


def check_changes(agreed: bytes, document: Blocks, file: str, *, may_quote: bool = True) -> list[Diagnostic]:
    """Return a warning for each change from an agreed paper as it was built to the one made now.

    Without `may_quote` only the new paper's words are shown: something is exempt now, and may be what was agreed.
    """
    changes = list(find_changes(open_blocks(agreed).paragraphs, document.paragraphs))
    hint = phrase(
        "if Cabinet agreed the change, write why after reopened: below response:, and circulate the new paper (the "
        "earlier one is in superseded/); if not, undo the change and build again"
    )
    messages = [_name_change(each, may_quote=may_quote) for each in changes[:MOST_NAMED]]
    if len(changes) > MOST_NAMED:
        messages.append(phrase("more than these {} places have changed since the paper was agreed", MOST_NAMED))
    return [finding(codes.OUT013, message, hint, Location(file)) for message in messages]


def _name_change(change: Change, *, may_quote: bool) -> Message:
    before, now = differing_part(change.before, change.now, LONGEST_QUOTATION)
    if not may_quote:
        before, now = EARLIER_WORDS if change.now else EARLIER_TEXT, change.now
    if not change.before:
        message = phrase('"{}" was added after the paper was agreed', now)
    elif not change.now:
        message = phrase('"{}" was removed after the paper was agreed', before)
    else:
        message = phrase('"{}" was agreed, but the paper now says "{}"', before, now)
    if not change.heading:
        return message
    heading = name_heading(change.heading)
    if not change.row:
        return phrase('{} (column "{}")', message, heading)
    return phrase('{} (column "{}", row "{}")', message, heading, change.row)


def _compare(one: _Unit | None, other: _Unit | None) -> Iterator[Change]:
    if one is None or other is None:
        yield Change(one.words if one else "", other.words if other else "")
        return
    if not one.headings and not other.headings:
        if one.cells != other.cells:
            yield Change(one.words, other.words)
        return
    headings = other.headings or one.headings
    for before, now, heading in zip_longest(one.cells, other.cells, headings, fillvalue=""):
        if before != now:
            yield Change(before, now, other.cells[0], heading)


def _read_units(paragraphs: Sequence[FoundParagraph]) -> list[_Unit]:
    units: list[_Unit] = []
    headings: dict[int, tuple[str, ...]] = {}
    for (table, row), group in groupby(paragraphs, lambda each: each.place[:2]):
        if not row:
            units += [_Unit((each.words,)) for each in group if each.words]
            continue
        cells: dict[int, list[str]] = {}
        for each in group:
            cells.setdefault(each.place.column, []).append(each.words)
        texts = tuple(" ".join(filter(None, words)) for words in cells.values())
        units.append(_Unit(texts, headings.setdefault(table, texts)))
    return units
