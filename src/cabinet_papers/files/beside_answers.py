"""What this program writes beside the answers in a matter's folder, and the files in its other subfolders."""

from __future__ import annotations

from pathlib import Path

from cabinet_papers.files.folders import is_folder, list_folder
from cabinet_papers.files.workspace import SAVED_AS_FOLDERS, file_ending, find_files

# What the names of the sheets begin with.
RESPONSES, UPDATES = "responses", "update"
MARKED, EARLIER = "to correct", "earlier sheets"
# Where earlier versions wrote marked copies.
FORMERLY_MARKED = "to mend"


def find_inside(folder: Path) -> list[Path]:
    """Return the files in the subfolders of a matter's folder, except those that this program writes into."""
    others = {folder / MARKED, folder / EARLIER}
    within = (path for path in list_folder(folder) if is_folder(path) and not path.name.startswith("."))
    folders = (path for path in within if path not in others and file_ending(path) not in SAVED_AS_FOLDERS)
    return [file for path in folders for file in find_files(path)]
