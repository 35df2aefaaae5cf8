"""Finds what a person typed on the page "How to" of a response sheet, which is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.vocabulary import Meaning, find_meaning
from cabinet_papers.sheets.form_lines import FormLines
from cabinet_papers.sheets.form_words import (
    CHOICES_TITLE,
    GOOD_TO_KNOW_TITLE,
    HOW_TO,
    HOW_TO_TITLE,
    explain_choice,
    is_form_line,
    is_how_to_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Worksheet
    from cabinet_papers.matter.model import Matter, Settings
    from cabinet_papers.sheets.reference import Reference
    from cabinet_papers.sheets.unprinted import Unprinted


def find_typed_on_how_to(
    unprinted: Unprinted, matter: Matter, settings: Settings, references: Sequence[Reference]
) -> list[Diagnostic] | None:
    """Return what a person typed on the how-to page, or None if the worksheet is not the how-to page.

    `references` are those of the rows of the sheet.
    """
    worksheet = unprinted.worksheet
    if not any(cell.row <= 3 and cell.text.strip() == HOW_TO_TITLE for cell in worksheet.cells):
        return None
    words = (*(decision.word for decision in settings.decisions), *_find_former_decisions(worksheet))
    lines = FormLines(matter, settings, worksheet, references)
    return [
        unprinted.report(
            codes.XLS009,
            phrase('text on the worksheet "{}" is not printed: "{}"', Term(HOW_TO), typed),
            phrase("if somebody typed it there as part of an answer, move it into a Comment cell; otherwise leave it"),
            cell.reference,
        )
        for cell in worksheet.cells
        if cell.text.strip() and not is_how_to_text(cell.text, words)
        for typed in (lines.find_in(cell.text) if is_form_line(cell.text) else cell.text,)
        if typed
    ]


def _find_former_decisions(worksheet: Worksheet) -> list[str]:
    """Return the decisions that the how-to page offers, which the council may have changed since it was written."""
    texts = {(cell.row, cell.column): " ".join(cell.text.split()) for cell in worksheet.cells}
    titles = {text: row for (row, _), text in texts.items() if text in (CHOICES_TITLE, GOOD_TO_KNOW_TITLE)}
    first, last = titles.get(CHOICES_TITLE, 0), titles.get(GOOD_TO_KNOW_TITLE, 0)
    return [
        text
        for (row, column), text in texts.items()
        if first < row < last
        and column == 1
        # Beside each that does not agree the page asks for the reason.
        and (texts.get((row, 2)) == explain_choice(text) or find_meaning(text) is Meaning.AGREED)
    ]
