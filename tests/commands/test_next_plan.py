"""`papers new TITLE --from MATTER`: next year's action plan, begun from this year's."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cabinet_papers.commands.next_plan import write_next_plan
from cabinet_papers.files.workspace import Workspace, read_matter_folder
from cabinet_papers.matter.plan import Action, ActionPlan, Change
from cabinet_papers.matter.plan_years import find_mark, follow
from cabinet_papers.matter.settings import Settings
from cabinet_papers.yaml_files.action_plan import read_action_plan
from tests.conftest import MATTER, SHEET, Room
from tests.outline import read_outline

SETTINGS = Settings("Westmere City Council")
PLAN = """\
title: Tree Plan
years: [2026 - 2027, 2027 - 2028]
priorities:
  - name: Streets
    actions:
      - {text: Plant trees., service: Parks, by: Year 1}
"""
NEXT = "data/tree-plan-2027/action-plan.yaml"

# What people write, and the signs that mean something in YAML.
WORDS = st.text(
    st.sampled_from("abcdefXYZ  019.,;:#-*'\"\\/(){}[]&!|>%@`?~£€é–’\u00a0\u00ad✓🌳"), min_size=1, max_size=30
)
SAYINGS = st.sampled_from(
    ["null", "~", "yes", "1.10", "2027-03-31", "New", "# a hash", "a: b", "a #b", "  two  spaces  ", "|"]
)  # fmt: skip
LINE = st.one_of(WORDS, SAYINGS).filter(lambda text: any(map(str.isalnum, text)))
LINES = st.lists(st.one_of(LINE, LINE.map(lambda text: f"- {text}"), st.just("")), min_size=1, max_size=5)
TEXT = st.one_of(LINE, LINES.map("\n".join).filter(lambda text: any(map(str.isalnum, text))))
NOTES = st.one_of(TEXT, st.sampled_from(["New*", "On-going action", "Completed in May", "See 2.1"]))
BY = st.one_of(LINE, st.sampled_from(["Year 2", "2027-03-31", "March 2027", "31/03/2027", "2027"]))
ACTION = st.fixed_dictionaries(
    {"text": TEXT},
    optional={
        "service": st.one_of(LINE, st.lists(LINE, min_size=1, max_size=3)), "by": BY, "notes": NOTES,
        "outcome": TEXT, "cost": LINE, "completed": BY, "withdrawn": LINE, "from": st.just("trees 1"),
    },
)  # fmt: skip
PRIORITY = st.fixed_dictionaries(
    {"name": LINE, "actions": st.lists(ACTION, min_size=1, max_size=4)}, optional={"owner_heading": LINE}
)
PLANS = st.fixed_dictionaries(
    {"title": LINE, "priorities": st.lists(PRIORITY, min_size=1, max_size=3)},
    optional={
        "columns": st.just([{"heading": "Outcome"}, {"heading": "Cost", "kind": "money"}]),
        "show": st.just(["key", "chart"]), "years": st.lists(LINE, min_size=1, max_size=3),
    },
)  # fmt: skip


def read(path: Path) -> ActionPlan:
    plan, findings = read_action_plan(path, "action-plan.yaml", SETTINGS)
    assert plan is not None, findings
    assert not any(each.is_error for each in findings), findings
    return plan


def describe(action: Action) -> tuple[Any, ...]:
    """Return what is carried over of an action."""
    notes = "" if find_mark(action.notes.text) else action.notes
    return (
        action.text, action.services, action.by, notes or "", dict(action.further), action.ref,
        action.origin and action.origin[:2],
    )  # fmt: skip


def find_actions(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [action for priority in plan["priorities"] for action in priority["actions"]]


@given(PLANS, LINE, st.booleans())
@example({"title": "A", "priorities": [{"name": "B", "actions": [{"text": "C", "completed": "May"}]}]}, "D", False)
def test_what_is_written_is_read_again(typed: dict[str, Any], title: str, has_refs: bool) -> None:
    for number, action in enumerate(find_actions(typed)):
        action |= {"ref": f"R{number}"} if has_refs else {}
        for own in ("outcome", "cost") if "columns" not in typed else ():
            action.pop(own, None)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder))
        room.write("papers.yaml", "council: Westmere City Council\n")
        # What JSON writes is YAML too.
        text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in typed.items())
        before = read(room.write("data/plan/action-plan.yaml", text))
        former = read_matter_folder(room.path / "data/plan")
        text, findings, _ = write_next_plan(Workspace(room.path), former, title, SETTINGS)
        assert findings == []
        now = read(room.write("data/next/action-plan.yaml", text))
    assert (now.title, now.previous) == (title.strip(), "plan")
    assert (now.years, now.columns, now.show) == (before.years, before.columns, before.show)
    assert [each[:1] + each[2:3] for each in now.priorities] == [each[:1] + each[2:3] for each in before.priorities]
    left = [[each for each in one.actions if not each.is_over] for one in before.priorities]
    assert [[*map(describe, one.actions)] for one in now.priorities] == [[*map(describe, row)] for row in left]
    assert [each.was for _, each in now.iter_actions()] == [(each.number,) for row in left for each in row]
    years = follow(before, now)
    assert years.gone == ()
    assert {each.change for each in years.actions} <= {Change.ON_GOING}


def begin(room: Room, *arguments: str) -> tuple[int, str]:
    """Begin next year's plan; return the exit code and the codes that were reported."""
    ran = room.papers("new", *arguments)
    return ran.exit_code, " ".join(re.findall(r"(?:error|warning) (\w+)", ran.stderr))


