import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A list of the folder's contents was saved under its name."""
    room.write("output/cemeteries", "Draft sent to the Leader on 2 March")
