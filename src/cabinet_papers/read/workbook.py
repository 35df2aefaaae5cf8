"""A file that a person returned, opened with whichever reader can see most of it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding
from cabinet_papers.read.cells import UnreadableError, Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.read.cells import Worksheet

MAX_UNPACKED = 200_000_000
MAX_PACKED = 50_000_000
MAX_PARTS = 5_000
ZIP_FILE = b"PK\x03\x04"
OLE_FILE = b"\xd0\xcf\x11\xe0"
RICH_ENDINGS = (".xlsx", ".xlsm", ".xltx")
PLAIN_ENDINGS = (".xls", ".csv")
ODS = ".ods"
EXPORTS = {
    ".numbers": "in Numbers choose File, Export To, Excel, and put that file here instead",
    ".gsheet": "it is only a link; in Google Sheets choose File, Download, Microsoft Excel, and put that file here",
}
SEND_AGAIN = "ask for the workbook to be sent again; if it is open in Excel, save and close it"


def read_workbook(path: Path, file: str) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return what the workbook shows, or None with the reason why it cannot be opened."""
    problem = find_obstacle(path)
    if problem:
        return None, [finding(codes.XLS002, problem[0], problem[1], Location(file))]
    if path.suffix.casefold() in PLAIN_ENDINGS:
        return _read_plain(path, file)
    try:
        return Workbook(file, _read_rich(path)), []
    except UnreadableError:
        # What one reader cannot open the other often can.
        return _read_plain(path, file)


def _read_rich(path: Path) -> tuple[Worksheet, ...]:
    """Return the worksheets by the reader that sees most of them, imported only when it is needed."""
    if path.suffix.casefold() == ODS:
        from cabinet_papers.read.ods import read_ods

        return read_ods(path)
    from cabinet_papers.read.xlsx import read_xlsx

    return read_xlsx(path)


def _read_plain(path: Path, file: str) -> tuple[Workbook | None, list[Diagnostic]]:
    """Return what the workbook shows as plain text, and that its looks could not be seen."""
    from cabinet_papers.read.plain_workbook import read_csv, read_plain_workbook

    try:
        worksheets = read_csv(path) if path.suffix.casefold() == ".csv" else read_plain_workbook(path)
    except Exception as error:  # noqa: BLE001 - the library fails in many ways on a broken file; all mean the same
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        message = f"the workbook is damaged, or was saved in a way that cannot be read ({reason})"
        hint = "open it in Excel, save it again as an Excel Workbook (.xlsx), and put that copy here"
        return None, [finding(codes.XLS002, message, hint, Location(file))]
    return Workbook(file, worksheets), [_say_plain(path, file)]


def _say_plain(path: Path, file: str) -> Diagnostic:
    ending = path.suffix.casefold()
    kind = f"a {path.suffix}" if ending in PLAIN_ENDINGS else "this"
    message = f"bold, italic, notes, number formats and hidden cells cannot be seen in {kind} file; all prints plain"
    hint = "if they matter, save it as an Excel Workbook (.xlsx) and put that here instead"
    return finding(codes.XLS010, message, hint, Location(file))


def find_obstacle(path: Path) -> tuple[str, str] | None:
    """Return why the file cannot be a workbook within limits, and what to do; or None."""
    ending = path.suffix.casefold()
    if ending not in (*RICH_ENDINGS, *PLAIN_ENDINGS, ODS):
        return f"{path.suffix} files are not read", EXPORTS.get(ending, "save it as an Excel Workbook (.xlsx)")
    try:
        with path.open("rb") as opened:
            start = opened.read(4)
        if not start:
            return "the file is empty", "ask for the workbook to be sent again"
        if ending != ".csv" and start.lstrip()[:1] == b"<":
            hint = "open it in Excel and save it as an Excel Workbook (.xlsx)"
            return "the file is a web page with a workbook's ending", hint
        if ending == ".xls" and start == ZIP_FILE:
            return "the file is a newer workbook with the ending .xls", "rename it so that it ends in .xlsx"
        if path.stat().st_size > MAX_PACKED:
            return "the workbook is far larger than a response sheet", "take everything else out of it"
        if start == OLE_FILE or ending in (".xls", ".csv"):
            return _find_ole_obstacle(start, ending)
        with zipfile.ZipFile(path) as package:
            sizes = [part.file_size for part in package.infolist()]
            locked = ending == ODS and b"encryption-data" in package.read("META-INF/manifest.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return "the file is not a whole workbook", SEND_AGAIN
    if locked:
        return "the workbook is protected with a password", "in LibreOffice save it again without one (File, Save As)"
    if sum(sizes) > MAX_UNPACKED or len(sizes) > MAX_PARTS:
        return "the workbook is far larger than a response sheet", "take everything else out of it"
    return None


def _find_ole_obstacle(start: bytes, ending: str) -> tuple[str, str] | None:
    """Return why a file that is no package cannot be read. Excel puts a password's workbook into an OLE file."""
    if start == OLE_FILE and ending != ".xls":
        hint = "in Excel, take the password off (File, Info, Protect Workbook) and save it as .xlsx"
        return "the workbook is protected with a password, or has the wrong ending", hint
    if start != OLE_FILE and ending == ".xls":
        return "the file is not a whole workbook", SEND_AGAIN
    return None
