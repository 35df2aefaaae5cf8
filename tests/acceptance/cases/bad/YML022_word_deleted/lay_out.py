import pytest
from tests.conftest import ROOT, Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The words of the form came from the shipped ones, and two were deleted to be looked up."""
    words = (ROOT / "templates" / "languages" / "cy" / "templates" / "words.yaml").read_text("utf-8")
    for typed in ("Sylw", "neu"):
        assert words.count(f": {typed}\n") == 1
        words = words.replace(f": {typed}\n", ":\n")
    room.write("templates/words.yaml", words)
