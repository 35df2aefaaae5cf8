"""What is wrong with a paper, where, and how to fix it: the one form that every stage reports in."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from cabinet_papers.findings.message import Message


class Severity(StrEnum):
    """How bad a finding is: an error stops the matter's documents, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(NamedTuple):
    """One kind of finding: its number (never reused), what it means in a line, and how bad it is by default.

    One that is `optional` is reported only if papers.yaml asks for it.
    """

    number: str
    meaning: str
    severity: Severity = Severity.ERROR
    optional: bool = False


class Location(NamedTuple):
    """A place in a file that a person wrote.

    `file` is relative to the workspace, with forward slashes. YAML has a `line` and `column` (both from 1),
    a workbook a `sheet` and a `cell` ("C9").
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.sheet is not None:
            return f"{self.file}[{self.sheet}{'!' + self.cell if self.cell else ''}]"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class Fix(NamedTuple):
    """A correction that is sure: `length` characters of a line of its file, from `column` on, become `replacement`."""

    line: int
    column: int
    length: int
    replacement: str


class Diagnostic(NamedTuple):
    """One finding: its code, a sentence that quotes the value, a hint that states the fix, and its place.

    `length` counts the characters of the place's line that it is about, 0 where that is not known; `related` is
    another place that belongs to it; `number` the recommendation that it is about; `fix` the correction, if sure.
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

    @property
    def is_error(self) -> bool:
        """Whether it stops the matter's documents."""
        return self.severity is Severity.ERROR


def finding(
    code: Code, message: Message, hint: Message, location: Location, severity: Severity | None = None
) -> Diagnostic:
    """Return the finding, with its code's own severity unless another is given."""
    return Diagnostic(code, message, hint, location, severity or code.severity)


def has_errors(findings: list[Diagnostic]) -> bool:
    """Whether one of the findings stops the documents."""
    return any(each.is_error for each in findings)
