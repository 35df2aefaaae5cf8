"""What a build does to the files that are already there."""

import json
from pathlib import Path

import docx
import pytest

from tests.conftest import MATTER, SHEET, Room
from tests.outline import read_outline

DRAFT = "trees/Appendix A - Draft Cabinet response - Street Trees.docx"
AGREED = "trees/Cabinet response - Street Trees.docx"


def build(room: Room, matter: str = MATTER) -> str:
    room.write("data/trees/recommendations.yaml", matter)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build")
    assert built.exit_code == 0, built.stderr
    return built.stderr


def edit(path: Path, words: str = "Amended at the meeting.") -> None:
    document = docx.Document(str(path))
    document.add_paragraph(words)
    document.save(str(path))


def test_the_same_data_gives_the_same_bytes(room: Room) -> None:
    build(room)
    first = {name: (room.path / "output" / name).read_bytes() for name in room.documents()}
    for name in first:
        (room.path / "output" / name).unlink()
    build(room)
    assert first == {name: (room.path / "output" / name).read_bytes() for name in room.documents()}
    assert len(first) == 1


def test_an_edited_document_is_kept_beside_the_new_one(room: Room) -> None:
    """Shown as "OUT003"."""
    build(room)
    edit(room.path / "output" / DRAFT)
    edited = (room.path / "output" / DRAFT).read_bytes()
    said = build(room)
    assert "warning OUT003: someone edited this document after it was built; their version is kept as" in said
    kept = [name for name in room.documents() if " (edited " in name]
    assert len(kept) == 1
    assert (room.path / "output" / kept[0]).read_bytes() == edited
    assert "OUT003" not in build(room)


def test_a_second_edit_on_one_day_is_kept_too(room: Room) -> None:
    for words in ("Amended at the meeting.", "And once more.", "And again."):
        build(room)
        edit(room.path / "output" / DRAFT, words)
    build(room)
    assert len([name for name in room.documents() if " (edited " in name]) == 3


def test_a_document_of_that_name_that_was_not_built_here_is_kept(room: Room) -> None:
    room.write(f"output/{DRAFT}", "somebody's own")
    assert "OUT003" in build(room)
    kept = next(name for name in room.documents() if " (edited " in name)
    assert (room.path / "output" / kept).read_text() == "somebody's own"


def test_a_document_that_is_no_longer_produced_moves_aside(room: Room) -> None:
    """Shown as "OUT004"."""
    build(room)
    said = build(room, MATTER + "response: {status: agreed}\n")
    assert (
        f"output/{DRAFT}: warning OUT004: this document is no longer produced, so it was moved to superseded/" in said
    )
    assert room.documents() == [AGREED, f"trees/superseded/{Path(DRAFT).name}"]


def test_an_exempt_document_that_is_no_longer_produced_stays_among_the_exempt(room: Room) -> None:
    exempt = MATTER.replace("[That the Council plants a hundred trees.]",
                            "[{text: That the Council plants a hundred trees., exempt: 3}]")  # fmt: skip
    build(room, exempt)
    build(room, MATTER)
    assert [name for name in room.documents() if "EXEMPT" in name] == [
        "trees/exempt/superseded/EXEMPT - Appendix A - Draft Cabinet response - Street Trees.docx"
    ]


def test_what_older_public_documents_said_stays_private_once_it_is_exempt(room: Room) -> None:
    build(room)
    edit(room.path / "output" / DRAFT)
    exempt = MATTER.replace("[That the Council plants a hundred trees.]",
                            "[{text: That the Council plants a hundred trees., exempt: 3}]")  # fmt: skip
    build(room, exempt)
    build(room, exempt.replace("Street Trees", "Trees"))
    public = [name for name in room.documents() if not name.startswith("trees/exempt/")]
    assert public == ["trees/Appendix A - Draft Cabinet response - Trees.docx"]
    words = [read_outline(room.path / "output" / name) for name in public]
    assert not any("plants a hundred trees" in text for text in words)
    assert any("(edited " in name for name in room.documents())


