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


PEOPLE = """\
council: Westmere City Council
response_columns: [Lead officer]
people:
  - {name: Councillor Ann Brown, title: Leader of the Council}
  - {name: Jane Smith, title: Head of Parks}
"""
ONE = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
cabinet: {date: 2026-03-18, members: [{name: Councillor NAME, title: TITLE}]}
recommendations: [That the Council plants a hundred trees.]
"""


def test_a_lead_officer_and_a_member_are_compared_with_the_directory(room: Room) -> None:
    room.write("papers.yaml", PEOPLE)
    room.write("data/trees/recommendations.yaml", ONE.replace("NAME", "ann brown").replace("TITLE", "Leader"))
    room.draw("data/trees/responses.xlsx", (
        "[Responses]\nNo. | Recommendation | Agree? | Comment | Lead officer\n"
        "1 | That the Council plants a hundred trees. | Yes | Work begins in May 2027. | Jane Smyth, Head of Parks\n"
    ))  # fmt: skip
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert [(each["code"], each["cell"]) for each in found] == [("NAM008", None), ("NAM008", "E2")]


def test_the_title_of_what_may_be_another_person_is_not_put_right(room: Room) -> None:
    room.write("papers.yaml", PEOPLE)
    matter = ONE.replace("NAME", "Anne Brown").replace("TITLE", "Cabinet Member for Parks")
    room.write("data/trees/recommendations.yaml", matter)
    assert [code for code, _ in reported(room)] == ["NAM008"]
    room.write("data/trees/recommendations.yaml", matter.replace("Cabinet Member for Parks", "leader of the council"))
    assert [code for code, _ in reported(room)] == ["NAM008", "NAM002"]
    room.run("check", "--fix")
    assert "title: Leader of the Council" in (room.path / "data/trees/recommendations.yaml").read_text()
    room.write("papers.yaml", PEOPLE + "  - {name: Councillor Anne Brown, title: Cabinet Member for Parks}\n")
    room.write("data/trees/recommendations.yaml", matter)
    assert reported(room) == []
