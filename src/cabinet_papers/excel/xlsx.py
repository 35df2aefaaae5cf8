"""An .xlsx or .xlsm workbook with its bold and italic, formats, notes and hidden cells, in either form of Open XML.

SpreadsheetML: ECMA-376 Part 1, clause 18. The file is read itself, since what the libraries leave out is what gets
lost: text under merged cells, formulas without values, pictures, the Strict form.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.cell_problems import (
    find_hidden_address,
    find_in_looks,
    read_link_formula,
    report_error,
    report_formula_link,
    report_uncalculated,
)
from cabinet_papers.excel.cells import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_SHEETS,
    Cell,
    CellProblem,
    Drawing,
    Merge,
    Room,
    UnreadableError,
    Worksheet,
    cell_reference,
    column_letters,
    column_number,
    explain_damage,
    read_reference,
)
from cabinet_papers.excel.colours import Colour
from cabinet_papers.excel.shown_value import show_stored
from cabinet_papers.excel.xlsx_looks import Style, Text, decode, read_number, read_styles, read_text, read_theme
from cabinet_papers.excel.xlsx_parts import XlsxParts
from cabinet_papers.files.package import WORKBOOK, TooLargeError
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

LONGEST_REFERENCE = len("XFD1048576")
# How Excel stores a thread of comments for programs that know only notes ([MS-XLSX] 2.6.205).
THREAD = re.compile(r"\[Threaded comment\][^\[]*?\n[^\S\n]*Comment:\s*")
RELATIONSHIP = re.compile(r"\{[^}]*/relationships\}id$")
ON = ("1", "true")
# A row of fewer points, or a column of less than such a part of a digit's width, shows nothing.
UNSEEN_HEIGHT, UNSEEN_WIDTH = 2, 0.5


def read_xlsx(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Raises UnreadableError and TooLargeError."""
    try:
        return _read_package(path)
    except TooLargeError:
        raise
    except (ValueError, IndexError, OverflowError) as error:
        # A number, a place or a reference that is not one: the file is damaged.
        raise UnreadableError(explain_damage(error)) from error


def _read_package(path: Path) -> tuple[Worksheet, ...]:
    parts = XlsxParts(path)
    book = parts.find_related("", "officeDocument")
    root = parts.read(book)
    relations = parts.by_reference(book)
    properties = root.find("{*}workbookPr")
    theme = read_theme(parts.read(parts.find_related(book, "theme")))
    shared = _Shared(
        tuple(
            read_text(item, theme)
            for item in parts.read(parts.find_related(book, "sharedStrings")).iterchildren("{*}si")
        ),
        read_styles(parts.read(parts.find_related(book, "styles")), theme),
        theme,
        from_1904=properties is not None and properties.get("date1904") in ON,
        room=Room(),
    )
    sheets: list[Worksheet] = []
    for each in root.iterfind("{*}sheets/{*}sheet"):
        ref = next((str(value) for key, value in each.attrib.items() if RELATIONSHIP.search(str(key))), "")
        relation = relations.get(ref)
        if relation and relation.kind == "worksheet":
            if len(sheets) == MOST_SHEETS:
                raise TooLargeError(WORKBOOK.too_large)
            hidden = each.get("state", "visible") != "visible"
            sheets.append(_SheetReader(parts, relation.target, shared).read(str(each.get("name")), hidden=hidden))
    return tuple(sheets)


class _Shared(NamedTuple):
    """What the cells of all worksheets refer to."""

    texts: tuple[Text, ...]
    styles: tuple[Style, ...]
    theme: tuple[Colour, ...]
    from_1904: bool
    room: Room


def _is_below(measure: str | None, least: float) -> bool:
    try:
        return float(measure or least) < least
    except ValueError:
        return False


