"""Public copies: what only the makers should see is not in them, and what may not go out is refused."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.publish.public import make_public
from tests.conftest import Room
from tests.publish.test_structure import change, pack, parts  # noqa: F401 - the fixture

HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\nrecommendations:\n"


def answer(room: Room, *rows: tuple[str, str, str]) -> None:
    lines = [f"{text} | {agree} | {comment}" for text, agree, comment in rows]
    room.draw("data/trees/a.xlsx", "\n".join(["[R]", "Recommendation | Agree? | Comment", *lines]))


def public(room: Room) -> list[str]:
    output = room.path / "output"
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("public/*") if path.is_file())


def test_a_public_copy_is_written_and_stays_while_nothing_changes(
    room: Room, validate: Callable[[Path], list[str]]
) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + "  - That the Council plants trees.\n")
    answer(room, ("That the Council plants trees.", "Yes", "It will."))
    built = room.papers("build", "--publish", "--html")
    assert built.exit_code == 0, built.stderr
    name = "trees/public/Appendix A - Draft Cabinet response - Street Trees"
    assert public(room) == [f"{name}.docx", f"{name}.html"]
    assert validate(room.path / "output" / f"{name}.docx") == []
    before = (room.path / "output" / f"{name}.docx").read_bytes()
    assert room.papers("build").exit_code == 0
    assert (room.path / "output" / f"{name}.docx").read_bytes() == before


def test_what_is_awaited_is_not_published(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", HEAD + "  - That it plants trees.\n  - That it waters them.\n")
    answer(room, ("That it plants trees.", "Yes", "It will."))
    built = room.papers("build", "--publish")
    assert (built.exit_code, 'error OUT012: recommendation 2 is "Awaited"' in built.stderr) == (1, True)
    assert public(room) == []
    assert len(room.documents()) == 1, "the document itself is written all the same"


def test_exempt_words_are_not_published(room: Room) -> None:
    """They stand in the exempt set, and by mistake in another answer too."""
    words = "accepts no less than three million pounds for the depot"
    room.write("data/trees/recommendations.yaml", HEAD + f"  - That it plants trees.\n"
               f"  - {{text: That the Council {words}., exempt: 3}}\n")  # fmt: skip
    answer(room, ("That it plants trees.", "Yes", "It will."), (f"That the Council {words}.", "Yes", "It will."))
    assert room.papers("build", "--publish").exit_code == 0
    copies = public(room)
    assert len(copies) == 1
    with zipfile.ZipFile(room.path / "output" / copies[0]) as package:
        assert b"three million" not in b"".join(package.read(name) for name in package.namelist())
    answer(room, ("That it plants trees.", "Yes", f"The Council {words}."), (f"That the Council {words}.", "Yes", "ok"))
    built = room.papers("build", "--publish")
    assert "error OUT012: words of an exempt text stand in it" in built.stderr
    assert "million" not in built.stderr
    assert public(room) == []


PRIVATE: dict[str, tuple[Callable[..., None], bytes, str]] = {
    "a comment": (change(r"<w:r>", '<w:r><w:commentReference w:id="1"/></w:r><w:r>'), b"commentReference", "comments"),
    "hidden text": (
        change(r"<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>psst</w:t></w:r><w:r>"), b"psst", "hidden text"),
    "deleted text": (
        change(r"<w:r>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r>"), b"gone", "tracked changes"),
    "a mark of inserted text": (
        change(r"(<w:r>.*?</w:r>)", r'<w:ins w:author="A Person">\1</w:ins>'), b"A Person", "tracked changes"),
    "a company in the properties": (
        change("</Properties>", "<Company>Someone</Company></Properties>", "docProps/app.xml"), b"Someone",
        "names and times in the properties"),
    "a part of remarks": (
        lambda own: own.update({"word/comments.xml": b"<c>secret</c>"}), b"secret", "remarks and data of other"),
}  # fmt: skip


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_private_is_removed_and_told(name: str, parts: dict[str, bytes]) -> None:  # noqa: F811 - the fixture
    apply, secret, told = PRIVATE[name]
    marked = dict(parts)
    apply(marked)
    assert any(secret in content for content in marked.values())
    copy, removed = make_public(pack(marked))
    assert not any(secret in content for content in copy.values())
    assert any(told in each for each in removed)
    words = [re.sub(rb"<[^>]+>", b"", each["word/document.xml"]) for each in (copy, parts)]
    assert words[0] == words[1], "nothing else is gone"


def test_of_a_document_without_anything_private_nothing_is_removed(parts: dict[str, bytes]) -> None:  # noqa: F811
    copy, removed = make_public(pack(parts))
    assert removed == []
    assert copy.keys() == parts.keys()