def test_next_years_plan_is_checked_and_built_at_once(room: Room) -> None:
    room.write("data/trees/action-plan.yaml", PLAN)
    assert begin(room, "Tree Plan 2027", "--from", "trees") == (0, "")
    assert room.papers("check", "--strict").exit_code == 0
    assert room.papers("build", "tree-plan-2027").exit_code == 0
    assert "On-going action" in read_outline(room.path / "output" / room.documents()[0])
    assert begin(room, "Tree Plan 2028", "--from", "tree-plan-2027") == (0, "")
    assert "previous: tree-plan-2027\n" in (room.path / "data/tree-plan-2028/action-plan.yaml").read_text("utf-8")


def test_of_a_closed_matter(room: Room) -> None:
    room.write("data/closed/trees/action-plan.yaml", PLAN)
    assert begin(room, "Tree Plan 2027", "--from", "trees") == (0, "")
    assert room.papers("check", "--strict").exit_code == 0


def test_an_action_from_an_answer_stays_one(room: Room) -> None:
    agreed = f"{MATTER}cabinet: {{date: 2026-03-18, members: [Councillor A Example]}}\nresponse: {{status: agreed}}\n"
    room.write("data/street-trees/recommendations.yaml", agreed)
    room.draw("data/street-trees/responses.xlsx", SHEET)
    room.write("data/trees/action-plan.yaml", f"{PLAN}      - from: street-trees 1\n")
    assert begin(room, "Tree Plan 2027", "--from", "trees") == (0, "")
    assert room.papers("build", "tree-plan-2027").exit_code == 0
    outline = read_outline(room.path / "output" / room.documents()[0])
    assert "| 1.2 That the Council plants a hundred trees.\n" in outline


def test_keys_of_the_plan_are_as_they_were_written(room: Room) -> None:
    keys = (
        "columns:\n  - {heading: Cost, kind: money}   # thousands\n\n  - {heading: Outcome}\nshow: [key]  # no chart\n"
    )
    room.write("data/trees/action-plan.yaml", f"{keys}\n# What follows is the plan.\n{PLAN}")
    assert begin(room, "Tree Plan 2027", "--from", "trees") == (0, "")
    text = (room.path / NEXT).read_text("utf-8")
    assert keys in text
    assert "What follows" not in text


@pytest.mark.parametrize(
    ("former", "title", "expected"),
    [
        ("street-trees", "Tree Plan 2027", (1, "PLN007")),
        ("nowhere", "Tree Plan 2027", (2, "REC008")),
        ("tree", "Tree Plan 2027", (2, "REC008")),
        ("trees-2026", "Trees 2026", (1, "WSP002")),
        ("trees-2026", "!!!", (1, "WSP002")),
        ("trees-broken", "Tree Plan 2027", (1, "YML007")),
    ],
)
def test_what_cannot_be_begun_writes_nothing(former: str, title: str, expected: tuple[int, str], room: Room) -> None:
    room.write("data/street-trees/recommendations.yaml", MATTER)
    room.write("data/trees-2026/action-plan.yaml", PLAN)
    room.write("data/trees-broken/action-plan.yaml", f"{PLAN}      - Plant: trees in streets: everywhere\n")
    before = sorted(path.as_posix() for path in room.path.rglob("*"))
    assert begin(room, title, "--from", former) == expected
    assert sorted(path.as_posix() for path in room.path.rglob("*")) == before
