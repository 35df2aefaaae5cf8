import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The folder of the papers was packed into one file, to be sent, and has not been unpacked."""
    for path in sorted((room.path / "data").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (room.path / "data").rmdir()
    room.write("data", "PK: the papers of 2026")
