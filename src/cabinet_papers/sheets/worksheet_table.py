"""A worksheet that a comment names with [Table: NAME], as the table to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.excel.cell_problems import find_wrapped_addresses
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.columns import MOST_COLUMNS
from cabinet_papers.matter.plain_text import split_lines
from cabinet_papers.matter.prose import Paragraph, Table, strip_runs

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, Workbook, Worksheet


# In all tables that the comments of one workbook name; one may be named again and again.
MOST_PRINTED = 60_000


class TableBudget:
    """How many cells the tables that a workbook's comments name may still have."""

    def __init__(self) -> None:
        self.left = MOST_PRINTED

    def take(self, worksheet: Worksheet) -> bool:
        """Whether the worksheet may be printed once more."""
        self.left -= len(worksheet.cells)
        return self.left >= 0


def read_worksheet_table(
    workbook: Workbook, worksheet: Worksheet
) -> tuple[tuple[Paragraph | Table, ...], list[Diagnostic]]:
    """Return the worksheet's visible cells as a table with its first row as headings, after a title if it has one.

    Without such cells there is nothing.
    """
    filled = [cell for cell in worksheet.cells if cell.text.strip()]
    hidden = [cell for cell in filled if worksheet.is_hidden(cell)]
    shown = [cell for cell in filled if not worksheet.is_hidden(cell)]
    findings = _find_hidden(workbook, worksheet, hidden)
    if not shown and not hidden:
        message = phrase("this worksheet is empty, so no table is printed")
        hint = phrase("fill it in, or delete the [Table: ...] line from the comment")
        findings.append(finding(codes.RES008, message, hint, workbook.at(worksheet)))
    if not shown:
        return (), findings
    title = _find_title(shown, worksheet)
    findings += _find_problems(workbook, worksheet, shown, title)
    columns = len({cell.column for cell in shown})
    if columns > MOST_COLUMNS:
        message = phrase("the worksheet has {} columns, but a table in Word has at most {}", columns, MOST_COLUMNS)
        hint = phrase(
            "split it into several worksheets, and write a line [Table: ...] with the name of each in the comment"
        )
        findings.append(finding(codes.RES008, message, hint, workbook.at(worksheet)))
        return (), findings
    return (*_read_paragraphs(title), _lay_out([cell for cell in shown if cell is not title])), findings


def _find_hidden(workbook: Workbook, worksheet: Worksheet, hidden: list[Cell]) -> list[Diagnostic]:
    if not hidden:
        return []
    named = ", ".join(cell.reference for cell in hidden[:5]) + (" ..." if len(hidden) > 5 else "")
    message = phrase("hidden cells of this worksheet are not printed: {}", Term(named))
    hint = phrase("if they should be printed, unhide the worksheet, row or column")
    return [finding(codes.XLS006, message, hint, workbook.at(worksheet, hidden[0]))]


def _find_title(shown: list[Cell], worksheet: Worksheet) -> Cell | None:
    """Return the cell that is a title above the headings: alone in the first row, over headings that are words."""
    rows = [[cell for cell in shown if cell.row == row] for row in sorted({cell.row for cell in shown})[:3]]
    if len(rows) < 3 or len(rows[0]) > 1 or min(map(len, rows[1:])) < 2:
        return None
    (first,) = rows[0]
    is_wide = any((merge.first_row, merge.first_column) == (first.row, first.column) for merge in worksheet.merges)
    has_words = is_wide or len(first.text.split()) > 1
    return first if has_words and first.stored is None and all(cell.stored is None for cell in rows[1]) else None


def _find_problems(workbook: Workbook, worksheet: Worksheet, shown: list[Cell], title: Cell | None) -> list[Diagnostic]:
    """Return where the table is not printed as the worksheet shows it. A title may well be merged over its columns."""
    findings = [
        finding(problem.code, problem.message, problem.hint, workbook.at(worksheet, cell))
        for cell in shown
        for problem in (*cell.problems, *find_wrapped_addresses(cell.text))
    ]
    at = {(cell.row, cell.column): cell for cell in shown}
    for merge in worksheet.merges:
        first = at.get((merge.first_row, merge.first_column))
        if first and first is not title:
            message = phrase(
                "the cells {} are merged, so the paper prints their text only in the first of them",
                Term(merge.reference),
            )
            hint = phrase("unmerge the cells (Home, Merge & Center), and fill in each one that should have text")
            findings.append(finding(codes.XLS014, message, hint, workbook.at(worksheet, first)))
    return findings


def _lay_out(cells: list[Cell]) -> Table:
    at = {(cell.row, cell.column): cell for cell in cells}
    # Empty rows and columns are not printed: one stray cell far away would add thousands.
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    return Table(tuple(tuple(_read_paragraphs(at.get((row, column))) for column in columns) for row in rows))


def _read_paragraphs(cell: Cell | None) -> tuple[Paragraph, ...]:
    lines = (strip_runs(line) for line in split_lines(cell.runs)) if cell else ()
    return tuple(Paragraph(line) for line in lines if line)
