"""`papers verify`: whether each file in output/ is as it was built, of which data, when and by which version."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cabinet_papers.commands.faults import attempt
from cabinet_papers.commands.sources import Sources
from cabinet_papers.files.files import AGREED, find_damage, read_notes, read_record
from cabinet_papers.files.folders import fold_name, is_file, is_folder, list_folder
from cabinet_papers.files.history import Build, read_history
from cabinet_papers.files.superseded import PUBLIC, SUPERSEDED
from cabinet_papers.files.workspace import Workspace, find_every_matter, find_files
from cabinet_papers.files.writing import hash_if_readable
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.papers.kinds import EXEMPT_FOLDER
from cabinet_papers.report.ending import quote_name

# What a name has that a person's version of a paper was kept by.
EDITED = " (edited "
NO_BUILD = Build("", "", {}, {}, ())
# What systems leave in folders.
NO_PAPERS = ("thumbs.db", "desktop.ini")
# So many sources are named in a message.
MOST_NAMED = 3


class State(StrEnum):
    """What a file is beside what was recorded when it was built."""

    AS_BUILT = "as built"
    OLDER = "as built, data changed since"
    EARLIER = "an earlier one, as built"
    CHANGED = "changed since it was built"
    MISSING = "missing"
    EDITED = "a person's version, kept"
    UNKNOWN = "not recorded"
    FOREIGN = "not built here"


class Verified(NamedTuple):
    """A file, what it is, and what was recorded of it; `paper` is the name that it was built under.

    `changed` are those of its sources that are other now. `is_agreed` says that it is the paper that counts as agreed,
    or was made of it. `build` is empty where an earlier version of the program recorded no more than a hash.
    """

    file: str
    state: State
    content_hash: str
    paper: str = ""
    build: Build = NO_BUILD
    changed: tuple[str, ...] = ()
    is_agreed: bool = False
    finding: Diagnostic | None = None


class _Known(NamedTuple):
    """A paper as it was built: its name, when first, and the latest build that gave it."""

    name: str
    build: Build


class _Folder:
    """A folder of papers, and what its records say; `sources` are those of the workspace, None outside one."""

    def __init__(self, folder: Path, workspace: Workspace | None) -> None:
        self.folder = folder
        self.workspace = workspace
        self.sources = Sources(workspace) if workspace else None
        builds = read_history(folder)
        self.current = read_record(folder) or (dict(builds[-1].papers) if builds else {})
        notes = read_notes(folder, AGREED).values()
        self.agreed = frozenset(notes or (builds[-1].agreed if builds and not read_record(folder) else ()))
        # By their hashes; the same paper may have been built more than once, of sources that differ in a remark alone.
        self.known = {known: _Known(name, NO_BUILD) for name, known in self.current.items()}
        self.known |= {known: _Known("", NO_BUILD) for known in self.agreed if known not in self.known}
        first: dict[str, Build] = {}
        for build in builds:
            for name, known in build.papers.items():
                begun = first.setdefault(known, build)
                self.known[known] = _Known(name, build._replace(built=begun.built, version=begun.version))

    def name(self, path: Path) -> str:
        """Return the path as findings name it; outside a workspace as it is."""
        return self.workspace.name(path) if self.workspace else path.as_posix()

    def verify(self) -> Iterator[Verified]:
        """Yield every file of the folder: first those that belong there, then what else is there."""
        for name, known in sorted(self.current.items()):
            yield self._verify_current(name, known)
        names = set(map(fold_name, self.current))
        for path in self._list_files():
            if fold_name(path.relative_to(self.folder).as_posix()) not in names:
                yield self._verify_other(path)

    def _list_files(self) -> Iterator[Path]:
        if self.workspace and self.folder == self.workspace.output:
            # The other folders in it are those of matters.
            own = (self.folder / each for each in (SUPERSEDED, PUBLIC, EXEMPT_FOLDER))
            paths = [*filter(is_file, list_folder(self.folder)), *(path for each in own for path in find_files(each))]
        else:
            paths = [*find_files(self.folder)]
        named = (path for path in paths if path.name[0] not in ".~" and path.name.casefold() not in NO_PAPERS)
        return filter(is_file, named)

    def find_in_place(self, path: Path) -> Verified | None:
        """Return what the file is that is where a paper was built; None for one in another place."""
        own = path.resolve()
        name = next((each for each in self.current if (self.folder / each).resolve() == own), "")
        return self._verify_current(name, self.current[name]) if name else None

    def _verify_current(self, name: str, known: str) -> Verified:
        path = self.folder / name
        if not is_file(path):
            message = phrase("this file was built, and is no longer there")
            return self._wrong(
                codes.VER002, State.MISSING, path, name, message, self._build_again(name, is_missing=True)
            )
        content_hash = hash_if_readable(path)
        if content_hash == known:
            found = self.describe(path, content_hash, State.AS_BUILT)
            return found._replace(state=State.OLDER) if found.changed else found
        message = phrase("this file is not as it was built: it was changed, or another was put in its place")
        if earlier := self.known.get(content_hash):
            message = phrase("this is not the latest of this paper, but one that was built {}", say_when(earlier.build))
        return self._wrong(codes.VER001, State.CHANGED, path, name, message, self._build_again(name))

    def _verify_other(self, path: Path) -> Verified:
        content_hash = hash_if_readable(path)
        if content_hash in self.known:
            return self.describe(path, content_hash, State.EARLIER)
        if EDITED in path.name:
            return Verified(self.name(path), State.EDITED, content_hash)
        if SUPERSEDED in path.relative_to(self.folder).parts:
            # Earlier versions of the program did not record what they set aside.
            return Verified(self.name(path), State.UNKNOWN, content_hash)
        message = phrase("this file is among the papers, but was not built by this program")
        hint = phrase("move it to another folder, so that nobody takes it for a paper that was checked")
        wrong = finding(codes.VER004, message, hint, Location(self.name(path)))
        return Verified(self.name(path), State.FOREIGN, content_hash, finding=wrong)

    def describe(self, path: Path, content_hash: str, state: State) -> Verified:
        """Return what was recorded of contents that are known."""
        known = self.known[content_hash]
        made_of = known.build.made_of.items() if self.sources else ()
        changed = [name for name, was in made_of if self.sources and self.sources.find(name) != was]
        return Verified(
            self.name(path), state, content_hash, self.name(self.folder / known.name) if known.name else "",
            known.build, tuple(changed), self._find_document(content_hash) in self.agreed,
        )  # fmt: skip

    def _find_document(self, content_hash: str) -> str:
        """Return the hash of the Word document that a page, PDF or public copy was made of; its own for a document."""
        known = self.known[content_hash]
        path = PurePosixPath(known.name)
        parts = [each for each in path.parent.parts if each != PUBLIC]
        document = PurePosixPath(*parts, f"{path.stem}.docx").as_posix()
        papers = known.build.papers or self.current
        return content_hash if content_hash in self.agreed else papers.get(document, content_hash)

    def _wrong(
        self, code: Code, state: State, path: Path, name: str, message: Message, hint: Message
    ) -> Verified:  # fmt: skip
        wrong = finding(code, message, hint, Location(self.name(path)))
        known = self.known[self.current[name]]
        return Verified(self.name(path), state, hash_if_readable(path), self.name(path), known.build, finding=wrong)

    def _build_again(self, name: str, *, is_missing: bool = False) -> Message:
        if not self._is_in_data():
            return phrase(
                "look for an unchanged copy in a backup: its matter is not in data/, so it cannot be built again"
            )
        command = Term(self._command(name))
        if is_missing:
            return phrase(
                "put it back from a backup, or run `{}`, which builds it of the data as they are now", command
            )
        return phrase(
            "run `{}`: it builds the paper of the data as they are now, and keeps this file beside it under another "
            "name; what was changed on purpose is typed into the YAML or the response sheet first",
            command,
        )

    def _is_in_data(self) -> bool:
        workspace = self.workspace
        return workspace is not None and (
            self.folder == workspace.output
            or any(each.name == self.folder.name for each in find_every_matter(workspace))
        )

    def _command(self, name: str) -> str:
        """Return the command that writes the file again."""
        path = PurePosixPath(name)
        options = [{".pdf": " --pdf", ".html": " --html"}.get(path.suffix, ""), " --publish" * (PUBLIC in path.parts)]
        is_matter = self.workspace and self.folder != self.workspace.output
        return f"papers build{''.join(options)}{f' {quote_name(self.folder.name)}' if is_matter else ''}"


def verify_papers(workspace: Workspace, names: Sequence[str] = ()) -> tuple[list[Verified], list[Diagnostic]]:
    """Return every file of the matters' papers, of all in output/ without `names`; damaged records and folders."""
    folders = [workspace.output / name for name in names] or _list_folders(workspace)
    damaged = [found for folder in folders if (found := workspace.find_unlisted(folder))]
    verified: list[Verified] = []
    for folder in folders:
        verify = partial(_verify_folder, folder, workspace)
        files, problems = attempt(workspace, folder, verify, lambda stopped: ([], stopped))
        verified += files
        damaged += problems
    return verified, [*damaged, *_report_changed(verified)]


