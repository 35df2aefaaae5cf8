"""Finds what a person typed into the lines in which a response sheet says what it is: above its table, and on "How to".

A line belongs to the form if it is one that this matter's sheet has today, or could have had: an earlier version may
have had another title, body, member or date. Anything else was typed. Sheets of version 0.1.0 have a line more for the
date, and say above the table how to fill it in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.dates import split_date
from cabinet_papers.matter.form_words import (
    A_REASON,
    AND,
    ANSWERED,
    BY,
    CONTACT,
    DUE,
    FOR,
    IN_FORMULA_BAR,
    MORE,
    OF_ALL,
    OF_WHICH,
    READY,
    TITLE,
    TOO_LONG,
    TOPIC_BY,
    WITHOUT,
)
from cabinet_papers.sheets.form_head import (
    describe_above,
    describe_contact,
    describe_earlier,
    describe_people,
    describe_whole,
)
from cabinet_papers.sheets.form_texts import EARLIER, EARLIER_IN_FORMULA_BAR, how_lines, put_headings
from cabinet_papers.sheets.plan import plan_joined, plan_sheets
from cabinet_papers.sheets.reference import Reference, matter_fingerprint
from cabinet_papers.sheets.sheet_face import DATE_OF_ANOTHER_LANGUAGE, DayReader
from cabinet_papers.sheets.unprinted import Unprinted

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, Worksheet
    from cabinet_papers.matter.model import Matter
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.sheets.form_table import FormTable

ABOVE, BESIDE = Term("typed above the table"), Term("typed beside the table's headings")
WITHIN = Term("added to one of the lines above the table")
LONG_ROWS = re.compile(
    rf"{re.escape(TOO_LONG)}recommendations? [^\s,;]+(?:, [^\s,;]+)*"
    rf"(?:{re.escape(IN_FORMULA_BAR)}|{re.escape(EARLIER_IN_FORMULA_BAR)})"
)
AND_MORE = re.compile(rf"{AND}\d+{re.escape(MORE)}$")
# A post and an address, as "Scrutiny Officer, scrutiny@eastmere.gov.uk".
ROLE, ADDRESS = r"[A-Z][^\d.!?:;()]{1,80}", r"(?:[^\s,;]+@[^\s,;]+|\+?[\d() -]{5,20})"
ROLE_OR_ADDRESS = re.compile(rf"{ROLE}|(?:{ROLE}, )?{ADDRESS}")
# A line that shares so many letters with one of the form's is that line, with something typed in its middle.
IN_COMMON = 20
# "2026 - 2027 to 2028 - 2029".
YEARS = re.compile(r"[\d\s–/-]+(?:to [\d\s–/-]+)?")
# A name and a title, as "Councillor B Oak, Cabinet Member for a Healthier, Safer Oxford"; no sentence, no figures.
NAME = re.compile(r"[^\W\d_][^\d.!?:()]{1,150}")
SHORT_FORM = re.compile(r"\b(Cllr|Dr|Mr|Mrs|Ms|Prof|Rev|Rt|Hon|St|[A-Z])\.")
# How a longer title goes on where a shorter one is known.
GOES_ON = re.compile(r",|-| (?:and|&|of|for|in|at)\b")
NO_NAME = re.compile(
    r"\b(?:nb|not|no|yes|please|is|are|was|were|be|been|we|i|it|they|do|does|don.t|has|have|had|will|should|must|but|see"
    r"|this|that|these|sorry|draft|confidential|print|answers?|answered|agreed?|waiting|still|only|asap|urgent)\b",
    re.IGNORECASE,
)


def _expect_count(settings: Settings) -> re.Pattern[str]:
    """Return what the line that counts the answers looks like."""
    wanted = "|".join(re.escape(each) for each in (A_REASON, *(own.heading for own in settings.response_columns)))
    return re.compile(rf"{ANSWERED}\d+{OF_ALL}\d+(?:{OF_WHICH}\d+{WITHOUT}(?:{wanted})|{re.escape(READY)})?")


def _list_how(settings: Settings) -> list[str]:
    """Return the lines that say above a Word form how it is filled in."""
    columns = settings.response_columns
    return [put_headings(line, named) for line in how_lines(columns) for named in (columns, ())]


class FormLines:
    """The form's own lines of one worksheet; `references` are those of its rows."""

    def __init__(
        self, matter: Matter, settings: Settings, worksheet: Worksheet, references: Sequence[Reference]
    ) -> None:
        self.matter = matter
        self.settings = settings
        self.language = settings.language
        self.references = {each.matter for each in references}
        self.count = _expect_count(settings)
        # Whether the sheet is of this matter's present issue, whose members are those of today.
        self.is_todays = (
            matter.told_by is not None and matter_fingerprint(matter.title, matter.told_by) in self.references
        )
        describe = (describe_above, describe_whole, describe_earlier)
        planned = [
            line
            for sheet in (*plan_sheets(Path(), matter), *plan_joined(Path(), matter))
            for describe_lines in describe
            for line in describe_lines(sheet, matter, settings)
        ]
        self.known = [
            _flatten(line)
            for line in dict.fromkeys((f"{TITLE}{matter.title}", *planned, *EARLIER, *_list_how(settings)))
        ]
        planned_sheets = (*plan_sheets(Path(), matter), *plan_joined(Path(), matter))
        every = [_flatten(line) for each in planned_sheets for line in describe_people(each, matter)]
        self.people = [line.removeprefix(FOR) for line in every]
        self.reader = days = DayReader(matter, settings)
        texts = [_flatten(cell.said) for cell in worksheet.cells if cell.said.startswith(BY)]
        self.days = {matter.date, *(meeting.day for text in texts for meeting in days.read_meetings(text))}

    def find_above(self, unprinted: Unprinted, table: FormTable) -> list[Diagnostic]:
        """Return a finding for each text above or beside the table's headings that is not part of the form."""
        return [
            unprinted.report(
                codes.XLS009, phrase('text {} is not printed: "{}"', where, typed), unprinted.move, cell.reference
            )
            for cell in unprinted.worksheet.cells
            if cell.row < table.row or (cell.row == table.row and cell.column not in table.columns)
            for typed, where in (self._find_typed(cell, table),)
            if typed
        ]

    def find_in(self, text: str) -> str:
        """Return what a person typed into a line that begins as one of the form's; the whole line if it is none."""
        return self._find_in_line(_flatten(text))[0]

    def _find_typed(self, cell: Cell, table: FormTable) -> tuple[str, Term]:
        """Return what a person typed in the cell, "" for nothing, and where that is."""
        if cell.row == table.row:
            return _flatten(cell.text), BESIDE
        typed, where = self._find_in_line(_flatten(cell.said))
        return quote_typed(cell, typed), where

    def _find_in_line(self, line: str) -> tuple[str, Term]:
        if line in self.known or line.startswith(f'="{ANSWERED}"'):
            return "", WITHIN
        typed, where = self._find_added(line)
        return (typed, where) if re.search(r"[^\s.,;:]", typed) else ("", where)

    def _find_added(self, line: str) -> tuple[str, Term]:
        """Return what is typed into the line, and where that is; "" if the line may be that of an earlier version."""
        finders = {
            TITLE: self._find_in_title, BY: self._find_in_bodies, FOR: self._find_in_people, DUE: self._find_in_due,
            CONTACT: self._find_in_contact,
        }  # fmt: skip
        for start, find in finders.items():
            if line.startswith(start):
                return find(line.removeprefix(start)), WITHIN
        if TOPIC_BY in line:
            return self._find_in_topic(line), WITHIN
        for pattern in (self.count, LONG_ROWS):
            if found := pattern.match(line):
                return _trim(line[found.end() :]), WITHIN
        return self._find_in_how(line)

    def _find_in_title(self, title: str) -> str:
        own = " ".join(self.matter.title.split())
        if title == own or any(matter_fingerprint(title, day) in self.references for day in self.days):
            return ""
        if own in title:
            return _trim(title.replace(own, "", 1))
        # If the rows belong to this matter under its present title, the title never was another.
        return title if matter_fingerprint(own, self.matter.told_by) in self.references else ""

    def _find_in_bodies(self, text: str) -> str:
        """Return what is typed into "Scrutiny Committee, 03 March 2026; Parks Panel, 04 March 2026; and 2 more"."""
        return "; ".join(filter(None, map(self._find_in_body, self.reader.split_meetings(AND_MORE.sub("", text)))))

    def _find_in_body(self, text: str) -> str:
        """Return what is typed into "Scrutiny Committee, 03 March 2026"."""
        for at in (found.start() for found in re.finditer(", ", text)):
            day, rest = self.reader.read_first(text[at + 2 :])
            words, others = split_date(text[at + 2 :], self.language)
            unknown = DATE_OF_ANOTHER_LANGUAGE.match(text, at + 2)
            if day or words or unknown:
                rest = rest if day else text[unknown.end() :] if unknown else others
                return _trim(rest) or self._find_after(text[:at], [topic.body for topic in self.matter.topics])
        # What has no day is about the years of a plan, which may have been others.
        return "" if self.matter.edition and YEARS.fullmatch(text) else text

    def _find_in_topic(self, line: str) -> str:
        title, _, rest = line.partition(TOPIC_BY)
        known = [topic.title for topic in self.matter.topics]
        # The topic may have had another title; what cannot be a title was typed.
        beside = next((title.replace(each, "", 1) for each in known if each in title), "")
        return title if title not in known and NO_NAME.search(beside) else self._find_in_body(rest)

    def _find_in_people(self, text: str) -> str:
        """Return what is typed into "Councillor B Oak; Councillor C Elm. Please return it by 10 March 2026."."""
        people, _, due = text.partition(f". {DUE}")
        typed = self._find_among_people(AND_MORE.sub("", people)), self._find_in_due(due) if due else ""
        return "; ".join(filter(None, typed))

    def _find_among_people(self, text: str) -> str:
        after = self._find_after_todays(text) if self.is_todays else None
        if after is not None:
            return after
        people = [(each.name, each.title) for each in self.matter.members]
        people += [(each.name, each.title) for each in self.settings.people]
        known = [f"{name}, {title}" for name, title in people if title] + [name for name, _ in people]
        return "; ".join(filter(None, (self._find_after(each.strip(), known) for each in text.split(";"))))

    def _find_after_todays(self, text: str) -> str | None:
        """Return what was typed after the members whom the form names today; None where it may name earlier ones.

        Since the sheet was written a member may have been taken out, a title shortened or deleted.
        """
        longest = max((line for line in self.people if text.startswith(line)), key=len, default="")
        rest = text.removeprefix(longest)
        if not longest or rest[:1].isalnum() or self._goes_on_as_earlier(longest, rest):
            return None
        return _trim(rest)

    def _goes_on_as_earlier(self, named: str, rest: str) -> bool:
        """Whether what follows the named members may be a further member, or the rest of a title."""
        if rest.startswith("; "):
            callings = {each.name.split(" ")[0] for each in self.matter.members if " " in each.name}
            return rest[2:].split(" ")[0] in callings
        if rest.startswith(","):
            return any(named.endswith(each.name) for each in self.matter.members)
        return bool(GOES_ON.match(rest))

    def _find_after(self, text: str, known: Sequence[str]) -> str:
        """Return what was typed after one of the known names; "" if the text may be an earlier name."""
        rest = next((text.removeprefix(each) for each in known if text.startswith(each)), text)
        goes_on = rest is text or GOES_ON.match(rest)
        plain = SHORT_FORM.sub(r"\1", text)
        if not rest or (goes_on and NAME.fullmatch(plain) and text[0].isupper() and not NO_NAME.search(text)):
            return ""
        return _trim(rest)

    def _find_in_contact(self, text: str) -> str:
        own = describe_contact(self.matter).removeprefix(CONTACT)
        if own and text.startswith(own):
            return _trim(text.removeprefix(own))
        # The author may have been another.
        return "" if ROLE_OR_ADDRESS.fullmatch(text) and not NO_NAME.search(text) else text

    def _find_in_due(self, text: str) -> str:
        day, rest = split_date(text, self.language)
        return rest if day else text

    def _find_in_how(self, line: str) -> tuple[str, Term]:
        """Return what is typed into a line that never changes; the whole line if it is not one of the form's."""
        for known in self.known:
            same = next((at for at, (a, b) in enumerate(zip(line, known, strict=False)) if a != b), len(known))
            if same >= min(IN_COMMON, len(known)):
                return _trim(line[line.rfind(" ", 0, same + 1) + 1 :] if same < len(known) else line[same:]), WITHIN
        return line, ABOVE


def quote_typed(cell: Cell, typed: str) -> str:
    """Return what of a cell was typed, as it was typed: if that is the whole line, the cell's own words."""
    return _flatten(cell.text) if cell.own and typed == _flatten(cell.own) else typed


def _flatten(text: str) -> str:
    return " ".join(text.split())


def _trim(text: str) -> str:
    return text.strip(" .,;:–-")
