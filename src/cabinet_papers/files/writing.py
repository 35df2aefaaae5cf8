"""Writes a file whole or not at all, and never over what was saved in it meanwhile."""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import os
import platform
import re
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from cabinet_papers.files.faults import raise_fault
from cabinet_papers.files.folders import explain_unreadable, is_folder, is_there
from cabinet_papers.files.reading import is_too_large, open_file, read_file
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase

PREFIX = ".writing-"
# What a run that was killed leaves behind, with the number of its process and a sign for its computer; where these do
# not tell whether it still runs, no other run is writing it any more after so many seconds.
OF_RUN = r"(?P<process>\d+)-(?P<computer>[0-9a-f]{6})-"
LEFTOVER = re.compile(rf"\.writing-(?:{OF_RUN})?[a-z0-9_]{{8}}")
LEFTOVER_SECONDS = 600
# These come of writing alone.
CANNOT_WRITE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
DISK_FULL = phrase("the disk is full"), phrase("free some space on the disk, then run the command again")
# Running the command again is always safe: it starts from the files as they are then.
FAILURES = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.ENAMETOOLONG: (
        phrase("its name, or the path of its folder, is longer than this disk allows"),
        phrase(
            "shorten the title, or move the workspace into a folder with a shorter path, then run the command again"
        ),
    ),
    errno.EEXIST: (
        phrase("its folder already has a link (a shortcut) of this name, which leads to no file"),
        phrase("delete the link in that folder, then run the command again"),
    ),
    errno.EISDIR: (
        phrase("there is a folder of the same name"),
        phrase("move that folder elsewhere, then run the command again"),
    ),
    errno.ELOOP: (
        phrase("a folder on its path is a link to itself"),
        phrase("delete that link, then run the command again"),
    ),
}


class SavedMeanwhileError(OSError):
    """The file is no longer what was read: it was saved meanwhile, and is left unchanged."""


def hash_of(content: bytes) -> str:
    """Return the content's SHA-256."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str | None:
    """Return the SHA-256 of what is in the file, None where there is no file. Raises OSError.

    Of a file that is larger than any that is read it is the size and when it was saved.
    """
    try:
        with open_file(path) as opened:
            if is_too_large(opened):
                found = os.fstat(opened.fileno())
                return f"{found.st_size} {found.st_mtime_ns}"
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def hash_if_readable(path: Path) -> str:
    """Return the SHA-256 of what is in the file, "" where it cannot be read or is larger than any that is.

    Raises OSError where the disk is at fault.
    """
    try:
        with open_file(path) as opened:
            return "" if is_too_large(opened) else hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise_fault(error)
        return ""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that no person edits, whole or not at all. Raises OSError."""
    with _write_temporary(path, content) as temporary:
        temporary.replace(path)
    _sync_folder(path.parent)


def try_writing(folder: Path) -> None:
    """Write a file into a folder, as every file is written, and remove it. Raises OSError."""
    with _write_temporary(folder / "trial", b"trial"):
        pass


def is_leftover(path: Path) -> bool:
    """Whether the file is an unfinished one of a run that was killed, or of one that is writing it now."""
    return LEFTOVER.fullmatch(path.name) is not None


def replace_whole(path: Path, content: bytes, was: str | None) -> None:
    """Write the file whole, but only over what had the hash `was` when it was read; None: only where there is none.

    Raises SavedMeanwhileError where the file is another by now, and OSError.
    """
    with _write_temporary(path, content) as temporary:
        # As late as can be: what is saved from here on is saved in the moment in which the file is replaced.
        present = hash_file(path)
        if present == hash_of(content):
            return
        if present != was:
            raise SavedMeanwhileError
        if present is None:
            _move_to_new(temporary, path)
        else:
            temporary.replace(path)
            _sync_folder(path.parent)


def remove_unchanged(path: Path, was: str) -> None:
    """Remove the file, if it is what had the hash `was` when it was read. Raises as `replace_whole`."""
    if hash_file(path) != was:
        raise SavedMeanwhileError
    path.unlink()
    _sync_folder(path.parent)


def remove_own(path: Path) -> None:
    """Remove a file that only the program writes and reads. Raises OSError."""
    path.unlink()


