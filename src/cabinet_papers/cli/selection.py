"""Which findings one run shows: --select, --ignore and --errors, by codes or the first letters of a family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cabinet_papers.cli.console import refuse
from cabinet_papers.findings.codes import CATALOGUE, FAMILIES
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.alike import gather_alike
from cabinet_papers.report.explain import find_nearest
from cabinet_papers.report.order import rank_findings
from cabinet_papers.report.text import count


class Selection(NamedTuple):
    """What is shown: codes and families, all of them where nothing is selected."""

    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    errors_only: bool = False

    def shows(self, found: Diagnostic) -> bool:
        """Whether a finding is shown."""
        names = {found.code.number, found.code.number[:3]}
        is_selected = not self.selected or bool(names & self.selected)
        return is_selected and not names & self.ignored and (found.is_error or not self.errors_only)

    def tell_hidden(self, findings: Sequence[Diagnostic]) -> str:
        """Return how many findings are not shown, "" for none."""
        hidden = gather_alike(rank_findings(each for each in findings if not self.shows(each)))
        errors = sum(each.first.is_error for each in hidden)
        counts = ((errors, "error"), (len(hidden) - errors, "warning"))
        told = " and ".join(count(number, thing) for number, thing in counts if number)
        return f"Not shown, as you asked: {told}" if told else ""


def read_codes(values: Iterable[str]) -> frozenset[str]:
    """Return the codes and families that were typed, with commas or not; stop if there is one that does not exist."""
    codes = [each.upper() for value in values for each in value.replace(",", " ").split()]
    for each in codes:
        if each not in CATALOGUE and each not in FAMILIES:
            nearest = find_nearest(each)
            meant = f"; did you mean {nearest}?" if nearest else ""
            refuse(f'there is no finding "{each}"{meant}\n    hint: papers explain lists them all')
    return frozenset(codes)
