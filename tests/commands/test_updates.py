"""Update sheets: what a plan's services are asked, what they say, and how it is taken over into the plan."""

import ast
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.commands.take import add_to_file
from cabinet_papers.findings.message import Message
from cabinet_papers.matter.plan import Action, ActionPlan
from cabinet_papers.sheets.update_sheet import reword
from cabinet_papers.yaml_files.plain_scalar import write_scalar
from tests.commands.test_next_plan import LINE, PLANS, SETTINGS, TEXT, read
from tests.conftest import ROOT, Room
from tests.outline import read_outline

PLAN = """\
title: Tree Plan
years: [2026 - 2027, 2027 - 2028]
updates: {due: 2026-12-11}
priorities:
  - name: Streets
    actions:
      - text: Plant a hundred trees in streets without any.
        service: Parks
        by: Year 1
      # Agreed with both heads of service.
      - text: |
          Water young trees:
          - by hand
          - from tanks
        service: [Highways, Parks]
        by: 31 March 2027
        notes: See 1.1
      - {text: Label old trees., service: "Culture, Arts and Heritage", by: Year 2}  # as last year
  - name: Parks
    actions:
      - text: Open the orchard.
        service: Parks
        completed: 2026-05
"""
FILE = "data/tree-plan/action-plan.yaml"


def lay_out(room: Room, plan: str = PLAN) -> Path:
    """Write the plan and its update sheets; return its folder."""
    room.write(FILE, plan)
    written = room.papers("sheet", "tree-plan")
    assert written.exit_code == 0, written.stderr
    return room.path / "data/tree-plan"


