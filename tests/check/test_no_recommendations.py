"""A report without recommendations: a cover report, or a notice."""

import pytest

from tests.conftest import Room

FILE = "data/cover/recommendations.yaml"
MATTER = """\
title: Annual Report
scrutiny: {body: Parks Panel, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [Councillor Oak]}
report:
  recommendation: That Cabinet notes the report.
  body: |
    The Panel met ten times.
recommendations: []
"""


def found(room: Room, matter: str) -> list[str]:
    room.write(FILE, matter)
    return [line for line in room.papers("check").stderr.splitlines() if line.startswith("data/")]


def test_there_is_a_report_and_nothing_else(room: Room) -> None:
    assert found(room, MATTER) == []
    sheets = room.papers("sheet")
    assert (sheets.exit_code, sheets.stdout) == (0, "")
    room.write("papers.yaml", "council: E\ndocuments: [{template: draft-response.docx, when: always}]\n")
    built = room.papers("build", "--html", "--publish")
    name = "Scrutiny report - Annual Report.docx"
    assert (built.exit_code, room.documents()) == (0, [f"cover/{name}", f"cover/public/{name}"])
    page = (room.path / "output/cover/Scrutiny report - Annual Report.html").read_text(encoding="utf-8")
    assert [each for each in ("Awaited", "Appendix A", "states whether") if each in page] == []
    assert "That Cabinet notes the report." in page


LISTED = "the report lists the Cabinet response as an appendix, but there are no recommendations"
NOT_ASKED = "the report has no recommendations, and does not say what Cabinet is asked to do"
RESPONSE = "there are no recommendations, so nothing is made of"
CASES = {
    "nothing is asked": (
        MATTER.replace("  recommendation: That Cabinet notes the report.\n", ""),
        [f"{FILE}:7: warning REC019: {NOT_ASKED}"],
    ),
    "a response": (
        MATTER + "response: {status: agreed, due: 2026-03-10, closing: Thank you.}\n",
        [f"{FILE}:9: warning REC018: {RESPONSE} status: agreed, due: and closing: under response:"],
    ),
    "what only a response has": (
        MATTER
        + "response: {status: agreed, all: Yes, added: [It acts.], columns: [recommendation, decision, comment]}\n",
        [
            f"{FILE}:9: warning REC018: {RESPONSE} status: agreed, all:, added: and columns: under response:",
        ],
    ),
    "a response in the list": (
        MATTER.replace("report:\n", "report:\n  appendices: [Map, response]\n"),
        [f"{FILE}:5: warning REF006: {LISTED}"],
    ),
    "one is placed": (
        MATTER.replace("times.\n", "times.\n\n    [Recommendation 1]\n"),
        [f"{FILE}:9: error REC004: [Recommendation 1] does not exist: there are no recommendations"],
    ),
    "one is named": (
        MATTER.replace("times.", "times and looked at recommendation 2."),
        [f'{FILE}:7: warning REF001: "recommendation 2" does not exist: there are no recommendations'],
    ),
    "a point of its own is named": (MATTER.replace("times.", "times, and asks for recommendation 1."), []),
    "an appendix is named": (
        MATTER.replace("times.", "times (Appendix A)."),
        [f'{FILE}:7: warning REF004: "Appendix A" does not exist: the report has no appendices'],
    ),
    "no report either": (
        "title: A\nscrutiny: {body: Panel, date: 2026-03-03}\nrecommendations: []\n",
        [f"{FILE}:3: error YML005: there is no recommendation in recommendations:"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_does_not_belong_in_it(name: str, room: Room) -> None:
    matter, expected = CASES[name]
    assert found(room, matter) == expected


def test_a_covering_letter_is_not_made_of_it(room: Room) -> None:
    room.write("papers.yaml", "council: E\ndocuments: [{template: letter.docx, name: Letter, when: [draft, agreed]}]\n")
    (room.path / "templates/letter.docx").write_bytes((room.path / "templates/draft-response.docx").read_bytes())
    assert found(room, MATTER) == []
    assert room.papers("build").exit_code == 0
    assert room.documents() == ["cover/Scrutiny report - Annual Report.docx"]
