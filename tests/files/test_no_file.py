"""What only has a file's name - a pipe, a socket, a device, a folder, a link to nowhere - is a finding, and no wait."""

import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.files.reading import read_file
from tests.conftest import MATTER, SHEET, Room
from tests.files.test_folders import read_findings
from tests.yaml_files.test_logo import draw_png

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and sockets have no such names there")


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),
    "socket": make_socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": lambda path: path.mkdir(),
    "link": lambda path: path.symlink_to("nowhere"),
}
PLACES = [
    ("papers.yaml", "YML001", "papers.yaml"),
    ("templates/words.yaml", "YML001", "templates/words.yaml"),
    ("templates/cabinet-response.docx", "TPL001 TPL002", "templates/cabinet-response.docx"),
    ("logo.png", "YML014", "papers.yaml"),
    ("data/trees/recommendations.yaml", "YML001", "data/trees/recommendations.yaml"),
    ("data/trees/action-plan.yaml", "YML001", "data/trees/action-plan.yaml"),
    ("data/trees/responses.xlsx", "XLS002", "data/trees/responses.xlsx"),
    ("data/trees/more.CSV", "XLS002", "data/trees/more.CSV"),
    ("data/trees/form.docx", "XLS002", "data/trees/form.docx"),
    ("data", "WSP004", "data"),
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_finding_at_its_place(kind: str, room: Room) -> None:
    """Each place in turn; with a pipe for each command that reads it, which would never end if it waited."""
    room.write("papers.yaml", "council: Westmere City Council\nlogo: logo.png\nlogo_alt: a tree\n")
    (room.path / "logo.png").write_bytes(draw_png(4, 4))
    room.write("data/trees/recommendations.yaml", f"{MATTER}response: {{status: agreed}}\n")
    room.draw("data/trees/responses.xlsx", SHEET)
    for name, code, place in PLACES:
        path, kept = room.path / name, room.path / "kept"
        if (kind, name) == ("folder", "data"):
            continue
        if path.exists():
            shutil.move(path, kept)
        KINDS[kind](path)
        found = read_findings(room.papers("check", "--format", "json").stdout)
        about = [each for each in found if each[1] == place and each[0] in code.split()]
        assert len(about) == 1, f"{kind} {name}: {found}"
        for command in (
            (["build"], ["sheet"], ["status"], ["check", "--fix", "--mark"], ["doctor"]) if kind == "pipe" else ()
        ):
            assert room.papers(*command).exit_code in (0, 1, 2), f"{kind} {name} {command}"
        path.rmdir() if kind == "folder" else path.unlink()
        if kept.exists():
            shutil.move(kept, path)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_never_read(kind: str, tmp_path: Path) -> None:
    KINDS[kind](tmp_path / "x.xlsx")
    with pytest.raises(OSError, match="Errno"):
        read_file(tmp_path / "x.xlsx")


@pytest.mark.parametrize("name", ["a\0b", "\ud800.xlsx", "n" * 300, "n/" * 3000])
def test_a_name_that_no_file_has(name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Errno"):
        read_file(tmp_path / name)
