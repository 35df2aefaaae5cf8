"""Recommendations placed in the report that are not alone in their paragraph: one finding, and its cure works."""

import json

import pytest

from tests.conftest import Room

YAML = "data/trees/recommendations.yaml"
BODY = """\
title: Street Trees
scrutiny: {body: Scrutiny Committee, date: 2026-03-03}
recommendations:
  - That the Council plants trees.
  - That the Council waters trees.
report:
  purpose: To present the recommendations
  body: |
"""
ONE, TWO = "    [Recommendation 1]\n", "    [recommendation 2]\n"
# The lines of the body, where they are reported, and the lines once the hint is followed.
JOINED = {
    "two of them": (ONE + TWO, [9], f"{ONE}\n{TWO}"),
    "words above": (f"    The Committee asks:\n{ONE}\n{TWO}", [10], f"    The Committee asks:\n\n{ONE}\n{TWO}"),
    "words below": (f"{ONE}\n{TWO}    These are urgent.\n", [11], f"{ONE}\n{TWO}\n    These are urgent.\n"),
    "each beside words": (
        f"{ONE}    One.\n\n    Two.\n{TWO}", [9, 13], f"{ONE}\n    One.\n\n    Two.\n\n{TWO}"),
    "in one line": ("    [Recommendation 1], [Recommendation 2].\n", [9], f"{ONE}\n{TWO}"),
    "in a list": ("    - [Recommendation 1]\n    - [Recommendation 2]\n", [9], f"{ONE}\n{TWO}"),
    "a heading": (f"    ## [Recommendation 1]\n\n{TWO}", [9], f"{ONE}\n{TWO}"),
}  # fmt: skip


def errors(room: Room) -> list[tuple[str, int]]:
    found = json.loads(room.papers("check", "--format", "json").stdout)
    return [(each["code"], each["line"]) for each in found if each["severity"] == "error"]


@pytest.mark.parametrize(("lines", "reported", "cured"), JOINED.values(), ids=JOINED)
def test_what_is_not_alone_in_its_paragraph(lines: str, reported: list[int], cured: str, room: Room) -> None:
    room.write(YAML, BODY + lines)
    assert errors(room) == [("REC002", line) for line in reported]
    room.write(YAML, BODY + cured)
    assert errors(room) == []


def test_what_is_nowhere_in_the_body_is_still_reported_where_it_is_written(room: Room) -> None:
    room.write(YAML, BODY.replace("report:", "  - That the Council fells trees.\nreport:") + ONE + TWO)
    assert errors(room) == [("REC002", 6), ("REC002", 10)]


def test_one_of_them_that_is_placed_already_is_found_once_they_are_apart(room: Room) -> None:
    room.write(YAML, BODY + f"{ONE}\n{ONE}{TWO}")
    assert errors(room) == [("REC002", 11)]
    room.write(YAML, BODY + f"{ONE}\n{ONE}\n{TWO}")
    assert errors(room) == [("REC003", 11)]
