import shutil

import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """Somebody has made a paper of a template by hand."""
    assert room.papers("build").exit_code == 0
    templates, papers = room.path / "templates", room.path / "output" / "cemeteries"
    shutil.copyfile(templates / "cabinet-response.docx", papers / "Cabinet response - Cemeteries.docx")
