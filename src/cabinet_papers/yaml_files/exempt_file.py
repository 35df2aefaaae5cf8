"""Keeps what a file with exempt texts holds out of the findings about that file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.files.exempt_marks import holds_exempt_text
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.source_text import decode_text
from cabinet_papers.matter.withhold import withhold_typed

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic


def withhold_if_exempt(path: Path, findings: list[Diagnostic]) -> list[Diagnostic]:
    """Withhold all typed words from the findings of a file that holds exempt text: they may be exempt."""
    try:
        holds_exempt = bool(findings) and holds_exempt_text(decode_text(read_file(path), "replace"))
    except OSError:
        # Where it cannot be read a second time it may hold them.
        holds_exempt = True
    return [withhold_typed(each) for each in findings] if holds_exempt else findings