class _SheetReader:
    """Reads one worksheet."""

    def __init__(self, parts: XlsxParts, part: str, shared: _Shared) -> None:
        self.parts = parts
        self.part = part
        self.shared = shared
        self.hidden_rows: set[int] = set()
        self.last_row = 0
        self.root = parts.read_rows(part, self.place_row)
        self.relations = parts.by_reference(part)
        self.notes = self.read_notes()
        self.links = self.read_links()
        self.pictures: list[Drawing] = []

    def read(self, name: str, *, hidden: bool) -> Worksheet:
        cells = self.read_cells()
        shown = {cell.reference for cell in cells}
        # A note may lie on a cell that the file does not hold.
        cells += [
            Cell(ref, *place, (), note=note)
            for ref, note in self.notes.items()
            if ref not in shown
            if (place := read_reference(ref))
        ]
        self.shared.room.take(len(self.notes))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Worksheet(
            name=name,
            cells=tuple(cells),
            hidden=hidden,
            hidden_rows=frozenset(self.hidden_rows & {cell.row for cell in cells}),
            hidden_columns=frozenset(self.read_hidden_columns()),
            merges=self.read_merges(),
            drawings=(*self.parts.read_drawings(self.part, self.shared.room), *self.pictures),
        )

    def place_row(self, line: etree._Element) -> None:
        """Give the row its number, which may be left out, and note whether it is hidden."""
        stated = line.get("r")
        if not stated:
            line.set("r", str(self.last_row + 1))
        self.last_row = int(stated or self.last_row + 1)
        if not 1 <= self.last_row <= LAST_ROW:
            raise ValueError("there is no such row")
        if line.get("hidden") in ON or _is_below(line.get("ht"), UNSEEN_HEIGHT):
            self.hidden_rows.add(self.last_row)

    def read_cells(self) -> list[Cell]:
        """Return the cells that show something or have a note. References may be left out; then they count on."""
        cells = []
        for line in self.root.iterfind("{*}sheetData/{*}row"):
            row = int(line.get("r", ""))
            column = 0
            for element in line:
                ref = element.get("r") or ""
                letters = ref.rstrip("0123456789") if len(ref) <= LONGEST_REFERENCE else ""
                if not (letters.isascii() and letters.isalpha() and letters.isupper()):
                    place = read_reference(ref)
                    letters = column_letters(place[1] if place else column + 1)
                    ref = f"{letters}{row}"
                column = column_number(letters)
                cell = self.read_cell(element, ref, row, column)
                if cell.runs or cell.note:
                    cells.append(cell)
                    self.shared.room.take(len(cell.runs))
        return cells

    def read_cell(self, element: etree._Element, ref: str, row: int, column: int) -> Cell:
        kind = element.get("t", "n")
        stored = formula = inline = None
        for part in element:
            tag = part.tag[part.tag.rfind("}") + 1 :]
            if tag == "v":
                stored = part.text
            elif tag == "f":
                formula = part.text or ""
            elif tag == "is":
                inline = read_text(part, self.shared.theme)
        style = self.style(element.get("s"))
        note = self.notes.get(ref, "")
        # A formula of type str may well give an empty text.
        if formula is not None and stored is None and kind != "str":
            problem = report_uncalculated(f"={formula}")
            return Cell(ref, row, column, (Run(f"={formula}"),), problems=(problem,), note=note)
        if inline is None and kind in ("n", "b", "d"):
            return self.read_value(kind, stored, style, Cell(ref, row, column, (), note=note))
        text = inline or self.find_text(kind, stored or "")
        runs = text.in_style(style)
        problems = self.find_problems(ref, runs, formula)
        look = style.describe(text.fonts, is_link=self.is_link(ref, formula))
        shown = Cell(ref, row, column, runs, problems=problems, note=note, look=look)
        return self.show_error(shown, stored or "", is_linked=bool(element.get("vm"))) if kind == "e" else shown

    def show_error(self, cell: Cell, stored: str, *, is_linked: bool) -> Cell:
        """Return the cell with the problem of its error. A picture placed in a cell is saved as an error too."""
        if is_linked:
            self.pictures.append(Drawing("picture", "", cell.row, cell.column))
            return cell._replace(runs=(), problems=())
        return cell._replace(problems=(report_error(stored), *cell.problems))

    def style(self, place: str | None) -> Style:
        styles = self.shared.styles
        return styles[int(place)] if place and int(place) < len(styles) else styles[0]

    def find_text(self, kind: str, stored: str) -> Text:
        if kind == "s":
            return self.shared.texts[int(stored)] if stored else Text()
        return Text(((decode(stored), None),) if stored else ())

    def read_value(self, kind: str, stored: str | None, style: Style, cell: Cell) -> Cell:
        """Return the cell with its number, date or truth value."""
        if not stored:
            return cell
        value: object
        if kind == "b":
            value = stored in ON
        elif kind == "d":
            # A cell has no time zone; Excel shows the day and the hour that are written.
            value = datetime.fromisoformat(stored).replace(tzinfo=None)
        else:
            value = read_number(stored, style, from_1904=self.shared.from_1904)
        shown = show_stored(cell, value, style)
        address = find_hidden_address(self.links.get(cell.reference, ""), shown.text)
        return shown._replace(problems=(*shown.problems, *address)) if address else shown

    def is_link(self, ref: str, formula: str | None) -> bool:
        return ref in self.links or read_link_formula(formula or "") is not None

    def find_problems(self, ref: str, runs: tuple[Run, ...], formula: str | None) -> tuple[CellProblem, ...]:
        formula = formula or ""
        is_link = self.is_link(ref, formula)
        found = find_in_looks(runs, is_link=is_link)
        if not is_link:
            return tuple(found)
        words = "".join(run.text for run in runs)
        return (*found, *report_formula_link(formula, words), *find_hidden_address(self.links.get(ref, ""), words))

    def read_notes(self) -> dict[str, str]:
        name = next((each.target for each in self.relations.values() if each.kind == "comments"), "")
        found = {}
        for comment in self.parts.read(name).iterfind("{*}commentList/{*}comment"):
            body = comment.find("{*}text")
            text = "".join(text for text, _ in read_text(body).run_formats) if body is not None else ""
            ref = str(comment.get("ref"))
            if place := read_reference(ref):
                found[cell_reference(*place)] = THREAD.sub("", text).strip()
        return found

    def read_links(self) -> dict[str, str]:
        """Return the addresses outside the workbook that cells link to."""
        found = {}
        for link in self.root.iterfind("{*}hyperlinks/{*}hyperlink"):
            ref = next((str(value) for key, value in link.attrib.items() if RELATIONSHIP.search(str(key))), "")
            if ref in self.relations:
                found[str(link.get("ref")).partition(":")[0]] = self.relations[ref].target
        return found

    def read_hidden_columns(self) -> set[int]:
        ranges = sorted(
            (int(column.get("min", "1")), int(column.get("max", "0")))
            for column in self.root.iterfind("{*}cols/{*}col")
            if column.get("hidden") in ON or _is_below(column.get("width"), UNSEEN_WIDTH)
        )
        hidden: set[int] = set()
        last = 0
        for first, end in ranges:
            # Ranges may lie over one another, each as wide as the worksheet.
            hidden.update(range(max(first, last + 1), min(end, LAST_COLUMN) + 1))
            last = max(last, end)
        return hidden

    def read_merges(self) -> tuple[Merge, ...]:
        refs = [str(each.get("ref")).partition(":") for each in self.root.iterfind("{*}mergeCells/{*}mergeCell")]
        return tuple(
            Merge(f"{first}:{last}", *top_left, *bottom_right)
            for first, _, last in refs
            if (top_left := read_reference(first)) and (bottom_right := read_reference(last))
        )
