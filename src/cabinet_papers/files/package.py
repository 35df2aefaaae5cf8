"""Zip files of parts that refer to each other: read within limits, always written alike.

Open Packaging Conventions: ECMA-376 Part 2. What the parts mean is known in the rooms that read them.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from cabinet_papers.files.faults import is_fault
from cabinet_papers.files.reading import open_file
from cabinet_papers.findings.message import Message, Term, phrase

if TYPE_CHECKING:
    from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The attribute by which an element refers to another part.
REFERENCE = f"{{{OFFICE}}}id"
# How XML is parsed that anybody may have written.
SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
# What zipfile raises for damaged, locked or odd packages.
DAMAGES = (
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError, OverflowError, struct.error, zipfile.BadZipFile,
    zipfile.LargeZipFile, zlib.error,
)  # fmt: skip


# The records of an archive: before a part, in the list of all parts, and at the end.
STORED, LISTED, ENDED = struct.Struct("<4s2B4H3L2H"), struct.Struct("<4s4B4H3L5H2L"), struct.Struct("<4s4H2LH")
# 2.0 of the format, names in UTF-8, the first day that it knows, and readable and writable for who owns the file.
VERSION, IN_UTF_8, FIRST_DAY, FOR_ITS_OWNER = 20, 0x800, 33, 0o600 << 16
# So many bytes has the list of all parts; some fifty a part, and the names.
LONGEST_LIST = 12_000_000
# No part that many papers share is larger.
SHARED = 500_000
# So many elements and attributes may be in memory at once: some 250 bytes each.
MOST_NODES = 1_200_000
# XML in which a tag begins and a value follows as everywhere, so that both can be counted before it is parsed.
ENCODING = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
ENCODINGS = re.compile(
    rb"utf-?(8|16|16le|16be|16-le|16-be)|us-ascii|ascii|iso-8859-\d+|windows-125\d|latin-?1", re.IGNORECASE
)


class PackageError(ValueError):
    """A package, or a part of it, that cannot be used; `reason` says why, as words that follow "the file"."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class TooLargeError(PackageError):
    """A file that is beyond the limits of its kind: saving it again would not help."""


class DamagedError(PackageError):
    """A package, or a part of it, that is broken."""


class Limits(NamedTuple):
    """What a kind of package may be: so many parts, and bytes of them unpacked; `too_large` is why a larger one is not.

    A strict one has each part once.
    """

    unpacked: int
    parts: int
    too_large: Message
    is_strict: bool = False


TEMPLATE = Limits(50_000_000, 1_000, phrase("the file is far larger than a Word template"), is_strict=True)
WORKBOOK = Limits(200_000_000, 5_000, phrase("the workbook is far larger than a response sheet"))
WORD_FORM = Limits(200_000_000, 5_000, phrase("the document is far larger than a response form"))
FINISHED = Limits(2_000_000_000, 5_000, phrase("the file is far larger than a paper"))
# Only the text of it is unpacked.
OTHER_FILE = Limits(50_000_000, 100_000, phrase("the file is too large"))


class Relation(NamedTuple):
    """A relationship of a part: its reference, its type's last word, and the part that it leads to.

    One that leads outside the package has an address instead. The type's last word is the same in the Strict form
    (Annex A of Part 1). What a relationship lacks is "".
    """

    ref: str
    kind: str
    target: str
    is_outside: bool = False


def unpack(source: Path | bytes, limits: Limits, *only: str) -> dict[str, bytes]:
    """Return the parts by name, in the order stored; where names are given, only those, in capitals or not.

    Raises TooLargeError for a package beyond the limits, PackageError for one that is not strict although it has to
    be, DamagedError for a broken one, and OSError for the file.
    """
    with _open(source) as package:
        entries = _list_entries(package)
        if only:
            entries = [each for each in entries if _name(each).casefold() in map(str.casefold, only)]
        _check_limits(entries, limits)
        return {_name(each): _read(package, each) for each in entries}


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what is in a part; of one that unpacks to more than it states no more is unpacked than that."""
    with package.open(entry) as opened:
        return opened.read(entry.file_size + 1)


def list_parts(source: Path | bytes, limits: Limits | None = None) -> list[str]:
    """Return the names of all parts, one that is there twice twice. Raises what `unpack` does."""
    with _open(source) as package:
        entries = _list_entries(package)
    if limits:
        _check_limits(entries, limits)
    return list(map(_name, entries))


class _Listed:
    """A file whose list of parts, which zipfile reads at once and makes an object of each, has a limit."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.most = LONGEST_LIST
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self.most:
            raise TooLargeError(phrase("the file has too many pieces"))
        return self.file.read(size)


