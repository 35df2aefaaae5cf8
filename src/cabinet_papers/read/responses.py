"""The response sheets that Cabinet Members returned: which row answers what, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.dates import DateError, format_date, parse_date
from cabinet_papers.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.model import Matter, Recommendation, Response, Settings
from cabinet_papers.prose import Block, Paragraph, Prose, prose_of
from cabinet_papers.read.matching import differing_part, find_recommendation
from cabinet_papers.read.plain_text import read_plain_runs
from cabinet_papers.read.response_table import (
    AGREE,
    COMMENT,
    NUMBER,
    RECOMMENDATION,
    Columns,
    TableRow,
    find_columns,
    read_rows,
)
from cabinet_papers.read.worksheet_table import read_worksheet_table
from cabinet_papers.vocabulary import RESPONSE_COLUMNS, Decision, Meaning, find_decision

if TYPE_CHECKING:
    from cabinet_papers.read.cells import Cell, Workbook, Worksheet

TABLE_LINE = re.compile(r"\[\s*table\s*:\s*(.+?)\s*\]", re.IGNORECASE)


@dataclass(slots=True)
class ResponseSheet:
    """What one workbook answers.

    `blank` holds the Agree? cells of the rows that nobody has filled in, `rows` every row of a recommendation as
    its cells show it (number, then cell by heading), `unmatched` the answers that belong to none.
    """

    responses: list[Response] = field(default_factory=list)
    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)
    unmatched: list[dict[str, Cell]] = field(default_factory=list)
    blank: dict[int, Location] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def read_response_sheet(workbook: Workbook, matter: Matter, settings: Settings) -> ResponseSheet:
    """Return the answers of the workbook, matched to the matter's recommendations by what its cells say."""
    reader = _SheetReader(workbook, matter, settings)
    for worksheet in workbook.worksheets:
        if columns := find_columns(worksheet):
            reader.read_or_leave(worksheet, columns)
    if reader.used:
        reader.report_unused()
        return reader.sheet
    message = "no worksheet has the headings Recommendation, Agree? and Comment in one row"
    hint = "if it is a response sheet, put the headings back; if not, keep it outside the matter's folder"
    return ResponseSheet(findings=[finding(codes.XLS001, message, hint, Location(workbook.file))])


