"""What stays together on a line: dates, the names of councillors, numbers with their unit.

Their spaces become no-break spaces, which readers, searches and our own comparisons take for spaces.
"""

from __future__ import annotations

import re

from cabinet_papers.matter.dates import MONTHS

NO_BREAK = "\u00a0"
_MONTH = "|".join(month.title() for month in MONTHS)
_UNITS = (
    "thousand|million|billion|bn|percent|per cent|pence|%|"
    "mm|cm|m|km|miles?|metres?|hectares?|acres?|kg|tonnes?|kWh|MWh|GWh|kW|MW|mph|"
    "a\\.m\\.|p\\.m\\.|am|pm|minutes?|hours?|days?|weeks?|months?|years?"
)
# 14 July 2026, in any language; 14 July; 2025 - 2026; 2.5 million
FIGURES = (
    r"\b\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,12} (?:19|20)\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b"
    r"|\b(?:19|20)\d\d [-–] (?:19|20)?\d\d\b"
    rf"|(?<![\w.,])[£€$]?\d[\d,.]* (?:{_UNITS})(?![\w’'-])"
)
# What each of them begins with is looked for first, which is four times as fast.
ONLY_FIGURES = re.compile(rf"(?=[\d£€$])(?:{FIGURES})")
TOGETHER = re.compile(rf"(?=[\d£€$C])(?:{FIGURES}|\b(?:Councillors?|Cllrs?\.?)(?: [A-Z][\w'’.-]*){{1,2}})")


def keep_together(text: str) -> str:
    """Return the text with no-break spaces in what should not be broken over lines."""
    return TOGETHER.sub(_join, text)


def keep_figures_together(text: str) -> str:
    """Return the text with no-break spaces in dates and numbers, which no table is too narrow for."""
    return ONLY_FIGURES.sub(_join, text)


def _join(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)
