"""Writes a matter's documents: each whole or not at all, nothing that a person edited replaced."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import TypeAlias

from cabinet_papers import codes
from cabinet_papers.diagnostics import Diagnostic, Location, finding

# What gives a path as findings name it.
Namer: TypeAlias = Callable[[Path], str]
# What was built last, by file and hash: tells an edited document from one that is as it was made.
RECORD = ".built.json"
SUPERSEDED = "superseded"


def write_whole(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; the old one stays until the new one is complete. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
        # mkstemp gives a file that only its owner may read; a paper is for colleagues too. Some shares and sticks
        # know no such permissions, and need none.
        with contextlib.suppress(OSError):
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """Return what new files are not allowed; it can only be read by setting it."""
    current = os.umask(0o022)
    os.umask(current)
    return current


@dataclass(slots=True)
class Published:
    """What publishing a matter wrote, and what it has to say."""

    paths: list[Path] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def publish_documents(
    folder: Path, documents: dict[str, bytes], today: date, name_of: Namer, private: str
) -> Published:
    """Write the documents (by their path below the matter's output folder) and set aside what is no longer made.

    `name_of` gives a path as findings name it. `private` is the folder for what is kept of older documents where
    something is exempt now, since they may hold its words; "" where nothing is.
    """
    published, record = write_documents(folder, documents, today, name_of, private)
    current = {_same_name(file_name) for file_name in documents}
    for file_name in sorted(set(record) - set(documents)):
        # Where capitals do not count, the old name is the new document's too.
        if _same_name(file_name) in current or set_aside(folder, file_name, today, name_of, published, private):
            record.pop(file_name)
    write_record(folder, record, published, name_of)
    return published


def write_documents(
    folder: Path, documents: dict[str, bytes], today: date, name_of: Namer, private: str
) -> tuple[Published, dict[str, str]]:
    """Write the documents, keep what a person has edited since it was written, and return what is to be recorded."""
    published = Published()
    record = read_record(folder)
    for file_name, content in documents.items():
        path = folder / file_name
        try:
            built = {record[name] for name in record if _same_name(name) == _same_name(file_name)}
            keep_if_edited(path, content, built, today, name_of, published, private)
            if not path.exists() or path.read_bytes() != content:
                write_whole(path, content)
        except OSError as error:
            published.findings.append(explain_failure(error, Location(name_of(path))))
            continue
        published.paths.append(path)
        record[file_name] = hash_of(content)
    return published, record


def explain_failure(error: OSError, location: Location) -> Diagnostic:
    """Return the finding for a file that could not be written."""
    if isinstance(error, PermissionError):
        hint = "close it in Word or Excel and try again; if it is closed, look at the folder's permissions"
        return finding(codes.OUT001, "the file is open in another program, or may not be written", hint, location)
    hint = "look at the folder: is there room on the disk, and may it be written to?"
    return finding(codes.OUT001, f"the file cannot be written ({error.strerror or error})", hint, location)


def keep_if_edited(
    path: Path, content: bytes, built: set[str], today: date, name_of: Namer, published: Published, private: str
) -> None:
    """Keep a copy of the document where a person has edited it since it was built (`built`: its hashes then)."""
    if not path.is_file():
        return
    present = hash_of(path.read_bytes())
    if present in (*built, hash_of(content)):
        return
    place = private_place(path, private)
    place.mkdir(parents=True, exist_ok=True)
    kept = free_name(place / f"{path.stem} (edited {today.isoformat()}){path.suffix}")
    shutil.copy2(path, kept)
    message = f'it was edited after it was built; the edited one is kept as "{kept.name}"'
    hint = "take the edits over into the YAML or the response sheet, where they last"
    published.findings.append(finding(codes.OUT003, message, hint, Location(name_of(path))))


def _same_name(file_name: str) -> str:
    """Return the name as Windows and macOS compare it: capitals and the way accents are stored do not count."""
    return unicodedata.normalize("NFC", file_name).casefold()


def private_place(path: Path, private: str) -> Path:
    """Return the folder in which a copy of the document may lie."""
    return path.parent if not private or path.parent.name == private else path.parent / private


def set_aside(folder: Path, file_name: str, today: date, name_of: Namer, published: Published, private: str) -> bool:
    """Move a document that is no longer produced into superseded/; return whether it is out of the way."""
    path = folder / file_name
    if not path.is_file():
        return True
    # Beside the document: what is exempt stays in its folder.
    target = private_place(path, private) / SUPERSEDED / path.name
    if target.exists():
        target = free_name(target.with_name(f"{path.stem} ({today.isoformat()}){path.suffix}"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    except OSError as error:
        published.findings.append(explain_failure(error, Location(name_of(path))))
        return False
    message = f"it is no longer produced and was moved to {target.parent.relative_to(folder).as_posix()}/"
    hint = "circulate the documents named above instead"
    published.findings.append(finding(codes.OUT004, message, hint, Location(name_of(path))))
    return True


def free_name(path: Path) -> Path:
    """Return the path, or with " 2", " 3" ... where it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free


def find_standing_documents(folder: Path) -> list[tuple[Path, date]]:
    """Return the documents that an earlier build left in the folder, each with the day it was written."""
    return [
        (folder / name, date.fromtimestamp((folder / name).stat().st_mtime))
        for name in sorted(read_record(folder))
        if (folder / name).is_file()
    ]


def find_companion(folder: Path, name: str, content: bytes, companion: str) -> bytes | None:
    """Return what was made of a document before, where the document is as it was then and so is the other file."""
    record = read_record(folder)
    path = folder / companion
    if record.get(name) != hash_of(content) or companion not in record or not path.is_file():
        return None
    made = path.read_bytes()
    return made if hash_of(made) == record[companion] else None


def hash_of(content: bytes) -> str:
    """Return the content's SHA-256."""
    return hashlib.sha256(content).hexdigest()


def read_record(folder: Path) -> dict[str, str]:
    """Return what was built last in the folder: file by hash. An unreadable record counts as none."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(record, dict):
        return {}
    # A name from the record may not lead out of the folder.
    return {
        str(name): str(value)
        for name, value in record.items()
        if not PureWindowsPath(name).anchor and not {"..", ":"} & {*PureWindowsPath(name).parts, *str(name)}
    }


def write_record(folder: Path, record: dict[str, str], published: Published, name_of: Namer) -> None:
    """Write down what was built."""
    if not record and not folder.exists():
        return
    content = json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False).encode()
    try:
        write_whole(folder / RECORD, content)
    except OSError as error:
        published.findings.append(explain_failure(error, Location(name_of(folder / RECORD))))
