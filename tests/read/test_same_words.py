"""Recommendations in the same words: each row stays with the one that it was written for."""

import pytest

from cabinet_papers.diagnostics import Location
from cabinet_papers.model import Recommendation
from cabinet_papers.prose import prose_of
from cabinet_papers.read.matching import match_rows
from cabinet_papers.read.same_words import RowKey
from cabinet_papers.reference import make_reference

SAME = "That the Council funds a warden for the ward."
NEARLY = "That the Council funds a second warden for the ward."
OTHER = "That the Council publishes the minutes of the wardens' meetings on its website."
FIRST = "That the Council opens the allotments at Fenside to schools."


def recommend(*wordings: str) -> list[Recommendation]:
    """Return the recommendations; `words #X` has the officer's ref X."""
    made = []
    for number, each in enumerate(wordings, 1):
        wording, _, ref = each.partition(" #")
        made.append(Recommendation(number, prose_of(wording), wording, Location("r.yaml"), ref))
    return made


def rows_of(*wordings: str) -> list[RowKey]:
    """Return the rows as `papers sheet` writes them."""
    return [
        RowKey(str(each.number), each.wording, make_reference("5f2a9c", each.number, each.wording, each.ref))
        for each in recommend(*wordings)
    ]


CASES = {
    # What the sheet was written for, what is recommended now, which recommendation each row has then (0 none).
    "nothing changed": ((SAME, SAME), (SAME, SAME), (1, 2)),
    "swapped by their refs": ((f"{SAME} #X", f"{SAME} #Y"), (f"{SAME} #Y", f"{SAME} #X"), (2, 1)),
    "one before them": ((SAME, SAME), (OTHER, SAME, SAME), (2, 3)),
    "one before them gone": ((OTHER, SAME, SAME), (SAME, SAME), (0, 1, 2)),
    "one before them, one after": ((FIRST, SAME, SAME, OTHER), (FIRST, OTHER, SAME, SAME), (1, 3, 4, 2)),
    "the first reworded": ((FIRST, SAME, SAME), (FIRST, NEARLY, SAME), (1, 2, 3)),
    "the second reworded": ((FIRST, SAME, SAME), (FIRST, SAME, NEARLY), (1, 2, 3)),
    "the first reworded, by their refs": (
        (FIRST, f"{SAME} #X", f"{SAME} #Y"), (FIRST, f"{SAME} #Y", f"{NEARLY} #X"), (1, 3, 2),
    ),
    "a third one of them": ((FIRST, SAME, SAME), (FIRST, SAME, SAME, SAME), (1, 2, 3)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_row_stays_with_its_own(case: str) -> None:
    before, after, expected = CASES[case]
    matches = match_rows(recommend(*after), rows_of(*before))
    assert tuple(match.recommendation.number if match else 0 for match in matches) == expected


def test_a_row_deleted_and_the_rest_moved() -> None:
    """The row of the first is gone from the sheet, and the numbers have moved by one."""
    rows = [each for each in rows_of(FIRST, SAME, SAME, OTHER) if each.number != "2"]
    matches = match_rows(recommend(NEARLY, FIRST, SAME, SAME, OTHER), rows)
    assert [match and match.recommendation.number for match in matches] == [2, 4, 5]
    assert matches[1] is not None
    assert matches[1].evidence == "its place among rows of the same words"


def test_one_of_them_gone_is_not_guessed() -> None:
    """Which of the two went is not to be known: both rows claim what is left, and two answers are told to be two."""
    matches = match_rows(recommend(FIRST, SAME, OTHER), rows_of(FIRST, SAME, SAME, OTHER))
    assert [match and match.recommendation.number for match in matches] == [1, 2, 2, 3]
    assert matches[2] is not None
    assert matches[2].evidence == "its words, which another row has as well"


def test_a_row_whose_fellow_is_on_another_sheet() -> None:
    """A member's sheet holds the second alone; the second is reworded, so that its words are the first's now."""
    (row,) = [each for each in rows_of(SAME, OTHER, SAME) if each.number == "3"]
    (match,) = match_rows(recommend(SAME, OTHER, NEARLY), [row])
    assert match is not None
    assert match.evidence == "its words, though recommendation 3 says nearly the same"


def test_columns_sorted_without_the_hidden_one() -> None:
    """The visible numbers went along with the answers; the references stayed where they were."""
    first, second, third = rows_of(SAME, SAME, OTHER)
    rows = [RowKey(number, words, kept.reference) for number, words, kept in (
        ("3", OTHER, first), ("2", SAME, second), ("1", SAME, third),
    )]  # fmt: skip
    matches = match_rows(recommend(SAME, SAME, OTHER), rows)
    assert [match and match.recommendation.number for match in matches] == [3, 2, 1]
