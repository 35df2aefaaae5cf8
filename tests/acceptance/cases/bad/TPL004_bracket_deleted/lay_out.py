import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A bracket was deleted together with the full stop after it."""
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{ topic\.date \}\}", "{{ topic.date }")
