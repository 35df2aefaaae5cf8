import docx
import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The styles were tidied up: those that no paragraph of the template uses were deleted."""
    path = room.path / "templates" / "draft-response.docx"
    document = docx.Document(str(path))
    document.styles["List Number"].delete()
    document.save(str(path))
