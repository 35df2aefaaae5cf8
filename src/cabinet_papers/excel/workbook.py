"""Opens a returned file with the reader for its kind."""

from __future__ import annotations

import os
from itertools import accumulate
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import (
    DAMAGE,
    LONGEST_TEXT,
    MOST_CELLS,
    MOST_IN_SHEET,
    MOST_LETTERS,
    MOST_LINES,
    MOST_RANGES,
    UnreadableError,
    Workbook,
    explain_damage,
)
from cabinet_papers.excel.saved_time import read_saved_time
from cabinet_papers.files.faults import is_fault
from cabinet_papers.files.folders import explain_unreadable
from cabinet_papers.files.package import WORKBOOK, DamagedError, PackageError, TooLargeError, list_parts, unpack
from cabinet_papers.files.reading import open_file
from cabinet_papers.files.workspace import OLE, PACKED, file_ending
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.excel.cells import Cell, Worksheet

MAX_PACKED = 50_000_000
MANIFEST = "META-INF/manifest.xml"
OPEN_XML = (".xlsx", ".xlsm", ".xltx", ".xltm")
OPEN_DOCUMENT = (".ods", ".ots", ".fods")
BINARY = (".xls", ".xlt")
PLAIN_TEXT = (".csv", ".tsv", ".txt")
FLAT = ".fods"
# A file that is no workbook cannot be saved as one under the name that it has.
ASK_AGAIN = phrase("ask for it to be sent again as an Excel Workbook (.xlsx)")
EXPORTS = {
    ".numbers": phrase(
        "in Numbers choose File, Export To, Excel, and put the new file here; then move the .numbers file out of the "
        "matter's folder"
    ),
    ".gsheet": phrase(
        "open the link in Google Sheets, choose File, Download, Microsoft Excel, and put the downloaded file here; "
        "then move the .gsheet file out of the matter's folder"
    ),
}
INCOMPLETE = (
    phrase("the file is incomplete, or is not a workbook"),
    phrase("if it is open in Excel, save and close it; if not, ask for the workbook to be sent again"),
)
MAKE_SMALLER = phrase("delete everything from the workbook that is not part of the response")
TOO_LARGE = (WORKBOOK.too_large, MAKE_SMALLER)


