"""The pairing of rows and recommendations that all say the same: by ref, by number as far as it moved, by place.

Each case shows what the rows were written for and the numbers that the recommendations of these words have now.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Recommendation
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.sheets.reference import make_reference
from cabinet_papers.sheets.same_words import PLACE, SHARED, Paired, RowKey, Written, find_written, pair_rows

SAME = "That the Council funds a warden for the ward."
OTHER = "That the Council publishes the minutes of the wardens' meetings on its website."


def recommend(number: int, ref: str = "", wording: str = SAME) -> Recommendation:
    return Recommendation(number, prose_of(wording), wording, Location("r.yaml"), ref)


class Case(NamedTuple):
    """Rows by their order in the sheet, recommendations as (number, ref), and for each row what it is paired with.

    `expected` has the number and whether it is said to be uncertain; None for a row that belongs to none.
    """

    rows: tuple[Written, ...]
    same: tuple[int | tuple[int, str], ...]
    expected: tuple[tuple[int, str] | None, ...]
    moves: Mapping[int, int] = {}
    known_refs: tuple[str, ...] = ()
    # The rows whose own recommendation seems to have been reworded since.
    reworded: tuple[int, ...] = ()


SURE = None
CASES = {
    "each where it is expected": Case((Written(2), Written(3)), (2, 3), ((2, SURE), (3, SURE))),
    "in another order on the sheet": Case((Written(3), Written(2)), (2, 3), ((3, SURE), (2, SURE))),
    "in another order on the sheet, and moved": Case((Written(5), Written(3)), (7, 8), ((8, PLACE), (7, PLACE))),
    "moved as the others moved": Case((Written(2), Written(3)), (4, 5), ((4, SURE), (5, SURE)), {1: 3, 4: 6}),
    "moved as the nearest one before": Case((Written(5),), (6, 7, 8), ((7, PLACE),), {2: 3, 4: 6, 6: 7}),
    "moved as the nearest one, of several before": Case(
        (Written(9),), (8, 9, 10), ((10, PLACE),), {1: 1, 3: 3, 8: 9}
    ),
    "moved as the one before, though one after is nearer": Case((Written(5),), (6, 8), ((6, PLACE),), {2: 3, 6: 9}),
    "moved as the next one, where none is before": Case((Written(1),), (1, 2, 3), ((3, PLACE),), {2: 4, 9: 9}),
    "as many, but not where they are expected": Case((Written(1), Written(2)), (2, 5), ((2, PLACE), (5, PLACE))),
    "fewer rows: each takes the nearest": Case((Written(4), Written(9)), (2, 5, 8), ((5, PLACE), (8, PLACE))),
    "fewer rows: the nearest pair comes first": Case((Written(4), Written(7)), (6, 9, 12), ((9, PLACE), (6, PLACE))),
    "fewer rows: of two as near the first row has it": Case(
        (Written(6), Written(4)), (5, 9, 12), ((9, PLACE), (5, PLACE))
    ),
    "fewer rows: of two as near it is the first recommendation": Case((Written(4),), (3, 5), ((3, PLACE),)),
    "fewer rows: one row takes one recommendation": Case(
        (Written(4), Written(20)), (3, 5, 7), ((3, PLACE), (7, PLACE))
    ),
    "fewer rows, the nearest after a move": Case((Written(4), Written(5)), (6, 8, 9), ((6, PLACE), (8, PLACE)), {1: 4}),
    "fewer rows, and nothing moved": Case((Written(2),), (2, 3), ((2, SURE),), {1: 1, 4: 4}),
    "fewer rows, and whether others moved is not known": Case((Written(2),), (2, 3), ((2, PLACE),)),
    "fewer rows, and one of the others moved": Case((Written(2),), (2, 3), ((2, PLACE),), {1: 1, 4: 5}),
    "a row without a number takes what is left": Case((Written(None), Written(2)), (2, 3), ((3, PLACE), (2, SURE))),
    "a row without a number comes last, where all moved": Case(
        (Written(None), Written(2)), (5, 6), ((6, PLACE), (5, PLACE))
    ),
    "two rows without numbers": Case((Written(None), Written(None)), (2, 3), ((2, PLACE), (3, PLACE))),
    "a row without a number, too many": Case((Written(2), Written(None)), (2,), ((2, PLACE), (2, SHARED))),
    "two rows written for the same": Case((Written(2), Written(2)), (2, 3), ((2, PLACE), (2, PLACE))),
    "two rows written for the same, nothing moved": Case(
        (Written(2), Written(2), Written(3)), (2, 3), ((2, SURE), (2, SURE), (3, SURE))
    ),
    "a row too many that says its number is left out": Case((Written(2), Written(3)), (2,), ((2, PLACE), None)),
    "a row too many, and which is gone is known": Case(
        (Written(2), Written(3), Written(4)), (2, 3), ((2, PLACE), (3, PLACE), None), reworded=(2,)
    ),
    "a row too many, the first is reworded": Case(
        (Written(1), Written(2), Written(3)), (2, 3), (None, (2, PLACE), (3, PLACE)), reworded=(0,)
    ),
    "a row reworded, though its number is free, stays": Case(
        (Written(2), Written(3)), (3,), (None, (3, PLACE)), reworded=(0, 1)
    ),
    "a row that is reworded is left out only where there are too many": Case(
        (Written(1), Written(3)), (2, 3), ((2, PLACE), (3, PLACE)), reworded=(0,)
    ),
    "a row too many, the nearest is reworded": Case(
        (Written(1), Written(4)), (2,), (None, (2, PLACE)), reworded=(0,)
    ),
    "a row too many, which says no number": Case((Written(None), Written(1)), (1,), (None, (1, PLACE)), reworded=(0,)),
    "a row too many, which says no number, after a move": Case(
        (Written(None), Written(2)), (2,), (None, (2, PLACE)), {1: 1}, reworded=(0,)
    ),
    "two of one number, which is there": Case((Written(5, "Z"), Written(5, "C")), (5, 6), ((5, PLACE), (6, PLACE))),
    "two of one number, which is not there": Case((Written(5, "Z"), Written(5, "C")), (7, 8), ((7, PLACE), (8, PLACE))),
    "a number that another row has too, and moved": Case((Written(5),), (5, 9), ((9, PLACE),), {3: 3, 5: 9}),
    "as many rows as are free is not too many": Case((Written(7), Written(8)), (1, 2), ((1, PLACE), (2, PLACE))),
    "by the ref, whatever the number": Case(
        (Written(2, "B"), Written(3, "A")), ((2, "A"), (3, "B")), ((3, SURE), (2, SURE))
    ),
    "by the ref, though the visible number is another": Case(
        (Written(2, "B", is_contradicted=True),), ((2, "A"), (3, "B")), ((3, PLACE),)
    ),
    "what has a ref is not given to another row": Case(
        (Written(2), Written(3, "A")), ((2, "A"), (3, "")), ((3, PLACE), (2, SURE))
    ),
    "a ref that none has any more": Case((Written(2, "GONE"),), ((2, "A"),), ((2, PLACE),), known_refs=("A",)),
    "a ref that a recommendation of other words has": Case(
        (Written(2, "C"),), ((2, "A"),), ((2, SURE),), known_refs=("A", "C")
    ),
    "numbers that contradict each other": Case((Written(2, "", is_contradicted=True),), (2,), ((2, PLACE),)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rows_are_paired(name: str) -> None:
    case = CASES[name]
    same = [recommend(*each) if isinstance(each, tuple) else recommend(each) for each in case.same]

    def find_own(at: int) -> Recommendation | None:
        return recommend(99) if at in case.reworded else None

    paired = pair_rows(dict(enumerate(case.rows)), same, case.known_refs, case.moves, find_own)
    found = [paired.get(at) for at in range(len(case.rows))]
    assert [each and (each.recommendation.number, each.doubt) for each in found] == list(case.expected)


def test_places_in_the_sheet_are_kept() -> None:
    """The rows of these words are the sheet's rows 4 and 9."""
    second, third = recommend(2), recommend(3)
    paired = pair_rows({4: Written(2), 9: Written(3)}, [second, third], (), {}, lambda _: None)
    assert paired == {4: Paired(second), 9: Paired(third)}


