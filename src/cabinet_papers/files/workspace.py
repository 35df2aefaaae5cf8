"""Where things are: the workspace around papers.yaml, its matters and its templates."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.folders import find_unlisted, is_broken_link, is_file, is_folder, is_there, list_folder
from cabinet_papers.files.reading import open_file, read_file
from cabinet_papers.files.source_text import decode_text
from cabinet_papers.findings.diagnostics import WORD_FORMS, Diagnostic

SETTINGS = "papers.yaml"
# The folder in data/ in which finished matters rest.
CLOSED = "closed"
# What a YAML file has that may name columns of its own, which every template can print.
COLUMNS_KEY = b"columns:"
# What macOS leaves beside a file on a share or a stick.
APPLE_DOUBLE = "._"
KNOWN = ("recommendations.yaml", "action-plan.yaml")
SHARED_ENDINGS = (".xml", ".txt")
# So much of a file is looked at to tell what it is.
LONGEST_LOOK = 20_000_000
WORKBOOK_ENDINGS = (
    ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".ods", ".ots", ".fods", ".csv", ".tsv",
)  # fmt: skip
# Kinds that are not read, and are said to be not.
OTHER_ENDINGS = (".xlsb", ".xlam", ".xlw", ".slk", ".dif", ".numbers", ".gsheet")
# What programs of Apple's may save as a folder.
SAVED_AS_FOLDERS = (".numbers", ".pages", ".rtfd")
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
# The first bytes of packages and of OLE files, and what a package of a spreadsheet has in it.
PACKED, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OF_SPREADSHEETS = re.compile(rb"xl/workbook\.|opendocument\.spreadsheet|\.xls|\.ods", re.IGNORECASE)
OF_PAPERS = re.compile(rb"word/document\.|ppt/presentation\.|opendocument\.(text|presentation)", re.IGNORECASE)
# The streams of an OLE file.
SHEET_STREAM, PAPER_STREAM = ("\0".join(name).encode() for name in ("Workbook", "WordDocument"))
# The headings of a response table, side by side in a text or a web page.
HEADINGS = re.compile(
    rb"(?:^|[\t,;>|])\s*\"?recommendations?\"?(?:\s*[\t,;|]|</[^>]{0,40}>\s*<[^>]{0,200}>)\s*\"?agree\??\"?\s*(?:[\t,;|<\r\n]|$)",
    re.IGNORECASE | re.MULTILINE,
)


class MatterFolder(NamedTuple):
    """A matter's folder in data/: its name, and the files in it that are read."""

    name: str
    folder: Path
    recommendations: Path | None
    action_plan: Path | None
    workbooks: tuple[Path, ...]


class Workspace(NamedTuple):
    """A folder with a papers.yaml in it."""

    root: Path

    @property
    def settings(self) -> Path:
        """The council's papers.yaml."""
        return self.root / SETTINGS

    @property
    def form_words(self) -> Path:
        """The words of the response sheet in a council's language, where it has its own."""
        return self.templates / "words.yaml"

    @property
    def templates(self) -> Path:
        """The folder of Word templates."""
        return self.root / "templates"

    @property
    def data(self) -> Path:
        """The folder of matters."""
        return self.root / "data"

    @property
    def closed(self) -> Path:
        """The folder of finished matters."""
        return self.data / CLOSED

    @property
    def output(self) -> Path:
        """The folder that documents are written to."""
        return self.root / "output"

    def read_lines(self, file: str) -> tuple[str, ...]:
        """Return the lines of a file that `name` named; none where it cannot be read."""
        try:
            return tuple(decode_text(read_file(self.root / file), "replace").split("\n"))
        except OSError:
            return ()

    def find_unlisted(self, folder: Path) -> Diagnostic | None:
        """Return a finding where the folder, or what has its name, cannot be looked into."""
        return find_unlisted(folder, self.name(folder))

    def name(self, path: Path) -> str:
        """Return the path as findings and JSON name it: from the workspace, with forward slashes."""
        return Path(os.path.relpath(path, self.root)).as_posix()


def find_workspace(start: Path) -> Workspace | None:
    """Return the workspace that `start` lies in, looking upwards as git does, or None.

    What only looks like its papers.yaml, such as a link to nowhere, is read too, and is then a finding.
    """
    every = (start, *start.parents)
    return next((Workspace(folder) for folder in every if is_there(folder / SETTINGS)), None)


def find_matters(workspace: Workspace) -> tuple[MatterFolder, ...]:
    """Return the matters of the workspace by name, without those that are closed.

    One that is a link to nowhere, or cannot be looked into, is among them.
    """
    return tuple(each for each in _read_matters(workspace.data) if not holds_closed(each))


