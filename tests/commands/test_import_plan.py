"""`papers import`: a plan kept in Excel into YAML, with all its words, never over a file that is there."""

import pytest

from cabinet_papers.matter.settings import Settings
from cabinet_papers.yaml_files.action_plan import read_action_plan
from tests.conftest import MATTER, Room
from tests.sheets.test_plan_workbook import HOUSE, ONE_SHEET


def read(room: Room, name: str) -> list[tuple[str, ...]]:
    plan, findings = read_action_plan(room.path / name, name, Settings("Westmere"))
    assert plan
    assert findings == []
    return [
        (priority.name, action.number, action.text.text, action.service, str(action.by), action.notes.text)
        for priority, action in plan.iter_actions()
    ]


def test_into_the_folder_that_the_workbook_is_in(room: Room) -> None:
    room.draw("data/sanctuary/plan.xlsx", HOUSE)
    checked = room.run("check", "--format", "json")
    assert checked.stdout.count('"code"') == 1
    assert '"XLS030"' in checked.stdout
    ran = room.run("import", "data/sanctuary/plan.xlsx")
    assert (ran.exit_code, ran.stdout) == (0, "data/sanctuary/action-plan.yaml\n")
    assert read(room, "data/sanctuary/action-plan.yaml") == [
        ("Housing", "1.1", "Build homes", "Housing", "Year 1", "New*"),
        ("Housing", "1.2", "Train staff", "People", "Year 2", ""),
        ("Skills", "2.1", "Teach", "College", "Year 1", "ok"),
    ]


def test_into_a_new_folder_by_its_title(room: Room) -> None:
    room.draw("elsewhere/last.xlsx", ONE_SHEET)
    assert room.run("import", "elsewhere/last.xlsx").stdout == "data/sanctuary-action-plan/action-plan.yaml\n"
    assert read(room, "data/sanctuary-action-plan/action-plan.yaml")[1][:3] == ("Skills", "2.5", "Hold a fair")
    assert room.run("build").exit_code == 0


def test_never_over_a_file_that_is_there(room: Room) -> None:
    room.draw("data/sanctuary/plan.xlsx", HOUSE)
    kept = room.write("data/sanctuary/action-plan.yaml", "title: Typed by hand\n")
    ran = room.run("import", "data/sanctuary/plan.xlsx")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "WSP002" in ran.screen
    assert kept.read_text() == "title: Typed by hand\n"


def test_what_is_left_is_named_at_its_cell(room: Room) -> None:
    room.draw("plan.xlsx", HOUSE + "[Notes]\nAsk finance about 1.2\n")
    ran = room.run("import", "plan.xlsx")
    assert ran.exit_code == 0
    assert "plan.xlsx[Notes!A1] warning XLS029" in ran.stderr


@pytest.mark.parametrize("drawing", ["[Sheet]\nName | Address\nA | B\n", "[Sheet]\n"])
def test_what_is_no_plan_is_refused(room: Room, drawing: str) -> None:
    room.draw("list.xlsx", drawing)
    ran = room.run("import", "list.xlsx")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "XLS030" in ran.screen


def test_a_file_that_is_not_there(room: Room) -> None:
    ran = room.run("import", "none.xlsx")
    assert ran.exit_code == 1
    assert "XLS002" in ran.screen


@pytest.mark.parametrize(
    "text", ["null", "~", "A: b", "# no comment", "- a bullet", "'quoted'", "Two\\nlines\\n- and a bullet", "50%"]
)
def test_texts_come_back_as_they_were(room: Room, text: str) -> None:
    room.draw("plan.xlsx", f"[Plan]\nAction | Service | By when\n{text} | Housing | 2027\n")
    room.run("import", "plan.xlsx")
    plan, findings = read_action_plan(room.path / "data/plan/action-plan.yaml", "x", Settings("Westmere"))
    assert plan
    assert findings == []
    typed = [each.text for each in plan.typed_texts if each.name == "action 1.1"]
    assert typed == [text.replace("\\n", "\n")]


def test_recommendations_that_are_called_actions_are_answered(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw(
        "data/trees/answers.xlsx",
        "[Sheet]\nAction | Owner | Deadline | Accepted? | Comment\n"
        "That the Council plants a hundred trees. | Parks | 2027 | Yes | Gladly.\n",
    )
    assert "XLS030" not in room.run("check").screen
