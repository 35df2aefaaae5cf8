import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A word of the draft was changed in Word."""
    assert room.papers("build").exit_code == 0
    (name,) = room.documents()
    edit_document(room.path / "output" / name, "Council", "Counsel")
