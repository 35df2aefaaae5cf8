import shutil

import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Before the template was changed somebody kept a copy beside it."""
    folder = room.path / "templates"
    shutil.copyfile(folder / "draft-response.docx", folder / "draft-response - Copy.docx")
