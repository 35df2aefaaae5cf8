"""Keys added to a text that has none: one finding for each text, and what the hint says makes it what was meant."""

import json
from typing import Any

import pytest

from cabinet_papers.yaml_files.keys import FILES
from cabinet_papers.yaml_files.raw_lines import find_faults
from tests.conftest import Room

YAML, PAPERS, PLAN = "data/trees/recommendations.yaml", "papers.yaml", "data/trees/action-plan.yaml"
HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
LIST, ONE = HEAD + "recommendations:\n", "recommendations: [That it plants.]\n"
GONE = "withdrawn: Not needed."
GIVEN = "    withdrawn: Not needed.\n"
PLANTED = "  - text: That it plants.\n" + GIVEN
QUOTED = '  - text: "That it plants."\n' + GIVEN
PLANTS = "  - That it plants.\n"
COLON = '  - text: "That it plants: oaks."\n' + GIVEN
# What is wrong below recommendations:, the places, and the same once the hint is followed.
BELOW = {
    "under the words": (f"{PLANTS}    {GONE}\n", ["5:5"], PLANTED),
    "under the dash": (f"{PLANTS}  {GONE}\n", ["5:3"], PLANTED),
    "between them": (f"{PLANTS}   {GONE}\n", ["5:4"], PLANTED),
    "further in": (f"{PLANTS}        {GONE}\n", ["5:9"], PLANTED),
    "at the margin": (f"{PLANTS}{GONE}\n", ["5:1"], PLANTED),
    "at the margin, as the dash": (
        f"- That it plants.\n{GONE}\n- And more.\n", ["5:1"], f"- text: That it plants.\n  {GONE}\n- And more.\n"),
    "below an empty line and a note": (f"{PLANTS}\n    # gone\n    {GONE}\n", ["7:5"], PLANTED),
    "two keys, and another text": (
        f"{PLANTS}    ref: A\n    {GONE}\n  - That it waters.\n    number: 7\n", ["5:5", "8:5"],
        f"  - text: That it plants.\n    ref: A\n    {GONE}\n  - text: That it waters.\n    number: 7\n"),
    "words over two lines": (
        f"  - That it plants\n    in May.\n    {GONE}\n", ["6:5"],
        f"  - text: That it plants\n      in May.\n    {GONE}\n"),
    "words with a colon": (f"  - That it plants: oaks.\n    {GONE}\n", ["5:5"], COLON),
    "words with points": (
        f"  - That it plants:\n    - oaks\n    {GONE}\n", ["6:5"],
        f"  - text: |\n      That it plants:\n      - oaks\n    {GONE}\n"),
    "quoted words": (f'  - "That it plants: oaks."\n    {GONE}\n', ["5:5"], COLON),
    "a capital": (f"{PLANTS}    {GONE.capitalize()}\n", ["5:5"], PLANTED),
    "a slip": (f"{PLANTS}    withdrawl: Not needed.\n", ["5:5"], PLANTED),
    "in its line": (f"  - That it plants. {GONE}\n", ["4:21"], PLANTED),
    "in the line of text:": (f"  - text: That it plants. {GONE}\n", ["4:27"], PLANTED),
    "within quotes": (f'  - "That it plants. {GONE}"\n', ["4:22"], QUOTED),
    "within quotes, on a line": (f"  - 'That it plants.\n    {GONE}'\n", ["5:5"], QUOTED.replace('"', "'")),
    "within the quotes of text:": (f'  - text: "That it plants. {GONE}"\n', ["4:28"], QUOTED),
    "within a block": (
        f"  - |\n    That it plants.\n    {GONE}\n", ["6:5"], f"  - text: |\n      That it plants.\n    {GONE}\n"),
    "within the block of text:": (
        f"  - text: |\n      That it plants.\n      {GONE}\n", ["6:7"],
        f"  - text: |\n      That it plants.\n    {GONE}\n"),
    "in brackets": (f"  [That it plants., {GONE}]\n", ["4:21"], f"  - {{text: That it plants., {GONE}}}\n"),
    "in brackets, without a comma": (
        f"  [That it plants. {GONE}]\n", ["4:4"], f"  - {{text: That it plants., {GONE}}}\n"),
    "a part": (
        f"  - text: That it\n    parts:\n      - plants\n        {GONE}\n      - waters\n", ["7:9"],
        f"  - text: That it\n    parts:\n      - text: plants\n        {GONE}\n      - waters\n"),
}  # fmt: skip
TOPICS, TOPIC = HEAD + "topics:\n", "  - title: Trees\n    recommendations:\n"
MEMBERS, MEMBER = HEAD + ONE + "cabinet:\n  members:\n", "    - name: Councillor Oak\n      title: Leader\n"
LEAD = f"title: Trees\n{ONE}scrutiny:\n  body: Panel\n  date: 2026-03-03\n"
APPENDICES = HEAD + ONE + "report:\n  body: '[Recommendation 1]'\n  appendices:\n"
ACTIONS = "title: Trees\npriorities:\n  - name: Oaks\n    actions:\n"
COST = "columns: [{heading: Cost}]\n" + ACTIONS
COUNCIL = "council: Eastmere\n"
# The same in other lists: the file, how it begins, what is wrong below that, the place, and what is right.
ELSEWHERE = {
    "a topic": (YAML, TOPICS, "  - Trees\n    recommendations: [That it plants.]\n", "5:5",
                "  - title: Trees\n    recommendations: [That it plants.]\n"),
    "in a topic": (YAML, TOPICS, f"{TOPIC}      - That it plants.\n      {GONE}\n", "7:7",
                   f"{TOPIC}      - text: That it plants.\n        {GONE}\n"),
    "a member": (YAML, MEMBERS, "    - Councillor Oak\n      title: Leader\n", "7:7", MEMBER),
    "a title within quotes": (YAML, MEMBERS, '    - "Councillor Oak title: Leader"\n', "6:23", MEMBER),
    "a lead member": (YAML, LEAD, "  lead_member: Councillor Oak\n    title: Chair\n", "7:5",
                      "  lead_member:\n    name: Councillor Oak\n    title: Chair\n"),
    "an appendix": (YAML, APPENDICES, "    - Survey\n      exempt: 3\n", "8:7",
                    "    - title: Survey\n      exempt: 3\n"),
    "an action": (PLAN, ACTIONS, "      - Plant oaks.\n        service: Parks\n        by: Year 2\n", "6:9",
                  "      - text: Plant oaks.\n        service: Parks\n        by: Year 2\n"),
    "a column of one's own": (PLAN, COST, "      - Plant oaks.\n        cost: 5\n", "7:9",
                              "      - text: Plant oaks.\n        cost: 5\n"),
    "a priority": (PLAN, "title: Trees\npriorities:\n", "  - Oaks\n    actions: [Plant.]\n", "4:5",
                   "  - name: Oaks\n    actions: [Plant.]\n"),
    "a person": (PAPERS, COUNCIL + "people:\n", "  - Councillor Oak\n    title: Leader\n", "4:5",
                 "  - name: Councillor Oak\n    title: Leader\n"),
    "a column": (PAPERS, COUNCIL + "response_columns:\n", "  - Priority\n    kind: text\n", "4:5",
                 "  - heading: Priority\n    kind: text\n"),
    "a document": (PAPERS, COUNCIL + "documents:\n", "  - action-plan.docx\n    when: never\n", "4:5",
                   "  - template: action-plan.docx\n    when: never\n"),
    "a date": (PAPERS, COUNCIL, "date_format: d MMMM yyyy\n  month: MMMM yyyy\n", "3:3",
               "date_format:\n  default: d MMMM yyyy\n  month: MMMM yyyy\n"),
}  # fmt: skip


