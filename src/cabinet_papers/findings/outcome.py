"""What a stage or a command wrote and found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic


@dataclass(slots=True)
class Outcome:
    """The files written, each with its receipt ("" where it has none), and the findings."""

    findings: list[Diagnostic] = field(default_factory=list)
    written: dict[Path, str] = field(default_factory=dict)

    def __iadd__(self, other: Outcome) -> Outcome:
        self.findings += other.findings
        self.written |= other.written
        return self
