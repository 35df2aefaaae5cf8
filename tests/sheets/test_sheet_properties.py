"""More random sheets: rows copied, deleted, moved and sorted, exempt ones, and numbers that contradict references.

No answered row changes its recommendation because something happened to another row of the sheet.
"""

import random
from dataclasses import replace

import pytest

from cabinet_papers.sheets.matching import Match
from tests.sheets.test_matching_properties import (
    MEMBERS,
    Asked,
    Case,
    Row,
    change_matter,
    edit_one,
    make_matter,
    match,
    sort_partly,
    write_rows,
)

SEEDS = range(300)
KINDS = {
    "other words each": {"twins": False, "refs": False, "members": False},
    "other words, with refs": {"twins": False, "refs": True, "members": False},
    "other words, several members": {"twins": False, "refs": False, "members": True},
    "the same words": {"twins": True, "refs": False, "members": False},
    "the same words, with refs": {"twins": True, "refs": True, "members": False},
    "the same words, several members": {"twins": True, "refs": False, "members": True},
    "the same words, with refs, several members": {"twins": True, "refs": True, "members": True},
}
# Each row of the sheet with its place before the edit, None for one that is new.
Placed = list[tuple[int | None, Row]]


def make_exempt(chance: random.Random, rows: list[Row]) -> list[Row]:
    """Return the rows, some of them as they are written for what is exempt."""
    return [
        Row(row.name, row.key._replace(reference=row.key.reference._replace(is_exempt=True)))
        if row.key.reference and chance.random() < 0.3
        else row
        for row in rows
    ]


def work_in(chance: random.Random, rows: list[Row]) -> list[Row]:
    """Return the rows after a person copied, sorted, partly sorted, deleted rows, or typed other numbers."""
    for _ in range(chance.randint(0, 3)):
        what, at = chance.randrange(5), chance.randrange(len(rows))
        if what == 0:
            rows = [*rows, rows[at]]
        elif what == 1:
            rows = chance.sample(rows, len(rows))
        elif what == 2:
            rows = sort_partly(chance, rows)
        elif what == 3 and len(rows) > 1:
            rows = [*rows[:at], *rows[at + 1 :]]
        else:
            retyped = rows[at].key._replace(number=str(chance.randint(1, 9)))
            rows = [*rows[:at], Row(rows[at].name, retyped), *rows[at + 1 :]]
    return rows


def edit_another(chance: random.Random, rows: list[Row]) -> Placed:
    """Return the rows after one of them was copied, deleted, moved or typed over."""
    at, placed = chance.randrange(len(rows)), list(enumerate(rows))
    what = chance.randrange(5)
    if what == 0:
        return [*placed, (None, rows[at])]
    if what == 1:
        return [*placed[:at], *placed[at + 1 :]]
    if what == 2:
        placed.insert(chance.randrange(len(rows)), placed.pop(at))
        return placed
    edited, others = edit_one(chance, tuple(rows), at)
    return [(place if place in others else None, row) for place, row in enumerate(edited)]


def make_sheet(seed: int, *, twins: bool, refs: bool, members: bool) -> tuple[Case, Placed]:
    """Return a sheet that came back and the matter as it is then; and the same sheet after one more edit."""
    chance = random.Random(f"sheet {seed}")
    matter = make_matter(chance, twins=twins, refs=refs, members=members)
    rows = make_exempt(chance, write_rows(matter, chance.choice(MEMBERS) if members else ""))
    rows = work_in(chance, rows) if rows else rows
    case = Case(tuple(rows), change_matter(chance, matter))
    return case, edit_another(chance, rows) if rows else []


def is_settled(row: Row, matter: tuple[Asked, ...]) -> bool:
    """Whether the row alone says all: its words, its number and its reference agree, and the ref is one's own."""
    key, own = row.key, row.key.reference
    return (
        own is not None
        and own.was_written_with(key.wording)
        and key.typed_number == own.number
        and [each.ref for each in matter].count(own.ref) == 1
    )


def find_moved(kind: str) -> tuple[int, list[tuple[Case, Placed, Row, Match, Match]]]:
    """Return how many rows were looked at beside an edited one, and those matched otherwise after the edit."""
    looked_at, moved = 0, []
    for seed in SEEDS:
        case, edited = make_sheet(seed, **KINDS[kind])
        before, after = match(case), match(Case(tuple(row for _, row in edited), case.matter))
        for (place, row), now in zip(edited, after, strict=True):
            then = before[place] if place is not None else None
            if then and now:
                looked_at += 1
                if then.recommendation.number != now.recommendation.number:
                    moved.append((case, edited, row, then, now))
    return looked_at, moved


def tell(moved: list[tuple[Case, Placed, Row, Match, Match]]) -> str:
    """Return the first of the sheets, and what became of its row, for a person who looks for the cause."""
    case, edited, row, then, now = moved[0]
    return "\n".join(map(str, (case, "after the edit:", *edited, f"row {row}: {then} became {now}")))


@pytest.mark.parametrize("kind", [each for each in KINDS if each.startswith("other")])
def test_a_row_of_its_own_words_does_not_move(kind: str) -> None:
    looked_at, moved = find_moved(kind)
    assert looked_at >= 300
    assert not moved, tell(moved)


@pytest.mark.parametrize("kind", [each for each in KINDS if "refs" in each])
def test_a_row_with_a_ref_of_its_own_does_not_move(kind: str) -> None:
    looked_at, moved = find_moved(kind)
    assert looked_at >= 300
    settled = [each for each in moved if is_settled(each[2], each[0].matter)]
    assert not settled, tell(settled)


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_moves_silently(kind: str) -> None:
    """Of rows in the same words one may be taken for the other, but a finding says so before or after the edit."""
    looked_at, moved = find_moved(kind)
    assert looked_at >= 300
    silent = [each for each in moved if not each[3].evidence and not each[4].evidence]
    assert not silent, tell(silent)


@pytest.mark.parametrize("kind", KINDS)
def test_whole_rows_sorted_and_copied_stay_with_their_own(kind: str) -> None:
    """Nothing else was done to the sheet, and the matter is as it was: nothing is doubted either."""
    looked_at = 0
    for seed in SEEDS:
        chance = random.Random(f"sorted {seed}")
        matter = make_matter(chance, **KINDS[kind])
        rows = write_rows(matter)
        rows = chance.sample([*rows, *chance.choices(rows, k=2)], len(rows) + 2)
        case = Case(tuple(rows), matter)
        for row, found in zip(rows, match(case), strict=True):
            looked_at += 1
            assert found is not None, f"{case}\n{row} was matched to nothing"
            assert (matter[found.recommendation.number - 1].name, found.evidence) == (row.name, None), f"{case}\n{row}"
    assert looked_at >= 1000


@pytest.mark.parametrize("kind", KINDS)
def test_whether_a_row_was_exempt_changes_no_match(kind: str) -> None:
    """It decides what may be printed of an answer, never whose it is."""
    for seed in SEEDS:
        case, _ = make_sheet(seed, **KINDS[kind])
        public = tuple(
            replace(
                row, key=row.key._replace(reference=row.key.reference and row.key.reference._replace(is_exempt=False))
            )
            for row in case.rows
        )
        assert match(Case(public, case.matter)) == match(case), case
