"""Carries answers from an existing response sheet into its replacement, and lists what cannot be carried over.

Words, looks, numbers and formats of the cells are carried over. If something cannot be (a formula without its value, an
Excel error), the sheet is not written again; what is left behind (notes, pictures, text beside the table) is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, CellProblem, Worksheet
from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.merge import merge_paper
from cabinet_papers.matter.model import Matter, Recommendation, Settings
from cabinet_papers.matter.vocabulary import NUMBER, RECOMMENDATION, RESPONSE_COLUMNS
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.plan import PlannedSheet, describe_due, describe_sheet
from cabinet_papers.sheets.read_sheet import MatchedRow, ReadSheet, Words
from cabinet_papers.sheets.reference import make_reference, matter_fingerprint
from cabinet_papers.sheets.response_sheet import AskedRow, Cells, SheetForm
from cabinet_papers.sheets.response_table import Columns, TableRow, find_columns
from cabinet_papers.sheets.surroundings import Around, find_unasked
from cabinet_papers.sheets.words import ANSWERS, BY, DUE, EDITED, FOR, REWORDED, TITLE, TOPIC_BY, WORDING, is_form_line

# In a new sheet these would look like words that somebody typed.
CANNOT_GO_OVER = (codes.XLS005, codes.XLS008)
# Findings to repeat because the new sheet no longer shows their cause: notes, merges, pictures, guessed matches.
DOES_NOT_GO_OVER = (codes.XLS009, codes.XLS014, codes.XLS015, codes.XLS016, codes.XLS006, codes.RES012)


def make_form(
    planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings,
    others: Sequence[ReadSheet] = (),
) -> SheetForm:  # fmt: skip
    """Return what the sheet has to ask, with the answers of the existing one.

    An answer in the sheet of another member (`others`) moves along with its recommendation.
    """
    rows = _choose_rows(present)
    wanted = {each.number for each in planned.recommendations}
    for other in others:
        for number, row in _choose_rows(other).items():
            portable = not any(_find_hindrances(cell) for cell in row.row.cells.values())
            if number in wanted and _answers(row) and portable and not _answers(rows.get(number)):
                rows[number] = row
    answered = {heading for number in rows.keys() & wanted for heading in _given(rows[number].row)}
    own = matter_fingerprint(matter.title, matter.date)
    return SheetForm(
        title=matter.title,
        lines=describe_sheet(planned, matter, settings),
        due=describe_due(matter, settings),
        decisions=settings.decisions,
        further_columns=tuple(each for each in RESPONSE_COLUMNS if each in {*settings.response_columns, *answered}),
        rows=tuple(
            AskedRow(
                each.number,
                each.wording,
                str(make_reference(own, each.number, each.wording, each.ref, exempt=each.answer_is_exempt)),
                _given(rows[each.number].row) if each.number in rows else {},
                _remark(each, rows.get(each.number)),
            )
            for each in planned.recommendations
        ),
        kept=_find_kept(present, rows, wanted),
        tables=_find_tables(present, settings) if present else (),
    )


class _Compared(NamedTuple):
    """A sheet that is there, and the form that it should have."""

    present: ReadSheet
    worksheet: Worksheet
    columns: Columns
    form: SheetForm

    @property
    def rows(self) -> list[TableRow]:
        return [each.row for each in self.present.sheet.rows]

    def asks_the_same(self) -> bool:
        asked = [(row.text(NUMBER), row.text(RECOMMENDATION).split()) for row in self.rows]
        return asked == [(str(row.number), row.wording.split()) for row in self.form.rows]

    def has_its_remarks(self) -> bool:
        return [row.text(WORDING) for row in self.rows] == [row.remark for row in self.form.rows]

    def has_no_other_references(self) -> bool:
        # A sheet may lack references, but those of other recommendations would mislead.
        pairs = zip(self.rows, self.form.rows, strict=True)
        return all(str(row.reference) == asked.reference for row, asked in pairs if row.reference)

    def has_no_unmatched_answer(self) -> bool:
        return not self.present.sheet.unmatched

    def has_its_columns(self) -> bool:
        return set(self.form.further_columns) <= set(self.columns.by_heading)

    def has_its_lines_above(self) -> bool:
        # A council's own sheet has other lines above the table, which may stay.
        above = [cell.text for cell in self.worksheet.cells if cell.row < self.columns.row and is_form_line(cell.text)]
        fixed = [line for line in above if line.startswith((TITLE, BY, FOR, DUE)) or TOPIC_BY in line]
        return not fixed or fixed == list(self.form.above)


# In this order: the references are compared only where the rows are the same.
AS_PLANNED = (
    _Compared.asks_the_same, _Compared.has_its_remarks, _Compared.has_no_other_references,
    _Compared.has_no_unmatched_answer, _Compared.has_its_columns, _Compared.has_its_lines_above,
)  # fmt: skip


def is_as_planned(present: ReadSheet, form: SheetForm) -> bool:
    """Whether the sheet already asks for what it should, in the same words and columns."""
    worksheet, columns = next((each, found) for each in present.workbook.worksheets if (found := find_columns(each)))
    compared = _Compared(present, worksheet, columns, form)
    return all(is_so(compared) for is_so in AS_PLANNED)


def find_contradictions(present: ReadSheet, matter: Matter) -> list[Diagnostic]:
    """Return where rows answer one recommendation differently, or an exempt answer would become public.

    Only a person can decide these.
    """
    return [
        *merge_paper(matter, present.sheet.responses, {})[1],
        *(each for each in present.sheet.findings if each.code is codes.RES021),
    ]


def find_unportable(present: ReadSheet, form: SheetForm) -> list[Diagnostic]:
    """Return the cells of a sheet that cannot be carried over as they are."""
    found = [
        finding(problem.code, problem.message, problem.hint, present.workbook.at(worksheet, cell))
        for worksheet, cell in _find_going_over(present, form)
        for problem in _find_hindrances(cell)
    ]
    return found if present.sheet.may_quote else [withhold_typed(each) for each in found]


def _find_hindrances(cell: Cell) -> list[CellProblem]:
    """Return why the cell cannot be carried over."""
    found = [problem for problem in cell.problems if problem.code in CANNOT_GO_OVER]
    if len(cell.text) > LONGEST_TEXT:
        message = phrase(
            "the cell has {} characters, but a cell in Excel can hold only {}",
            Term(f"{len(cell.text):,}"),
            Term(f"{LONGEST_TEXT:,}"),
        )
        hint = phrase("shorten it, or put part of it into a separate document")
        found.append(CellProblem(codes.XLS018, message, hint))
    return found


def _find_going_over(present: ReadSheet, form: SheetForm) -> Iterator[tuple[Worksheet, Cell]]:
    """Yield the cells that are carried over: the answers, and added worksheets."""
    for worksheet in present.workbook.worksheets:
        columns = find_columns(worksheet)
        if worksheet in form.tables:
            yield from ((worksheet, cell) for cell in worksheet.cells)
        elif columns and not worksheet.hidden:
            answers = {column for heading, column in columns.by_heading.items() if heading in ANSWERS}
            for cell in worksheet.cells:
                if cell.row > columns.row and cell.column in answers:
                    yield worksheet, cell


def find_left_behind(present: ReadSheet) -> list[Diagnostic]:
    """Return the findings about what the new sheet lacks or no longer shows."""
    return [each for each in present.sheet.findings if each.code in DOES_NOT_GO_OVER]


def _choose_rows(present: ReadSheet | None) -> dict[int, MatchedRow]:
    """Return the row of each recommendation: the first that has an answer, else the first."""
    rows: dict[int, MatchedRow] = {}
    for each in present.sheet.rows if present else ():
        chosen = rows.setdefault(each.number, each)
        if each.row.answers_something and not chosen.row.answers_something:
            rows[each.number] = each
    return rows


def _answers(row: MatchedRow | None) -> bool:
    return row is not None and row.row.answers_something


def _find_kept(present: ReadSheet | None, rows: dict[int, MatchedRow], wanted: Iterable[int]) -> tuple[Cells, ...]:
    """Return the answers for which the new sheet has no row."""
    if present is None:
        return ()
    asked = {number: _texts(rows[number].row) for number in rows.keys() & set(wanted)}
    left = [each.row for each in present.sheet.rows if _texts(each.row) != asked.get(each.number)]
    return (*(row.cells for row in left if row.answers_something), *present.sheet.unmatched)


def _texts(row: TableRow) -> dict[str, str]:
    return {heading: cell.text for heading, cell in _given(row).items()}


def _given(row: TableRow) -> Cells:
    """Return what was answered in a row, by heading."""
    return {heading: cell for heading, cell in row.cells.items() if heading in ANSWERS and cell.text.strip()}


def _remark(recommendation: Recommendation, present: MatchedRow | None) -> str:
    """Return the remark for an answer whose recommendation was reworded, with earlier remarks."""
    if present is None:
        return ""
    said = [line for line in present.row.text(WORDING).split("\n") if line.strip()]
    typed = " ".join(present.row.text(RECOMMENDATION).split())
    if present.words is Words.EDITED:
        said.append(f"{EDITED}{typed}")
    # The oldest wording is the one that was answered.
    elif present.words is Words.REWORDED and present.row.answers_something and not _has_reworded(said):
        said.append(f"{REWORDED}{typed}")
    now = normalise_wording(recommendation.wording)
    return "\n".join(
        line for line in dict.fromkeys(said)
        if normalise_wording(line.removeprefix(REWORDED).removeprefix(EDITED)) != now
    )  # fmt: skip


def _has_reworded(said: list[str]) -> bool:
    return any(line.startswith(REWORDED) for line in said)


def _find_tables(present: ReadSheet, settings: Settings) -> tuple[Worksheet, ...]:
    """Return the worksheets that people added."""
    return tuple(
        sheet
        for sheet in present.workbook.worksheets
        # A how-to page on which somebody typed is kept; an unchanged one is written anew.
        if find_columns(sheet) is None
        and find_unasked(Around(present.workbook, sheet, may_quote=False), settings) != []
    )
