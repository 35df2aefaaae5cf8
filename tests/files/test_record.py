"""The record of what was built may be damaged in every way: it counts as none, and nothing of a person's is lost."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.files import superseded
from tests.commands.test_memory import DEEP, LONG, NUL
from tests.conftest import MATTER, Room
from tests.files.test_files import AGREED, DRAFT, build, edit

RECORD = "output/trees/.built.json"
DAMAGED = [DEEP, b'{"a": ' + DEEP, b"", b"{", b"\xff\xfe\x00", b"1e999", b'"text"', b"[1, 2]", b"null"]
ODD: list[object] = [
    {LONG: "a"},
    {NUL: "a"},
    {"../../../escaped.docx": "a"},
    {"a/" * 3000: "a"},
    {"": "a", ".": "b", "/": "c", ".built.json": "d"},
    {"one.docx": 7, "two.docx": ["a"], "three.docx": None, "four.docx": 1e999, "five.docx": {"a": "b"}},
    {"\udce4.docx": "a"},
]


def findings(room: Room, *command: str) -> list[tuple[str, str]]:
    return [(item["code"], item["file"]) for item in json.loads(room.papers(*command, "--format", "json").stdout)]


@pytest.fixture
def edited(room: Room) -> Room:
    build(room)
    edit(room.path / "output" / DRAFT)
    return room


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_record(edited: Room, content: bytes) -> None:
    """Shown as "OUT017"."""
    words = (edited.path / "output" / DRAFT).read_bytes()
    (edited.path / RECORD).write_bytes(content)
    assert findings(edited, "build") == [("OUT017", RECORD), ("OUT003", f"output/{DRAFT}")]
    (kept,) = [name for name in edited.documents() if "(edited " in name]
    assert (edited.path / "output" / kept).read_bytes() == words
    assert findings(edited, "build") == []


@pytest.mark.parametrize("content", ODD)
def test_a_record_of_odd_names_and_values(edited: Room, content: object) -> None:
    words = (edited.path / "output" / DRAFT).read_bytes()
    (edited.path / RECORD).write_text(json.dumps(content))
    edited.write("data/trees/recommendations.yaml", "title: [")
    assert "OUT005" not in {code for code, _ in findings(edited, "build")}
    edited.write("data/trees/recommendations.yaml", MATTER)
    assert ("OUT003", f"output/{DRAFT}") in findings(edited, "build", "--html", "--publish")
    assert any((edited.path / "output" / name).read_bytes() == words for name in edited.documents())


def test_a_record_far_too_large(edited: Room) -> None:
    with (edited.path / RECORD).open("wb") as opened:
        opened.truncate(200_000_000)
    assert findings(edited, "build") == [("OUT017", RECORD), ("OUT003", f"output/{DRAFT}")]


def test_a_folder_in_the_place_of_the_record(edited: Room) -> None:
    words = (edited.path / "output" / DRAFT).read_bytes()
    (edited.path / RECORD).unlink()
    (edited.path / RECORD).mkdir()
    assert sorted(findings(edited, "build")) == [
        ("OUT001", RECORD), ("OUT003", f"output/{DRAFT}"), ("OUT017", RECORD),
    ]  # fmt: skip
    assert any((edited.path / "output" / name).read_bytes() == words for name in edited.documents())


def test_duplicate_names_in_the_record(edited: Room) -> None:
    name = Path(DRAFT).name
    (edited.path / RECORD).write_text(f'{{"{name}": "a", "{name}": "b"}}')
    assert findings(edited, "build") == [("OUT003", f"output/{DRAFT}")]


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(DEEP), lambda path: path.write_text('{"a": 1}')])
def test_the_record_of_the_marked_copies(room: Room, make: Callable[[Path], object]) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw(
        "data/trees/responses.xlsx", "[R]\nRecommendation | Agree?\nThat the Council plants a hundred trees. | ?\n"
    )
    room.papers("check", "--mark")
    make(room.path / "data/trees/to correct/.built.json")
    assert ("XLS019", "data/trees/to correct/responses.xlsx") in findings(room, "check"), "it may have been filled in"


def test_a_document_of_a_day_that_no_calendar_has(room: Room) -> None:
    build(room)
    os.utime(room.path / "output" / DRAFT, (10**15, 10**15))
    room.write("data/trees/recommendations.yaml", "title: [")
    assert ("OUT005", f"output/{DRAFT}") in findings(room, "build")


def test_a_document_that_another_run_has_moved(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    build(room)
    room.write("data/trees/recommendations.yaml", MATTER + "response: {status: agreed}\n")
    move = superseded.move_to_free

    def move_twice(source: Path, target: Path) -> Path:
        move(source, target)
        return move(source, target.with_name("again.docx"))

    with monkeypatch.context() as patched:
        patched.setattr(superseded, "move_to_free", move_twice)
        assert findings(room, "build") == []
    assert room.documents() == [AGREED, f"trees/superseded/{Path(DRAFT).name}"]
