import docx
import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The council's own list of all matters, of which one cannot be read."""
    document = docx.Document(str(room.path / "templates" / "draft-response.docx"))
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    document.add_paragraph("The Cabinet was asked {{ counts.asked }} things, and agreed {{ counts.agreed }}.")
    document.save(str(room.path / "templates" / "all-matters.docx"))
