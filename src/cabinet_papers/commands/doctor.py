"""`papers doctor`: what a colleague would look at first when something does not work."""

from __future__ import annotations

import locale
import platform
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from cabinet_papers import __version__
from cabinet_papers.check.spelling import SpellingError, ask_program, find_program
from cabinet_papers.commands import memory
from cabinet_papers.commands.installed_fonts import list_families
from cabinet_papers.commands.template_copies import Copy, State, compare_copies
from cabinet_papers.files.folders import fold_name, is_file, is_folder, list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.shipped import find_example
from cabinet_papers.files.workspace import Workspace, find_files, list_closed_folders, list_matter_folders
from cabinet_papers.files.writing import explain_failure, is_leftover, try_writing
from cabinet_papers.findings.diagnostics import Location
from cabinet_papers.finished.fonts import find_fonts
from cabinet_papers.finished.word_file import open_document
from cabinet_papers.pdf.libreoffice import find_libreoffice
from cabinet_papers.yaml_files.settings import read_settings

SECONDS = 60
# The files by which Word, Excel and LibreOffice know that a file is open.
OWNER_FILES = ("~$", ".~lock.")
# So many names are shown.
MOST_NAMED = 5
# A day has so many seconds.
DAY = 86_400
# What papers have, and old terminals lack.
SIGNS = "– ’ ŵ"
LEAST_WIDTH = 60
REINSTALL = "install cabinet-papers again: pipx install --force, followed by the name of the .whl file"


class Level(StrEnum):
    """How much it matters."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Advice(NamedTuple):
    """What was looked at, how it is, what to do about it, and more lines about it."""

    level: Level
    about: str
    text: str
    cure: str = ""
    details: tuple[str, ...] = ()


def examine_computer(workspace: Workspace | None, columns: int) -> Iterator[Advice]:
    """Yield how everything is that the program needs: of this computer, and of the workspace if there is one.

    The window is so many columns wide, or 0 where there is none.
    """
    yield _look_at_program()
    yield _look_at_terminal(columns)
    yield _look_at_spelling()
    yield _look_at_libreoffice()
    # Without a workspace the shipped templates are those that will be used.
    yield from _look_at_fonts(workspace.templates if workspace else find_example() / "templates")
    if workspace is None:
        yield Advice(
            Level.NOTE, "workspace", "there is no papers.yaml in this folder or in a folder above it",
            'run this in your workspace to look at it too; papers init "Scrutiny papers" makes one',
        )  # fmt: skip
        return
    yield _look_at_workspace(workspace)
    yield from _look_at_folders(workspace)
    # Writing tidies up, so what lies about is looked at before.
    yield from _look_at_leftovers(workspace)
    yield from _look_at_writing(workspace)
    yield from _look_at_memory(workspace)
    yield from map(_report_copy, compare_copies(workspace.templates))


def _look_at_program() -> Advice:
    python = f"Python {platform.python_version()} ({sys.executable})"
    return Advice(Level.OK, "program", f"cabinet-papers {__version__}, {python}, {platform.platform()}")


def _look_at_terminal(columns: int) -> Advice:
    encoding = "UTF-8" if sys.platform == "win32" else locale.getencoding()
    width = f"{columns} columns, " if columns else "no window, "
    text = f"{width}{encoding}; these signs should be a dash, an apostrophe and a w with a circumflex: {SIGNS}"
    try:
        SIGNS.encode(encoding)
    except (UnicodeError, LookupError):
        cure = "choose UTF-8 in the settings of the terminal, or put LANG=C.UTF-8 before the command"
        return Advice(Level.NOTE, "terminal", f"{text}; the terminal says that it has not all of them", cure)
    if 0 < columns < LEAST_WIDTH:
        return Advice(Level.NOTE, "terminal", text, f"make the window wider: {LEAST_WIDTH} columns are read well")
    return Advice(Level.OK, "terminal", text)


def _look_at_spelling() -> Advice:
    program = find_program()
    try:
        ask_program("en-gb", [])
    except SpellingError as error:
        return Advice(Level.PROBLEM, "spelling", str(error.reason), REINSTALL)
    return Advice(Level.OK, "spelling", f"English is checked by {program}; no other language is")


def _look_at_libreoffice() -> Advice:
    program = find_libreoffice()
    if program is None:
        return Advice(
            Level.NOTE, "LibreOffice", "LibreOffice is not on this computer, so papers build --pdf makes no PDFs",
            "install it from libreoffice.org if you want PDFs; all else works without it",
        )  # fmt: skip
    cure = "install LibreOffice again"
    try:
        ran = subprocess.run(  # noqa: S603 - the program that was found
            [program, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return Advice(Level.PROBLEM, "LibreOffice", f"{program} cannot be started", cure)
    version = ran.stdout.decode("utf-8", "replace").strip()
    if ran.returncode or not version:
        return Advice(Level.PROBLEM, "LibreOffice", f"{program} does not say its version", cure)
    return Advice(Level.OK, "LibreOffice", f"{version} ({program})")


def _look_at_fonts(folder: Path) -> Iterator[Advice]:
    """Yield which fonts of the templates are not on this computer."""
    asked = defaultdict[str, list[str]](list)
    for path in list_folder(folder):
        if path.suffix == ".docx" and is_file(path) and not path.name.startswith(("~", ".")):
            for font in find_fonts(open_document(_read(path))):
                asked[font].append(path.name)
    there = list_families()
    if there is None:
        yield Advice(Level.NOTE, "fonts", f"it is not known which are here; the templates use {_name(sorted(asked))}")
        return
    missing = sorted(font for font in asked if fold_name(font) not in there)
    if found := sorted(asked.keys() - set(missing)):
        yield Advice(Level.OK, "fonts", f"of the templates these are here: {_name(found)}")
    for font in missing:
        text = f"{font} is not on this computer, so another is used for it here ({_name(asked[font])})"
        cure = f"install {font}, or choose another font in the template; a computer that has it shows it"
        yield Advice(Level.NOTE, "fonts", text, cure)


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError:
        return b""


def _look_at_workspace(workspace: Workspace) -> Advice:
    _, findings = read_settings(workspace)
    errors = sum(each.is_error for each in findings)
    matters, closed = len(list_matter_folders(workspace)), len(list_closed_folders(workspace))
    text = f"{workspace.root}: {_count(matters, 'matter')}, {closed} closed"
    if errors:
        return Advice(
            Level.PROBLEM, "workspace", f"{text}; papers.yaml has {_count(errors, 'error')}", "run papers check"
        )
    return Advice(Level.OK, "workspace", text)


def _look_at_folders(workspace: Workspace) -> Iterator[Advice]:
    """Yield which of the workspace's folders are not there, or cannot be looked into."""
    for folder in (workspace.data, workspace.templates, workspace.output):
        name = workspace.name(folder)
        unlisted = workspace.find_unlisted(folder)
        if unlisted:
            yield Advice(Level.PROBLEM, name, str(unlisted.message), str(unlisted.hint))
        elif folder != workspace.output and not is_folder(folder):
            cure = "if it was moved or renamed, put it back; a new workspace (papers init) has one"
            yield Advice(Level.PROBLEM, name, "there is no such folder in the workspace", cure)


