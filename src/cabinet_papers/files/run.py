"""Which command runs, without what was typed for it: a file about a fault of the program names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class _Run:
    """The command of this process."""

    describe: Callable[[], str] = staticmethod(str)


def note_command(describe: Callable[[], str]) -> None:
    """Keep what describes the command in words of the program alone."""
    _Run.describe = staticmethod(describe)


def find_command() -> str:
    """Return the command, "" where none was noted."""
    return _Run.describe()
