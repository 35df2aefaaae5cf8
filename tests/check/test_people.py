"""People as the YAML, the directory and the texts name them."""

import json

import openpyxl

from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet:
  date: 2026-03-18
  members:
    - {name: NAME, title: Cabinet Member for Roads}
    - {name: Councillor Rose Quay, title: Cabinet Member for Trees}
recommendations:
  - {text: That the Council mends the roads., member: Cllr Imran Sadiq}
  - {text: That the Council plants a hundred trees., member: Councillor Rose Quay}
"""


def reported(room: Room) -> list[tuple[str, int | None]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["line"]) for each in found if each["code"] != "RES001"]


def test_cllr_and_councillor_are_one_person_where_a_recommendation_names_its_member(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("NAME", "Cllr Imran Sadiq"))
    assert reported(room) == [("NAM003", 6)]
    written = room.run("sheet").stdout.splitlines()
    # As the finding says.
    room.write("data/trees/recommendations.yaml", MATTER.replace("NAME", "Councillor Imran Sadiq"))
    assert reported(room) == []
    assert len(written) == 2


def test_an_answer_given_before_the_form_of_address_changed_is_still_the_members_own(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("NAME", "Cllr Imran Sadiq"))
    room.run("sheet")
    path = room.path / "data/trees/responses - Cllr Imran Sadiq.xlsx"
    book = openpyxl.load_workbook(path)
    (row,) = (each for each in book["Responses"].iter_rows() if "mends the roads" in str(each[1].value))
    row[2].value, row[3].value = "Yes", "Work begins in May 2027."
    book.save(path)
    room.write("data/trees/recommendations.yaml", MATTER.replace("NAME", "Councillor Imran Sadiq"))
    assert [code for code, _ in reported(room) if code.startswith("RES")] == []


def test_another_councillor_is_not_the_member(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("NAME", "Councillor Omar Sadiq"))
    assert ("REC006", 9) in reported(room)
