"""The form of a response sheet: what it asks a Cabinet Member, with the answers of the sheet that it replaces.

Words, looks, numbers and formats of the answered cells are carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.columns import ABOUT_ROW, HOUSE_COLUMNS, RECOMMENDATION
from cabinet_papers.matter.form_words import name_columns
from cabinet_papers.matter.model import Matter, Recommendation
from cabinet_papers.matter.pairing import find_answering
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.about_row import describe_row, is_another
from cabinet_papers.sheets.answer import TABLE_LINE
from cabinet_papers.sheets.form import AskedRow, Cells, Form, lay_out_columns
from cabinet_papers.sheets.form_head import describe_above, describe_contact, describe_due, describe_whole
from cabinet_papers.sheets.form_table import TableRow
from cabinet_papers.sheets.joint_rows import show_number
from cabinet_papers.sheets.office_page import join_for_office
from cabinet_papers.sheets.plan import PlannedSheet
from cabinet_papers.sheets.read_sheet import MatchedRow, ReadSheet, Renumbered, Words
from cabinet_papers.sheets.reference import make_reference, matter_fingerprint
from cabinet_papers.sheets.refresh import find_added, find_hindrances

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Worksheet


def make_form(
    planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings,
    others: Sequence[ReadSheet] = (), *, joins: bool = False,
) -> Form:  # fmt: skip
    """Return what the sheet has to ask, with the answers of the existing one.

    An answer in another sheet (`others`) moves along with its recommendation, and adds what the one here lacks. A sheet
    that `joins` all others has their added worksheets too.
    """
    wanted = {each.number for each in planned.recommendations}
    people = [planned.member] if planned.member else [person.name for person in matter.members]
    rows, renumbered = _gather_rows(present, others, wanted, joins=joins)
    asking = _Asking(matter, people)
    asked = tuple(
        asking.ask(each, rows.get(each.number), renumbered.get(each.number, Renumbered()))
        for each in planned.recommendations
    )
    kept = (*(others if joins else ()), *((present,) if present else ()))
    answered = {name for row in asked for name in row.answer}
    names = {each.name for each in settings.response_columns}
    # What was answered in a column that is asked for no more is kept.
    further = tuple(each for each in HOUSE_COLUMNS if each.name in answered - names)
    columns = (*settings.response_columns, *name_columns(further, settings.form_words))
    return Form(
        above=describe_above(planned, matter, settings),
        due=describe_due(matter, settings),
        columns=lay_out_columns(
            columns, settings.decisions, settings.form_words, with_about_row=any(row.about_row for row in asked)
        ),
        decisions=settings.decisions,
        rows=asked,
        kept=_find_kept(present, rows, wanted),
        tables=_gather_tables(kept, matter, settings),
        for_office=join_for_office(each.for_office for each in reversed(kept) if not asked_others(each, people)),
        contact=describe_contact(matter),
        about=describe_whole(planned, matter, settings),
        language=settings.language,
        words=settings.form_words,
        is_for_updates=settings.is_for_updates,
    )


def asked_others(sheet: ReadSheet, people: Sequence[str]) -> bool:
    """Whether a sheet was for other members than these, who are not to read what its office wrote to the officer."""
    return any(is_another(row.asked, people) for row in sheet.sheet.rows)


def _gather_rows(
    present: ReadSheet | None, others: Sequence[ReadSheet], wanted: set[int], *, joins: bool
) -> tuple[dict[int, MatchedRow], dict[int, Renumbered]]:
    """Return the row of each recommendation with its answer, and the numbers that have changed since it was given."""
    rows = _choose_rows(present)
    renumbered = dict.fromkeys(rows, present.sheet.renumbered if present else Renumbered())
    contradicted = _find_contradicted(others)
    for other in others:
        moved = _find_moved(rows, _choose_rows(other), wanted - contradicted, with_tables=joins)
        renumbered |= {number: other.sheet.renumbered for number, row in moved.items() if not _is_given(rows, number)}
        rows |= moved
    return rows, renumbered


def _gather_tables(sheets: Iterable[ReadSheet], matter: Matter, settings: Settings) -> tuple[Worksheet, ...]:
    """Return the worksheets that people added; of several with one name the last."""
    return tuple({table.name: table for sheet in sheets for table in find_added(sheet, matter, settings)}.values())


class _Asking:
    """Asks about the recommendations of a matter, and knows what several of them have in common."""

    def __init__(self, matter: Matter, people: list[str]) -> None:
        self.people = people
        self.own = matter_fingerprint(matter.title, matter.told_by)
        self.joined = matter.joined
        self.answering = find_answering(matter)
        # Who answers where the matter singles out no member.
        self.sole = matter.members[0].name if len(matter.members) == 1 else ""

    def ask(self, recommendation: Recommendation, present: MatchedRow | None, renumbered: Renumbered) -> AskedRow:
        """Return the row that asks about the recommendation, with what was answered in the present one."""
        number, wording, exempt = recommendation.number, recommendation.wording, recommendation.answer_is_exempt
        printed = recommendation.printed
        reference = make_reference(self.own, number, wording, recommendation.ref, exempt=exempt, printed=printed)
        shown = show_number(recommendation, self.joined)
        asked = AskedRow(
            number, wording, reference, {}, member=self.answering.get(number, self.sole),
            shown="" if shown == str(number) else shown, beside=recommendation.beside,
        )  # fmt: skip
        if present is None:
            return asked
        about_row = describe_row(recommendation, present, renumbered, self.people)
        return asked._replace(answer=present.row.given, about_row=about_row)


def _choose_rows(present: ReadSheet | None) -> dict[int, MatchedRow]:
    """Return the row of each recommendation: those that have an answer as one, else the first."""
    rows: dict[int, MatchedRow] = {}
    for each in present.sheet.rows if present else ():
        chosen = rows.setdefault(each.number, each)
        if each.row.given and each is not chosen:
            rows[each.number] = _join(chosen, each) if chosen.row.given else each
    return rows


def _join(one: MatchedRow, other: MatchedRow) -> MatchedRow:
    """Return the row with what the other one answers, as the papers print both; the first where both say more.

    Rows that contradict each other stop the writing before.
    """
    here, more = (one, other) if one.words is not Words.SAME or _says_about(one) else (other, one)
    has_same_words = more.words is Words.SAME or more.row.text(RECOMMENDATION) == here.row.text(RECOMMENDATION)
    return _add(here, more) if has_same_words and _says_about(more) in ("", _says_about(here)) else one


def _says_about(matched: MatchedRow) -> str:
    return matched.row.text(ABOUT_ROW)


def _is_given(rows: dict[int, MatchedRow], number: int) -> bool:
    return number in rows and bool(rows[number].row.given)


def _find_contradicted(others: Sequence[ReadSheet]) -> set[int]:
    """Return the recommendations that other sheets answer differently: which answer counts cannot be decided here."""
    answers: dict[int, dict[str, str]] = {}
    contradicted = set[int]()
    for row in (row for other in others for row in other.sheet.rows if row.row.given):
        known, texts = answers.setdefault(row.number, {}), _texts(row.row)
        if any(known.setdefault(name, text) != text for name, text in texts.items()):
            contradicted.add(row.number)
    return contradicted


def _find_moved(
    rows: dict[int, MatchedRow], others: dict[int, MatchedRow], wanted: set[int], *, with_tables: bool
) -> dict[int, MatchedRow]:
    """Return the rows that change by another sheet: those answered only there, and those that it adds a cell to."""
    return {
        number: _add_answer(rows[number], row) if _is_given(rows, number) else row
        for number, row in others.items()
        if number in wanted
        and row.row.given
        and (with_tables or not TABLE_LINE.search("\n".join(cell.text for cell in row.row.given.values())))
        and not any(find_hindrances(cell) for cell in row.row.cells.values())
    }


def _add_answer(here: MatchedRow, other: MatchedRow) -> MatchedRow:
    """Return the row with what the other one adds; unchanged where the two contradict each other."""
    own, theirs = _texts(here.row), _texts(other.row)
    return here if any(own[name] != theirs[name] for name in own.keys() & theirs.keys()) else _add(here, other)


def _add(here: MatchedRow, other: MatchedRow) -> MatchedRow:
    """Return the row with what the other one has beside it."""
    row, own, theirs = here.row, here.row.given, other.row.given
    return here._replace(
        row=row._replace(cells={**row.cells, **theirs, **own}, answers={**row.answers, **theirs, **own})
    )


def _find_kept(present: ReadSheet | None, rows: dict[int, MatchedRow], wanted: Iterable[int]) -> tuple[Cells, ...]:
    """Return the answers for which the new sheet has no row."""
    if present is None:
        return ()
    asked = {number: _texts(rows[number].row).items() for number in rows.keys() & set(wanted)}
    left = [each.row for each in present.sheet.rows if not _texts(each.row).items() <= asked.get(each.number, set())]
    return (*(row.cells for row in left if row.given), *present.sheet.unmatched)


def _texts(row: TableRow) -> dict[str, str]:
    return {name: cell.text.strip() for name, cell in row.given.items()}
