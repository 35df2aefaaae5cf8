"""Sheets of a scrutiny with several days, or of a month: read as they went out, and after the dates changed."""

import json

import pytest

from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {{body: "Scrutiny, Parks and Hedges Panel", date: {}}}
cabinet: {{date: 2026-05-18}}
recommendations: [That the Council plants a hundred trees.]
"""
TOPICS = """\
title: Round of July
scrutiny: {{body: Scrutiny Committee, date: {0}}}
topics:
  - {{title: Trees, scrutiny: {{body: Panel and Group, date: {0}}}, recommendations: [That it plants.]}}
  - {{title: Ponds, scrutiny: {{body: Panel, date: 2026-03-03}}, recommendations: [That it digs.]}}
"""
DAYS, MONTH, OTHERS = "[2026-03-12, 2026-03-19, 2026-04-02]", "March 2026", "[2026-03-12, 2026-03-26]"
FORMS = ("dd MMMM yyyy", "d MMM yyyy", "dd/MM/yyyy", "EEEE d MMMM yyyy", "{default: d MMMM yyyy, month: MMM yyyy}")


def codes(room: Room) -> list[str]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [each["code"] for each in found if each["code"] != "RES001"]


@pytest.mark.parametrize(
    ("when", "matter", "word", "written"),
    [
        (DAYS, MATTER, (), FORMS[0]), (DAYS, TOPICS, (), FORMS[3]), (DAYS, MATTER, ("--word",), FORMS[1]),
        (DAYS, MATTER, (), FORMS[2]), (MONTH, MATTER, (), FORMS[4]), (MONTH, TOPICS, ("--word",), FORMS[0]),
    ],
)  # fmt: skip
def test_a_sheet_is_known_as_it_went_out_and_after_the_form_of_dates_changed(
    when: str, matter: str, word: tuple[str, ...], written: str, room: Room
) -> None:
    room.write("papers.yaml", f"council: Westmere City Council\ndate_format: {written}\n")
    room.write("data/trees/recommendations.yaml", matter.format(when))
    assert room.papers("sheet", *word).exit_code == 0
    for form in (written, *FORMS):
        room.write("papers.yaml", f"council: Westmere City Council\ndate_format: {form}\n")
        assert codes(room) == [], form


@pytest.mark.parametrize(
    ("before", "after"), [(DAYS, OTHERS), (DAYS, MONTH), (MONTH, DAYS), (MONTH, "April 2026"), ("2026-03-12", OTHERS)]
)
def test_other_dates_are_another_meeting(before: str, after: str, room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.format(before))
    assert room.papers("sheet").exit_code == 0
    room.write("data/trees/recommendations.yaml", MATTER.format(after))
    assert codes(room) == ["XLS011"]
    # The cure: the answers are kept, and the sheet is this meeting's.
    assert room.papers("sheet").exit_code == 0
    assert codes(room) == []


def test_another_title_and_other_dates_are_last_years(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.format(DAYS))
    assert room.papers("sheet").exit_code == 0
    room.write("data/trees/recommendations.yaml", MATTER.format(MONTH).replace("Street Trees", "Hedges"))
    assert codes(room) == ["XLS012"]
    assert "(Recommended by" not in room.papers("check").stderr
