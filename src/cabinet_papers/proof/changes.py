"""What has changed between two finished documents, told by their words: paragraphs, and rows cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.finished.found import FoundParagraph, read_paragraphs
from cabinet_papers.finished.opened import Opened, open_document
from cabinet_papers.matter.wording import differing_part

NAME_LENGTH, MOST_NAMED, SHOWN = 60, 20, 120


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
    # A row is the same row as long as it begins alike, whatever is answered in it.
    matcher = SequenceMatcher(None, [unit.cells[0] for unit in old], [unit.cells[0] for unit in new], autojunk=False)
    for _, first, last, new_first, new_last in matcher.get_opcodes():
        for one, other in zip_longest(old[first:last], new[new_first:new_last]):
            yield from _compare(one, other)


def check_changes(standing: bytes, opened: Opened, file: str, *, quote: bool) -> list[Diagnostic]:
    """Return a warning for each change from an agreed paper as it was built (b"" for none) to the one made now.

    `quote` says whether the words may be shown: those of an exempt document may not.
    """
    if not standing:
        return []
    changes = list(find_changes(read_paragraphs(open_document(standing)), read_paragraphs(opened)))
    hint = "if Cabinet agreed this, circulate the new paper; the earlier one is kept in superseded/. If not, undo it"
    messages = [_name_change(each, quote=quote) for each in changes[:MOST_NAMED]]
    if len(changes) > MOST_NAMED:
        messages.append(f"and {len(changes) - MOST_NAMED} more changes since it was agreed")
    return [finding(codes.OUT013, message, hint, Location(file)) for message in messages]


def _name_change(change: Change, *, quote: bool) -> str:
    where = f' under "{change.heading}"' if change.heading else ""
    where += f' of "{change.row}"' if change.row and quote else ""
    if not quote:
        return f"a text{where} is not as it was agreed"
    before, now = differing_part(change.before, change.now, SHOWN)
    if not change.before:
        return f'"{now[:SHOWN]}"{where} is new since it was agreed'
    if not change.now:
        return f'"{before[:SHOWN]}"{where} is gone since it was agreed'
    return f'the words agreed{where} were "{before[:SHOWN]}" and are "{now[:SHOWN]}" now'


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
            yield Change(before, now, other.cells[0][:NAME_LENGTH], heading)


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
