"""An .xls workbook with its bold and italic, formats, notes, links and hidden cells. The only xlrd import.

BIFF: [MS-XLS], and the OpenOffice.org documentation of the Excel file format. Pictures and text boxes are not seen.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

import xlrd
from xlrd import compdoc

from cabinet_papers.excel.cell_problems import find_hidden_address, find_in_looks, report_error
from cabinet_papers.excel.cells import (
    MOST_SHEETS,
    Cell,
    CellProblem,
    Merge,
    Room,
    UnreadableError,
    Worksheet,
    cell_reference,
    end_lines,
    explain_damage,
)
from cabinet_papers.excel.colours import WHITE, Colour
from cabinet_papers.excel.shown_value import show_stored
from cabinet_papers.excel.sign_fonts import is_sign_font
from cabinet_papers.excel.xlsx_looks import SCRIPTS, Font, Style, Text, make_style, read_number
from cabinet_papers.files.package import WORKBOOK, TooLargeError
from cabinet_papers.files.reading import read_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.prose import Run

if TYPE_CHECKING:
    from pathlib import Path

    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Sheet

# What of a stream is read: records, and cells, most of which may be empty where a worksheet is formatted to its end.
MOST_RECORDS, MOST_PLACES = 2_000_000, 2_000_000
# Records that hold several cells, with the bytes of each.
SEVERAL = {0x00BD: 6, 0x00BE: 2}
# Records of the stream ([MS-XLS] 2.4), and what LibreOffice stores as the result of a formula that gives text.
BOUNDSHEET, BOF, FORMULA = 0x0085, 0x0809, 0x0006
NOTHING = bytes(8)
STREAMS = ("Workbook", "Book")


def read_xls(path: Path) -> tuple[Worksheet, ...]:
    """Return the workbook's worksheets. Raises UnreadableError and TooLargeError."""
    content = read_file(path)
    try:
        naughts, room = _find_naughts(content), Room()
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        ) as book:
            if book.nsheets > MOST_SHEETS:
                raise TooLargeError(WORKBOOK.too_large)
            return tuple(_read_sheet(book, at, naughts.get(at, set()), room) for at in range(book.nsheets))
    except (UnreadableError, TooLargeError):
        raise
    except Exception as error:
        # The library fails in many more ways on a broken file.
        raise UnreadableError(explain_damage(error)) from error


def _read_sheet(book: Book, at: int, naughts: set[tuple[int, int]], room: Room) -> Worksheet:
    """Return a worksheet; what the library keeps of it is let go."""
    worksheet = _SheetReader(book, book.sheet_by_index(at), naughts, room).read()
    book.unload_sheet(at)
    return worksheet


