"""Addresses within texts that a mail filter made: they would be printed with what they say of whoever got the mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.subject import Subject, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.matter.addresses import FOLLOW, WRAPPED, find_wrapped

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic


def check_wrapped_addresses(subject: Subject) -> Iterator[Diagnostic]:
    """Find addresses of Outlook's Safe Links and of other mail filters; the real address is the cure."""
    for stretch in subject.stretches:
        for start, end, real in find_wrapped(stretch.text):
            # The address itself is not told where a text is exempt.
            told = real if not stretch.passage.exempt else ""
            hint = f"write {told}" if told else FOLLOW
            yield finding_in(codes.XLS021, stretch, start, end, WRAPPED, hint, told or None)
