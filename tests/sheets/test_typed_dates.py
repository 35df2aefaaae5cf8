"""Dates that are text in a column of dates, as in every CSV file: what is printed, and what is reported."""

import json

import pytest

from tests.conftest import Room
from tests.outline import read_outline

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants a hundred trees.
"""
ROWS = 'No.,Recommendation,Agree?,Comment,Target date\n1,That the Council plants a hundred trees.,Yes,It will.,"{}"\n'

# What is typed, what is printed, the code of the finding, and the days that it names.
DATES = {
    "14/01/2026": ("14 January 2026", "", ()),
    "05/05/2026": ("05 May 2026", "", ()),
    "2026-09-05": ("05 September 2026", "", ()),
    "5 May 2026": ("05 May 2026", "", ()),
    "05 September 2026": ("05 September 2026", "", ()),
    "05/09/2026": ("05 September 2026", "XLS026", ("05 September 2026", "09 May 2026")),
    "5.9.2026": ("5.9.2026", "XLS026", ("05 September 2026", "09 May 2026")),
    "05/09/26": ("05/09/26", "XLS026", ("05 September 2026", "09 May 2026")),
    "15-9-2026": ("15-9-2026", "STY004", ("15 September 2026",)),
    "September 30, 2026": ("September 30, 2026", "STY004", ("30 September 2026",)),
    "2026-09-05T10:00:00": ("2026-09-05T10:00:00", "STY004", ("05 September 2026",)),
    "2026-09-05 00:00:00": ("2026-09-05 00:00:00", "STY004", ("05 September 2026",)),
    "5 Sep 26": ("5 Sep 26", "STY004", ("05 September 2026",)),
    "Sat 5 September 2026": ("Sat 5 September 2026", "STY004", ("05 September 2026",)),
    "05/13/2026": (None, "YML012", ("13 May 2026",)),
    "Sept 31st 2026": (None, "YML012", ()),
    "31/04/2026": (None, "YML012", ()),
    "Spring 2026": ("Spring 2026", "", ()),
    "September 2026": ("September 2026", "", ()),
    "12 weeks 2026": ("12 weeks 2026", "", ()),
    "by spring, then monthly": ("by spring, then monthly", "", ()),
}


@pytest.mark.parametrize(("typed", "printed", "code", "days"), [(typed, *each) for typed, each in DATES.items()])
def test_a_date_that_is_text(typed: str, printed: str | None, code: str, days: tuple[str, ...], room: Room) -> None:
    room.write("papers.yaml", "council: Example Council\nresponse_columns: [Target date]\n")
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write("data/trees/responses.csv", ROWS.format(typed))
    every = json.loads(room.papers("check", "--format", "json").stdout)
    found = [each for each in every if each["code"] != "XLS010"]
    assert [(each["code"], each["cell"]) for each in found] == ([(code, "E2")] if code else [])
    assert all(day in each["message"] + each["hint"] for each in found for day in days)
    if printed:
        assert room.papers("build").exit_code == 0
        assert printed in read_outline(room.path / "output" / room.documents()[0])


@pytest.mark.parametrize(
    ("settings", "typed", "printed"),
    [
        ("", "Sep 2026", "Sep 2026"), ("date_format: {month: MM/yyyy}\n", "Sep 2026", "09/2026"),
        ("date_format: {month: MM/yyyy}\n", "2026-09", "09/2026"),
        ("date_format: {month: MM/yyyy}\n", "in September 2026", "in September 2026"),
    ],
)  # fmt: skip
def test_a_month_prints_in_the_form_for_months_where_there_is_one(
    settings: str, typed: str, printed: str, room: Room
) -> None:
    room.write("papers.yaml", f"council: Eastmere\nresponse_columns: [Target date]\n{settings}")
    room.write("data/trees/recommendations.yaml", MATTER)
    room.write("data/trees/responses.csv", ROWS.format(typed))
    assert room.papers("build").exit_code == 0
    (document,) = room.documents()
    assert f"\n| {printed}\n" in read_outline(room.path / "output" / document)
