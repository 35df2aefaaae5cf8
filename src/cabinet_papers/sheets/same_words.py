"""Matches rows to recommendations when several have the same words.

The words cannot distinguish them, so what the row was written for does: the officer's own ref, then the number, moved
as far as the numbers around it have moved. If that does not settle it, the likeliest is taken and reported as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.sheets.evidence import Basis, Evidence
from cabinet_papers.sheets.form import Asked
from cabinet_papers.sheets.reference import Reference

PLACE, SHARED = Evidence(Basis.PLACE), Evidence(Basis.SHARED_WORDS)


class RowKey(NamedTuple):
    """The parts of a row that show its recommendation; `asked` is the sheet's own line on whom it was written for."""

    number: str
    wording: str
    reference: Reference | None = None
    asked: str = ""

    @property
    def typed_number(self) -> int | None:
        """The visible number of the row."""
        found = re.match(r"\D{0,20}(\d{1,6})(?!\d)", self.number)
        return int(found[1]) if found else None


class Written(NamedTuple):
    """What a row was written for, as far as it shows: the number then, and the officer's own ref.

    `is_contradicted` says that its visible number and its hidden reference disagree.
    """

    number: int | None
    ref: str = ""
    is_contradicted: bool = False


class Paired(NamedTuple):
    """The recommendation of a row; `doubt` is what the match is based on if it is not certain, else None."""

    recommendation: Asked
    doubt: Evidence | None = None


def find_written(rows: Sequence[RowKey]) -> list[Written]:
    """Return what each row was written for.

    If only some columns are sorted, the visible number moves with the words and the hidden reference does not.
    """
    references = {row.reference.number: row.reference for row in rows if row.reference}
    found = []
    for row in rows:
        own, typed = row.reference, row.typed_number
        if own is None:
            found.append(Written(typed))
        elif typed in (None, own.number):
            found.append(Written(own.number, own.ref))
        else:
            moved = references.get(typed or 0)
            ref = moved.ref if moved and moved.was_written_with(row.wording) else ""
            found.append(Written(typed, ref, is_contradicted=True))
    return found


def pair_rows(
    rows: Mapping[int, Written], same: Sequence[Asked], known_refs: Iterable[str], moves: Mapping[int, int],
    find_own: Callable[[int], Asked | None],
) -> dict[int, Paired]:  # fmt: skip
    """Return the recommendation of each row, by the row's place in the sheet; none if its own was reworded since.

    `rows` and `same` all have the same words; `moves` has for other rows the number that they were written with and
    the one that it is now. A surplus row without a number is matched to an already matched recommendation, so that
    conflicting answers are reported; a surplus row with a number is left unmatched.
    """
    found = _pair_by_ref(rows, same)
    taken = {each.recommendation.number for each in found.values()}
    free = {each.number: each for each in same if each.number not in taken}
    groups = _Groups({at: written for at, written in rows.items() if at not in found}, moves)
    # With more rows than recommendations, we cannot tell which one was deleted or reworded.
    too_many = len(groups.places) > len(free)
    if too_many:
        groups.leave_out_reworded(free, find_own)
    pairs, certain = groups.pair(free)
    # A ref that no recommendation has any more: the recommendation was deleted, or its ref changed.
    refs = {"", *known_refs}
    for at, written, key in groups.iter_rows():
        if key in pairs:
            is_sure = key in certain and not too_many and written.ref in refs and not written.is_contradicted
            found[at] = Paired(pairs[key], None if is_sure else PLACE)
        elif not written.number:
            found[at] = Paired(same[0], SHARED)
        # One with another number is left unmatched: its own was deleted, or has quite other words now.
    return found


def _pair_by_ref(rows: Mapping[int, Written], same: Sequence[Asked]) -> dict[int, Paired]:
    """Return the recommendation of each row that was written with the officer's ref of one of them."""
    by_ref = {each.ref: each for each in same if each.ref}
    return {
        at: Paired(by_ref[written.ref], PLACE if written.is_contradicted else None)
        for at, written in rows.items()
        if written.ref in by_ref
    }


class _Groups:
    """Rows in groups that were written for one recommendation; those with a number come first, in its order."""

    def __init__(self, rows: Mapping[int, Written], moves: Mapping[int, int]) -> None:
        self.rows = rows
        self.moves = moves
        self.places: dict[Hashable, list[int]] = {}
        for at, written in rows.items():
            # Rows that do not show what they were written for are each a group of their own.
            self.places.setdefault(written if written.number else at, []).append(at)

    def iter_rows(self) -> Iterator[tuple[int, Written, Hashable]]:
        """Yield each row's place in the sheet, what it was written for, and its group."""
        for key, places in self.places.items():
            yield from ((at, self.rows[at], key) for at in places)

    def number(self, key: Hashable) -> int | None:
        return self.rows[self.places[key][0]].number

    def leave_out_reworded(self, free: Mapping[int, Asked], find_own: Callable[[int], Asked | None]) -> None:
        """Leave out the groups whose own recommendation seems to have been reworded since."""
        self.places = {
            key: places
            for key, places in self.places.items()
            if _expect(self.number(key), self.moves) in free or not find_own(places[0])
        }

    def pair(self, free: Mapping[int, Asked]) -> tuple[dict[Hashable, Asked], set[Hashable]]:
        """Return the recommendation of each group, and the groups for which it is certain."""
        numbers = {key: number for key in self.places if (number := self.number(key))}
        expected = {key: _expect(numbers[key], self.moves) for key in sorted(numbers, key=numbers.__getitem__)}
        others = [key for key in self.places if key not in numbers]
        certain: set[Hashable] = set()
        if set(expected.values()) <= free.keys() and len(set(expected.values())) == len(expected):
            # All are where they are expected; one alone might be so by chance.
            pairs = {key: free[number] for key, number in expected.items()}
            certain = set(pairs) if self.is_settled(len(free)) else set()
        elif len(self.places) == len(free):
            return dict(zip([*expected, *others], free.values(), strict=True)), certain
        else:
            pairs = _pair_nearest(expected, free)
        taken = {each.number for each in pairs.values()}
        left = (each for number, each in free.items() if number not in taken)
        return pairs | dict(zip(others, left, strict=False)), certain

    def is_settled(self, free: int) -> bool:
        """Whether rows that are where they are expected are there for certain: none is missing, or none has moved."""
        unmoved = bool(self.moves) and all(before == now for before, now in self.moves.items())
        return len(self.places) == free or (len(self.places) < free and unmoved)


def _pair_nearest(expected: Mapping[Hashable, int], free: Mapping[int, Asked]) -> dict[Hashable, Asked]:
    """Return for each group the free recommendation nearest to where it is expected, the nearest pair first."""
    keys = list(expected)
    distances = sorted((abs(number - expected[key]), at, number) for at, key in enumerate(keys) for number in free)
    pairs: dict[Hashable, Asked] = {}
    left = dict(free)
    for _, at, number in distances:
        if keys[at] not in pairs and number in left:
            pairs[keys[at]] = left.pop(number)
    return pairs


def _expect(number: int | None, moves: Mapping[int, int]) -> int:
    """Return the present number, if it has moved as far as the nearest one whose move is known."""
    if number is None or not moves:
        return number or 0
    nearest = min(moves, key=lambda each: (each > number, abs(each - number)))
    return number + moves[nearest] - nearest
