"""Packages as no program writes them: parts that lie about their size, lie over one another, or are there twice."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping

HEAD, LISTED, END = struct.Struct("<4s2B4H3L2H"), struct.Struct("<4s4B4H3L5H2L"), struct.Struct("<4s4H2LH")
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/>{}</Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
Parts = Mapping[str, str | bytes]


def pack(parts: Parts | Iterable[tuple[str, str | bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the parts as a file; of a list of them some may have the same name."""
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", compression, compresslevel=None) as package:
        warnings.simplefilter("ignore")
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            package.writestr(name, content)
    return packed.getvalue()


def unpack(content: bytes) -> dict[str, str | bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def relate(*relations: tuple[str, str, str]) -> str:
    """Return a part of relationships: each with its reference, its kind and its target."""
    return RELATIONS.format(
        "".join(f'<Relationship Id="{a}" Type="{OFFICE}/{b}" Target="{c}"/>' for a, b, c in relations)
    )


def state_size(package: bytes, name: str, size: int) -> bytes:
    """Return the package with another unpacked size stated for a part, before it and in the list of parts."""
    changed = bytearray(package)
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = package.find(mark)
        while at >= 0:
            if package[at + at_name : at + at_name + len(name)] == name.encode():
                struct.pack_into("<L", changed, at + at_size, size)
            at = package.find(mark, at + 4)
    return bytes(changed)


def break_sum(package: bytes, name: str) -> bytes:
    """Return the package with a wrong check sum of a part."""
    changed = bytearray(package)
    for mark, at_sum, at_name in ((b"PK\x03\x04", 14, 30), (b"PK\x01\x02", 16, 46)):
        at = package.find(mark)
        while at >= 0:
            if package[at + at_name : at + at_name + len(name)] == name.encode():
                changed[at + at_sum] ^= 0xFF
            at = package.find(mark, at + 4)
    return bytes(changed)


def list_often(package: bytes, name: str, times: int, stem: str) -> bytes:
    """Return the package with a part listed so many times more, by other names: all lie over one another."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        entry, begins = opened.getinfo(name), opened.start_dir
        count = len(opened.infolist())
    added = bytearray()
    for at in range(times):
        other = f"{stem}{at}.xml".encode()
        added += LISTED.pack(
            b"PK\x01\x02", 20, 0, 20, 0, 0, entry.compress_type, 0, 33, entry.CRC, entry.compress_size,
            entry.file_size, len(other), 0, 0, 0, 0, 0, entry.header_offset,
        )  # fmt: skip
        added += other
    listed = package[begins:-22] + bytes(added)
    total = min(count + times, 0xFFFF)
    return package[:begins] + listed + END.pack(b"PK\x05\x06", 0, 0, total, total, len(listed), begins, 0)
