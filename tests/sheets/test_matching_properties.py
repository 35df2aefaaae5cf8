"""Random sheets of random matters: which recommendation a row is about does not depend on what happens to other rows.

Rows are matched as pure functions, so that hundreds of sheets take seconds: sheets with rows copied, deleted, sorted,
sorted without their hidden references, numbers retyped or gone, recommendations in the same words with and without the
officer's ref, of several members, reworded, moved, new or gone since the sheet was written.
"""

import random
from dataclasses import dataclass, replace

import pytest

from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.matter.model import Recommendation
from cabinet_papers.matter.prose import prose_of
from cabinet_papers.sheets.matching import Match, match_rows
from cabinet_papers.sheets.reference import make_reference
from cabinet_papers.sheets.same_words import RowKey

SUBJECTS = (
    "plants a hundred trees along the ring road before the winter",
    "waters the young trees of the market place every evening in summer",
    "prunes the elms in every park, and reports which of them are ill",
    "asks the county for money to widen the pavements of Mill Lane",
    "publishes the minutes of the tree wardens' meetings on its website",
    "opens the allotments at Fenside to schools on two mornings a week",
)
MEMBERS = ("Councillor Ann", "Councillor Bob")
MATTER = "5f2a9c"


@dataclass(frozen=True)
class Asked:
    """A recommendation of a random matter. `name` is what it is called here, whatever its words and number are."""

    name: str
    wording: str
    ref: str = ""
    member: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a random sheet: what it shows, and the name of the recommendation whose answer it holds."""

    name: str
    key: RowKey


@dataclass(frozen=True)
class Case:
    """A sheet as it came back, and the matter as it is then."""

    rows: tuple[Row, ...]
    matter: tuple[Asked, ...]

    def __str__(self) -> str:
        rows = [f"{row.name}: {row.key.number} | {row.key.wording[:40]} | {row.key.reference}" for row in self.rows]
        asked = [
            f"{at}. {each.name}: {each.wording[:40]} #{each.ref} {each.member}"
            for at, each in enumerate(self.matter, 1)
        ]
        return "\n".join(["rows:", *rows, "recommended now:", *asked])


def number(matter: tuple[Asked, ...]) -> list[Recommendation]:
    return [
        Recommendation(at, prose_of(each.wording), each.wording, Location("r.yaml"), each.ref, each.member)
        for at, each in enumerate(matter, 1)
    ]


def match(case: Case) -> list[Match | None]:
    members = (
        {at: each.member for at, each in enumerate(case.matter, 1)} if any(each.member for each in case.matter) else {}
    )
    return match_rows(number(case.matter), [row.key for row in case.rows], members)


def numbers(matches: list[Match | None]) -> list[int]:
    return [each.recommendation.number if each else 0 for each in matches]


def write_rows(matter: tuple[Asked, ...], member: str = "") -> list[Row]:
    """Return the rows as `papers sheet` writes them, all or those of one member."""
    return [
        Row(each.name, RowKey(str(at), each.wording, make_reference(MATTER, at, each.wording, each.ref),
                              f"For: {member}" if member else ""))
        for at, each in enumerate(matter, 1)
        if not member or each.member == member
    ]  # fmt: skip


def make_matter(chance: random.Random, *, twins: bool, refs: bool, members: bool) -> tuple[Asked, ...]:
    subjects = chance.sample(SUBJECTS, chance.randint(2, len(SUBJECTS)))
    if twins:
        subjects += chance.choices(subjects, k=chance.randint(1, 2))
        chance.shuffle(subjects)
    return tuple(
        Asked(
            chr(ord("A") + at),
            f"That the Council {subject}.",
            f"REF-{at}" if refs else "",
            chance.choice(MEMBERS) if members else "",
        )
        for at, subject in enumerate(subjects)
    )


def reword(each: Asked) -> Asked:
    return replace(each, wording=each.wording.replace(" the ", " all the ", 2).replace("Council all", "Council", 1))


def change_matter(chance: random.Random, matter: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Return the matter after the officer went on with it: recommendations new, gone, moved, reworded."""
    changed = list(matter)
    for _ in range(chance.randint(0, 2)):
        what, at = chance.randrange(4), chance.randrange(len(changed))
        if what == 0:
            changed.insert(
                at, Asked(f"new {len(changed)}", f"That the Council holds meeting {len(changed)} in {at} weeks.")
            )
        elif what == 1 and len(changed) > 1:
            del changed[at]
        elif what == 2:
            changed.insert(chance.randrange(len(changed)), changed.pop(at))
        else:
            changed[at] = reword(changed[at])
    return tuple(changed)


