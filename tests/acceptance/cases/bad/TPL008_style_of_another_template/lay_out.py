import pytest
from tests.conftest import Room
from tests.packages import edit_document


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A paragraph was pasted from another template, whose style this one does not have."""
    old, new = (f'w:pStyle w:val="{name}"' for name in ("TableText", "CommitteeTable"))
    edit_document(room.path / "templates" / "scrutiny-report.docx", old, new)
