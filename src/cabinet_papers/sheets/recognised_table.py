"""Finds a response table under other people's headings, by what its columns hold.

The texts of one column are the matter's recommendations; beside them one has decisions, and one the comments.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, cell_reference, column_letters
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Message, Term, phrase, series
from cabinet_papers.matter.columns import (
    COMMENT,
    DECISION,
    LONGEST_HEADING,
    NUMBER,
    RECOMMENDATION,
    Column,
    find_column,
)
from cabinet_papers.matter.vocabulary import Decision, find_decision, find_leading_decision
from cabinet_papers.sheets.form import list_known
from cabinet_papers.sheets.form_table import FormTable, find_by_heading, find_table
from cabinet_papers.sheets.matching import likeness
from cabinet_papers.sheets.reference import Reference, find_reference

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Matter
    from cabinet_papers.matter.settings import Settings

# What other forms call these columns. Some call a decision so and some a comment: what the column holds comes first.
DECISION_WORDS = re.compile(
    r"(?:(?:the )?(?:cabinet|executive|council|member)(?:'s|’s)? )?"
    r"(?:response|reply|answer|position|decision|view)(?:s|\(s\))?"
    r"|(?:accept|agree|approve)(?:d|ed)?\W{0,3}(?:(?:or|and) )?"
    r"(?:(?:reject|disagree|decline|refuse)\w*|not \w+|y\w*/n\w*)?\W*"
    r"|(?:yes|y) ?(?:/|or) ?(?:no|n)\W*",
    re.IGNORECASE,
)
COMMENT_WORDS = re.compile(
    r"(?:(?:the )?(?:cabinet|executive|officer|service|member|council)s?(?:'s|’s|')? )?"
    r"(?:comment|response|reply|answer|explanation|reason|note)(?:s|\(s\))?(?: (?:for|on) .*)?"
    r"|rationale|narrative|commentary|further (?:details?|information)|explanatory notes?",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\W*(?:[a-z]{1,2}|recs?|recommendation|no|nr)?\W*\d{1,3}(?:\.\d{1,3})*[a-z]?\W*|\(?[a-z]{1,4}\)", re.IGNORECASE
)
# How alike a text is to a recommendation that it repeats, and what part of a column's texts has to be decisions.
ALIKE, MOST = 0.8, 0.75
# No recommendation has fewer words, and no response sheet more texts in a column.
FEWEST_WORDS = 4
MAX_TRIED = 500


class Known(NamedTuple):
    """A column of a table, and by what it was recognised; empty where it has our own heading."""

    column: Column
    why: Message


class Recognised(NamedTuple):
    """A worksheet that has the matter's recommendations in one of its columns.

    `row` is that of its headings, 0 where there is none above; `known` are its columns by their places. `problem` says
    why it cannot be read as a response table; it is empty where it can.
    """

    worksheet: Worksheet
    row: int
    headings: dict[int, str]
    known: dict[int, Known]
    problem: Message
    form: tuple[Column, ...]

    @property
    def table(self) -> FormTable:
        """The table, as one with our own headings would be read."""
        return FormTable(self.row, {at: each.column for at, each in self.known.items()}, self.form)


class _Grid(NamedTuple):
    """The texts of a worksheet from the first recommendation to the last, by column, and the headings above them."""

    row: int
    headings: dict[int, str]
    texts: dict[int, list[str]]
    form: tuple[Column, ...]

    def find_called(self, words: re.Pattern[str], among: Sequence[int]) -> list[int]:
        """Return the columns with such a heading."""
        return [at for at in among if words.fullmatch(self.headings.get(at, ""))]


def find_tables(
    workbook: Workbook, matter: Matter, settings: Settings
) -> tuple[dict[str, FormTable], list[Recognised]]:
    """Return the response tables by their worksheets, and what was recognised where no worksheet has our headings."""
    form = list_known(settings.response_columns, settings.form_words)
    tables = {each.name: table for each in workbook.worksheets if (table := find_table(each, form))}
    if tables:
        return tables, []
    found = [each for sheet in workbook.worksheets if (each := recognise_table(sheet, matter, settings))]
    return {each.worksheet.name: each.table for each in found if not each.problem}, found


def recognise_table(worksheet: Worksheet, matter: Matter, settings: Settings) -> Recognised | None:
    """Return the table; None where no column has the recommendations."""
    columns = _gather_columns(worksheet)
    wordings = [each.wording for each in matter.recommendations]
    references = {cell.row: found for cell in worksheet.cells if (found := find_reference(cell.text))}
    rows = {at: _find_rows(cells, wordings, references) for at, cells in columns.items()}
    place = max(rows, key=lambda at: len(rows[at]), default=0)
    if not rows.get(place):
        return None
    form = list_known(settings.response_columns, settings.form_words)
    grid = _lay_out(columns, place, rows[place], form)
    recommendation = find_column(form, RECOMMENDATION) or RECOMMENDATION
    known = {place: Known(recommendation, phrase("it has the recommendations"))}
    known |= _find_named(grid, known)
    known |= _find_numbers(grid, known, place)
    problem = _find_answers(grid, known, settings)
    return Recognised(worksheet, grid.row, grid.headings, known, problem, form)


def _gather_columns(worksheet: Worksheet) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for cell in worksheet.cells:
        if cell.text.strip():
            columns.setdefault(cell.column, []).append(cell)
    return columns


def _find_answers(grid: _Grid, known: dict[int, Known], settings: Settings) -> Message:
    """Add the columns of decisions and comments to those known; return why one cannot be found, or an empty message."""
    problems: list[Message] = []
    for wanted, find in ((DECISION, _find_decision), (COMMENT, _find_comment)):
        column = find_column(settings.response_columns, wanted)
        if column and all(each.column.name != column.name for each in known.values()):
            chosen = find(grid, known, column, settings.decisions)
            problems += [chosen] if isinstance(chosen, Message) else []
            known |= chosen if isinstance(chosen, dict) else {}
    return problems[0] if problems else Message("")


def _find_rows(cells: Sequence[Cell], wordings: Sequence[str], references: Mapping[int, Reference]) -> list[int]:
    """Return the rows in which a column has one of the recommendations, or the words that the row was written with."""
    return [
        cell.row
        for cell in [cell for cell in cells if len(cell.text.split()) >= FEWEST_WORDS][:MAX_TRIED]
        if ((own := references.get(cell.row)) and own.was_written_with(cell.text))
        or any(likeness(cell.text, each) >= ALIKE for each in wordings)
    ]


def _lay_out(columns: dict[int, list[Cell]], place: int, rows: Sequence[int], form: tuple[Column, ...]) -> _Grid:
    """Return the texts beside the recommendations, and the headings above them."""
    row = _find_heading_row(columns, place, min(rows), form)
    headings = {at: cell.text.strip() for at, cells in columns.items() for cell in cells if row and cell.row == row}
    texts = {
        at: [cell.text.strip() for cell in cells if max(row, min(rows) - 1) < cell.row <= max(rows)]
        for at, cells in columns.items()
    }
    return _Grid(row, headings, {at: texts[at] for at in columns if texts[at] or at in headings}, form)


def _find_heading_row(columns: dict[int, list[Cell]], place: int, first: int, form: tuple[Column, ...]) -> int:
    """Return the nearest row with a short text above the first recommendation, 0 for none.

    A higher one comes before it if more headings are known in it: a line may have been put below them.
    """
    above = [cell.row for cell in columns[place] if cell.row < first and len(cell.text) < LONGEST_HEADING]
    beside = [cell for at, cells in columns.items() if at != place for cell in cells if cell.row < first]
    known = Counter(cell.row for cell in beside if _may_be_heading(cell.text, form))
    return max(above, key=lambda row: (known[row], row), default=0)


def _may_be_heading(text: str, form: tuple[Column, ...]) -> bool:
    """Whether a text is what we or other people call a column."""
    called = " ".join(text.split())
    is_ours = find_by_heading(called, form) is not None
    return is_ours or any(words.fullmatch(called) for words in (DECISION_WORDS, COMMENT_WORDS))


def _find_named(grid: _Grid, known: Collection[int]) -> dict[int, Known]:
    """Return the columns that have one of our own headings."""
    named: dict[int, Known] = {}
    for at, heading in grid.headings.items():
        taken = {RECOMMENDATION.name, *(each.column.name for each in named.values())}
        column = find_by_heading(heading, grid.form)
        if at not in known and column and column.name not in taken:
            named[at] = Known(column, Message(""))
    return named


def _find_numbers(grid: _Grid, known: dict[int, Known], place: int) -> dict[int, Known]:
    """Return the column before the recommendations that has their numbers."""
    if any(each.column.name == NUMBER.name for each in known.values()):
        return {}
    found = [
        at for at, texts in grid.texts.items()
        if at < place and at not in known and texts and all(NUMBERED.fullmatch(text) for text in texts)
    ]  # fmt: skip
    return {found[-1]: Known(NUMBER, phrase("it has numbers"))} if found else {}


def _find_decision(
    grid: _Grid, known: Collection[int], column: Column, decisions: tuple[Decision, ...]
) -> dict[int, Known] | Message:
    """Return the column of the decisions, or why it cannot be known."""
    free = [at for at in grid.texts if at not in known]
    holding = [at for at in free if _are_decisions(grid.texts[at], decisions)]
    if len(holding) == 1:
        return {holding[0]: Known(column, phrase("it has decisions"))}
    called = grid.find_called(DECISION_WORDS, holding or [at for at in free if not grid.texts[at]])
    if len(called) == 1:
        return {called[0]: Known(column, phrase("its heading is often used for decisions"))}
    if holding:
        return phrase("more than one column has decisions: {}", _list_columns(holding))
    return phrase("no column beside them has decisions")


def _find_comment(
    grid: _Grid, known: Collection[int], column: Column, decisions: tuple[Decision, ...]
) -> dict[int, Known] | Message:
    """Return the column of the comments, or why it cannot be known; none where no other column has any text."""
    free = [at for at in grid.texts if at not in known]
    called = grid.find_called(COMMENT_WORDS, free)
    if len(called) == 1:
        return {called[0]: Known(column, phrase("its heading is often used for comments"))}
    filled = called or [at for at in free if grid.texts[at] and not _are_decisions(grid.texts[at], decisions)]
    if len(filled) == 1:
        return {filled[0]: Known(column, phrase("no other column has any text"))}
    return phrase("more than one column could have the comments: {}", _list_columns(filled)) if filled else {}


def _list_columns(places: Sequence[int]) -> Message:
    return series([Term(column_letters(at)) for at in places])


def _are_decisions(texts: Sequence[str], decisions: tuple[Decision, ...]) -> bool:
    read = [find_decision(text, decisions) or find_leading_decision(text, decisions) for text in texts]
    return bool(texts) and sum(each is not None for each in read) >= MOST * len(texts)


def report_recognised(workbook: Workbook, found: Recognised) -> Diagnostic:
    """Return the finding that says how the table was read, or why it could not be."""
    place = workbook.at(found.worksheet)._replace(cell=cell_reference(max(found.row, 1), min(found.known)))
    letters = {each.column.name: Term(column_letters(at)) for at, each in found.known.items()}
    if found.problem:
        message = phrase(
            "the recommendations are in column {} below row {}, but {}",
            letters[RECOMMENDATION.name],
            found.row,
            found.problem,
        )
        hint = phrase(
            "type the headings above their columns: {}",
            series([
                phrase("{} above the {}", Term(each.heading), Term(f"{each.name}s"))
                for each in found.form if each.is_essential and each.name != RECOMMENDATION.name
            ]),
        )  # fmt: skip
        return finding(codes.XLS001, message, hint, place)
    read = [
        phrase("column {} is read as {}, because {}", letters[each.column.name], Term(each.column.heading), each.why)
        for each in found.known.values()
        if each.why and not _is_ours(found, each.column)
    ]
    lacking = [each for each in found.form if each.is_essential and each.name not in letters]
    read += [phrase("no column is read as {}", Term(each.heading)) for each in lacking]
    message = phrase("this is read as a response table: {}", series(read))
    hint = phrase(
        "if that is right, type these headings above the columns, and the warning ends; if not, type them above the "
        "right columns"
    )
    return finding(codes.XLS025, message, hint, place)


def _is_ours(found: Recognised, column: Column) -> bool:
    at = next(at for at, each in found.known.items() if each.column is column)
    return find_by_heading(found.headings.get(at, ""), (column,)) is not None
