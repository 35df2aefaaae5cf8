"""The gate before a document is written: nothing leaves that Word would have to mend."""

from __future__ import annotations

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.publish.structure import find_faults

MOST_NAMED = 20


def check_structure(document: bytes, file: str, typed: str) -> list[Diagnostic]:
    """Return a finding for each thing that Word would have to mend; `typed` is all that people wrote for it."""
    faults = find_faults(document, typed)
    hint = "look at the template there, in Word; `papers init` writes templates that work. Nothing was written"
    return [
        finding(codes.OUT007, f"{fault.message} ({fault.place})", hint, Location(file)) for fault in faults[:MOST_NAMED]
    ]
