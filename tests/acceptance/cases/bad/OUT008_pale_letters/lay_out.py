import pytest
from tests.conftest import Room
from tests.packages import edit_document

COMMENT = r"<w:r>((?:(?!</w:r>).)*\{\{p row\.comment \}\})"


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The comments were to look quieter, and are now too pale to read."""
    pale = r'<w:r><w:rPr><w:color w:val="BBBBBB"/></w:rPr>\1'
    edit_document(room.path / "templates" / "draft-response.docx", COMMENT, pale)