def sort_partly(chance: random.Random, rows: list[Row]) -> list[Row]:
    """Return the rows with what is seen in another order, and the hidden references where they were."""
    order = chance.sample(rows, len(rows))
    return [
        Row(seen.name, seen.key._replace(reference=stayed.key.reference))
        for seen, stayed in zip(order, rows, strict=True)
    ]


def edit_rows(chance: random.Random, rows: list[Row]) -> list[Row]:
    """Return the rows after a person worked in the sheet as a whole."""
    for _ in range(chance.randint(0, 2)):
        what = chance.randrange(4)
        if what == 0:
            rows = chance.sample(rows, len(rows))
        elif what == 1:
            rows = sort_partly(chance, rows)
        elif what == 2:
            rows = [row if chance.random() < 0.7 else Row(row.name, row.key._replace(reference=None)) for row in rows]
        elif len(rows) > 1:
            del rows[chance.randrange(len(rows))]
    return rows


def edit_one(chance: random.Random, rows: tuple[Row, ...], at: int) -> tuple[tuple[Row, ...], set[int]]:
    """Return the rows with one of them edited, and which of the old rows are still there as they were."""
    row = rows[at]
    others = set(range(len(rows))) - {at}
    edits = {
        "retype its number": row.key._replace(number=str(chance.randint(1, 9))),
        "delete its number": row.key._replace(number=""),
        "delete its reference": row.key._replace(reference=None),
        "change its words": row.key._replace(wording=row.key.wording.replace(" the ", " those ", 1)),
        "delete its words": row.key._replace(wording=""),
        "type other words": row.key._replace(wording="That the Council buys a new boat for the lake."),
        "type another row's words": row.key._replace(wording=chance.choice(rows).key.wording),
    }
    key = edits[chance.choice(list(edits))]
    return (*rows[:at], Row(row.name, key), *rows[at + 1 :]), others


def make_case(seed: int, *, twins: bool, refs: bool, members: bool, changed: bool = True) -> Case:
    chance = random.Random(seed)
    matter = make_matter(chance, twins=twins, refs=refs, members=members)
    rows = write_rows(matter, MEMBERS[0] if members else "")
    after = change_matter(chance, matter) if changed else matter
    return Case(tuple(edit_rows(chance, rows)), after)


KINDS = {
    "other words each": {"twins": False, "refs": False, "members": False},
    "other words, with refs": {"twins": False, "refs": True, "members": False},
    "the same words": {"twins": True, "refs": False, "members": False},
    "the same words, with refs": {"twins": True, "refs": True, "members": False},
    "several members": {"twins": True, "refs": False, "members": True},
}
SEEDS = range(600)


def find_moved(kind: str) -> tuple[int, list[tuple[Case, int, Match, Match]]]:
    """Edit one row of each random sheet; return how many others were looked at, and those matched otherwise."""
    looked_at, moved = 0, []
    for seed in SEEDS:
        case = make_case(seed, **KINDS[kind])
        if not case.rows:
            continue
        before = match(case)
        chance = random.Random(seed)
        rows, others = edit_one(chance, case.rows, chance.randrange(len(case.rows)))
        after = match(Case(rows, case.matter))
        for at in others:
            one, other = before[at], after[at]
            looked_at += 1
            if one and other and one.recommendation.number != other.recommendation.number:
                moved.append((case, at, one, other))
    return looked_at, moved


@pytest.mark.parametrize("kind", [each for each in KINDS if each.startswith("other")])
def test_a_row_of_its_own_words_never_moves_because_another_was_edited(kind: str) -> None:
    looked_at, moved = find_moved(kind)
    assert looked_at >= 1000
    assert moved == [], f"{moved[0][0]}\nrow {moved[0][1]}: {moved[0][2]} became {moved[0][3]}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_moves_silently_because_another_was_edited(kind: str) -> None:
    """Of rows in the same words one may be taken for the other, but a finding says so before or after the edit."""
    looked_at, moved = find_moved(kind)
    assert looked_at >= 1000
    silent = [each for each in moved if not each[2].evidence and not each[3].evidence]
    assert silent == [], f"{silent[0][0]}\nrow {silent[0][1]}: {silent[0][2]} became {silent[0][3]}"


@pytest.mark.parametrize("kind", [each for each in KINDS if each.startswith("other")])
def test_what_is_certain_is_right(kind: str) -> None:
    looked_at = 0
    for seed in SEEDS:
        case = make_case(seed, **KINDS[kind])
        for row, found in zip(case.rows, match(case), strict=True):
            if found and not found.evidence:
                looked_at += 1
                assert case.matter[found.recommendation.number - 1].name == row.name, case
    assert looked_at >= 1000
