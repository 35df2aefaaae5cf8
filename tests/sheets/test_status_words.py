"""Decisions that say how far something is, or that Cabinet goes along in principle: in sheets, findings and counts."""

import json

import openpyxl
import pytest

from tests.conftest import MATTER, Room
from tests.outline import read_outline
from tests.packages import change_package, replace_in

COUNCIL = "council: Westmere City Council\n"
LISTED = COUNCIL + "decisions: [Agreed, Agreed in principle, Completed, Deferred, Not agreed]\n"
SHEET = "[R]\nNo. | Recommendation | Agree? | Comment\n1 | That the Council plants a hundred trees. | {} | {}\n"


def found(room: Room) -> list[tuple[str, str]]:
    return [(each["code"], each["message"]) for each in json.loads(room.papers("check", "--format", "json").stdout)]


@pytest.fixture
def trees(room: Room) -> Room:
    room.write("papers.yaml", LISTED)
    room.write("data/trees/recommendations.yaml", MATTER)
    return room


@pytest.mark.parametrize("word", ["Completed", "Deferred"])
def test_a_listed_status_needs_no_comment_and_prints_as_it_is(word: str, trees: Room) -> None:
    trees.draw("data/trees/a.xlsx", SHEET.format(word, ""))
    assert found(trees) == []
    assert trees.papers("build").exit_code == 0
    (paper,) = trees.documents()
    assert f"| {word}\n|" in read_outline(trees.path / "output" / paper)


def test_a_council_may_say_that_a_word_needs_a_comment(trees: Room) -> None:
    trees.write("papers.yaml", COUNCIL + "decisions: {Agreed: agreed, Deferred: other}\n")
    trees.draw("data/trees/a.xlsx", SHEET.format("Deferred", ""))
    assert [code for code, _ in found(trees)] == ["RES009"]


def test_in_principle_is_agreed_in_part_and_wants_a_reason(trees: Room) -> None:
    trees.draw("data/trees/a.xlsx", SHEET.format("Agreed in principle", ""))
    assert found(trees) == [("RES013", 'recommendation 1 is answered "Agreed in principle" without a reason')]


@pytest.mark.parametrize("typed", ["Agree in principle", "Completed", "In progress", "Welcomed", "Supported"])
def test_typed_unlisted_it_is_reported_and_the_cure_works(typed: str, trees: Room) -> None:
    trees.write("papers.yaml", COUNCIL + "decisions: [Agreed, Not agreed]\n")
    trees.draw("data/trees/a.xlsx", SHEET.format(typed, "It is."))
    (said,) = json.loads(trees.papers("check", "--format", "json").stdout)
    assert (said["code"], said["message"]) == ("RES003", f'recommendation 1: "{typed}" is not a decision')
    assert said["hint"].startswith('choose "Agreed" or "Not agreed" from the list in the cell; if "')
    listed = said["hint"].split("as in ")[1]
    assert listed.startswith("decisions: {Agreed: agreed, Not agreed: not agreed, ")
    trees.write("papers.yaml", f"{COUNCIL}{listed}\n")
    assert found(trees) == []


def test_the_sheet_asks_for_no_reason_beside_a_status(trees: Room) -> None:
    assert trees.papers("sheet").exit_code == 0
    path = trees.path / "data/trees/responses.xlsx"
    texts = [str(cell.value) for row in openpyxl.load_workbook(path)["How to"].iter_rows() for cell in row]
    asked = [text.partition(":")[0] for text in texts if "please say why" in text]
    assert asked == ["Agreed in principle", "Not agreed"]
    # A sheet that is out still offers what the council no longer does.
    trees.write("papers.yaml", COUNCIL + "decisions: [Agreed, Not agreed]\n")
    assert [code for code, _ in found(trees) if code != "RES001"] == []


def test_a_template_can_count_them(trees: Room) -> None:
    trees.draw("data/trees/a.xlsx", SHEET.format("Completed", ""))
    counted = "<w:body><w:p><w:r><w:t>Of {{ counts.asked }}, {{ counts.status }} done.</w:t></w:r></w:p>"
    change_package(trees.path / "templates/draft-response.docx", replace_in("word/document.xml", "<w:body>", counted))
    built = trees.papers("build")
    assert built.exit_code == 0, built.stderr
    assert "Of 1, 1 done." in read_outline(trees.path / "output" / trees.documents()[0])
