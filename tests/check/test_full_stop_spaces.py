"""Two spaces after full stops: told once for a file, and all corrected together."""

import json

from tests.conftest import MATTER, Room

BODY = "".join(f"    Trees grow.  They need water {at} times.\n\n" for at in range(50))


def test_told_once_and_all_are_corrected(room: Room) -> None:
    path = room.write("data/trees/recommendations.yaml", f"{MATTER}report:\n  body: |\n{BODY}    [Recommendation 1]\n")
    told = [line for line in room.papers("check", "--all").screen.splitlines() if " STY001" in line]
    assert told == ["  lines 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28 and 38 more: warning STY001 [*]"]
    found = json.loads(room.papers("check", "--format", "json").stdout)
    assert sum(each["code"] == "STY001" for each in found) == 50, "a program is given each place"
    room.papers("check", "--fix")
    text = path.read_text(encoding="utf-8")
    assert (text.count("grow. They"), text.count("grow.  They")) == (50, 0)
