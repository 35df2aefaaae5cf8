"""The worksheet "For the scrutiny office": what a Cabinet Member's office wants to say, which is never printed.

Without a place of its own such a message hides in a comment, beside the table, or in a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cabinet_papers.excel.row_height import TALLEST, height_for
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, for_officer, phrase, series
from cabinet_papers.matter.form_words import ELSE, OFFICE, OFFICE_LABELS, OFFICE_NOTE, TABLE_NOTE, say

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, Worksheet
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.sheets.unprinted import Unprinted

FIRST_ROW = 4
# In characters and points; there is more room for anything else.
WIDTHS, LEAST, LEAST_ELSE = (16.0, 80.0), 20.0, 90.0
TITLE_LOOK = Look(bold=True, size=16, colour="#1F3A5F")
LABEL_LOOK = Look(bold=True, fill="#DCE4EC", ruled=True, wrap=True)
TYPED_LOOK = Look(ruled=True, wrap=True, locked=False)


def write_office(book: ExcelWorkbook, texts: Mapping[str, str], words: Mapping[str, str]) -> None:
    """Write the page with the texts so far, by their labels, in the council's words."""
    sheet = book.add(say(OFFICE, words))
    for column, width in enumerate(WIDTHS, 1):
        sheet.width(column, width)
    sheet.text(1, 1, say(OFFICE, words), TITLE_LOOK)
    sheet.height(1, 24)
    sheet.text(2, 1, say(OFFICE_NOTE, words), Look())
    for row, label in enumerate(OFFICE_LABELS, FIRST_ROW):
        text = texts.get(label, "")
        sheet.text(row, 1, say(label, words), LABEL_LOOK)
        sheet.text(row, 2, text, TYPED_LOOK)
        least = LEAST_ELSE if label == ELSE else LEAST
        sheet.height(row, min(TALLEST, height_for([(text, WIDTHS[1])], least)))
    sheet.print_landscape()


def is_office(worksheet: Worksheet) -> bool:
    """Whether the worksheet is this page, however its name was changed."""
    texts = {cell.said.strip() for cell in worksheet.cells}
    return OFFICE in texts and bool(texts & {OFFICE_NOTE, TABLE_NOTE, *OFFICE_LABELS})


def read_office(worksheet: Worksheet) -> dict[str, str]:
    """Return what was typed on the page by its label; what is beside no label is returned under "Anything else"."""
    rows = {cell.row: cell.said.strip() for cell in worksheet.cells if cell.said.strip() in OFFICE_LABELS}
    texts: dict[str, list[str]] = {}
    for cell in _find_typed(worksheet):
        texts.setdefault(rows.get(cell.row, ELSE), []).append(cell.text.strip())
    return {label: "\n".join(texts[label]) for label in OFFICE_LABELS if label in texts}


def _find_typed(worksheet: Worksheet) -> list[Cell]:
    own = ("", OFFICE, OFFICE_NOTE, TABLE_NOTE, *OFFICE_LABELS)
    return [cell for cell in worksheet.cells if cell.said.strip() not in own]


def join_for_office(every: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return what several sheets say by its label, one below the other; what another has already comes once."""
    joined: dict[str, str] = {}
    for texts in every:
        for label, text in texts.items():
            before = joined.get(label)
            if before is None:
                joined[label] = text
            elif f"\n{text}\n" not in f"\n{before}\n":
                joined[label] = f"{before}\n{text}"
    return {label: joined[label] for label in OFFICE_LABELS if label in joined}


def report_office(unprinted: Unprinted) -> list[Diagnostic]:
    """Return one finding with all that was typed on the page; none where nothing was."""
    texts = read_office(unprinted.worksheet)
    if not texts:
        return []
    listed = series([phrase('{} "{}"', Term(label), text) for label, text in texts.items()])
    message = phrase("for the scrutiny office: {}", listed)
    hint = for_officer("once you have dealt with this, empty the cells; nothing on this worksheet is printed")
    if unprinted.workbook.is_document:
        hint = for_officer("once you have dealt with this, empty the cells; nothing in this table is printed")
    return [unprinted.report(codes.XLS027, message, hint, _find_typed(unprinted.worksheet)[0].reference)]
