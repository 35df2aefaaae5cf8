"""What is read of a matter's folder: its matter, plan and sheets, and what is wrong with each file."""

import json

import pytest

from cabinet_papers.commands.gather import ReadFolder, read_folder, read_sheets
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.yaml_files.settings import DEFAULTS
from tests.conftest import MATTER, SHEET, Room

FOLDER = "data/trees"
PLAN = "title: Plan\npriorities: [{name: Trees, actions: [Plant trees.]}]\n"


def read(room: Room) -> ReadFolder:
    workspace = Workspace(room.path)
    (folder,) = find_matters(workspace)
    return read_folder(workspace, folder, DEFAULTS)


def found_in(read: ReadFolder) -> list[tuple[str, str]]:
    return [(each.code.number, str(each.location)) for each in read.findings]


def test_all_that_a_folder_contains(room: Room) -> None:
    room.write(f"{FOLDER}/recommendations.yaml", MATTER)
    room.write(f"{FOLDER}/action-plan.yaml", PLAN)
    room.draw(f"{FOLDER}/a.xlsx", SHEET)
    room.draw(f"{FOLDER}/b.xlsx", SHEET.replace("Yes | ok", "{note: ask me}"))
    found = read(room)
    assert found.matter is not None
    assert found.plan is not None
    assert (found.matter.title, found.plan.title) == ("Street Trees", "Plan")
    assert [each.path.name for each in found.sheets] == ["a.xlsx", "b.xlsx"]
    assert [(each.number, each.decision.word) for each in found.responses if each.decision] == [(1, "Yes")]
    assert {number: str(place) for number, place in found.blank.items()} == {1: f"{FOLDER}/b.xlsx[Responses!C2]"}
    assert found_in(found) == [("XLS009", f"{FOLDER}/b.xlsx[Responses!C2]")]


def test_what_is_wrong_with_one_file_does_not_hide_the_others(room: Room) -> None:
    room.write(f"{FOLDER}/recommendations.yaml", MATTER + "colour: green\n")
    room.write(f"{FOLDER}/action-plan.yaml", PLAN + "colour: green\n")
    room.write(f"{FOLDER}/a.xlsx", "not a workbook")
    room.draw(f"{FOLDER}/b.xlsx", SHEET)
    room.write(f"{FOLDER}/~$b.xlsx", "open")
    found = read(room)
    assert found_in(found) == [
        ("YML003", f"{FOLDER}/recommendations.yaml:4:1"),
        ("YML003", f"{FOLDER}/action-plan.yaml:3:1"),
        ("XLS003", f"{FOLDER}/~$b.xlsx"),
        ("XLS002", f"{FOLDER}/a.xlsx"),
    ]
    assert [each.path.name for each in found.sheets] == ["b.xlsx"]


@pytest.mark.parametrize(
    ("name", "codes"),
    [("notes.md", [("REC001", FOLDER)]), ("a.xlsx", [("REC001", FOLDER), ("XLS001", f"{FOLDER}/a.xlsx")])],
)
def test_a_folder_without_recommendations(name: str, codes: list[tuple[str, str]], room: Room) -> None:
    (room.path / FOLDER).mkdir()
    if name.endswith(".xlsx"):
        room.draw(f"{FOLDER}/{name}", SHEET)
    else:
        room.write(f"{FOLDER}/{name}", "notes")
    found = read(room)
    assert (found.matter, found.plan, found.sheets, found.responses) == (None, None, (), [])
    assert found_in(found) == codes


def test_sheets_alone(room: Room) -> None:
    """As `papers sheet` reads them, which has read the matter already."""
    room.write(f"{FOLDER}/recommendations.yaml", MATTER)
    room.draw(f"{FOLDER}/a.xlsx", SHEET.replace("Yes", "maybe"))
    matter = read(room).matter
    workspace = Workspace(room.path)
    (folder,) = find_matters(workspace)
    found = read_sheets(workspace, folder, matter, DEFAULTS)
    assert found.matter is matter
    assert found.plan is None
    assert [each.path.name for each in found.sheets] == ["a.xlsx"]
    assert found_in(found) == [("RES003", f"{FOLDER}/a.xlsx[Responses!C2]")]


def test_a_workbook_that_is_open_is_reported_with_who_has_it(room: Room) -> None:
    """As Excel writes its file: the length of the name and the name, filled up, then both again as UTF-16."""
    room.write("data/trees/recommendations.yaml", MATTER)
    lock = room.write("data/trees/~$responses.xlsx", "")
    for content, shown in (
        (b"\x0aZo\xeb O'Neil" + b" " * 44 + b"\x0a\x00" + "Zoë O'Neil".encode("utf-16-le"), "(by Zoë O'Neil)"),
        (b"", "Excel, so"),
        (b"\x05\x00\x00\x00\x00\x00", "Excel, so"),
    ):
        lock.write_bytes(content)
        (found,) = (
            each for each in json.loads(room.papers("check", "--format", "json").stdout) if each["code"] == "XLS003"
        )
        assert (found["file"], shown in found["message"]) == ("data/trees/~$responses.xlsx", True)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (",anna,desk-4,30.11.2026 09:12,file:///home/anna/.config/libreoffice/4;", " (by anna)"),
        ("Anna Ŵyn,anna,desk-4,30.11.2026 09:12,file:///x;", " (by Anna Ŵyn)"),
        ("", "LibreOffice, so"),
    ],
)
def test_a_sheet_that_is_open_in_libreoffice(room: Room, content: str, shown: str) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    room.write("data/trees/.~lock.responses.xlsx#", content)
    (found,) = json.loads(room.papers("check", "--format", "json").stdout)
    assert (found["code"], found["file"]) == ("XLS003", "data/trees/.~lock.responses.xlsx#")
    assert shown in found["message"]
