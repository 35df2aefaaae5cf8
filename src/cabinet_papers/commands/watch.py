"""`papers build --watch`: what is saved in a workspace, and which matters are built again because of it.

The files are looked at a few times a second. The system could report changes too, but not those on the network drives
where councils keep their files.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cabinet_papers.commands.build import PaperMaker
from cabinet_papers.files.beside_answers import EARLIER, FORMERLY_MARKED, MARKED
from cabinet_papers.files.folders import fold_name, is_file, is_folder
from cabinet_papers.files.matter_names import select_matters
from cabinet_papers.files.progress import OnProgress
from cabinet_papers.files.workspace import KNOWN, MatterFolder, Workspace, is_workbook, read_matter_folder
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.report.text import count

# Seconds between two looks, and between the looks that tell whether a file is saved whole; one that is written all the
# time is not waited for.
PAUSE, SETTLING, LONGEST_SETTLING = 0.1, 0.1, 2.0
# Looking takes this share of a processor's time at most: with thousands of matters it happens less often.
SHARE = 0.04
# What editors and office programs write beside a file while it is open or being saved; Excel's has no ending.
PASSING = re.compile(
    r"[.~].*|.*~|#.*#|.*\.(tmp|temp|sw[a-z]|bak|part|partial|crdownload)|[0-9a-f]{7,8}|4913", re.IGNORECASE
)
# The folders of a matter into which the program writes itself.
OWN_FOLDERS = (MARKED, FORMERLY_MARKED, EARLIER)
# How deep folders are watched, and down to which links to folders are followed: one may lead back to where it is.
DEEPEST, DEEPEST_LINK = 8, 1
PLAN = KNOWN[1]

# When each file was saved, and how large it is.
Snapshot: TypeAlias = dict[str, tuple[int, int]]


class Change(NamedTuple):
    """A file that was saved, or is no longer there."""

    path: Path
    is_gone: bool


class Round(NamedTuple):
    """A build: the changes that call for it, none for the first; the matters to be built, and what builds them."""

    changes: tuple[Change, ...]
    matters: tuple[MatterFolder, ...]
    findings: list[Diagnostic]
    maker: PaperMaker


class Watch:
    """Watches the matters in these folders, or all of the workspace where `folders` is None.

    `begin_progress` gives what shows the progress of a build.
    """

    def __init__(
        self, workspace: Workspace, folders: Sequence[Path] | None, begin_progress: Callable[[], OnProgress]
    ) -> None:
        self.workspace = workspace
        self.folders = folders
        self.begin_progress = begin_progress
        self.seen: Snapshot = {}
        # Of the last build: the matters, those whose texts or plans refer to action plans, those that actions of plans
        # are from, the names of own columns, the logo.
        self.chosen: set[Path] = set()
        self.referring: set[str] = set()
        self.origins: set[str] = set()
        self.own_names: frozenset[str] = frozenset()
        self.logos: set[Path] = set()

    def iter_rounds(self) -> Iterator[Round | Message]:
        """Yield each build that is called for, at first one of all matters, and what is to be said in between.

        What is saved while a build runs calls for the next one. There is no end.
        """
        self.seen = self._look()
        found = self._plan_round(())
        while True:
            if found:
                yield found
                self._learn(found)
            now = self._wait_for_change()
            if is_file(self.workspace.settings):
                changes = find_changes(self.seen, now)
                self.seen = now
                found = self._plan_round(changes) if changes else None
            else:
                found = None
                yield self._report_missing()
                while not is_file(self.workspace.settings):
                    time.sleep(PAUSE)
                yield phrase("papers.yaml is there again")

    def _wait_for_change(self) -> Snapshot:
        """Return what the watched files are like once something has changed, and is saved whole."""
        pause = PAUSE
        while True:
            time.sleep(pause)
            began = time.process_time()
            now = self._look()
            if now != self.seen:
                return self._settle(now)
            pause = max(PAUSE, (time.process_time() - began) / SHARE)

    def _settle(self, now: Snapshot) -> Snapshot:
        until = time.monotonic() + LONGEST_SETTLING
        while time.monotonic() < until:
            time.sleep(SETTLING)
            before, now = now, self._look()
            if now == before:
                break
        return now

    def _look(self) -> Snapshot:
        return take_snapshot([self.workspace.settings, *self.logos], [self.workspace.data, self.workspace.templates])

    def _report_missing(self) -> Message:
        if is_folder(self.workspace.root):
            return phrase("papers.yaml is no longer there; watching goes on as soon as it is back")
        return phrase(
            'the folder "{}" cannot be reached; watching goes on as soon as it is back; if it was renamed, stop with '
            "Ctrl+C and run the command in it again",
            str(self.workspace.root),
        )

    def _plan_round(self, changes: tuple[Change, ...]) -> Round | None:
        """Return the build that the changes call for, if any; without changes one of all matters."""
        maker = PaperMaker(self.workspace, self.begin_progress())
        self._add_logo(maker)
        every, findings = self._choose()
        folders_changed = {folder for each in changes for folder in each.path.parents}
        refers = self.referring if any(map(self._is_of_plans, changes)) else set[str]()
        matters = tuple(each for each in every if each.folder in folders_changed or each.name in refers)
        is_for_all = any(map(self._is_shared, changes)) or maker.renderer.own_names != self.own_names
        if not changes or is_for_all:
            matters = every
        elif not matters and not self.chosen & folders_changed and not any(map(self._is_astray, changes)):
            return None
        self.chosen = {each.folder for each in every}
        return Round(changes, matters, findings, maker)

    def _choose(self) -> tuple[tuple[MatterFolder, ...], list[Diagnostic]]:
        """Return the matters that are watched, as they are now."""
        if self.folders is None:
            return select_matters(self.workspace, [], self.workspace.root)
        return tuple(read_matter_folder(each) for each in self.folders if is_folder(each)), []

    def _is_shared(self, change: Change) -> bool:
        """Whether the file belongs to all papers: the settings, a template, the logo."""
        return change.path in self.logos or not change.path.is_relative_to(self.workspace.data)

    def _is_of_plans(self, change: Change) -> bool:
        """Whether it is an action plan, or of a matter that actions of plans are from."""
        folders = {fold_name(each.name) for each in change.path.parents}
        return change.path.name.casefold() == PLAN or not folders.isdisjoint(self.origins)

    def _is_astray(self, change: Change) -> bool:
        """Whether it is a workbook beside the matters' folders, of which a build warns."""
        return change.path.parent == self.workspace.data and is_workbook(change.path)

    def _add_logo(self, maker: PaperMaker) -> None:
        """Watch the logo that the settings name, too; that it is watched from now on is no change."""
        named = maker.settings.logo_file
        if named and self.workspace.root / named not in self.logos:
            logo = self.workspace.root / named
            self.logos.add(logo)
            self.seen |= take_snapshot([logo], [])

    def _learn(self, built: Round) -> None:
        """Keep what the next rounds need to know of this one."""
        names = {each.name for each in built.matters}
        self.referring = (self.referring - names) | built.maker.examiner.referring
        # By its name also a folder that is not there yet.
        self.origins |= set(built.maker.examiner.origins)
        self.own_names = built.maker.renderer.own_names


