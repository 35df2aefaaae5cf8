"""Two spaces after full stops: one finding for a file, and one correction of them all."""

import json

from tests.conftest import MATTER, Room

BODY = "".join(f"    Trees grow.  They need water {at} times.\n\n" for at in range(50))


def test_one_finding_and_all_are_corrected(room: Room) -> None:
    path = room.write("data/trees/recommendations.yaml", f"{MATTER}report:\n  body: |\n{BODY}    [Recommendation 1]\n")
    found = json.loads(room.papers("check", "--format", "json").stdout)
    (message,) = (each["message"] for each in found if each["code"] == "STY001")
    assert "50 places" in message
    room.papers("check", "--fix")
    text = path.read_text(encoding="utf-8")
    assert (text.count("grow. They"), text.count("grow.  They")) == (50, 0)
