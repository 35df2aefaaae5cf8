"""`papers open`, with a stand-in for the system's opener on the path: it writes down what it was given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MATTER, SHEET, Room

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the opener is xdg-open on Linux alone"),
]
WRITES_DOWN = '#!/bin/sh\nfor each in "$@"; do printf "%s\\n" "$each" >> "$OPENED"; done\n'


class Desk:
    """A workspace on a computer whose opener is a script."""

    def __init__(self, room: Room, folder: Path) -> None:
        self.room, self.folder, self.log = room, folder, folder / "opened.txt"
        folder.mkdir()
        self.have(WRITES_DOWN)

    def have(self, script: str) -> None:
        opener = self.folder / "xdg-open"
        opener.write_text(script)
        opener.chmod(0o755)

    def open(self, *arguments: str, here: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PATH": str(self.folder), "OPENED": str(self.log), "DISPLAY": ":7"} | variables
        return subprocess.run(
            [sys.executable, "-m", "cabinet_papers", "open", *arguments],
            cwd=here or self.room.path, env=environment, capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip

    def read(self) -> list[str]:
        """Return what was opened, from the workspace's root, since this was asked before."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        assert all(Path(line).is_absolute() for line in lines)
        return [Path(line).relative_to(self.room.path).as_posix() for line in lines]


@pytest.fixture
def desk(room: Room, tmp_path: Path) -> Desk:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    return Desk(room, tmp_path / "programs")


def test_the_folder_of_all_papers(desk: Desk) -> None:
    ran = desk.open()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "Opened output\n")
    assert desk.read() == ["output"]


def test_one_paper_or_the_folder_of_several(desk: Desk) -> None:
    ran = desk.open("trees")
    assert (ran.returncode, ran.stderr) == (1, "there is no paper yet\n    hint: papers build trees\n")
    assert desk.read() == []
    paper = "output/trees/Appendix A.docx"
    desk.room.write(paper, "")
    desk.room.write("output/trees/~$pendix A.docx", "")
    desk.room.write("output/trees/Appendix A.pdf", "")
    desk.room.write("output/trees/superseded/Appendix A.docx", "")
    ran = desk.open("Street", here=desk.room.path / "data")
    assert (ran.returncode, ran.stderr) == (0, f"Opened {desk.room.path / paper}\n")
    assert desk.read() == [paper]
    desk.room.write("output/trees/Report.docx", "")
    assert desk.open("trees", "paper").stderr == "Opened output/trees\n"
    assert desk.read() == ["output/trees"]


def test_sheets_and_the_folder(desk: Desk) -> None:
    assert desk.open("trees", "data").returncode == 0
    assert desk.read() == ["data/trees"]
    for _ in range(2):
        assert desk.open(".", "sheet", here=desk.room.path / "data/trees").returncode == 0
    assert desk.read() == ["data/trees/responses.xlsx"] * 2
    for number in range(3):
        desk.room.draw(f"data/trees/responses - {number}.xlsx", SHEET)
        desk.open("trees", "sheet")
    assert len(desk.read()) == 2 + 3 + 1
    desk.room.write("data/hedges/recommendations.yaml", MATTER)
    ran = desk.open("hedges", "sheet")
    assert (ran.returncode, ran.stderr) == (1, "there is no response sheet yet\n    hint: papers sheet hedges\n")


def test_names_that_a_shell_would_read(desk: Desk) -> None:
    for name in ("-rf", "a; touch hacked", "$(touch hacked)", "Eynsham's Pärke & more"):
        desk.room.write(f"data/{name}/recommendations.yaml", MATTER)
        ran = desk.open("--", f"data/{name}", "data")
        assert ran.returncode == 0, ran.stderr
        assert desk.read() == [f"data/{name}"]
    assert not list(desk.room.path.rglob("hacked"))


def test_what_leads_out_of_the_workspace_is_not_opened(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.docx"
    outside.write_text("")
    paper = desk.room.path / "output/trees/Appendix A.docx"
    paper.parent.mkdir()
    paper.symlink_to(outside)
    ran = desk.open("trees")
    assert (ran.returncode, ran.stderr.count("\n"), "Appendix A.docx" in ran.stderr) == (1, 1, True)
    assert desk.read() == []


def test_where_nothing_opens_it(desk: Desk) -> None:
    def fails(**variables: str) -> None:
        ran = desk.open("trees", "data", **variables)
        assert (ran.returncode, ran.stderr.count("\n"), "data/trees" in ran.stderr) == (1, 1, True), ran.stderr

    fails(DISPLAY="")
    assert desk.read() == []
    desk.have("#!/bin/sh\nexit 3\n")
    fails()
    desk.have("not a program")
    fails()
    (desk.folder / "xdg-open").unlink()
    fails()


def test_an_opener_that_stays(desk: Desk) -> None:
    desk.have(f"{WRITES_DOWN}sleep 6\n".replace("sleep", "/bin/sleep"))
    assert desk.open("trees", "data").returncode == 0
    assert desk.read() == ["data/trees"]


def test_what_cannot_be_opened(desk: Desk, tmp_path: Path) -> None:
    ran = desk.open("shrubs")
    assert (ran.returncode, "REC008" in ran.stderr) == (2, True)
    assert desk.open("trees", "shet").returncode == 2
    assert desk.open(here=tmp_path).returncode == 2
    assert desk.read() == []
