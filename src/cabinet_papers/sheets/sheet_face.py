"""Reads from the first lines of a returned sheet for which matter, body and meeting it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.matter.dates import DateError, split_date
from cabinet_papers.matter.form_words import BY, TITLE, TOPIC_BY
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.printed_when import parse_printed_when, print_when
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.when import When, parse_when
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.reference import matter_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Cell, Workbook, Worksheet
    from cabinet_papers.findings.diagnostics import Location


# Forms of dates in which a sheet may have been printed before the council's date_format was changed.
USUAL_FORMS = (
    "d MMMM yyyy", "d. MMMM yyyy", "d 'of' MMMM yyyy", "MMMM d, yyyy", "d-MMM-yy", "d-MMM-yyyy", "d.M.yyyy", "d-M-yyyy",
    "d/M/yyyy", "d/M/yy", "d.M.yy", "yyyy-M-d", "yyyy.M.d", "yyyy/M/d", "EEEE d MMMM yyyy", "EEEE, d MMMM yyyy",
)  # fmt: skip


# With a month in a language that is not read here.
DATE_OF_ANOTHER_LANGUAGE = re.compile(r"\d{1,2}\.? [^\W\d]{3,}\.? \d{4}\b")
# So many words the days of one scrutiny may have.
LONGEST_DATE = 20


class Meeting(NamedTuple):
    """A body and when it made its recommendations, as one line of the face says; None for an odd date."""

    line: str
    body: str
    day: When | None


class Face(NamedTuple):
    """The form's own lines above the table. `title` is "" and `meetings` is empty where a person deleted them.

    `referred` are the fingerprints of the matters that the rows' hidden references name.
    """

    title: str
    meetings: tuple[Meeting, ...]
    place: Location | None
    referred: frozenset[str] = frozenset()

    @property
    def subject(self) -> str:
        """The matter as a person would name it: its title, and who recommended when."""
        line = self.meetings[0].line if self.meetings else ""
        return f"{self.title} ({line})" if self.title and line else self.title or line

    def refers_to(self, matter: Matter) -> bool:
        """Whether a row was written for this matter under its title and date of today."""
        return matter.told_by is not None and matter_fingerprint(matter.title, matter.told_by) in self.referred

    def refers_elsewhere(self, matter: Matter) -> bool:
        """Whether the rows were written for another matter or day alone. Topics have days of their own."""
        return (
            bool(self.referred) and not matter.has_topics and matter.told_by is not None and not self.refers_to(matter)
        )

    def names_other_title(self, matter: Matter) -> bool:
        """Whether the sheet was written under another title; one that was only typed over is reported elsewhere."""
        if self.refers_to(matter):
            return False
        if self.title:
            return normalise_wording(self.title) != normalise_wording(matter.title)
        days = [each.day for each in self.meetings if each.day]
        ours = {matter_fingerprint(matter.title, day) for day in days}
        return bool(days) and self.refers_elsewhere(matter) and ours.isdisjoint(self.referred)

    def names_other_body(self, matter: Matter) -> bool:
        """Whether none of the bodies is one of the matter's."""
        own = {normalise_wording(each) for each in (matter.body, *(topic.body for topic in matter.topics))}
        return bool(self.meetings) and own.isdisjoint(normalise_wording(each.body) for each in self.meetings)

    def names_other_date(self, matter: Matter) -> bool:
        """Whether none of the meetings was on a day of the matter's."""
        own = {matter.date, *(topic.date for topic in matter.topics)}
        days = [each.day for each in self.meetings]
        if days and None not in days:
            return own.isdisjoint(days) and (matter.has_topics or not self.refers_to(matter))
        # The references tell what the face does not.
        same_day = matter_fingerprint(self.title, matter.told_by) in self.referred
        return bool(self.title) and self.refers_elsewhere(matter) and not same_day


