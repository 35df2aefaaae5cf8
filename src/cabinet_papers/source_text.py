"""The text of a file that a person typed, as it is decoded, and whether it holds what is not for publication."""

from __future__ import annotations

import re

# Characters that YAML takes for the end of a line and no editor does.
_ODD_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_COMMENT_LINE = re.compile(r"(?m)^[ \t]*#.*$")
# The key may be quoted, stand in braces behind other text, or be misspelt, and is then meant all the same.
_EXEMPT_KEY = re.compile(r"""\bex\w{0,3}m\w{0,3}t\w*["']?\s*:\s*[^\s,}]""", re.IGNORECASE)


def decode_text(source: bytes, errors: str = "strict") -> str:
    """Return the text of a file stored as UTF-8 or UTF-16, its lines ended by a line feed each."""
    encoding = "utf-16" if source.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = source.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_ODD_LINE_ENDS)


def holds_exempt_text(text: str) -> bool:
    """Whether the file marks something `exempt`; where that is in doubt it does."""
    return bool(_EXEMPT_KEY.search(_COMMENT_LINE.sub("", text)))
