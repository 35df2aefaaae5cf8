"""Whether an existing response sheet can be replaced by a new form, and what would not be carried over.

If something cannot be (a formula without its value, an Excel error), the sheet is not written again; what is left
behind (notes, pictures, text beside the table) is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, CellProblem, Worksheet
from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.files.folders import fold_name
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.columns import ABOUT_ROW, NUMBER, RECOMMENDATION
from cabinet_papers.matter.form_words import CONTACT, HOW_TO, IN_THE_HEAD, NO_WORDS, OFFICE, TOPIC_BY, say
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.pairing import pair_answers
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.sheets.answer import TABLE_LINE, comparable
from cabinet_papers.sheets.date_cell import print_date
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.form_table import FormTable, TableRow, find_table
from cabinet_papers.sheets.form_texts import EARLIER, is_form_line
from cabinet_papers.sheets.office_page import is_office
from cabinet_papers.sheets.own_pages import find_typed_on_own_page
from cabinet_papers.sheets.plan import PlannedSheet
from cabinet_papers.sheets.read_sheet import MatchedRow, ReadSheet
from cabinet_papers.sheets.typed_date import print_typed_date
from cabinet_papers.sheets.unprinted import Unprinted

PAGES = (HOW_TO, OFFICE)
# In a new sheet these would look like words that somebody typed.
CANNOT_GO_OVER = (codes.XLS005, codes.XLS008)
# Findings to repeat because the new sheet no longer shows their cause: notes, merges, pictures, guessed matches, the
# look of pasted cells, colours, tracked changes.
DOES_NOT_GO_OVER = (
    codes.XLS009, codes.XLS014, codes.XLS015, codes.XLS016, codes.XLS006, codes.RES012, codes.RES026, codes.RES025,
    codes.XLS028,
)  # fmt: skip


class _Compared(NamedTuple):
    """A sheet that is there, and the form that it should have."""

    present: ReadSheet
    worksheet: Worksheet
    table: FormTable
    form: Form

    @property
    def rows(self) -> list[TableRow]:
        return [each.row for each in self.present.sheet.rows]

    def asks_the_same(self) -> bool:
        asked = [(row.text(NUMBER).replace(",", " ").split(), row.text(RECOMMENDATION).split()) for row in self.rows]
        return asked == [(row.printed.split(), row.wording.split()) for row in self.form.rows]

    def has_its_answers(self) -> bool:
        # Another sheet may add to them.
        given = [{name: cell.text for name, cell in row.given.items()} for row in self.rows]
        return given == [{name: cell.text for name, cell in row.answer.items()} for row in self.form.rows]

    def says_the_same_about_rows(self) -> bool:
        return [row.text(ABOUT_ROW) for row in self.rows] == [row.about_row for row in self.form.rows]

    def has_no_other_references(self) -> bool:
        # A sheet may lack references, but those of other recommendations would mislead.
        pairs = zip(self.rows, self.form.rows, strict=True)
        return all(row.reference == asked.reference for row, asked in pairs if row.reference)

    def has_no_unmatched_answer(self) -> bool:
        return not self.present.sheet.unmatched

    def has_our_headings(self) -> bool:
        return find_table(self.worksheet, self.table.form) is not None

    def has_words_for_office(self) -> bool:
        return self.present.for_office == dict(self.form.for_office)

    def is_in_its_words(self) -> bool:
        return self.present.is_in_words

    def has_its_columns(self) -> bool:
        return all(self.table.find(column) for column in self.form.columns if column.is_answer)

    def shows_the_same_beside(self) -> bool:
        # What is only to be read may have been typed over.
        pairs = zip(self.rows, self.form.rows, strict=True)
        return all(
            row.cells[name].said.split() == text.split()
            for row, asked in pairs
            for name, text in asked.beside.items()
            if name in row.cells
        )

    def has_its_lines_above(self) -> bool:
        # A council's own sheet has other lines above the table, which may stay.
        above = [cell.said for cell in self.worksheet.cells if cell.row < self.table.row and is_form_line(cell.said)]
        fixed = [line for line in above if line.startswith(IN_THE_HEAD) or TOPIC_BY in line]
        contacts = [line for line in above if line.startswith(CONTACT)]
        is_earlier = any(" ".join(line.split()) in EARLIER for line in above)
        same = fixed == list(self.form.above) and contacts in ([], [self.form.contact])
        return not is_earlier and (not fixed or same)


# In this order: the references are compared only where the rows are the same.
AS_PLANNED = (
    _Compared.asks_the_same, _Compared.has_its_answers, _Compared.says_the_same_about_rows,
    _Compared.has_no_other_references, _Compared.has_no_unmatched_answer, _Compared.has_our_headings,
    _Compared.has_words_for_office, _Compared.has_its_columns, _Compared.shows_the_same_beside,
    _Compared.has_its_lines_above, _Compared.is_in_its_words,
)  # fmt: skip


def is_as_planned(present: ReadSheet, form: Form) -> bool:
    """Whether the sheet already asks for what it should, in the same words and columns."""
    tables = present.sheet.tables
    worksheet, table = next((each, tables[each.name]) for each in present.workbook.worksheets if each.name in tables)
    compared = _Compared(present, worksheet, table, form)
    return all(is_so(compared) for is_so in AS_PLANNED)


def is_own_form(present: ReadSheet) -> bool:
    """Whether the sheet is one that was written for a matter here, by the hidden references of its rows."""
    return any(each.row.reference for each in present.sheet.rows)


def find_renamed(
    every: Sequence[ReadSheet], planned: PlannedSheet, names: set[str], matter: Matter
) -> ReadSheet | None:
    """Return the one answered sheet that is the planned one under another name; None if there is none, or several.

    `names` are those of all planned sheets, without capitals. It may have rows for which no answer is asked any more.
    """
    wanted = {each.number for each in planned.recommendations}
    unasked = {each.number for each in matter.recommendations if not each.needs_answer}
    answered = [each for each in every if each.sheet.responses and is_own_form(each)]
    others = [each for each in answered if fold_name(each.path.name) not in names]
    rows = [(each, {row.number for row in each.sheet.rows} - unasked) for each in others]
    found = [each for each, asked in rows if asked and asked <= wanted]
    return found[0] if len(found) == 1 else None


def is_filled_in(present: ReadSheet, matter: Matter, settings: Settings) -> bool:
    """Whether a person has typed something into the sheet that a new one keeps."""
    added = any(each.cells for each in find_added(present, matter, settings))
    return bool(present.sheet.responses or present.sheet.unmatched or present.for_office or added)


def find_added(present: ReadSheet, matter: Matter, settings: Settings) -> tuple[Worksheet, ...]:
    """Return the worksheets that people added."""
    references = [each.row.reference for each in present.sheet.rows if each.row.reference]

    def find_typed(sheet: Worksheet) -> list[Diagnostic] | None:
        unprinted = Unprinted(present.workbook, sheet, may_quote=False)
        return find_typed_on_own_page(unprinted, matter, settings, references)

    named = _find_named(present, settings)
    return tuple(
        sheet
        for sheet in present.workbook.worksheets
        # A how-to page on which somebody typed is kept; an unchanged one is written anew.
        if sheet.name not in present.sheet.tables
        and (comparable(sheet.name) in named or (not is_office(sheet) and find_typed(sheet) != []))
    )


def _find_named(present: ReadSheet, settings: Settings) -> set[str]:
    """Return the names of worksheets in the answers, except those that pages of ours have: a copy of one is a table."""
    texts = "\n".join(cell.text for row in present.sheet.rows for cell in row.row.given.values())
    pages = {comparable(say(page, words)) for page in PAGES for words in (NO_WORDS, settings.form_words)}
    return {comparable(name) for name in TABLE_LINE.findall(texts)} - pages


def find_superseded(
    every: Sequence[ReadSheet], names: set[str], twins: set[str], matter: Matter, settings: Settings, *, any_form: bool
) -> list[ReadSheet]:
    """Return the sheets of which everything is in the planned ones too, whose names are `names`, without capitals.

    Only those of our form, unless they may be of `any_form`, and `twins`: those with the names that the planned ones
    have as files of the other kind.
    """
    planned = [each for each in every if fold_name(each.path.name) in names]
    others = [each for each in every if fold_name(each.path.name) not in names]
    others = [each for each in others if any_form or is_own_form(each) or fold_name(each.path.name) in twins]
    others = [each for each in others if each.sheet.rows and not each.sheet.unmatched]
    known = _Contents.of(planned, matter, settings)
    return [each for each in others if _Contents.of([each], matter, settings).are_in(known)]


class _Contents(NamedTuple):
    """What sheets hold that a person typed: answers by their recommendation, added worksheets, words for the office."""

    answers: list[tuple[int, set[tuple[str, Prose]]]]
    tables: list[list[tuple[str, str]]]
    for_office: set[tuple[str, str]]

    @classmethod
    def of(cls, sheets: Sequence[ReadSheet], matter: Matter, settings: Settings) -> _Contents:
        rows = [row for each in sheets for row in each.sheet.rows if row.row.given]
        added = [sheet for each in sheets for sheet in find_added(each, matter, settings) if sheet.cells]
        texts = [text for each in sheets for text in each.for_office.items()]
        for_office = {(label, line) for label, text in texts for line in text.split("\n")}
        answers = [(row.number, _read_given(row, settings)) for row in rows]
        return cls(answers, [_read_cells(sheet) for sheet in added], for_office)

    def are_in(self, others: _Contents) -> bool:
        return all(
            any(number == known and given <= theirs for known, theirs in others.answers)
            for number, given in self.answers
        ) and (all(each in others.tables for each in self.tables) and self.for_office <= others.for_office)


def _read_given(row: MatchedRow, settings: Settings) -> set[tuple[str, Prose]]:
    """Return the answer as it is printed: a bullet has another sign in a sheet of another kind, a date another form."""
    return {(name, read_plain_text(_find_printed(cell, settings))) for name, cell in row.row.given.items()}


def _find_printed(cell: Cell, settings: Settings) -> str:
    dated = print_date(cell, settings) or print_typed_date(cell.text, settings)
    return dated.text if dated else cell.text


def _read_cells(worksheet: Worksheet) -> list[tuple[str, str]]:
    return [(cell.reference, cell.text) for cell in worksheet.cells]


def find_contradictions(sheets: Sequence[ReadSheet], matter: Matter) -> list[Diagnostic]:
    """Return where rows answer one recommendation differently, or an exempt answer would become public.

    Only a person can decide these.
    """
    responses = [response for each in sheets for response in each.sheet.responses]
    saved = {each.workbook.file: each.workbook.saved for each in sheets}
    return [
        *pair_answers(matter, responses, {}, saved)[1],
        *(found for each in sheets for found in each.sheet.findings if found.code is codes.RES021),
    ]


def find_alike_tables(sheets: Sequence[ReadSheet], matter: Matter, settings: Settings) -> list[Diagnostic]:
    """Return the added worksheets that have the name of another, but not its cells: one sheet cannot have both."""
    known: dict[str, tuple[Worksheet, ReadSheet]] = {}
    found = []
    for each in sheets:
        for table in find_added(each, matter, settings):
            first, other = known.setdefault(fold_name(table.name), (table, each))
            if _read_cells(first) != _read_cells(table):
                message = phrase(
                    "{} has a worksheet of the same name, but with different contents", other.workbook.file
                )
                hint = phrase("rename one of the two, and write the new name in the comments that name it")
                found.append(finding(codes.OUT001, message, hint, each.workbook.at(table)))
    return found


def find_unportable(present: ReadSheet, form: Form, longest: int) -> list[Diagnostic]:
    """Return the cells of a sheet that cannot be carried over as they are; `longest` as in `find_hindrances`."""
    found = [
        finding(problem.code, problem.message, problem.hint, present.workbook.at(worksheet, cell))
        for worksheet, cell in _find_going_over(present, form)
        for problem in find_hindrances(cell, longest)
    ]
    return found if present.sheet.may_quote else [withhold_typed(each) for each in found]


def find_hindrances(cell: Cell, longest: int = LONGEST_TEXT) -> list[CellProblem]:
    """Return why the cell cannot be carried over; `longest` are the most letters of a new one, 0 for any."""
    found = [problem for problem in cell.problems if problem.code in CANNOT_GO_OVER]
    if longest and len(cell.text) > longest:
        message = phrase(
            "the cell has {} characters, but a cell in Excel can hold only {}",
            Term(f"{len(cell.text):,}"),
            Term(f"{longest:,}"),
        )
        hint = phrase("shorten it, or put part of it into a separate document")
        found.append(CellProblem(codes.XLS018, message, hint))
    return found


def _find_going_over(present: ReadSheet, form: Form) -> Iterator[tuple[Worksheet, Cell]]:
    """Yield the cells that are carried over: the answers, and added worksheets."""
    for worksheet in present.workbook.worksheets:
        table = present.sheet.tables.get(worksheet.name)
        if worksheet in form.tables:
            yield from ((worksheet, cell) for cell in worksheet.cells)
        elif table and not worksheet.hidden:
            for cell in worksheet.cells:
                if cell.row > table.row and cell.column in table.answers:
                    yield worksheet, cell


def find_left_behind(present: ReadSheet) -> list[Diagnostic]:
    """Return the findings about what the new sheet lacks or no longer shows."""
    return [each for each in present.sheet.findings if each.code in DOES_NOT_GO_OVER]
