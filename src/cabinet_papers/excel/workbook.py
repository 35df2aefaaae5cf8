"""A file that a person returned, opened with whichever reader can see most of it."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import DAMAGE, Workbook
from cabinet_papers.files.folders import explain_unreadable
from cabinet_papers.files.workspace import file_ending
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.excel.cells import Worksheet

MAX_UNPACKED = 200_000_000
MAX_PACKED = 50_000_000
MAX_PARTS = 5_000
ZIP_FILE = b"PK\x03\x04"
OLE_FILE = b"\xd0\xcf\x11\xe0"
OPEN_XML = (".xlsx", ".xlsm", ".xltx", ".xltm")
OPEN_DOCUMENT = (".ods", ".ots", ".fods")
BINARY = (".xls", ".xlt")
PLAIN_TEXT = (".csv", ".tsv", ".txt")
FLAT = ".fods"
EXPORTS = {
    ".numbers": "in Numbers choose File, Export To, Excel, and put that file here instead",
    ".gsheet": "it is only a link; in Google Sheets choose File, Download, Microsoft Excel, and put that file here",
}
SEND_AGAIN = "ask for the workbook to be sent again; if it is open in Excel, save and close it"


def read_workbook(path: Path, file: str) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return what the workbook shows, or None with the reason why it cannot be opened."""
    ending = file_ending(path)
    try:
        problem = find_obstacle(path)
        if problem:
            return None, [finding(codes.XLS002, problem[0], problem[1], Location(file))]
        worksheets = _read_worksheets(path, ending)
    except DAMAGE as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        message = f"the workbook is damaged, or was saved in a way that cannot be read ({reason})"
        hint = "open it in Excel, save it again as an Excel Workbook (.xlsx), and put that copy here"
        return None, [finding(codes.XLS002, message, hint, Location(file))]
    return Workbook(file, worksheets), _say_unseen(ending, file)


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


def _say_unseen(ending: str, file: str) -> list[Diagnostic]:
    unseen = {
        **dict.fromkeys(PLAIN_TEXT, "bold, italic, notes, number formats and hidden cells"),
        **dict.fromkeys(BINARY, "pictures, text boxes and comments in threads"),
    }.get(ending)
    if not unseen:
        return []
    message = f"{unseen} cannot be seen in {'an' if ending in BINARY else 'a'} {ending} file"
    hint = "if they matter, save it as an Excel Workbook (.xlsx) and put that here instead"
    return [finding(codes.XLS010, message, hint, Location(file))]


def find_obstacle(path: Path) -> tuple[str, str] | None:
    """Return why the file cannot be a workbook within limits, and what to do; or None."""
    ending = file_ending(path)
    if ending not in (*OPEN_XML, *OPEN_DOCUMENT, *BINARY, *PLAIN_TEXT):
        kind = f"{ending} files are" if ending else "a file without an ending is"
        hint = "save it as an Excel Workbook (.xlsx); if it is no response sheet, move it out of the matter's folder"
        return f"{kind} not read", EXPORTS.get(ending, hint)
    try:
        with path.open("rb") as opened:
            start, size = opened.read(4), os.fstat(opened.fileno()).st_size
    except OSError as error:
        return explain_unreadable(error)
    return _find_obstacle(path, ending, start, size)


def _find_obstacle(path: Path, ending: str, start: bytes, size: int) -> tuple[str, str] | None:
    """Return why a file that begins so and is so large cannot be a workbook of its ending, and what to do; or None."""
    try:
        if not start:
            return "the file is empty", "ask for the workbook to be sent again"
        if ending not in (*PLAIN_TEXT, FLAT) and start.lstrip()[:1] == b"<":
            hint = "open it in Excel and save it as an Excel Workbook (.xlsx)"
            return "the file is a web page with a workbook's ending", hint
        if ending in BINARY and start == ZIP_FILE:
            return f"the file is a newer workbook with the ending {ending}", "rename it so that it ends in .xlsx"
        if size > MAX_PACKED:
            return "the workbook is far larger than a response sheet", "take everything else out of it"
        if start == OLE_FILE or ending in (*BINARY, *PLAIN_TEXT, FLAT):
            return _find_ole_obstacle(start, ending)
        with zipfile.ZipFile(path) as package:
            sizes = [part.file_size for part in package.infolist()]
            locked = ending in OPEN_DOCUMENT and b"encryption-data" in package.read("META-INF/manifest.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return "the file is not a whole workbook", SEND_AGAIN
    if locked:
        return "the workbook is protected with a password", "in LibreOffice save it again without one (File, Save As)"
    if sum(sizes) > MAX_UNPACKED or len(sizes) > MAX_PARTS:
        return "the workbook is far larger than a response sheet", "take everything else out of it"
    return None


def _find_ole_obstacle(start: bytes, ending: str) -> tuple[str, str] | None:
    """Return why a file that is no package cannot be read. Excel puts a password's workbook into an OLE file."""
    if start == OLE_FILE and ending not in BINARY:
        hint = "in Excel, take the password off (File, Info, Protect Workbook) and save it as .xlsx"
        return "the workbook is protected with a password, or has the wrong ending", hint
    if start != OLE_FILE and ending in BINARY:
        return "the file is not a whole workbook", SEND_AGAIN
    return None
