"""By when an action is to be done at the latest."""

from datetime import date

import pytest

from cabinet_papers.matter.dates import DateError
from cabinet_papers.matter.deadlines import find_deadline
from cabinet_papers.matter.when import When, parse_when

YEARS = ("2025 - 2026", "2026 - 2027", "2027/28")


def read(typed: str) -> When | str:
    """Return what a plan's reader makes of it."""
    try:
        return parse_when(typed, "en-GB")
    except DateError:
        return typed


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("31 March 2027", date(2027, 3, 31)),
        ("February 2028", date(2028, 2, 29)),
        ("Year 1", date(2026, 12, 31)),
        ("end of Year 3", date(2028, 12, 31)),
        ("Years 1 and 2", date(2027, 12, 31)),
        ("by the end of Year 2", date(2027, 12, 31)),
        ("Year 4", None),
        ("2026", date(2026, 12, 31)),
        ("2026/27", date(2027, 12, 31)),
        ("2026 - 2027", date(2027, 12, 31)),
        ("Q1 2026", date(2026, 6, 30)),
        ("Quarter 2 of 2026/27", date(2026, 9, 30)),
        ("Q3 2026/27", date(2026, 12, 31)),
        ("Q4 2026/27", date(2027, 3, 31)),
        ("Ongoing", None),
        ("as soon as possible", None),
        ("", None),
    ],
)
def test_the_last_day_that_it_can_mean(typed: str, end: date | None) -> None:
    assert find_deadline(read(typed), YEARS) == end
