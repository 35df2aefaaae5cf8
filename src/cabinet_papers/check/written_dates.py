"""House style: dates within texts, which should be written as the papers print dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import ADDRESS, BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
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
WRITTEN = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),? +)?(?P<article>the +)?"
    rf"(?P<date>\b\d{{1,2}}(?:st|nd|rd|th)?(?: +of)? +{MONTH}\.?,? +\d{{4}}"
    r"|\b\d{1,2}/\d{1,2}/\d{4}|\b\d{4}-\d\d-\d\d)\b"
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
    rf"(?<![\d/.-])\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: +of)? +(?P<month>{MONTH})\b\.?(?:,? +(?P<year>\d{{4}})\b"
    r"|(?! +[A-Z]))"
)
# A year with a digit too many.
LONG_YEAR = re.compile(rf"\b(?:{MONTH})\.?,? +(?P<year>(?:19|20)\d{{3}})\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FEBRUARY, LEAP_YEAR, LONGEST = 2, 2000, 31
PADDED, FIGURES = re.compile(r"0\d \D"), re.compile(r"[\d/-]+")
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
        # A date alone in a column of its own is always printed in the house style.
        alone = block.source.kind is TextKind.FIELD and block.text.strip() == found["date"]
        # After a weekday the number needs no zero: "Tuesday 3 March 2026"; elsewhere it has one where others have.
        is_bare = written == wanted.removeprefix("0")
        is_usual = is_bare and (found["weekday"] or block.source.location.file not in padded)
        if written != wanted and not alone and not is_usual:
            # In "the 3rd April 2025" the article may belong to what follows.
            fix = None if found["article"] and not spelt else wanted
            message = _describe_form(written, wanted, is_bare=is_bare)
            yield finding_in(codes.STY004, block, start, end, message, phrase('write "{}"', Term(wanted)), fix)


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
        for found in NAMED_DAY.finditer(block.text):
            month = MONTHS.index(found["month"][:3]) + 1
            year = int(found["year"] or LEAP_YEAR)
            most = monthrange(year, month)[1]
            if most < int(found["day"]) <= LONGEST:
                message = phrase('there is no "{}": {} has {} days', found[0], Term(found["month"]), most)
                if found["year"] and month == FEBRUARY:
                    message = phrase('there is no "{}": February {} has {} days', found[0], Term(found["year"]), most)
                yield finding_in(codes.STY019, block, *found.span(), message, phrase("correct the day or the month"))
        for found in LONG_YEAR.finditer(block.text):
            message = phrase('there is no year "{}"', found["year"])
            yield finding_in(codes.STY019, block, *found.span("year"), message, phrase("correct the year"))


def check_weekdays(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find dates with the wrong day of the week."""
    for block, found, day in _find_dates(checked):
        right = WEEKDAYS[day.weekday()]
        if found["weekday"] and found["weekday"] != right:
            message = phrase('"{}" is a {}', found[0], Term(right))
            hint = phrase("write {}, or correct the date", Term(right))
            yield finding_in(codes.STY005, block, *found.span("weekday"), message, hint)


def _find_dates(checked: CheckedMatter) -> Iterator[tuple[TextBlock, re.Match[str], date]]:
    for block in checked.text_blocks:
        if block.form is BlockForm.TABLE:
            continue
        addresses = [found.span() for found in ADDRESS.finditer(block.text)]
        for found in WRITTEN.finditer(block.text):
            if any(start <= found.start() < end for start, end in addresses):
                continue
            try:
                yield block, found, parse_date(found["date"].replace(" of ", " "))
            except DateError:
                # It only looks like one.
                continue


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
