"""Meetings in time: a call-in and a monitoring report come before Cabinet's, a mistyped date does too."""

import json

import pytest

from tests.conftest import SHEET, Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: DAY}
recommendations: [That the Council plants a hundred trees.]
response: {status: STATUS}
"""


@pytest.mark.parametrize("status", ["draft", "agreed"])
def test_cabinet_before_scrutiny_is_a_warning_and_the_paper_is_built(status: str, room: Room) -> None:
    matter = MATTER.replace("DAY", "2026-02-18").replace("STATUS", status)
    room.write("data/trees/recommendations.yaml", matter)
    room.draw("data/trees/a.xlsx", SHEET)
    built = room.papers("build", "--format", "json")
    found = [(each["severity"], each["code"], each["line"], each["column"]) for each in json.loads(built.stdout)]
    assert found == [("warning", "REC009", 3, 17)]
    assert (built.exit_code, len(room.documents())) == (0, 1)
    silenced = matter.replace("{date: 2026-02-18}", "{date: 2026-02-18} # check: off REC009")
    room.write("data/trees/recommendations.yaml", silenced)
    assert json.loads(room.papers("build", "--format", "json").stdout) == []


def test_cabinet_on_the_day_or_after_it_is_no_finding(room: Room) -> None:
    for day in ("2026-03-03", "2026-03-18"):
        room.write("data/trees/recommendations.yaml", MATTER.replace("DAY", day).replace("STATUS", "draft"))
        room.draw("data/trees/a.xlsx", SHEET)
        assert json.loads(room.papers("check", "--format", "json").stdout) == []
