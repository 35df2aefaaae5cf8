"""Where the worked example and the house's own templates are."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def find_example() -> Path:
    """Return the folder of the worked example: inside the installed package, or the repository's root."""
    packed = HERE / "example"
    return packed if packed.is_dir() else HERE.parent.parent
