"""What people know from other programs: help, version, quiet, another folder, and pages found by words."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cabinet_papers import __version__
from cabinet_papers.cli.app import app
from tests.conftest import MATTER, SHEET, Room

COMMANDS = [each.name or each.callback.__name__ for each in app.registered_commands if each.callback]


@pytest.mark.parametrize("arguments", [("--version",), ("-V",), ("version",)])
def test_the_version(arguments: tuple[str, ...], room: Room) -> None:
    ran = room.papers(*arguments)
    assert (ran.exit_code, ran.stdout) == (0, f"cabinet-papers {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_what_its_option_shows(command: str, room: Room) -> None:
    helped, optioned = room.papers("help", command), room.papers(command, "--help")
    assert (helped.exit_code, helped.stdout.strip()) == (
        0,
        optioned.stdout.strip().replace("Usage: root", "Usage: papers"),
    )


def test_help_lists_every_command_and_cuts_none(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    listed = room.papers("help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in listed] == []
    assert "..." not in listed.partition("Commands:")[2]


def test_help_of_what_does_not_exist(room: Room) -> None:
    ran = room.papers("help", "chek")
    assert (ran.exit_code, "did you mean check?" in ran.stderr) == (2, True)


def test_another_folder(room: Room, tmp_path: Path) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    outside = Room(tmp_path)
    assert outside.papers("check").exit_code == 2
    assert "1 warning" in outside.papers("-C", "room", "check").stderr
    assert "1 warning" in outside.papers("-C", str(room.path / "data" / "trees"), "check", ".").stderr
    gone = outside.papers("-C", "nowhere", "check")
    assert (gone.exit_code, gone.stderr) == (2, "nowhere: there is no such folder\n")


def test_quiet_says_errors_and_paths_alone(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "teh hundred"))
    room.draw("data/trees/responses.xlsx", SHEET.replace("a hundred", "teh hundred"))
    room.write("data/hedges/recommendations.yaml", MATTER + "colour: green\n")
    built = room.papers("-q", "build")
    lines = built.screen.splitlines()
    assert (built.exit_code, built.stdout.count("\n")) == (1, 1)
    assert lines[:2] == ["data/hedges/recommendations.yaml", "  line 4: error YML003"]
    assert "warning" not in built.screen
    assert "Next:" not in built.screen
    # The next run in the same process is as usual.
    assert "warning" in room.papers("build").screen
    assert room.papers("-q", "explain", "XYZ99").exit_code == 2
    assert room.papers("-q", "explain", "XYZ99").stderr != ""


@pytest.mark.parametrize(
    ("words", "first"),
    [("double spaces", "STY001"), ("hidden rows", "XLS006"), ("misspelt", "STY012"), ("two decisions", "RES007"),
     ("day of the week", "STY005")],
)  # fmt: skip
def test_a_page_is_found_by_words(words: str, first: str, room: Room) -> None:
    explained = room.papers("explain", *words.split())
    assert (explained.exit_code, first in explained.stdout) == (0, True), explained.stdout


def test_what_was_made_and_what_comes_next(tmp_path: Path) -> None:
    begun = Room(tmp_path).papers("init", "my papers", "--bare")
    assert begun.screen.splitlines()[0] == "Written: papers.yaml, templates/, data/ and output/"
    assert 'Next: cd "my papers", then write your council\'s name' in begun.screen
    room = Room(tmp_path / "my papers")
    assert "worked example" in Room(tmp_path).papers("init", "tried").screen
    made = room.papers("new", "Street Trees")
    assert made.screen.splitlines() == [
        "Next: write the recommendations into this file, then run papers check street-trees"
    ]
    assert room.papers("new", "Street Trees").screen.count("Next: ") == 0, "there is such a matter already"
    assert room.papers("init", ".").screen.count("Next: ") == 0, "the folder is not empty"


def wait_for_work(process: int, output: Path) -> None:
    """Wait until a program has begun: a paper is there, or its processes have worked for far less than they need."""
    if not Path(f"/proc/{process}/stat").exists():
        time.sleep(1)
        return
    while not list(output.glob("*/*.docx")) and 0 < count_ticks(process) < 50:
        time.sleep(0.01)


def count_ticks(process: int) -> int:
    """Return for how many hundredths of a second a program and its processes have worked, 0 where it has ended."""
    state, *fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    if state == "Z":
        return 0
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return 1 + sum(map(int, fields[10:12])) + sum(count_ticks(int(each)) for each in children)


@pytest.mark.skipif(sys.platform == "win32", reason="a program is interrupted otherwise there")
@pytest.mark.parametrize("command", ["check", "build", "sheet"])
def test_an_interrupted_command_says_so_in_one_line(command: str, room: Room) -> None:
    answers = room.draw("answers.xlsx", SHEET).read_bytes()
    for at in range(300):
        path = room.write(f"data/m{at}/recommendations.yaml", MATTER)
        (path.parent / "responses.xlsx").write_bytes(answers)
    started = subprocess.Popen(
        [sys.executable, "-m", "cabinet_papers", command], cwd=room.path, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_for_work(started.pid, room.path / "output")
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert (started.returncode, said) == (130, "Stopped: every file is as it was, or was written whole.\n")
    assert list(room.path.rglob(".writing*")) == []


@pytest.mark.parametrize("words", ["quux", "zz", "ABC123"])
def test_words_of_no_page(words: str, room: Room) -> None:
    assert room.papers("explain", words).exit_code == 2