def take_snapshot(files: Iterable[Path], folders: Iterable[Path]) -> Snapshot:
    """Return when these files, and those in these folders, were saved; without what only passes through."""
    found: Snapshot = {}
    for path in files:
        try:
            status = path.stat()
        except (OSError, ValueError):
            continue
        found[str(path)] = status.st_mtime_ns, status.st_size
    waiting = [(str(each), 0) for each in folders]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                waiting += [(each, depth + 1) for each in _look_into(entries, depth, found) if depth < DEEPEST]
        except OSError:
            # A build says what cannot be looked into.
            continue
    return found


def _look_into(entries: Iterable[os.DirEntry[str]], depth: int, found: Snapshot) -> Iterator[str]:
    """Add the files of a folder to what was found, and yield its folders."""
    for entry in entries:
        try:
            if entry.is_dir():
                is_followed = depth < DEEPEST_LINK or not entry.is_symlink()
                if is_followed and not entry.name.startswith(".") and entry.name not in OWN_FOLDERS:
                    yield entry.path
            elif not PASSING.fullmatch(entry.name):
                # On Windows this is known from the listing; elsewhere a link counts as the file that it leads to.
                status = entry.stat()
                found[entry.path] = status.st_mtime_ns, status.st_size
        except OSError:
            continue


def find_changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Return the files that are not as they were, by name."""
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    return tuple(Change(Path(each), each not in after) for each in paths)


def describe_changes(changes: Sequence[Change], workspace: Workspace) -> str:
    """Return what was saved and what is gone, in few words."""
    saved, gone = ([each.path for each in changes if each.is_gone is is_gone] for is_gone in (False, True))
    deeds = ((saved, "saved"), (gone, "deleted, moved or renamed"))
    return "; ".join(f"{_name_files(paths, workspace)} {what}" for paths, what in deeds if paths)


def _name_files(paths: Sequence[Path], workspace: Workspace) -> str:
    name = workspace.name(paths[0])
    return f"{name} and {count(len(paths) - 1, 'other file')} were" if paths[1:] else f"{name} was"
