import pytest
from tests.conftest import Room
from tests.packages import edit_document

COMMENT = r"(<w:p\b(?:(?!</w:p>).)*\{\{p row\.comment \}\}.*?</w:p>)"


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Somebody wanted reasons only where Cabinet refuses, and did not think of the other answers."""
    tag = "<w:p><w:r><w:t>{{%p {} %}}</w:t></w:r></w:p>"
    only = tag.format("if row.decision == 'No'") + r"\1" + tag.format("endif")
    edit_document(room.path / "templates" / "draft-response.docx", COMMENT, only)
