"""The rules that a paper is held against: one function a rule, one file a family, all of them in RULES."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.check.placement import check_placement
from cabinet_papers.check.responses import check_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from cabinet_papers.diagnostics import Diagnostic
    from cabinet_papers.model import Paper

RULES: tuple[Callable[[Paper], list[Diagnostic]], ...] = (check_placement, check_answers)


def check_paper(paper: Paper) -> list[Diagnostic]:
    """Return what every rule finds."""
    return [finding for rule in RULES for finding in rule(paper)]
