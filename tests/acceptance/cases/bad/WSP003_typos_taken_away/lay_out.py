import pytest
from tests.conftest import Room

from cabinet_papers.check import spelling


def lay_out(_: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virus scanner has taken the program away."""
    monkeypatch.setattr(spelling, "find_program", lambda: None)
