"""Dates as people type them and as the house prints them. The only module that uses Babel."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from cabinet_papers.findings.message import EMPTY, Message, Term, phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHAPES = (
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), False),
    (re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"), False),
    (re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d]+)\.?,?\s+(?P<year>\d{4})"), True),
)
MONTH_SHAPES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"),
    re.compile(r"(?P<month>[^\W\d]+)\.?,?\s+(?P<year>\d{4})"),
)


# A CLDR pattern of these fields alone is the same in every English; any other is left to Babel.
PLAIN_PATTERN = re.compile(r"(?<![dMy])(?:dd?|MMMM|MM?|yyyy|y)(?![dMy])|[ /.,-]+")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A word of a date that is no name: 26, 26th, 26/09/2026, and the words between them in some languages.
DATE_WORD = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?|\d{1,4}(?:[/.-]\d{1,4}){1,2}|\d{1,2}-[^\W\d]{3,9}\.?-\d{2,4}|de|of|the", re.IGNORECASE
)
YEAR_OF_PATTERN = re.compile(r"[ ,./-]*[yu]+[ ,./-]*")


# The parts of a CLDR pattern (UTS 35, Date Format Patterns), and the letters of its fields.
PATTERN_PART = re.compile(r"(?P<field>([A-Za-z])\2*)|'(?P<quoted>[^']*)'|(?P<sign>\s+|.)")
QUOTED = re.compile("'[^']*'")
# No date is printed in so many letters.
LONGEST_PATTERN = 200
DATE_FIELDS, TIME_FIELDS = "GyYuUQqMLwWdDFEec", "abBhHKkmsSAzZOvVXx"
FIELDS = {"yYu": "year", "ML": "month", "d": "day", "Eec": "weekday"}


class DateError(ValueError):
    """A text that is not a date, with the reason in plain words; `is_impossible` if it only looks like one."""

    def __init__(self, reason: Message, *, is_impossible: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_impossible = is_impossible

    def __str__(self) -> str:
        return str(self.reason)


def parse_date(text: str, language: str = "en-GB") -> date:
    """Return the date that was typed: 2025-01-14, 14/01/2025 (day first) or 14 January 2025.

    Months may be named in English or in `language`. Raises DateError with the reason.
    """
    for shape, named in SHAPES:
        if found := shape.fullmatch(text.strip()):
            month = _month_number(found["month"], language) if named else int(found["month"])
            return _make_date(int(found["year"]), month, int(found["day"]), text)
    raise DateError(phrase('"{}" is not a date', text))


def parse_month(text: str, language: str = "en-GB") -> date | None:
    """Return the first day of the month that was typed, 2025-01 or January 2025; None for another text."""
    found = next(filter(None, (shape.fullmatch(text.strip()) for shape in MONTH_SHAPES)), None)
    return _read_fields({**found.groupdict(), "day": "1"}, language) if found else None


def is_financial_year(text: str) -> bool:
    """Whether the text is a year that begins in one and ends in the next: 2011-12 is no December then."""
    found = MONTH_SHAPES[0].fullmatch(text.strip())
    return found is not None and (int(found["year"]) + 1) % 100 == int(found["month"])


def parse_printed(text: str, pattern: str, language: str) -> date | None:
    """Return the day whose date was printed in the CLDR pattern; None for another text or an unusual pattern."""
    found = shape.fullmatch(text.strip()) if (shape := _shape_of(pattern)) else None
    fields = found.groupdict() if found else {}
    return _read_fields(fields, language) if {"year", "month", "day"} <= fields.keys() else None


def parse_printed_month(text: str, pattern: str, language: str) -> date | None:
    """Return the first day of the month that was printed in the CLDR pattern, "" for the usual one; else None."""
    if not pattern:
        return parse_month(text, language)
    found = shape.fullmatch(text.strip()) if (shape := _shape_of(pattern)) else None
    fields = found.groupdict() if found else {}
    return _read_fields({**fields, "day": "1"}, language) if fields.keys() == {"year", "month"} else None


def _read_fields(fields: dict[str, str], language: str) -> date | None:
    try:
        month = int(fields["month"]) if fields["month"].isdigit() else _month_number(fields["month"], language)
        year = int(fields["year"]) + (2000 if len(fields["year"]) == 2 else 0)
        return _make_date(year, month, int(fields["day"]), "")
    except DateError:
        return None


@cache
def _shape_of(pattern: str) -> re.Pattern[str] | None:
    """Return what a date in the pattern looks like; None where it has a field that tells no day, or one twice."""
    shape = ""
    for found in PATTERN_PART.finditer(pattern):
        field, words = found["field"] or "", found["quoted"] or found["sign"] or ""
        if field:
            name = next((name for letters, name in FIELDS.items() if field[0] in letters), None)
            if name is None or f"<{name}>" in shape:
                return None
            shape += _look_of(name, len(field))
        else:
            shape += r"\s+" if words.isspace() else re.escape(words or "'")
    return re.compile(shape, re.IGNORECASE)


def _look_of(name: str, length: int) -> str:
    if name == "weekday":
        return r"(?P<weekday>[^\W\d]+(?:[ -][^\W\d]+)?\.?)"
    if name == "month" and length > 2:
        return r"(?P<month>[^\W\d]+\.?)"
    return rf"(?P<{name}>\d{{2}})" if name == "year" and length == 2 else rf"(?P<{name}>\d{{1,4}})"


def _month_number(name: str, language: str) -> int:
    typed = name.casefold().rstrip(".")
    number = next((at for at, month in enumerate(MONTHS, 1) if typed in (month, month[:3])), None)
    number = number or (9 if typed == "sept" else None)
    if number is None and not is_english(language):
        number = _month_names(language).get(typed)
    if number is None:
        raise DateError(phrase('"{}" is not the name of a month', name))
    return number


def _make_date(year: int, month: int, day: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise DateError(phrase('the month in "{}" does not exist', text), is_impossible=True)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateError(phrase('"{}" does not exist in the calendar', text), is_impossible=True) from error


@cache
def _month_names(language: str) -> dict[str, int]:
    from babel import Locale

    months = Locale.parse(language, sep="-").months
    return {
        name.casefold().rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
    }


def split_date(text: str, language: str) -> tuple[str, str]:
    """Return the date that the text begins with, in any of a house's forms, and what follows; "" where it has none."""
    words = text.split()
    length = next((at for at, word in enumerate(words) if not _may_be_of_date(word.strip(".,"), language)), len(words))
    if not any(re.search(r"\d", word) for word in words[:length]):
        return "", text
    return " ".join(words[:length]), " ".join(words[length:])


