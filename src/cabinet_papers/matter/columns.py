"""The columns of a table of answers, each declared once: sheets, papers, pages and messages follow from here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class ColumnKind(StrEnum):
    """What a column of a sheet is for: to be read, or to be filled in with what."""

    READ = "read-only"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"
    FIGURE = "figure"
    MONEY = "money"
    PERSON = "person"


class Needed(StrEnum):
    """When a column has to be filled in."""

    NEVER = ""
    ALWAYS = "yes"
    AGREED = "agreed"


class Column(NamedTuple):
    """A column. `name` is what the program and the templates call it, `heading` what is printed.

    `also` are other headings that people type over ours, `choices` the words that a sheet offers. A table that lacks
    an essential column is not recognised. What is filled in where `is_printed` is false is only for the office. `width`
    is that of the column in a sheet, in characters, 0 for one that suits what it holds.
    """

    name: str
    heading: str
    kind: ColumnKind
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    is_essential: bool = False
    needed: Needed = Needed.NEVER
    is_printed: bool = True
    width: float = 0.0

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading, and the others by which the column is known."""
        return (self.heading, *self.also)

    @property
    def is_answer(self) -> bool:
        """Whether the column is to be filled in."""
        return self.kind is not ColumnKind.READ

    @property
    def is_further(self) -> bool:
        """Whether the column is one that a council has beside the program's own."""
        return self.name not in PROGRAM


NUMBER = Column("number", "No.", ColumnKind.READ, ("No", "Number", "Nr", "#"))
REF = Column("ref", "Ref.", ColumnKind.READ, ("Reference number",))
MEMBER = Column("member", "Cabinet Member", ColumnKind.READ, ("Member",))
RECOMMENDATION = Column(
    "recommendation", "Recommendation", ColumnKind.READ, ("Recommendations",), is_essential=True
)  # fmt: skip
DECISION = Column(
    "decision", "Agree?", ColumnKind.CHOICE,
    (
        "Agree", "Agreed", "Agree Y/N", "Agree (Y/N)", "Agreed (Y/N)", "Agree? (Y/N)", "Agree (Yes/No)", "Decision",
    ),
    is_essential=True,
)  # fmt: skip
COMMENT = Column("comment", "Comment", ColumnKind.TEXT, ("Comments", "Response comment"), is_essential=True)
# The columns that a table may have by their name alone.
ACTION = Column("action", "Action", ColumnKind.TEXT)
LEAD_OFFICER = Column("lead_officer", "Lead officer", ColumnKind.TEXT, ("Lead Officers",))
TARGET_DATE = Column("target_date", "Target date", ColumnKind.DATE, ("Target dates", "By when"))

# What the program knows the meaning of; a table has each of them at most once.
OF_PROGRAM = (NUMBER, REF, MEMBER, RECOMMENDATION, DECISION, COMMENT)
PROGRAM = frozenset(each.name for each in OF_PROGRAM)
# The columns that every plan has.
OF_PLAN = (
    NUMBER,
    Column("action", "What are we going to do?", ColumnKind.TEXT),
    Column("service", "Service", ColumnKind.TEXT),
    Column("by", "By end of year", ColumnKind.TEXT),
    Column("notes", "Notes", ColumnKind.TEXT),
)
# What has changed since the row of a sheet was answered, and the hidden reference of the row.
ABOUT_ROW = Column("about_row", "About this row", ColumnKind.READ, ("About the wording",))
REFERENCE = Column("reference", "Reference", ColumnKind.READ)
# What templates and sheets call something else of a row: no column of a council's own can have these names.
RESERVED = frozenset({
    "about_row", "answer_exempt", "answer_withheld", "answered_with", "by", "comment", "count", "decision", "exempt",
    "further", "index", "member", "notes", "number", "numbered", "recommendation", "ref", "reference", "service",
    "text", "withdrawn", "withheld",
})  # fmt: skip
# No heading is longer; most cells are.
LONGEST_HEADING = 60
# A table in Word can have no more.
MOST_COLUMNS = 63
FURTHER = (ACTION, LEAD_OFFICER, TARGET_DATE)
# The table of a council that asks for no other.
USUAL = (NUMBER, RECOMMENDATION, DECISION, COMMENT)
HOUSE_COLUMNS = (*USUAL, *FURTHER)


def find_column(columns: Iterable[Column], wanted: Column) -> Column | None:
    """Return the table's column of the same name, which may have another heading; None where it has none."""
    return next((each for each in columns if each.name == wanted.name), None)
