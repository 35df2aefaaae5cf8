"""papers verify: whether papers are as they were built, of which data, and which paper a file from anywhere is."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from cabinet_papers import __version__
from cabinet_papers.commands import build, sources
from cabinet_papers.files import history
from cabinet_papers.files.writing import hash_of
from tests.commands.test_own_documents import write_template
from tests.conftest import MATTER, SHEET, Room
from tests.packages import edit_document

HIDDEN = "Zanzibar"
DRAFT = "output/trees/Appendix A - Draft Cabinet response - Street Trees.docx"
AGREED = "output/trees/Cabinet response - Street Trees.docx"
HISTORY = "output/trees/.history.json"
YAML, RESPONSES = "data/trees/recommendations.yaml", "data/trees/responses.xlsx"
TO_AGREE = MATTER + "response: {status: agreed}\n"


def lay_out(room: Room, text: str = MATTER) -> None:
    room.write(YAML, text)
    room.draw(RESPONSES, SHEET)


def verify(room: Room, *names: str) -> dict[str, dict[str, Any]]:
    """Return what is said of each file, by its name; the exit code fits the findings."""
    ran = room.papers("verify", *names, "--format", "json")
    items = json.loads(ran.stdout)
    assert ran.exit_code == int(any(each["severity"] == "error" for each in items))
    return {each["file"]: each for each in items}


def states(room: Room, *names: str) -> dict[str, tuple[str | None, str | None]]:
    return {name: (each["state"], each["code"]) for name, each in verify(room, *names).items()}


def read_builds(room: Room, path: str = HISTORY) -> list[dict[str, Any]]:
    return json.loads((room.path / path).read_text("utf-8"))["builds"]


def hash_in(room: Room, name: str) -> str:
    return hash_of((room.path / name).read_bytes())


@pytest.fixture
def built(room: Room) -> Room:
    lay_out(room)
    assert room.papers("build", "--html").exit_code == 0
    return room


def test_papers_are_as_they_were_built(built: Room) -> None:
    found = verify(built)
    page = DRAFT.replace(".docx", ".html")
    assert {name: each["state"] for name, each in found.items()} == {DRAFT: "as built", page: "as built"}
    for name, each in found.items():
        assert (each["sha256"], each["paper"], each["version"]) == (hash_in(built, name), name, __version__)
        made_of = {"papers.yaml", "templates/draft-response.docx", YAML, RESPONSES}
        assert each["made_of"] == {source: hash_in(built, source) for source in made_of}
        assert each["built"].endswith("+00:00")
    assert built.papers("verify", "--strict").exit_code == 0


def test_a_build_of_the_same_records_nothing_more(built: Room) -> None:
    before = (built.path / HISTORY).read_bytes()
    built.papers("build", "--html")
    (built.path / "output/.made.json").unlink()
    built.papers("build", "--html")
    assert (built.path / HISTORY).read_bytes() == before


def test_a_record_that_was_deleted_is_begun_again(built: Room) -> None:
    (built.path / HISTORY).unlink()
    assert built.papers("build", "--html").exit_code == 0
    assert len(read_builds(built)) == 1


def test_a_paper_that_was_changed_is_found_and_the_cure_cures(built: Room) -> None:
    edit_document(built.path / DRAFT, "Council", "Counsel")
    assert states(built)[DRAFT] == ("changed since it was built", "VER001")
    hint = verify(built)[DRAFT]["hint"]
    assert "`papers build trees`" in hint
    assert built.papers("build", "trees", "--html").exit_code == 0
    after = states(built)
    assert after.pop(DRAFT) == ("as built", None)
    assert {state for state, _ in after.values()} == {"as built", "a person's version, kept"}


@pytest.mark.parametrize("name", [DRAFT, DRAFT.replace(".docx", ".html")])
def test_a_file_that_is_gone_is_missed_and_the_cure_cures(name: str, built: Room) -> None:
    (built.path / name).unlink()
    found = verify(built)[name]
    assert (found["state"], found["code"], found["sha256"]) == ("missing", "VER002", None)
    command = "papers build --html trees" if name.endswith(".html") else "papers build trees"
    assert f"`{command}`" in found["hint"]
    assert built.papers(*command.split()[1:]).exit_code == 0
    assert states(built)[name] == ("as built", None)


def test_data_that_changed_since_are_named_once(built: Room) -> None:
    built.write(YAML, MATTER + "# a remark\n")
    found = verify(built)
    assert (found[YAML]["code"], found[YAML]["severity"]) == ("VER003", "warning")
    assert (found[DRAFT]["state"], found[DRAFT]["changed_since"]) == ("as built, data changed since", [YAML])
    assert [name for name, each in found.items() if each["code"]] == [YAML]
    first = read_builds(built)[0]["built"]
    assert built.papers("build", "--html").exit_code == 0
    found = verify(built)[DRAFT]
    assert (found["state"], found["built"]) == ("as built", first), "the same bytes were built first on that day"


def test_an_earlier_paper_put_in_the_place_of_the_latest(built: Room) -> None:
    earlier = (built.path / DRAFT).read_bytes()
    built.write(YAML, MATTER.replace("hundred", "dozen"))
    built.draw(RESPONSES, SHEET.replace("hundred", "dozen"))
    built.papers("build", "--html")
    (built.path / DRAFT).write_bytes(earlier)
    found = verify(built)[DRAFT]
    assert found["code"] == "VER001"
    assert "not the latest" in found["message"]


def test_a_file_of_another_hand_is_named(built: Room) -> None:
    built.write("output/trees/notes.txt", "to do")
    built.write("output/trees/Thumbs.db", "")
    built.write("output/trees/~$pen.docx", "")
    built.write("output/trees/superseded/old.docx", "of a version that recorded nothing")
    assert states(built)["output/trees/notes.txt"] == ("not built here", "VER004")
    assert states(built)["output/trees/superseded/old.docx"] == ("not recorded", None)
    assert len(states(built)) == 4


def test_the_draft_that_went_out_is_known_when_the_response_is_agreed(built: Room, tmp_path: Path) -> None:
    sent = shutil.copyfile(built.path / DRAFT, tmp_path / "from the website.docx")
    built.write(YAML, TO_AGREE)
    assert built.papers("build", "--html").exit_code == 0
    found = verify(built)
    assert found[AGREED]["agreed"] is True
    assert found[AGREED.replace(".docx", ".html")]["agreed"] is True
    kept = DRAFT.replace("trees/", "trees/superseded/")
    assert (found[kept]["state"], found[kept]["paper"], found[kept]["agreed"]) == (
        "an earlier one, as built", DRAFT, False,
    )  # fmt: skip
    from_afar = verify(built, str(sent))[sent.as_posix()]
    assert (from_afar["state"], from_afar["paper"]) == ("an earlier one, as built", DRAFT)
    text = built.papers("verify", str(sent)).stdout
    assert DRAFT in text
    assert f"Made of {YAML} (changed since)" in text


def test_the_agreed_paper_stays_the_agreed_one_when_another_is_built(room: Room, tmp_path: Path) -> None:
    lay_out(room, TO_AGREE)
    room.papers("build")
    agreed = shutil.copyfile(room.path / AGREED, tmp_path / "agreed.docx")
    room.draw(RESPONSES, SHEET.replace("ok", "changed without a reason"))
    room.papers("build")
    assert verify(room, str(agreed))[agreed.as_posix()]["agreed"] is True
    assert verify(room)[AGREED]["agreed"] is False
    room.write(YAML, TO_AGREE.replace("agreed}", "agreed, reopened: Cabinet met again}"))
    room.papers("build")
    room.draw(RESPONSES, SHEET.replace("ok", "changed with a reason"))
    room.write(YAML, TO_AGREE.replace("agreed}", "agreed, reopened: Cabinet met a third time}"))
    room.papers("build")
    assert verify(room, str(agreed))[agreed.as_posix()]["agreed"] is False
    assert verify(room)[AGREED]["agreed"] is True


def test_a_file_that_was_never_built_here(built: Room, tmp_path: Path) -> None:
    other = tmp_path / "response.pdf"
    other.write_bytes(b"%PDF-1.7")
    found = verify(built, str(other))[other.as_posix()]
    assert (found["state"], found["code"], found["paper"]) == ("not built here", "VER001", None)
    namesake = tmp_path / Path(DRAFT).name
    namesake.write_bytes(b"PK")
    assert DRAFT in verify(built, str(namesake))[namesake.as_posix()]["hint"]
    assert built.papers("verify", str(tmp_path / "gone.pdf")).exit_code == 2


def test_a_file_in_its_own_place_is_verified_as_such(built: Room) -> None:
    edit_document(built.path / DRAFT, "Council", "Counsel")
    assert states(built, str(built.path / DRAFT)) == {DRAFT: ("changed since it was built", "VER001")}


def test_an_archived_folder_of_papers_has_its_records_with_it(
    built: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = shutil.copytree(built.path / "output/trees", tmp_path / "archive" / "2026")
    monkeypatch.chdir(tmp_path)
    path = archive / Path(DRAFT).name
    assert states(Room(tmp_path), str(path)) == {path.as_posix(): ("as built", None)}
    path.write_bytes(path.read_bytes() + b" ")
    assert states(Room(tmp_path), str(path))[path.as_posix()][1] == "VER001"


def test_the_workspace_was_moved_and_the_matter_closed(built: Room, tmp_path: Path) -> None:
    moved = Room(tmp_path / "elsewhere")
    built.path.rename(moved.path)
    (moved.path / "data/closed").mkdir()
    (moved.path / "data/trees").rename(moved.path / "data/closed/trees")
    assert states(moved)[DRAFT] == ("as built", None)
    assert moved.papers("build", "trees", "--html").exit_code == 0
    assert states(moved, "trees")[DRAFT] == ("as built", None)
    shutil.rmtree(moved.path / "data/closed/trees")
    (moved.path / DRAFT).unlink()
    found = verify(moved)[DRAFT]
    assert found["code"] == "VER002"
    assert "papers build" not in found["hint"]


def test_records_of_versions_that_kept_no_history_still_count(built: Room) -> None:
    (built.path / HISTORY).unlink()
    found = verify(built)[DRAFT]
    assert (found["state"], found["built"], found["made_of"]) == ("as built", None, {})
    assert "did not record when" in built.papers("verify").stdout
    edit_document(built.path / DRAFT, "Council", "Counsel")
    assert verify(built)[DRAFT]["code"] == "VER001"


def test_the_history_alone_is_enough(built: Room) -> None:
    (built.path / "output/trees/.built.json").unlink()
    assert states(built)[DRAFT] == ("as built", None)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"builds": [1, {"papers": [2], "made_of": {"a": 3}}]}', '{"builds": 4}']
)
def test_a_damaged_history_is_no_traceback_and_is_kept(content: str, built: Room) -> None:
    built.write(HISTORY, content)
    assert states(built)[DRAFT][0] == "as built"
    built.write(YAML, MATTER + "# a remark\n")
    ran = built.papers("build", "--html")
    is_readable = isinstance(json.loads(content) if content != "{" else None, dict)
    assert ("OUT017" in ran.stderr) is not is_readable
    kept = built.path / "output/trees/.history (damaged).json"
    assert is_readable or kept.read_text("utf-8") == content
    assert verify(built)[DRAFT]["version"] == __version__
    assert ran.exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="no pipe has a name there")
def test_a_record_that_names_what_is_elsewhere_reads_nothing_there(built: Room, tmp_path: Path) -> None:
    """Who may write in the shared folder names a pipe, which would never end, and files outside the workspace."""
    os.mkfifo(built.path / "data/pipe")
    os.mkfifo(built.path / "output/trees/pipe.docx")
    outside = tmp_path / "outside.docx"
    outside.write_bytes(b"x")
    names = ["../../../outside.docx", str(outside), "/dev/zero", "data/pipe", "\0", "a" * 5000, "C:x", ".."]
    hashes = dict.fromkeys(names, hash_of(b"x"))
    (built.path / "output/trees/.built.json").unlink()
    build = {**read_builds(built)[-1], "papers": hashes, "made_of": hashes}
    built.write(HISTORY, json.dumps({"builds": [build]}))
    ran = built.papers("verify")
    assert "outside" not in ran.stdout + ran.screen
    assert "VER003" not in ran.stderr


def test_a_history_that_grows_too_long_loses_its_oldest_builds(built: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LONGEST", 2_500)
    for number in range(6):
        built.write(YAML, f"{MATTER}# {number}\n")
        built.papers("build")
    assert 1 <= len(read_builds(built)) < 6
    assert (built.path / HISTORY).stat().st_size <= 2_500
    assert states(built)[DRAFT] == ("as built", None)


def test_what_was_saved_while_it_was_built_is_not_said_to_be_a_source(
    built: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet is saved after it was read: whether the paper has the one or the other cannot be recorded."""
    settle = sources.Sources.settle

    def save(self: sources.Sources, noted: dict[str, str]) -> dict[str, str]:
        built.draw(RESPONSES, SHEET.replace("ok", "saved meanwhile"))
        return settle(self, noted)

    monkeypatch.setattr(build.Sources, "settle", save)
    built.write(YAML, MATTER + "# a remark\n")
    built.papers("build")
    assert set(read_builds(built)[-1]["made_of"]) == {"papers.yaml", "templates/draft-response.docx", YAML}


