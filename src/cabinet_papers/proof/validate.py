"""The last check before a document is written: that Word opens it without a repair, and everybody can read it."""

from __future__ import annotations

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.proof.accessibility import find_barriers
from cabinet_papers.proof.structure import find_faults

MOST_NAMED = 20
SAVE_AGAIN = phrase("open the template in Word and save it again, or use the one that `papers init` writes")


def validate_document(document: Blocks, file: str, typed: str) -> list[Diagnostic]:
    """Return a finding for each fault that Word would have to repair, or else for each that some people cannot read.

    `typed` is everything that people wrote for the document.
    """
    return check_structure(document, file, typed) or check_accessibility(document, file)


def check_structure(document: Blocks, file: str, typed: str) -> list[Diagnostic]:
    """Return a finding for each fault that Word would have to repair."""
    faults = find_faults(document, typed)
    hint = phrase("the document was not written, because its template has this fault: {}", SAVE_AGAIN)
    return [
        finding(codes.OUT007, phrase("{} ({})", fault.message, fault.place), hint, Location(file))
        for fault in faults[:MOST_NAMED]
    ]


def check_accessibility(document: Blocks, file: str) -> list[Diagnostic]:
    """Return a finding for each thing in the document that some people cannot read."""
    return [
        finding(
            codes.OUT008 if barrier.stops else codes.OUT009,
            phrase("{} ({})", barrier.message, barrier.place),
            barrier.hint,
            Location(file),
        )
        for barrier in find_barriers(document)[:MOST_NAMED]
    ]
