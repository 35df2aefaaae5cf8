"""What is found of a plan beside last year's: the cures that the bad cases give, followed to the letter."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Room
from tests.drawing import draw_workbook

CASES = Path(__file__).parent.parent / "acceptance" / "cases" / "bad"
NOW, LAST = "sanctuary-2026", "sanctuary-2025"
SESSION = "      - {text: Open a weekly advice session in the Fenside library., service: Libraries, by: Year 1"
PACK = "all of the ten languages that are spoken most often., service: Communities, by: Year 2"
# The case, and for each cure the file, what is in it, and what the officer writes there.
CURES = [
    ("PLN005_dropped_from_the_plan", [(NOW, "  - name: Work", f"{SESSION}}}\n  - name: Work")]),
    ("PLN005_dropped_from_the_plan", [(NOW, "  - name: Work", f"{SESSION}, completed: May}}\n  - name: Work")]),
    (
        "PLN005_dropped_from_the_plan",
        [(NOW, "  - name: Work", "      - {text: Give advice at home., was: 1.2}\n  - name: Work")],
    ),
    ("PLN005_dropped_from_the_plan", [(LAST, f"{SESSION}", f"{SESSION}, withdrawn: The library closed.")]),
    ("PLN006_reworded_and_moved", [(NOW, PACK, f"{PACK}, was: 1.1"), (NOW, SESSION, f"{SESSION}, was: 1.2")]),
    ("PLN006_reworded_and_moved", [(NOW, PACK, f"{PACK}, was: none"), (NOW, SESSION, f"{SESSION}, was: 1.2")]),
    ("PLN007_each_names_the_other", [(LAST, "previous: sanctuary-2026\n", "")]),
    ("PLN007_folder_misspelt", [(NOW, "santuary-2025", "sanctuary-2025")]),
    ("PLN008_no_previous", [("sanctuary", "title:", "previous: last\ntitle:")]),
    ("PLN008_number_that_was_not", [(NOW, "[1.1, 1.2]", "[1.1]")]),
    ("PLN008_number_that_was_not", [(NOW, "[1.1, 1.2]", "none")]),
    ("PLN009_typed_as_new", [(NOW, "New action", "Action year updated"), (NOW, "notes: On-going", "notes: Completed")]),
    ("PLN009_typed_as_new", [(NOW, ", notes: New action", ""), (NOW, "        notes: On-going\n", "")]),
    ("PLN010_copied_with_its_neighbour", [("sanctuary", "ref: Pack", "ref: FILM")]),
    ("PLN011_priority_renamed", [(NOW, "A Warm Welcome", "A Warm Welcome  # check: off PLN011")]),
    ("PLN011_priority_renamed", [(NOW, "A Warm Welcome", "Welcome")]),
    (
        "PLN012_not_agreed",
        [
            ("tree-plan", "from: tree-strategy 2", "text: Water them."),
            ("tree-plan", "from: tree-strategy 3", "text: Prune them."),
            ("tree-plan", "trees-strategy", "tree-strategy"),
        ],
    ),
]
# What other cures bring: a reworded action that is said to be new leaves last year's behind.
THEN = {"none": "PLN005"}


@pytest.mark.parametrize(("case", "edits"), CURES)
def test_a_cure_ends_the_finding(case: str, edits: list[tuple[str, str, str]], room: Room) -> None:
    shutil.copytree(CASES / case / "data", room.path / "data", dirs_exist_ok=True)
    for drawing in (CASES / case).glob("sheets/*/*.txt"):
        draw_workbook(drawing.read_text("utf-8"), room.path / f"data/{drawing.parent.name}/{drawing.stem}.xlsx")
    room.write(
        "data/closed/last/action-plan.yaml",
        (CASES / f"PLN007_folder_misspelt/data/closed/{LAST}/action-plan.yaml").read_text("utf-8"),
    )
    assert case[:6] in room.papers("check").stderr
    for folder, before, after in edits:
        path = room.path / f"data/{folder}/action-plan.yaml"
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), "utf-8")
    said = room.papers("check").stderr
    then = [code for sign, code in THEN.items() if edits[0][2].endswith(sign)]
    assert re.findall(r"\b(PLN\d{3}): ", said) == then, said


BEDS = "keep twelve beds open on each night below freezing"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"reports on action 3.1, {BEDS}", "it is action 2.4 now"),
        (f"reports on action 2.4, {BEDS}", ""),
        (f"reports on action 3.1 of the 2026 plan, {BEDS}", ""),
        (f"reports on action 3.1 of last year's plan, {BEDS}", ""),
        (f"reports on action 3.1 of the Homes Action Plan 2026, {BEDS}", ""),
        # Nothing says that last year's is meant.
        ("reports on action 3.1 of the Homes Action Plan", ""),
        # No action of this year has the number.
        ("reports on action 3.9 of the Homes Action Plan", "there is no action 3.9"),
        ("reports on action 1.5 of the Homes Action Plan", "it is action 1.3 now"),
    ],
)
def test_a_reference_to_last_years_number_says_what_it_is_now(text: str, says: str, room: Room) -> None:
    shutil.copytree(CASES.parent / "good/plan_two_years/data", room.path / "data", dirs_exist_ok=True)
    for folder, before, after in (
        ("closed/homes-2026", "{text: Visit", "{number: 1.5, text: Visit"),
        ("homes-2027", "[1.3, 1.4]", "[1.3, 1.5]"),
    ):
        path = room.path / f"data/{folder}/action-plan.yaml"
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    room.write(
        "data/review/recommendations.yaml",
        "title: Homes Action Plan Review\nscrutiny: {body: Scrutiny Committee, date: 2027-03-03}\n"
        f'recommendations: ["That the Council {text}."]\n',
    )
    found = [line for line in room.papers("check", "review").stderr.splitlines() if "REF003" in line]
    assert [says in line for line in found] == ([True] if says else [])