class _SheetReader:
    """Reads the response tables of one workbook; keeps what it has read and found."""

    worksheet: Worksheet

    def __init__(self, workbook: Workbook, matter: Matter, settings: Settings) -> None:
        self.workbook = workbook
        self.recommendations = matter.recommendations
        self.settings = settings
        self.language = settings.language
        self.sheet = ResponseSheet()
        self.used: set[str] = set()
        # Words that belong to no recommendation for certain may be those of an exempt one.
        self.may_quote = not any(each.exempt for each in matter.recommendations)

    def report(self, code: Code, message: str, hint: str, place: Location) -> None:
        self.sheet.findings.append(finding(code, message, hint, place))

    def read_or_leave(self, worksheet: Worksheet, columns: Columns) -> None:
        """Read the worksheet's answers; one that is hidden does not print, and that is said."""
        if not worksheet.hidden:
            self.read(worksheet, columns)
            return
        self.used.add(worksheet.name)
        message = "a hidden worksheet looks like a response sheet and is left out"
        self.report(codes.XLS006, message, "unhide it if its answers count, or delete it", self.workbook.at(worksheet))

    def read(self, worksheet: Worksheet, columns: Columns) -> None:
        self.worksheet = worksheet
        self.used.add(worksheet.name)
        for row in read_rows(self.workbook, worksheet, columns):
            self.read_row(row)

    def report_unused(self) -> None:
        for worksheet in self.workbook.worksheets:
            if worksheet.name not in self.used and worksheet.cells:
                message = f'the worksheet "{worksheet.name}" is not printed: no comment names it'
                hint = f"write the line [Table: {worksheet.name}] in the comment where it belongs"
                self.report(codes.XLS007, message, hint, self.workbook.at(worksheet))

    def read_row(self, row: TableRow) -> None:
        if row.answers_something and row.place.cell and self.is_hidden(row):
            message = "the row or a column of it is hidden, perhaps by a filter, and the answer is printed"
            self.report(codes.XLS006, message, "unhide it; empty its answer if it should not be printed", row.place)
        for cell in (*row.cells.values(), *row.stray):
            if cell.note:
                message = f"a note on the cell is not printed: {self.quote_stray(cell.note)}"
                hint = "move it into the Comment cell if it belongs to the answer"
                self.report(codes.XLS009, message, hint, self.workbook.at(self.worksheet, cell))
        for cell in row.stray:
            if not cell.text.strip():
                continue
            message = f"{self.quote_stray(cell.text)} stands outside the table's columns and is not printed"
            hint = "move it into the Comment cell if it belongs to the answer"
            self.report(codes.XLS009, message, hint, self.workbook.at(self.worksheet, cell))
        recommendation = self.find_recommendation(row)
        if recommendation:
            self.sheet.rows.append((recommendation.number, row.cells))
        if recommendation is None:
            self.report_unmatched(row)
        elif row.answers_something:
            self.sheet.responses.append(self.read_response(row, recommendation))
        else:
            self.sheet.blank.setdefault(recommendation.number, row.place)

    def is_hidden(self, row: TableRow) -> bool:
        """Whether the row cannot be seen."""
        return any(self.worksheet.is_hidden(cell) for heading, cell in row.cells.items() if heading != NUMBER)

    def find_recommendation(self, row: TableRow) -> Recommendation | None:
        """Return the recommendation that the row is about, and say where its words were changed; or None."""
        wording = row.text(RECOMMENDATION)
        found = find_recommendation(self.recommendations, row.text(NUMBER), wording)
        if found and wording and wording.split() != found.wording.split():
            cell = self.workbook.at(self.worksheet, row.cells[RECOMMENDATION])
            typed, printed = (self.quote(found, each) for each in differing_part(wording, found.wording))
            message = f"recommendation {found.number} was changed in the sheet: {typed}; the papers print {printed}"
            self.report(codes.RES006, message, "if the new words are right, change them in recommendations.yaml", cell)
        return found

    def report_unmatched(self, row: TableRow) -> None:
        if not any(cell.text.strip() for cell in row.cells.values()):
            return
        first = next(iter(row.cells.values()))
        shown = self.quote_stray(row.text(RECOMMENDATION) or first.text)
        place = self.workbook.at(self.worksheet, first)
        if row.answers_something:
            self.sheet.unmatched.append(row.cells)
            message = f"this row answers no recommendation of the matter: {shown}"
            hint = "put back the recommendation's number and words, or delete the row"
            self.report(codes.RES002, message, hint, place)
        else:
            message = f"{shown} belongs to no recommendation and is not printed"
            hint = "move it into a Comment cell if it belongs to an answer"
            self.report(codes.XLS009, message, hint, place)

    def read_response(self, row: TableRow, recommendation: Recommendation) -> Response:
        for cell in row.cells.values():
            self.report_problem(cell, recommendation)
        comment = row.cells.get(COMMENT)
        further = {
            heading: self.read_further(heading, row.cells[heading])
            for heading in self.settings.response_columns
            if heading in row.cells
        }
        self.report_unprinted(row)
        decision = self.read_decision(row, recommendation)
        prose = self.read_comment(comment, recommendation) if comment else Prose()
        if decision and decision.meaning is Meaning.OTHER and not prose:
            shown = self.quote(recommendation, decision.word)
            message = f"recommendation {recommendation.number}: {shown} needs a comment that says more"
            self.report(codes.RES009, message, "say what will happen, and when", row.place)
        return Response(recommendation.number, row.text(AGREE), decision, prose, row.place, further)

    def report_problem(self, cell: Cell, recommendation: Recommendation) -> None:
        if cell.problem:
            message = f"recommendation {recommendation.number}: {cell.problem.message}"
            if recommendation.exempt:
                message = f"recommendation {recommendation.number}: the cell does not print as it shows"
            place = self.workbook.at(self.worksheet, cell)
            self.report(cell.problem.code, message, cell.problem.hint, place)

    def report_unprinted(self, row: TableRow) -> None:
        for heading in RESPONSE_COLUMNS:
            if heading in row.cells and heading not in self.settings.response_columns:
                message = f'the column "{heading}" is not printed'
                hint = f"add {heading} to response_columns in papers.yaml"
                self.report(codes.XLS009, message, hint, self.workbook.at(self.worksheet, row.cells[heading]))

    def read_decision(self, row: TableRow, recommendation: Recommendation) -> Decision | None:
        typed = row.text(AGREE)
        if not typed:
            return None
        decision = find_decision(typed, self.settings.decisions)
        number = recommendation.number
        if decision is None:
            words = [each.word for each in self.settings.decisions]
            message = f"recommendation {number}: {self.quote(recommendation, typed)} is not a decision"
            hint = f"choose {' or '.join(filter(None, (', '.join(words[:-1]), words[-1])))} from the list in the cell"
            self.report(codes.RES003, message, hint, row.place)
        elif decision.word != typed:
            message = f"recommendation {number}: {self.quote(recommendation, typed)} was read as the council's word"
            if not recommendation.exempt:
                message += f' "{decision.word}", which is printed'
            self.report(codes.RES004, message, "choose the word from the list in the cell", row.place)
        return decision

    def quote(self, recommendation: Recommendation, text: str) -> str:
        """Return the text in quotation marks, unless it is exempt: a finding may be read by anyone."""
        return "an exempt text" if recommendation.exempt else f'"{_shorten(text, 240)}"'

    def quote_stray(self, text: str) -> str:
        """Return text that belongs to no recommendation in quotation marks, where none of them is exempt."""
        return f'"{_shorten(text)}"' if self.may_quote else "what is typed here"

    def read_further(self, heading: str, cell: Cell) -> Prose:
        if heading == "Target date":
            try:
                day = cell.day or parse_date(cell.text, self.language)
            except DateError as problem:
                if problem.is_impossible:
                    hint = "write it as 2025-01-14, 14 January 2025 or 14/01/2025"
                    self.report(codes.YML012, f"Target date: {problem}", hint, self.workbook.at(self.worksheet, cell))
                return read_plain_runs(cell.runs)
            return prose_of(format_date(day, self.settings.date_format, self.language))
        return read_plain_runs(cell.runs)

    def read_comment(self, cell: Cell, recommendation: Recommendation) -> Prose:
        return Prose(self.place_tables(read_plain_runs(cell.runs).blocks, cell, recommendation))

    def place_tables(self, blocks: tuple[Block, ...], cell: Cell, recommendation: Recommendation) -> tuple[Block, ...]:
        placed: list[Block] = []
        for block in blocks:
            line = TABLE_LINE.fullmatch(block.text) if isinstance(block, Paragraph) else None
            placed += self.read_table(line[1], cell, recommendation) if line else [block]
        return tuple(placed)

    def read_table(self, name: str, cell: Cell, recommendation: Recommendation) -> list[Block]:
        wanted = " ".join(name.strip("'").split()).casefold()
        worksheet = next(
            (
                each
                for each in self.workbook.worksheets
                # A response table may hold what is exempt, and is no table of figures.
                if " ".join(each.name.strip("'").split()).casefold() == wanted and find_columns(each) is None
            ),
            None,
        )
        if worksheet is None:
            others = [
                f'"{each.name}"'
                for each in self.workbook.worksheets
                if each is not self.worksheet and not recommendation.exempt
            ]
            shown = "" if recommendation.exempt else f' named "{name}"'
            message = f"recommendation {recommendation.number}: there is no worksheet{shown} for the table"
            hint = f"the other worksheets are {', '.join(others)}" if others else "add a worksheet of that name"
            self.report(codes.RES008, message, hint, self.workbook.at(self.worksheet, cell))
            return []
        self.used.add(worksheet.name)
        table, findings = read_worksheet_table(self.workbook, worksheet, quote=not recommendation.exempt)
        self.sheet.findings += findings
        return [table] if table else []


def _shorten(text: str, length: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 3]}..."
