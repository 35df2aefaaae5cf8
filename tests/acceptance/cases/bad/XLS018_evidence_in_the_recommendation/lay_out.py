import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The whole of the evidence was pasted behind the recommendation."""
    path = room.path / "data" / "winter-gritting" / "recommendations.yaml"
    evidence = " The Panel heard from a school about a fall on ice." * 650
    path.write_text(path.read_text("utf-8").rstrip() + evidence + "\n", "utf-8")
