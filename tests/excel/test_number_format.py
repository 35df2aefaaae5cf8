"""Each pair of format and text was taken from what spreadsheet programs show for the value."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cabinet_papers.excel.number_format import show_value
from cabinet_papers.excel.xlsx_looks import Font, make_style, read_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (8854, "General", "8854"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (1e12, "General", "1E+12"),
        (-2.5, "General", "-2.5"),
        (True, "General", "TRUE"),
        (8854, "#,##0", "8,854"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (2.675, "0.00", "2.68"),
        (0.5, "0", "1"),
        (7, "000", "007"),
        (5, "0,000", "0,005"),
        (-0.004, '0" of 10"', "0 of 10"),
        (-3, '0" of 10"', "-3 of 10"),
        (0, "#,##0;-#,##0;", ""),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12.5%"),
        (0.5, "#.##", ".5"),
        (1.5, "0.0##", "1.5"),
        (12, '"£"#,##0.00', "£12.00"),
        (-12, "£#,##0;[Red]-£#,##0", "-£12"),
        (12, "[$£-809]#,##0.00", "£12.00"),
        (-12, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "-£12.00"),
        (1500000, "0.0,,", "1.5"),
        (1500, "0,K", "2K"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"none"', "none"),
        (-0.001, "0.00", "0.00"),
        (12, "0 \\m\\²", "12 m²"),
        (date(2025, 1, 4), "dd/mm/yyyy", "04/01/2025"),
        (datetime(2025, 1, 4, 15, 5), "d mmmm yyyy hh:mm", "4 January 2025 15:05"),
        (datetime(2025, 1, 4, 15, 5), "h:mm AM/PM", "3:05 PM"),
        (datetime(2025, 1, 4), "mm-dd-yy", "04/01/2025"),
        (datetime(2025, 1, 4), "[$-809]dddd d mmm yy", "Saturday 4 Jan 25"),
        (datetime(2025, 1, 4), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "4 January 2025"),
        (datetime(2025, 1, 4), "[$-x-sysdate]dddd, mmmm dd, yyyy;@", "4 January 2025"),
        (time(0, 0), "dd/mm/yyyy", "00/01/1900"),
        (time(0, 0), "mmmm yyyy", "January 1900"),
        (time(9, 5, 7, 250_000), "h:mm:ss.00", "9:05:07.25"),
        (time(9, 5, 7), "mm:ss", "05:07"),
        (time(9, 5, 7), "hh:mm:ss", "09:05:07"),
        (timedelta(hours=26, minutes=30), "[h]:mm", "26:30"),
        (timedelta(hours=1, minutes=30, seconds=8), "[hh]:mm:ss;@", "01:30:08"),
        (timedelta(hours=1, minutes=30, seconds=8), "[mm]:ss", "90:08"),
        (timedelta(minutes=1, milliseconds=250), "[s].00", "60.25"),
        (timedelta(days=2), '[h] "hours"', "48 hours"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (0.5, "0." + "0" * 40, "0.5" + "0" * 39),
        (1e15, "0." + "0" * 28, "1" + "0" * 15 + "." + "0" * 28),
        (1e-20, "0." + "0" * 30, "0.000000000000000000010000000000"),
        (1e15, "0%", "1" + "0" * 17 + "%"),
        (1e308, "General", "1E+308"),
    ],
)
def test_values_are_shown_as_in_excel(value: object, number_format: str, shown: str) -> None:
    result = show_value(value, number_format)
    assert (result.text, result.exact) == (shown, True)


@pytest.mark.parametrize("number_format", ["0.00E+00", "# ?/?", '[>=100]0;0"!"'])
def test_formats_that_are_not_followed_say_so(number_format: str) -> None:
    result = show_value(12.5, number_format)
    assert (result.text, result.exact) == ("12.5", False)


@pytest.mark.parametrize(
    ("value", "number_format"),
    [(98765, ";;;"), (-1234567, '[>=1000000]0.0,,"m";0'), (-5, '[<1000]0;0,"k"'), (-5, '[=0]"nil";0')],
)
def test_a_format_for_some_numbers_loses_no_minus(value: int, number_format: str) -> None:
    result = show_value(value, number_format)
    assert (result.text, result.exact) == (str(value), False)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [(timedelta(hours=-12), "[h]:mm", "-12:00"), (1e308, "0%", "1E+308"), (float("nan"), "0.00", "NaN")],
)
def test_what_excel_cannot_show_says_so(value: object, number_format: str, shown: str) -> None:
    result = show_value(value, number_format)
    assert (result.text, result.exact) == (shown, False)


PIECES = st.sampled_from(
    ["0", "#", "?", ".", ",", "%", "E+", "/", "@", ";", ";;", '"x"', '"', "\\", "_(", "_)", "*", "(", ")", "[Red]",
     "[h]", "[mm]", "[s]", "[", "]", "[>=100]", "[$£-809]", "[$-F800]", "General", "h", "mm", "mmm", "d", "dddd", "yy",
     "yyyy", "s", ".000", "AM/PM", "0" * 40, "." + "0" * 30, "#,##0.00_);(#,##0.00)", "ä"]
)  # fmt: skip
FORMATS = st.lists(PIECES, max_size=7).map("".join)
STORED = st.one_of(
    st.floats().map(repr),
    st.sampled_from(
        ["NaN", "INF", "1E+400", "46023", "2958466", "-1", "0", "0.1234567890123456789012345678", "1" * 40]
    ),
)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(stored=STORED, number_format=FORMATS)
@example(stored="46023.123456789", number_format="." + "0" * 30)
def test_no_format_is_too_odd(stored: str, number_format: str) -> None:
    """Whatever a file says, a text is shown, or the number is said to be none."""
    style = make_style(Font(), number_format)
    for from_1904 in (False, True):
        try:
            value = read_number(stored, style, from_1904=from_1904)
        except ValueError:
            continue
        assert isinstance(show_value(value, style.number_format).text, str)
