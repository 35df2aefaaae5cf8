"""While every answer is still to come: one finding for one cause."""

import json

import pytest

from tests.conftest import MATTER, Room

TWO = MATTER.replace(
    "recommendations: [That the Council plants a hundred trees.]",
    "recommendations: [That the Council plants a hundred trees., That the Council waters them.]",
)
REPORT = "report:\n{}  body: |\n    It met.\n\n    [Recommendation 1]\n\n    [Recommendation 2]\n"
SHEET = (
    "[R]\nNo. | Recommendation | Agree? | Comment\n1 | That the Council plants a hundred trees. | {} | \n"
    "2 | That the Council waters them. | | \n"
)


def messages(room: Room) -> list[tuple[str, str]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["message"]) for each in found if each["code"] in ("RES001", "REF006")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", ("RES001", "none of the 2 recommendations is answered yet")),
        (
            "response: {due: 2026-03-10}\n",
            ("RES001", "none of the 2 recommendations is answered yet; answers are asked for by 10 March 2026"),
        ),
        (REPORT.format("  appendices: []\n"), ("RES001", "none of the 2 recommendations is answered yet")),
        (
            REPORT.format(""),
            ("REF006", "the report lists the Cabinet response as Appendix A, but there is no answer yet"),
        ),
        (
            REPORT.format("  appendices: [Bus survey, response]\n"),
            ("REF006", "the report lists the Cabinet response as an appendix, but there is no answer yet"),
        ),
    ],
    ids=["alone", "with a date", "no appendices", "appendices by default", "response listed"],
)
def test_one_cause_is_one_finding(more: str, said: tuple[str, str], room: Room) -> None:
    assert TWO != MATTER
    room.write("data/trees/recommendations.yaml", TWO + more)
    assert messages(room) == [said]


def test_a_sheet_that_is_blank_is_one_finding_in_it(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", TWO)
    room.draw("data/trees/a.xlsx", SHEET.format(""))
    assert messages(room) == [("RES001", "none of the 2 recommendations is answered yet")]


def test_once_one_is_answered_each_gap_is_named(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", TWO)
    room.draw("data/trees/a.xlsx", SHEET.format("Yes"))
    assert messages(room) == [("RES001", 'recommendation 2 is not answered, so "Awaited" is printed')]


def test_a_council_that_makes_it_an_error_is_told_of_the_answers(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\ncheck: {RES001: error}\n")
    room.write("data/trees/recommendations.yaml", TWO + REPORT.format(""))
    assert [code for code, _ in messages(room)] == ["RES001", "REF006"]
    assert room.papers("check").exit_code == 1


def test_with_a_withdrawn_one_only_the_others_are_awaited(room: Room) -> None:
    text = TWO.replace("That the Council waters them.]", "{text: That the Council waters them., withdrawn: Done.}]")
    room.write("data/trees/recommendations.yaml", text)
    assert messages(room) == [("RES001", "recommendation 1 is not answered")]
