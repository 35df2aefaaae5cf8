"""Reads a response form that came back in Word, into the shape in which workbooks are read.

Each table of the document's body is a worksheet called "table 1" and so on, and a table within a cell is one by its
own name, which a line of the cell names. What is above the table of answers has rows before the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cells import (
    DAMAGE,
    Cell,
    Drawing,
    Merge,
    Workbook,
    Worksheet,
    cell_reference,
    explain_damage,
)
from cabinet_papers.excel.saved_time import read_saved_time
from cabinet_papers.excel.workbook import find_beyond
from cabinet_papers.excel.writer import LONGEST_SHEET_NAME
from cabinet_papers.files.folders import explain_unreadable
from cabinet_papers.files.package import TooLargeError
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.finished.grids import TABLE, iter_parts
from cabinet_papers.finished.looks import NOTHING
from cabinet_papers.finished.story import open_story
from cabinet_papers.finished.styles import is_on
from cabinet_papers.finished.tree import Block, Paragraph, Table, Words, iter_paragraphs
from cabinet_papers.finished.word_file import MAIN, W
from cabinet_papers.matter.columns import REFERENCE, USUAL
from cabinet_papers.matter.form_words import CHOOSE, NO_WORDS, name_columns
from cabinet_papers.matter.prose import Run, join_runs
from cabinet_papers.sheets.form_language import FormLanguage, note_page
from cabinet_papers.sheets.form_table import find_headings
from cabinet_papers.sheets.office_page import is_office
from cabinet_papers.sheets.reference import find_reference
from cabinet_papers.sheets.sheet_words import read_properties, read_words
from cabinet_papers.sheets.unprinted import advise_move, advise_sending_apart
from cabinet_papers.sheets.word_cells import ReadCell, read_content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from cabinet_papers.finished.word_file import WordFile

from cabinet_papers.sheets.word_form_file import notes_on, open_form, read_notes, read_own_properties
from cabinet_papers.sheets.word_form_rows import (
    ROW_TAG,
    count_columns,
    find_caption,
    find_merge,
    find_number,
    iter_cells,
    iter_top,
    take_reference,
)

FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
SAVE_AGAIN = phrase("open it in Word, save it again as a Word Document (.docx), and put that copy here instead")
# What Word itself shows in a list from which nothing is chosen.
WORDS_OWN_CHOOSE = "Choose an item."
SETTLE = phrase(
    "in Word, under Review, accept or reject each change, so that the answer reads as it should be printed; then "
    "save the form"
)


def read_word_form(
    path: Path, file: str, words: Mapping[str, str] = NO_WORDS
) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return the form as a workbook, or None and the reason why it cannot be opened; and what is not printed of it.

    `words` are those of a form that does not carry its own.
    """
    try:
        carried = read_properties(read_own_properties(path))
        reader = _FormReader(open_form(path), file, carried, words)
        workbook = reader.read()
        if workbook and (beyond := find_beyond(workbook.worksheets, file)):
            return None, [beyond]
        return (workbook._replace(saved=read_saved_time(path)) if workbook else None), reader.findings
    except TooLargeError as error:
        hint = phrase("delete everything from the document that is not part of the response")
        return None, [finding(codes.XLS002, error.reason, hint, Location(file))]
    except OSError as error:
        return None, [finding(codes.XLS002, *explain_unreadable(error), Location(file))]
    except DAMAGE as error:
        reason = explain_damage(error)
        message = phrase("the document is damaged, or was saved in a way that cannot be read ({})", reason)
        return None, [finding(codes.XLS002, message, SAVE_AGAIN, Location(file))]


class _Line(NamedTuple):
    """A paragraph outside the tables: after how many of them it is, what it says, and whether it is a heading."""

    after: int
    element: etree._Element
    content: ReadCell
    is_heading: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.content.runs).strip()


class _Tracked(NamedTuple):
    """A cell with tracked changes."""

    row: int
    column: int
    content: ReadCell


