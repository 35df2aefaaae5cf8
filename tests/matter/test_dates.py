from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date as babel_format_date
from hypothesis import given
from hypothesis import strategies as st

from cabinet_papers.matter.dates import DateError, find_language_problem, find_pattern_problem, format_date, parse_date

DAY = date(2025, 1, 14)


@pytest.mark.parametrize(
    "typed", ["2025-01-14", "14/01/2025", "14 January 2025", "14 Jan 2025", "14th January 2025", " 14  january, 2025 "]
)
def test_dates_as_people_type_them(typed: str) -> None:
    assert parse_date(typed) == DAY


def test_months_in_the_papers_own_language() -> None:
    assert parse_date("14 Ionawr 2025", "cy-GB") == DAY
    assert parse_date("14 January 2025", "cy-GB") == DAY


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31 June 2025", '"31 June 2025" does not exist in the calendar'),
        ("2025-02-30", '"2025-02-30" does not exist in the calendar'),
        ("01/14/2025", 'the month in "01/14/2025" does not exist'),
        ("14 Janvier 2025", '"Janvier" is not the name of a month'),
        ("end of July", '"end of July" is not a date'),
        ("14/01/25", '"14/01/25" is not a date'),
    ],
)
def test_what_is_no_date_says_why(typed: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(typed)
    assert str(caught.value) == reason


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["dd MMMM yyyy", "d MMMM yyyy", "dd/MM/yyyy", "d.M.y", "yyyy-MM-dd", "MMMM d, y", "EEEE d MMMM y",
                     "d MMM yyyy", "'on' d MMMM yyyy", "dd-MM-yy"]),
    st.sampled_from(["en-GB", "en-IE", "en"]),
)  # fmt: skip
def test_english_dates_are_babels(day: date, pattern: str, language: str) -> None:
    """English is written without loading locale data; Babel says what is right."""
    assert format_date(day, pattern, language) == babel_format_date(day, pattern, Locale.parse(language, sep="-"))


def test_what_cannot_be_a_language_or_a_pattern() -> None:
    assert find_language_problem("cy-GB") is None
    assert find_language_problem("klingon") is not None
    assert find_pattern_problem("EEEE d MMMM y") is None
    assert str(find_pattern_problem("d MMMM")) == '"d MMMM" prints no year'
    assert [find_pattern_problem(each) for each in ("d 'de' MMMM 'de' y", "d of MMMM y", "d: MMMM y", "yyyyMMdd")] == [
        None
    ] * 4
    assert str(find_pattern_problem("'d' MMMM y")) == "\"'d' MMMM y\" prints no day"


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("d de MMMM y", "de"),
        ("d the MMMM y", "the"),
        ("d e MMMM y", "e"),
        ("d MMMM del y", "del"),
        ("d MMMM th y", "th"),
    ],
)
def test_a_word_in_a_pattern_has_to_be_in_quotation_marks(pattern: str, word: str) -> None:
    said = f'"{pattern}" contains the word "{word}", which has to be in single quotation marks'
    assert str(find_pattern_problem(pattern)) == said
    assert find_pattern_problem(pattern.replace(f" {word}", f" '{word}'")) is None


@pytest.mark.parametrize("pattern", ["d MMMM y s", "HH:mm", "d MMMM y 'at' h a"])
def test_a_pattern_for_a_time_is_none_for_a_date(pattern: str) -> None:
    assert str(find_pattern_problem(pattern)) == f'"{pattern}" is a pattern for a time, not for a date'


def test_an_open_quotation_mark_in_a_pattern() -> None:
    assert "single quotation mark" in str(find_pattern_problem("d 'de MMMM y"))
