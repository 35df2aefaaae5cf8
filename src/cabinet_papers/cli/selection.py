"""Which findings one run shows: --select, --ignore and --errors, by codes or the first letters of a family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from cabinet_papers.cli.console import refuse
from cabinet_papers.findings.codes import CATALOGUE, FAMILIES, WSP007
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.alike import gather_alike
from cabinet_papers.report.explain import find_nearest
from cabinet_papers.report.order import rank_findings
from cabinet_papers.report.text import write_counts


class Selection(NamedTuple):
    """What is shown: codes and families, all of them where nothing is selected."""

    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    errors_only: bool = False

    def shows(self, found: Diagnostic) -> bool:
        """Whether a finding is shown."""
        names = {found.code.number, found.code.number[:3]}
        is_selected = not self.selected or bool(names & self.selected)
        is_shown = is_selected and not names & self.ignored and (found.is_error or not self.errors_only)
        # That something was not looked at is never left out.
        return is_shown or found.code is WSP007

    def tell_hidden(self, findings: Sequence[Diagnostic]) -> str:
        """Return how many findings are not shown, "" for none."""
        hidden = gather_alike(rank_findings(each for each in findings if not self.shows(each)))
        return f"Not shown, as you asked: {write_counts(hidden)}" if hidden else ""


def read_codes(values: Iterable[str]) -> frozenset[str]:
    """Return the codes and families that were typed, with commas or not; stop if there is one that does not exist."""
    codes = [each.upper() for value in values for each in value.replace(",", " ").split()]
    for each in codes:
        if each not in CATALOGUE and each not in FAMILIES:
            refuse_code(each)
    return frozenset(codes)


def refuse_code(typed: str) -> NoReturn:
    """Say that there is no such code or family, and stop."""
    nearest = find_nearest(typed)
    meant = f"; did you mean {nearest}?" if nearest else ""
    refuse(f'there is no finding "{typed}"{meant}\n    hint: papers explain lists them all')
