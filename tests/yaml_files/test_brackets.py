"""Brackets that are not closed: each is reported alone where it opens, and what the hint says makes the file right."""

import json

import pytest

from cabinet_papers.yaml_files.brackets import find_brackets
from cabinet_papers.yaml_files.typed_lines import iter_structure
from tests.conftest import Room

YAML, PAPERS, PLAN = "data/trees/recommendations.yaml", "papers.yaml", "data/trees/action-plan.yaml"
HEAD = "title: Street Trees\nscrutiny: {body: Scrutiny Committee, date: 2026-03-03}\n"
LIST = "recommendations:\n  - That the Council plants trees.\n"
MEMBERS = (
    "cabinet:\n  members:\n    - {name: Councillor Oak, title: Leader}\n    - {name: Councillor Ash, title: Deputy}\n"
)
PEOPLE = "council: Eastmere\npeople:\n  - {name: Councillor Oak, title: Leader}\n  - {name: Councillor Ash}\n"
PRIORITIES = """\
title: Trees
priorities:
  - name: Oaks
    actions:
      - {text: Plant, by: Year 2}
      - {text: Water, by: Year 2}
"""
# A file that is right, what of it is written wrong, the places where that is reported, and words of each hint.
WRONG: dict[str, tuple[str, str, tuple[str, str], list[str], list[str]]] = {
    "a brace at the end of a line": (YAML, HEAD + LIST, ("-03}", "-03"), ["2:11"], ['"}" at the end of line 2']),
    "before a comment": (
        YAML, HEAD + LIST, ("-03}", "-03   # the Committee"), ["2:11"], ['"}" after "2026-03-03" in line 2']),
    "in an item": (YAML, HEAD + MEMBERS + LIST, ("Leader}", "Leader"), ["5:7"], ['"}" at the end of line 5']),
    "in the last item": (YAML, HEAD + MEMBERS + LIST, ("Deputy}", "Deputy"), ["6:7"], ['"}" at the end of line 6']),
    "two of them": (PAPERS, PEOPLE.replace("Leader}", "Leader}"), ("er}\n  - {name: Councillor Ash}",
                    "er\n  - {name: Councillor Ash"), ["3:5", "4:5"], ["end of line 3", "end of line 4"]),
    "a bracket": (PAPERS, "council: Eastmere\ndecisions: [Yes, No]\nlanguage: en-GB\n", ("No]", "No"), ["2:12"],
                  ['"]" at the end of line 2']),
    "at the end of the file": (YAML, HEAD + "recommendations: [That it plants.]\n", (".]", "."), ["3:18"],
                               ['"]" at the end of line 3']),
    "over several lines": (
        YAML, HEAD.replace("{body", "{\n  body").replace(", date", ",\n  date") + LIST, ("-03}", "-03"), ["2:11"],
        ['"}" at the end of line 4']),
    "the inner one": (YAML, HEAD + "cabinet: {members: [{name: Councillor Oak}]}\n" + LIST, ("Oak}", "Oak"), ["3:21"],
                      ['"}" after "Councillor Oak" in line 3']),
    "the one between": (YAML, HEAD + "cabinet: {members: [{name: Councillor Oak}]}\n" + LIST, ("]", ""), ["3:20"],
                        ['"]" after "}" in line 3']),
    "both outer ones": (YAML, HEAD + "cabinet: {members: [{name: Councillor Oak}]}\n" + LIST, ("]}", ""), ["3:10"],
                        ['"]}" at the end of line 3']),
    "one too many": (YAML, HEAD + LIST, ("-03}", "-03}}"), ["2:55"], ["delete it"]),
    "one of the other kind": (
        YAML, HEAD + LIST, ("-03}", "-03]"), ["2:11"], ['"}" in place of the "]" after "2026-03-03" in line 2']),
    "one of the other kind beside it": (YAML, HEAD + LIST, ("-03}", "-03]}"), ["2:11"], ['delete the "]"']),
    "a round one": (YAML, HEAD + LIST, ("-03}", "-03)"), ["2:11"], ['"}" in place of the ")" at the end of line 2']),
    "in a plan": (PLAN, PRIORITIES, ("Plant, by: Year 2}", "Plant, by: Year 2"), ["5:9"],
                  ['"}" at the end of line 5']),
    "a text": (YAML, HEAD + 'recommendations:\n  - "[Draft: That it plants."\n', ('"[Draft: That it plants."',
               "[Draft: That it plants."), ["4:5"], ["double quotes"]),
    "a comma": (YAML, HEAD + LIST, ("ee, date", "ee date"), ["2:41"], ["comma before date:"]),
    "a colon": (YAML, HEAD + 'recommendations:\n  - {text: "That it plants: oaks"}\n', ('"That it plants: oaks"',
                "That it plants: oaks"), ["4:26"], ["double quotes"]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "right", "change", "places", "hints"), WRONG.values(), ids=WRONG)
def test_brackets(
    name: str, right: str, change: tuple[str, str], places: list[str], hints: list[str], room: Room
) -> None:
    room.write(YAML, HEAD + LIST)
    room.write(name, right)
    assert change[0] in right
    assert [each for each in json.loads(room.papers("check", "--format", "json").stdout)
            if each["severity"] == "error"] == []  # fmt: skip
    room.write(name, right.replace(*change, 1))
    found = json.loads(room.papers("check", "--format", "json").stdout)
    errors = [each for each in found if each["severity"] == "error"]
    assert [f"{each['line']}:{each['column']}" for each in errors] == places
    assert all(hint in each["hint"] for hint, each in zip(hints, errors, strict=True)), errors


FINE = (
    "{a: b}", "[a, b]", '["a ] b", c]', "['it''s ]', c]", "{a: [b, {c: d}]}", "[\n  a,\n  b,\n]", "[a] # ] }",
    "{a: |}", "[Draft] words", "[ a,\n   {b: c} ]",
)  # fmt: skip


@pytest.mark.parametrize("value", FINE)
def test_what_is_closed_has_no_fault(value: str) -> None:
    lines = f"title: {value}\nnext: x".split("\n")
    assert list(find_brackets(lines, list(iter_structure(lines)))) == []
