import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """An editor of the last century saved the file: the letter ë is one byte of its own."""
    path = room.path / "data" / "cemeteries" / "recommendations.yaml"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
