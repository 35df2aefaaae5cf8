"""What a response sheet that is there already brings into the one that takes its place: every answer, and what is lost.

The cells' words, looks, numbers and formats go over. What cannot (a formula without its value, an Excel error) keeps
the sheet from being written again; what does not (notes, pictures, what stands beside the table) is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cabinet_papers.excel.cells import Cell, CellProblem, Worksheet
from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.matter.merge import merge_paper
from cabinet_papers.matter.model import Matter, Recommendation, Settings
from cabinet_papers.matter.vocabulary import NUMBER, RECOMMENDATION, RESPONSE_COLUMNS
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.plan import PlannedSheet, describe_due, describe_sheet
from cabinet_papers.sheets.reference import make_reference, matter_fingerprint
from cabinet_papers.sheets.response_sheet import AskedRow, Cells, SheetForm
from cabinet_papers.sheets.response_table import TableRow, find_columns
from cabinet_papers.sheets.returned import MatchedRow, ReadSheet, Words
from cabinet_papers.sheets.surroundings import Around, find_unasked
from cabinet_papers.sheets.words import ANSWERS, BY, DUE, EDITED, FOR, REWORDED, TITLE, TOPIC_BY, WORDING, is_form_line

# A new sheet would show these as words that somebody typed.
CANNOT_GO_OVER = (codes.XLS005, codes.XLS008)
# What a new sheet does not have, and by what its rows were told, which it no longer shows.
DOES_NOT_GO_OVER = (codes.XLS009, codes.XLS014, codes.XLS015, codes.XLS016, codes.XLS006, codes.RES012)


def make_form(
    planned: PlannedSheet, matter: Matter, present: ReadSheet | None, settings: Settings,
    others: Sequence[ReadSheet] = (),
) -> SheetForm:  # fmt: skip
    """Return what the sheet has to ask, with the answers of the one that is there.

    An answer that stands in the sheet of another member (`others`) goes along with its recommendation.
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


def is_as_planned(present: ReadSheet, form: SheetForm) -> bool:
    """Whether the sheet already asks for what it should, in the same words and columns."""
    worksheet, columns = next((each, found) for each in present.workbook.worksheets if (found := find_columns(each)))
    rows = [each.row for each in present.sheet.rows]
    asked = [(row.text(NUMBER), row.text(RECOMMENDATION).split()) for row in rows]
    wanted = [(str(row.number), row.wording.split()) for row in form.rows]
    remarked = [row.text(WORDING) for row in rows] == [row.remark for row in form.rows]
    above = [cell.text for cell in worksheet.cells if cell.row < columns.row and is_form_line(cell.text)]
    fixed = [line for line in above if line.startswith((TITLE, BY, FOR, DUE)) or TOPIC_BY in line]
    return (
        asked == wanted
        and remarked
        # A sheet without references is a sheet still; with those of other recommendations it would mislead.
        and all(
            str(row.reference) == each.reference for row, each in zip(rows, form.rows, strict=True) if row.reference
        )
        and not present.sheet.unmatched
        and set(form.further_columns) <= set(columns.by_heading)
        # A council's own sheet has other lines, and they are none of our business.
        and (not fixed or fixed == list(form.above))
    )


def find_contradictions(present: ReadSheet, matter: Matter) -> list[Diagnostic]:
    """Return where rows answer one recommendation differently, or what is public now and was exempt.

    Only a person can choose.
    """
    return [
        *merge_paper(matter, present.sheet.responses, {})[1],
        *(each for each in present.sheet.findings if each.code is codes.RES021),
    ]


def find_unportable(present: ReadSheet, form: SheetForm) -> list[Diagnostic]:
    """Return the cells of a sheet that a new one could not hold as they are."""
    withheld = "the cell does not print as it shows"
    return [
        finding(
            problem.code,
            problem.message if present.sheet.may_quote else withheld,
            problem.hint,
            present.workbook.at(worksheet, cell),
        )
        for worksheet, cell in _find_going_over(present, form)
        for problem in _find_hindrances(cell)
    ]


def _find_hindrances(cell: Cell) -> list[CellProblem]:
    """Return why a new sheet could not hold what is in the cell."""
    found = [problem for problem in cell.problems if problem.code in CANNOT_GO_OVER]
    if len(cell.text) > LONGEST_TEXT:
        message = f"the cell has {len(cell.text):,} characters; a cell of Excel holds {LONGEST_TEXT:,}"
        found.append(CellProblem(codes.XLS018, message, "shorten it, or put a part into a document of its own"))
    return found


def _find_going_over(present: ReadSheet, form: SheetForm) -> Iterator[tuple[Worksheet, Cell]]:
    """Yield the cells whose contents the new sheet takes over: what is typed as an answer, and added worksheets."""
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
    """Return what of the sheet the new one does not have or no longer shows."""
    return [each for each in present.sheet.findings if each.code in DOES_NOT_GO_OVER]


def _choose_rows(present: ReadSheet | None) -> dict[int, MatchedRow]:
    """Return the row of each recommendation: one that answers before one that does not, else the first."""
    rows: dict[int, MatchedRow] = {}
    for each in present.sheet.rows if present else ():
        chosen = rows.setdefault(each.number, each)
        if each.row.answers_something and not chosen.row.answers_something:
            rows[each.number] = each
    return rows


def _answers(row: MatchedRow | None) -> bool:
    return row is not None and row.row.answers_something


def _find_kept(present: ReadSheet | None, rows: dict[int, MatchedRow], wanted: Iterable[int]) -> tuple[Cells, ...]:
    """Return the answers that no row of the new sheet has room for."""
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
    """Return what is to be said beside an answer whose recommendation had other words, and what was said before."""
    if present is None:
        return ""
    said = [line for line in present.row.text(WORDING).split("\n") if line.strip()]
    typed = " ".join(present.row.text(RECOMMENDATION).split())
    if present.words is Words.EDITED:
        said.append(f"{EDITED}{typed}")
    # The oldest words are those that were answered.
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
        # A how-to page on which somebody typed is kept; as it is, it is written anew.
        if find_columns(sheet) is None
        and find_unasked(Around(present.workbook, sheet, may_quote=False), settings) != []
    )
