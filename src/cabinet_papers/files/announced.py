"""What runs are about to write into a folder, by the hashes of the files.

A file that a run was killed over before it wrote that down, or that another run writes at this moment, is known by
this as one that was built, and no person's edit.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cabinet_papers.files.folders import fold_name, list_folder
from cabinet_papers.files.reading import read_file
from cabinet_papers.files.writing import OF_RUN, is_abandoned, name_for_run, remove_own, write_whole

PREFIX = ".building-"
TRIES = 2
NAME = re.compile(rf"\.building-{OF_RUN}[0-9a-f]{{8}}")


def announce(folder: Path, hashes: Mapping[str, str]) -> Path:
    """Write down what is about to be written, by the names of the files; return where. Raises OSError."""
    path = folder / name_for_run(PREFIX)
    write_whole(
        path, "\n".join(f"{value} {fold_name(name)}" for name, value in hashes.items()).encode(errors="replace")
    )
    return path


def find_announced(folder: Path, file_name: str) -> set[str]:
    """Return the hashes of what runs are, or were, about to write under that name."""
    wanted = fold_name(file_name).encode(errors="replace")
    lines = (line.partition(b" ") for path, _ in _list(folder) for line in _read(path).splitlines())
    return {value.decode(errors="replace") for value, _, name in lines if name == wanted}


def withdraw(folder: Path, own: Path | None) -> None:
    """Remove what was announced and is done, and that of runs that were killed; what is left is harmless."""
    # A disk or a share that fails for a moment does what is asked again.
    for path, found in (each for each in _list(folder) for _ in range(TRIES)):
        with contextlib.suppress(OSError):
            if path == own or is_abandoned(path, found):
                remove_own(path)


def _list(folder: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    for path in list_folder(folder):
        if found := NAME.fullmatch(path.name):
            yield path, found


def _read(path: Path) -> bytes:
    """Return what a run has announced, nothing where it has withdrawn that at this moment."""
    try:
        return read_file(path)
    except FileNotFoundError:
        return b""
