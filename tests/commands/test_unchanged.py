"""A build in which nothing has changed reads and renders nothing again, and none ever leaves a stale paper."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.commands import fingerprints, memory, unchanged
from cabinet_papers.commands.rendering import Renderer
from tests.conftest import MATTER, SHEET, Room
from tests.packages import edit_document

PLAN = """\
title: Tree Plan
years: [2026 - 2027]
priorities:
  - name: Streets
    actions:
      - {text: Plant trees., service: Parks, by: Year 1}
      - {from: benches 1, service: Parks, by: Year 1}
"""
AGREED = """\
title: Benches
scrutiny: {body: Panel, date: 2026-01-03}
cabinet: {date: 2026-02-01, members: [{name: Councillor Ash, title: Leader}]}
response: {status: agreed}
recommendations:
  - That the Council puts a bench into each park, as action 1.1 of the plan says.
"""
BENCHES = """\
[R]
Recommendation | Agree? | Comment
That the Council puts a bench into each park, as action 1.1 of the plan says. | Yes | It will."""
SETTINGS = "council: Westmere City Council\nlogo: logo.png\nlogo_alt: The arms\ncheck: {TPL010: off}\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are rendered."""
    names: list[str] = []
    make = Renderer.make

    def note(self: Renderer, document, output):
        names.append(f"{output.name}/{document.file_name}")
        return make(self, document, output)

    monkeypatch.setattr(Renderer, "make", note)
    return names


