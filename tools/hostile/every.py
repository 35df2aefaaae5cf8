"""All hostile files, of every reader."""

from __future__ import annotations

from pathlib import Path

from tools.hostile import excel, honest, plans, strays, tables, texts, word
from tools.hostile.case import Cases


def list_every_case() -> Cases:
    """Yield the hostile files of every reader."""
    yield from excel.list_cases()
    yield from tables.list_cases()
    yield from word.list_cases()
    yield from texts.list_cases()
    yield from strays.list_cases()
    yield from plans.list_cases()
    yield from honest.list_cases()


def make_file(reader: str, name: str, workspace: Path) -> None:
    """Put the file by this name into the workspace."""
    next(each for each in list_every_case() if (each.reader, each.name) == (reader, name)).write(workspace)