class _ReadTable(NamedTuple):
    """A table of the body, its name for those who do not see it, and its cells with tracked changes."""

    worksheet: Worksheet
    caption: str
    tracked: tuple[_Tracked, ...]


class _FormReader:
    """Reads one document; keeps what it has found."""

    def __init__(self, file: WordFile, name: str, carried: Worksheet | None, words: Mapping[str, str]) -> None:
        self.name = name
        self.carried = (carried,) if carried else ()
        self.words = read_words(carried.cells) if carried else words
        self.language = FormLanguage(self.words, name_columns(USUAL, self.words))
        self.body = next(file.roots[MAIN].iterchildren(f"{W}body"))
        _prepare(self.body)
        self.story = open_story(file)
        self.notes = read_notes(file)
        self.findings: list[Diagnostic] = []
        self.nested: list[Worksheet] = []
        self.names = set[str]()
        # The number of the row that is read.
        self.number = ""

    def read(self) -> Workbook | None:
        """Return the document as a workbook, None where it has no table, which is reported."""
        tables, lines = self.read_pieces()
        if all(is_office(note_page(each.worksheet, self.language)) for each in tables):
            message = phrase("this Word form has lost its table of answers")
            hint = for_officer("ask for it to be sent again, or run `papers sheet --word`, which writes a new one")
            self.findings.append(finding(codes.XLS002, message, hint, Location(self.name)))
            return None
        main = next((at for at, each in enumerate(tables) if self.has_answers(each.worksheet)), 0)
        self.report_tracked(tables[main])
        answers = self.add_above(tables[main].worksheet, [each for each in lines if each.after <= main])
        below = [each for each in lines if each.after > main]
        others = {at: self.choose_name(_find_name(each, at, below)) for at, each in enumerate(tables) if at != main}
        self.report_below(answers, [each for each in below if each.text != others.get(each.after)])
        worksheets = (
            answers if at == main else each.worksheet._replace(name=others[at]) for at, each in enumerate(tables)
        )
        return Workbook(self.name, (*worksheets, *self.nested, *self.carried))

    def has_answers(self, worksheet: Worksheet) -> bool:
        """Whether the table is that of the answers: a row of it has a hidden reference, or it has our headings."""
        headings = find_headings(worksheet, self.words)
        return any(find_reference(each.text) for each in worksheet.cells) or bool(headings and not headings.missing)

    def read_pieces(self) -> tuple[list[_ReadTable], list[_Line]]:
        """Return the tables of the body and the paragraphs between them."""
        tables: list[_ReadTable] = []
        lines: list[_Line] = []
        for piece in iter_top(self.body):
            if piece.tag == TABLE:
                tables.append(self.read_table(piece, f"table {len(tables) + 1}"))
            else:
                lines.append(self.read_line(piece, len(tables)))
        return tables, lines

    def read_line(self, paragraph: etree._Element, after: int) -> _Line:
        blocks = tuple(self.story.iter_paragraph(paragraph, NOTHING))
        is_heading = any(isinstance(each, Paragraph) and each.level for each in blocks)
        return _Line(after, paragraph, self.read_content(paragraph, blocks), is_heading)

    def read_content(self, element: etree._Element, blocks: tuple[Block, ...]) -> ReadCell:
        return read_content(element, blocks, self.story.document.sheet, self.name_nested)

    def read_table(self, table: etree._Element, name: str) -> _ReadTable:
        """Return the table as a worksheet; the reference of a row is a cell behind its last."""
        cells: list[Cell] = []
        tracked: list[_Tracked] = []
        drawings: list[Drawing] = []
        merges: list[Merge] = []
        hidden = set[int]()
        width = max((count_columns(row) for row in iter_parts(table, ROW_TAG)), default=0)
        references = [Cell(cell_reference(1, width + 1), 1, width + 1, (Run(REFERENCE.heading),))]
        rows = [row for row in iter_parts(table, ROW_TAG) if not self.is_deleted(row, name)]
        for at, row in enumerate(rows, 1):
            if is_on(row.find(f"{W}trPr/{W}hidden")):
                hidden.add(at)
            self.number = find_number(row, at)
            read = [(column, span, self.read_cell(cell), cell) for column, span, cell in iter_cells(row)]
            reference, read = take_reference(read)
            if reference:
                references.append(Cell(cell_reference(at, width + 1), at, width + 1, (Run(reference),)))
            for column, span, content, element in read:
                drawings += [Drawing(*each, at, column) for each in content.drawings]
                merges += find_merge(element, at, column, span)
                tracked += [_Tracked(at, column, content)] if content.inserted or content.deleted else []
                self.report_hidden(content, name, cell_reference(at, column))
                cell = self.make_cell(element, content, at, column)
                cells += [cell] if cell.runs or cell.note else []
        cells += references if len(references) > 1 else []
        cells.sort(key=lambda cell: (cell.row, cell.column))
        worksheet = Worksheet(
            name, tuple(cells), hidden_rows=frozenset(hidden), merges=tuple(merges), drawings=tuple(drawings)
        )
        return _ReadTable(worksheet, find_caption(table), tuple(tracked))

    def read_cell(self, cell: etree._Element) -> ReadCell:
        return self.read_content(cell, self.story.read(cell))

    def make_cell(self, element: etree._Element, content: ReadCell, row: int, column: int) -> Cell:
        """Return the cell with its notes; one in which nothing was chosen yet is empty."""
        runs, text = content.runs, "".join(run.text for run in content.runs).strip()
        if text in ("", CHOOSE, WORDS_OWN_CHOOSE):
            runs = ()
        notes = "\n".join(notes_on(element, self.notes))
        return Cell(
            cell_reference(row, column), row, column, runs, problems=content.problems, note=notes, look=content.look
        )

    def is_deleted(self, row: etree._Element, table: str) -> bool:
        """Whether the row was deleted by a tracked change, which is reported."""
        if row.find(f"{W}trPr/{W}del") is None:
            return False
        words = " ".join("".join(each.text or "" for each in row.iter(f"{W}delText", f"{W}t")).split())
        message = phrase('a row was deleted with tracked changes, so it is not read: "{}"', words)
        self.findings.append(finding(codes.XLS028, message, SETTLE, Location(self.name, sheet=table)))
        return True

    def report_hidden(self, content: ReadCell, table: str, cell: str) -> None:
        """Report hidden text that is not the reference of the row."""
        lines = (each for each in content.hidden.split("\n") if each.strip() and not find_reference(each))
        for line in lines:
            message = phrase('hidden text here is not printed: "{}"', line.strip())
            hint = phrase("if it should be printed, make it visible (Home, Font, Hidden); otherwise delete it")
            self.findings.append(finding(codes.XLS006, message, hint, Location(self.name, sheet=table, cell=cell)))

    def name_nested(self, table: Table) -> str:
        """Keep a table that is in a cell as a worksheet; return its name."""
        cells = [
            Cell(cell_reference(at, cell.column + 1), at, cell.column + 1, _read_runs(cell.blocks))
            for at, row in enumerate(table.rows, 1)
            for cell in row
        ]
        filled = tuple(cell for cell in cells if cell.text.strip())
        same = next((each.name for each in self.nested if each.cells == filled and each.name == table.name), None)
        if same:
            return same
        merges = (
            Merge(
                f"{cell_reference(at, cell.column + 1)}:"
                f"{cell_reference(at + cell.rows - 1, cell.column + cell.columns)}",
                at, cell.column + 1, at + cell.rows - 1, cell.column + cell.columns,
            )
            for at, row in enumerate(table.rows, 1)
            for cell in row
            if (cell.rows > 1 or cell.columns > 1) and cell.heads != "gap"
        )  # fmt: skip
        name = self.choose_name(table.name or f"Table in answer {self.number}")
        self.nested.append(Worksheet(name, filled, merges=tuple(merges)))
        return name

    def choose_name(self, wanted: str) -> str:
        """Return the name as a worksheet may have it, with a number if another one has it already."""
        plain = " ".join(FORBIDDEN_IN_NAMES.sub("-", wanted).split()).strip("'")[: LONGEST_SHEET_NAME - 4].strip()
        names = (f"{plain} {number}" if number > 1 else plain for number in range(1, 10_000))
        name = next(each for each in names if each and each.casefold() not in self.names)
        self.names.add(name.casefold())
        return name

    def add_above(self, table: Worksheet, above: list[_Line]) -> Worksheet:
        """Return the table with the paragraphs above it in rows before its first, and report what hangs on them."""
        cells: list[Cell] = []
        for at, line in enumerate(above, 1 - len(above)):
            notes = "\n".join(notes_on(line.element, self.notes))
            if line.text or notes:
                cells.append(Cell("", at, 1, line.content.runs, note=notes))
            self.report_drawings(table, line)
        return table._replace(cells=(*cells, *table.cells))

    def report_below(self, table: Worksheet, below: list[_Line]) -> None:
        """Report what was typed after the table of answers."""
        move = advise_move(self.words)
        for line in below:
            if line.text:
                self.report(codes.XLS009, phrase('text below the table is not printed: "{}"', line.text), move, table)
            for note in notes_on(line.element, self.notes):
                message = phrase('the comment below the table is not printed: "{}"', note)
                self.report(codes.XLS009, message, move, table)
            self.report_drawings(table, line)

    def report_drawings(self, table: Worksheet, line: _Line) -> None:
        for kind, words in line.content.drawings:
            message = phrase("the {} outside the table is not printed", Term(kind))
            if words:
                message = phrase('the {} outside the table is not printed: "{}"', Term(kind), words)
            self.report(codes.XLS015, message, advise_sending_apart(self.words), table)

    def report_tracked(self, table: _ReadTable) -> None:
        """Report the tracked changes in answers; a recommendation with other words is reported as such."""
        form = find_headings(table.worksheet, self.words)
        for row, column, content in table.tracked:
            is_read = form is not None and column in form.columns.keys() - form.answers
            if form is None or (row > form.row and not is_read):
                message = _describe_changes(content)
                self.report(codes.XLS028, message, SETTLE, table.worksheet, cell_reference(row, column))

    def report(self, code: Code, message: Message, hint: Message, table: Worksheet, cell: str | None = None) -> None:
        self.findings.append(finding(code, message, hint, Location(self.name, sheet=table.name, cell=cell)))