def test_an_action_plan_is_made_of_the_matters_that_it_names(room: Room) -> None:
    lay_out(room, TO_AGREE + "cabinet: {date: 2026-04-01, members: [{name: Councillor Ash, title: Leader}]}\n")
    room.write(
        "data/plan/action-plan.yaml",
        "title: Plan\nyears: [2026 - 2027]\npriorities:\n"
        "  - {name: A, actions: [{from: trees 1, service: Parks, by: Year 1}]}\n",
    )
    assert room.papers("build").exit_code == 0
    made_of = read_builds(room, "output/plan/.history.json")[-1]["made_of"]
    assert {YAML, RESPONSES, "data/plan/action-plan.yaml"} <= set(made_of)


def test_a_document_over_all_matters_is_verified_too(room: Room) -> None:
    write_template(room, "all.docx", ("All of {{ counts.asked }}",))
    room.write("papers.yaml", "council: A\ndocuments: [{template: all.docx, name: Overview, over: all}]\n")
    lay_out(room)
    room.papers("build")
    found = verify(room)
    assert found["output/Overview.docx"]["state"] == "as built"
    assert YAML in found["output/Overview.docx"]["made_of"]
    (room.path / "output/Overview.docx").unlink()
    assert "`papers build`" in verify(room)["output/Overview.docx"]["hint"]


