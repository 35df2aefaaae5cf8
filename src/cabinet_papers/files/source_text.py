"""The text of a file that a person typed, as it is decoded."""

from __future__ import annotations

# A YAML file that is larger is not read.
MAX_BYTES = 2_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def decode_text(source: bytes, errors: str = "strict", within: tuple[str, str] = (" ", " ")) -> str:
    """Return the text of a file stored as UTF-8 or UTF-16, its lines ended by a line feed each.

    `within` replaces the ends of a line and of a paragraph that Unicode knows beside it. YAML takes them for line
    ends, but no editor does: they are within a line of the file.
    """
    encoding = "utf-16" if source.startswith(_UTF16) else "utf-8-sig"
    text = source.decode(encoding, errors).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return replace_line_ends(text, within)


def find_encoding(source: bytes) -> tuple[bytes, str]:
    """Return the mark with which a file begins, and how what follows is stored."""
    return next(((mark, name) for mark, name in _MARKS if source.startswith(mark)), (b"", "utf-8"))


def replace_line_ends(text: str, within: tuple[str, str]) -> str:
    """Return the text with these in place of the line ends, and of the paragraph ends, that only Unicode knows."""
    return text.translate({0x85: within[0], 0x2028: within[0], 0x2029: within[1]})


def is_bare_utf16(source: bytes) -> bool:
    """Whether the file seems to be stored as UTF-16 without the mark that says so: every other byte is 0."""
    start = b"" if source.startswith(_UTF16) else source[:400]
    zeros = [start[at::2].count(0) for at in (0, 1)]
    return len(start) > 3 and min(zeros) * 20 <= len(start) < max(zeros) * 3
