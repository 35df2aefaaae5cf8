"""`papers doctor`, in workspaces where something is not as it should be, and on this computer as it is."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from cabinet_papers.commands.installed_fonts import _list_files, _list_folders, list_families, read_families
from cabinet_papers.commands.template_copies import LIST, State, list_shipped, read_list
from cabinet_papers.files.writing import PREFIX, hash_of
from tests.conftest import MATTER, Room, need_program

Item = dict[str, str]


def examine(room: Room) -> tuple[int, list[Item]]:
    ran = room.papers("doctor", "--format", "json")
    return ran.exit_code, json.loads(ran.stdout)


def find(items: list[Item], about: str) -> list[Item]:
    return [each for each in items if each["about"] == about]


def read_levels(items: list[Item]) -> dict[str, str]:
    return {each["about"]: each["level"] for each in items}


def test_a_sound_workspace_has_no_problem(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    code, items = examine(room)
    levels = read_levels(items)
    assert (code, "problem" in levels.values()) == (0, False), items
    assert (levels["workspace"], levels["writing"], levels["spelling"], levels["program"]) == ("ok",) * 4
    assert [levels[f"templates/{path.name}"] for path in room.path.glob("templates/*.docx")] == ["ok"] * 4
    assert not list(room.path.rglob(".*"))[1:], "only the schemas"


def test_a_problem_comes_last_and_fails(room: Room) -> None:
    room.write("papers.yaml", "council: [\n\tx: {")
    room.write("templates/draft-response.docx", "no document")
    ran = room.papers("doctor")
    assert ran.exit_code == 1
    starts = [line[:8].strip() for line in ran.stdout.splitlines() if line[:1] != " "]
    assert starts == sorted(starts, key=["ok", "note", "problem"].index)
    assert starts.count("problem") == 2
    levels = read_levels(examine(room)[1])
    assert (levels["workspace"], levels["templates/draft-response.docx"]) == ("problem", "problem")


def test_outside_a_workspace(tmp_path: Path) -> None:
    code, items = examine(Room(tmp_path))
    levels = read_levels(items)
    assert (code, levels["workspace"], levels["program"]) == (0, "note", "ok")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    shutil.rmtree(room.path / "output")
    monkeypatch.setattr(os, "open", _refuse_in(room.path / "data" / "trees", os.open))
    code, items = examine(room)
    (item,) = find(items, "writing")
    assert (code, item["level"], item["text"].startswith("data/trees: ")) == (1, "problem", True)
    assert item["cure"]
    assert not (room.path / "output").exists()


def _refuse_in(folder: Path, make: Callable[..., int]) -> Callable[..., int]:
    """Return what makes files as the system does, but none in the folder."""

    def refuse(path: str, flags: int, *mode: int, **where: int) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise PermissionError(13, "Permission denied", path)
        return make(path, flags, *mode, **where)

    return refuse


def test_folders_that_are_none(room: Room) -> None:
    for name in ("data", "templates", "output"):
        shutil.rmtree(room.path / name)
    code, items = examine(room)
    levels = read_levels(items)
    assert (code, levels["data"], levels["templates"], "output" in levels) == (1, "problem", "problem", False)
    room.write("output", "a file")
    (room.path / "data").symlink_to("data")
    levels = read_levels(examine(room)[1])
    assert (levels["data"], levels["output"]) == ("problem", "problem")


def test_what_lies_about(room: Room) -> None:
    room.write("templates/~$aft-response.docx", "")
    room.write("data/trees/.~lock.responses.xlsx#", "")
    left = room.write(f"output/trees/{PREFIX}abcdefgh", "")
    room.write("output/.checked.json", "{")
    code, items = examine(room)
    assert code == 0
    assert find(items, "open files")[0]["text"].endswith(
        "data/trees/.~lock.responses.xlsx#, templates/~$aft-response.docx"
    )
    assert left.name in find(items, "leftovers")[0]["text"]
    assert find(items, "memory")[0]["level"] == "note"


def test_the_spelling_program_and_libreoffice(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs of these names that do something else; and none at all."""
    for name in ("typos", "soffice"):
        program = tmp_path / "programs" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path / "nowhere"))
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    levels = read_levels(examine(room)[1])
    assert (levels["spelling"], levels["LibreOffice"]) == ("problem", "problem")
    monkeypatch.setenv("PATH", str(tmp_path))
    levels = read_levels(examine(room)[1])
    assert (levels["spelling"], levels["LibreOffice"]) == ("problem", "note")


