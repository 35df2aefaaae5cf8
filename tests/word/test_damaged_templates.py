"""A damaged or broken template, or what is none: a finding at its file, never a traceback, and nothing is written."""

import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cabinet_papers.files.package import TEMPLATE
from tests.conftest import MANY, MATTER, ROOT, SHEET, Room
from tests.packages import Parts, change_package, replace_in

MAIN, NAME = "word/document.xml", "draft-response.docx"
LINKS = "word/_rels/document.xml.rels"


def cut(part: str) -> Callable[[Parts], None]:
    """Return the change that leaves only the first half of a part."""

    def change(parts: Parts) -> None:
        parts[part] = parts[part][: len(parts[part]) // 2]

    return change


def drop(part: str) -> Callable[[Parts], None]:
    return lambda parts: parts.pop(part) and None


DAMAGE: dict[str, Callable[[Parts], None]] = {
    "the body is cut": cut(MAIN),
    "the styles are cut": cut("word/styles.xml"),
    "the styles are gone": drop("word/styles.xml"),
    "the lists are gone": drop("word/numbering.xml"),
    "the lists are cut": cut("word/numbering.xml"),
    "the relationships are gone": drop(LINKS),
    "the relationships are cut": cut(LINKS),
    "the content types are cut": cut("[Content_Types].xml"),
    "the header is gone": drop("word/header1.xml"),
    "the body is empty": lambda parts: parts.update({MAIN: b""}),
    "a relationship has no Id": replace_in(LINKS, ' Id="', ' Lost="'),
    "a list's number is no number": replace_in("word/numbering.xml", 'w:numId="', 'w:numId="x'),
    "a column's width is no number": replace_in(MAIN, '<w:gridCol w:w="', '<w:gridCol w:w="wide'),
}


def lay_out(room: Room) -> Path:
    room.write("data/trees/recommendations.yaml", MATTER)
    room.draw("data/trees/a.xlsx", SHEET)
    return room.path / "templates" / NAME


def errors(room: Room, *command: str) -> list[tuple[str, str]]:
    ran = room.papers(*command, "--format", "json")
    found = json.loads(ran.stdout)
    return [(each["code"], each["file"]) for each in found if each["severity"] == "error"]


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_template_is_one_finding(what: str, room: Room) -> None:
    change_package(lay_out(room), DAMAGE[what])
    expected = [("TPL002", f"templates/{NAME}")]
    assert errors(room, "build") == expected
    assert room.documents() == []
    assert errors(room, "check") == expected
    assert errors(room, "templates", "check") == expected


def test_a_folder_or_another_file_in_the_templates_place(room: Room) -> None:
    path = lay_out(room)
    path.unlink()
    path.write_bytes(b"not a package")
    assert errors(room, "build") == [("TPL002", f"templates/{NAME}")]
    path.unlink()
    path.mkdir()
    assert errors(room, "build") == [("TPL002", f"templates/{NAME}")]
    assert room.documents() == []


def test_a_part_that_is_there_twice(room: Room) -> None:
    path = lay_out(room)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as package:
        package.writestr(MAIN, b"<w/>")
    assert errors(room, "build") == [("TPL002", f"templates/{NAME}")]


def test_a_template_that_is_too_large_is_told_apart_from_a_damaged_one(room: Room) -> None:
    hints = []
    for change in (
        cut(MAIN),
        lambda parts: parts.update({f"word/media/{at}.png": b"" for at in range(TEMPLATE.parts)}),
    ):
        path = lay_out(room)
        kept = path.read_bytes()
        change_package(path, change)
        (found,) = json.loads(room.papers("check", "--format", "json").stdout)
        assert (found["code"], found["file"]) == ("TPL002", f"templates/{NAME}")
        hints.append(found["hint"])
        path.write_bytes(kept)
    assert len(set(hints)) == 2


@pytest.mark.slow
def test_random_damage_gives_a_finding_or_a_good_paper(room: Room) -> None:
    """Bytes of one part are changed at random; what is still read is built or refused."""
    path = lay_out(room)
    whole = (ROOT / "templates" / NAME).read_bytes()
    chance = random.Random(11)
    outcomes = {0: 0, 1: 0}
    for _ in range(20 * MANY):
        path.write_bytes(whole)

        def damage(parts: Parts) -> None:
            name = chance.choice(sorted(parts))
            content = bytearray(parts[name])
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(content))
                content[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
            parts[name] = bytes(content)

        change_package(path, damage)
        shutil.rmtree(room.path / "output", ignore_errors=True)
        built = room.papers("build")
        outcomes[built.exit_code] += 1
        assert len(room.documents()) == 1 - built.exit_code, built.stderr
    assert min(outcomes.values()) >= 1, outcomes


ODD_LOGOS = ("a" * 300 + ".png", "templates", "../logo.png", "con", "templates/missing.png", "templates/" + NAME)


@pytest.mark.parametrize("logo", ODD_LOGOS)
def test_a_logo_that_is_none_is_a_finding(logo: str, room: Room) -> None:
    lay_out(room)
    room.write("papers.yaml", f'council: Westmere City Council\nlogo: "{logo}"\nlogo_alt: A tree\n')
    for command in (("check",), ("build",), ("templates", "check"), ("sheet",)):
        assert ("YML014", "papers.yaml") in errors(room, *command), command
    assert room.documents() == []
