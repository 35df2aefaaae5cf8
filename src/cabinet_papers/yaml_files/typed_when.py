"""Dates of a YAML file: a day, where the key allows it a month, or a list of several days."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.dates import DateError, parse_date, parse_month
from cabinet_papers.matter.printed_when import parse_printed_when
from cabinet_papers.matter.when import When, on_day, parse_when
from cabinet_papers.yaml_files.keys import Date
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlNode

if TYPE_CHECKING:
    from cabinet_papers.yaml_files.source import Source

DATE_FORMS = "write it as 2025-01-14, 14 January 2025 or 14/01/2025"
DATE_CURE = phrase("{}", Term(DATE_FORMS))
DAY_FIRST = phrase("correct the day or the month; the day comes before the month, as in 14 January 2025 or 14/01/2025")
# Councils are as they are since 1974; another year is a slip of the finger, as 0226 is.
YEARS = range(1974, 2100)
# A text that seems to have several days in it.
SEVERAL = re.compile(r"\d\D*(?:,|&|\band\b)\D*\d")
AS_TYPED = ("d MMMM yyyy", "dd MMMM yyyy", "dd/MM/yyyy", "yyyy-MM-dd")


def read_when(source: Source, node: YamlNode, what: Term, holds: Date) -> When | None:
    """Return the date, or None with a finding; `what` is its key."""
    if isinstance(node, YamlList) and holds.may_be_several:
        return _read_several(source, node, what)
    text = source.read_text(node, what)
    return _read_one(source, node, text, what, holds) if text else None


def _read_one(source: Source, node: YamlNode, text: str, what: Term, holds: Date) -> When | None:
    try:
        when = parse_when(text, source.language) if holds.may_be_month else on_day(parse_date(text, source.language))
    except DateError as problem:
        cure = DAY_FIRST if problem.is_impossible else _cure(text, what, holds, source.language)
        reason = problem.reason
        if parse_month(text, source.language):
            reason = phrase('"{}" is a month, but here a day is needed', text)
        source.report_value(codes.YML012, phrase("{}: {}", what, reason), cure, node)
        return None
    if when.first.year not in YEARS:
        message = phrase('{}: the year in "{}" looks wrong', what, text)
        source.report_value(codes.YML012, message, phrase("correct the year"), node)
        return None
    return when


def _cure(text: str, what: Term, holds: Date, language: str) -> Message:
    """Return how to write what was typed; several days as the list that they are."""
    if not holds.may_be_several or not SEVERAL.search(text):
        return DATE_CURE
    read = (parse_printed_when(text, pattern, "", language) for pattern in AS_TYPED)
    days = next((when.days for when in read if when), (date(2025, 1, 14), date(2025, 1, 21)))
    return phrase("write several days as a list, as in {}", _write_list(what, days))


def _read_several(source: Source, node: YamlList, what: Term) -> When | None:
    """Return the days of a list; None with a finding where one cannot be read or they are not in order."""
    if not node.items:
        message = phrase("there is no date in {}:", what)
        hint = phrase("write the date in place of the brackets, as in {}: 2025-01-14", what)
        source.report(codes.YML005, message, hint, source.at(node))
        return None
    texts = [(item, source.read_text(item, what)) for item in node.items]
    read = [(item, text, _read_one(source, item, text, what, Date())) for item, text in texts if text]
    days = [when.first for _, _, when in read if when]
    if len(days) < len(node.items):
        return None
    for (item, text, _), before, day in zip(read[1:], days, days[1:], strict=False):
        if day <= before:
            message = phrase('{}: the day "{}" is earlier than the one before it', what, text)
            if day in days[: days.index(before) + 1]:
                message = phrase('{}: the day "{}" is there twice', what, text)
            hint = phrase("write each day once and in their order, as in {}", _write_list(what, sorted(set(days))))
            source.report_value(codes.YML021, message, hint, item)
            return None
    return When(tuple(days))


def _write_list(what: Term, days: list[date] | tuple[date, ...]) -> Term:
    """Return the days as they are written in YAML; one alone needs no list."""
    written = ", ".join(day.isoformat() for day in days)
    return Term(f"{what}: [{written}]" if days[1:] else f"{what}: {written}")
