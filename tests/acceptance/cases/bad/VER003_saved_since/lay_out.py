import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A recommendation was reworded after the draft was built."""
    assert room.papers("build").exit_code == 0
    path = room.path / "data" / "cemeteries" / "recommendations.yaml"
    path.write_text(path.read_text("utf-8").replace("That the Council", "That the City Council"), "utf-8")
