"""A council whose report goes to Cabinet before any answer: one line says that the answers are awaited."""

import json

import pytest

from tests.conftest import SHEET, Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18}
recommendations:
  - That the Council plants a hundred trees.
  - {text: That the Council waters them., withdrawn: It rains.}
"""
REPORT = "report:\n  appendices: []\n  body: |\n    It met.\n\n    [Recommendation 1]\n\n    [Recommendation 2]\n"
DUE = "response: {due: 2026-05-14}\n"
LINE = "Street Trees: one answer is awaited until 14 May 2026"


def said(room: Room) -> list[str]:
    return [line for line in room.papers("build").stderr.splitlines() if not line.startswith(" ")]


def test_the_build_says_it_in_one_line_and_finds_nothing_wrong(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + REPORT + DUE)
    built = room.papers("build", "--strict")
    assert built.exit_code == 0, built.stderr
    assert said(room) == [LINE]
    assert room.documents() == ["trees/Scrutiny report - Street Trees.docx"]
    assert json.loads(room.papers("build", "--format", "json").stdout) == []


def test_without_a_date_it_says_only_that(room: Room) -> None:
    two = MATTER.replace("{text: That the Council waters them., withdrawn: It rains.}", "That the Council waters them.")
    room.write("data/trees/recommendations.yaml", two + REPORT)
    assert said(room) == ["Street Trees: 2 answers are awaited"]


def test_a_report_that_lists_the_response_is_told_of_that_too(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER + REPORT.replace("  appendices: []\n", "") + DUE)
    lines = said(room)
    assert lines[0] == LINE
    assert [line for line in lines[1:] if "REF006" in line or "RES001" in line or "REC013" in line] == lines[1:2]
    assert "REF006" in lines[1]


@pytest.mark.parametrize(
    ("settings", "line"), [("", LINE), ("check: {RES001: off}\n", None), ("check: {RES: error}\n", None)]
)
def test_what_the_council_chose_for_the_reminder_counts(settings: str, line: str | None, room: Room) -> None:
    room.write("papers.yaml", f"council: Westmere City Council\n{settings}")
    room.write("data/trees/recommendations.yaml", MATTER + REPORT + DUE)
    assert (LINE in said(room)) is (line is not None)


def test_a_late_date_is_wrong_only_where_the_response_to_the_meeting_is_written(room: Room) -> None:
    def codes() -> list[str]:
        return [each["code"] for each in json.loads(room.papers("check", "--format", "json").stdout)]

    room.write("data/trees/recommendations.yaml", MATTER + REPORT + DUE)
    assert "REC013" not in codes()
    room.write("data/trees/recommendations.yaml", MATTER + DUE)
    assert "REC013" in codes(), "a matter without a report is about the response alone"
    room.write("data/trees/recommendations.yaml", MATTER + REPORT + DUE)
    room.draw("data/trees/a.xlsx", SHEET)
    assert "REC013" in codes(), "with an answer the draft goes to the meeting"
    assert said(room)[0] != LINE
