"""What is wrong with a paper, where, and how to fix it: the one form that every stage reports in."""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum
from functools import reduce
from typing import NamedTuple

from cabinet_papers.findings.lookalikes import point_out
from cabinet_papers.findings.message import Message

# The endings of files that have tables where workbooks have worksheets, and a cell's reference.
WORD_FORMS = (".docx", ".docm", ".dotx", ".dotm")
CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class Severity(StrEnum):
    """How bad a finding is: an error stops the matter's documents, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Weight(IntEnum):
    """What a finding is about, the important first: facts and references, people and names, style."""

    FACTS = 1
    NAMES = 2
    STYLE = 3


class Code(NamedTuple):
    """One kind of finding: its number (never reused), what it means in a line, how bad it is by default, its weight.

    One that is `optional` is reported only if papers.yaml asks for it.
    """

    number: str
    meaning: str
    severity: Severity = Severity.ERROR
    weight: Weight = Weight.FACTS
    optional: bool = False


class Location(NamedTuple):
    """A place in a file that a person wrote.

    `file` is relative to the workspace, with forward slashes. YAML has a `line` and `column` (both from 1),
    a workbook a `sheet` and a `cell` ("C9"). In a Word form the `sheet` is a table of the document, "table 1", and the
    `cell` counts its columns and rows.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.file}[{', '.join(self.within) if self.is_in_word else '!'.join(self.within)}]"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    @property
    def is_in_word(self) -> bool:
        """Whether the place is in a table of a Word form."""
        return self.sheet is not None and self.file.casefold().endswith(WORD_FORMS)

    @property
    def within(self) -> tuple[str, ...]:
        """The place in a workbook, or in a Word form as a person finds it: ("table 1", "row 3", "column 4")."""
        found = CELL.fullmatch(self.cell or "") if self.is_in_word else None
        if found is None:
            return tuple(filter(None, (self.sheet, self.cell)))
        column = reduce(lambda number, letter: number * 26 + ord(letter) - ord("A") + 1, found[1], 0)
        return self.sheet or "", f"row {found[2]}", f"column {column}"


class Fix(NamedTuple):
    """A correction that is sure: `length` characters of a line of its file, from `column` on, become `replacement`."""

    line: int
    column: int
    length: int
    replacement: str


class CellWords(NamedTuple):
    """A line of a cell's text, and the `length` characters from `start` on (from 0) that a finding is about."""

    text: str
    start: int
    length: int


class Diagnostic(NamedTuple):
    """One finding: its code, a sentence that quotes the value, a hint that states the fix, and its place.

    `length` counts the characters of the place's line that it is about, 0 where that is not known; `related` is
    another place that belongs to it; `number` the recommendation that it is about, as it is counted, and `printed` as
    it is printed; `fix` the correction, if sure; `words` what a cell has at its place.
    """

    code: Code
    message: Message
    hint: Message
    location: Location
    severity: Severity
    length: int = 0
    related: Location | None = None
    number: int | None = None
    fix: Fix | None = None
    printed: str | None = None
    words: CellWords | None = None

    @property
    def is_error(self) -> bool:
        """Whether it stops the matter's documents."""
        return self.severity is Severity.ERROR


def finding(
    code: Code, message: Message, hint: Message, location: Location, severity: Severity | None = None
) -> Diagnostic:
    """Return the finding, with its code's own severity unless another is given.

    A typed value that looks just like another is pointed out.
    """
    return Diagnostic(code, point_out(message), hint, location, severity or code.severity)


def has_errors(findings: list[Diagnostic]) -> bool:
    """Whether one of the findings stops the documents."""
    return any(each.is_error for each in findings)
