"""Progress of long work: the type of a progress callback, and one that does nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

# Takes what is done, how many are done, and how many there are.
OnProgress: TypeAlias = Callable[[str, int, int], None]
CHECKING, BUILDING, PRINTING = "Checking", "Building", "Making PDFs"


def no_progress(what: str, done: int, total: int) -> None:
    """Ignore progress."""
