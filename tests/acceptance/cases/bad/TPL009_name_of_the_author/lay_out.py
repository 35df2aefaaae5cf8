import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The cover has the author's name as a field, which keeps whoever wrote the template."""
    edit_document(
        room.path / "templates" / "draft-response.docx",
        "<w:p>",
        (
            '<w:p><w:r><w:t xml:space="preserve">Contact: </w:t></w:r><w:fldSimple w:instr=" AUTHOR "><w:r>'
            "<w:t>Dorothy Finch</w:t></w:r></w:fldSimple></w:p><w:p>"
        ),
    )
