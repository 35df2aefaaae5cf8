"""A file that is saved while a command runs is left as it was saved, the finding says so, and a second run does it.

The save is made at the moment in which the command has its own file on the disk and is about to put it in place: when
it calls os.fsync, or, for what is read before, when it has checked.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from cabinet_papers.commands import fix as fixing
from cabinet_papers.commands.examine import Examiner
from cabinet_papers.files import writing
from tests.commands.test_sheet import fill_in, row_of
from tests.conftest import MATTER, SHEET, Room
from tests.files.test_files import DRAFT, build, edit

FILE, ANSWERS = "data/trees/recommendations.yaml", "data/trees/responses.xlsx"
TYPED = MATTER.replace("That the Council plants", "That the Council  plants")
# The officer has put three words in front of the two spaces.
SAVED = TYPED.replace("[That the Council", "[That the Council is asked whether it")
At = Callable[[Path, int, Callable[[], object]], None]


@pytest.fixture
def at_write(monkeypatch: pytest.MonkeyPatch) -> At:
    """Make what is given happen once, at the given one of the command's writes in the folder and of its entries."""

    def hook(folder: Path, which: int, save: Callable[[], object]) -> None:
        calls = 0
        sync = os.fsync

        def synced(handle: int) -> None:
            nonlocal calls
            sync(handle)
            if os.fstat(handle).st_ino in {path.stat().st_ino for path in (folder, *folder.glob(".writing-*"))}:
                calls += 1
                if calls == which:
                    save()

        monkeypatch.setattr(os, "fsync", synced)

    return hook


def codes_of(room: Room, *command: str) -> list[tuple[str, str]]:
    ran = room.papers(*command, "--format", "json")
    return [(item["code"], item["file"]) for item in json.loads(ran.stdout)]


