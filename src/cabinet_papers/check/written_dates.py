"""House style: dates within texts, which should be written as the papers print dates."""

from __future__ import annotations

import contextlib
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import ADDRESS, BlockForm, CheckedMatter, TextBlock, finding_in, words_before
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.dates import MONTHS as FULL_MONTHS
from cabinet_papers.matter.dates import DateError, format_date, is_english, parse_date
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASON = "(?:spring|summer|autumn|winter)"
# A date in figures. With a year of two figures it may be something else: "24/7/365", "10/20/30", "in 5/10/25 years".
COUNTED = r"(?! ?(?:%|(?:per cent|percent|years?|months?|weeks?|days|minutes?|miles?|mph|split|rule|model|ratio)\b))"
IN_FIGURES = (
    r"(?<![\w/.-])(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d{1,2}-\d{1,2}-(?:19|20)\d\d"
    rf"|\d{{1,2}}/(?:0?\d|1[0-2])/[2-4]\d{COUNTED}"
    r"|\d{4}-\d\d-\d\d|(?:19|20)\d\d/\d\d/\d\d)(?![/.-]?\w)"
)
WRITTEN = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),? +)?(?P<article>the +)?"
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?(?: +of)? +{MONTH}\.?,? +\d{{4}}\b|{IN_FIGURES})"
)
# Dates that are clear only to a reader who knows when the text was written.
RELATIVE = re.compile(
    rf"\b(?:(?:(?:the )?(?:end|beginning|start|middle) of|by|until|in (?:early|mid|late)|early|mid|late) {MONTH}\b"
    rf"(?! +\d{{2,4}}\b)(?!\s*/\s*\d)|(?<![\d/] )\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})\b(?! +\d{{4}}\b)(?! *[–-])"
    rf"|(?:by|in|during|over|within|until|from)(?: the)? next (?:(?:\w+ )?(?:weeks?|months?|years?)|{SEASON})"
    rf"|(?:by|in|until|before)(?: the end of)? (?:this|next) (?:month|year|quarter|{SEASON}))"
)
# The year comes with a later date, as in "from 1 April to 31 October 2027", or it is every year.
YEAR_FOLLOWS = re.compile(
    rf"(?: (?:to|and|or|until)|,| ?[–-])(?: the)?(?: end of)?(?: \d{{1,2}}(?:st|nd|rd|th)?)? {MONTH}\.?,? +\d{{4}}"
    r"|(?: of| in)? (?:each|every|any) year"
)
# A day with its month's name, in which the month is no name of a street or a person.
NAMED_DAY = re.compile(
    r"(?<![\d/.-])(?P<sure>(?:(?<=\bthe )|(?<=\bby )|(?<=\bon )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )))?"
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: +of)? +(?P<month>{MONTH})\b\.?"
    r"(?:,? +(?P<year>\d{4})\b|(?(sure)|(?! +[A-Z])))"
)
# The same with the month first, which a word such as "people" does not follow.
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\b\.? +(?P<day>\d{{1,2}})"
    r"(?:(?:st|nd|rd|th)(?!,? +\d)|(?:st|nd|rd|th)?,? +(?P<year>\d{4}))\b"
)
# What is a number of something else: "application 32/01/2026".
NUMBERED = re.compile(
    r"\b(?:application|reference|refs?|case|licence|permit|file|version|clause|section|para(?:graph)?|nos?|number)"
    r"\.?:? *$",
    re.IGNORECASE,
)
# A year with a digit too many.
LONG_YEAR = re.compile(rf"\b(?:{MONTH})\.?,? +(?P<year>(?:19|20)\d{{3}})\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FEBRUARY, LEAP_YEAR, LONGEST = 2, 2000, 31
# Beyond these, figures are no date with a slip in it.
LAST_DAY, LAST_MONTH = 39, 31
PADDED, FIGURES = re.compile(r"0\d \D"), re.compile(IN_FIGURES)
# Of the forms in figures, those that the YAML and a cell are not read in.
SHORT_YEAR, OTHER_FIGURES = re.compile(r"\d\d?/.*/\d\d"), re.compile(r".*/\d\d|.*\..*|\d\d?-.*")
PROMISES = (TextKind.COMMENT, TextKind.FIELD, TextKind.ACTION, TextKind.NOTES)


def check_date_form(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find dates that are not written as the papers print them."""
    settings = checked.settings
    if not is_english(settings.language):
        return
    dates = list(_find_dates(checked))
    padded = {block.source.location.file for block, found, _ in dates if PADDED.match(found["date"])}
    for block, found, day in dates:
        wanted = format_date(day, settings.date_format, settings.language)
        start, end = found.span("date")
        spelt = "of" in found["date"].split()
        if found["article"] and spelt:
            start = found.start("article")
        written = block.text[start:end]
        # After a weekday the number needs no zero: "Tuesday 3 March 2026"; elsewhere it has one where others have.
        is_bare = written == wanted.removeprefix("0")
        is_usual = is_bare and (found["weekday"] or block.source.location.file not in padded)
        if written != wanted and not is_usual and not _is_alone(block, found["date"]):
            # In "the 3rd April 2025" the article may belong to what follows, and "10/10/26" may be no date.
            fix = None if (found["article"] and not spelt) or SHORT_YEAR.fullmatch(written) else wanted
            message = _describe_form(written, wanted, is_bare=is_bare)
            yield finding_in(codes.STY004, block, start, end, message, phrase('write "{}"', Term(wanted)), fix)


def _is_alone(block: TextBlock, written: str) -> bool:
    """Whether a date is alone in a column of its own, where it is printed in the house style if its form is known."""
    is_whole = block.source.kind is TextKind.FIELD and block.text.strip() == written
    return is_whole and not OTHER_FIGURES.fullmatch(written)


def _describe_form(written: str, wanted: str, *, is_bare: bool) -> Message:
    """Return what is wrong with a date: a zero that others have, figures in place of words, or something else."""
    if is_bare:
        return phrase('"{}" has no zero before the day, but other dates in this file have one', written)
    if FIGURES.fullmatch(written) and not FIGURES.fullmatch(wanted):
        return phrase('"{}" is a date in figures, but the papers write the month as a word', written)
    return phrase('"{}" is not how the papers write dates', written)


def check_impossible_dates(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find days that no month has, such as 31 February, and 29 February in a year without one."""
    if not is_english(checked.settings.language):
        return
    for block in checked.text_blocks:
        for found in (*NAMED_DAY.finditer(block.text), *MONTH_FIRST.finditer(block.text)):
            month = MONTHS.index(found["month"][:3]) + 1
            if int(found["day"]) <= LONGEST and (why := _explain(found["year"], month, int(found["day"]))):
                message = phrase('"{}" does not exist: {}', found[0], why)
                yield finding_in(codes.STY019, block, *found.span(), message, phrase("correct the day or the month"))
        for found in LONG_YEAR.finditer(block.text):
            message = phrase('the year "{}" does not exist', found["year"])
            yield finding_in(codes.STY019, block, *found.span("year"), message, phrase("correct the year"))
        yield from _find_impossible_figures(block)


def _find_impossible_figures(block: TextBlock) -> Iterator[Diagnostic]:
    """Find dates in figures that do not exist, such as 31/11/2026; the month comes second, or first after the year."""
    for found in _find_outside_addresses(FIGURES, block):
        year, month, day = _split(found[0])
        # Figures far from any date are none, nor are several years: "2025/26/27".
        is_none = day > LAST_DAY or month > LAST_MONTH or month == (year + 1) % 100
        why = None if is_none else _explain(str(year), month, day)
        if why and not NUMBERED.search(words_before(block.text, found.start())):
            message = phrase('"{}" does not exist: {}', found[0], why)
            hint = phrase("correct the day or the month")
            if not found[0].startswith(str(year)) and not _explain(str(year), day, month):
                hint = phrase("correct the date; if the month comes first here, write it as a word")
            yield finding_in(codes.STY019, block, *found.span(), message, hint)


def _split(figures: str) -> tuple[int, int, int]:
    """Return the year, the month and the day of a date in figures."""
    first, second, third = re.split(r"[/.-]", figures)
    year, day = (first, third) if len(first) == len("2026") else (third, first)
    return int(year if len(year) > 2 else f"20{year}"), int(second), int(day)


def _explain(year: str | None, month: int, day: int) -> Message | None:
    """Return why there is no such day; None where there is one, in one year at least if none is given."""
    if not 1 <= month <= len(MONTHS):
        return phrase("a year has 12 months")
    most = monthrange(int(year or LEAP_YEAR), month)[1]
    if 1 <= day <= most:
        return None
    # No Term: the month of an exempt date is exempt too.
    name = FULL_MONTHS[month - 1].capitalize()
    if year and month == FEBRUARY:
        name = f"{name} {year}"
    return phrase("{} has {} days", name, most)


def check_weekdays(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find dates with the wrong day of the week."""
    for block, found, day in _find_dates(checked):
        right = WEEKDAYS[day.weekday()]
        if found["weekday"] and found["weekday"] != right:
            message = phrase('"{}" is a {}', found[0], right)
            hint = phrase("write {}, or correct the date", Term(right))
            yield finding_in(codes.STY005, block, *found.span("weekday"), message, hint)


def _find_dates(checked: CheckedMatter) -> Iterator[tuple[TextBlock, re.Match[str], date]]:
    for block in checked.text_blocks:
        if block.form is BlockForm.TABLE:
            continue
        for found in _find_outside_addresses(WRITTEN, block):
            # It may only look like one.
            with contextlib.suppress(DateError, ValueError):
                if day := _read(found["date"], words_before(block.text, found.start("date"))):
                    yield block, found, day


def _read(written: str, before: str) -> date | None:
    """Return the day; None for figures that may be the number of something else. Raises ValueError for no day."""
    if not FIGURES.fullmatch(written):
        return parse_date(written.replace(" of ", " "))
    return None if NUMBERED.search(before) else date(*_split(written))


def _find_outside_addresses(pattern: re.Pattern[str], block: TextBlock) -> Iterator[re.Match[str]]:
    addresses = [found.span() for found in ADDRESS.finditer(block.text)]
    for found in pattern.finditer(block.text):
        if not any(start <= found.start() < end for start, end in addresses):
            yield found


def check_relative_dates(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find promises without a year, such as "by the end of July", which a later reader cannot place."""
    for block in checked.text_blocks:
        if block.source.kind in PROMISES and block.form is not BlockForm.TABLE:
            for found in RELATIVE.finditer(block.text):
                if YEAR_FOLLOWS.match(block.text, found.end()):
                    continue
                message = phrase('a later reader cannot tell when "{}" is', found[0])
                hint = phrase("write the month and the year")
                yield finding_in(codes.RES018, block, found.start(), found.end(), message, hint)
