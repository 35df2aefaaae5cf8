"""PNG pictures, piece by piece (ISO/IEC 15948)."""

from __future__ import annotations

import struct
import zlib


def draw_png(width: int, height: int, content: bytes, *more: tuple[bytes, bytes]) -> bytes:
    """Return a PNG that states this size, with these further pieces before its content."""
    head = (b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    pieces = (head, *more, (b"IDAT", zlib.compress(content)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body)) for name, body in pieces
    )
