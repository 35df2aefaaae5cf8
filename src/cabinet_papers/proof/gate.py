"""The gate before a document is written: nothing leaves that Word would have to mend, or that some cannot read."""

from __future__ import annotations

import re

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.finished.opened import Opened
from cabinet_papers.proof.accessibility import find_barriers
from cabinet_papers.proof.structure import find_faults

MOST_NAMED = 20
QUOTED = re.compile(r'".*"')


def check_gate(opened: Opened, file: str, typed: str, *, quote: bool) -> list[Diagnostic]:
    """Return a finding for each thing that Word would have to mend, else for each that some people cannot read.

    `typed` is all that people wrote for the document; `quote` says whether a finding may show its words.
    """
    return check_structure(opened, file, typed, quote=quote) or check_accessibility(opened, file, quote=quote)


def check_structure(opened: Opened, file: str, typed: str, *, quote: bool) -> list[Diagnostic]:
    """Return a finding for each thing that Word would have to mend."""
    faults = find_faults(opened, typed)
    hint = "look at the template there, in Word; `papers init` writes templates that work. Nothing was written"
    return [
        finding(codes.OUT007, _withhold(f"{fault.message} ({fault.place})", quote), hint, Location(file))
        for fault in faults[:MOST_NAMED]
    ]


def check_accessibility(opened: Opened, file: str, *, quote: bool) -> list[Diagnostic]:
    """Return a finding for each thing in the document that some people cannot read."""
    return [
        finding(
            codes.OUT008 if barrier.stops else codes.OUT009,
            _withhold(f"{barrier.message} ({barrier.place})", quote),
            barrier.hint,
            Location(file),
        )
        for barrier in find_barriers(opened)[:MOST_NAMED]
    ]


def _withhold(message: str, quote: bool) -> str:
    return message if quote else QUOTED.sub("exempt words", message)
