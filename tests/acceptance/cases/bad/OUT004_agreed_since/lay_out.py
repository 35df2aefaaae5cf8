import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The draft went to Cabinet, which has agreed it."""
    assert room.papers("build").exit_code == 0
    path = room.path / "data" / "cemeteries" / "recommendations.yaml"
    path.write_text(path.read_text("utf-8") + "response: {status: agreed}\n", "utf-8")