def remove_folders(folders: Iterable[Path]) -> None:
    """Remove those of the folders in which nothing is; where one cannot be removed it stays."""
    # What lies deeper comes first.
    for folder in sorted(set(folders), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def make_folder(folder: Path) -> None:
    """Make the folder and those that it is in, where they are not there, on the disk too. Raises OSError."""
    new = [each for each in (folder, *folder.parents) if not is_there(each)]
    folder.mkdir(parents=True, exist_ok=True)
    for each in reversed(new):
        _sync_folder(each.parent)


def replace_and_keep(path: Path, content: bytes, was: str, kept: Path) -> Path:
    """Replace the file as `replace_whole` does, with a copy of it on the disk first; return where the copy is.

    The copy is `kept`, or that with a number. Where the file cannot be replaced, a new copy goes again, also after
    Ctrl+C. Raises OSError.
    """
    # A copy that a run has left that was killed is as good.
    there = next((each for each in _list_taken(kept) if hash_if_readable(each) == was), None)
    copy = there or copy_aside(path, was, kept)
    try:
        replace_whole(path, content, was)
    except BaseException:
        with contextlib.suppress(OSError):
            # Where Ctrl+C came too late the file is replaced, and the copy is all that is left of it.
            if not there and path.is_file() and hash_file(path) != hash_of(content):
                copy.unlink()
        raise
    return copy


def _move_to_new(temporary: Path, path: Path) -> None:
    try:
        move_new(temporary, path)
    except FileExistsError:
        if path.is_file():
            raise SavedMeanwhileError from None
        raise


def copy_aside(path: Path, was: str, kept: Path) -> Path:
    """Copy the file, whole and on the disk, to a free name like `kept`; return the copy. Raises as `replace_whole`."""
    content = read_file(path)
    if hash_of(content) != was:
        raise SavedMeanwhileError
    while True:
        copy = free_name(kept)
        try:
            with _write_temporary(copy, content) as temporary:
                with contextlib.suppress(OSError):
                    shutil.copystat(path, temporary)
                move_new(temporary, copy)
        except FileExistsError:
            if not is_there(copy):
                raise
            continue
        return copy


def move_aside(path: Path, was: str, kept: Path) -> Path:
    """Move the file to a free name like `kept`, and return where it is; one that was saved meanwhile stays.

    Raises SavedMeanwhileError and OSError.
    """
    if hash_file(path) != was:
        raise SavedMeanwhileError
    moved = move_to_free(path, kept)
    # What was saved in that very moment goes back: it is in no new sheet.
    if hash_file(moved) != was:
        move_new(moved, path)
        raise SavedMeanwhileError
    return moved


def move_to_free(path: Path, kept: Path) -> Path:
    """Move the file to a free name like `kept`, and return where it is. Raises OSError."""
    make_folder(kept.parent)
    # A run that was killed in between has left it with both names.
    for each in _list_taken(kept):
        if each.samefile(path):
            path.unlink()
            _sync_folder(path.parent)
            return each
    moved = free_name(kept)
    move_new(path, moved)
    return moved


def move_new(source: Path, target: Path) -> None:
    """Move the file to a name that is free. Raises FileExistsError where it is taken, and OSError."""
    if is_there(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    # A second name is never given over another file, not even over one that was made this moment.
    if _give_second_name(source, target):
        try:
            source.unlink()
        except OSError:
            target.unlink()
            raise
    else:
        source.rename(target)
    for folder in dict.fromkeys((target.parent, source.parent)):
        _sync_folder(folder)


def _give_second_name(source: Path, target: Path) -> bool:
    """Whether the file has the target's name too now; some shares and sticks cannot do that, and no link can."""
    try:
        if source.is_symlink():
            return False
        target.hardlink_to(source)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
    except (OSError, NotImplementedError):
        return False
    return True


def free_name(path: Path) -> Path:
    """Return the path, or with " 2", " 3" ... where it is taken."""
    *_, free = _iter_names(path)
    return free


def _list_taken(path: Path) -> list[Path]:
    """Return the files that have the path's name, or that with a number, up to the first that is free."""
    *taken, _ = _iter_names(path)
    return [each for each in taken if each.is_file()]


def _iter_names(path: Path) -> Iterator[Path]:
    """Yield the path, and that with " 2", " 3" ..., up to the first that is free."""
    number, name = 2, path
    while is_there(name):
        yield name
        name = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    yield name


def remove_leftovers(folder: Path) -> None:
    """Remove the unfinished files of runs that were killed; one that is being written now stays."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            found = LEFTOVER.fullmatch(path.name)
            if found and is_abandoned(path, found):
                path.unlink()


def remove_all_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left in the folder and in those within it."""
    for path, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each != ".git"]
        if any(each.startswith(PREFIX) for each in names):
            remove_leftovers(Path(path))


def is_abandoned(path: Path, found: re.Match[str]) -> bool:
    """Whether the run whose file this is has ended, by what was found in its name. Raises OSError."""
    return _is_gone(found) or path.stat().st_mtime < time.time() - LEFTOVER_SECONDS


def _is_gone(found: re.Match[str]) -> bool:
    """Whether the process that wrote the unfinished file was one of this computer and no longer runs."""
    # On Windows the same call would end the process.
    if sys.platform == "win32" or found["computer"] != sign_of_computer():
        return False
    # This process looks before it writes, so that the number is by accident that of an earlier one.
    if int(found["process"]) == os.getpid():
        return True
    try:
        os.kill(int(found["process"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


@functools.cache
def sign_of_computer() -> str:
    """Return what tells this computer from others that write to the same share."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


@contextlib.contextmanager
def _write_temporary(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file beside the path that has the content, on the disk; afterwards it is gone, unless it was moved."""
    make_folder(path.parent)
    remove_leftovers(path.parent)
    # Named before it is there, so that it goes again whenever Ctrl+C comes.
    temporary = path.with_name(name_for_run(PREFIX))
    try:
        with open(temporary, "xb", opener=_open_privately) as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        # Some shares and sticks know no permissions, and need none.
        with contextlib.suppress(OSError):
            temporary.chmod(_choose_mode(path))
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def name_for_run(prefix: str) -> str:
    """Return a name that no other file has, with the number of this process and the sign of this computer."""
    return f"{prefix}{os.getpid()}-{sign_of_computer()}-{secrets.token_hex(4)}"


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _choose_mode(path: Path) -> int:
    """Return who may read the file: as before, or as every new file; a temporary one is for its owner alone."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o666 & ~_umask()


def _umask() -> int:
    """Return what new files are not allowed; it can only be read by setting it."""
    current = os.umask(0o022)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    """Have the folder's new entries on the disk too, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def explain_failure(error: OSError, location: Location) -> Diagnostic:
    """Return the finding for a file that could not be written."""
    if isinstance(error, SavedMeanwhileError):
        message = phrase("the file was saved while this command was running, so it was left unchanged")
        return finding(codes.OUT016, message, phrase("run the command again"), location)
    message, hint = _explain(error)
    return finding(codes.OUT001, message, hint, location)


def explain_stop(error: OSError, location: Location) -> Diagnostic:
    """Return the finding for a fault of the disk or the network with which a command could not go on."""
    if isinstance(error, SavedMeanwhileError) or error.errno in CANNOT_WRITE:
        return explain_failure(error, location)
    return finding(codes.WSP004, *explain_unreadable(error), location)


def _explain(error: OSError) -> tuple[Message, Message]:
    """Return why a file cannot be written, and what to do."""
    if isinstance(error, PermissionError):
        hint = phrase(
            "close it in Word or Excel and try again; if it is closed, ask your IT team for permission to change it"
        )
        return phrase(
            "the file cannot be written: it is open in another program, or you do not have permission to change it"
        ), hint
    blocking = _find_blocking(error)
    if blocking:
        message = phrase('the file cannot be written: a file called "{}" is where a folder is needed', blocking)
        return message, phrase('move or rename the file "{}", then run the command again', blocking)
    if error.errno in FAILURES:
        reason, hint = FAILURES[error.errno]
        return phrase("the file cannot be written: {}", reason), hint
    hint = phrase(
        "check that the disk has space and that you may change files in the folder, then run the command again"
    )
    return phrase("the file cannot be written ({})", Term(error.strerror or error)), hint


def _find_blocking(error: OSError) -> str:
    """Return the name of a file that is where a folder is needed, "" if that is not the reason."""
    if not isinstance(error, FileExistsError | NotADirectoryError) or not error.filename:
        return ""
    path = Path(os.fsdecode(error.filename))
    within = (each for each in (*reversed(path.parents), path) if is_there(each) and not is_folder(each))
    return next((each.name for each in within), "")