def _verify_folder(folder: Path, workspace: Workspace) -> tuple[list[Verified], list[Diagnostic]]:
    """Return every file of a folder of papers, and what is wrong with its record. Raises OSError."""
    return list(_Folder(folder, workspace).verify()), list(find_damage(folder, workspace.name))


def _report_changed(verified: Sequence[Verified]) -> Iterator[Diagnostic]:
    """Yield a warning for each file that is other than when papers were built of it which are still the latest."""
    papers: dict[str, list[str]] = {}
    for each in verified:
        for name in each.changed if each.state is State.OLDER else ():
            papers.setdefault(name, []).append(each.file)
    hint = phrase(
        "run `papers build` for papers that have not gone out yet; those that have gone out may stay as they are"
    )
    for name, made in sorted(papers.items()):
        message = phrase("this file was changed since a paper was built of it: {}", _list_names(made))
        yield finding(codes.VER003, message, hint, Location(name))


def _list_folders(workspace: Workspace) -> list[Path]:
    own = (SUPERSEDED, PUBLIC, EXEMPT_FOLDER)
    folders = [path for path in list_folder(workspace.output) if is_folder(path) and path.name not in own]
    return [workspace.output, *(path for path in folders if not path.name.startswith("."))]


def verify_file(path: Path, workspace: Workspace | None) -> Verified:
    """Return which paper a file is, wherever it is and under any name: by the records here, and those beside it."""
    content_hash = hash_if_readable(path)
    folders = list(_find_records(path, workspace))
    for each in folders:
        if content_hash in each.known:
            is_current = content_hash in each.current.values()
            found = each.describe(path, content_hash, State.AS_BUILT if is_current else State.EARLIER)
            return found._replace(file=path.as_posix())
    in_place = next(filter(None, (each.find_in_place(path) for each in folders)), None)
    if in_place:
        return in_place
    message = phrase("this is no paper that was built here: none that is recorded has these contents")
    hint = phrase(
        "ask for the file itself if it was scanned, printed to PDF or saved again, which changes it even where every "
        "word is the same"
    )
    named = (each.folder / name for each in folders for name in each.current if PurePosixPath(name).name == path.name)
    for namesake in named:
        message = phrase(
            "a paper of this name was built here, but this file is another, or was changed since: no paper that is "
            "recorded has these contents"
        )
        hint = phrase(
            "use {}, or compare the two in Word", Term(workspace.name(namesake) if workspace else namesake.as_posix())
        )
    wrong = finding(codes.VER001, message, hint, Location(path.as_posix()))
    return Verified(path.as_posix(), State.FOREIGN, content_hash, finding=wrong)


def _find_records(path: Path, workspace: Workspace | None) -> Iterator[_Folder]:
    folders = _list_folders(workspace) if workspace else []
    yield from (_Folder(each, workspace) for each in folders)
    # An archived folder of papers has its records with it.
    for each in path.absolute().parents[:3]:
        # What others keep there need not be readable.
        with contextlib.suppress(PermissionError):
            if each not in folders:
                yield _Folder(each, None)


def say_when(build: Build) -> Message:
    """Return "on 2026-12-10 at 14:03 UTC by version 0.1.0"."""
    day, _, time = build.built.partition("T")
    if not day:
        return phrase("by a version that did not record when")
    return phrase("on {} at {} UTC by version {}", Term(day), Term(time[:5]), Term(build.version))


def _list_names(names: Iterable[str]) -> Message:
    every = list(names)
    shown = Term(", ".join(every[:MOST_NAMED]))
    return phrase("{} and {} more", shown, len(every) - MOST_NAMED) if len(every) > MOST_NAMED else phrase("{}", shown)
