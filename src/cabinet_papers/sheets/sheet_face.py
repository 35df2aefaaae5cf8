"""Reads from the first lines of a returned sheet for which matter, body and meeting it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.dates import DateError, parse_date
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.words import BY, TITLE, TOPIC_BY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Cell, Workbook, Worksheet
    from cabinet_papers.findings.diagnostics import Location


class Meeting(NamedTuple):
    """A body and the day on which it made its recommendations, as one line of the face says; None for an odd date."""

    line: str
    body: str
    day: date | None


class Face(NamedTuple):
    """The form's own lines above the table. `title` is "" and `meetings` is empty where a person deleted them."""

    title: str
    meetings: tuple[Meeting, ...]
    place: Location | None

    @property
    def subject(self) -> str:
        """The matter as a person would name it: its title, the body and the date."""
        return f"{self.title} ({self.meetings[0].line})" if self.meetings else self.title

    def names_other_title(self, matter: Matter) -> bool:
        """Whether the sheet was written under another title."""
        return bool(self.title) and normalise_wording(self.title) != normalise_wording(matter.title)

    def names_other_body(self, matter: Matter) -> bool:
        """Whether none of the bodies is one of the matter's."""
        own = {normalise_wording(each) for each in (matter.body, *(topic.body for topic in matter.topics))}
        return bool(self.meetings) and own.isdisjoint(normalise_wording(each.body) for each in self.meetings)

    def names_other_date(self, matter: Matter) -> bool:
        """Whether none of the meetings was on a day of the matter's."""
        own = {matter.date, *(topic.date for topic in matter.topics)}
        days = [each.day for each in self.meetings]
        return bool(days) and None not in days and own.isdisjoint(days)


def read_face(workbook: Workbook, worksheets: Sequence[Worksheet], language: str) -> Face:
    """Return what the worksheets with a response table say above it; `language` is that of the month names."""
    lines = [(sheet, cell, " ".join(cell.text.split())) for sheet in worksheets for cell in sheet.cells]
    titled = [(sheet, cell, text) for sheet, cell, text in lines if text.startswith(TITLE)]
    title = titled[0][2].removeprefix(TITLE) if titled else ""
    meetings = [(sheet, cell, meeting) for sheet, cell, text in lines for meeting in _read_meeting(text, language)]
    named: list[tuple[Worksheet, Cell]] = [(sheet, cell) for sheet, cell, _ in (*titled, *meetings)]
    return Face(title, tuple(each for _, _, each in meetings), workbook.at(*named[0]) if named else None)


def _read_meeting(text: str, language: str) -> Iterator[Meeting]:
    """Yield the meeting that a line of the form names, if it names one. A body may have commas, and so may a date."""
    if text.startswith(BY):
        line = named = text.removeprefix(BY)
    elif TOPIC_BY in text:
        line, named = text, text.partition(TOPIC_BY)[2]
    else:
        return
    parts = named.split(", ")
    for at in range(1, len(parts)):
        if day := _read_day(", ".join(parts[at:]), language):
            yield Meeting(line, ", ".join(parts[:at]), day)
            return
    yield Meeting(line, named.rpartition(", ")[0] or named, None)


def _read_day(text: str, language: str) -> date | None:
    """Return the day, before which its weekday may be named."""
    for typed in (text, text.partition(" ")[2]):
        try:
            return parse_date(typed, language)
        except DateError:
            continue
    return None
