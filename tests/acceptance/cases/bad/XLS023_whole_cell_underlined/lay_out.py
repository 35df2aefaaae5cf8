import openpyxl
import pytest
from openpyxl.styles import Font
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The time matters most, so it was underlined."""
    path = room.path / "data" / "winter-gritting" / "responses.xlsx"
    book = openpyxl.load_workbook(path)
    book["Responses"]["D2"].font = Font(u="single")
    book.save(path)
