"""Long work shows on a terminal how far it has come, and says nothing of it in a pipe."""

import os
import subprocess
import sys

import pytest

from tests.conftest import MATTER, SHEET, Room, need_program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals that a test can open"),
]


def run_on_a_terminal(room: Room, *arguments: str) -> str:
    """Return what a terminal shows of the command."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "cabinet_papers", *arguments]
    with subprocess.Popen(command, cwd=room.path, stdin=theirs, stdout=theirs, stderr=theirs) as ran:
        os.close(theirs)
        shown = b""
        while piece := read_piece(ours):
            shown += piece
        ran.wait(timeout=60)
    os.close(ours)
    return shown.decode()


def read_piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        # Linux says so when the other side is closed.
        return b""


@pytest.fixture
def many(room: Room) -> Room:
    for number in range(25):
        room.write(f"data/matter-{number}/recommendations.yaml", MATTER)
        room.draw(f"data/matter-{number}/responses.xlsx", SHEET)
    return room


@pytest.mark.parametrize(("command", "label"), [("check", "Checking"), ("build", "Building")])
def test_many_matters(command: str, label: str, many: Room) -> None:
    shown = run_on_a_terminal(many, command)
    assert label in shown
    assert "100%" in shown
    piped = many.papers(command)
    assert label not in piped.stdout + piped.stderr


def test_few_matters_are_done_before_a_bar_is_seen(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    assert "Checking" not in run_on_a_terminal(room, "check")


def test_pdfs(room: Room) -> None:
    need_program("soffice")
    for number in range(2):
        room.write(f"data/matter-{number}/recommendations.yaml", MATTER)
        room.draw(f"data/matter-{number}/responses.xlsx", SHEET)
    shown = run_on_a_terminal(room, "build", "--pdf")
    assert "Making PDFs" in shown
    assert "100%" in shown
    assert len(list((room.path / "output").rglob("*.pdf"))) == 2