def lay_out(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    (room.path / "logo.png").write_bytes(PIXEL)
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    room.write("data/benches/recommendations.yaml", AGREED)
    room.draw("data/benches/responses.xlsx", BENCHES)
    room.write("data/plan/action-plan.yaml", PLAN)


def test_nothing_is_rendered_again(room: Room, made: list[str]) -> None:
    lay_out(room)
    first = room.papers("build")
    assert first.exit_code == 0, first.stderr
    assert len(made) == 3
    # An agreed paper is compared with the one that was agreed until that is written down.
    room.papers("build")
    made.clear()
    again = room.papers("build")
    assert (made, again.stdout, again.stderr) == ([], first.stdout, first.stderr)


def test_only_what_has_changed_is_rendered_again(room: Room, made: list[str]) -> None:
    lay_out(room)
    room.papers("build")
    room.papers("build")
    made.clear()
    replace(room, "data/trees/recommendations.yaml", "title: ", "title: More ")
    room.papers("build")
    assert {name.split("/")[0] for name in made} == {"trees"}


def replace(room: Room, file: str, old: str, new: str) -> None:
    text = (room.path / file).read_text("utf-8")
    assert old in text
    room.write(file, text.replace(old, new, 1))


def edit_paper(room: Room) -> None:
    path = next((room.path / "output/trees").glob("*.docx"))
    edit_document(path, "Council", "Counsel")


def forge(room: Room) -> None:
    """The memory of another matter is put in place of one's own."""
    path = room.path / "output" / unchanged.FILE
    kept = json.loads(path.read_text("utf-8"))
    kept["known"]["trees"] |= {"facts": kept["known"]["plan"]["facts"]}
    path.write_text(json.dumps(kept), "utf-8")
    replace(room, "data/trees/recommendations.yaml", "That ", "That, soon, ")


EDITS: dict[str, Callable[[Room], object]] = {
    "a recommendation": lambda room: replace(room, "data/trees/recommendations.yaml", "That ", "That, soon, "),
    "a title": lambda room: replace(room, "data/trees/recommendations.yaml", "title: ", "title: More "),
    "an answer": lambda room: room.draw("data/trees/responses.xlsx", SHEET.replace("Yes", "No", 1)),
    "an answer in another file": lambda room: shutil.copyfile(
        room.path / "data/trees/responses.xlsx", room.path / "data/trees/copy.xlsx"
    ),
    "the sheet is gone": lambda room: (room.path / "data/trees/responses.xlsx").unlink(),
    "the council": lambda room: replace(room, "papers.yaml", "Westmere", "Eastmere"),
    "the form of dates": lambda room: room.write("papers.yaml", f"{SETTINGS}date_format: d MMMM yyyy\n"),
    "the severity of a finding": lambda room: room.write("papers.yaml", f"{SETTINGS}words: [Ash]\n"),
    "a template": lambda room: edit_document(room.path / "templates/draft-response.docx", "Draft", "Proposed"),
    "a template that is gone": lambda room: (room.path / "templates/action-plan.docx").unlink(),
    "a further template": lambda room: shutil.copyfile(
        room.path / "templates/action-plan.docx", room.path / "templates/spare.docx"
    ),
    "the logo": lambda room: (room.path / "logo.png").write_bytes(PIXEL[:-12] + b"\0\0\0\0IEND\xaeB`\x82"),
    "the logo is gone": lambda room: (room.path / "logo.png").unlink(),
    "the words of the sheet": lambda room: room.write("templates/words.yaml", "Comment: Remarks\n"),
    "an action that a text speaks of": lambda room: replace(
        room, "data/plan/action-plan.yaml", "by: Year 1", "by: Year 1, number: 1.7"
    ),
    "an answer that an action is from": lambda room: room.draw(
        "data/benches/responses.xlsx", BENCHES.replace("Yes", "No")
    ),
    "a further plan": lambda room: room.write("data/other/action-plan.yaml", PLAN.replace("1.1", "2.1")),
    "the plan is gone": lambda room: shutil.rmtree(room.path / "data/plan"),
    "a matter under another name": lambda room: (room.path / "data/trees").rename(room.path / "data/woods"),
    "a file beside the answers": lambda room: room.write("data/trees/reply.eml", "Subject: our response\n\nYes.\n"),
    "a workbook in no matter": lambda room: room.draw("data/stray.xlsx", SHEET),
    "the paper is gone": lambda room: next((room.path / "output/trees").glob("*.docx")).unlink(),
    "the paper was edited": edit_paper,
    "what was written down is gone": lambda room: (room.path / "output/trees/.built.json").unlink(),
    "what was written down is broken": lambda room: room.write("output/trees/.built.json", "{"),
    "the memory is broken": lambda room: room.write(f"output/{unchanged.FILE}", "{"),
    "the memory was edited": forge,
    "a document over all": lambda room: room.write(
        "papers.yaml", f"{SETTINGS}documents: [{{template: tracker.docx, name: Tracker, over: all}}]\n"
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_paper_is_stale(edit: str, room: Room) -> None:
    """After the edit a build gives what one gives that remembers nothing."""
    lay_out(room)
    room.papers("build")
    room.papers("build")
    EDITS[edit](room)
    compare(room, "build")


@pytest.mark.parametrize("options", [("--html",), ("--publish",), ("--strict",), ("--html", "--publish")])
def test_what_was_not_asked_for_before_is_made(options: tuple[str, ...], room: Room) -> None:
    lay_out(room)
    room.papers("build")
    room.papers("build")
    compare(room, "build", *options)
    compare(room, "build", *options)
    compare(room, "build")


@pytest.mark.parametrize(
    ("module", "name"),
    [(memory, "_program"), (unchanged, "_list_libraries")],
    ids=["another version of the program", "another version of a library"],
)
def test_another_program_makes_all_anew(
    module: object, name: str, room: Room, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(room)
    room.papers("build")
    room.papers("build")
    made.clear()
    monkeypatch.setattr(module, name, lambda: "other")
    room.papers("build")
    assert len(made) == 3


def test_other_fonts_print_anew(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(room)
    room.papers("build", "plan", "--pdf")
    (path,) = (room.path / "output/plan").glob("*.pdf")
    os.utime(path, (1, 1))
    room.papers("build", "plan", "--pdf")
    assert path.stat().st_mtime == 1, "as it was"
    monkeypatch.setattr("cabinet_papers.commands.companions.fingerprint_printing", lambda: "other")
    monkeypatch.setattr("cabinet_papers.commands.unchanged.fingerprint_printing", lambda: "other")
    room.papers("build", "plan", "--pdf")
    record = json.loads((room.path / "output/plan/.built.json").read_text("utf-8"))
    assert "other" in record.values()


def test_a_file_saved_while_papers_are_made(room: Room, monkeypatch: pytest.MonkeyPatch, made: list[str]) -> None:
    """What was read may be what was there before it was saved, so that it is looked at again."""
    lay_out(room)
    render = Renderer.make

    def save(self: Renderer, document, output):
        room.write("data/trees/recommendations.yaml", MATTER.replace("title: ", "title: More ", 1))
        return render(self, document, output)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Renderer, "make", save)
        room.papers("build", "trees")
    made.clear()
    room.papers("build", "trees")
    assert made


def compare(room: Room, *command: str) -> None:
    """Run the command here and where nothing is remembered; both have to say and to write the same."""
    other = Room(room.path.parent / f"other-{len(list(room.path.parent.iterdir()))}")
    shutil.copytree(room.path, other.path, symlinks=True)
    (other.path / "output" / unchanged.FILE).unlink(missing_ok=True)
    here, there = (each.run(*command) for each in (room, other))
    assert (here.exit_code, here.stdout, here.stderr) == (there.exit_code, there.stdout, there.stderr)
    assert list_output(room.path) == list_output(other.path)


def list_output(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted((root / "output").rglob("*")) if path.is_file())
    return {
        path.relative_to(root).as_posix(): re.sub(rb'"built": "[^"]*"', b"", path.read_bytes())
        for path in files
        if path.name not in (unchanged.FILE, memory.FILE)
    }


def test_the_hash_of_printing_depends_on_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints.fingerprint_printing()
    monkeypatch.setattr("cabinet_papers.commands.installed_fonts.list_families", lambda: {"arial"})
    assert fingerprints.fingerprint_printing() != before