def _look_at_leftovers(workspace: Workspace) -> Iterator[Advice]:
    """Yield which files tell that others are open, or are left over from a run that was killed."""
    folders = (workspace.data, workspace.output, workspace.templates)
    hidden = [path for folder in folders for path in find_files(folder) if path.name.startswith((".", "~"))]
    owners = [workspace.name(path) for path in hidden if path.name.startswith(OWNER_FILES)]
    if owners:
        text = f"open in Word, Excel or LibreOffice, or left by one that crashed: {_name(owners)}"
        cure = "close the documents; what is there then still may be deleted"
        yield Advice(Level.NOTE, "open files", text, cure)
    unfinished = [workspace.name(path) for path in hidden if is_leftover(path)]
    if unfinished:
        text = f"unfinished files of a run that was stopped: {_name(unfinished)}"
        yield Advice(Level.NOTE, "leftovers", text, "nothing: the next command that writes there removes them")


def _look_at_writing(workspace: Workspace) -> Iterator[Advice]:
    """Yield which folders cannot be written; a file is written into each and removed."""
    within = [each for each in list_folder(workspace.output) if is_folder(each)]
    wanted = [workspace.root, workspace.data, *list_matter_folders(workspace), workspace.output, *within]
    folders = [each for each in wanted if is_folder(each)]
    problems = []
    for folder in folders:
        try:
            try_writing(folder)
        except OSError as error:
            explained = explain_failure(error, Location(workspace.name(folder)))
            text = f"{workspace.name(folder)}: {explained.message}"
            problems.append(Advice(Level.PROBLEM, "writing", text, str(explained.hint)))
    yield from problems
    if not problems:
        yield Advice(Level.OK, "writing", f"all {len(folders)} folders of data/ and output/ can be written")


def _look_at_memory(workspace: Workspace) -> Iterator[Advice]:
    """Yield that what was found last time cannot be read, which only makes a check slower."""
    path = workspace.output / memory.FILE
    if memory.is_damaged(path):
        days = int((time.time() - path.stat().st_mtime) / DAY)
        text = f"{workspace.name(path)}, by which a check is faster, is damaged; it is {_count(days, 'day')} old"
        yield Advice(Level.NOTE, "memory", text, "nothing: the next check writes it anew")


def _report_copy(copy: Copy) -> Advice:
    """Return what is to be said of a template of the council's."""
    about, text = f"templates/{copy.name}", copy.state.value
    if copy.state is State.DAMAGED:
        return Advice(Level.PROBLEM, about, text, "save it again in Word as a .docx, or copy it from a new workspace")
    if copy.state not in (State.OLDER, State.EDITED):
        return Advice(Level.OK, about, text)
    text = text.replace("an earlier version", f"an earlier version ({copy.version})")
    cure = "to have the shipped one, copy it from a new workspace (papers init); yours is never replaced"
    return Advice(Level.NOTE, about, text, cure, copy.differences)


def _name(names: Iterable[str]) -> str:
    """Return the names, not too many of them."""
    every = list(names)
    further = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return f"{', '.join(every[:MOST_NAMED])}{further}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
