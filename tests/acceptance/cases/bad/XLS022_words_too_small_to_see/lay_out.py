import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Somebody made their reservation too small to be seen, to find it again later."""
    path = room.path / "data" / "winter-gritting" / "responses.xlsx"
    book = openpyxl.load_workbook(path)
    small = TextBlock(InlineFont(sz=1), " Finance has not agreed to this.")
    book["Responses"]["D2"].value = CellRichText("Footways are gritted by 10 am.", small)
    book.save(path)
