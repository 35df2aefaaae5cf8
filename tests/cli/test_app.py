"""The commands as the officer meets them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MATTER, ROOT, SHEET, Room

Program = Callable[..., subprocess.CompletedProcess[str]]
KEYS = ["code", "severity", "message", "hint", "file", "line", "column", "sheet", "cell",
        "length", "related", "recommendation", "fix", "number"]  # fmt: skip


def test_the_example_builds_from_a_fresh_folder(tmp_path: Path, run_program: Program) -> None:
    started = run_program("init", "papers", cwd=tmp_path)
    assert (started.returncode, started.stdout) == (0, f"{Path('papers') / 'papers.yaml'}\n")
    built = run_program("build", cwd=tmp_path / "papers" / "data" / "food-partnership")
    assert built.returncode == 0, built.stderr
    assert len(built.stdout.splitlines()) >= 5
    assert all(Path(tmp_path / "papers", "data", "food-partnership", line).exists() or Path(line).is_absolute()
               for line in built.stdout.splitlines())  # fmt: skip


def test_the_repository_is_a_workspace_without_findings(run_program: Program) -> None:
    checked = run_program("check", "--strict", cwd=ROOT)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "matters checked, nothing found\n" in checked.stderr


def test_a_bare_workspace(tmp_path: Path, run_program: Program) -> None:
    (tmp_path / "w").mkdir()
    assert run_program("init", "w", "--bare", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["data", "output", "papers.yaml", "templates"]
    assert [path.name for path in (tmp_path / "w" / "data").iterdir()] == [".schemas"], "no matter"
    assert len(list((tmp_path / "w" / "templates").glob("*.docx"))) == 4


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, run_program: Program) -> None:
    """Shown as "WSP002"."""
    (tmp_path / "mine.txt").write_text("mine")
    started = run_program("init", ".", cwd=tmp_path)
    assert started.returncode == 1
    assert "error WSP002\n    the folder is not empty" in started.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_outside_a_workspace(tmp_path: Path, run_program: Program) -> None:
    """Shown as "WSP001"."""
    checked = run_program("check", cwd=tmp_path)
    assert checked.returncode == 2
    assert "error WSP001\n    there is no papers.yaml in this folder or in a folder above" in checked.stderr


@pytest.mark.parametrize("command", ["init", "new", "sheet", "check", "build", "explain", "schema"])
def test_every_command_shows_an_example(command: str, run_program: Program) -> None:
    helped = run_program(command, "--help", cwd=ROOT)
    assert helped.returncode == 0
    assert f"Example: papers {command}" in helped.stdout


def test_wrong_usage(tmp_path: Path, run_program: Program) -> None:
    assert run_program("bulid", cwd=tmp_path).returncode == 2
    assert run_program("check", "--format", "xml", cwd=tmp_path).returncode == 2


def test_a_new_matter_says_what_is_to_be_filled_in(room: Room) -> None:
    made = room.papers("new", "City: of #Sanctuary & “Accreditation”")
    assert made.exit_code == 0
    assert made.stdout == str(Path("data/city-of-sanctuary-accreditation/recommendations.yaml")) + "\n"
    checked = room.papers("check", "--format", "json")
    items = json.loads(checked.stdout)
    assert {item["code"] for item in items} == {"YML005"}
    assert [(item["line"], item["severity"]) for item in items] == [(8, "error"), (23, "error")]
    again = room.papers("new", "City of Sanctuary Accreditation")
    assert (again.exit_code, "WSP002" in again.stderr) == (1, True)


def test_a_filled_in_new_matter_is_checked_without_errors(room: Room) -> None:
    room.papers("new", "Street Trees")
    path = room.path / "data/street-trees/recommendations.yaml"
    text = path.read_text(encoding="utf-8").replace("  date:  ", "  date: 2026-03-03  ")
    path.write_text(text.replace("  # - That", "  - That"), encoding="utf-8")
    checked = room.papers("check")
    assert (checked.exit_code, "error" in checked.stderr) == (0, False), checked.stderr


def test_matters_are_chosen_by_a_unique_beginning(room: Room) -> None:
    for name in ("trees", "trees-2", "hedges"):
        room.write(f"data/{name}/recommendations.yaml", MATTER)
    assert room.papers("check", "h").exit_code == 0
    assert "trees/recommendations" in room.papers("check", "trees").stderr
    assert "trees-2/recommendations" not in room.papers("check", "trees").stderr
    ambiguous = room.papers("check", "tre")
    assert (ambiguous.exit_code, 'REC008: "tre" is in the names of 2 matters' in ambiguous.stderr) == (2, True)
    unknown = room.papers("check", "shrubs")
    assert (unknown.exit_code, 'REC008: there is no matter called "shrubs"' in unknown.stderr) == (2, True)


def test_a_workspace_without_matters_is_no_error(room: Room) -> None:
    checked = room.papers("check")
    assert (checked.exit_code, "warning REC008: there is no matter in data/ yet" in checked.stderr) == (0, True)


def test_a_file_that_an_editor_misnamed_is_pointed_out(room: Room) -> None:
    room.write("data/trees/recommendations.yaml.txt", MATTER)
    assert 'hint: rename "recommendations.yaml.txt" to recommendations.yaml' in room.papers("check").stderr


@pytest.mark.parametrize(
    ("title", "folder"), [("Con", "con-matter"), ("Дерева", "дерева"), ("Façade & Co.", "facade-co"), ("日本", "日本")]
)
def test_folders_are_named_for_every_system(title: str, folder: str, room: Room) -> None:
    assert room.papers("new", title).exit_code == 0
    assert (room.path / "data" / folder).is_dir()


def test_json_has_stdout_to_itself(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + "colour: green\n")
    room.draw("data/trees/responses.xlsx", SHEET.replace("Yes", "Maybe"))
    checked = room.papers("build", "--format", "json")
    items = json.loads(checked.stdout)
    assert checked.exit_code == 1
    assert [list(item) for item in items] == [KEYS, KEYS]
    assert [(item["code"], item["line"], item["sheet"], item["cell"]) for item in items] == [
        ("YML003", 4, None, None),
        ("RES003", None, "Responses", "C2"),
    ]
    assert [item["file"] for item in items] == ["data/trees/recommendations.yaml", "data/trees/responses.xlsx"]
    assert json.loads(room.papers("sheet", "--format", "json").stdout) != []


def test_paths_alone_stand_on_stdout(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build")
    assert built.stdout == str(Path("output/trees/Appendix A - Draft Cabinet response - Street Trees.docx")) + "\n"
    assert built.stderr == "    1 recommendation, 1 answer, 1 paragraph: all in the document\n"


def test_strict_lets_warnings_fail(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert room.papers("check").exit_code == 0
    assert room.papers("check", "--strict").exit_code == 1


def test_a_steering_character_is_shown_and_not_sent(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET + "| \u202egnihtemos\u202c | Yes | x\n")
    stderr = room.papers("check").stderr
    assert "\\x202e" in stderr
    assert "\u202e" not in stderr


def test_a_council_without_a_name_is_told_at_its_place(tmp_path: Path, run_program: Program) -> None:
    run_program("init", "w", "--bare", cwd=tmp_path)
    run_program("new", "Trees", cwd=tmp_path / "w")
    checked = run_program("check", cwd=tmp_path / "w")
    assert "papers.yaml\n  line 3: error YML005\n    council: is empty" in checked.stderr


def test_a_title_of_a_closed_matter_is_not_taken_twice(room: Room) -> None:
    room.write("data/closed/street-trees/recommendations.yaml", "title: Street Trees\n")
    ran = room.run("new", "Street Trees")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "data/closed/street-trees: error WSP002" in ran.stderr