def read_workbook(path: Path, file: str) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return the workbook, or None and the reason why it cannot be opened."""
    ending = file_ending(path)
    try:
        problem = find_obstacle(path)
        if problem:
            return None, [finding(codes.XLS002, problem[0], problem[1], Location(file))]
        worksheets = _read_worksheets(path, ending)
        if not worksheets:
            raise UnreadableError(phrase("the workbook has no worksheet"))
        if found := find_beyond(worksheets, file):
            return None, [found]
    except TooLargeError as error:
        return None, [finding(codes.XLS002, error.reason, MAKE_SMALLER, Location(file))]
    except DAMAGE as error:
        if isinstance(error, OSError) and is_fault(error):
            return None, [finding(codes.XLS002, *explain_unreadable(error), Location(file))]
        message = phrase(
            "the workbook is damaged, or was saved in a way that this program does not read ({})", explain_damage(error)
        )
        again = phrase("open it in Excel, save it again (Ctrl+S), and close it; if Excel cannot open it, {}", ASK_AGAIN)
        hint = again if ending in OPEN_XML else _save_as(ending)
        if isinstance(error, UnreadableError) and error.hint:
            hint = error.hint
        return None, [finding(codes.XLS002, message, hint, Location(file))]
    return Workbook(file, worksheets, read_saved_time(path)), _report_unseen(ending, file)


def find_beyond(worksheets: tuple[Worksheet, ...], file: str) -> Diagnostic | None:
    """Return the finding for a workbook with a longer text, or with more in it, than anybody writes; else None."""
    letters = 0
    for worksheet in worksheets:
        for cell in worksheet.cells:
            letters += max(len(cell.text), len(cell.note))
            if beyond := _find_long(cell):
                place = Location(file, sheet=worksheet.name, cell=cell.reference or None)
                return finding(codes.XLS002, *beyond, place)
        if _is_too_full(worksheet):
            return finding(codes.XLS002, *TOO_LARGE, Location(file, sheet=worksheet.name))
    return finding(codes.XLS002, *TOO_LARGE, Location(file)) if letters > MOST_LETTERS else None


def _find_long(cell: Cell) -> tuple[Message, Message] | None:
    """Return why a text of the cell is not read, and what to do; None where it is."""
    length = max(len(cell.text), len(cell.note))
    lines = max(cell.text.count("\n"), cell.note.count("\n")) + 1
    if length > LONGEST_TEXT:
        count, most = Term(f"{length:,}"), Term(f"{LONGEST_TEXT:,}")
        message = phrase("the text here has {} characters, but at most {} can be read", count, most)
    elif lines > MOST_LINES:
        count, most = Term(f"{lines:,}"), Term(f"{MOST_LINES:,}")
        message = phrase("the text here has {} lines, but at most {} can be read", count, most)
    else:
        return None
    hint = phrase("shorten it, or send it as an appendix; if it is not part of the response, delete it")
    return message, hint


def _is_too_full(worksheet: Worksheet) -> bool:
    """Whether the worksheet has very many cells, merged ranges, pictures or notes, or ranges over one another."""
    if len(worksheet.cells) > MOST_IN_SHEET:
        return True
    notes = sum(1 for cell in worksheet.cells if cell.note)
    if max(len(worksheet.merges), len(worksheet.drawings), notes) > MOST_RANGES:
        return True
    covered = (len(worksheet.find_rows(each.first_row, each.last_row)) for each in worksheet.merges)
    return any(count > MOST_CELLS for count in accumulate(covered))


def _read_worksheets(path: Path, ending: str) -> tuple[Worksheet, ...]:
    """Return the worksheets by the reader of their kind, imported only when it is needed. Raises one of DAMAGE."""
    if ending in OPEN_XML:
        from cabinet_papers.excel.xlsx import read_xlsx

        return read_xlsx(path)
    if ending in OPEN_DOCUMENT:
        from cabinet_papers.excel.ods import read_ods

        return read_ods(path)
    if ending in BINARY:
        from cabinet_papers.excel.xls import read_xls

        return read_xls(path)
    from cabinet_papers.excel.csv_file import read_csv

    return read_csv(path)


def _report_unseen(ending: str, file: str) -> list[Diagnostic]:
    """Return the finding for a kind of file in which some things cannot be seen."""
    if ending in PLAIN_TEXT:
        message = phrase(
            "bold, italic, notes, number formats and hidden cells cannot be seen in a {} file", Term(ending)
        )
    elif ending in BINARY:
        message = phrase("pictures, text boxes and comments with replies cannot be seen in an {} file", Term(ending))
    else:
        return []
    hint = phrase("if they matter, ask for the sheet as an Excel Workbook (.xlsx), and put that here instead")
    return [finding(codes.XLS010, message, hint, Location(file))]


def name_by_ending(ending: str) -> Term:
    """Return what a hint calls the file with this ending, of which there may be a copy with another."""
    return Term(f"the {ending} file" if ending else "the file without an ending")


def _save_as(ending: str) -> Message:
    """Return how a file with another ending becomes an Excel workbook."""
    return phrase(
        "open it in Excel and save it here as an Excel Workbook (.xlsx); then move {} out of the matter's folder",
        name_by_ending(ending),
    )


def find_obstacle(path: Path) -> tuple[Message, Message] | None:
    """Return why the file cannot be opened as a workbook, and what to do; or None."""
    ending = file_ending(path)
    if ending not in (*OPEN_XML, *OPEN_DOCUMENT, *BINARY, *PLAIN_TEXT):
        message = (
            phrase("the program does not read {} files", Term(ending))
            if ending
            else phrase("the program does not read a file whose name has no ending such as .xlsx")
        )
        hint = phrase(
            "if it is a response sheet, open it in Excel and save it here as an Excel Workbook (.xlsx); in any case, "
            "then move {} out of the matter's folder",
            name_by_ending(ending),
        )
        return message, EXPORTS.get(ending, hint)
    try:
        with open_file(path) as opened:
            start, size = opened.read(4), os.fstat(opened.fileno()).st_size
    except OSError as error:
        return explain_unreadable(error)
    return _find_obstacle(path, ending, start, size)


def _find_obstacle(path: Path, ending: str, start: bytes, size: int) -> tuple[Message, Message] | None:
    """Return why a file of this beginning and size cannot be a workbook of its ending, and what to do; or None."""
    try:
        if not start:
            return phrase("the file is empty"), phrase("ask for the workbook to be sent again")
        if ending not in (*PLAIN_TEXT, FLAT) and start.lstrip()[:1] == b"<":
            hint = ASK_AGAIN if ending in OPEN_XML else _save_as(ending)
            return phrase("the file is a web page, although its name ends in {}", Term(ending)), hint
        if ending in BINARY and start == PACKED:
            message = phrase("the file is a newer kind of workbook, although its name ends in {}", Term(ending))
            return message, _save_as(ending)
        if size > MAX_PACKED:
            return TOO_LARGE
        if start == OLE or ending in (*BINARY, *PLAIN_TEXT, FLAT):
            return _find_ole_obstacle(start, ending)
        list_parts(path, WORKBOOK)
        locked = ending in OPEN_DOCUMENT and b"encryption-data" in unpack(path, WORKBOOK, MANIFEST)[MANIFEST]
    except (OSError, KeyError, DamagedError) as error:
        return _explain_incomplete(error)
    except TooLargeError:
        return TOO_LARGE
    except PackageError as error:
        return error.reason, ASK_AGAIN
    if locked:
        hint = phrase("in LibreOffice choose File, Save As, untick Save with password, and save it over this file")
        return phrase("the workbook is protected with a password"), hint
    return None


def _explain_incomplete(error: Exception) -> tuple[Message, Message]:
    """Return that the file is incomplete, unless the disk does not give it."""
    return explain_unreadable(error) if isinstance(error, OSError) and is_fault(error) else INCOMPLETE


def _find_ole_obstacle(start: bytes, ending: str) -> tuple[Message, Message] | None:
    """Return why a file that is not a package cannot be read. Excel saves a workbook with a password as OLE."""
    if start == OLE and ending not in BINARY:
        hint = _save_as(ending)
        if ending in OPEN_XML:
            hint = phrase(
                "open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, empty the box, and save "
                "it; if Excel cannot open it, {}",
                ASK_AGAIN,
            )
        return phrase("the workbook is protected with a password, or its name has the wrong ending"), hint
    if start != OLE and ending in BINARY:
        return INCOMPLETE
    return None