def test_a_font_that_is_not_here(room: Room) -> None:
    edit(room, "action-plan.docx", lambda document: setattr(document.styles["Normal"].font, "name", "Eastmere Gothic"))
    (item,) = [each for each in find(examine(room)[1], "fonts") if "Eastmere Gothic" in each["text"]]
    assert (item["level"], "action-plan.docx" in item["text"]) == ("note", True)


def test_fonts_are_read_as_fontconfig_reads_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    need_program("fc-list")
    asked = list_families()
    assert asked
    paths = [path for folder in _list_folders() for path in _list_files(folder)]
    read = {family for path in paths for family in read_families(path)}
    assert len(read) >= 10, "the test looked at too little"
    assert read <= asked
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list_families() == read
    (tmp_path / "damaged.ttf").write_bytes(paths[0].read_bytes()[:400])
    (tmp_path / "empty.ttc").write_bytes(b"ttcf")
    assert read_families(tmp_path / "damaged.ttf") == read_families(tmp_path / "empty.ttc") == set()


def edit(room: Room, name: str, change: Callable[[docx.document.Document], object]) -> None:
    document = docx.Document(str(room.path / "templates" / name))
    change(document)
    document.save(str(room.path / "templates" / name))


def look_at(room: Room, name: str) -> Item:
    (item,) = find(examine(room)[1], f"templates/{name}")
    return item


def test_a_template_that_the_council_edited(room: Room) -> None:
    def change(document: docx.document.Document) -> None:
        heading = next(each for each in document.paragraphs if "{{" in each.text)
        heading.add_run(" of the Executive {{ our_own }}")
        document.styles["Heading 1"].font.size = Pt(31)

    edit(room, "cabinet-response.docx", change)
    item = look_at(room, "cabinet-response.docx")
    assert (item["level"], item["text"]) == ("note", State.EDITED.value)
    details = "\n".join(item["details"])
    assert "placeholders only in yours: our_own" in details
    assert "styles that differ: heading 1" in details
    assert "of the Executive" in details


def test_a_template_that_was_only_saved_again(room: Room) -> None:
    edit(room, "cabinet-response.docx", lambda _: None)
    item = look_at(room, "cabinet-response.docx")
    assert (item["level"], item["text"]) == ("ok", State.SAVED.value)


def test_a_template_of_the_council_s_own(room: Room) -> None:
    shutil.copy(room.path / "templates" / "cabinet-response.docx", room.path / "templates" / "Letter of thanks.docx")
    edit(room, "Letter of thanks.docx", lambda document: document.paragraphs[0].add_run("thanks"))
    assert look_at(room, "Letter of thanks.docx")["text"] == State.OWN.value


@pytest.mark.parametrize("options", [("--style", "tracker"), ("--style", "cover"), ("--language", "cy")])
def test_copies_of_every_set_are_known(options: tuple[str, ...], tmp_path: Path) -> None:
    assert Room(tmp_path).papers("init", "room", "--bare", *options).exit_code == 0
    room = Room(tmp_path / "room")
    items = [each for each in examine(room)[1] if each["about"].startswith("templates/")]
    assert [each["text"] for each in items] == [State.SAME.value] * 4


def test_an_unedited_copy_of_an_earlier_version(room: Room) -> None:
    """A template as it was shipped once, kept beside this test."""
    name = "scrutiny-report.docx"
    shutil.copy(Path(__file__).parent / "earlier" / name, room.path / "templates" / name)
    item = look_at(room, name)
    assert (item["level"], "2026-11-22" in item["text"]) == ("note", True)
    assert any(each.startswith("placeholders only in the shipped one: ") for each in item["details"])
    assert 1 <= len(item["details"]) <= 10


def test_every_shipped_template_is_noted() -> None:
    """Where this fails a template was drawn anew: run tools/note_templates.py."""
    hashes = {hash_of(path.read_bytes()): name for name, path in list_shipped().items()}
    assert len(hashes) >= 14
    assert {name for digest, name in hashes.items() if digest not in read_list()} == set(), LIST


@pytest.mark.slow
def test_a_console_that_lacks_letters(tmp_path: Path) -> None:
    environment = os.environ | {"LC_ALL": "en_GB.ISO-8859-1", "LANG": "", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", "cabinet_papers", "doctor"], cwd=tmp_path, env=environment, capture_output=True
    )
    assert (ran.returncode, b"terminal: " in ran.stdout, ran.stderr) == (0, True, b"")
