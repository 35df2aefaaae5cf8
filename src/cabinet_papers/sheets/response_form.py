"""The form of a response sheet: what it asks a Cabinet Member, with the answers of the sheet that it replaces.

Words, looks, numbers and formats of the answered cells are carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cabinet_papers.excel.cells import Worksheet
from cabinet_papers.matter.columns import FURTHER, RECOMMENDATION
from cabinet_papers.matter.model import Matter, Recommendation, Settings
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.form import ABOUT_WORDING, AskedRow, Cells, Form, lay_out_columns
from cabinet_papers.sheets.form_table import TableRow, find_table
from cabinet_papers.sheets.form_words import EDITED, REWORDED, TITLE
from cabinet_papers.sheets.plan import PlannedSheet, describe_due, describe_sheet
from cabinet_papers.sheets.read_sheet import MatchedRow, ReadSheet, Words
from cabinet_papers.sheets.reference import make_reference, matter_fingerprint
from cabinet_papers.sheets.refresh import find_hindrances
from cabinet_papers.sheets.unprinted import Unprinted, find_typed_on_how_to


def make_form(
    planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings,
    others: Sequence[ReadSheet] = (),
) -> Form:  # fmt: skip
    """Return what the sheet has to ask, with the answers of the existing one.

    An answer in the sheet of another member (`others`) moves along with its recommendation.
    """
    wanted = {each.number for each in planned.recommendations}
    rows = _choose_rows(present)
    for other in others:
        rows |= _find_moved(rows, _choose_rows(other), wanted)
    asked = tuple(_ask(each, matter, rows.get(each.number)) for each in planned.recommendations)
    answered = {name for row in asked for name in row.answer}
    further = tuple(each for each in FURTHER if each in settings.response_columns or each.name in answered)
    due = describe_due(matter, settings)
    return Form(
        above=tuple(filter(None, (f"{TITLE}{matter.title}", *describe_sheet(planned, matter, settings), due))),
        due=due,
        columns=lay_out_columns(
            further, settings.decisions, with_about_wording=any(row.about_wording for row in asked)
        ),
        decisions=settings.decisions,
        rows=asked,
        kept=_find_kept(present, rows, wanted),
        tables=_find_added(present, settings) if present else (),
    )


def _ask(recommendation: Recommendation, matter: Matter, present: MatchedRow | None) -> AskedRow:
    """Return the row that asks about the recommendation, with what was answered in the present one."""
    own = matter_fingerprint(matter.title, matter.date)
    number, wording, exempt = recommendation.number, recommendation.wording, recommendation.answer_is_exempt
    reference = make_reference(own, number, wording, recommendation.ref, exempt=exempt)
    if present is None:
        return AskedRow(number, wording, reference, {})
    return AskedRow(number, wording, reference, present.row.given, _describe_wording(recommendation, present))


def _choose_rows(present: ReadSheet | None) -> dict[int, MatchedRow]:
    """Return the row of each recommendation: the first that has an answer, else the first."""
    rows: dict[int, MatchedRow] = {}
    for each in present.sheet.rows if present else ():
        chosen = rows.setdefault(each.number, each)
        if each.row.given and not chosen.row.given:
            rows[each.number] = each
    return rows


def _find_moved(rows: dict[int, MatchedRow], others: dict[int, MatchedRow], wanted: set[int]) -> dict[int, MatchedRow]:
    """Return the answered rows of another sheet whose recommendations are now wanted here and not answered here."""
    return {
        number: row
        for number, row in others.items()
        if number in wanted
        and row.row.given
        and not (number in rows and rows[number].row.given)
        and not any(find_hindrances(cell) for cell in row.row.cells.values())
    }


def _find_kept(present: ReadSheet | None, rows: dict[int, MatchedRow], wanted: Iterable[int]) -> tuple[Cells, ...]:
    """Return the answers for which the new sheet has no row."""
    if present is None:
        return ()
    asked = {number: _texts(rows[number].row) for number in rows.keys() & set(wanted)}
    left = [each.row for each in present.sheet.rows if _texts(each.row) != asked.get(each.number)]
    return (*(row.cells for row in left if row.given), *present.sheet.unmatched)


def _texts(row: TableRow) -> dict[str, str]:
    return {name: cell.text for name, cell in row.given.items()}


def _describe_wording(recommendation: Recommendation, present: MatchedRow) -> str:
    """Return what the sheet says about the wording: whether it was changed since it was answered, or in the sheet."""
    lines = [line for line in present.row.text(ABOUT_WORDING).split("\n") if line.strip()]
    typed = " ".join(present.row.text(RECOMMENDATION).split())
    if present.words is Words.EDITED:
        lines.append(f"{EDITED}{typed}")
    # The oldest wording is the one that was answered.
    elif present.words is Words.REWORDED and present.row.given and not _has_reworded(lines):
        lines.append(f"{REWORDED}{typed}")
    now = normalise_wording(recommendation.wording)
    return "\n".join(
        line for line in dict.fromkeys(lines)
        if normalise_wording(line.removeprefix(REWORDED).removeprefix(EDITED)) != now
    )  # fmt: skip


def _has_reworded(lines: list[str]) -> bool:
    return any(line.startswith(REWORDED) for line in lines)


def _find_added(present: ReadSheet, settings: Settings) -> tuple[Worksheet, ...]:
    """Return the worksheets that people added."""
    return tuple(
        sheet
        for sheet in present.workbook.worksheets
        # A how-to page on which somebody typed is kept; an unchanged one is written anew.
        if find_table(sheet) is None
        and find_typed_on_how_to(Unprinted(present.workbook, sheet, may_quote=False), settings) != []
    )
