"""What lies in folders, asked without an error of the system's."""

from __future__ import annotations

import json
from pathlib import Path

# A file of our own that is larger was not written by us.
LARGEST_OF_OURS = 50_000_000


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
    """Return what lies in the folder, by name; nothing where it cannot be listed."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def read_json(path: Path) -> object:
    """Return what is in a file that this program wrote; None where it cannot be read as such."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_OF_OURS:
            return None
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