def test_no_exempt_words_are_recorded_or_said(room: Room) -> None:
    exempt = MATTER.replace("[That", "[{text: That").replace(
        "trees.]", f"trees in {HIDDEN}., exempt: 3}}, That it waters.]"
    )
    room.write(YAML, exempt)
    rows = f"That the Council plants a hundred trees in {HIDDEN}. | Yes | {HIDDEN}\nThat it waters. | Yes | ok\n"
    room.draw(RESPONSES, f"[R]\nRecommendation | Agree? | Comment\n{rows}")
    assert room.papers("build", "--html", "--publish").exit_code == 0
    (room.path / "output/trees/exempt").joinpath(f"EXEMPT - {Path(DRAFT).name}").write_bytes(b"changed")
    said = [room.papers("verify", f"--format={each}") for each in ("text", "json", "html", "sarif")]
    assert all(each.exit_code == 1 for each in said)
    assert not any(HIDDEN in each.stdout + each.screen for each in said)
    assert HIDDEN not in (room.path / HISTORY).read_text("utf-8")
    assert len(read_builds(room)[0]["papers"]) >= 5


def test_matters_are_named_as_in_every_command(built: Room) -> None:
    assert set(verify(built, "tre")) == set(verify(built))
    assert built.papers("verify", "hedges").exit_code == 2
    built.write("output/gone/paper.docx", "of a matter that is no longer there")
    assert "output/gone/paper.docx" in verify(built)


@pytest.mark.parametrize("kind", ["a file", "a link to itself"])
def test_an_output_that_cannot_be_listed_is_not_taken_for_an_empty_one(kind: str, room: Room) -> None:
    (room.path / "output").rmdir()
    (room.path / "output").write_text("x") if kind == "a file" else (room.path / "output").symlink_to("output")
    assert [each["code"] for each in verify(room).values()] == ["WSP004"]
