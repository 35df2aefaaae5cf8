"""What a finding's hint says works when it is followed to the letter, also where one line holds everything."""

import json
from typing import Any

import pytest

from tests.conftest import Room

YAML, PAPERS, PLAN = "data/trees/recommendations.yaml", "papers.yaml", "data/trees/action-plan.yaml"
HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
ONE = "recommendations: [That it plants.]\n"
REPORT = HEAD + ONE + "report:\n  purpose: To report.\n  body: |\n    [Recommendation 1]\n"


def errors(room: Room) -> list[dict[str, Any]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [each for each in found if each["severity"] == "error"]


CURES = {
    "not withdrawn": (YAML, HEAD + "recommendations:\n- {text: That it plants., withdrawn: No}\n", "REC011",
                      ("withdrawn: No", "")),
    "not exempt": (YAML, HEAD + "recommendations:\n- {text: That it plants., exempt: }\n", "REC012", ("exempt:", "")),
    "not to be changed": (PAPERS, "council: Eastmere\ncheck: {OUT002: off, STY007: off}\n", "YML011",
                          ("OUT002: off, ", "")),
    "no list of severities": (PAPERS, "council: Eastmere\ncheck: off\n", "YML004", ("off", "\n  STY007: off")),
    "a key without its colon": (YAML, "title: Street Trees\nscrutiny\n  body: Panel\n  date: 2026-03-03\n" + ONE,
                                "YML023", ("scrutiny\n", "scrutiny:\n")),
    "the first line without its colon": (
        YAML, HEAD.replace("title:", "title") + ONE, "YML023", ("title", "title:")),
    "the council without its colon": (
        PAPERS, "council  Eastmere\nlanguage: en-GB\n", "YML023", ("council  ", "council: ")),
    "the only line without its colon": (PAPERS, "council Eastmere\n", "YML023", ("council", "council:")),
    "the last line without its colon": (PAPERS, "council: Eastmere\nlanguage en-GB\n", "YML023", ("age", "age:")),
    "the first key of a group without its colon": (
        YAML, "title: T\nscrutiny:\n  body Panel\n  date: 2026-03-03\n" + ONE, "YML023", ("body", "body:")),
    "the last key of a group without its colon": (
        YAML, "title: T\nscrutiny:\n  body: Panel\n  date 2026-03-03\n" + ONE, "YML023", ("date", "date:")),
    "a list without its colon": (
        YAML, HEAD + "recommendations\n  - That it plants.\n", "YML023", ("dations", "dations:")),
    "a list at the margin without its colon": (
        YAML, HEAD + "recommendations\n- That it plants.\n", "YML023", ("dations", "dations:")),
    "the first key of an item without its colon": (
        YAML, HEAD + "cabinet:\n  members:\n  - name Councillor Oak\n    title: Leader\n" + ONE, "YML023",
        ("name", "name:")),
    "the only key of an item without its colon": (
        YAML, HEAD + "recommendations:\n- text That it plants.\n", "YML023", ("text", "text:")),
    "a name alone without its colon": (
        YAML, HEAD.replace("03}", "03, lead_member: Ash}") + "cabinet:\n  members:\n  - name Councillor Oak\n" + ONE,
        "YML023", ("name", "name:")),
    "a priority without its colon": (
        PLAN, "title: Trees\npriorities:\n- name Planting\n  actions: [Plant.]\n", "YML023", ("name", "name:")),
    "a slip without its colon": (
        YAML, HEAD.replace("title:", "titel") + ONE, "YML023", ("titel", "title:")),
    "empty brackets above a list": (
        PAPERS, "council: Eastmere\npeople: [] # all\n  - {name: Councillor Oak}\n", "YML001", ("[]", "")),
    "empty brackets above a list at the margin": (
        PAPERS, "council: Eastmere\nservices: []\n- Parks\n", "YML001", ("[]", "")),
    "empty brackets above recommendations": (
        YAML, HEAD + "recommendations: []\n  - That it plants.\n", "YML001", ("[]", "")),
    "empty brackets above entries": (
        YAML, "title: T\nscrutiny: {}\n  body: Panel\n  date: 2026-03-03\n" + ONE, "YML001", ("{}", "")),
    "a vertical bar above a list": (
        YAML, HEAD + "recommendations: |\n  - That it plants.\n", "YML004", (" |", "")),
    "a dash above a list": (
        YAML, HEAD + "recommendations: -\n  - That it plants.\n", "YML001", (": -", ":")),
    "an item above its list": (
        YAML, HEAD + "recommendations: That it plants.\n  - That it waters.\n", "YML001",
        ("That it plants.", "\n  - That it plants.")),
    "a list in brackets above a list": (
        YAML, HEAD + "recommendations: [That it plants.]\n  - That it waters.\n", "YML001",
        ("[That it plants.]", "\n  - That it plants.")),
    "a block that is indented by one": (
        YAML, HEAD + ONE + " report:\n   purpose: To report.\n   body: |\n     [Recommendation 1]\n", "YML001",
        (" report", "report")),
    "a block that is indented by one below a list at the margin": (
        YAML, HEAD + "recommendations:\n- That it plants.\n cabinet:\n   date: 2026-03-18\n", "YML001",
        (" cabinet", "cabinet")),
    "a block within another": (
        YAML, "title: T\nscrutiny:\n  body: Panel\n  date: 2026-03-03\n  cabinet:\n    date: 2026-03-18\n" + ONE,
        "YML003", ("  cabinet", "cabinet")),
    "a key of an item too far out": (
        YAML, HEAD + "recommendations:\n  - text: That it plants.\n  ref: A\n", "YML001", ("  ref", "    ref")),
    "a key of an item too far in": (
        YAML, HEAD + "recommendations:\n  - text: That it plants.\n      ref: A\n", "YML001", ("      ref", "    ref")),
    "a name without its key": (YAML, HEAD + "cabinet: {members: [{Councillor Oak, title: Leader}]}\n" + ONE, "YML017",
                               ("Councillor", "name: Councillor")),
    "a key without its colon in braces": (
        YAML, HEAD + "cabinet: {members: [{name: Councillor Oak, title Leader}]}\n" + ONE, "YML023",
        ("title Leader", "title: Leader")),
    "the first key without its colon in braces": (
        PAPERS, "council: Eastmere\npeople: [{name Councillor Oak}]\n", "YML023", ("name C", "name: C")),
    "a date without its colon in braces": (YAML, HEAD.replace("date:", "date") + ONE, "YML023", ("date ", "date: ")),
    "an action's key without its colon in braces": (
        PLAN, "title: Trees\npriorities: [{name: Planting, actions: [{text: Plant oaks, by Year 2}]}]\n", "YML023",
        ("by Year", "by: Year")),
    "words that may be a key": (
        YAML, HEAD + "recommendations: [{text: That it plants oaks, number one of all}]\n", "YML023",
        ("That it plants oaks, number one of all", '"That it plants oaks, number one of all"')),
    "no space in braces": (YAML, HEAD.replace("body: ", "body:") + ONE, "YML007", ("body:", "body: ")),
    "no space further on in braces": (YAML, HEAD.replace("date: ", "date:") + ONE, "YML007", ("date:", "date: ")),
    "text for entries": (YAML, "title: Street Trees\nscrutiny: Panel\n" + ONE, "YML004",
                         ("scrutiny: Panel", "scrutiny:\n  body: Panel\n  date: 2026-03-03")),
    "an entry for text": (YAML, HEAD.replace("Street Trees", "{Trees: Streets}") + ONE, "YML004",
                          ("{Trees: Streets}", '"Trees: Streets"')),
    "three dashes": (YAML, HEAD + ONE + "---\n", "YML001", ("---\n", "")),
    "dashes in brackets": (YAML, HEAD + "recommendations: [\n - That it plants.,\n - That it waters.]\n", "YML001",
                           ("[\n - That it plants.,\n - That it waters.]", "\n - That it plants.\n - That it waters.")),
    "words that a table loses": (YAML, REPORT + "\n"
                                 "    | Year |\n    | --- |\n    | 2026 | planted |\n", "YML013",
                                 ("    | Year |\n    | --- |", "    | Year | Trees |\n    | --- | --- |")),
    "a sign that a table takes for a cell": (
        YAML, REPORT + "\n"
        "    | Year |\n    | --- |\n    | 2026|planted |\n", "YML013", ("2026|", "2026\\|")),
    "words that a link loses": (YAML, REPORT + "\n"
                                '    See [the plan](https://example.org "of 2026").\n', "YML013",
                                (' "of 2026")', ') "of 2026"')),
    "days in the wrong order": (YAML, HEAD.replace("2026-03-03", "[2026-03-19, 2026-03-12]") + ONE, "YML021",
                                ("date: [2026-03-19, 2026-03-12]", "date: [2026-03-12, 2026-03-19]")),
    "a day twice": (YAML, HEAD.replace("2026-03-03", "[2026-03-12, 2026-03-19, 12 March 2026]") + ONE, "YML021",
                    ("date: [2026-03-12, 2026-03-19, 12 March 2026]", "date: [2026-03-12, 2026-03-19]")),
    "one day twice": (YAML, HEAD.replace("2026-03-03", "[2026-03-12, 2026-03-12]") + ONE, "YML021",
                      ("date: [2026-03-12, 2026-03-12]", "date: 2026-03-12")),
    "several days in words": (YAML, HEAD.replace("2026-03-03", "12 and 19 March 2026") + ONE, "YML012",
                              ("date: 12 and 19 March 2026", "date: [2026-03-12, 2026-03-19]")),
    "no day in a list": (YAML, HEAD.replace("2026-03-03", "[]") + ONE, "YML005", ("date: []", "date: 2025-01-14")),
    "a month among days": (YAML, HEAD.replace("2026-03-03", "[2026-03-12, April 2026]") + ONE, "YML012",
                           ("April 2026", "14 April 2026")),
    "a month for a day": (YAML, HEAD + ONE + "response: {due: March 2026}\n", "YML012",
                          ("March 2026", "14 March 2026")),
    "no month": (YAML, HEAD.replace("2026-03-03", "2026-13") + ONE, "YML012", ("2026-13", "2026-12-14")),
    "an unknown date": (PAPERS, "council: Eastmere\ndate_format: {defualt: d MMMM yyyy}\n", "YML003",
                        ("defualt", "default")),
    "no pattern for months": (PAPERS, "council: Eastmere\ndate_format: {month: d MMMM yyyy}\n", "YML011",
                              ("d MMMM yyyy", "MMMM yyyy")),
    "no pattern for a front sheet": (PAPERS, "council: Eastmere\ndate_format: {front_sheet: MMMM yyyy}\n", "YML011",
                                     ("MMMM yyyy", "d MMMM yyyy")),
    "a pattern for a time": (PAPERS, "council: Eastmere\ndate_format: {default: 'HH:mm'}\n", "YML011",
                             ("'HH:mm'", "dd MMMM yyyy")),
    "several patterns in a list": (PAPERS, "council: Eastmere\ndate_format: [d MMMM yyyy, MMMM yyyy]\n", "YML004",
                                   ("[d MMMM yyyy, MMMM yyyy]", "d MMMM yyyy")),
    "one answer for all in a draft": (YAML, HEAD + ONE + "response: {all: Yes}\n", "RES030",
                                      ("{all: Yes}", "{status: agreed, all: Yes}")),
    "an addition in a draft": (YAML, HEAD + ONE + "response: {added: [That it reports.]}\n", "RES030",
                               ("added: [That it reports.]", "")),
    "one answer for all that is no decision": (
        YAML, HEAD + ONE + "response: {status: agreed, all: Sure}\n", "RES003", ("Sure", "Yes")),
    "a comma in a list": (YAML, HEAD + "recommendations: [That it plants trees, shrubs and hedges.]\n", "YML017",
                          ("That it plants trees, shrubs and hedges.", '"That it plants trees, shrubs and hedges."')),
    "rows of a front sheet in a list": (
        YAML, REPORT + "  front_sheet: [Ward, Fenside]\n", "YML004", ("[Ward, Fenside]", "\n    Ward: Fenside")),
    "a row without a space": (YAML, REPORT + "  front_sheet:\n    Ward:Fenside\n", "YML004", ("Ward:", "Ward: ")),
    "a row twice": (YAML, REPORT + "  front_sheet:\n    Ward: A\n    WARD: B\n", "YML002", ("    WARD: B\n", "")),
    "a row with a comma": (YAML, REPORT + "  front_sheet: {Contact: A, B, Ward: C}\n", "YML017", ("A, B", '"A, B"')),
    "a row called as the mark": (YAML, REPORT + "  front_sheet: {exempt: No}\n", "YML019", ("exempt", "Exempt")),
    "paragraphs of an introduction": (
        YAML, HEAD + ONE + "response:\n  introduction:\n    A day.\n\n    Another.\n", "YML018",
        ("introduction:", "introduction: |")),
    "a heading with a comma": (
        PAPERS, "council: Eastmere\nreport_headings: [Legal, social and other]\n", "YML017",
        ("Legal, social and other", '"Legal, social and other"')),
    "another count": (PAPERS, "council: Eastmere\nappendix_numbering: I\n", "YML011", ("I", "1")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "code", "change"), CURES.values(), ids=CURES)
def test_the_cure_followed_to_the_letter_works(
    name: str, text: str, code: str, change: tuple[str, str], room: Room
) -> None:
    room.write(YAML, HEAD + ONE)
    room.write(name, text)
    assert [(each["code"], each["file"]) for each in errors(room)] == [(code, name)]
    room.write(name, text.replace(*change))
    assert errors(room) == []


MEANINGS = {
    "[Yes, No, Perhaps]": "{Yes: agreed, No: not agreed, Perhaps: other}",
    '["Yes, in full", Later: other]': '{"Yes, in full": other, Later: other}',
    "\n- Yes: agreed\n- No: not agreed": "{Yes: agreed, No: not agreed}",
}


@pytest.mark.parametrize(("typed", "proposed"), MEANINGS.items())
def test_decisions_are_proposed_as_they_can_be_written(typed: str, proposed: str, room: Room) -> None:
    """None of the council's words is left out: one without its meaning cannot stand beside those that have one."""
    room.write(YAML, HEAD + ONE)
    room.write(PAPERS, f"council: Eastmere\ndecisions: {typed}\n")
    (found,) = errors(room)
    assert f"decisions: {proposed}" in found["hint"]
    room.write(PAPERS, f"council: Eastmere\ndecisions: {proposed}\n")
    assert errors(room) == []


@pytest.mark.parametrize("name", [YAML, PAPERS, PLAN, "templates/words.yaml"])
def test_an_empty_file_says_how_to_begin(name: str, room: Room) -> None:
    room.write(YAML, HEAD + ONE)
    room.write(name, "")
    (found,) = errors(room)
    assert (found["code"], found["file"]) == ("YML010", name)
    assert found["hint"]