@contextmanager
def _open(source: Path | bytes) -> Iterator[zipfile.ZipFile]:
    with io.BytesIO(source) if isinstance(source, bytes) else open_file(source) as opened:
        try:
            listed = _Listed(opened)
            with zipfile.ZipFile(listed) as package:
                listed.most = sys.maxsize
                yield package
        except PackageError:
            raise
        except DAMAGES as error:
            # The library says of a file that the disk does not give that it is none of its kind.
            for each in (error, error.__context__):
                if each and is_fault(each):
                    raise each from None
            raise DamagedError(phrase("the file is incomplete")) from error


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.lstrip("/")


def _list_entries(package: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [each for each in package.infolist() if not each.is_dir()]


def _check_limits(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.parts or sum(each.file_size for each in entries) > limits.unpacked:
        raise TooLargeError(limits.too_large)
    # Office's own programs read no other compression, and the others unpack without a limit.
    if any(each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in entries):
        raise PackageError(phrase("the file is compressed in a way that this program does not read"))
    if not limits.is_strict:
        return
    twice = next((name for name, count in Counter(map(_name, entries)).items() if count > 1), None)
    if twice is not None:
        raise PackageError(phrase("a piece of the file, {}, is in it twice", Term(twice)))


def parse_part(content: bytes, name: str, *, is_bare: bool = False, most: int = MOST_NODES) -> etree._Element:
    """Return the root of a part, read without entities, without the network; a bare one has no comments in it.

    Raises TooLargeError for one with more than so many elements and attributes, DamagedError for one that is no XML,
    and PackageError for one that declares a document type: its entities are not looked up, so their words would be
    missing.
    """
    if count_nodes(content) > most:
        raise TooLargeError(phrase("a piece of the file, {}, is far too large", Term(name)))
    parser = etree.XMLParser(**SAFE, remove_comments=is_bare, remove_pis=is_bare)
    try:
        check_encoding(content, name)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedError(phrase("a piece of the file, {}, is damaged", Term(name))) from error
    check_declared(root, name)
    return root


def count_nodes(xml: bytes) -> int:
    """Return at least how many elements, comments and attributes the XML has, without parsing it."""
    return xml.count(b"<") - xml.count(b"</") + xml.count(b"=")


def check_encoding(content: bytes, name: str) -> None:
    """Raise DamagedError for XML in an encoding in which nothing can be counted; Part 2 allows UTF-8 and UTF-16."""
    declared = ENCODING.search(content[:400].replace(b"\0", b"").partition(b"?>")[0])
    if content[:1] == b"L" or (declared and not ENCODINGS.fullmatch(declared[1])):
        raise DamagedError(phrase("a piece of the file, {}, is damaged", Term(name)))


def check_declared(root: etree._Element, name: str) -> None:
    """Raise PackageError for a part that declares a document type."""
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise PackageError(phrase("a piece of the file, {}, has something that no Word document may have", Term(name)))


def write_part(root: etree._Element) -> bytes:
    """Return the part's bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def read_relations(root: etree._Element, folder: str) -> list[Relation]:
    """Return what the part of relationships says; `folder` is that of the part whose relationships they are."""
    found = []
    for each in root.iter("{*}Relationship"):
        target, is_outside = each.get("Target") or "", each.get("TargetMode") == "External"
        if target and not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Relation(each.get("Id") or "", (each.get("Type") or "").rpartition("/")[2], target, is_outside))
    return found


def relations_of(name: str) -> str:
    """Return the name of the part with a part's relationships; "" is the package itself."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


class Package:
    """The parts of a package by name, of which each can be read, replaced and added to."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        # Names of parts are compared without capitals (Part 2, 6.2.2.3).
        self.folded = {name.casefold(): name for name in parts}

    def find_part(self, name: str) -> str:
        """Return the name that a part is stored under; the same where there is none."""
        return name if name in self.parts else self.folded.get(name.casefold(), name)

    def read(self, name: str) -> etree._Element:
        """Return the root of a part. Raises PackageError."""
        if name not in self.parts:
            raise PackageError(phrase("a piece of the file, {}, is missing", Term(name)))
        return parse_part(self.parts[name], name)

    def write(self, name: str, root: etree._Element) -> None:
        """Replace a part."""
        self.parts[name] = write_part(root)

    def find_relations(self, name: str) -> list[Relation]:
        """Return what a part refers to, each part by the name that it is stored under; "" is the package itself."""
        path = self.find_part(relations_of(name))
        found = read_relations(self.read(path), posixpath.dirname(name)) if path in self.parts else []
        return [each if each.is_outside else each._replace(target=self.find_part(each.target)) for each in found]

    def find_related(self, name: str, kind: str) -> str:
        """Return the part that a part refers to by a relationship of this kind, "" where it has none."""
        return next((each.target for each in self.find_relations(name) if each.kind == kind), "")

    def add_relations(self, name: str, relations: Iterable[Relation]) -> None:
        """Let a part refer to others; their targets are written as they are."""
        path = self.find_part(relations_of(name))
        if path not in self.parts:
            self.parts[path] = f'<Relationships xmlns="{RELATIONSHIPS[1:-1]}"/>'.encode()
        root = self.read(path)
        for each in relations:
            kind = f"{OFFICE}/{each.kind}"
            added = etree.SubElement(root, f"{RELATIONSHIPS}Relationship", Id=each.ref, Type=kind, Target=each.target)
            if each.is_outside:
                added.set("TargetMode", "External")
        self.write(path, root)


def remove_parts(parts: dict[str, bytes], unwanted: re.Pattern[str]) -> bool:
    """Remove parts from the package, and from its lists of content types and relationships; whether there were any."""
    names = [name for name in parts if unwanted.fullmatch(name)]
    for name in names:
        del parts[name]
    for name, content in parts.items() if names else ():
        if name.endswith(".rels") or name == CONTENT_TYPES:
            root, folder = parse_part(content, name), posixpath.dirname(posixpath.dirname(name))
            for each in list(root):
                target = each.get("Target") or each.get("PartName") or ""
                leads_to = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                if leads_to in names and each.get("TargetMode") != "External":
                    root.remove(each)
            parts[name] = write_part(root)
    return bool(names)


def write_package(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a file; the same parts give the same bytes on every day and system.

    It is written here, byte for byte as `zipfile` does it, since most parts of a paper are those of its template: they
    are compressed once (APPNOTE 4.3).
    """
    body, directory = bytearray(), bytearray()
    for name in sorted(parts, key=lambda each: (each != CONTENT_TYPES, not each.startswith("_rels"), each)):
        crc, packed = (_compress if len(parts[name]) <= SHARED else _compress_anew)(parts[name])
        stored, flags = (name.encode("ascii"), 0) if name.isascii() else (name.encode(), IN_UTF_8)
        sizes = (crc, len(packed), len(parts[name]), len(stored), 0)
        entry = (VERSION, 0, flags, zipfile.ZIP_DEFLATED, 0, FIRST_DAY, *sizes)
        directory += LISTED.pack(b"PK\x01\x02", VERSION, 0, *entry, 0, 0, 0, FOR_ITS_OWNER, len(body)) + stored
        body += STORED.pack(b"PK\x03\x04", *entry) + stored + packed
    count = len(parts)
    return bytes(body + directory + ENDED.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0))


def _compress_anew(content: bytes) -> tuple[int, bytes]:
    """Return the check sum of a part, and the part compressed."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.crc32(content), packer.compress(content) + packer.flush()


_compress = lru_cache(maxsize=64)(_compress_anew)
