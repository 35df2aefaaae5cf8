import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The folder has the papers of earlier years."""
    room.write("Scrutiny papers/2024/Minutes.txt", "Communities Panel, 12 March 2024")
