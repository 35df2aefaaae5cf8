"""Where tools/try_edits.py has its response sheets: on tables in memory, or in the files of a workspace.

Both write and read the sheets of one matter by the program's own functions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import openpyxl

from cabinet_papers.commands.gather import read_folder
from cabinet_papers.commands.sheet import write_sheets
from cabinet_papers.commands.start import start_workspace
from cabinet_papers.excel.cells import Cell, Workbook, Worksheet, cell_reference
from cabinet_papers.files.workspace import Workspace, find_matters
from cabinet_papers.findings.diagnostics import Diagnostic, Location
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.columns import Column
from cabinet_papers.matter.form_words import ANSWERED, KEPT, KEPT_HEADINGS, OFFICE, OFFICE_LABELS, OFFICE_NOTE, SHEET
from cabinet_papers.matter.model import Matter, Recommendation, Topic
from cabinet_papers.matter.pairing import pair_answers
from cabinet_papers.matter.prose import Run, prose_of
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.when import on_day
from cabinet_papers.sheets.form import AskedRow, Form
from cabinet_papers.sheets.plan import plan_joined
from cabinet_papers.sheets.read_sheet import ReadSheet
from cabinet_papers.sheets.refresh import (
    find_alike_tables,
    find_contradictions,
    find_left_behind,
    find_renamed,
    find_superseded,
    is_as_planned,
    is_filled_in,
    is_own_form,
)
from cabinet_papers.sheets.response_form import make_form
from cabinet_papers.sheets.returned import read_response_sheet
from cabinet_papers.yaml_files.settings import read_settings

TITLE, BODY, DAY = "Street Trees", "Scrutiny Committee", on_day(date(2026, 3, 3))
# The texts of a worksheet, row by row; worksheets by their names; workbooks by those of their files.
Grid = list[list[str]]
Book = dict[str, Grid]
Books = dict[str, Book]


class Desk(Protocol):
    """Where the sheets of a matter are."""

    def load(self) -> Books:
        """Return the workbooks."""

    def save(self, books: Books) -> None:
        """Put the workbooks in place of those that are there."""

    def write(self, wordings: Sequence[str], *, joins: bool) -> list[Diagnostic]:
        """Do what `papers sheet` does; return its findings."""

    def read(self, wordings: Sequence[str]) -> tuple[Paper, list[Diagnostic]]:
        """Return the recommendations with their answers, and the findings."""


class Tables:
    """Sheets in memory."""

    def __init__(self) -> None:
        self.books: Books = {}
        self.settings = Settings("Example Council")

    def load(self) -> Books:
        """Return a copy of the workbooks."""
        return {name: {title: [[*row] for row in grid] for title, grid in book.items()}
                for name, book in self.books.items()}  # fmt: skip

    def save(self, books: Books) -> None:
        """Keep the workbooks."""
        self.books = books

    def write(self, wordings: Sequence[str], *, joins: bool) -> list[Diagnostic]:
        """Write the sheet as `commands/sheet.py` does, and drop those of which everything is in it."""
        matter = _make_matter(wordings)
        (planned,) = plan_joined(Path(), matter)
        name, every = planned.path.name, self._read_all(matter)
        present = next((each for each in every if each.path.name == name), None)
        answered = present
        if not (present and is_filled_in(present, matter, self.settings)):
            answered = find_renamed(every, planned, {name}, matter) or present
        others = [each for each in every if each not in (present, answered) and (joins or is_own_form(each))]
        alike = find_alike_tables(every, matter, self.settings) if joins else []
        clashes = find_contradictions(every if joins else [answered] if answered else [], matter)
        if clashes or alike or (present and not present.sheet.tables):
            return [*clashes, *alike]
        form = make_form(planned, matter, answered, self.settings, others, joins=joins)
        told: list[Diagnostic] = []
        if not (present and answered is present and is_as_planned(present, form)):
            self.books[name] = _show(form)
            told = find_left_behind(present) if present else []
        for each in find_superseded(self._read_all(matter), {name}, set(), matter, self.settings, any_form=joins):
            del self.books[each.path.name]
            told += find_left_behind(each)
        return told

    def read(self, wordings: Sequence[str]) -> tuple[Paper, list[Diagnostic]]:
        """Read every sheet."""
        matter = _make_matter(wordings)
        every = self._read_all(matter)
        paper, findings = pair_answers(matter, [each for sheet in every for each in sheet.sheet.responses], {})
        return paper, [*findings, *(found for each in every for found in each.sheet.findings)]

    def _read_all(self, matter: Matter) -> list[ReadSheet]:
        every = [_make_workbook(name, book) for name, book in sorted(self.books.items())]
        return [
            ReadSheet(Path(each.file), each, read_response_sheet(each, matter, self.settings), "") for each in every
        ]


class Files:
    """Sheets in a matter's folder, which openpyxl saves as people's programs do."""

    def __init__(self, folder: Path) -> None:
        start_workspace(folder, bare=True)
        self.workspace = Workspace(folder)
        self.workspace.settings.write_text("council: Example Council\n", encoding="utf-8")
        self.folder = self.workspace.data / "trees"
        self.folder.mkdir(parents=True)

    def load(self) -> Books:
        """Read the workbooks."""
        return {path.name: self._load_book(path) for path in sorted(self.folder.glob("*.xlsx"))}

    def _load_book(self, path: Path) -> Book:
        sheets = openpyxl.load_workbook(path, data_only=True).worksheets
        return {each.title: [["" if value is None else str(value) for value in row] for row in each.values]
                for each in sheets}  # fmt: skip

    def save(self, books: Books) -> None:
        """Save the workbooks, and delete the others."""
        for path in self.folder.glob("*.xlsx"):
            if path.name not in books:
                path.unlink()
        for name, book in books.items():
            made = openpyxl.Workbook()
            made.remove(made.worksheets[0])
            for title, grid in book.items():
                sheet = made.create_sheet(title)
                for row in grid:
                    sheet.append([int(text) if text.isdigit() else text or None for text in row])
            made.save(self.folder / name)

    def write(self, wordings: Sequence[str], *, joins: bool) -> list[Diagnostic]:
        """Run the command."""
        self._recommend(wordings)
        return write_sheets(self.workspace, find_matters(self.workspace), date(2026, 4, 1), joins=joins).findings

    def read(self, wordings: Sequence[str]) -> tuple[Paper, list[Diagnostic]]:
        """Read the folder."""
        self._recommend(wordings)
        (folder,) = find_matters(self.workspace)
        read = read_folder(self.workspace, folder, read_settings(self.workspace)[0])
        if read.matter is None:
            raise ValueError("recommendations.yaml was not read")
        paper, findings = pair_answers(read.matter, read.responses, read.blank, read.saved)
        return paper, [*read.findings, *findings]

    def _recommend(self, wordings: Sequence[str]) -> None:
        head = f"title: {TITLE}\nscrutiny: {{body: {BODY}, date: {DAY}}}\nrecommendations:\n"
        lines = "".join(f'  - "{each}"\n' for each in wordings)
        (self.folder / "recommendations.yaml").write_text(head + lines, encoding="utf-8")


def _make_matter(wordings: Sequence[str]) -> Matter:
    place = Location("recommendations.yaml", 1)
    asked = tuple(Recommendation(at, prose_of(each), each, place) for at, each in enumerate(wordings, 1))
    return Matter(TITLE, BODY, DAY, (Topic(TITLE, BODY, DAY, asked),), False, place)


def _make_workbook(name: str, book: Book) -> Workbook:
    return Workbook(name, tuple(Worksheet(title, tuple(_list_cells(grid))) for title, grid in book.items()))


def _list_cells(grid: Grid) -> Iterator[Cell]:
    return (
        Cell(cell_reference(row, column), row, column, (Run(text),))
        for row, texts in enumerate(grid, 1)
        for column, text in enumerate(texts, 1)
        if text
    )


def _show(form: Form) -> Book:
    """Return the worksheets as which `sheets/form_writer.py` would write the form."""
    rows = [[_show_cell(row, column) for column in form.columns] for row in form.rows]
    above = [*([line] for line in form.above), [f"{ANSWERED}0 of {len(rows)}"]]
    book = {SHEET: [*above, [each.heading for each in form.columns], *rows]}
    book[OFFICE] = [[OFFICE], [OFFICE_NOTE], [], *([label, form.for_office.get(label, "")] for label in OFFICE_LABELS)]
    for each in form.tables:
        book[_free_name(each.name, book)] = _show_worksheet(each)
    if form.kept:
        names = ("number", "recommendation", "decision", "comment")
        kept = [[cells[name].text if name in cells else "" for name in names] for cells in form.kept]
        book[_free_name(KEPT, book)] = [[*KEPT_HEADINGS], *kept]
    return book


def _show_cell(row: AskedRow, column: Column) -> str:
    if column.is_answer:
        return row.answer[column.name].text if column.name in row.answer else ""
    asked = {"number": row.printed, "recommendation": row.wording, "about_row": row.about_row}
    return str(asked.get(column.name, row.reference))


def _free_name(name: str, book: Book) -> str:
    return next(free for at in itertools.count(1) if (free := f"{name} ({at})" if at > 1 else name) not in book)


def _show_worksheet(sheet: Worksheet) -> Grid:
    width = max((each.column for each in sheet.cells), default=0)
    grid = [[""] * width for _ in range(max((each.row for each in sheet.cells), default=0))]
    for cell in sheet.cells:
        grid[cell.row - 1][cell.column - 1] = cell.text
    return grid
