import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The sentence was typed over for one paper, with the name of its panel."""
    path = room.path / "templates" / "draft-response.docx"
    edit_document(path, r"\{\{ topic\.the_body \}\}", "the Communities Panel")
