import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The column of decisions was emptied, to be filled in by hand."""
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{ row\.decision \}\}", "")
