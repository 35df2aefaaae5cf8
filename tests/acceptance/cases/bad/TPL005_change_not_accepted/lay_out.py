import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The template was edited with Track Changes on."""
    who = 'w:id="901" w:author="M Osei" w:date="2026-02-02T09:00:00Z"'
    added = f"<w:p><w:ins {who}><w:r><w:t>For the Cabinet</w:t></w:r></w:ins></w:p><w:p>"
    edit_document(room.path / "templates" / "draft-response.docx", "<w:p>", added)
