"""Lists folders, and explains in plain English why a file or folder cannot be read."""

from __future__ import annotations

import errno
import json
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from cabinet_papers.files.faults import is_fault
from cabinet_papers.files.reading import read_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase

Answer = TypeVar("Answer")

# A file of our own that is larger was not written by us.
LARGEST_OF_OURS = 50_000_000
# So many objects, lists and things in them it may hold.
MOST_OF_OURS = 2_000_000
# With these the system says that there is no file.
MISSING = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
UNREADABLE = {
    errno.ENOENT: (
        phrase("this is a link that leads to no file, or a file that was deleted a moment ago"),
        phrase("delete the link, or put the file itself where the link is; then run the command again"),
    ),
    errno.ELOOP: (phrase("this is a link to itself"), phrase("delete the link, then run the command again")),
    errno.EISDIR: (
        phrase("this is a folder, but a file is needed here"),
        phrase("move or rename the folder, then run the command again"),
    ),
    errno.ENOTDIR: (
        phrase("this is a file, but a folder is needed here"),
        phrase("move or rename the file, then run the command again"),
    ),
    errno.ENXIO: (
        phrase("this has a file's name, but it is a pipe, a socket or a device, which the program does not read"),
        phrase("delete it or give it another name, put the file itself here, then run the command again"),
    ),
    errno.EFBIG: (
        phrase("the file is larger than 200 megabytes"),
        phrase("move it elsewhere, or put a smaller file in its place, then run the command again"),
    ),
}

# What Windows does not have in a file's name.
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def is_file(path: Path) -> bool:
    """Whether it is a file that can be reached. Raises OSError where the disk is at fault, as do all of these."""
    return _ask(path.is_file, otherwise=False)


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be reached."""
    return _ask(path.is_dir, otherwise=False)


def is_there(path: Path) -> bool:
    """Whether there is something of that name, such as a link to nowhere."""
    return _ask(path.lstat, otherwise=None) is not None


def is_broken_link(path: Path) -> bool:
    """Whether it is a link to what is not there, or to itself."""
    return _ask(lambda: path.is_symlink() and not path.exists(), otherwise=False)


def list_folder(folder: Path) -> list[Path]:
    """Return the folder's entries by name; none if it cannot be listed, which `find_unlisted` explains."""
    return _ask(lambda: sorted(folder.iterdir()), otherwise=[])


def _ask(question: Callable[[], Answer], *, otherwise: Answer) -> Answer:
    """Return what the disk answers, and `otherwise` where the file has no answer."""
    for _ in range(2):
        try:
            return question()
        except PermissionError:
            # Another program may refuse it for a moment.
            continue
        except (OSError, ValueError) as error:
            if is_fault(error):
                raise
            break
    return otherwise


def find_unlisted(folder: Path, file: str) -> Diagnostic | None:
    """Return a finding if the folder exists but cannot be read; `file` is its name in findings.

    A folder that does not exist gives no finding.
    """
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                _look_at(entry)
    except OSError as error:
        if not isinstance(error, PermissionError) and not is_there(folder):
            return None
        return finding(codes.WSP004, *explain_unreadable(error), Location(file))
    return None


def _look_at(entry: os.DirEntry[str]) -> None:
    """Raise PermissionError if the names in a folder can be listed but its files cannot be read."""
    try:
        entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        # Deleted since it was listed.
        return


def explain_unreadable(error: OSError) -> tuple[Message, Message]:
    """Return why a file or folder cannot be read, and what to do."""
    if error.errno in UNREADABLE:
        return UNREADABLE[error.errno]
    if isinstance(error, PermissionError):
        return (
            phrase("you do not have permission to read this file or folder, or another program has locked it"),
            phrase("close it if it is open; otherwise ask your IT team for permission to read it"),
        )
    return (
        phrase("this file or folder cannot be read ({})", Term(error.strerror or error)),
        phrase(
            "check that the disk or shared drive is connected; if the file is in OneDrive, right-click it and choose "
            "Always keep on this device"
        ),
    )


def read_json(path: Path) -> object:
    """Return what is in a file that this program wrote; None where it is not there, or is none of its own.

    Raises OSError where the file is there but is not given: it is not damaged then, and what it says is not lost.
    """
    try:
        found = path.stat()
        return parse_json(read_file(path)) if S_ISREG(found.st_mode) and found.st_size <= LARGEST_OF_OURS else None
    except OSError as error:
        if error.errno in MISSING:
            return None
        raise


def parse_json(content: bytes) -> object:
    """Return what a file's bytes say; None where this program cannot have written them."""
    if len(content) > LARGEST_OF_OURS or sum(map(content.count, (b"{", b"[", b","))) > MOST_OF_OURS:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def fold_name(name: str) -> str:
    """Return a file's name as Windows and macOS compare it: capitals and the way accents are stored do not count."""
    return unicodedata.normalize("NFC", name).casefold()
