"""A file that cannot be written: on a disk that takes no more, where something is in the way, where it is forbidden.

The disk that takes no more is the system's limit on the size of a file, set for a process of its own.
"""

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cabinet_papers.files import writing
from tests.conftest import MATTER, SHEET, Room
from tests.files.test_files import AGREED, DRAFT, build, edit

pytestmark = pytest.mark.slow
resource = pytest.importorskip("resource", reason="the limit on a file's size is that of Unix systems")

FILE, ANSWERS = "data/trees/recommendations.yaml", "data/trees/responses.xlsx"
AGREED_MATTER = MATTER + "response: {status: agreed}\n"
Found = list[tuple[str, str]]


def run_full(room: Room, limit: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where no file can be larger than so many bytes."""
    return subprocess.run(
        [sys.executable, "-m", "cabinet_papers", *arguments], cwd=room.path, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip


def read_findings(stdout: str) -> Found:
    return [(item["code"], item["file"]) for item in json.loads(stdout)]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_draft_stays_until_its_successor_is_written(room: Room) -> None:
    build(room)
    before = (room.path / "output" / DRAFT).read_bytes()
    record = json.loads((room.path / "output/trees/.built.json").read_bytes())
    room.write(FILE, AGREED_MATTER)
    ran = run_full(room, 4096, "build", "--format", "json")
    assert ran.returncode == 1, ran.stderr
    assert read_findings(ran.stdout) == [("OUT005", f"output/{DRAFT}"), ("OUT001", f"output/{AGREED}")]
    assert room.documents() == [DRAFT]
    assert (room.path / "output" / DRAFT).read_bytes() == before
    assert json.loads((room.path / "output/trees/.built.json").read_bytes()) == record
    assert not list(room.path.rglob(".writing-*"))
    built = room.papers("build", "--format", "json")
    assert read_findings(built.stdout) == [("OUT004", f"output/{DRAFT}")]
    assert room.documents() == [AGREED, f"trees/superseded/{Path(DRAFT).name}"]


def test_a_draft_stays_where_a_folder_is_in_the_way_of_its_successor(room: Room) -> None:
    build(room)
    (room.path / "output" / AGREED).mkdir()
    before = tree(room.path / "output/trees")
    room.write(FILE, AGREED_MATTER)
    for _ in range(2):
        built = room.papers("build", "--format", "json")
        assert (built.exit_code, read_findings(built.stdout)) == (
            1, [("OUT005", f"output/{DRAFT}"), ("OUT001", f"output/{AGREED}")],
        )  # fmt: skip
    assert tree(room.path / "output/trees") == before


@pytest.mark.parametrize("reason", [errno.EACCES, errno.ENAMETOOLONG, errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_draft_stays_whatever_the_reason(reason: int, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    build(room)
    before = tree(room.path / "output/trees")
    room.write(FILE, AGREED_MATTER)
    room.draw(ANSWERS, SHEET)

    def fail(_: int) -> None:
        raise OSError(reason, os.strerror(reason))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        found = read_findings(room.papers("build", "--format", "json").stdout)
    assert found == [("OUT005", f"output/{DRAFT}"), ("OUT001", f"output/{AGREED}")]
    assert tree(room.path / "output/trees") == before


def test_an_older_document_of_the_same_name_is_named(room: Room) -> None:
    build(room)
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    ran = run_full(room, 4096, "build", "--format", "json")
    assert sorted(read_findings(ran.stdout)) == [("OUT001", f"output/{DRAFT}"), ("OUT005", f"output/{DRAFT}")]


def test_an_edited_document_is_replaced_only_once_its_copy_is_whole(room: Room) -> None:
    build(room)
    edit(room.path / "output" / DRAFT)
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    before = tree(room.path / "output/trees")
    ran = run_full(room, 4096, "build", "--format", "json")
    assert ("OUT001", f"output/{DRAFT}") in read_findings(ran.stdout)
    assert "OUT003" not in ran.stdout
    assert tree(room.path / "output/trees") == before


def test_a_sheet_is_replaced_only_once_its_copy_is_whole(room: Room) -> None:
    room.write(FILE, MATTER)
    room.draw(ANSWERS, SHEET)
    room.write(FILE, MATTER.replace("a hundred", "two hundred"))
    before = tree(room.path / "data")
    ran = run_full(room, 2048, "sheet", "--format", "json")
    assert (ran.returncode, read_findings(ran.stdout)) == (1, [("OUT001", ANSWERS)])
    assert tree(room.path / "data") == before
    assert room.papers("sheet").exit_code == 0
    assert sorted(path.name for path in (room.path / "data/trees").iterdir()) == [
        "earlier sheets", "recommendations.yaml", "responses.xlsx",
    ]  # fmt: skip


def test_a_copy_goes_again_where_the_file_could_not_be_replaced(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy still has room on the disk, and the new document has not."""
    build(room)
    edit(room.path / "output" / DRAFT)
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    before = tree(room.path / "output/trees")

    def replace_on_full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(writing, "replace_whole", replace_on_full_disk)
        found = read_findings(room.papers("build", "--format", "json").stdout)
    assert ("OUT001", f"output/{DRAFT}") in found
    assert tree(room.path / "output/trees") == before


def test_a_yaml_file_is_whole_where_the_disk_is_full(room: Room) -> None:
    path = room.write(FILE, MATTER.replace("the Council plants", "the Council  plants"))
    before = path.read_bytes()
    ran = run_full(room, 50, "check", "--fix", "--format", "json")
    assert ("OUT001", FILE) in read_findings(ran.stdout)
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_there", [False, True])
def test_a_workspace_can_be_begun_again_once_there_is_room(is_there: bool, room: Room) -> None:
    folder = room.path / "new"
    if is_there:
        folder.mkdir()
    ran = run_full(room, 4096, "init", "new")
    assert (ran.returncode, "OUT001" in ran.stderr) == (1, True)
    assert folder.exists() is is_there
    assert not list(folder.rglob("*"))
    assert room.papers("init", "new").exit_code == 0


def test_a_matter_can_be_begun_again_once_there_is_room(room: Room) -> None:
    ran = run_full(room, 100, "new", "Trees")
    assert (ran.returncode, "OUT001" in ran.stderr) == (1, True)
    assert not (room.path / "data/trees").exists()
    assert room.papers("new", "Trees").exit_code == 0


def test_a_schema_that_cannot_be_written_does_not_keep_a_matter_from_beginning(room: Room) -> None:
    schema = room.path / "data/.schemas/papers.json"
    schema.unlink()
    schema.mkdir()
    begun = room.papers("new", "Trees")
    assert (begun.exit_code, begun.stdout) == (1, f"{Path(FILE)}\n")
    assert "data/.schemas/papers.json: error OUT001" in begun.stderr


def test_pdfs_on_a_full_disk(room: Room) -> None:
    room.write(FILE, MATTER)
    room.draw(ANSWERS, SHEET)
    ran = run_full(room, 4096, "build", "--pdf", "--format", "json")
    assert ran.returncode == 1
    assert "OUT010" in {code for code, _ in read_findings(ran.stdout)}


def test_the_record_that_cannot_be_written_is_named(room: Room) -> None:
    build(room)
    record = room.path / "output/trees/.built.json"
    record.unlink()
    record.mkdir()
    found = read_findings(room.papers("build", "--format", "json").stdout)
    assert ("OUT001", "output/trees/.built.json") in found


@pytest.mark.parametrize(
    ("name", "age", "stays"),
    [(".writing-abcd_123", 7200, False), (".writing-abcd_123", 60, True), (".writing-plan.docx", 7200, True)],
)
def test_what_a_killed_run_leaves_is_removed_by_the_next(name: str, age: int, stays: bool, room: Room) -> None:
    """Not what another run is writing now, and not what a person called alike."""
    build(room)
    left = [room.write(f"{folder}/{name}", "half a file") for folder in ("output/trees", "data/trees")]
    for path in left:
        os.utime(path, (time.time() - age, time.time() - age))
    room.write(FILE, MATTER.replace("a hundred", "two hundred"))
    room.papers("sheet")
    room.papers("build")
    assert [path.exists() for path in left] == [stays, stays]


def test_where_no_file_can_have_two_names_nothing_is_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some shares and sticks refuse a second name; then the file is moved, where its new name is free."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_text("new")
    writing.move_new(source, target)
    assert (source.exists(), target.read_text()) == (False, "new")
    source.write_text("newer")
    with pytest.raises(FileExistsError):
        writing.move_new(source, target)
    assert (source.read_text(), target.read_text()) == ("newer", "new")
    assert writing.copy_aside(source, writing.hash_of(b"newer"), target) == tmp_path / "b 2"
    assert (tmp_path / "b 2").read_text() == "newer"


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process runs is not asked there")
def test_what_a_killed_run_left_is_removed_at_once(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = [f".writing-{process}-{sign}-abcd_123" for process, sign in (
        (ended.pid, writing.sign_of_computer()), (os.getppid(), writing.sign_of_computer()), (ended.pid, "ffffff"),
    )]  # fmt: skip
    for name in names:
        (tmp_path / name).write_text("half")
    writing.remove_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
