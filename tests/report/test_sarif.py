"""Findings in SARIF: places, levels and rules; nothing exempt."""

import json
from typing import Any

from tests.conftest import MATTER, Room


def check(room: Room, *options: str) -> dict[str, Any]:
    ran = room.run("check", "--format", "sarif", *options)
    (run,) = json.loads(ran.stdout)["runs"]
    assert isinstance(run, dict)
    return run


def test_a_finding_in_yaml_has_its_columns(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", MATTER.replace("a hundred", "a  hundred"))
    run = check(room)
    (found,) = [each for each in run["results"] if each["ruleId"] == "STY001"]
    assert found["level"] == "warning"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/trees/recommendations.yaml"
    line = MATTER.splitlines()[2].replace("a hundred", "a  hundred")
    start = line.index("  hundred") + 1
    assert place["region"] == {"startLine": 3, "startColumn": start, "endColumn": start + 2}
    assert "STY001" in {each["id"] for each in run["tool"]["driver"]["rules"]}


def test_a_finding_in_a_sheet_has_its_cell(room: Room) -> None:
    room.write("data/street trees/recommendations.yaml", MATTER)
    room.draw(
        "data/street trees/responses.xlsx",
        "[Responses]\nRecommendation | Agree? | Comment\nThat the Council plants a hundred trees. | No |\n",
    )
    (found,) = [each for each in check(room)["results"] if each["ruleId"] == "RES013"]
    (place,) = found["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "data/street%20trees/responses.xlsx"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "Responses!B2"}]


def test_each_result_names_a_rule(room: Room) -> None:
    room.write("data/trees/recommendations.yaml", "title: Trees\n")
    run = check(room)
    rules = {each["id"] for each in run["tool"]["driver"]["rules"]}
    assert run["results"]
    assert {each["ruleId"] for each in run["results"]} == rules


def test_status_has_no_findings(room: Room) -> None:
    ran = room.run("status", "--format", "sarif")
    assert (ran.exit_code, ran.stdout) == (2, "")
