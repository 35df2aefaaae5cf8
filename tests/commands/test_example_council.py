"""While papers.yaml names the example's council, nothing of the example's is in a matter of the officer's own."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Room, open_room
from tests.yaml_files.test_logo import draw_png

OWN = """\
title: Bus Shelters
scrutiny: {body: Scrutiny Committee, date: 2026-11-03}
cabinet: {date: 2026-12-09, members: [{name: Councillor Grace Okoro, title: Cabinet Member for Roads}]}
recommendations: ["That the Council repairs the shelters, as action 9.9 of the Walking and Cycling Action Plan says."]
"""
PLAN = "title: Plan\npriorities: [{name: Roads, actions: [{text: Repair the road., service: Transport and Highway}]}]\n"
ANSWERS = """\
[Responses]
No. | Recommendation | Agree? | Comment
1 | That the Council repairs the shelters, as action 9.9 of the Walking and Cycling Action Plan says. | Yes | Good.
"""


@pytest.fixture
def sample(tmp_path: Path) -> Room:
    """A workspace with the worked example, and a matter of the officer's own."""
    room = open_room(tmp_path / "room", sample=True)
    room.write("data/bus-shelters/recommendations.yaml", OWN)
    room.draw("data/bus-shelters/responses.xlsx", ANSWERS)
    return room


def codes_of(said: str) -> list[str]:
    return re.findall(r"(?:error|warning) ([A-Z]{3}\d{3})", said)


def rename_council(room: Room) -> None:
    path = room.path / "papers.yaml"
    path.write_text(path.read_text("utf-8").replace("Eastmere City Council", "Thornhaven City Council"), "utf-8")


def pictures(room: Room) -> int:
    """Return how many pictures the matter's own papers have."""
    papers = sorted((room.path / "output" / "bus-shelters").glob("*.docx"))
    assert papers
    return sum("/media/" in name for path in papers for name in zipfile.ZipFile(path).namelist())


def test_an_own_matter_gives_one_warning_and_the_example_none(sample: Room) -> None:
    assert codes_of(sample.papers("check", "bus").stderr) == ["WSP006"]
    every = sample.papers("check").stderr
    assert codes_of(every).count("WSP006") == 1
    assert "data/bus-shelters/recommendations.yaml:1: warning WSP006" in every


def test_the_examples_people_services_and_plan_check_nothing(sample: Room) -> None:
    sample.write("data/roads/action-plan.yaml", PLAN)
    assert set(codes_of(sample.papers("check", "bus", "roads").stderr)) == {"WSP006"}
    rename_council(sample)
    assert set(codes_of(sample.papers("check", "bus", "roads").stderr)) == {"NAM002", "PLN013", "REF003"}


def test_the_examples_logo_is_not_printed(sample: Room) -> None:
    assert sample.papers("build").exit_code == 0
    assert pictures(sample) == 0
    example = next((sample.path / "output" / "tree-planting").glob("*.docx"))
    assert any("/media/" in name for name in zipfile.ZipFile(example).namelist())
    rename_council(sample)
    assert sample.papers("build", "bus").exit_code == 0
    assert pictures(sample) > 0


def test_a_logo_of_ones_own_is_printed(sample: Room) -> None:
    (sample.path / "templates" / "logo.png").write_bytes(draw_png(400, 100))
    assert sample.papers("build", "bus").exit_code == 0
    assert pictures(sample) > 0


def test_with_ones_own_council_there_is_no_warning(sample: Room) -> None:
    rename_council(sample)
    assert "WSP006" not in sample.papers("check").stderr


def test_people_who_were_added_are_used(sample: Room) -> None:
    path = sample.path / "papers.yaml"
    entry = "people:\n  - {name: Councillor Edna Price, title: Cabinet Member for Buses, from: 2025-05-21}\n"
    path.write_text(path.read_text("utf-8").replace("people:\n", entry, 1), "utf-8")
    own = sample.path / "data/bus-shelters/recommendations.yaml"
    own.write_text(own.read_text("utf-8").replace("Councillor Grace Okoro", "Councillor Edna Price"), "utf-8")
    assert set(codes_of(sample.papers("check", "bus").stderr)) == {"WSP006", "NAM002"}


@pytest.mark.parametrize("language", ["cy"])
def test_the_example_in_another_language(tmp_path: Path, language: str) -> None:
    begin = Room(tmp_path)
    assert begin.papers("init", "room", "--language", language).exit_code == 0
    room = Room(tmp_path / "room")
    assert "WSP006" not in room.papers("check").stderr
    room.write("data/bus-shelters/recommendations.yaml", OWN.replace("cabinet:", "# cabinet:"))
    assert "WSP006" in codes_of(room.papers("check", "bus").stderr)


def test_a_bare_workspace_never_gives_it(room: Room) -> None:
    room.write("data/bus-shelters/recommendations.yaml", OWN)
    assert "WSP006" not in room.papers("check").stderr
