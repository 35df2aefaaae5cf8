import pytest
from tests.conftest import Room


def lay_out(_: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is not on this computer."""
    monkeypatch.setenv("PATH", "")
