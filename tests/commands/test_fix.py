"""`papers check --fix`: spaces, quotation marks, dates and titles are mended; every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.commands.fix import apply_fixes
from cabinet_papers.findings.diagnostics import Fix
from tests.conftest import Room

FILE = "data/trees/recommendations.yaml"
FAULTY = """\
# Ours, with a comment.
title:   Street Trees     # layout is kept
scrutiny: {body: Scrutiny Committee, date: 2026-03-03, lead_member: {name: Councillor Ash, title: Chair}}
cabinet:
  date: 2026-03-18
  members:
  - {name: Councillor Oak,   title: "Cabinet Member for Parks"}
recommendations:
  - "That the Council  plants a \\"hundred\\" trees by 5 May 2027 , and waters them."
  - That the Council counts them on 6/5/2027.
report:
  appendices: []
  body: |
    The Committee met on 3rd March 2026 and heard   Cllr Oak.

    [Recommendation 1]

    Councillor Oak thanked it.

    [Recommendation 2]
"""
MENDED = """\
# Ours, with a comment.
title:   Street Trees     # layout is kept
scrutiny: {body: Scrutiny Committee, date: 2026-03-03, lead_member: {name: Councillor Ash, title: Chair}}
cabinet:
  date: 2026-03-18
  members:
  - {name: Councillor Oak,   title: "Cabinet Member for Open Spaces"}
recommendations:
  - "That the Council plants a \\"hundred\\" trees by 05 May 2027, and waters them."
  - That the Council counts them on 06 May 2027.
report:
  appendices: []
  body: |
    The Committee met on 03 March 2026 and heard Councillor Oak.

    [Recommendation 1]

    Councillor Oak thanked it.

    [Recommendation 2]
"""
SETTINGS = "council: Eastmere\npeople: [{name: Councillor Oak, title: Cabinet Member for Open Spaces}]\n"


def test_what_is_safe_is_mended_and_shown(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    path = room.write(FILE, FAULTY)
    fixed = room.papers("check", "--fix")
    assert path.read_text(encoding="utf-8") == MENDED
    assert fixed.stdout == f"{FILE}\n"
    shown = fixed.stderr.splitlines()
    assert "-  - That the Council counts them on 6/5/2027." in shown
    assert "+  - That the Council counts them on 06 May 2027." in shown
    assert "STY" not in room.papers("check").stderr
    assert room.papers("check", "--fix").stdout == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_the_file_keeps_its_encoding_and_its_line_ends(encoding: str, ending: str, room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    path = room.write(FILE, "")
    path.write_bytes(FAULTY.replace("\n", ending).encode(encoding))
    room.papers("check", "--fix")
    assert path.read_bytes() == MENDED.replace("\n", ending).encode(encoding)


def test_quotation_marks_are_made_alike(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    texts = ["the “green” plan’s", "the parks’", "the 'old' plan's"]
    lines = "".join(f"  - That the Council reads {text} words.\n" for text in texts)
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    room.papers("check", "--fix")
    assert "reads the ‘old’ plan’s words." in path.read_text(encoding="utf-8")


def test_a_workbook_is_never_touched(room: Room) -> None:
    room.write("papers.yaml", SETTINGS)
    room.write(FILE, FAULTY)
    room.papers("sheet")
    book = room.path / "data/trees/responses.xlsx"
    before = book.read_bytes()
    room.papers("check", "--fix")
    assert book.read_bytes() == before


def test_an_edit_that_would_change_more_is_not_made(room: Room) -> None:
    """Shown as "OUT006": a straight mark in place of the curly one would end the text in quotation marks."""
    room.write("papers.yaml", "council: Eastmere\n")
    texts = ["'The clerk’s list'", '"The wardens\' list"', '"The parks\' list"']
    lines = "".join(f"  - {text[0]}That the Council reads {text[1:-1]}.{text[-1]}\n" for text in texts)
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    before = path.read_bytes()
    assert "OUT006" in room.papers("check", "--fix").stderr
    assert path.read_bytes() == before


@given(st.text("ab \n\r", max_size=30), st.lists(st.tuples(st.integers(1, 4), st.integers(1, 6), st.integers(0, 3))))
def test_edits_keep_everything_around_them(text: str, places: list[tuple[int, int, int]]) -> None:
    """Whatever edits are asked for, what stands outside them is there afterwards, in its order."""
    mended = apply_fixes(text, [Fix(line, column, length, "X") for line, column, length in places])
    kept = iter(text)
    assert all(sign in kept for sign in mended if sign != "X")
    assert mended.count("\n") == text.count("\n")
    assert mended.count("\r") == text.count("\r")


def test_the_difference_of_a_file_with_exempt_text_is_not_shown(room: Room) -> None:
    room.write("papers.yaml", "council: Eastmere\n")
    lines = "  - {text: That the Council sells  Depot Lane., exempt: 3}\n"
    path = room.write(FILE, f"title: Trees\nscrutiny: {{body: Panel, date: 2026-03-03}}\nrecommendations:\n{lines}")
    fixed = room.papers("check", "--fix")
    assert "sells Depot Lane" in path.read_text(encoding="utf-8")
    assert "Depot" not in fixed.stderr
    assert f"{FILE} was corrected; the difference is not shown, because the file contains exempt text" in fixed.stderr