def test_a_file_saved_between_check_and_edit(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shown as "OUT016"."""
    path = room.write(FILE, TYPED)
    check = fixing.check_matters

    def check_and_save(*given: object) -> object:
        found = check(*given)  # type: ignore[arg-type]
        path.write_text(SAVED, encoding="utf-8")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(fixing, "check_matters", check_and_save)
        assert ("OUT016", FILE) in codes_of(room, "check", "--fix")
    assert path.read_text(encoding="utf-8") == SAVED
    assert room.papers("check", "--fix").stdout == f"{FILE}\n"
    assert path.read_text(encoding="utf-8") == SAVED.replace("  plants", " plants")


def test_a_file_saved_before_the_check_and_after_it_was_read(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    path = room.write(FILE, TYPED)
    check = fixing.check_matters

    def save_and_check(*given: object) -> object:
        path.write_text(SAVED, encoding="utf-8")
        return check(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(fixing, "check_matters", save_and_check)
        assert ("OUT016", FILE) in codes_of(room, "check", "--fix")
    assert path.read_text(encoding="utf-8") == SAVED


def test_a_file_saved_while_its_edit_is_written(room: Room, at_write: At) -> None:
    path = room.write(FILE, TYPED)
    at_write(path.parent, 1, lambda: path.write_text(SAVED, encoding="utf-8"))
    fixed = room.papers("check", "--fix")
    assert (fixed.exit_code, "OUT016" in fixed.stderr) == (1, True)
    assert path.read_text(encoding="utf-8") == SAVED
    assert not list(path.parent.glob(".writing-*"))


def test_only_our_own_edits_are_shown(room: Room, at_write: At) -> None:
    """The first edit is made, then the officer saves; what they typed is not shown as an edit of the program's."""
    path = room.write(FILE, TYPED)
    # The second write is that of the folder's entry: the edited file is in its place.
    at_write(path.parent, 2, lambda: path.write_text(MATTER + "# typed since\n", encoding="utf-8"))
    fixed = room.papers("check", "--fix")
    assert "+recommendations: [That the Council plants a hundred trees.]" in fixed.stderr.splitlines()
    assert "typed since" not in fixed.stderr
    assert path.read_text(encoding="utf-8").endswith("# typed since\n")


def test_a_link_stays_a_link_when_its_file_is_edited(room: Room) -> None:
    kept = room.write("kept elsewhere.yaml", TYPED)
    (room.path / "data/trees").mkdir()
    (room.path / FILE).symlink_to(kept)
    room.papers("check", "--fix")
    assert (room.path / FILE).is_symlink()
    assert kept.read_text(encoding="utf-8") == MATTER


def test_who_may_read_a_file_stays_as_it_was(room: Room) -> None:
    path = room.write(FILE, TYPED)
    path.chmod(0o600)
    room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == MATTER
    assert path.stat().st_mode & 0o777 == 0o600


def answer(path: Path, text: str) -> None:
    fill_in(path, lambda sheet: sheet.cell(row_of(sheet, 1), 4, text))


def comments(path: Path) -> list[object]:
    return [row[3] for row in openpyxl.load_workbook(path)["Responses"].iter_rows(values_only=True)]


@pytest.mark.parametrize(("place", "which"), [("earlier sheets", 1), ("earlier sheets", 2), ("", 1)])
def test_an_answer_saved_while_the_sheet_is_written(place: str, which: int, room: Room, at_write: At) -> None:
    """At the copy that is put aside, at its folder's entry, and at the new sheet."""
    room.write(FILE, MATTER)
    room.papers("sheet")
    path = room.path / ANSWERS
    answer(path, "an early answer")
    room.write(FILE, MATTER.replace("a hundred", "two hundred"))
    (path.parent / place).mkdir(exist_ok=True)
    at_write(path.parent / place, which, lambda: answer(path, "the answer of the last minute"))
    ran = room.papers("sheet")
    assert (ran.exit_code, ran.stdout, "OUT016" in ran.stderr) == (1, "", True)
    assert "the answer of the last minute" in comments(path)
    assert list((path.parent / "earlier sheets").iterdir()) == [], "nothing was replaced, so nothing is earlier"
    assert room.papers("sheet").stdout == f"{Path(ANSWERS)}\n"
    assert "the answer of the last minute" in comments(path)
    (earlier,) = (path.parent / "earlier sheets").iterdir()
    assert "the answer of the last minute" in comments(earlier)


def test_a_sheet_that_appears_while_the_first_is_written(room: Room, at_write: At) -> None:
    room.write(FILE, MATTER)
    path = room.path / ANSWERS
    at_write(path.parent, 1, lambda: room.draw(ANSWERS, SHEET))
    ran = room.papers("sheet")
    assert (ran.exit_code, ran.stdout, "OUT016" in ran.stderr) == (1, "", True)
    assert "ok" in comments(path)


def test_the_sheet_of_another_member_saved_meanwhile(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer goes over into another member's sheet: the latest, or none."""
    two = (
        "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
        "cabinet: {members: [{name: Councillor Oak}, {name: Councillor Elm}]}\nrecommendations:\n"
        "  - {text: That the Council plants a hundred trees., member: Councillor Oak}\n"
        "  - {text: That the Council waters every one of them., member: Councillor Elm}\n"
    )
    room.write(FILE, two)
    room.papers("sheet")
    oak = room.path / "data/trees/responses - Councillor Oak.xlsx"
    answer(oak, "an early answer")
    oak.with_name("responses - Councillor Elm.xlsx").unlink()
    room.write(FILE, two.replace("Councillor Oak}\n  -", "Councillor Elm}\n  -"))
    from cabinet_papers.sheets import form_writer

    render = form_writer.render_form

    def render_and_save(*given: object) -> bytes:
        answer(oak, "the answer of the last minute")
        return render(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(form_writer, "render_form", render_and_save)
        ran = room.papers("sheet")
    assert "responses - Councillor Oak.xlsx: error OUT016" in ran.stderr
    assert not oak.with_name("responses - Councillor Elm.xlsx").exists()
    room.papers("sheet")
    assert "the answer of the last minute" in comments(oak.with_name("responses - Councillor Elm.xlsx"))


def last_words(path: Path) -> str:
    return docx.Document(str(path)).paragraphs[-1].text


@pytest.mark.parametrize("edited_before", [False, True])
def test_a_document_saved_in_word_while_it_is_built(edited_before: bool, room: Room, at_write: At) -> None:
    build(room)
    path = room.path / "output" / DRAFT
    if edited_before:
        edit(path)
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    # 1 and 2 are what the build announces, and its folder's entry.
    at_write(path.parent, 3, lambda: edit(path))
    assert codes_of(room, "build") == [("OUT016", f"output/{DRAFT}")]
    assert last_words(path) == "Amended at the meeting."
    assert room.documents() == [DRAFT], "nothing was replaced, so nothing is kept beside it"
    assert codes_of(room, "build") == [("OUT003", f"output/{DRAFT}")]
    (kept,) = [name for name in room.documents() if "(edited " in name]
    assert last_words(room.path / "output" / kept) == "Amended at the meeting."


def test_the_same_document_written_by_another_run_is_no_obstacle(room: Room, at_write: At) -> None:
    build(room)
    path = room.path / "output" / DRAFT
    built = path.read_bytes()
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    room.papers("build")
    new = path.read_bytes()
    path.write_bytes(built)
    (path.parent / ".built.json").unlink()
    build(room)
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))
    at_write(path.parent, 3, lambda: path.write_bytes(new))
    assert codes_of(room, "build") == []
    assert path.read_bytes() == new
    assert new != built


def test_two_runs_write_in_the_record_at_the_same_time(room: Room, at_write: At) -> None:
    build(room)
    record = room.path / "output/trees/.built.json"
    before = json.loads(record.read_bytes())
    room.draw(ANSWERS, SHEET.replace("ok", "It will be done."))

    def other_run() -> None:
        record.write_text(json.dumps({**before, "Cabinet response - Other.docx": "a" * 64}), encoding="utf-8")

    # Before are what the build announces, the document, and their folder's entries.
    at_write(record.parent, 5, other_run)
    assert codes_of(room, "build") == []
    after = json.loads(record.read_bytes())
    assert set(after) == {*before, "Cabinet response - Other.docx"}
    assert after[Path(DRAFT).name] != before[Path(DRAFT).name]


def test_a_marked_copy_filled_in_while_it_is_written(room: Room, at_write: At) -> None:
    room.write(FILE, MATTER)
    room.draw(ANSWERS, SHEET.replace("Yes", "maybe"))
    room.papers("check", "--mark")
    copy = room.path / "data/trees/to correct/responses.xlsx"
    room.draw(ANSWERS, SHEET.replace("Yes", "perhaps"))

    def fill_in_copy() -> None:
        book = openpyxl.load_workbook(copy)
        book.worksheets[0]["D9"] = "typed in the copy"
        book.save(copy)

    at_write(copy.parent, 3, fill_in_copy)
    found = codes_of(room, "check", "--mark")
    assert ("OUT016", "data/trees/to correct/responses.xlsx") in found
    assert openpyxl.load_workbook(copy).worksheets[0]["D9"].value == "typed in the copy"


def test_a_file_that_a_person_makes_while_the_workspace_is_written(tmp_path: Path, room: Room, at_write: At) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    at_write(folder / "templates", 1, lambda: (folder / "papers.yaml").write_text("council: Ours\n", encoding="utf-8"))
    begun = room.papers("init", str(folder), "--bare")
    assert (begun.exit_code, "OUT016" in begun.stderr) == (1, True)
    assert [path.name for path in folder.rglob("*")] == ["papers.yaml"], "what was written is taken back"
    assert (folder / "papers.yaml").read_text(encoding="utf-8") == "council: Ours\n"


def test_a_matter_that_two_people_begin_at_once(room: Room, at_write: At) -> None:
    path = room.path / FILE
    at_write(path.parent, 1, lambda: room.write(FILE, MATTER))
    begun = room.papers("new", "Trees")
    assert (begun.exit_code, "OUT016" in begun.stderr) == (1, True)
    assert path.read_text(encoding="utf-8") == MATTER


def test_what_was_saved_while_it_was_checked_is_looked_at_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was found in the second state of the file, and would be remembered for the first."""
    path = room.write(FILE, TYPED)
    examine = Examiner.examine

    def save_and_examine(self: Examiner, *given: object) -> object:
        path.write_text(MATTER, encoding="utf-8")
        return examine(self, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Examiner, "examine", save_and_examine)
        assert "STY001" not in room.papers("check").stderr
    path.write_text(TYPED, encoding="utf-8")
    assert "STY001" in room.papers("check").stderr


@pytest.mark.parametrize("when", ["before it is moved", "as it is moved", "never"])
def test_a_sheet_saved_as_it_is_set_aside_stays(when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed in that moment is in no other sheet."""
    sheet, kept = tmp_path / "copy.xlsx", tmp_path / "earlier sheets" / "copy (2026-03-03).xlsx"
    sheet.write_bytes(b"as it was read")
    was = writing.hash_of(b"as it was read")
    move = writing.move_new

    def save_and_move(source: Path, target: Path) -> None:
        if source == sheet and when == "as it is moved":
            sheet.write_bytes(b"typed meanwhile")
        move(source, target)

    monkeypatch.setattr(writing, "move_new", save_and_move)
    if when == "before it is moved":
        sheet.write_bytes(b"typed meanwhile")
    if when == "never":
        assert writing.move_aside(sheet, was, kept) == kept
        assert (sheet.exists(), kept.read_bytes()) == (False, b"as it was read")
        return
    with pytest.raises(writing.SavedMeanwhileError):
        writing.move_aside(sheet, was, kept)
    assert sheet.read_bytes() == b"typed meanwhile"
    assert not kept.exists()
