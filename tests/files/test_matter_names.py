"""How a matter is named on the command line, and the finished ones that rest in data/closed/."""

import json
from pathlib import Path

import pytest

from cabinet_papers.files.matter_names import select_matters
from cabinet_papers.files.workspace import Workspace
from tests.conftest import MATTER, SHEET, Room


@pytest.fixture
def several(room: Room) -> Room:
    titles = {"street-trees": "Street Trees", "trees-in-parks": "Parks: their trees", "hedges": "Hedges and Verges"}
    for name, title in titles.items():
        room.write(f"data/{name}/recommendations.yaml", MATTER.replace("Street Trees", f'"{title}"'))
    room.write("data/closed/bus-shelters/recommendations.yaml", MATTER.replace("Street Trees", "Bus Shelters"))
    room.write("data/closed/ponds/recommendations.yaml", MATTER.replace("Street Trees", "Ponds"))
    return room


FOUND = {
    "street-trees": ["street-trees"],
    "Street Trees": ["street-trees"],
    "STREET_TREES": ["street-trees"],
    "street": ["street-trees"],
    "hedges and verges": ["hedges"],
    "verges": ["hedges"],
    "parks": ["trees-in-parks"],
    "Parks: their trees": ["trees-in-parks"],
    "data/hedges": ["hedges"],
    "data/hedges/": ["hedges"],
    "data\\hedges\\recommendations.yaml": ["hedges"],
    "./data/hedges/recommendations.yaml": ["hedges"],
    "output/hedges/anything.docx": ["hedges"],
    ".": ["hedges", "street-trees", "trees-in-parks"],
    "data/.": ["hedges", "street-trees", "trees-in-parks"],
    "trees": ["trees-in-parks"],
    "shelters": ["bus-shelters"],
    "data/closed/ponds": ["ponds"],
    "Ponds": ["ponds"],
}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_meant(name: str, several: Room) -> None:
    matters, findings = select_matters(Workspace(several.path), [name], several.path)
    assert ([each.name for each in matters], findings) == (FOUND[name], [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ees", "street-trees, trees-in-parks"),
        ("steet trees", "street-trees"),
        ("hegdes", "hedges"),
        ("nothing like it at all", "hedges, street-trees, trees-in-parks, bus-shelters, ponds"),
        ("data/gone", "hedges"),
        ("../elsewhere", "hedges"),
        ("", "hedges"),
        ("a\0b/c", "hedges"),
    ],
)
def test_what_is_not_found_is_said_with_what_is_like_it(name: str, said: str, several: Room) -> None:
    """Shown as "REC008"."""
    matters, (found,) = select_matters(Workspace(several.path), [name], several.path)
    assert (matters, found.code.number, said in str(found.hint)) == ((), "REC008", True), found.hint


def test_a_point_is_the_matter_in_whose_folder_one_is(several: Room) -> None:
    here = several.path / "data" / "hedges"
    assert [each.name for each in select_matters(Workspace(several.path), ["."], here)[0]] == ["hedges"]
    assert [each.name for each in select_matters(Workspace(several.path), ["recommendations.yaml"], here)[0]] == []


def test_closed_matters_are_checked_and_built_only_where_they_are_named(several: Room) -> None:
    several.draw("data/closed/ponds/responses.xlsx", SHEET.replace("Yes", "Yess"))
    for command in ("check", "build", "sheet"):
        assert "closed" not in several.papers(command).stderr
    named = several.papers("check", "ponds")
    assert (named.exit_code, "data/closed/ponds/responses.xlsx[Responses!C2] error RES003" in named.stderr) == (1, True)


def test_the_papers_of_a_closed_matter_stay(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    room.write("data/hedges/recommendations.yaml", MATTER)
    assert room.papers("build", "trees").exit_code == 0
    (room.path / "data/closed").mkdir()
    (room.path / "data/trees").rename(room.path / "data/closed/trees")
    checked = room.papers("check")
    assert ("OUT005" in checked.stderr, "closed" in checked.stderr) == (False, False)
    assert room.papers("build", "trees").exit_code == 0
    assert room.documents() == ["trees/Appendix A - Draft Cabinet response - Street Trees.docx"]


def test_a_plan_that_is_closed_is_known_to_others(room: Room) -> None:
    plan = "title: Sanctuary\nyears: [Year 1]\npriorities:\n  - name: P\n    actions: [{text: It acts., by: Year 1}]\n"
    room.write("data/closed/sanctuary/action-plan.yaml", plan)
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred trees", "trees, as in action 1.1 and 9.9"))
    found = [each["message"] for each in json.loads(room.papers("check", "--format", "json").stdout)
             if each["code"] == "REF003"]  # fmt: skip
    room.write("data/sanctuary/action-plan.yaml", plan)
    again = [each["message"] for each in json.loads(room.papers("check", "--format", "json").stdout)
             if each["code"] == "REF003"]  # fmt: skip
    assert found == again


def test_a_matter_that_is_called_closed_is_one(room: Room) -> None:
    room.write("data/closed/recommendations.yaml", MATTER + "colour: green\n")
    assert "data/closed/recommendations.yaml:4: error YML003" in room.papers("check").stderr
    made = room.papers("new", "Closed")
    assert made.stdout == str(Path("data/closed-matter/recommendations.yaml")) + "\n"


def test_a_workbook_beside_closed_matters_is_said(several: Room) -> None:
    several.draw("data/closed/answers.xlsx", SHEET)
    assert "data/closed/answers.xlsx: warning XLS019" in several.papers("check").stderr


def test_two_of_one_name_keep_their_papers_apart(several: Room) -> None:
    """Shown as "WSP005"."""
    several.write("data/ponds/recommendations.yaml", MATTER)
    assert several.papers("check", "ponds").exit_code == 0
    built = several.papers("build", "data/closed/ponds")
    assert (built.exit_code, "data/closed/ponds: error WSP005" in built.stderr) == (1, True)
