import pytest
from tests.conftest import Room
from tests.word_forms import answer

OWNER = "Imogen Farrow"


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The form came back and is open in Word, which keeps a small file beside it, its name without two letters."""
    assert room.papers("sheet", "--word").exit_code == 0
    folder = room.path / "data" / "allotments"
    answer(folder / "responses.docx", {1: ("Yes", "Letters go out in March 2026.")})
    (folder / "~$sponses.docx").write_bytes(bytes([len(OWNER)]) + OWNER.encode().ljust(54))
