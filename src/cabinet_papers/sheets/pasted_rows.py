"""Finds a text of several paragraphs that was pasted over the Comments of several recommendations.

Excel and LibreOffice put each paragraph into a cell of its own where the cell was not double-clicked first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.columns import COMMENT, RECOMMENDATION
from cabinet_papers.matter.list_marks import BULLETS
from cabinet_papers.sheets.changed_rows import place_in, report_about

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.sheets.read_sheet import MatchedRow

# How a paragraph ends that goes on in the next, and how one begins that has begun in the one before.
LEADS_ON = re.compile(
    r"[:;,–—]$|(?<!\w)(?:and|or|but|the|a|an|of|to|in|for|with|by|that|which|as|at|on|from|is|are|will)$", re.IGNORECASE
)
BULLET = re.compile(rf"[{BULLETS}–—]\s*\S")
# Of two kinds of evidence each may be chance alone.
ENOUGH = 2


def find_pasted(rows: Sequence[tuple[MatchedRow, Recommendation]]) -> list[Diagnostic]:
    """Return a finding for each group of rows, one below the other, whose Comments seem to be one text."""
    groups: list[list[tuple[MatchedRow, Recommendation]]] = []
    small_is_usual = _begin_small(rows)
    for before, after in itertools.pairwise(rows):
        evidence = _find_evidence(before[0], after[0], small_is_usual=small_is_usual)
        if groups and groups[-1][-1] is before and evidence:
            groups[-1].append(after)
        elif len(evidence) >= ENOUGH:
            groups.append([before, after])
    return [_report(group) for group in groups]


def _begin_small(rows: Sequence[tuple[MatchedRow, Recommendation]]) -> bool:
    """Whether the person begins no answer with a capital."""
    return not any(row.row.text(COMMENT)[:1].isupper() for row, _ in rows)


def _find_evidence(before: MatchedRow, after: MatchedRow, *, small_is_usual: bool) -> set[str]:
    """Return the kinds of evidence that the second row's Comment goes on from the first one's."""
    first, second = before.row.text(COMMENT), after.row.text(COMMENT)
    if not (first and second) or after.row.row != before.row.row + 1:
        return set()
    found = {
        "both look pasted": _looks_pasted(before) and _looks_pasted(after),
        "the first leads on": bool(LEADS_ON.search(first)),
        "the second is a bullet": bool(BULLET.match(second)) and (first.endswith(":") or bool(BULLET.match(first))),
        "the second begins small": second[0].islower() and not small_is_usual,
    }
    return {kind for kind, is_so in found.items() if is_so}


def _looks_pasted(row: MatchedRow) -> bool:
    """Whether the Comment has not the look of the form, which its Recommendation has: another font, or no wrapping."""
    comment, asked = (row.row.cells.get(column.name) for column in (COMMENT, RECOMMENDATION))
    if comment is None or asked is None or comment.look is None or asked.look is None:
        return False
    return _letters(comment) != _letters(asked) or (asked.look.wraps and not comment.look.wraps)


def _letters(cell: Cell) -> tuple[str, float] | None:
    return (cell.look.font, cell.look.size) if cell.look else None


def _report(group: Sequence[tuple[MatchedRow, Recommendation]]) -> Diagnostic:
    first, about = group[0]
    cells = [each.row.cells[COMMENT.name] for each, _ in group]
    message = phrase(
        'the Comments in {} to {} seem to be one text that was pasted over {} answers: "{}", "{}"',
        Term(cells[0].reference), Term(cells[-1].reference), len(group), cells[0].text, cells[1].text,
    )  # fmt: skip
    hint = phrase(
        "if so, double-click the Comment where the text belongs, then paste it again; write the other answers again, "
        "because the paste has replaced them"
    )
    exempt = next((each for _, each in group if each.exempt), about)
    return report_about(codes.RES026, message, hint, place_in(first.row, COMMENT), exempt)
