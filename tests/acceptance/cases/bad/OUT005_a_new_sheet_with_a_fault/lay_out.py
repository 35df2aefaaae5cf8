import os

import pytest
from tests.conftest import Room

# 3 March 2026, at noon.
BUILT = 1772539200


def lay_out(room: Room, _: pytest.MonkeyPatch) -> None:
    """A first answer was built; then the whole sheet came back, with a word that is none of the decisions."""
    drawn = "[Responses]\nNo. | Recommendation | Agree? | Comment\n"
    first = "1 | That the Council opens the cemeteries until dusk. | Yes | From May 2026.\n"
    second = "2 | That the Council puts up the opening hours at each gate. | {} | {}\n"
    room.draw("data/cemeteries/responses.xlsx", drawn + first + second.format("", ""))
    assert room.papers("build").exit_code == 0
    for name in room.documents():
        os.utime(room.path / "output" / name, (BUILT, BUILT))
    room.draw("data/cemeteries/responses.xlsx", drawn + first + second.format("Perhaps", "If there is money."))
