import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """papers.yaml was tidied away into a folder of its own."""
    (room.path / "settings").mkdir()
    (room.path / "papers.yaml").rename(room.path / "settings" / "papers.yaml")
