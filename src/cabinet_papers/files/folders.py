"""What lies in folders, and why one cannot be looked into: the system's errors as a person would put them."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding

# A file of our own that is larger was not written by us.
LARGEST_OF_OURS = 50_000_000
UNREADABLE = {
    errno.ENOENT: (
        "it is a link that leads nowhere, or was deleted just now",
        "delete the link, or put what it should lead to in its place, then run this again",
    ),
    errno.ELOOP: ("it is a link that leads back to itself", "delete the link, then run this again"),
    errno.EISDIR: ("a file is needed here, and this is a folder", "move or rename the folder, then run this again"),
    errno.ENOTDIR: ("a folder is needed here, and this is a file", "move or rename the file, then run this again"),
}

# What Windows does not have in a file's name.
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def is_file(path: Path) -> bool:
    """Whether it is a file that can be reached."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether it is a folder that can be reached."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_broken_link(path: Path) -> bool:
    """Whether it is a link that leads nowhere, or back to itself."""
    try:
        return path.is_symlink() and not path.exists()
    except OSError:
        return False


def list_folder(folder: Path) -> list[Path]:
    """Return what lies in the folder, by name; nothing where it cannot be listed, which `find_unlisted` explains."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def find_unlisted(folder: Path, file: str) -> Diagnostic | None:
    """Return a finding where something has the folder's name and cannot be looked into; `file` is how findings name it.

    A folder that is not there at all is none.
    """
    if not os.path.lexists(folder):
        return None
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                _look_at(entry)
    except OSError as error:
        return finding(codes.WSP004, *explain_unreadable(error), Location(file))
    return None


def _look_at(entry: os.DirEntry[str]) -> None:
    """Raise PermissionError where a folder's names may be listed, and nothing else of it may be seen."""
    try:
        entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        # Deleted since it was listed.
        return


def explain_unreadable(error: OSError) -> tuple[str, str]:
    """Return why something that is there cannot be read, and what to do."""
    if error.errno in UNREADABLE:
        return UNREADABLE[error.errno]
    if isinstance(error, PermissionError):
        hint = "close it where it is open; if it is open nowhere, ask whoever gives permissions for that of reading it"
        return "it may not be read, or another program keeps it to itself", hint
    hint = "look whether the disk or share is connected; of a file in OneDrive choose Always keep on this device"
    return f"it cannot be read ({error.strerror or error})", hint


def read_json(path: Path) -> object:
    """Return what is in a file that this program wrote; None where it cannot be read as such."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_OF_OURS:
            return None
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
