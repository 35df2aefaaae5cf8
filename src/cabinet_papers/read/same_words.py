"""Rows and recommendations that say the same in the same words: which row is which recommendation's.

The words cannot tell them apart, so what the row was written for does: the officer's own ref, then the number, moved as
far as the numbers around it have moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.model import Recommendation
from cabinet_papers.reference import Reference


class RowKey(NamedTuple):
    """What of a row says which recommendation it is about."""

    number: str
    wording: str
    reference: Reference | None = None

    @property
    def typed_number(self) -> int | None:
        """The number that is seen in the row."""
        found = re.match(r"\D{0,20}(\d{1,6})(?!\d)", self.number)
        return int(found[1]) if found else None


class Written(NamedTuple):
    """What a row was written for, as far as it says: the number then, and the officer's own ref."""

    number: int | None
    ref: str = ""


class Paired(NamedTuple):
    """The recommendation of a row; `doubt` says how it was told where something speaks against it, else ""."""

    recommendation: Recommendation
    doubt: str = ""


def find_written(rows: Sequence[RowKey]) -> list[Written]:
    """Return what each row was written for.

    The visible number goes with the words when only a part of the columns is sorted; the hidden reference stays.
    """
    references = {row.reference.number: row.reference for row in rows if row.reference}
    found = []
    for row in rows:
        own, typed = row.reference, row.typed_number
        moved = references.get(typed) if typed else None
        if own is None:
            found.append(Written(typed))
        elif typed in (None, own.number):
            found.append(Written(own.number, own.ref))
        elif moved and moved.was_written_with(row.wording):
            found.append(Written(moved.number, moved.ref))
        elif own.was_written_with(row.wording):
            found.append(Written(own.number, own.ref))
        else:
            found.append(Written(typed))
    return found


def pair_rows(
    rows: Sequence[int], written: Sequence[Written], same: Sequence[Recommendation], moves: Mapping[int, int],
    find_own: Callable[[int], Recommendation | None],
) -> dict[int, Paired | None]:  # fmt: skip
    """Return the recommendation of each row, by the row's place in the sheet; None where its own was reworded since.

    `moves` tells for other rows which number they were written with and which it is now. A row too many is put beside a
    recommendation that another row has as well, so that two different answers are found to be two.
    """
    by_ref = {each.ref: each for each in same if each.ref}
    found: dict[int, Paired | None] = {at: Paired(by_ref[written[at].ref]) for at in rows if written[at].ref in by_ref}
    taken = {each.recommendation.number for each in found.values() if each}
    free = [each for each in same if each.number not in taken]
    open_rows: dict[Written | int, list[int]] = {}
    for at in rows:
        if at not in found:
            # Rows that say nothing of what they were written for are each of their own.
            open_rows.setdefault(written[at] if written[at].number else at, []).append(at)
    numbers = {key: key.number if isinstance(key, Written) else None for key in open_rows}
    keys = sorted(numbers, key=lambda key: (numbers[key] is None, numbers[key] or 0))
    pairs = _pair_in_order(keys, free) or _pair_nearest(numbers, free, moves)
    for key, places in open_rows.items():
        for at in places:
            if key in pairs:
                certain = len(keys) == len(free) or (numbers[key] == pairs[key].number and not _has_moved(moves))
                found[at] = Paired(pairs[key], "" if certain else "its place among rows of the same words")
            elif find_own(at):
                found[at] = None
            else:
                nearest = min(same, key=lambda each: abs(each.number - _expect(numbers[key], moves)))
                found[at] = Paired(nearest, "its words, which another row has as well")
    return found


def _pair_in_order(
    keys: Sequence[Written | int], free: Sequence[Recommendation]
) -> dict[Written | int, Recommendation] | None:
    return dict(zip(keys, free, strict=True)) if len(keys) == len(free) else None


def _pair_nearest(
    numbers: Mapping[Written | int, int | None], free: Sequence[Recommendation], moves: Mapping[int, int]
) -> dict[Written | int, Recommendation]:
    distances = sorted(
        (abs(each.number - _expect(number, moves)), at, each.number)
        for at, number in enumerate(numbers.values())
        for each in free
        if number is not None
    )
    by_number = {each.number: each for each in free}
    keys = list(numbers)
    pairs: dict[Written | int, Recommendation] = {}
    for _, at, number in distances:
        if keys[at] not in pairs and number in by_number:
            pairs[keys[at]] = by_number.pop(number)
    return pairs


def _expect(number: int | None, moves: Mapping[int, int]) -> int:
    """Return where a number is now, if it has moved as far as the next one around it whose way is known."""
    if number is None or not moves:
        return number or 0
    nearest = min(moves, key=lambda each: (each > number, abs(each - number)))
    return number + moves[nearest] - nearest


def _has_moved(moves: Mapping[int, int]) -> bool:
    return any(before != now for before, now in moves.items())