@pytest.mark.parametrize(("exempt", "place"), [("", "trees/superseded/"), (", exempt: 3", "trees/exempt/superseded/")])
def test_an_earlier_public_copy_never_lies_among_the_public_ones(exempt: str, place: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET)
    room.papers("build", "--publish")
    (was,) = (name for name in room.documents() if name.startswith("trees/public/"))
    text = f"[{{text: That the Council plants a hundred trees.{exempt}}}]"
    agreed = MATTER.replace("[That the Council plants a hundred trees.]", text) + "response: {status: agreed}\n"
    room.write("data/trees/recommendations.yaml", agreed)
    assert "OUT004" in room.papers("build", "--publish").stderr
    assert not any(name.startswith("trees/public/") and "/superseded/" in name for name in room.documents())
    assert was not in room.documents()
    kept = [name for name in room.documents() if name.startswith(place)]
    assert sum(Path(was).stem in name for name in kept) == 2


def test_a_document_that_could_not_be_moved_is_told_again(room: Room) -> None:
    build(room)
    room.write("output/trees/superseded", "a file where the folder should be")
    for _ in range(2):
        room.write("data/trees/recommendations.yaml", MATTER + "response: {status: agreed}\n")
        built = room.papers("build")
        assert (built.exit_code, "OUT001" in built.stderr) == (1, True)
    assert DRAFT in room.documents()


def test_a_title_that_changes_only_in_capitals(room: Room) -> None:
    """Where capitals do not count, the old document and the new one are the same file."""
    build(room)
    said = build(room, MATTER.replace("Street Trees", "Street trees"))
    assert "superseded" not in said
    assert not (room.path / "output/trees/superseded").exists()


def test_a_file_that_was_put_there_by_a_person_stays(room: Room) -> None:
    room.write("output/trees/minutes.docx", "minutes")
    build(room)
    build(room, MATTER + "response: {status: agreed}\n")
    assert "trees/minutes.docx" in room.documents()


def test_older_documents_of_a_failing_matter_are_named(room: Room) -> None:
    """Shown as "OUT005"."""
    build(room)
    before = (room.path / "output" / DRAFT).read_bytes()
    room.write("data/trees/recommendations.yaml", MATTER.replace("title", "titel"))
    built = room.papers("build")
    assert built.exit_code == 1
    assert f"output/{DRAFT}: warning OUT005: this document is out of date: it was built on " in built.stderr
    assert (room.path / "output" / DRAFT).read_bytes() == before


def test_a_target_that_cannot_be_written_is_a_finding(room: Room) -> None:
    """Shown as "OUT001": a folder stands where the document should be, which no system lets a file replace."""
    (room.path / "output" / DRAFT).mkdir(parents=True)
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build", "--format", "json")
    assert built.exit_code == 1
    (item,) = json.loads(built.stdout)
    assert (item["code"], item["file"]) == ("OUT001", f"output/{DRAFT}")
    assert not list((room.path / "output").rglob(".writing-*"))


def test_one_broken_matter_does_not_stop_the_others(room: Room) -> None:
    room.write("data/broken/recommendations.yaml", "title: [")
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/responses.xlsx", SHEET)
    built = room.papers("build")
    assert built.exit_code == 1
    assert room.documents() == [DRAFT]
    assert built.stdout.splitlines() == [str(Path("output") / DRAFT)]


def test_names_are_usable_on_windows(room: Room) -> None:
    build(room, MATTER.replace("Street Trees", f"'Trees: <\"2025/26\"> *?| {'long ' * 60}...'"))
    (name,) = room.documents()
    assert Path(name).name.startswith("Appendix A - Draft Cabinet response - Trees- --2025-26-- --- long long")
    assert len(Path(name).name) <= 150


def test_a_title_cannot_lead_out_of_the_folder(room: Room) -> None:
    build(room, MATTER.replace("Street Trees", "../../../escaped"))
    (name,) = room.documents()
    assert name.startswith("trees/Appendix A - ")
