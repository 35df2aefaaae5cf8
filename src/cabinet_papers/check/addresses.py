"""Web addresses that a mail filter has replaced, or that were made for one reader: they may show who that was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.addresses import FOLLOW, TRACKING, WRAPPED, find_tracking, find_wrapped

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic


def check_tracking(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find addresses that tell their owner who follows them, or from which message, and offer them without that."""
    for block in checked.text_blocks:
        for start, end, clean in find_tracking(block.text):
            hint = phrase("write {}", clean)
            yield finding_in(codes.STY018, block, start, end, TRACKING, hint, clean)


def check_wrapped_addresses(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find addresses of Outlook's Safe Links and of other mail filters, and offer the real address."""
    for block in checked.text_blocks:
        for start, end, real in find_wrapped(block.text):
            hint = phrase("write {}", real) if real else FOLLOW
            yield finding_in(codes.XLS021, block, start, end, WRAPPED, hint, real or None)
    # By when something is done is no sentence, so the other rules do not look at it.
    for priority in checked.plan.priorities if checked.plan else ():
        for action in priority.actions:
            for _, _, real in find_wrapped(action.by) if isinstance(action.by, str) else ():
                hint = phrase("write {}", real) if real else FOLLOW
                yield finding(codes.XLS021, WRAPPED, hint, action.by_place or action.location)