def _may_be_of_date(word: str, language: str) -> bool:
    if DATE_WORD.fullmatch(word) or any(word.casefold() in (name, name[:3]) for name in (*MONTHS, *WEEKDAYS)):
        return True
    return not is_english(language) and word.casefold() in _words_of_names(language)


@cache
def _words_of_names(language: str) -> set[str]:
    """Return the words of the names of months and days of the week, of which some have two."""
    from babel import Locale

    days = Locale.parse(language, sep="-").days["format"]
    names = [*_month_names(language), *(name for width in ("wide", "abbreviated") for name in days[width].values())]
    return {word.casefold().rstrip(".") for name in names for word in name.split()}


def format_date(day: date, pattern: str, language: str) -> str:
    """Return the date in the CLDR pattern, with the month's name in the language (a BCP 47 tag)."""
    if is_english(language) and (fields := PLAIN_PATTERN.findall(pattern)) and "".join(fields) == pattern:
        return "".join(_show_field(day, field) for field in fields)
    from babel.dates import format_date as babel_format_date

    return babel_format_date(day, pattern, locale=language.replace("-", "_"))


def format_month(day: date, pattern: str, language: str) -> str:
    """Return the day's month and year in the CLDR pattern, or with "" as the language writes them: March 2026."""
    return format_date(day, pattern, language) if pattern else _format_part(day, "MMMM yyyy", "yMMMM", language)


def format_shown(day: date, shown: Collection[str], pattern: str, language: str, month_pattern: str = "") -> str | None:
    """Return the date to the precision in which it is shown, as the house prints that: March 2026, 2026, 09 May.

    `shown` holds some of "year", "month" and "day"; `month_pattern` is for a month and its year. None where the house
    has no form for it, as for a quarter.
    """
    match tuple(part for part in ("day", "month", "year") if part in shown):
        case _ if "quarter" in shown:
            return None
        case ("day", "month", "year"):
            return format_date(day, pattern, language)
        case ("month", "year"):
            return format_month(day, month_pattern, language)
        case ("day", "month"):
            yearless = YEAR_OF_PATTERN.sub("", pattern)
            if "MMMM" in yearless and "'" not in yearless:
                return format_date(day, yearless, language)
            return _format_part(day, "dd MMMM", "MMMMd", language)
        case ("month",):
            return _format_part(day, "MMMM", "MMMM", language)
        case ("year",):
            return f"{day.year:04d}"
        case _:
            return None


def _format_part(day: date, english: str, skeleton: str, language: str) -> str:
    """Return the part of the date in the pattern, or as the language writes what the CLDR skeleton asks for."""
    if is_english(language):
        return format_date(day, english, language)
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=language.replace("-", "_"))