def read_face(
    workbook: Workbook, worksheets: Sequence[Worksheet], matter: Matter, settings: Settings, referred: frozenset[str]
) -> Face:
    """Return what the worksheets with a response table say above it; dates are read as the council prints them."""
    days = DayReader(matter, settings)
    lines = [(sheet, cell, " ".join(cell.said.split())) for sheet in worksheets for cell in sheet.cells]
    titled = [(sheet, cell, text) for sheet, cell, text in lines if text.startswith(TITLE)]
    title = titled[0][2].removeprefix(TITLE) if titled else ""
    meetings = [(sheet, cell, meeting) for sheet, cell, text in lines for meeting in days.read_meetings(text)]
    named: list[tuple[Worksheet, Cell]] = [(sheet, cell) for sheet, cell, _ in (*titled, *meetings)]
    return Face(title, tuple(each for _, _, each in meetings), workbook.at(*named[0]) if named else None, referred)


class DayReader:
    """Reads the days in the lines of a form: the matter's own as they are printed today, and other forms of dates."""

    def __init__(self, matter: Matter, settings: Settings) -> None:
        self.pattern, self.month, self.language = settings.date_format, settings.month_format, settings.language
        days = filter(None, (matter.date, *(topic.date for topic in matter.topics)))
        self.printed = {print_when(day, settings): day for day in days}

    def read_meetings(self, text: str) -> Iterator[Meeting]:
        """Yield the meetings that a line of the form names. A body may have commas, so may a date."""
        if text.startswith(BY):
            for named in self.split_meetings(text.removeprefix(BY)):
                yield self._read_meeting(named, named)
        elif TOPIC_BY in text:
            yield self._read_meeting(text, text.partition(TOPIC_BY)[2])

    def split_meetings(self, text: str) -> list[str]:
        """Return the meetings in "Scrutiny Committee, 03 March 2026; Parks Panel, 04 March 2026", each with its day.

        Words between semicolons that have no day belong to the body that follows; at the end, to the meeting before.
        """
        meetings: list[str] = []
        begun = ""
        for part in text.split("; "):
            begun = f"{begun}; {part}" if begun else part
            if self._has_day(part):
                meetings.append(begun)
                begun = ""
        if begun and meetings:
            meetings[-1] += f"; {begun}"
        return meetings or [text]

    def _has_day(self, text: str) -> bool:
        starts = [found.end() for found in re.finditer(", ", text)]
        return any(self.read_first(text[at:])[0] or DATE_OF_ANOTHER_LANGUAGE.match(text, at) for at in starts)

    def _read_meeting(self, line: str, named: str) -> Meeting:
        parts = named.split(", ")
        for at in range(1, len(parts)):
            day, _ = self.read_first(", ".join(parts[at:]))
            if day:
                return Meeting(line, ", ".join(parts[:at]), day)
        return Meeting(line, named.rpartition(", ")[0] or named, None)

    def read_first(self, text: str) -> tuple[When | None, str]:
        """Return the day that the text begins with, and what is typed after it."""
        for printed, day in self.printed.items():
            if text.startswith(printed):
                return day, text.removeprefix(printed)
        words = text.split()
        for last in range(min(LONGEST_DATE, len(words)), 0, -1):
            read = self.read(" ".join(words[:last]))
            if read:
                return read, " ".join(words[last:])
        return None, text

    def read(self, text: str) -> When | None:
        """Return the day, the month or the several days that the text is; before a day its weekday may be named."""
        first, _, rest = text.strip(" ,.;").partition(" ")
        weekday = not any(map(str.isdigit, first)) and bool(split_date(text, self.language)[0])
        for typed in (text.strip(" ,.;"), rest if weekday else ""):
            for pattern in (self.pattern, *USUAL_FORMS) if typed else ():
                if when := parse_printed_when(typed, pattern, self.month, self.language):
                    return when
            try:
                return parse_when(typed, self.language)
            except DateError:
                continue
        return None