class _SheetReader:
    """Reads one worksheet; rows and columns count from 0 here, as in the file. `naughts` are formulas that give 0."""

    def __init__(self, book: Book, sheet: Sheet, naughts: set[tuple[int, int]], room: Room) -> None:
        self.book = book
        self.room = room
        self.sheet = sheet
        self.naughts = naughts

    def read(self) -> Worksheet:
        filled = {
            (row, column)
            for row in range(self.sheet.nrows)
            for column, kind in enumerate(self.sheet.row_types(row))
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        }
        self.room.take(len(filled))
        cells = [self.read_cell(*place) for place in sorted(filled | self.sheet.cell_note_map.keys())]
        return Worksheet(
            name=self.sheet.name,
            cells=tuple(cell for cell in cells if cell.runs or cell.note),
            hidden=self.sheet.visibility != 0,
            hidden_rows=frozenset(at + 1 for at, info in self.sheet.rowinfo_map.items() if info.hidden),
            hidden_columns=frozenset(at + 1 for at, info in self.sheet.colinfo_map.items() if info.hidden),
            merges=tuple(_make_merge(*each) for each in self.sheet.merged_cells),
        )

    def read_cell(self, row: int, column: int) -> Cell:
        note = self.sheet.cell_note_map.get((row, column))
        text = "\n".join(note.text.splitlines()).strip() if note else ""
        cell = Cell(cell_reference(row + 1, column + 1), row + 1, column + 1, (), note=text)
        if row >= self.sheet.nrows or column >= self.sheet.row_len(row):
            return cell
        stored = self.sheet.cell(row, column)
        look = self.book.xf_list[stored.xf_index or 0]
        style = make_style(
            self.read_font(look.font_index), self.book.format_map[look.format_key].format_str, self.read_ground(look),
            wraps=look.alignment is not None and bool(look.alignment.text_wrapped),
        )  # fmt: skip
        if stored.ctype == xlrd.XL_CELL_ERROR:
            shown = xlrd.error_text_from_code.get(int(stored.value), "#N/A")
            return cell._replace(runs=(style.make_run(shown),), problems=(report_error(shown),))
        if stored.ctype == xlrd.XL_CELL_TEXT:
            typed = self.read_text(row, column, str(stored.value), style)
            runs = typed.in_style(style)
            described = style.describe(typed.fonts, is_link=(row, column) in self.sheet.hyperlink_map)
            return cell._replace(runs=runs, problems=self.find_problems(row, column, runs), look=described)
        if stored.ctype == xlrd.XL_CELL_BOOLEAN:
            return show_stored(cell, bool(stored.value), style._replace(number_format="General"))
        if stored.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            value = read_number(f"{stored.value:.17g}", style, from_1904=self.book.datemode == 1)
            number = show_stored(cell, value, style)
            return number._replace(problems=(*number.problems, *self.find_naught(row, column, number)))
        return cell

    def read_font(self, at: int) -> Font:
        font = self.book.font_list[at]
        script = dict(enumerate(SCRIPTS, 1)).get(font.escapement, "")
        return Font(
            bool(font.bold) or font.weight >= 600,
            bool(font.italic),
            bool(font.struck_out),
            script,
            self.book.colour_map.get(font.colour_index),
            font.height / 20,
            font.underline_type > 0,
            font.name if is_sign_font(font.name) else "",
            font.name,
        )

    def read_ground(self, look: XF) -> Colour | None:
        """Return the one colour of a cell's fill; None where it has several, as a pattern has."""
        if look.background is None or look.background.fill_pattern == 0:
            return WHITE
        solid = look.background.fill_pattern == 1
        return self.book.colour_map.get(look.background.pattern_colour_index) if solid else None

    def read_text(self, row: int, column: int, text: str, style: Style) -> Text:
        """Return the text in its fonts. Where a look begins is counted in units of UTF-16."""
        units = text.encode("utf-16-le")
        places = [(0, style.font)]
        places += [(at, self.read_font(ref)) for at, ref in self.sheet.rich_text_runlist_map.get((row, column), ())]
        ends = [at for at, _ in places[1:]] + [len(units) // 2]
        return Text(
            tuple(
                (end_lines(units[start * 2 : end * 2].decode("utf-16-le", "replace")), font)
                for (start, font), end in zip(places, ends, strict=True)
            )
        )

    def find_naught(self, row: int, column: int, cell: Cell) -> tuple[CellProblem, ...]:
        if (row, column) not in self.naughts:
            return ()
        message = phrase(
            'this formula is printed as "{}", but its result may be words, which are not in this file',
            cell.text,
        )
        return (
            CellProblem(
                codes.XLS010,
                message,
                phrase(
                    "if that is wrong, open the workbook in Excel and save it here as an Excel Workbook (.xlsx); then "
                    "move the .xls file out of the matter's folder"
                ),
            ),
        )

    def find_problems(self, row: int, column: int, runs: tuple[Run, ...]) -> tuple[CellProblem, ...]:
        link = self.sheet.hyperlink_map.get((row, column))
        words = "".join(run.text for run in runs)
        address = find_hidden_address(str(link.url_or_path or ""), words) if link else []
        return (*find_in_looks(runs, is_link=link is not None), *address)


def _make_merge(top: int, below: int, left: int, right: int) -> Merge:
    """Return the merged range; the library's last row and column are the first ones after it."""
    reference = f"{cell_reference(top + 1, left + 1)}:{cell_reference(below, right)}"
    return Merge(reference, top + 1, left + 1, below, right)


def _find_naughts(content: bytes) -> dict[int, set[tuple[int, int]]]:
    """Return by worksheet the formulas that give 0, by row and column."""
    container = compdoc.CompDoc(content, logfile=io.StringIO())
    for name in STREAMS:
        stream, start, length = container.locate_named_stream(name)
        if stream:
            return _find_naught_records(bytes(stream[start : start + length]))
    return {}


def _find_naught_records(stream: bytes) -> dict[int, set[tuple[int, int]]]:
    begins: dict[int, int] = {}
    found: dict[int, set[tuple[int, int]]] = {}
    sheet = None
    records, places = 0, 0
    for at, kind, body in _read_records(stream):
        records, places = records + 1, places + len(body) // SEVERAL.get(kind, MOST_PLACES)
        if records > MOST_RECORDS or places > MOST_PLACES:
            raise TooLargeError(WORKBOOK.too_large)
        if kind == BOUNDSHEET and len(body) > 5 and body[5] == 0:
            begins[struct.unpack_from("<I", body)[0]] = len(begins)
        elif kind == BOF and at in begins:
            sheet = begins[at]
        elif kind == FORMULA and sheet is not None and len(body) > 15:
            row, column, _, result = struct.unpack_from("<HHH8s", body)
            if result == NOTHING:
                found.setdefault(sheet, set()).add((row, column))
    return found


def _read_records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield where each record begins, its kind and its body."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
