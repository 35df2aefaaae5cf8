"""What a plan takes from other matters, last year's plan and agreed answers, is seen wherever it changes."""

import json
from datetime import date
from typing import Any

import pytest

from cabinet_papers.commands import examine, gather
from cabinet_papers.commands.build import Asked
from cabinet_papers.commands.watch import Round
from cabinet_papers.files.workspace import MatterFolder, Workspace
from tests.commands.test_watch import begin, names
from tests.conftest import MATTER, SHEET, Room
from tests.outline import read_outline

AGREED = f"{MATTER}cabinet: {{date: 2026-03-18, members: [Councillor A Example]}}\nresponse: {{status: agreed}}\n"
LAST = """\
title: Tree Plan
priorities:
  - name: Streets
    actions:
      - from: street trees 1
      - Water the young trees.
"""
NOW = """\
title: Tree Plan, Year 2
previous: plan-2026
show: [concordance]
priorities:
  - name: Streets
    actions:
      - That the Council plants a hundred trees.
      - Water the young trees.
"""
FROM = "title: Hedges\npriorities: [{name: A, actions: [{from: street trees 1}]}]\n"
ANSWERS, PLAN = "data/street trees/responses.xlsx", "output/plan-2027/Action plan - Tree Plan, Year 2.docx"


@pytest.fixture
def grove(room: Room) -> Room:
    """An agreed response, a plan of which an action is from it, and next year's plan."""
    room.write("data/street trees/recommendations.yaml", AGREED)
    room.draw(ANSWERS, SHEET)
    room.write("data/plan-2026/action-plan.yaml", LAST)
    room.write("data/plan-2027/action-plan.yaml", NOW)
    room.write("data/woods/recommendations.yaml", MATTER)
    checked = room.papers("check", "plan-2026", "plan-2027")
    assert "PLN" not in checked.stderr
    return room


def show_actions(room: Room, name: str = PLAN) -> str:
    return read_outline(room.path / name)


def test_last_years_action_has_the_words_of_its_answer(grove: Room) -> None:
    assert grove.papers("build", "plan-2027").exit_code == 0
    (last, _) = show_actions(grove).split("## Last year's numbers")[::-1]
    assert "| That the Council plants a hundred trees.\n|\n| 1.1\n" in last


def test_a_changed_answer_is_seen_by_the_plans(grove: Room) -> None:
    grove.draw(ANSWERS, SHEET.replace("| Yes |", "| No |"))
    said = grove.papers("check", "plan-2026", "plan-2027").stderr
    assert "data/plan-2026/action-plan.yaml:5: error PLN012: Cabinet did not agree to recommendation 1" in said


def test_changed_words_of_a_recommendation_are_seen_by_next_years_plan(grove: Room) -> None:
    grove.write("data/street trees/recommendations.yaml", AGREED.replace("a hundred trees", "ten thousand roses"))
    said = grove.papers("check", "plan-2027").stderr
    assert "data/plan-2027/action-plan.yaml:2: warning PLN005: " in said


def test_a_matter_that_comes_later_is_seen(room: Room) -> None:
    room.write("data/hedges/action-plan.yaml", FROM)
    assert "PLN012" in room.papers("check", "hedges").stderr
    room.write("data/closed/street trees/recommendations.yaml", AGREED)
    room.draw("data/closed/street trees/responses.xlsx", SHEET)
    assert "PLN012" not in room.papers("check", "hedges").stderr


def test_last_years_plan_is_seen(grove: Room) -> None:
    grove.write("data/plan-2026/action-plan.yaml", LAST.replace("the young trees", "all of the young trees"))
    assert "data/plan-2027/action-plan.yaml:8: warning PLN006: " in grove.papers("check", "plan-2027").stderr


def find_papers(room: Room) -> dict[str, str]:
    found = json.loads(room.run("status", "--format", "json", "--on", "2026-04-01").stdout)
    return {each["matter"]: each["papers"] for each in found}


def test_status_knows_that_a_plan_is_out_of_date(grove: Room) -> None:
    assert grove.papers("build", "plan-2026", "plan-2027", "street trees").exit_code == 0
    before = find_papers(grove)
    assert before["plan-2026"] == before["plan-2027"] == before["street trees"]
    grove.draw(ANSWERS, SHEET.replace("Comment\n", "Comment | Action\n").replace("ok", "ok | Plant oaks."))
    grove.write("papers.yaml", "council: Westmere City Council\nresponse_columns: [Action]\n")
    after = find_papers(grove)
    assert [name for name in before if after[name] != before[name]] == ["plan-2026", "plan-2027", "street trees"]


def test_what_is_saved_is_built_again_where_it_is_printed(grove: Room) -> None:
    step, first = begin(grove)
    first.maker.build(first.matters, Asked(date(2026, 4, 1)))
    grove.draw(ANSWERS, SHEET.replace("ok", "Good."))
    second = step()
    assert names(second) == ["plan-2026", "plan-2027", "street trees"]
    assert isinstance(second, Round)
    second.maker.build(second.matters, Asked(date(2026, 4, 1)))
    grove.write("data/plan-2026/action-plan.yaml", f"{LAST}# further\n")
    assert names(step()) == ["plan-2026", "plan-2027"]
    grove.write("data/woods/recommendations.yaml", f"{MATTER}# further\n")
    assert names(step()) == ["woods"]


def test_a_matter_that_is_awaited_is_watched_for(room: Room) -> None:
    room.write("data/hedges/action-plan.yaml", FROM)
    step, first = begin(room)
    first.maker.build(first.matters, Asked(date(2026, 4, 1)))
    room.write("data/closed/street trees/recommendations.yaml", AGREED)
    assert names(step()) == ["hedges"]


def test_many_actions_read_their_matter_once(grove: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    read_folder = gather.read_folder

    def note(workspace: Workspace, folder: MatterFolder, *further: Any) -> gather.ReadFolder:
        read.append(folder.name)
        return read_folder(workspace, folder, *further)

    monkeypatch.setattr(examine, "read_folder", note)
    actions = "".join("      - {from: street trees 1}\n" for _ in range(20))
    grove.write("data/hedges/action-plan.yaml", f"title: H\npriorities:\n  - name: A\n    actions:\n{actions}")
    grove.papers("check", "hedges")
    assert read == ["hedges", "street trees"]
