"""Reads an action plan that is kept in a workbook: headings as in the printed table or as other councils have them.

Each worksheet with such headings has a table, or several; a row with one text alone, above the headings, merged over
the table or in bold, begins a priority. All else that the worksheet shows is named, so that nothing is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet
from cabinet_papers.matter.columns import LONGEST_HEADING

ACTION, SERVICE, BY, NOTES, NUMBER = "action", "service", "by", "notes", "number"
# What the headings are called, in this order: the first that fits is the column.
CALLED = (
    (NUMBER, re.compile(r"(?:action |ref(?:erence)? )?(?:no|number|nr|#|ref|reference|id)\.?", re.IGNORECASE)),
    (
        ACTION,
        re.compile(
            r"what (?:are we going to|will we|we will|will be) do(?:ne)?"
            r"|(?:key |planned |agreed )?actions?(?: required| to be taken)?|tasks?|what|activit(?:y|ies)"
            r"|action/activity",
            re.IGNORECASE,
        ),
    ),
    (
        SERVICE,
        re.compile(
            r"(?:lead |responsible |delivery )?(?:service|organi[sz]ation|team|department|officer|owner|partner)s?"
            r"(?: ?/ ?(?:service|group|organisation|lead|officer|partner)s?)*|(?:action )?owner|lead|who|led by|by whom"
            r"|responsib(?:le|ility)",
            re.IGNORECASE,
        ),
    ),
    (
        BY,
        re.compile(
            r"by (?:the )?end of(?: the)? year|by when|when|(?:target|due|completion|end) (?:date|year)|deadline"
            r"|time ?(?:scale|frame|line)s?"
            r"|due|year",
            re.IGNORECASE,
        ),
    ),
    (NOTES, re.compile(r"notes?|remarks?|comments?", re.IGNORECASE)),
)
# Headings of a table of answers, which may have an action and a date too.
OF_ANSWERS = re.compile(
    r"recommendations?|agreed?\b.*|accept\w*(?:/reject)?|decision|(?:cabinet )?responses?", re.IGNORECASE
)
# "1- 2025 - 2026": a year of the plan in the heading of its column.
YEAR = re.compile(r"\b\d\s*[-–.:)]\s*((?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?)")
LEADING_NUMBER = re.compile(r"(\d{1,2}\.\d{1,2})[.)]?\s+(?=\S)")
FEWEST_HEADINGS = 2


class PlanRow(NamedTuple):
    """An action: its texts by the names of the usual columns, and by the headings of others; `cell` is its first."""

    texts: dict[str, str]
    cell: Cell


class PlanTable(NamedTuple):
    """A priority and its actions. `service_heading` is that of the owners, `others` are headings of further columns."""

    name: str
    rows: tuple[PlanRow, ...]
    service_heading: str
    others: tuple[str, ...]
    years: tuple[str, ...]


class PlanWorkbook(NamedTuple):
    """A plan in a workbook: its title, "" where none is there, its tables, and the cells that were not taken over."""

    title: str
    tables: tuple[PlanTable, ...]
    left: tuple[tuple[Worksheet, Cell], ...]


class _Headings(NamedTuple):
    """The columns of a table by their places, with their names or headings."""

    row: int
    named: dict[int, str]
    texts: dict[int, str]


def is_plan(workbook: Workbook) -> bool:
    """Whether a worksheet has the headings of an action plan, with the action and by whom or by when."""
    return any(_find_headings(rows) for rows in map(_lay_out, workbook.worksheets))


def read_plan_workbook(workbook: Workbook) -> PlanWorkbook:
    """Return the plan of the workbook; one without tables where no worksheet has the headings of a plan."""
    title, tables = "", list[PlanTable]()
    left: list[tuple[Worksheet, Cell]] = []
    for sheet in workbook.worksheets:
        read = _SheetReader(sheet)
        tables += read.read()
        title = title or read.title
        left += [(sheet, cell) for cell in read.left]
    return PlanWorkbook(title, tuple(tables), tuple(left))


def _lay_out(sheet: Worksheet) -> list[list[Cell]]:
    """Return the filled cells that are seen, a list for each row."""
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        if cell.text.strip() and not sheet.is_hidden(cell):
            rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _find_headings(rows: Sequence[list[Cell]]) -> _Headings | None:
    return next(filter(None, map(_read_headings, rows)), None)


def _read_headings(row: list[Cell]) -> _Headings | None:
    """Return the row as headings of a plan, None where it is none."""
    named: dict[int, str] = {}
    for cell in row:
        text = _first_line(cell)
        if OF_ANSWERS.fullmatch(text):
            return None
        name = next((name for name, words in CALLED if words.fullmatch(text) and name not in named.values()), "")
        if not name and len(text) >= LONGEST_HEADING:
            return None
        named[cell.column] = name or text
    names = set(named.values())
    is_one = ACTION in names and names & {SERVICE, BY} and len(named) >= FEWEST_HEADINGS
    return _Headings(row[0].row, named, {cell.column: cell.text.strip() for cell in row}) if is_one else None


def _first_line(cell: Cell) -> str:
    return " ".join(cell.text.strip().split("\n")[0].split()).rstrip("?:* ")


class _SheetReader:
    """Reads one worksheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.title = ""
        self.left: list[Cell] = [cell for cell in sheet.cells if cell.text.strip() and sheet.is_hidden(cell)]
        self.headings: _Headings | None = None
        # The cell that names the priority; until a table follows, it may be no name at all.
        self.name: Cell | None = None
        self.rows: list[PlanRow] = []

    def read(self) -> Iterator[PlanTable]:
        """Yield the worksheet's tables; what is not in one is in `left`."""
        rows = _lay_out(self.sheet)
        if _find_headings(rows) is None:
            self.left += [cell for row in rows for cell in row]
            return
        waiting: list[Cell] = []
        for row, below in zip(rows, (*rows[1:], None), strict=True):
            headings = _read_headings(row)
            if headings:
                yield from self.finish()
                self.take_above(waiting)
                self.headings, waiting = headings, []
            elif self.headings is None:
                waiting += row
            elif self.is_priority(row, is_above_headings=below is not None and _read_headings(below) is not None):
                yield from self.finish()
                self.take_name(row[0])
            else:
                self.take_row(row)
        yield from self.finish()
        self.left += [self.name] if self.name else []

    def take_name(self, cell: Cell) -> None:
        """Take the name of a priority; one that no table followed was none."""
        self.left += [self.name] if self.name else []
        self.name = cell

    def take_above(self, cells: list[Cell]) -> None:
        """Take the texts above headings: the last one names the priority, the first of the worksheet is the title."""
        if not cells:
            return
        first, *others = cells
        if self.headings is None:
            self.title = first.text.strip()
        else:
            others = cells
        if others:
            self.left += others[:-1]
            self.take_name(others[-1])

    def is_priority(self, row: list[Cell], *, is_above_headings: bool) -> bool:
        """Whether a row has one text alone that stands out: above headings, merged, in bold, or beside the actions."""
        if len(row) > 1 or self.headings is None:
            return False
        if is_above_headings:
            return True
        (cell,) = row
        is_wide = any(each.first_row == cell.row and each.last_column > each.first_column for each in self.sheet.merges)
        is_bold = all(run.bold for run in cell.runs if run.text.strip())
        is_first = cell.column == min(self.headings.named) and self.headings.named[cell.column] != ACTION
        return is_wide or is_bold or is_first

    def take_row(self, row: list[Cell]) -> None:
        """Take an action; a row without one is left."""
        named = self.headings.named if self.headings else {}
        texts = {named[cell.column]: cell.text.strip() for cell in row if cell.column in named}
        if not texts.get(ACTION):
            self.left += row
            return
        self.left += [cell for cell in row if cell.column not in named]
        if NUMBER not in texts and (found := LEADING_NUMBER.match(texts[ACTION])):
            texts |= {NUMBER: found[1], ACTION: texts[ACTION][found.end() :]}
        self.rows.append(PlanRow(texts, row[0]))

    def finish(self) -> Iterator[PlanTable]:
        """Yield the table whose rows are read."""
        if not self.rows or self.headings is None:
            return
        named, texts = self.headings.named, self.headings.texts
        usual = {name for name, _ in CALLED}
        by = next((texts[at] for at, name in named.items() if name == BY), "")
        owner = next((texts[at] for at, name in named.items() if name == SERVICE), "")
        others = tuple(name for name in named.values() if name not in usual)
        years = tuple(" ".join(each.split()) for each in YEAR.findall(by))
        name = self.name.text.strip() if self.name else self.sheet.name
        yield PlanTable(name, tuple(self.rows), owner.split("\n")[0], others, years)
        self.rows, self.name = [], None
