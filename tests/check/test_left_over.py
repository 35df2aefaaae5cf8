"""What is left over from writing, and that rules of words leave alone what no paper prints."""

import json
import re

from cabinet_papers.matter.examples import PARAGRAPH, RECOMMENDATION
from tests.conftest import Room

MATTER = """\
title: Street Trees
scrutiny: {{body: Scrutiny Committee, date: 2026-03-03}}
recommendations:
  - That the Council plants a hundred trees.
  - {{text: That the Council waters them.{}}}
"""
SHEET = """\
[Responses]
No. | Recommendation | Agree? | Comment
1 | That the Council plants a hundred trees. | Yes | Work begins in May 2027.
2 | That the Council waters them. | {} | {}
"""
WITHDRAWN = ", withdrawn: The rain does it"


def reported(room: Room) -> list[tuple[str, int | None, str | None]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["line"], each["cell"]) for each in found]


def test_the_example_lines_of_a_new_matter_are_left_over_where_they_stay(room: Room) -> None:
    assert room.papers("new", "Food Standards").exit_code == 0
    path = room.path / "data/food-standards/recommendations.yaml"
    text = re.sub(r"^#(?=report:| {2})|^#$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("# - ", "- ").replace("  date: ", "  date: 2026-06-08 ", 1)
    lines = path.write_text(text, encoding="utf-8") and text.split("\n")
    found = {line for code, line, _ in reported(room) if code == "STY011"}
    assert found == {at for at, line in enumerate(lines, 1) if RECOMMENDATION in line or PARAGRAPH in line}
    assert len(found) == 2


def test_an_answer_that_is_not_printed_is_not_looked_at_for_its_words(room: Room) -> None:
    room.draw("data/trees/responses.xlsx", SHEET.format("perhaps", "The teh date is tbc. By the end of July.\\n● elms"))
    room.write("data/trees/recommendations.yaml", MATTER.format(""))
    assert {"RES003", "STY011", "STY012", "RES018", "XLS017"} <= {code for code, _, _ in reported(room)}
    room.write("data/trees/recommendations.yaml", MATTER.format(WITHDRAWN))
    assert reported(room) == [("RES010", None, "C3")]
    assert room.papers("build").exit_code == 0
