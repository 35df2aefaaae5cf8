"""A day, several days of one scrutiny, and a month of which the day is not known: printed, and read again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.matter.dates import (
    DateError,
    find_month_pattern_problem,
    find_pattern_problem,
    format_date,
    is_financial_year,
)
from cabinet_papers.matter.printed_when import describe_when, parse_printed_when, print_days, print_when
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.when import When, on_day, parse_when
from cabinet_papers.sheets.reference import matter_fingerprint

MARCH = When((date(2026, 3, 1),), is_month=True)
PATTERNS = ("dd MMMM yyyy", "d MMMM yyyy", "d MMM yyyy", "d. MMMM y", "dd/MM/yyyy", "yyyy-MM-dd", "EEEE d MMMM yyyy",
            "MMMM d, yyyy", "EEEE, d MMMM yyyy", "d MMMM, yyyy", "d-MMM-yyyy", "d 'of' MMMM yyyy")  # fmt: skip
DAYS = st.builds(
    lambda start, steps: [start + timedelta(days=sum(steps[:at])) for at in range(len(steps) + 1)],
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.lists(st.sampled_from([1, 7, 30, 365, 1000]), max_size=4),
)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("these", "pattern", "language", "printed"),
    [
        (("2026-03-12", "2026-03-19"), "dd MMMM yyyy", "en-GB", "12 and 19 March 2026"),
        (("2026-03-05", "2026-03-12", "2026-03-19"), "dd MMMM yyyy", "en-GB", "05, 12 and 19 March 2026"),
        (("2026-03-05", "2026-03-12", "2026-03-19"), "d MMMM yyyy", "en-GB", "5, 12 and 19 March 2026"),
        (("2026-03-12", "2026-04-03"), "d MMMM yyyy", "en-GB", "12 March and 3 April 2026"),
        (("2026-03-12", "2026-03-19", "2026-04-03"), "d MMMM yyyy", "en-GB", "12 and 19 March and 3 April 2026"),
        (("2025-12-30", "2026-01-06"), "d MMMM yyyy", "en-GB", "30 December 2025 and 6 January 2026"),
        (("2026-03-12", "2026-03-19"), "dd/MM/yyyy", "en-GB", "12/03/2026 and 19/03/2026"),
        (("2026-03-12", "2026-03-19"), "MMMM d, yyyy", "en-GB", "March 12, 2026 and March 19, 2026"),
        (("2026-03-12", "2026-03-19"), "EEEE d MMMM yyyy", "en-GB",
         "Thursday 12 March 2026 and Thursday 19 March 2026"),
        (("2026-03-12", "2026-03-19"), "d MMMM yyyy", "cy-GB", "12 a 19 Mawrth 2026"),
        (("2026-03-12", "2026-03-19"), "d. MMMM y", "de-DE", "12. und 19. März 2026"),
        (("2026-03-12", "2026-03-19"), "d 'de' MMMM 'de' y", "es-ES", "12 y 19 de marzo de 2026"),
        (("2026-03-12",), "d MMMM yyyy", "en-GB", "12 March 2026"),
    ],
)  # fmt: skip
def test_several_days_share_what_they_can(these: tuple[str, ...], pattern: str, language: str, printed: str) -> None:
    assert print_days(days(*these), pattern, language) == printed
    assert parse_printed_when(printed, pattern, "", language) == When(days(*these))


@given(DAYS, st.sampled_from(PATTERNS), st.sampled_from(["en-GB", "cy-GB"]))
def test_what_is_printed_is_read_as_the_same_days(these: list[date], pattern: str, language: str) -> None:
    printed = print_days(these, pattern, language)
    assert parse_printed_when(printed, pattern, "", language) == When(tuple(these))


@given(DAYS, st.sampled_from(PATTERNS))
def test_every_day_and_month_and_year_is_in_what_is_printed(these: list[date], pattern: str) -> None:
    printed = print_days(these, pattern, "en-GB")
    words = printed.replace(",", " ").replace("/", " ").replace("-", " ").replace(".", " ").split()
    assert {str(day.year) for day in these} <= set(words)
    assert {str(day.day) for day in these} <= {word.lstrip("0") for word in words}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["", "MMMM yyyy", "MMM yyyy", "MM/yyyy"]),
       st.sampled_from(["en-GB", "cy-GB"]))  # fmt: skip
def test_a_month_is_read_as_it_is_printed(day: date, pattern: str, language: str) -> None:
    month = When((day.replace(day=1),), is_month=True)
    printed = print_when(month, Settings("Eastmere", language, month_format=pattern))
    assert parse_printed_when(printed, "d MMMM yyyy", pattern, language) == month


@given(st.dates())
def test_a_single_day_has_the_fingerprint_that_it_had_in_sheets_of_earlier_versions(day: date) -> None:
    assert str(on_day(day)) == str(day)


def test_days_and_months_have_fingerprints_of_their_own() -> None:
    whens = [None, on_day(date(2026, 3, 1)), MARCH, When(days("2026-03-01", "2026-03-08"))]
    assert len({matter_fingerprint("Street Trees", when) for when in whens}) == 4


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("March 2026", MARCH), ("2026-03", MARCH), ("mar 2026", MARCH), (" March  2026 ", MARCH),
        ("12 March 2026", on_day(date(2026, 3, 12))), ("2026-03-12", on_day(date(2026, 3, 12))),
    ],
)  # fmt: skip
def test_a_day_or_a_month_is_typed(typed: str, when: When) -> None:
    assert parse_when(typed, "en-GB") == when


@pytest.mark.parametrize("typed", ["2026-13", "Merch 2026", "March", "2026", "12 and 19 March 2026"])
def test_what_is_neither(typed: str) -> None:
    with pytest.raises(DateError):
        parse_when(typed, "en-GB")


def test_a_financial_year_is_no_month() -> None:
    years = [text for text in ("2011-12", "2009-10", "2026-27", "2012-11", "2012-12") if is_financial_year(text)]
    assert years == ["2011-12", "2009-10", "2026-27"]


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        ("2026-03-12", "2026-03-12", False), ("2026-03-11", "2026-03-12", True), ("2026-03-12", "March 2026", False),
        ("2026-02-28", "March 2026", True), ("March 2026", "2026-03-31", False), ("March 2026", "2026-04-01", True),
        ("February 2026", "March 2026", True), ("March 2026", "March 2026", False),
    ],
)  # fmt: skip
def test_before_is_said_only_where_it_is_certain(one: str, other: str, is_before: bool) -> None:
    assert parse_when(one, "en-GB").ends_before(parse_when(other, "en-GB")) is is_before


def test_of_several_days_the_last_counts() -> None:
    several = When(days("2026-03-12", "2026-03-19"))
    assert on_day(date(2026, 3, 15)).ends_before(several)
    assert not several.ends_before(on_day(date(2026, 3, 19)))
    assert several.is_within(date(2026, 3, 15), None)
    assert not several.is_within(None, date(2026, 3, 11))
    assert MARCH.is_within(date(2026, 3, 31), None)
    assert not MARCH.is_within(date(2026, 4, 1), None)


def test_a_sentence_says_on_a_day_and_in_a_month() -> None:
    settings = Settings("Eastmere", date_format="d MMMM yyyy")
    assert describe_when(MARCH, settings) == "in March 2026"
    assert describe_when(When(days("2026-03-12", "2026-03-19")), settings) == "on 12 and 19 March 2026"


def test_a_pattern_for_months_prints_month_and_year_alone() -> None:
    assert [find_month_pattern_problem(each) for each in ("MMMM yyyy", "MMM y", "MM/yyyy", "LLLL y")] == [None] * 4
    assert str(find_month_pattern_problem("d MMMM yyyy")) == '"d MMMM yyyy" prints a day, which is not known of a month'
    assert str(find_month_pattern_problem("MMMM")) == '"MMMM" prints no year'
    assert str(find_month_pattern_problem("HH:mm")) == '"HH:mm" is a pattern for a time, not for a date'
    assert find_pattern_problem("d MMMM yyyy") is None
    assert format_date(date(2026, 3, 1), "MMM y", "en-GB") == "Mar 2026"


@pytest.mark.parametrize(
    ("pattern", "unknown"),
    [
        ("dddd d MMMM yyyy", "dddd"), ("d MMMMMM yyyy", "MMMMMM"), ("EEEEEEE d MMMM yyyy", "EEEEEEE"),
        ("d MMMM y g", "g"), ("EEEE d MMMM yyyy", ""), ("d. LLLL y", ""), ("d 'dddd' MMMM y", ""),
    ],
)  # fmt: skip
def test_a_pattern_has_only_fields_that_can_be_printed(pattern: str, unknown: str) -> None:
    problem = find_pattern_problem(pattern)
    assert (problem is not None) == bool(unknown)
    assert f'has "{unknown}"' in str(problem) or not unknown
    if problem is None:
        assert format_date(date(2026, 3, 1), pattern, "en-GB")
