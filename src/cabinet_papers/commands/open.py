"""`papers open`: finds the paper, the sheets or the folder that is meant, and has the system open it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from cabinet_papers.files.folders import is_folder, list_folder
from cabinet_papers.files.workspace import MatterFolder, Workspace

# With more sheets their folder is opened, from which one is chosen.
MOST_AT_ONCE = 3
# An opener that fails does so at once; one that goes on has opened the file.
SECONDS = 3
# Without one of these Linux has no window to open anything in.
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


class What(StrEnum):
    """What of a matter is opened."""

    PAPER = "paper"
    SHEET = "sheet"
    DATA = "data"


def find_wanted(workspace: Workspace, matter: MatterFolder | None, what: What) -> list[Path]:
    """Return what is to be opened, a paper if there is one alone; the folder of all papers without a matter.

    There is nothing where it was not made yet.
    """
    if matter is None:
        return [workspace.output] if is_folder(workspace.output) else []
    if what is What.DATA:
        return [matter.folder]
    if what is What.SHEET:
        return list(matter.workbooks) if len(matter.workbooks) <= MOST_AT_ONCE else [matter.folder]
    folder = workspace.output / matter.name
    # Word puts a file of this name beside one that is open.
    papers = [path for path in list_folder(folder) if path.suffix == ".docx" and not path.name.startswith("~$")]
    return papers if len(papers) == 1 else [folder] if papers else []


def is_inside(workspace: Workspace, path: Path) -> bool:
    """Whether the file lies in the workspace itself, and is no link that leads elsewhere."""
    try:
        return path.resolve(strict=True).is_relative_to(workspace.root.resolve())
    except (OSError, RuntimeError):
        return False


def open_path(path: Path) -> str:
    """Have the system open a file or folder; return why it cannot, "" if it can."""
    # A whole path is never taken for an option.
    whole = path.absolute()
    if sys.platform == "win32":
        try:
            os.startfile(whole)  # noqa: S606 - a file of the workspace, by its own program
        except OSError as error:
            return f"Windows does not open it ({error.strerror or error})"
        return ""
    name = "open" if sys.platform == "darwin" else "xdg-open"
    opener = shutil.which(name)
    if opener is None:
        return f"this computer has no program that opens it ({name} is missing)"
    if name == "xdg-open" and not any(map(os.environ.get, DISPLAYS)):
        return "there is no screen here to open it on"
    return _run([opener, str(whole)])


def _run(command: Sequence[str]) -> str:
    """Start the opener, which may stay until the file is closed; return what went wrong."""
    try:
        ran = subprocess.Popen(  # noqa: S603 - the system's own opener, and a path
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return f"{Path(command[0]).name} cannot be started ({error.strerror or error})"
    try:
        number = ran.wait(SECONDS)
    except subprocess.TimeoutExpired:
        # It goes on by itself.
        ran.returncode = 0
        return ""
    return f"no program on this computer opens it ({Path(command[0]).name} ended with {number})" if number else ""
