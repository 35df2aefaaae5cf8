"""What is kept of older documents, in the folder superseded/ beside those that took their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from cabinet_papers.files.folders import is_there, list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.writing import (
    copy_aside,
    explain_failure,
    hash_file,
    hash_if_readable,
    hash_of,
    move_to_free,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase

# What gives a path as findings name it.
Namer: TypeAlias = Callable[[Path], str]
# What gives the hashes that a document had when it was built.
FindBuilt: TypeAlias = Callable[[], Collection[str]]
SUPERSEDED = "superseded"
# Public copies: everything below it may be sent out.
PUBLIC = "public"


def private_place(path: Path, private: str) -> Path:
    """Return the folder in which a copy of the document may lie: never among the public copies."""
    folder = path.parent.parent if path.parent.name == PUBLIC else path.parent
    return folder if not private or folder.name == private else folder / private


def keep_superseded(path: Path, content: bytes, find_built: FindBuilt, today: date, private: str) -> Path | None:
    """Keep a copy of the document as it was built, before another takes its place; return where it is kept.

    One that is kept already needs no second copy. Raises OSError.
    """
    was = hash_file(path)
    if was is None or was == hash_of(content) or was not in find_built():
        return None
    folder = private_place(path, private) / SUPERSEDED
    there = next(_find_alike(folder, was, path.suffix), None)
    return there or copy_aside(path, was, folder / f"{path.stem} (until {today.isoformat()}){path.suffix}")


def find_superseded(folder: Path, file_name: str, content_hash: str, private: str) -> bytes:
    """Return the document of that hash from those that are kept beside the one of this name, b"" where none is."""
    path = folder / file_name
    places = dict.fromkeys(private_place(path, each) / SUPERSEDED for each in ("", private))
    found = next((each for place in places for each in _find_alike(place, content_hash, path.suffix)), None)
    return read_file(found) if found else b""


def _find_alike(folder: Path, content_hash: str, suffix: str) -> Iterator[Path]:
    return (each for each in list_folder(folder) if each.suffix == suffix and hash_if_readable(each) == content_hash)


def set_aside(folder: Path, file_name: str, today: date, name_of: Namer, private: str) -> tuple[bool, list[Diagnostic]]:
    """Move a document that is no longer produced into superseded/; return whether it is out of the way."""
    path = folder / file_name
    # Beside the document: what is exempt stays in its folder.
    target = private_place(path, private) / SUPERSEDED / path.name
    try:
        if not path.is_file():
            return True, []
        if is_there(target) and not (target.exists() and target.samefile(path)):
            target = target.with_name(f"{path.stem} ({today.isoformat()}){path.suffix}")
        move_to_free(path, target)
    except FileNotFoundError:
        # Another run was quicker.
        return True, []
    except OSError as error:
        failure = explain_failure(error, Location(name_of(path)))
        message = phrase(
            "this document is no longer produced, but could not be moved to {}/: {}", Term(SUPERSEDED), failure.message
        )
        return False, [failure._replace(message=message)]
    moved_to = Term(target.parent.relative_to(folder).as_posix())
    message = phrase("this document is no longer produced, so it was moved to {}/", moved_to)
    hint = phrase("circulate the documents that were built instead")
    return True, [finding(codes.OUT004, message, hint, Location(name_of(path)))]
