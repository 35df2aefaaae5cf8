import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """An arrow was typed in a font of signs, between two times."""
    path = room.path / "data" / "winter-gritting" / "responses.xlsx"
    book = openpyxl.load_workbook(path)
    arrow = TextBlock(InlineFont(rFont="Wingdings 3"), "k")
    book["Responses"]["D2"].value = CellRichText("Footways are gritted by 10 am ", arrow, " 9 am from 2027.")
    book.save(path)
