"""The columns of a table of answers, each declared once: sheets, papers, pages and messages follow from here."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ColumnKind(StrEnum):
    """What a column of a sheet is for: to be read, or to be filled in with what."""

    READ = "read-only"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


class Column(NamedTuple):
    """A column. `name` is what the program calls it, `heading` what is printed.

    `also` are other headings that people type over ours, `choices` the words that a sheet offers. A table that lacks
    an essential column is not recognised.
    """

    name: str
    heading: str
    kind: ColumnKind
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    is_essential: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading, and the others by which the column is known."""
        return (self.heading, *self.also)

    @property
    def is_answer(self) -> bool:
        """Whether the column is to be filled in."""
        return self.kind is not ColumnKind.READ


NUMBER = Column("number", "No.", ColumnKind.READ, ("No", "Number", "Nr", "#"))
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
# The columns that a table may have after Comment.
ACTION = Column("action", "Action", ColumnKind.TEXT)
LEAD_OFFICER = Column("lead_officer", "Lead officer", ColumnKind.TEXT, ("Lead Officers",))
TARGET_DATE = Column("target_date", "Target date", ColumnKind.DATE, ("Target dates", "By when"))

FURTHER = (ACTION, LEAD_OFFICER, TARGET_DATE)
HOUSE_COLUMNS = (NUMBER, RECOMMENDATION, DECISION, COMMENT, *FURTHER)