def format_list(texts: Iterable[str], language: str) -> str:
    """Return the texts as a list within a sentence: 5, 12 and 19."""
    listed = list(texts)
    if not listed[1:]:
        return "".join(listed)
    if is_english(language):
        return f"{', '.join(listed[:-1])} and {listed[-1]}"
    from babel.lists import format_list as babel_format_list

    # CLDR leaves the choice of a letter to the reader, as in the Welsh "a(c)"; before figures there is none.
    return re.sub(r"(?<=\w)\(\w\)(?= )", "", babel_format_list(listed, locale=language.replace("-", "_")))


def is_english(language: str) -> bool:
    """Whether dates in the language need no locale data: loading it takes longer than all else about dates."""
    return re.fullmatch("en(-[A-Z]{2})?", language) is not None


def _show_field(day: date, field: str) -> str:
    match field:
        case "d" | "dd":
            return str(day.day).rjust(len(field), "0")
        case "MMMM":
            return MONTHS[day.month - 1].capitalize()
        case "M" | "MM":
            return str(day.month).rjust(len(field), "0")
        case "y" | "yyyy":
            return str(day.year).rjust(len(field), "0")
        case _:
            return field


def find_language_problem(language: str) -> Message | None:
    """Return why the tag cannot be used as the papers' language, or None."""
    if language in ("en", "en-GB", "en-IE", "en-US"):
        return None
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return phrase('"{}" is not the code of a language that the program knows', language)
    return None


def find_pattern_problem(pattern: str) -> Message | None:
    """Return why the CLDR pattern cannot print a whole date, or None."""
    return _find_problem(pattern, (("dEe", "day"), ("ML", "month"), ("yYu", "year")))


def find_month_pattern_problem(pattern: str) -> Message | None:
    """Return why the CLDR pattern cannot print a month and its year, without a day, or None."""
    problem = _find_problem(pattern, (("ML", "month"), ("yYu", "year")))
    if problem is None and any(field[0] in "dDEec" for field in _list_fields(pattern)):
        return phrase('"{}" prints a day, which is not known of a month', pattern)
    return problem


def _find_problem(pattern: str, needed: tuple[tuple[str, str], ...]) -> Message | None:
    """Return why the pattern is none for a date, or which of the needed fields it lacks, or None."""
    if len(pattern) > LONGEST_PATTERN:
        return phrase('"{}" is longer than any date', pattern)
    if pattern.count("'") % 2:
        return phrase('"{}" has a single quotation mark without the one that closes it', pattern)
    fields = _list_fields(pattern)
    for letters in re.findall(r"[A-Za-z]+", QUOTED.sub(" ", pattern)):
        if _is_word(letters, fields):
            return phrase('"{}" contains the word "{}", which has to be in single quotation marks', pattern, letters)
    if any(field[0] in TIME_FIELDS for field in fields):
        return phrase('"{}" is a pattern for a time, not for a date', pattern)
    unknown = next((field for field in _find_letters(pattern) if not _can_print(field)), None)
    if unknown:
        weekday = phrase("; a day of the week is EEEE") if unknown[0] == "d" else EMPTY
        return phrase('"{}" has "{}", which prints no part of a date{}', pattern, unknown, weekday)
    lacking = [name for letters, name in needed if not any(field[0] in letters for field in fields)]
    return phrase('"{}" prints no {}', pattern, Term(lacking[0])) if lacking else None


def _find_letters(pattern: str) -> Iterator[str]:
    """Yield each letter of a pattern that is not in quotation marks, as often as it follows itself."""
    return (each["field"] for each in PATTERN_PART.finditer(pattern) if each["field"])


def _list_fields(pattern: str) -> list[str]:
    """Return the fields of a pattern, as dd, MMMM and y."""
    return [each for each in _find_letters(pattern) if each[0] in DATE_FIELDS + TIME_FIELDS]


def _can_print(field: str) -> bool:
    """Whether there is a field of so many letters: dd, but not dddd, which is a spreadsheet's EEEE."""
    try:
        format_date(date.min, field, "en-GB")
    except (ValueError, KeyError):
        return False
    return True


def _is_word(letters: str, fields: list[str]) -> bool:
    """Whether letters that follow each other are a word, of which some are fields by chance."""
    kinds = {"date" if each in DATE_FIELDS else "time" if each in TIME_FIELDS else "" for each in letters}
    begin = [field[0] for field in fields]
    again = any(begin.count(each) > 1 for each in letters)
    # A weekday as a figure is in no date that people read.
    return len(kinds) > 1 or letters in ("e", "c") or (len(set(letters)) > 1 and "date" in kinds and again)
