"""Rows and recommendations that say the same in the same words: which row is which recommendation's.

The words cannot tell them apart, so what the row was written for does: the officer's own ref, then the number, moved as
far as the numbers around it have moved. Where that does not settle it the likeliest is taken, and it is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.matter.model import Recommendation
from cabinet_papers.sheets.reference import Reference

PLACE = "its place among rows of the same words"
SHARED = "its words, which another row has as well"


class RowKey(NamedTuple):
    """What of a row says which recommendation it is about; `asked` are those for whom its sheet was, as it says."""

    number: str
    wording: str
    reference: Reference | None = None
    asked: str = ""

    @property
    def typed_number(self) -> int | None:
        """The number that is seen in the row."""
        found = re.match(r"\D{0,20}(\d{1,6})(?!\d)", self.number)
        return int(found[1]) if found else None


class Written(NamedTuple):
    """What a row was written for, as far as it says: the number then, and the officer's own ref.

    `is_contradicted` says that its visible number and its hidden reference do not agree.
    """

    number: int | None
    ref: str = ""
    is_contradicted: bool = False


class Paired(NamedTuple):
    """The recommendation of a row; `doubt` says how it was told where that is not certain, else ""."""

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
    rows: Mapping[int, Written], same: Sequence[Recommendation], known_refs: Iterable[str], moves: Mapping[int, int],
    find_own: Callable[[int], Recommendation | None],
) -> dict[int, Paired]:  # fmt: skip
    """Return the recommendation of each row, by the row's place in the sheet; none of one whose own was reworded since.

    `rows` have the words of all of `same`; `moves` tells for other rows which number they were written with and which
    it is now. A row too many that does not say its number is put beside a recommendation that another row has as well,
    so that two different answers are found to be two; one that does is left out.
    """
    by_ref = {each.ref: each for each in same if each.ref}
    found = {
        at: Paired(by_ref[each.ref], PLACE if each.is_contradicted else "")
        for at, each in rows.items()
        if each.ref in by_ref
    }
    taken = {each.recommendation.number for each in found.values()}
    free = {each.number: each for each in same if each.number not in taken}
    groups: dict[Hashable, list[int]] = {}
    for at, written in rows.items():
        if at not in found:
            # Rows that say nothing of what they were written for are each of their own.
            groups.setdefault(written if written.number else at, []).append(at)
    # Where there are more rows than recommendations, which of them is gone or reworded is not to be known.
    too_many = len(groups) > len(free)
    for key, places in list(groups.items()) if too_many else ():
        if find_own(places[0]) and _expect(rows[places[0]].number, moves) not in free:
            del groups[key]
    pairs, certain = _pair(groups, rows, free, moves)
    # A ref that no recommendation has any more is that of one that is gone, or was renamed.
    refs = {"", *known_refs}
    for key, places in groups.items():
        for at in places:
            if key in pairs:
                known = rows[at].ref in refs and not rows[at].is_contradicted
                found[at] = Paired(pairs[key], "" if known and key in certain and not too_many else PLACE)
            elif not rows[at].number:
                found[at] = Paired(same[0], SHARED)
            # One that was written for another number is left: its own is gone, or says something else altogether.
    return found


def _pair(
    groups: Mapping[Hashable, list[int]], rows: Mapping[int, Written], free: dict[int, Recommendation],
    moves: Mapping[int, int],
) -> tuple[dict[Hashable, Recommendation], set[Hashable]]:  # fmt: skip
    """Return the recommendation of each group of rows, and for which groups that is certain."""
    numbers = {key: rows[places[0]].number for key, places in groups.items()}
    numbered = sorted((key for key, number in numbers.items() if number), key=lambda key: numbers[key] or 0)
    others = [key for key, number in numbers.items() if not number]
    expected = {key: _expect(numbers[key], moves) for key in numbered}
    pairs: dict[Hashable, Recommendation] = {}
    certain: set[Hashable] = set()
    left = dict(free)
    if set(expected.values()) <= free.keys() and len(set(expected.values())) == len(expected):
        # All stand where they are expected; one alone might do so by chance.
        pairs = {key: left.pop(number) for key, number in expected.items()}
        unmoved = bool(moves) and all(before == now for before, now in moves.items())
        if len(groups) == len(free) or (len(groups) < len(free) and unmoved):
            certain = set(pairs)
    elif len(groups) == len(free):
        return dict(zip([*numbered, *others], free.values(), strict=True)), set()
    else:
        distances = sorted(
            (abs(number - expected[key]), at, number) for at, key in enumerate(numbered) for number in free
        )
        for _, at, number in distances:
            if numbered[at] not in pairs and number in left:
                pairs[numbered[at]] = left.pop(number)
    pairs |= zip(others, left.values(), strict=False)
    return pairs, certain


def _expect(number: int | None, moves: Mapping[int, int]) -> int:
    """Return where a number is now, if it has moved as far as the next one around it whose way is known."""
    if number is None or not moves:
        return number or 0
    nearest = min(moves, key=lambda each: (each > number, abs(each - number)))
    return number + moves[nearest] - nearest
