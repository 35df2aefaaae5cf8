"""How far long work has come: told by those who do it, shown by whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# Takes what is done, how many are done, and how many there are.
Tell: TypeAlias = Callable[[str, int, int], None]
CHECKING, BUILDING, PRINTING = "Checking", "Building", "Making PDFs"


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
