import pytest
from tests.conftest import Room
from tests.packages import edit_document

ITEM = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    "<w:r><w:t>Not for publication before the meeting</w:t></w:r></w:p><w:p>"
)


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """An item of a list was put in from another document by a program, and its list did not come with it."""
    edit_document(room.path / "templates" / "draft-response.docx", "<w:p>", ITEM)
