import pytest
from tests.conftest import Room


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """The plans have the same title, years and actions, and the sheet of the year before was saved with this year's."""
    assert room.papers("sheet", "allotments-2026").exit_code == 0
    name = "update - Estates.xlsx"
    (room.path / "data/allotments-2026" / name).rename(room.path / "data/allotments-2027" / name)
