import datetime

import pytest
from tests.conftest import Room
from tests.packages import edit_document


class Today(datetime.date):
    """Always the same day, which the name of the kept document has."""

    @classmethod
    def today(cls) -> datetime.date:
        return datetime.date(2026, 3, 3)


def lay_out(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft was built, and a clerk corrected the month in Word."""
    assert room.papers("build").exit_code == 0
    (name,) = room.documents()
    edit_document(room.path / "output" / name, "May 2026", "June 2026")
    monkeypatch.setattr(datetime, "date", Today)
