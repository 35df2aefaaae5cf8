"""Whether somebody has a response sheet open: Excel, Word and LibreOffice keep a small file beside it that says who."""

from __future__ import annotations

from pathlib import Path

from cabinet_papers.files.folders import is_file, is_there
from cabinet_papers.files.reading import open_file
from cabinet_papers.files.workspace import Workspace, file_ending
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import WORD_FORMS, Diagnostic, Location, finding
from cabinet_papers.findings.message import EMPTY, Term, phrase

# How the small file's name begins: Microsoft's, LibreOffice's.
OPEN_MARK, LOCK_MARK = "~$", ".~lock."
# Word keeps a name of at most 54 bytes; LibreOffice's line is somewhat longer.
LONGEST_START = 400


def is_open(path: Path) -> bool:
    """Whether an office program has left its sign beside the file that it is open."""
    return any(map(is_there, (*_list_marks(path), _name_lock(path))))


def find_open(path: Path, workspace: Workspace) -> list[Diagnostic]:
    """Return a finding if the file is the sign that another is open, or has such a sign beside it."""
    if path.name.startswith(OPEN_MARK):
        return [_report(path, path.name.removeprefix(OPEN_MARK), "Excel", _read_owner(path), workspace)]
    is_word = file_ending(path) in WORD_FORMS
    # Excel's sign has the ending of a workbook, and is found by itself.
    marks = [each for each in _list_marks(path) if is_word and is_file(each)]
    found = [_report(each, path.name, "Word", _read_owner(each), workspace) for each in marks]
    lock = _name_lock(path)
    return found + ([_report(lock, path.name, "LibreOffice", _read_locker(lock), workspace)] if is_file(lock) else [])


def _list_marks(path: Path) -> tuple[Path, ...]:
    """Return the signs of Excel and Word; Word leaves out up to two letters."""
    shortest = 2 if file_ending(path) in WORD_FORMS else 0
    return tuple(path.with_name(f"{OPEN_MARK}{path.name[left_out:]}") for left_out in range(shortest + 1))


def _name_lock(path: Path) -> Path:
    return path.with_name(f"{LOCK_MARK}{path.name}#")


def _report(mark: Path, name: str, program: str, owner: str, workspace: Workspace) -> Diagnostic:
    by = phrase(" (by {})", owner) if owner else EMPTY
    message = phrase("{} is open in {}{}, so changes that are not saved yet are not read", name, Term(program), by)
    asked = phrase("ask {} to save and close it", owner) if owner else phrase("save and close it")
    begins = LOCK_MARK if mark.name.startswith(LOCK_MARK) else OPEN_MARK
    hint = phrase(
        "{}, then run the command again; if no computer has it open, as after {} has crashed, delete the small file "
        "whose name begins with {}, never the file itself",
        asked,
        Term(program),
        Term(begins),
    )
    return finding(codes.XLS003, message, hint, Location(workspace.name(mark)))


def _read_owner(path: Path) -> str:
    """Return the name that Microsoft's file begins with, after its length; "" where there is none."""
    start = _read_start(path)
    return _choose_name(start[1 : 1 + start[0]].decode("cp1252", "replace") if start else "")


def _read_locker(path: Path) -> str:
    """Return the name that LibreOffice's line begins with, else the user's name on that computer."""
    names = _read_start(path).decode("utf-8", "replace").split(",")[:2]
    return next(filter(None, map(_choose_name, names)), "")


def _choose_name(name: str) -> str:
    return name.strip() if name.isprintable() and any(map(str.isalpha, name)) else ""


def _read_start(path: Path) -> bytes:
    try:
        with open_file(path) as opened:
            return opened.read(LONGEST_START)
    except OSError:
        return b""