def errors(room: Room) -> list[dict[str, Any]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [each for each in found if each["severity"] == "error"]


@pytest.mark.parametrize(("wrong", "places", "right"), BELOW.values(), ids=BELOW)
def test_keys_added_to_a_recommendation(wrong: str, places: list[str], right: str, room: Room) -> None:
    room.write(YAML, LIST + wrong)
    found = [(f"{each['line']}:{each['column']}", each["code"]) for each in errors(room)]
    assert found == [(place, "YML024") for place in places]
    room.write(YAML, LIST + right)
    assert errors(room) == []


@pytest.mark.parametrize(("name", "head", "wrong", "place", "right"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_keys_added_to_another_text(name: str, head: str, wrong: str, place: str, right: str, room: Room) -> None:
    room.write(YAML, HEAD + ONE)
    room.write(name, head + wrong)
    assert [(f"{each['line']}:{each['column']}", each["code"]) for each in errors(room)] == [(place, "YML024")]
    room.write(name, head + right)
    assert errors(room) == []


def test_a_key_with_a_dash_of_its_own_begins_no_recommendation(room: Room) -> None:
    """It may be said of the recommendation above, or begin one whose words are missing."""
    room.write(YAML, f"{LIST}{PLANTS}  - {GONE}\n")
    assert [(each["line"], each["code"]) for each in errors(room)] == [(5, "YML005")]
    for right in (PLANTED, f"{PLANTS}  - {GONE}\n    text: That it waters.\n"):
        room.write(YAML, LIST + right)
        assert errors(room) == []


def test_words_with_exempt_within_are_not_shown(room: Room) -> None:
    room.write(YAML, f'{LIST}  - "That it plants an oak. exempt: 3"\n')
    said = room.papers("check").screen
    assert "YML024" in said
    assert "oak" not in said


FINE = {
    "words that end before a colon": '  - "That it publishes, for each member: name and ward."\n',
    "a word before a colon": '  - "It was withdrawn: the Council should say so."\n',
    "a capital": '  - "That it reports. Number: all of them."\n',
    "points": "  - |\n    That it publishes:\n    - number: how many\n    - by: whom\n",
    "keys in their places": "  - text: That it plants.\n    withdrawn: Done.\n  - {text: That it waters., ref: A}\n",
    "a key below a block": "  - text: |\n      That it plants:\n      - oaks\n    ref: A\n",
    "a key of what is around": "- That it plants.\nnumbering: R1\n",
    "a topic's title": "  - That it plants.\ntopics:\n  - title: 'Annual scrutiny: trees'\n",
}  # fmt: skip


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_is_right_has_no_fault(text: str) -> None:
    assert find_faults(LIST + text, FILES["recommendations"]) == []
