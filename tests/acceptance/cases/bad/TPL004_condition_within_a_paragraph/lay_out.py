import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The comment was put into a condition that begins and ends in its own paragraph."""
    conditional = "{% if row.comment %}{{p row.comment }}{% endif %}"
    edit_document(room.path / "templates" / "draft-response.docx", r"\{\{p row\.comment \}\}", conditional)
