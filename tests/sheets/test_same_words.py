"""Recommendations in the same words: each row stays with the one that it was written for."""

import pytest

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Recommendation
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.sheets.evidence import Basis, Evidence
from cabinet_papers.sheets.matching import OTHER_MEMBER, match_rows
from cabinet_papers.sheets.reference import make_reference
from cabinet_papers.sheets.same_words import PLACE, SHARED, RowKey

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
    assert evidence(recommend(NEARLY, FIRST, SAME, SAME, OTHER), rows) == [(2, None), (4, PLACE), (5, None)]


def evidence(after: list[Recommendation], rows: list[RowKey], members: dict[int, str] | None = None) -> list[object]:
    """Return for each row the number of its recommendation, and the evidence of the match."""
    matches = match_rows(after, rows, members)
    return [(match.recommendation.number, match.evidence) if match else None for match in matches]


def test_one_of_them_gone_is_not_guessed() -> None:
    """Which of the two went is not to be known: what is left is doubted, and the other row belongs to none."""
    rows = rows_of(FIRST, SAME, SAME, OTHER)
    assert evidence(recommend(FIRST, SAME, OTHER), rows) == [(1, None), (2, PLACE), None, (3, None)]


def test_a_copied_row_answers_what_it_was_copied_from() -> None:
    """So that two different answers are told to be two."""
    (row,) = rows_of(SAME)
    assert evidence(recommend(SAME), [row, RowKey("", SAME)]) == [(1, PLACE), (1, SHARED)]


def test_a_row_whose_fellow_is_on_another_sheet() -> None:
    """A member's sheet holds the second alone; the second is reworded, so that its words are the first's now."""
    (row,) = [each for each in rows_of(SAME, OTHER, SAME) if each.number == "3"]
    said = Evidence(Basis.SIMILAR_WORDING, number=3)
    assert evidence(recommend(SAME, OTHER, NEARLY), [row]) == [(1, said)]


def test_columns_sorted_without_the_hidden_one() -> None:
    """The visible numbers went along with the answers; the references stayed where they were."""
    first, second, third = rows_of(SAME, SAME, OTHER)
    rows = [RowKey(number, words, kept.reference) for number, words, kept in (
        ("3", OTHER, first), ("2", SAME, second), ("1", SAME, third),
    )]  # fmt: skip
    assert evidence(recommend(SAME, SAME, OTHER), rows)[1:] == [(2, None), (1, PLACE)]


def test_a_row_that_has_lost_its_number_does_not_push_another_aside() -> None:
    _, second = rows_of(SAME, SAME)
    assert evidence(recommend(SAME, SAME), [RowKey("", SAME), second]) == [(1, PLACE), (2, None)]


def test_a_ref_that_is_gone_is_not_given_on_silently() -> None:
    (row,) = rows_of(f"{SAME} #P1")
    said = Evidence(Basis.OLD_REFERENCE)
    assert evidence(recommend(f"{SAME} #H1"), [row]) == [(1, said)]
    first, second = rows_of(f"{SAME} #P1", f"{SAME} #H1")
    assert evidence(recommend(f"{SAME} #H1", f"{SAME} #N1"), [first, second]) == [(2, PLACE), (1, None)]


def test_a_ref_that_is_there_is_obeyed() -> None:
    """Its words are another's now, its own is reworded."""
    rows = rows_of(f"{SAME} #A", f"{SAME} #B")
    after = recommend(f"{SAME} #N", f"{NEARLY} #A", f"{SAME} #B")
    assert evidence(after, rows) == [(2, Evidence(Basis.REFERENCE)), (3, None)]


def test_one_more_on_top_of_two_is_said() -> None:
    """No other row says how far the numbers moved."""
    assert evidence(recommend(OTHER, SAME, SAME), rows_of(SAME, SAME)) == [(2, PLACE), (3, PLACE)]


def test_one_gone_and_another_new_is_said() -> None:
    rows = rows_of(SAME, OTHER, SAME)
    assert evidence(recommend(OTHER, SAME, SAME), rows) == [(2, PLACE), (1, None), (3, PLACE)]


def test_members_answer_their_own() -> None:
    """Two members are asked the same; a recommendation comes before both, or one of the two goes."""
    ann, bob = rows_of(SAME, SAME)
    ann, bob = ann._replace(asked="For: Ann"), bob._replace(asked="For: Bob")
    after = recommend(OTHER, SAME, SAME)
    assert evidence(after, [bob], {1: "Ann", 2: "Ann", 3: "Bob"}) == [(3, PLACE)]
    assert evidence(recommend(SAME), [ann], {1: "Bob"}) == [(1, OTHER_MEMBER)]
