"""What a stage or a command wrote and found. It is returned and added up, never passed in to be filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.message import Message


@dataclass(slots=True)
class Outcome:
    """The findings and the files that were written.

    `receipts` says of some of them what is in them; `unchanged` are files that needed no change, `kept` copies of what
    was there before. `notes` are to be known, though nothing is wrong. `not_written` are the names of matters that
    were left out because of errors, `awaited` counts the answers that are not there yet.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    receipts: dict[Path, str] = field(default_factory=dict)
    unchanged: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    not_written: list[str] = field(default_factory=list)
    awaited: int = 0

    def __iadd__(self, other: Outcome) -> Outcome:
        self.findings += other.findings
        self.paths += other.paths
        self.receipts |= other.receipts
        self.unchanged += other.unchanged
        self.kept += other.kept
        self.notes += other.notes
        self.not_written += other.not_written
        self.awaited += other.awaited
        return self
