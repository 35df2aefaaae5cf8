"""A text as it is written into a YAML file."""

from __future__ import annotations

import re

# What YAML takes for nothing.
NOTHING = ("null", "~")


def quote_yaml(text: str, *, in_braces: bool = False) -> str:
    """Return the text as a YAML scalar, in quotation marks where it needs them; within braces a comma does."""
    flat = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    is_plain = re.fullmatch(r"[^\W_][\w ,.;/()–’'-]*", flat) and not (in_braces and "," in flat)
    if is_plain and flat.casefold() not in NOTHING:
        return flat
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_scalar(text: str, *, in_braces: bool = False, indent: int = 2) -> str:
    """Return the text as a YAML scalar that is read again as the same; one of several lines as a block of lines.

    Within braces there are no blocks.
    """
    if "\n" not in text or in_braces:
        quoted = quote_yaml(text, in_braces=in_braces)
        return quoted if quoted == text else f'"{"".join(map(_escape, text))}"'
    keep = text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    # The first line may begin with blanks of its own, so that it does not show how far the block is indented.
    begins = f"|{2 if lines[0][:1] in (' ', '') else ''}{'' if keep else '-'}"
    return "\n".join([begins, *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def _escape(letter: str) -> str:
    """Return a letter as it is written between quotation marks; what is not seen, by its number."""
    if letter in '"\\':
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\U{ord(letter):08X}"