def fill_in(path: Path, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Type into the rows of these numbers, under these headings, as a service does."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "No.")
    columns = {cell.value: cell.column for cell in sheet[first]}
    rows = {str(sheet.cell(row, 1).value): row for row in range(first + 1, sheet.max_row + 1)}
    for number, typed in answers.items():
        for heading, text in typed.items():
            sheet.cell(rows[number], columns[heading]).value = text
    book.save(path)


def read_sheet(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a sheet by their headings."""
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if row[0] == "No.")
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :] if row[0]]


def find_codes(ran: Any) -> list[str]:
    return re.findall(r"(?:error|warning) ([A-Z]{3}\d{3})", ran.stderr)


def read_plan(room: Room) -> str:
    return (room.path / FILE).read_text("utf-8")


def list_actions(plan: ActionPlan) -> dict[str, Action]:
    return {action.number: action for _, action in plan.iter_actions()}


def test_each_service_is_asked_about_its_own_actions(room: Room) -> None:
    folder = lay_out(room)
    sheets = {path.name: [row["No."] for row in read_sheet(path)] for path in sorted(folder.glob("*.xlsx"))}
    assert sheets == {
        "update - Culture, Arts and Heritage.xlsx": ["1.3"],
        "update - Highways.xlsx": ["1.2"],
        # What is over is not asked about.
        "update - Parks.xlsx": ["1.1", "1.2"],
    }
    row = read_sheet(folder / "update - Parks.xlsx")[1]
    assert (row["Service"], row["By end of year"]) == ("Highways; Parks", "31 March 2027")
    assert [heading for heading in row if heading] == [
        "No.", "Action", "Service", "By end of year", "Status", "Progress", "Proposed wording", "Proposed year",
        "Completed", "Reference",
    ]  # fmt: skip
    assert room.papers("sheet", "tree-plan").stdout == "", "unchanged sheets are not written again"
    assert find_codes(room.papers("check", "tree-plan")) == []


def test_from_the_sheet_into_the_plan(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {
        "1.1": {"Status": "On track", "Progress": "Sixty:\n- 40 oaks\n- 20 limes", "Proposed year": "Year 2"},
        "1.2": {"Status": "Delayed", "Proposed wording": "Water young trees:\n- by hand"},
    })  # fmt: skip
    fill_in(folder / "update - Culture, Arts and Heritage.xlsx", {
        "1.3": {"Status": "Completed", "Completed": date(2026, 11, 20)}
    })  # fmt: skip
    before = read_plan(room)
    listed = room.papers("take", "tree-plan")
    assert listed.exit_code == 0
    assert read_plan(room) == before, "listing changes nothing"
    assert re.findall(r"^(\d\.\d)", listed.stdout, re.MULTILINE) == ["1.1", "1.2", "1.3"]
    assert "No update yet: 1.2 (Highways)" in listed.stdout
    taken = room.papers("take", "tree-plan", "1.1", "1.3.", "1.2")
    assert taken.exit_code == 0, taken.stderr
    after = list_actions(read(room.path / FILE))
    assert (after["1.1"].by, after["1.1"].updates[0].progress) == (
        "Year 2",
        "Sixty:\n- 40 oaks\n- 20 limes",
    )
    assert after["1.1"].as_planned.by == "Year 1"
    assert (after["1.2"].wording, after["1.2"].updates[0].service) == ("Water young trees:\n- by hand", "Parks")
    assert str(after["1.3"].completed) == "2026-11-20"
    # Nothing that was typed is gone.
    left = iter(read_plan(room).splitlines())
    assert all(any(line.rstrip("}").split("}")[0] in other for other in left) for line in before.splitlines())
    assert "# Agreed with both heads of service." in read_plan(room)
    again = room.papers("take", "tree-plan", "1.1")
    assert (again.exit_code, again.stdout) == (0, "")
    assert set(find_codes(room.papers("check", "tree-plan"))) == {"XLS011"}, "only that sheets have the words of before"
    room.papers("sheet", "tree-plan")
    assert find_codes(room.papers("check", "tree-plan")) == []


def test_earlier_updates_are_kept(room: Room) -> None:
    folder = lay_out(room)
    sheet = folder / "update - Parks.xlsx"
    for progress in ("Sixty are planted.", "Eighty are planted.", "All are planted."):
        fill_in(sheet, {"1.1": {"Status": "On track", "Progress": progress}})
        assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    updates = list_actions(read(room.path / FILE))["1.1"].updates
    assert [each.progress for each in updates] == ["Sixty are planted.", "Eighty are planted.", "All are planted."]
    assert all(each.day for each in updates)


def test_what_the_plan_prints(room: Room) -> None:
    plan = PLAN.replace("updates:", "columns: [{heading: Progress}, {heading: Status}]\nupdates:")
    folder = lay_out(room, plan)
    fill_in(folder / "update - Parks.xlsx", {
        "1.1": {"Status": "On track", "Progress": "Sixty are planted.", "Proposed wording": "Plant 120 trees."}
    })  # fmt: skip
    fill_in(folder / "update - Culture, Arts and Heritage.xlsx", {
        "1.3": {"Status": "Completed", "Completed": "November 2026", "Progress": "All have labels."}
    })  # fmt: skip
    assert room.papers("take", "tree-plan", "1.1", "1.3").exit_code == 0
    templates = room.papers("templates", "check")
    assert templates.exit_code in (0, 1)
    plan_read = list_actions(read(room.path / FILE))
    assert plan_read["1.1"].further["progress"].text == "Sixty are planted."
    assert plan_read["1.1"].further["status"].text == "On track"
    room.papers("build", "tree-plan")
    printed = read_outline(next((room.path / "output/tree-plan").glob("*.docx")))
    assert "Plant 120 trees." in printed
    assert "Completed, November 2026" in printed
    assert "Plant a hundred trees" not in printed


def test_the_plans_own_words_for_a_status(room: Room) -> None:
    columns = "columns: [{heading: RAG, choices: [Green, Amber, Red]}]\nupdates:"
    folder = lay_out(room, PLAN.replace("updates:", columns))
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "amber"}, "1.2": {"Status": "On track"}})
    assert find_codes(room.papers("check", "tree-plan")) == ["RES004", "RES003"]
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    assert list_actions(read(room.path / FILE))["1.1"].updates[0].status == "Amber"


def test_two_services_contradict_each_other(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.2": {"Status": "Delayed", "Progress": "No tanks."}})
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Status": "On track", "Progress": "By hand."}})
    before = read_plan(room)
    checked = room.papers("check", "tree-plan")
    assert find_codes(checked) == ["PLN015"]
    assert "update - Parks.xlsx[Updates!E" in checked.stderr.replace(
        "update - Parks.xlsx\n  Updates!E", "update - Parks.xlsx[Updates!E"
    )
    assert "update - Highways.xlsx[Updates!E" in checked.stderr
    refused = room.papers("take", "tree-plan", "1.2")
    assert (refused.exit_code, read_plan(room)) == (1, before), "nothing is guessed"
    assert room.papers("take", "tree-plan", "1.2", "--service", "highways").exit_code == 0
    assert list_actions(read(room.path / FILE))["1.2"].updates[0].status == "On track"
    assert find_codes(room.papers("check", "tree-plan")) == [], "the officer has decided"


def test_what_both_did_is_no_contradiction(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.2": {"Status": "On track", "Progress": "By hand."}})
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Status": "On track", "Progress": "Two tanks."}})
    assert room.papers("take", "tree-plan", "1.2").exit_code == 0
    updates = list_actions(read(room.path / FILE))["1.2"].updates
    assert {(each.service, each.progress) for each in updates} == {("Highways", "Two tanks."), ("Parks", "By hand.")}


@pytest.mark.parametrize("edit", ["year", "service"])
def test_a_changed_grey_cell_is_asked_about(edit: str, room: Room) -> None:
    folder = lay_out(room)
    heading = {"year": "By end of year", "service": "Service"}[edit]
    fill_in(folder / "update - Parks.xlsx", {"1.1": {heading: "Year 2 and Estates"}})
    checked = room.papers("check", "tree-plan")
    assert find_codes(checked) == ["RES006"]
    assert f'under "{heading}"' in checked.stderr
    assert room.papers("sheet", "tree-plan").exit_code == 0
    row = read_sheet(folder / "update - Parks.xlsx")[0]
    assert (row[heading] == "Year 2 and Estates", "Year 2 and Estates" in row["About this row"]) == (False, True)
    assert find_codes(room.papers("check", "tree-plan")) == ["RES006"], "until somebody has read it"
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"About this row": None}})
    assert find_codes(room.papers("check", "tree-plan")) == []


def test_a_reworded_action_keeps_its_update(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track", "Progress": "Sixty are planted."}})
    room.write(FILE, read_plan(room).replace("a hundred trees in streets without any", "a hundred lime trees"))
    checked = room.papers("check", "tree-plan")
    assert set(find_codes(checked)) <= {"RES011", "RES012", "XLS011"}
    assert "action 1.1 was reworded after it was answered" in checked.stderr
    room.papers("sheet", "tree-plan")
    row = read_sheet(folder / "update - Parks.xlsx")[0]
    assert (row["Progress"], row["Action"]) == ("Sixty are planted.", "Plant a hundred lime trees.")
    assert "in streets without any" in row["About this row"]


def test_a_service_that_no_longer_has_the_action(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track", "Progress": "Sixty are planted."}})
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Status": "Delayed", "Progress": "No tanks."}})
    room.write(
        FILE, read_plan(room).replace("service: Parks\n        by: Year 1", "service: Estates\n        by: Year 1")
    )
    room.papers("sheet", "tree-plan")
    row = read_sheet(folder / "update - Estates.xlsx")[0]
    assert (row["Progress"], row["No."]) == ("Sixty are planted.", "1.1")
    shared = read_sheet(folder / "update - Parks.xlsx")[0]
    assert (shared["No."], shared["Progress"]) == ("1.2", None), "each service of an action has an update of its own"


def test_rows_sorted_and_columns_moved(room: Room) -> None:
    folder = lay_out(room)
    path = folder / "update - Parks.xlsx"
    fill_in(path, {"1.1": {"Progress": "Sixty."}, "1.2": {"Progress": "By hand."}})
    rows = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    at = next(at for at, row in enumerate(rows) if row[0] == "No.")
    book = openpyxl.Workbook()
    for row in (rows[at], *reversed(rows[at + 1 :])):
        book.active.append([*reversed(row)])
    path.unlink()
    book.save(folder / "from Jo (final).xlsx")
    listed = room.papers("take", "tree-plan").stdout
    assert re.findall(r"^(\d\.\d)|Progress +(\S+)", listed, re.MULTILINE) == [
        ("1.1", ""), ("", "Sixty."), ("1.2", ""), ("", "By"),
    ]  # fmt: skip


def test_responses_and_updates_in_one_folder(room: Room) -> None:
    folder = lay_out(room)
    room.write(
        "data/tree-plan/recommendations.yaml",
        "title: Street Trees\nscrutiny: {body: Panel, date: 2026-03-03}\n"
        "cabinet: {date: 2026-04-01, members: [{name: Councillor Ash, title: Leader}]}\n"
        "response: {due: 2026-03-20}\nrecommendations:\n  - That the Council plants a hundred trees.\n",
    )
    assert room.papers("sheet", "tree-plan").exit_code == 0
    names = {path.name for path in folder.glob("*.xlsx")}
    assert {"responses.xlsx", "update - Parks.xlsx"} <= names
    assert not any("XLS" in code for code in find_codes(room.papers("check", "tree-plan")))
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track"}})
    fill_in(folder / "responses.xlsx", {"1": {"Agree?": "Yes", "Comment": "It will."}})
    assert not {"RES001", "XLS012"} & set(find_codes(room.papers("check", "tree-plan")))


def test_as_a_word_form_and_joined(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track", "Progress": "- Sixty\n- are planted"}})
    room.papers("sheet", "tree-plan", "--word")
    assert "Sixty" in room.papers("take", "tree-plan").stdout
    assert room.papers("sheet", "tree-plan", "--join").exit_code == 0
    assert [path.name for path in folder.glob("*.xlsx")] == ["update.xlsx"]
    listed = room.papers("take", "tree-plan").stdout
    assert ("Parks" in listed, "Sixty" in listed) == (True, True)


def test_sheets_that_contradict_each_other_are_left(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.2": {"Progress": "By hand."}})
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Progress": "Two tanks."}})
    before = {path.name: path.read_bytes() for path in folder.glob("*.xlsx")}
    assert room.papers("sheet", "tree-plan", "--join").exit_code == 1
    assert {path.name: path.read_bytes() for path in folder.glob("*.xlsx")} == before


def test_next_years_plan_has_what_services_propose(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {
        "1.1": {"Status": "Delayed", "Proposed year": "Year 2"}, "1.2": {"Proposed wording": "Water all trees."},
    })  # fmt: skip
    fill_in(folder / "update - Culture, Arts and Heritage.xlsx", {"1.3": {"Completed": "November 2026"}})
    assert room.papers("take", "tree-plan", "1.3").exit_code == 0
    begun = room.papers("new", "Tree Plan 2027", "--from", "tree-plan")
    assert begun.exit_code == 0, begun.stderr
    assert re.findall(r"^action (\d\.\d): ", begun.stderr, re.MULTILINE) == ["1.1", "1.2"], "it is told what is in it"
    after = list_actions(read(room.path / "data/tree-plan-2027/action-plan.yaml"))
    assert [(each.wording.split("\n")[0], str(each.by), str(each.completed)) for each in after.values()] == [
        ("Plant a hundred trees in streets without any.", "Year 2", ""),
        ("Water all trees.", "2027-03-31", ""),
        ("Label old trees.", "Year 2", "2026-11"),
    ]
    assert find_codes(room.papers("check", "tree-plan-2027")) == []
    room.papers("build", "tree-plan-2027")
    printed = read_outline(next((room.path / "output/tree-plan-2027").glob("*.docx")))
    assert "Action year updated" in printed
    assert "Completed, November 2026" in printed


def test_an_update_counts_as_a_change_of_last_years_plan(room: Room) -> None:
    """The wording that was printed last year is what this year's is compared with, not what an update made of it."""
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Proposed wording": "Plant 120 trees."}})
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    room.papers("new", "Tree Plan 2027", "--from", "tree-plan")
    room.papers("build", "tree-plan-2027")
    printed = read_outline(next((room.path / "output/tree-plan-2027").glob("*.docx")))
    assert re.search(r"Plant 120 trees\..*?Updated", printed, re.DOTALL)


def test_status_says_whose_updates_are_awaited(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track"}})
    (status,) = json.loads(room.papers("status", "tree-plan", "--on", "2026-12-20", "--format", "json").stdout)
    assert (status["asked"], status["answered"], status["overdue_days"]) == (3, 1, 9)
    assert status["awaited"] == [
        {"number": "1.2", "members": ["Highways", "Parks"]},
        {"number": "1.3", "members": ["Culture, Arts and Heritage"]},
    ]


def test_a_plan_without_updates(room: Room) -> None:
    room.write(FILE, PLAN.replace("updates: {due: 2026-12-11}\n", ""))
    assert find_codes(room.papers("take", "tree-plan")) == ["PLN017"]
    room.papers("sheet", "tree-plan")
    assert not list((room.path / "data/tree-plan").glob("*.xlsx"))


def write_lines(plan: dict[str, Any], write_action: Callable[[dict[str, Any]], str]) -> str:
    lines = [f"title: {write_scalar(plan['title'])}", "priorities:"]
    for priority in plan["priorities"]:
        lines += [f"  - name: {write_scalar(priority['name'])}", "    actions:"]
        lines += [f"      - {write_action(action)}" for action in priority["actions"]]
    return "\n".join(lines) + "\n"


def write_keys(action: dict[str, Any]) -> str:
    """Return an action as people write it, with blocks of lines and lists."""
    return "\n        ".join(
        f"{key}: " + (
            "".join(f"\n        - {write_scalar(each)}" for each in text)
            if isinstance(text, list)
            else write_scalar(text, indent=10)
        )
        for key, text in action.items()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "codes", "said"),
    [
        ({"Completed": "No"}, [], ""), ({"Completed": "n/a"}, [], ""), ({"Completed": "-"}, [], ""),
        ({"Completed": "soon"}, ["PLN016"], ""), ({"Completed": "Yes"}, ["PLN016"], ""),
        ({"Completed": "Year 1"}, [], "Year 1"), ({"Completed": "March 2027"}, [], "2027-03"),
        ({"Proposed wording": "No change"}, [], ""), ({"Proposed year": "n/a"}, [], ""),
    ],
)  # fmt: skip
def test_words_that_propose_nothing(typed: dict[str, str], codes: list[str], said: str, room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Status": "On track", **typed}})
    assert find_codes(room.papers("check", "tree-plan")) == codes
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    (update,) = list_actions(read(room.path / FILE))["1.1"].updates
    assert (str(update.completed), update.text, update.by) == (said, "", "")


def test_two_copies_of_one_sheet(room: Room) -> None:
    """Which of two counts is not for the order of their names to say."""
    folder = lay_out(room)
    sheet = folder / "update - Parks.xlsx"
    fill_in(sheet, {"1.1": {"Status": "On track", "Proposed year": "Year 1"}})
    shutil.copyfile(sheet, folder / "A later copy.xlsx")
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    assert len(list_actions(read(room.path / FILE))["1.1"].updates) == 1, "copies that say the same are one"
    fill_in(folder / "A later copy.xlsx", {"1.1": {"Status": "Delayed", "Proposed year": "Year 2"}})
    fill_in(sheet, {"1.1": {"Status": "Not started"}})
    assert find_codes(room.papers("check", "tree-plan")) == ["PLN015"]
    before = read_plan(room)
    assert (room.papers("take", "tree-plan", "1.1").exit_code, read_plan(room)) == (1, before)


def test_quite_other_words_and_the_update_that_is_still_to_come(room: Room) -> None:
    """Once new words are taken over, the sheets with the words of before are still about this action."""
    folder = lay_out(room)
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Proposed wording": "Give all contractors a day outdoors."}})
    fill_in(folder / "update - Parks.xlsx", {"1.2": {"Progress": "By hand.", "Proposed year": "Year 2"}})
    assert room.papers("take", "tree-plan", "1.2", "--service", "Highways").exit_code == 0
    assert set(find_codes(room.papers("check", "tree-plan"))) <= {"XLS011"}
    room.papers("sheet", "tree-plan")
    row = next(each for each in read_sheet(folder / "update - Parks.xlsx") if each["No."] == "1.2")
    assert (row["Action"], row["Progress"]) == ("Give all contractors a day outdoors.", "By hand.")
    begun = room.papers("new", "Tree Plan 2027", "--from", "tree-plan")
    assert re.search(r'action 1\.2: the year is "Year 2", as Parks says', begun.stderr)


def test_words_that_are_changed_after_an_update(room: Room) -> None:
    folder = lay_out(room)
    fill_in(
        folder / "update - Parks.xlsx", {"1.1": {"Proposed wording": "Plant 120 trees.", "Proposed year": "Year 2"}}
    )
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    update = list_actions(read(room.path / FILE))["1.1"].updates[0]
    assert (update.instead_of_text, update.instead_of_by) == ("Plant a hundred trees in streets without any.", "Year 1")
    room.write(FILE, read_plan(room).replace("text: Plant a hundred trees in", "text: Plant a thousand trees in", 1))
    room.write(FILE, read_plan(room).replace("        by: Year 1", "        by: 30 June 2027", 1))
    room.papers("sheet", "tree-plan")
    assert find_codes(room.papers("check", "tree-plan")) == ["PLN018", "PLN018"]


def test_a_column_shows_the_latest_update(room: Room) -> None:
    plan = PLAN.replace("updates:", "columns: [{heading: Progress}]\nupdates:").replace(
        "by: Year 1\n", "by: Year 1\n        progress: Begun in spring.\n", 1
    )
    folder = lay_out(room, plan)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Progress": "Sixty:\n- 40 oaks\n    - in Hill Road"}})
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    progress = list_actions(read(room.path / FILE))["1.1"].further["progress"]
    assert "Begun" not in progress.text
    assert "in Hill Road" in progress.text


def test_what_another_service_says_beside_what_was_decided(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Status": "On track"}})
    assert room.papers("take", "tree-plan", "1.2").exit_code == 0
    fill_in(folder / "update - Parks.xlsx", {"1.2": {"Status": "Delayed", "Proposed wording": "Water them all."}})
    begun = room.papers("new", "Tree Plan 2027", "--from", "tree-plan")
    assert re.findall(r"^action (\d\.\d): the wording", begun.stderr, re.MULTILINE) == ["1.2"]


def test_actions_that_carry_out_recommendations(room: Room) -> None:
    """Their words and services come from the answers, in the sheets too."""
    room.write(
        "data/benches/recommendations.yaml",
        "title: Benches\nscrutiny: {body: Panel, date: 2026-01-03}\nresponse: {status: agreed}\n"
        "cabinet: {date: 2026-02-01, members: [{name: Councillor Ash, title: Leader}]}\n"
        "recommendations: [That the Council puts a bench into each park.]\n",
    )
    room.draw("data/benches/responses.xlsx", "[R]\nRecommendation | Agree? | Comment | Action | Lead officer\n"
              "That the Council puts a bench into each park. | Yes | ok | Put up benches. | Highways")  # fmt: skip
    room.write("papers.yaml", "council: Westmere City Council\nresponse_columns: [Action, Lead officer]\n")
    folder = lay_out(
        room, PLAN.replace("      - text: Open the", "      - {from: benches 1, by: Year 1}\n      - text: Open the")
    )
    rows = read_sheet(folder / "update - Highways.xlsx")
    assert [(row["No."], row["Action"]) for row in rows][1:] == [("2.1", "Put up benches.")]


def test_years_that_are_corrected_keep_the_updates(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Progress": "Sixty."}})
    room.write(FILE, read_plan(room).replace("2027 - 2028]", "2027 - 2028, 2028 - 2029]"))
    assert "Sixty." in room.papers("take", "tree-plan").stdout
    room.papers("sheet", "tree-plan")
    assert read_sheet(folder / "update - Parks.xlsx")[0]["Progress"] == "Sixty."
    assert find_codes(room.papers("check", "tree-plan")) == []


def test_a_table_in_an_update_is_named(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Progress": "The costs:\n[Table: Costs]"}})
    assert "PLN019" in find_codes(room.papers("check", "tree-plan"))
    how = openpyxl.load_workbook(folder / "update - Parks.xlsx")["How to"]
    assert not any("Table" in str(cell.value) for row in how.iter_rows() for cell in row if cell.value)


def test_the_service_that_said_it_is_written_down(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Progress": "By hand."}})
    room.write(FILE, read_plan(room).replace("[Highways, Parks]", "Estates"))
    assert room.papers("take", "tree-plan", "1.2").exit_code == 0
    assert list_actions(read(room.path / FILE))["1.2"].updates[0].service == "Highways"
    assert "taken over" in room.papers("take", "tree-plan").stdout


def test_a_table_copied_into_a_new_workbook(room: Room) -> None:
    """Without its title and its hidden references it is still no action plan."""
    folder = lay_out(room)
    path = folder / "update - Parks.xlsx"
    fill_in(path, {"1.1": {"Progress": "Sixty."}})
    rows = [row[:9] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=5, values_only=True)]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path.unlink()
    book.save(folder / "copy.xlsx")
    assert "XLS030" not in find_codes(room.papers("check", "tree-plan"))
    assert "Sixty." in room.papers("take", "tree-plan").stdout


def test_an_invisible_sign_of_a_paste(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Progress": "\ufeffSixty."}})
    assert room.papers("take", "tree-plan", "1.1").exit_code == 0
    assert list_actions(read(room.path / FILE))["1.1"].updates[0].progress == "Sixty."
    assert "taken over" in room.papers("take", "tree-plan").stdout


def test_a_joined_sheet_says_nothing_of_itself(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Parks.xlsx", {"1.1": {"Progress": "Sixty."}})
    assert room.papers("sheet", "tree-plan", "--join").exit_code == 0
    assert find_codes(room.papers("check", "tree-plan")) == []


@pytest.mark.parametrize("by", ["Year 3", "2031-03-31"])
def test_a_year_beyond_the_plan(by: str, room: Room) -> None:
    """The finding is at the update, where the year is written."""
    lay_out(room)
    room.write(FILE, read_plan(room).replace("        by: Year 1\n", "        by: Year 1\n        updates:\n"
               f"          - {{date: 2026-05-01, service: Parks, by: {by}}}\n", 1))  # fmt: skip
    assert find_codes(room.papers("check", "tree-plan"))[0] == "PLN002"
    line = read_plan(room).split("\n").index(f"          - {{date: 2026-05-01, service: Parks, by: {by}}}") + 1
    assert f"tree-plan/action-plan.yaml:{line}:" in room.papers("check", "tree-plan").stderr


def test_an_update_sheet_that_cannot_be_read_is_named(room: Room) -> None:
    folder = lay_out(room)
    fill_in(folder / "update - Highways.xlsx", {"1.2": {"Progress": "All watered."}})
    (folder / "update - Parks.xlsx").write_bytes(b"PK\x03\x04 half a workbook")
    for command in (("take", "tree-plan", "1.1"), ("take", "tree-plan"), ("check", "tree-plan")):
        ran = room.papers(*command)
        assert "data/tree-plan/update - Parks.xlsx: error XLS002" in ran.stderr, (command, ran.stderr)
        assert find_codes(ran).count("XLS002") == 1
    # Whether it proposes something for 1.1 is not known.
    assert "PLN017" not in room.papers("take", "tree-plan", "1.1").stderr
    assert room.papers("take", "tree-plan", "1.2").stdout, "what others propose can be taken over"


STYLES: dict[str, Callable[[dict[str, Any]], str]] = {
    "a line a key": write_keys,
    "a line an action": lambda action: json.dumps(action, ensure_ascii=False),
}


@pytest.mark.parametrize("style", STYLES)
@given(typed=PLANS, progress=TEXT, wording=TEXT, by=LINE, data=st.data())
def test_a_taken_update_changes_nothing_else(
    style: str, typed: dict[str, Any], progress: str, wording: str, by: str, data: st.DataObject
) -> None:
    typed = {"title": typed["title"], "priorities": typed["priorities"]}
    for action in (each for priority in typed["priorities"] for each in priority["actions"]):
        for own in ("outcome", "cost", "from"):
            action.pop(own, None)
    content = write_lines(typed, STYLES[style])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "action-plan.yaml"
        path.write_text(content, encoding="utf-8", newline="")
        before = list_actions(read(path))
        number = data.draw(st.sampled_from(sorted(before)))
        for day in ("2026-05-01", "2026-11-01"):
            update = {"date": day, "service": "Parks", "progress": progress, "text": wording, "by": by}
            added = add_to_file(content, number, update, "action-plan.yaml", SETTINGS)
            assert added is not None, content
            content = added
        path.write_text(content, encoding="utf-8", newline="")
        after = list_actions(read(path))
    assert [str(each.day) for each in after[number].updates] == ["2026-05-01", "2026-11-01"]
    assert {other: after[other].as_planned.wording for other in after} == {
        other: before[other].wording for other in before
    }


def list_patterns() -> Iterator[str]:
    """Yield the patterns of all messages about sheets."""
    for path in sorted((ROOT / "src/cabinet_papers/sheets").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("phrase", "for_officer"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_nothing_said_of_an_update_sheet_speaks_of_recommendations() -> None:
    patterns = [each for each in list_patterns() if "exempt" not in each and "moved to correct" not in each]
    assert len(patterns) > 100
    said = [str(reword(Message(each)).pattern) for each in patterns]
    assert [each for each in said if re.search(r"[Rr]ecommendation|Cabinet Member|response sheet", each)] == []