def _find_name(table: _ReadTable, at: int, lines: list[_Line]) -> str:
    """Return what another table than that of the answers is called: as its name, or the heading above it, says."""
    headings = [each.text for each in lines if each.is_heading and each.after == at and each.text]
    return next(filter(None, (*headings[-1:], table.caption)), table.worksheet.name)


def _describe_changes(content: ReadCell) -> Message:
    inserted, deleted = (" ".join(each.split()) for each in (content.inserted, content.deleted))
    if inserted and deleted:
        return phrase(
            'of the tracked changes here, "{}", which was added, is printed, and "{}", which was deleted, is not',
            inserted, deleted,
        )  # fmt: skip
    if inserted:
        return phrase('"{}" was added with tracked changes, and is printed', inserted)
    return phrase('"{}" was deleted with tracked changes, and is not printed', deleted)


def _prepare(body: etree._Element) -> None:
    """Let a tab be read as such."""
    for tab in list(body.iter(f"{W}tab")):
        around = tab.getparent()
        if around is not None and around.tag == f"{W}r":
            tab.tag = f"{W}t"
            tab.text = "\t"


def _read_runs(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    """Return what is in a cell of a table within a cell, a line for each paragraph."""
    runs: list[Run] = []
    for at, paragraph in enumerate(iter_paragraphs(blocks)):
        number = f"{paragraph.number} " if paragraph.number else ""
        mark = "- " if paragraph.place is not None and paragraph.place.is_bullet else number
        line = [Run(mark)] if mark else []
        line += [
            Run(each.text, each.look.bold, each.look.italic, "", each.look.struck, each.look.script)
            for each in paragraph.pieces
            if isinstance(each, Words)
        ]
        runs += [Run("\n"), *line] if at else line
    return join_runs(runs)
