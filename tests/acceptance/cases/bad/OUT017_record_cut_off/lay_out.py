import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The disk was full while the record was written."""
    assert room.papers("build").exit_code == 0
    record = room.path / "output" / "cemeteries" / ".built.json"
    record.write_bytes(record.read_bytes()[:100])
