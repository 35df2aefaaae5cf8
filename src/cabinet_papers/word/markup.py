"""WordprocessingML's namespace, and the sizes in it."""

from __future__ import annotations

import re

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS = {None: 1, "pt": 20, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240, "pi": 240}


def read_twips(stated: str | None) -> int:
    """Return a size in twentieths of a point, whole; 0 for one that is none, or a share (17.18.68, 22.9.2.15)."""
    found = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]+)?)(pt|in|cm|mm|pc|pi)?", stated or "")
    return int(float(found[1]) * TWIPS[found[2]]) if found else 0
