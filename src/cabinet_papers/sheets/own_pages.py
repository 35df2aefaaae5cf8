"""Finds what a person typed on the pages of ours that a sheet has beside its table: it is not printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.columns import COMMENT, DECISION, find_column
from cabinet_papers.matter.form_words import CHOICES_TITLE, CHOICES_UNDER, GOOD_TO_KNOW_TITLE
from cabinet_papers.matter.vocabulary import find_listed_meaning
from cabinet_papers.sheets.form import SAYS_ENOUGH
from cabinet_papers.sheets.form_lines import FormLines, quote_typed
from cabinet_papers.sheets.form_texts import explain_choice, is_form_line, is_how_to, is_how_to_text
from cabinet_papers.sheets.mark_words import find_own_words
from cabinet_papers.sheets.office_page import is_office, report_office
from cabinet_papers.sheets.put_right import find_typed, is_put_right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Worksheet
    from cabinet_papers.matter.model import Matter
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.sheets.reference import Reference
    from cabinet_papers.sheets.unprinted import Unprinted


def find_typed_on_own_page(
    unprinted: Unprinted, matter: Matter, settings: Settings, references: Sequence[Reference]
) -> list[Diagnostic] | None:
    """Return what a person typed on a page of ours, or None if the worksheet is not ours.

    Ours are the how-to page, the one for the scrutiny office, and the list that a marked copy begins with. `references`
    are those of the sheet's rows.
    """
    worksheet = unprinted.worksheet
    if is_office(worksheet):
        return report_office(unprinted)
    if is_put_right(worksheet):
        typed = [(cell, find_own_words(cell.text)) for cell in find_typed(worksheet)]
    elif is_how_to(worksheet):
        lines = FormLines(matter, settings, worksheet, references)
        decisions = (*(decision.word for decision in settings.decisions), *_find_former_decisions(worksheet))
        typed = [
            (cell, quote_typed(cell, _find_typed(cell.said, lines, decisions, settings))) for cell in worksheet.cells
        ]
    else:
        return None
    hint = phrase(
        "if somebody typed it there as part of an answer, move it into a {} cell; otherwise leave it",
        unprinted.call(COMMENT),
    )
    return [
        unprinted.report(
            codes.XLS009,
            phrase('text on the worksheet "{}" is not printed: "{}"', worksheet.name, text),
            hint,
            cell.reference,
        )
        for cell, text in typed
        if text.strip()
    ]


def _find_typed(text: str, lines: FormLines, decisions: tuple[str, ...], settings: Settings) -> str:
    """Return what of a text on the how-to page is not ours; it may offer the `decisions`."""
    own = [f"{CHOICES_UNDER}{each.heading}" for each in settings.response_columns]
    own += [word for each in settings.response_columns for word in each.choices]
    if is_how_to_text(text, decisions) or is_how_to_text(_put_usual_headings(text, settings), decisions) or text in own:
        return ""
    return lines.find_in(text) if is_form_line(text) else text


def _put_usual_headings(text: str, settings: Settings) -> str:
    """Return the text with our own headings in place of the council's."""
    for usual in (DECISION, COMMENT):
        column = find_column(settings.response_columns, usual)
        text = text.replace(column.heading, usual.heading) if column else text
    return text


def _find_former_decisions(worksheet: Worksheet) -> list[str]:
    """Return the decisions that the how-to page offers, which the council may have changed since it was written."""
    texts = {(cell.row, cell.column): " ".join(cell.said.split()) for cell in worksheet.cells}
    titles = {text: row for (row, _), text in texts.items() if text in (CHOICES_TITLE, GOOD_TO_KNOW_TITLE)}
    first, last = titles.get(CHOICES_TITLE, 0), titles.get(GOOD_TO_KNOW_TITLE, 0)
    return [
        text
        for (row, column), text in texts.items()
        if first < row < last
        and column == 1
        # Beside the others the page asks for the reason.
        and (texts.get((row, 2)) == explain_choice(text) or find_listed_meaning(text) in SAYS_ENOUGH)
    ]
