"""A text as it is written into a YAML file."""

from __future__ import annotations

import re


def quote_yaml(text: str, *, in_braces: bool = False) -> str:
    """Return the text as a YAML scalar, in quotation marks where it needs them; within braces a comma does."""
    flat = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    if re.fullmatch(r"[^\W_][\w ,.;/()–’'-]*", flat) and not (in_braces and "," in flat):
        return flat
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'
