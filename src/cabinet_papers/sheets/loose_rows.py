"""Rows of a response sheet that are about no recommendation: text below the table, or rows put between the answers."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.columns import COMMENT, RECOMMENDATION
from cabinet_papers.matter.wording import fingerprint
from cabinet_papers.sheets.form_table import TableRow, is_total
from cabinet_papers.sheets.reference import WORDING_DIGITS

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.sheets.unprinted import Unprinted

# So many columns of words are a table too.
TABLE_COLUMNS = 3
# No recommendation has so few.
FEW_WORDS = 3


def is_loose(row: TableRow, written: Collection[str]) -> bool:
    """Whether a row that matches no recommendation was never meant to: it names none, and has no decision.

    `written` are the fingerprints of the words that the sheet's rows were written with.
    """
    wording = row.text(RECOMMENDATION)
    # A hidden reference may have come beside other words by sorting what is seen; it is left beside deleted ones.
    is_asked = fingerprint(wording, WORDING_DIGITS) in written if wording else row.reference is not None
    names_one = is_asked or (row.given and len(wording.split()) > FEW_WORDS)
    is_answered = bool(row.given.keys() - {COMMENT.name})
    has_words = any(cell.text.strip() for cell in row.cells.values())
    return has_words and not (names_one or is_answered or is_total(row))


def group_rows(rows: Sequence[TableRow], others: Container[int]) -> Iterator[list[TableRow]]:
    """Yield the rows that follow one another; an empty row may be between them, but none of the `others`."""
    group: list[TableRow] = []
    for row in rows:
        if group and (row.row > group[-1].row + 2 or row.row - 1 in others):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def report_loose(group: Sequence[TableRow], unprinted: Unprinted, above: Cell | None) -> Diagnostic:
    """Return the finding for rows that follow one another; `above` is the Comment of the answer right above them."""
    cells = [cell for row in group for cell in row.cells.values() if cell.text.strip()]
    shown = " ".join(" ".join(cell.text.split()) for cell in cells)
    message = phrase('the text in row {} belongs to no recommendation, and is not printed: "{}"', group[0].row, shown)
    if len(group) > 1:
        first, last = group[0].row, group[-1].row
        message = phrase(
            'the text in rows {} to {} belongs to no recommendation, and is not printed: "{}"', first, last, shown
        )
    has_comment = any(row.given for row in group)
    code = codes.RES002 if has_comment else codes.XLS009
    return unprinted.report(
        code, message, _choose_cure(group, unprinted.call(COMMENT), above if has_comment else None), cells[0].reference
    )


def _choose_cure(group: Sequence[TableRow], comment: Term, above: Cell | None) -> Message:
    """Return what to do with the rows; `comment` is what the sheet calls the comments."""
    if above is not None:
        return phrase(
            "if it belongs to the {} in {}, add it there: copy it, double-click {}, press Alt+Enter at the end, "
            "and paste; then empty these cells",
            comment,
            Term(above.reference),
            Term(above.reference),
        )
    if _is_table(group):
        return phrase(
            "if it is a table, move it to a new worksheet, and name that worksheet in the {} where the table belongs, "
            "on a line such as [Table: Costs]; if it is part of an answer, move it into the {} of that answer",
            comment,
            comment,
        )
    return phrase("if it is part of an answer, move it into the {} of that answer", comment)


def _is_table(group: Sequence[TableRow]) -> bool:
    """Whether the rows look like a table: several columns of words, or figures beside words; labels are none."""
    columns: dict[int, list[Cell]] = {}
    for cell in (cell for row in group for cell in row.cells.values() if cell.text.strip()):
        columns.setdefault(cell.column, []).append(cell)
    full = [cells for cells in columns.values() if len(cells) > 1]
    figures = [cells for cells in full if sum(cell.stored is not None for cell in cells) * 2 >= len(cells)]
    return len(full) >= TABLE_COLUMNS or (len(full) > 1 and bool(figures))
