import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Somebody wrote a placeholder as it seemed sensible."""
    ward = "<w:p><w:r><w:t>Ward: {{ ward }}</w:t></w:r></w:p><w:p>"
    edit_document(room.path / "templates" / "scrutiny-report.docx", "<w:p>", ward)