def find_closed(workspace: Workspace) -> tuple[MatterFolder, ...]:
    """Return the finished matters, in data/closed/, which are read where they are named or others refer to them."""
    return tuple(_read_matters(workspace.closed)) if holds_closed(read_matter_folder(workspace.closed)) else ()


def find_every_matter(workspace: Workspace) -> tuple[MatterFolder, ...]:
    """Return the matters of the workspace, the closed ones last."""
    return (*find_matters(workspace), *find_closed(workspace))


def list_matter_folders(workspace: Workspace) -> list[Path]:
    """Return the folders of the matters by name, those of closed ones not; nothing in them is looked at."""
    return [each for each in _list_visible(workspace.data) if is_folder(each) and each.name.casefold() != CLOSED]


def list_closed_folders(workspace: Workspace) -> list[Path]:
    """Return the folders of the finished matters by name."""
    return [each for each in _list_visible(workspace.closed) if is_folder(each)]


def _list_visible(folder: Path) -> list[Path]:
    return [each for each in list_folder(folder) if not each.name.startswith(".")]


def _read_matters(folder: Path) -> Iterator[MatterFolder]:
    for path in _list_visible(folder):
        if is_folder(path) or is_broken_link(path):
            yield read_matter_folder(path)


def holds_closed(matter: MatterFolder) -> bool:
    """Whether the folder is that of closed matters; one with a matter's own files in it is a matter of that name."""
    return matter.name.casefold() == CLOSED and not (matter.recommendations or matter.action_plan)


def read_matter_folder(folder: Path) -> MatterFolder:
    """Return what lies in a matter's folder."""
    entries = list_folder(folder)
    known = (path for path in entries if path.name.casefold() in KNOWN)
    # What only looks like the file, such as a link to nowhere, a folder or a pipe, is read too, and is then a finding.
    named = {path.name.casefold(): path for path in known if is_there(path)}
    recommendations, action_plan = map(named.get, KNOWN)
    return MatterFolder(folder.name, folder, recommendations, action_plan, tuple(filter(is_workbook, entries)))


def find_workbooks(folder: Path) -> tuple[Path, ...]:
    """Return the files in a folder that may contain answers, by name: workbooks of every kind, and our Word forms."""
    return tuple(path for path in list_folder(folder) if is_workbook(path))


def file_ending(path: Path) -> str:
    """Return a file's ending without capitals: that of "Answers.XLSX " is ".xlsx"."""
    return path.suffix.strip().casefold()


def is_workbook(path: Path) -> bool:
    """Whether the file may hold answers, by its ending, which some kinds share with much else."""
    ending = file_ending(path)
    if path.name.startswith(APPLE_DOUBLE):
        return False
    if ending in (*OTHER_ENDINGS, *WORKBOOK_ENDINGS):
        # A folder too: Numbers may save one, and any other is a finding.
        return is_there(path)
    if ending in WORD_FORMS:
        from cabinet_papers.files.word_forms import is_word_form

        return is_word_form(path) if is_file(path) else is_there(path)
    return ending in SHARED_ENDINGS and is_file(path) and may_hold_answers(path)


def may_hold_answers(path: Path) -> bool:
    """Whether a file is a workbook, or a table of answers, by what is in it. Word's papers are none."""
    if path.name.startswith(".") or path.name.casefold() in KNOWN or not is_file(path):
        return False
    try:
        with open_file(path) as opened:
            start = opened.read(4096)
            if not start.startswith((PACKED, OLE)):
                return XML_SPREADSHEET in start or HEADINGS.search(start.replace(b"\0", b"")) is not None
            content = start + opened.read(LONGEST_LOOK)
    except OSError:
        return False
    if start.startswith(PACKED):
        return OF_SPREADSHEETS.search(content) is not None and OF_PAPERS.search(content) is None
    return SHEET_STREAM in content and PAPER_STREAM not in content


def find_files(folder: Path, most: int = 2000) -> Iterator[Path]:
    """Yield the files in a folder and in those within it; a folder in which a program saves one file is one."""
    waiting = [folder]
    while waiting and most > 0:
        entries = list_folder(waiting.pop(0))
        most -= len(entries)
        for path in entries:
            if is_folder(path) and file_ending(path) not in SAVED_AS_FOLDERS:
                # A link may lead back to where it lies.
                waiting += [path] if not path.name.startswith(".") and not path.is_symlink() else []
            else:
                yield path
