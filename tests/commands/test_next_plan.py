"""`papers new TITLE --from MATTER`: next year's action plan, begun from this year's."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from cabinet_papers.commands.next_plan import write_next_plan
from cabinet_papers.files.workspace import Workspace, read_matter_folder
from cabinet_papers.matter.plan import Action, ActionPlan, Change
from cabinet_papers.matter.plan_years import find_mark, follow
from cabinet_papers.matter.settings import Settings
from cabinet_papers.yaml_files.action_plan import read_action_plan
from tests.conftest import Room

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
    [
        "null",
        "~",
        "yes",
        "1.10",
        "2027-03-31",
        "New",
        "- a dash",
        "# a hash",
        "a: b",
        "a #b",
        "  two  spaces  ",
        "'",
        '"',
        "|",
    ]
)
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
        text, findings = write_next_plan(Workspace(room.path), former, title, SETTINGS)
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
