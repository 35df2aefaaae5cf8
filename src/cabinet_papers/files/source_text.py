"""The text of a file that a person typed, as it is decoded, and whether it holds what is not for publication."""

from __future__ import annotations

import re

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Characters that YAML takes for the end of a line and no editor does.
_ODD_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_COMMENT_LINE = re.compile(r"(?m)^[ \t]*#.*$")
# The key may be quoted, stand in braces behind other text, be misspelt, or be another word for it.
_EXEMPT_KEY = re.compile(
    r"""\b(?:ex\w{0,3}m\w{0,3}t\w*|exemption|confidential|private|restricted|secret)["']?\s*:\s*[^\s,}]""",
    re.IGNORECASE,
)


def decode_text(source: bytes, errors: str = "strict") -> str:
    """Return the text of a file stored as UTF-8 or UTF-16, its lines ended by a line feed each."""
    encoding = "utf-16" if source.startswith(_UTF16) else "utf-8-sig"
    text = source.decode(encoding, errors).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_ODD_LINE_ENDS)


def is_bare_utf16(source: bytes) -> bool:
    """Whether the file seems to be stored as UTF-16 without the mark that says so: every other byte is 0."""
    start = b"" if source.startswith(_UTF16) else source[:400]
    zeros = [start[at::2].count(0) for at in (0, 1)]
    return len(start) > 3 and min(zeros) * 20 <= len(start) < max(zeros) * 3


def holds_exempt_text(text: str) -> bool:
    """Whether the file marks something `exempt`; where that is in doubt it does."""
    return bool(_EXEMPT_KEY.search(_COMMENT_LINE.sub("", text)))