NUMBERS = {
    "3": 3, "3.": 3, " 3": 3, "No. 3": 3, "Recommendation 12 of 14": 12, "": None, "the third": None,
    "123456": 123456, "1234567": None, "3a": 3, "R-07": 7, "x" * 20 + "3": 3, "x" * 21 + "3": None,
}  # fmt: skip


@pytest.mark.parametrize("typed", NUMBERS)
def test_the_number_that_is_seen(typed: str) -> None:
    assert RowKey(typed, SAME).typed_number == NUMBERS[typed]


FIRST, SECOND = (make_reference("5f2a9c", at, SAME, ref) for at, ref in ((1, "A"), (2, "B")))
ELSEWHERE = make_reference("5f2a9c", 2, OTHER, "B")
WRITTEN = {
    "as the sheet was written": (
        [RowKey("1", SAME, FIRST), RowKey("2", SAME, SECOND)], [Written(1, "A"), Written(2, "B")],
    ),
    "its number is gone": ([RowKey("", SAME, FIRST)], [Written(1, "A")]),
    "its reference is gone": ([RowKey("1", SAME)], [Written(1)]),
    "both are gone": ([RowKey("", SAME)], [Written(None)]),
    "sorted but for the hidden references": (
        [RowKey("2", SAME, FIRST), RowKey("1", SAME, SECOND)],
        [Written(2, "B", is_contradicted=True), Written(1, "A", is_contradicted=True)],
    ),
    "its number is retyped, and of no row": ([RowKey("7", SAME, FIRST)], [Written(7, "", is_contradicted=True)]),
    "its number is retyped, and of a row of other words": (
        [RowKey("2", SAME, FIRST), RowKey("2", OTHER, ELSEWHERE)],
        [Written(2, "", is_contradicted=True), Written(2, "B")],
    ),
    "its number is a nought": (
        [RowKey("1", SAME, FIRST), RowKey("0", SAME, SECOND)], [Written(1, "A"), Written(0, "", is_contradicted=True)],
    ),
    "a row without a reference between": (
        [RowKey("9", SAME), RowKey("2", SAME, FIRST), RowKey("", SAME, SECOND)],
        [Written(9), Written(2, "B", is_contradicted=True), Written(2, "B")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITTEN)
def test_what_a_row_was_written_for(what: str) -> None:
    rows, expected = WRITTEN[what]
    assert find_written(rows) == expected
