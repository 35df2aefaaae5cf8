"""What papers.yaml says: the council's house style, its words and its people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cabinet_papers.matter.columns import DECISION, MEMBER, REF, USUAL, Column, find_column
from cabinet_papers.matter.form_words import name_columns
from cabinet_papers.matter.numbering import HOUSE_NUMBERING, Numbering
from cabinet_papers.matter.vocabulary import Decision, Meaning


class DirectoryEntry(NamedTuple):
    """A person of the council's directory and the time in which the title was theirs."""

    name: str
    title: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    email: str = ""


class Picture(NamedTuple):
    """A picture: its file, "png" or "jpeg", its size in pixels, and what it shows in words."""

    content: bytes
    kind: str
    width: int
    height: int
    alt: str = ""


class Chart(NamedTuple):
    """A chart of bars: what it shows in words, and each bar's label and length."""

    alt: str
    bars: tuple[tuple[str, int], ...]


class DocumentEntry(NamedTuple):
    """A document that papers.yaml asks for: its template, and how its file is named.

    `when` are the stages of a matter in which it is made, () where the entry does not say; `over` is for what there is
    one each.
    """

    template: str
    name: str
    when: tuple[str, ...] = ()
    over: str = "matter"
    is_public: bool = True


class Settings(NamedTuple):
    """The house style of papers.yaml. `language` is a BCP 47 tag.

    `date_format` is a CLDR pattern, `month_format` that of a month of which the day is not known, "" for the usual one,
    and `front_sheet_format` that of the date on a report's front sheet, "" where it is as any other.
    `words` are accepted by the spelling check; `severities` says "off", "warning" or "error" for a code or
    the three letters of a family; `leave_out` names what the council's templates do not print on purpose.
    `form_words` are the words of a response sheet in the council's language by their English texts, and `plan_words`
    those of a plan's notes; it `lacks_words` where their file has errors, so that only a sheet that carries its words
    can be read.
    `response_columns` is the whole table of answers from left to right, `plan_columns` what a plan has after its own.
    Those of an update sheet are marked `is_for_updates`.
    """

    council: str
    language: str = "en-GB"
    date_format: str = "dd MMMM yyyy"
    month_format: str = ""
    front_sheet_format: str = ""
    decisions: tuple[Decision, ...] = (
        Decision("Yes", Meaning.AGREED),
        Decision("No", Meaning.NOT_AGREED),
        Decision("In part", Meaning.PARTLY),
    )
    response_columns: tuple[Column, ...] = USUAL
    plan_columns: tuple[Column, ...] = ()
    people: tuple[DirectoryEntry, ...] = ()
    services: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    severities: Mapping[str, str] = MappingProxyType({})
    logo_file: str = ""
    logo: Picture | None = None
    pdf: str = "PDF/UA-1"
    leave_out: tuple[str, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    numbering: Numbering = HOUSE_NUMBERING
    appendix_numbering: str = "A"
    report_headings: tuple[str, ...] = ()
    form_words: Mapping[str, str] = MappingProxyType({})
    lacks_words: bool = False
    plan_words: Mapping[str, str] = MappingProxyType({})
    is_for_updates: bool = False

    @property
    def decision_column(self) -> Column | None:
        """The column of the decisions; None where the council's comments alone are the answers."""
        return find_column(self.response_columns, DECISION)

    def heading_of(self, usual: Column) -> str:
        """Return what the council calls one of the program's columns."""
        return (find_column(self.response_columns, usual) or usual).heading

    @property
    def further_columns(self) -> tuple[Column, ...]:
        """The columns beside the program's own that are printed."""
        return tuple(each for each in self.response_columns if each.is_further and each.is_printed)

    @property
    def asked_for(self) -> tuple[Column, ...]:
        """The columns that the council asks to be printed: its own, and the reference and the member where listed."""
        return tuple(
            each for each in self.response_columns
            if each.is_printed and (each.is_further or each.name in (REF.name, MEMBER.name))
        )  # fmt: skip

    @property
    def public_texts(self) -> tuple[str, ...]:
        """What papers.yaml names, which is no secret wherever it is written."""
        people = (text for each in self.people for text in (each.name, each.title))
        return (self.council, *people, *self.services, *self.words, *(each.word for each in self.decisions))

    def with_columns(self, columns: tuple[Column, ...]) -> Settings:
        """Return the settings with a matter's own table of answers, where it has one."""
        return self._replace(response_columns=name_columns(columns, self.form_words)) if columns else self

    def with_words(self, words: Mapping[str, str]) -> Settings:
        """Return the settings as they are for a sheet that was written in other words than those of today."""
        columns = name_columns(self.response_columns, words, self.form_words)
        return self._replace(response_columns=columns, form_words=words)
