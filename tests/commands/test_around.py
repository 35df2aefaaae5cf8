"""What lies around the matters and belongs to none: workbooks outside their folders, papers of a renamed matter."""

import json

from tests.conftest import MATTER, SHEET, Room


def found(room: Room, command: str, *codes: str) -> list[tuple[str, str]]:
    every = json.loads(room.papers(command, "--format", "json").stdout)
    return [(each["code"], each["file"]) for each in every if each["code"] in codes]


def test_workbooks_outside_the_matters_are_reported(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    for name in ("data/costs.xlsx", "Response of Councillor Oak.xlsx", "budget.xlsx"):
        room.draw(name, SHEET)
    expected = [("XLS019", "Response of Councillor Oak.xlsx"), ("XLS019", "data/costs.xlsx")]
    for command in ("check", "build"):
        assert sorted(found(room, command, "XLS019")) == expected


def test_papers_of_a_renamed_matter_are_reported_until_they_are_gone(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    room.papers("build")
    assert found(room, "check", "OUT005") == []
    (room.path / "data/trees").rename(room.path / "data/street-trees")
    assert found(room, "check", "OUT005") == [("OUT005", "output/trees")]
    assert found(room, "build", "OUT005") == [("OUT005", "output/trees")]
    (room.path / "output/trees").rename(room.path / "old papers")
    assert found(room, "check", "OUT005") == []


def test_a_folder_in_the_output_that_is_not_ours_is_left_alone(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write("output/minutes/minutes.txt", "x")
    assert found(room, "check", "OUT005") == []
