import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Cabinet agreed the response, and its paper was built; then somebody improved a recommendation."""
    assert room.papers("build").exit_code == 0
    for path in (room.path / "data" / "cemeteries").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("until dusk", "until sunset"), "utf-8")
