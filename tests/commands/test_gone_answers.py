"""Answers that a built paper has and that are gone: an error, and the paper stays until somebody deletes it."""

import re

import pytest

from tests.conftest import MATTER, SHEET, Room

PAPER = "output/trees/Appendix A - Draft Cabinet response - Street Trees.docx"
TWO = MATTER.replace("trees.]", "trees., That it waters them.]")
ANSWERS = SHEET + "2 | That it waters them. | No | There is no water.\n"


@pytest.fixture
def built(room: Room) -> Room:
    room.write("data/trees/recommendations.yaml", TWO)
    room.draw("data/trees/responses.xlsx", ANSWERS)
    assert room.papers("build").exit_code == 0
    return room


def codes(room: Room) -> list[str]:
    return re.findall(r"(?:error|warning) ((?:OUT|RES)\d{3})", room.papers("build").stderr)


def test_the_sheet_is_gone(built: Room) -> None:
    """Shown as "OUT018"."""
    before = (built.path / PAPER).read_bytes()
    (built.path / "data/trees/responses.xlsx").unlink()
    again = built.papers("build")
    assert (again.exit_code, f"{PAPER}: error OUT018: this paper, built on " in again.stderr) == (1, True)
    assert "recommendations 1, 2" in again.stderr
    assert "OUT005" not in again.stderr, "one cause, one finding"
    assert "Not written: trees (1 error)" in again.screen
    assert ((built.path / PAPER).read_bytes(), built.documents()) == (before, [PAPER.removeprefix("output/")])


def test_one_answer_is_gone(built: Room) -> None:
    built.draw("data/trees/responses.xlsx", SHEET + "2 | That it waters them. | |\n")
    assert "OUT018" in codes(built)
    assert "an answer to recommendation 2, which" in built.papers("build").stderr


def test_the_paper_is_deleted_to_accept_it(built: Room) -> None:
    built.draw("data/trees/responses.xlsx", SHEET + "2 | That it waters them. | |\n")
    (built.path / PAPER).unlink()
    assert codes(built) == ["RES001"]
    assert codes(built) == ["RES001"], "nor does it come again"


def test_the_sheet_comes_back(built: Room) -> None:
    path = built.path / "data/trees/responses.xlsx"
    content = path.read_bytes()
    path.unlink()
    assert "OUT018" in codes(built)
    path.write_bytes(content)
    assert codes(built) == []


@pytest.mark.parametrize(
    "text",
    [
        TWO.replace("That it waters them.", "{text: That it waters them., withdrawn: It rains.}"),
        MATTER,
        TWO.replace("[That the Council", "[That it waters them., That the Council").replace(
            ", That it waters them.]", "]"
        ),
    ],
    ids=["withdrawn", "deleted", "renumbered"],
)
def test_what_needs_no_answer_any_more_is_not_missed(text: str, built: Room) -> None:
    built.write("data/trees/recommendations.yaml", text)
    assert "OUT018" not in codes(built)


def test_the_sheet_of_an_agreed_response_is_gone(built: Room) -> None:
    agreed = TWO + "response: {status: agreed}\n"
    built.write("data/trees/recommendations.yaml", agreed)
    assert built.papers("build").exit_code == 0
    before = built.documents()
    path = built.path / "data/trees/responses.xlsx"
    content = path.read_bytes()
    path.unlink()
    assert codes(built) == ["OUT018"], "one cause, one finding"
    assert built.documents() == before
    # One that the paper never had an answer to is reported as before.
    built.write("data/trees/recommendations.yaml", agreed.replace("waters them.", "waters them., That it counts them."))
    assert sorted(codes(built)) == ["OUT018", "RES001"]
    built.write("data/trees/recommendations.yaml", agreed)
    path.write_bytes(content)
    assert codes(built) == []


def test_another_answer_is_no_loss(built: Room) -> None:
    built.draw("data/trees/responses.xlsx", ANSWERS.replace("No | There is no water", "Yes | There is water"))
    assert codes(built) == []


def test_a_record_of_an_earlier_version_says_nothing_of_answers(built: Room) -> None:
    record = built.path / "output/trees/.built.json"
    lines = [line for line in record.read_text().splitlines() if '"answered:' not in line]
    record.write_text("\n".join(lines).replace('",\n}', '"\n}'))
    (built.path / "data/trees/responses.xlsx").unlink()
    assert "OUT018" not in codes(built)
