import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Somebody gave the template the name of the year."""
    folder = room.path / "templates"
    (folder / "draft-response.docx").rename(folder / "Draft response 2026.docx")
