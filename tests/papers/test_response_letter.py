"""The letter of the Cabinet response is one fact; "concerning" reads as the title wants it."""

import docx
import pytest

from tests.conftest import Room

MATTER = """\
title: {title}
scrutiny: {{body: Parks Panel, date: 2026-03-03}}
cabinet: {{members: [Councillor Oak]}}
report:
  appendices: {appendices}
  body: |
    It said so.

    [Recommendation 1]
recommendations: [That the Council plants a hundred trees.]
"""
ANSWERS = """\
[R]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | It will.
"""


def build(room: Room, *, title: str = "Trees", appendices: str = "[]", more: str = "") -> None:
    room.write("data/trees/recommendations.yaml", MATTER.format(title=title, appendices=appendices) + more)
    room.draw("data/trees/a.xlsx", ANSWERS)


def words(room: Room, name: str) -> str:
    document = docx.Document(str(room.path / "output" / name))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells)


LETTERS = {"[response]": "A", "[Bus survey, response]": "B", "[Bus survey, Map, Response, Prices]": "C"}


@pytest.mark.parametrize("appendices", LETTERS)
def test_its_letter_is_in_its_heading_its_file_name_and_the_report(appendices: str, room: Room) -> None:
    letter = LETTERS[appendices]
    build(room, appendices=appendices)
    built = room.papers("build", "--html")
    assert (built.exit_code, "REF006" in built.stderr) == (0, False), built.stderr
    name = f"trees/Appendix {letter} - Draft Cabinet response - Trees.docx"
    assert room.documents() == [name, "trees/Scrutiny report - Trees.docx"]
    assert words(room, name).startswith(f"Appendix {letter}\n")
    report = words(room, "trees/Scrutiny report - Trees.docx")
    assert f"Appendix {letter}\nDraft Cabinet response to recommendations of the Scrutiny Committee" in report


@pytest.mark.parametrize(
    ("appendices", "is_found"),
    [("[Bus survey]", True), ("[Bus survey, Draft Cabinet response]", True), ("[Draft Cabinet response, Map]", False)],
)
def test_two_papers_that_are_appendix_a(appendices: str, is_found: bool, room: Room) -> None:
    build(room, appendices=appendices)
    checked = room.papers("check")
    assert ("recommendations.yaml:5: warning REF006: " in checked.stderr) is is_found, checked.stderr


def test_a_response_that_is_listed_and_not_there(room: Room) -> None:
    build(room, appendices="[response]")
    (room.path / "data/trees/a.xlsx").unlink()
    assert "recommendations.yaml:5: warning REF006: " in room.papers("check").stderr


CONCERNING = {
    "Trees": ("", "concerning the Trees."),
    "The Trees": ("", "concerning The Trees."),
    "A Street for Trees": ("", "concerning A Street for Trees."),
    "An Oak": ("", "concerning An Oak."),
    "Antlers": ("", "concerning the Antlers."),
    '"Part 2: Money"': ("concerning: Part 2 of the Money Report\n", "concerning Part 2 of the Money Report."),
}


@pytest.mark.parametrize("title", CONCERNING)
def test_what_follows_concerning(title: str, room: Room) -> None:
    more, expected = CONCERNING[title]
    build(room, title=title, appendices="[response]", more=more)
    built = room.papers("build", "--html")
    assert built.exit_code == 0, built.stderr
    (draft,) = [each for each in room.documents() if "Draft" in each]
    assert expected in words(room, draft).replace("\xa0", " ").replace(" The Cabinet is asked", "\n")
    room.write(
        "data/trees/recommendations.yaml",
        (room.path / "data/trees/recommendations.yaml").read_text() + "response: {status: agreed}\n",
    )
    assert room.papers("build").exit_code == 0
