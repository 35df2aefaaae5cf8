"""Tables for people keep every word at any width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.report.table import NARROW, Row, write_table, write_table_page
from cabinet_papers.report.terminal import COLOURED, measure

WORDS = st.sampled_from(
    ["walking-and-cycling-plan", "Councillor", "Ŵyn", "10", "Jul", "2026;", "changed", "[bold]", "議会", "a"]
)
CELL = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
HEADINGS = ("Matter", "Answered", "Due", "Papers")


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=4), st.integers(24, 160))
def test_every_word_is_there_and_no_line_is_too_wide(cells: list[tuple[str, ...]], width: int) -> None:
    lines = write_table(HEADINGS, [Row(each) for each in cells], width)
    assert max(map(measure, lines)) <= width, "a line does not fit the window"
    letters = sorted("".join("".join(lines).split()))
    times = 1 if width >= NARROW else len(cells)
    headings = "".join(HEADINGS) if width >= NARROW else "".join(f"{each}:" for each in HEADINGS[1:]) * times
    assert letters == sorted("".join(text for row in cells for each in row for text in each.split()) + headings)


def test_what_is_urgent_is_coloured_where_colours_are_wanted() -> None:
    rows = [Row(("trees", "0 of 2"), is_urgent=True), Row(("parks", "2 of 2"))]
    _, trees, parks = write_table(("Matter", "Answered"), rows, 80, COLOURED)
    assert "\x1b[31m" in trees
    assert "\x1b[31m" not in parks
    assert not any("\x1b" in line for line in write_table(("Matter", "Answered"), rows, 80))


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '" onload="x'])
def test_a_page_shows_what_was_typed_as_text(typed: str) -> None:
    page = write_table_page("Title", typed, (typed, typed), [Row((typed, typed))], [typed])
    assert typed not in page


def test_nothing_steers_the_terminal() -> None:
    assert all("\x1b" not in line for line in write_table(HEADINGS, [Row(("\x1b[2J", "a", "b", "c"))], 80))
