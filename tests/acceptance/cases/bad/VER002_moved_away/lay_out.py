import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The draft was moved to the folder of the meeting."""
    assert room.papers("build").exit_code == 0
    (name,) = room.documents()
    (room.path / "output" / name).rename(room.path / "draft.docx")
