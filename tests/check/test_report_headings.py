"""Headings that a council asks of every report: missing, written in another way, or with nothing below them."""

import pytest

from tests.conftest import Room

FILE = "data/trees/recommendations.yaml"
MATTER = """\
title: Trees
scrutiny: {body: Parks Panel, date: 2026-03-03}
report:
  appendices: []
  body: |
    ## Introduction

    It said so.

    [Recommendation 1]

BODY
recommendations: [That the Council plants a hundred trees.]
"""
HEADINGS = "report_headings: [Financial implications, Legal implications, Equalities]\n"
ALL = "## Financial implications\n\nNone.\n\n## Legal implications\n\nNone.\n\n## Equalities\n\nNone."
LACKS = f"{FILE}:6: warning REC020: the report lacks "
NEARLY = 'warning REC020: every report must have the heading "Legal implications", but here it is'
NO_HEADING = 'warning REC020: "Equalities" is a heading that every report must have, but here it is a paragraph'
# The body's end, and what is found: its first line is line 12 of the file.
CASES = {
    "all are there": (ALL, []),
    "other capitals, levels and colons": (ALL.replace("## Legal imp", "### LEGAL imp").replace("ities", "ities:"), []),
    "a table below": (ALL.replace("ities\n\nNone.", "ities\n\n| A |\n| --- |\n| b |"), []),
    "a part below": (ALL.replace("ities\n\nNone.", "ities\n\n### More\n\nNone."), []),
    "all are missing": ("So it is.", [
        LACKS + "headings that every report must have: Financial implications, Legal implications and Equalities"]),
    "one is missing": (ALL.replace("## Equalities\n\n", ""), [
        LACKS + "a heading that every report must have: Equalities"]),
    "one is nearly there": (ALL.replace("Legal implications", "Legal implication"), [
        f'{FILE}:16: {NEARLY} "Legal implication"']),
    "one has a number": (ALL.replace("Legal implications", "5. Legal implications"), [
        f'{FILE}:16: {NEARLY} "5. Legal implications"']),
    "one is bold": (ALL.replace("## Equalities", "**Equalities**"), [
        f"{FILE}:20: {NO_HEADING}"]),
    "one is empty": (ALL.replace("## Legal implications\n\nNone.", "## Legal implications"), [
        f'{FILE}:16: warning REC021: the section "Legal implications" is empty, but every report must have it']),
    "the last is empty": (ALL.removesuffix("None.") + "...", [
        f'{FILE}:20: warning REC021: the section "Equalities" is empty, but every report must have it']),
    "empty parts": (ALL.replace("ities\n\nNone.", "ities\n\n### More"), [
        f'{FILE}:20: warning REC021: the section "Equalities" is empty, but every report must have it']),
}  # fmt: skip


def check(room: Room, body: str, headings: str = HEADINGS) -> list[str]:
    room.write("papers.yaml", "council: Eastmere\n" + headings)
    indented = "\n".join(f"    {line}".rstrip() for line in body.split("\n"))
    room.write(FILE, MATTER.replace("BODY", indented))
    said = room.papers("check").stderr
    return [line for line in said.splitlines() if " REC02" in line]


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str, room: Room) -> None:
    body, expected = CASES[name]
    assert check(room, body) == expected


def test_a_council_that_asks_for_none_has_none(room: Room) -> None:
    assert check(room, "So it is.", "") == []


def test_the_cures_work(room: Room) -> None:
    assert check(room, ALL.replace("## Equalities", "## Equality")) != []
    assert check(room, ALL) == []


@pytest.mark.parametrize("taken_away", ["#", "# "])
@pytest.mark.parametrize("headings", ["", HEADINGS])
def test_a_new_matter_has_them(headings: str, taken_away: str, room: Room) -> None:
    """With its hashes taken away, with or without a space behind them, the report has the headings, each empty."""
    room.write("papers.yaml", "council: Eastmere\n" + headings)
    assert room.papers("new", "Hedges").exit_code == 0
    path = room.path / "data/hedges/recommendations.yaml"
    written = path.read_text(encoding="utf-8")
    assert ("## Equalities" in written) is bool(headings)
    head, _, report = written.partition("#report:\n")
    uncommented = "report:\n" + "\n".join(
        line.removeprefix(taken_away if line.startswith(taken_away) else "#") for line in report.split("\n")
    )
    head = head.replace("date:   ", "date: 2026-03-03", 1).replace("# - That", "- That")
    path.write_text(head + uncommented, encoding="utf-8")
    said = room.papers("check").stderr
    assert said.count("is empty, but every report must have it") == (3 if headings else 0), said
    assert "REC020" not in said


def test_a_line_is_meant_for_one_heading_only(room: Room) -> None:
    headings = "report_headings: [Health impact, Wealth impact]\n"
    assert check(room, "## Health impacts\n\nNone.", headings) == [
        LACKS + "a heading that every report must have: Wealth impact",
        f'{FILE}:12: {NEARLY.replace("Legal implications", "Health impact")} "Health impacts"',
    ]
