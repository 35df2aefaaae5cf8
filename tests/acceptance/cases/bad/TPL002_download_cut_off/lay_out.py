import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The template was fetched from the shared drive, and the connection broke."""
    path = room.path / "templates" / "draft-response.docx"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
