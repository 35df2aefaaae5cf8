"""The text of a file that a person typed, as it is decoded."""

from __future__ import annotations

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Characters that YAML takes for the end of a line and no editor does.
_ODD_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))


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
