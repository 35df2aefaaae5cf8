"""Matches rows to recommendations when several have the same words.

The words cannot distinguish them, so what the row was written for does: the officer's own ref, then the number, moved
as far as the numbers around it have moved. If that does not settle it, the likeliest is taken and reported as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.matter.model import Recommendation
from cabinet_papers.sheets.evidence import Basis, Evidence
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

    recommendation: Recommendation
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
    rows: Mapping[int, Written], same: Sequence[Recommendation], known_refs: Iterable[str], moves: Mapping[int, int],
    find_own: Callable[[int], Recommendation | None],
) -> dict[int, Paired]:  # fmt: skip
    """Return the recommendation of each row, by the row's place in the sheet; none if its own was reworded since.

    `rows` and `same` all have the same words; `moves` has for other rows the number that they were written with and
    the one that it is now. A surplus row without a number is matched to an already matched recommendation, so that
    conflicting answers are reported; a surplus row with a number is left unmatched.
    """
    by_ref = {each.ref: each for each in same if each.ref}
    found = {
        at: Paired(by_ref[each.ref], PLACE if each.is_contradicted else None)
        for at, each in rows.items()
        if each.ref in by_ref
    }
    taken = {each.recommendation.number for each in found.values()}
    free = {each.number: each for each in same if each.number not in taken}
    groups: dict[Hashable, list[int]] = {}
    for at, written in rows.items():
        if at not in found:
            # Rows that do not show what they were written for are each a group of their own.
            groups.setdefault(written if written.number else at, []).append(at)
    # With more rows than recommendations, we cannot tell which one was deleted or reworded.
    too_many = len(groups) > len(free)
    for key, places in list(groups.items()) if too_many else ():
        if find_own(places[0]) and _expect(rows[places[0]].number, moves) not in free:
            del groups[key]
    pairs, certain = _pair(groups, rows, free, moves)
    # A ref that no recommendation has any more: the recommendation was deleted, or its ref changed.
    refs = {"", *known_refs}
    for key, places in groups.items():
        for at in places:
            if key in pairs:
                known = rows[at].ref in refs and not rows[at].is_contradicted
                found[at] = Paired(pairs[key], None if known and key in certain and not too_many else PLACE)
            elif not rows[at].number:
                found[at] = Paired(same[0], SHARED)
            # One with another number is left unmatched: its own was deleted, or has quite other words now.
    return found


def _pair(
    groups: Mapping[Hashable, list[int]], rows: Mapping[int, Written], free: dict[int, Recommendation],
    moves: Mapping[int, int],
) -> tuple[dict[Hashable, Recommendation], set[Hashable]]:  # fmt: skip
    """Return the recommendation of each group of rows, and the groups for which it is certain."""
    numbers = {key: rows[places[0]].number for key, places in groups.items()}
    numbered = sorted((key for key, number in numbers.items() if number), key=lambda key: numbers[key] or 0)
    others = [key for key, number in numbers.items() if not number]
    expected = {key: _expect(numbers[key], moves) for key in numbered}
    pairs: dict[Hashable, Recommendation] = {}
    certain: set[Hashable] = set()
    left = dict(free)
    if set(expected.values()) <= free.keys() and len(set(expected.values())) == len(expected):
        # All are where they are expected; one alone might be so by chance.
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
    """Return the present number, if it has moved as far as the nearest one whose move is known."""
    if number is None or not moves:
        return number or 0
    nearest = min(moves, key=lambda each: (each > number, abs(each - number)))
    return number + moves[nearest] - nearest
