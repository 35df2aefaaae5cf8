"""The program that knows misspellings may be missing, broken or stuck: that is said, and all else is checked."""

import json
import stat
import sys
import time
from pathlib import Path

import pytest

from cabinet_papers.check import spelling
from tests.conftest import MATTER, SHEET, Room

FILE = "data/trees/recommendations.yaml"
FAULTY = MATTER.replace("That the Council plants", "That the Council  recieves")
# Whatever is asked, it says that the word in the last line is misspelt, and ends as if it had found something.
HALF_A_LINE = 'printf \'{"type":"typo","path":"-","line_num":1,"byte_off\'; exit 2'
OTHER_JSON = 'cat >/dev/null; printf \'[1, 2]\\n{"type": 7}\\n"typo"\\n\'; exit 2'
NUMBERS = 'cat >/dev/null; printf \'{"type":"typo","line_num":1e999,"byte_offset":[],"typo":5}\\n\'; exit 2'
DEEP = f"cat >/dev/null; {sys.executable} -c \"print('[' * 100000)\"; exit 2"


def make_program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def spelling_findings(room: Room, *command: str) -> list[tuple[str, str, str]]:
    ran = room.papers(*command, "--format", "json")
    return [(item["severity"], item["code"], item["message"]) for item in json.loads(ran.stdout)]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize(
    ("script", "exit_code"),
    [
        ("exit 1", "1"),
        ("exit 0", "0"),
        ("exit 2", ""),
        ("cat >/dev/null; echo This is no JSON; exit 2", ""),
        (HALF_A_LINE, ""),
        (OTHER_JSON, ""),
        (NUMBERS, ""),
        (DEEP, ""),
        ("head -c 10000000 /dev/zero >&2; exit 1", "1"),
        ("kill -9 $$", "-9"),
    ],
)
def test_a_program_that_does_not_answer(
    script: str, exit_code: str, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown as "WSP003"."""
    room.write(FILE, FAULTY)
    with monkeypatch.context() as patched:
        patched.setattr(spelling, "find_program", lambda: make_program(tmp_path / "typos", script))
        for _ in range(2):
            found = spelling_findings(room, "check")
            ((severity, said),) = ((severity, message) for severity, code, message in found if code == "WSP003")
            assert severity == "warning"
            assert exit_code in said
            assert "STY001" in {code for _, code, _ in found}, "what the rules find is found all the same"
    found = spelling_findings(room, "check")
    assert "STY012" in {code for _, code, _ in found}, "it was remembered as right"
    assert "WSP003" not in {code for _, code, _ in found}


def broken(path: Path) -> Path:
    """Return a program of another processor: the head of one of this, cut off."""
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(40))
    path.chmod(0o755)
    return path


def not_executable(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o644)
    return path


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize("make", [broken, not_executable, a_folder, lambda path: path, lambda _: None])
def test_a_program_that_cannot_be_started(make: object, room: Room, tmp_path: Path,
                                          monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    room.write(FILE, FAULTY)
    program = make(tmp_path / "typos")  # type: ignore[operator]
    with monkeypatch.context() as patched:
        patched.setattr(spelling, "find_program", lambda: program)
        assert [code for _, code, _ in spelling_findings(room, "check")].count("WSP003") == 1
    assert "STY012" in {code for _, code, _ in spelling_findings(room, "check")}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_program_that_hangs_is_waited_for_once(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three matters are built one after the other; the second and third do not wait again."""
    for name in ("elms", "oaks", "trees"):
        room.write(f"data/{name}/recommendations.yaml", MATTER)
        room.draw(f"data/{name}/responses.xlsx", SHEET)
    monkeypatch.setattr(spelling, "SECONDS", 2)
    monkeypatch.setattr(spelling, "find_program", lambda: make_program(tmp_path / "typos", "exec sleep 60"))
    begun = time.monotonic()
    found = spelling_findings(room, "build")
    assert time.monotonic() - begun < 20
    ((_, code, said),) = found
    assert code == "WSP003"
    assert " 2 seconds" in said
    assert len(room.documents()) == 3, "a warning keeps no document from being written"


def test_where_nothing_is_to_be_checked_nothing_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "find_program", lambda: None)
    room.write(FILE, FAULTY)
    for settings in ("language: cy-GB", "check: {WSP003: off}"):
        room.write("papers.yaml", f"council: Eastmere\n{settings}\n")
        found = {code for _, code, _ in spelling_findings(room, "check")}
        assert "WSP003" not in found
        assert "STY001" in found
    monkeypatch.undo()
    assert "STY012" in {code for _, code, _ in spelling_findings(room, "check")}, "off is not right"


@pytest.mark.parametrize("text", ["a\\0b", "\\ud83d", "x" * 100_000, "\\x0c", "*" * 3000, "{'a': 1}", "\\u2028"])
def test_odd_texts_are_looked_at(text: str, room: Room) -> None:
    matter = MATTER.replace("[That", '["That ').replace("trees.]", f'trees {text}.", That it recieves them.]')
    room.write(FILE, matter)
    found = {code for _, code, _ in spelling_findings(room, "check")}
    assert "WSP003" not in found
    assert "STY012" in found or "YML001" in found
