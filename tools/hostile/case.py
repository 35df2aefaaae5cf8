"""A hostile file: where a person could put it, and the commands that then read it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

# What makes the content of a file; one that is too large to hold is written by a function of its own.
Maker: TypeAlias = Callable[[], bytes]
MATTER = "data/trees"
SHEET = f"{MATTER}/responses"
RECOMMENDATIONS = f"{MATTER}/recommendations.yaml"
CHECK, SHEETS, MARK, BUILD = ("check",), ("sheet",), ("check", "--mark"), ("build",)
OF_ANSWERS = (CHECK, SHEETS)


class Hostile(NamedTuple):
    """A file, by the reader that it is meant for and what is hostile about it.

    `path` is below the workspace. A file of `length` bytes is as long as that, and empty after its content.
    `honest` says that it is only large: it has to be read. `beside` are further files that it needs.
    """

    reader: str
    name: str
    path: str
    make: Maker
    commands: tuple[tuple[str, ...], ...] = (CHECK,)
    length: int = 0
    honest: bool = False
    beside: tuple[tuple[str, Maker], ...] = ()

    def write(self, workspace: Path) -> None:
        """Put the file into the workspace."""
        for place, make in ((self.path, self.make), *self.beside):
            path = workspace / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make())
        if self.length:
            os.truncate(workspace / self.path, self.length)


Cases: TypeAlias = Iterator[Hostile]
