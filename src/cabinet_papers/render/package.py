"""A .docx file as a package of parts: read within limits, refused where it reaches outside, written the same each time.

Open Packaging Conventions: ECMA-376 Part 2.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
REACHING_FIELDS = re.compile(rb"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|RD)\b")
INSTRUCTION = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=(?:\"([^\"]*)\"|'([^']*)')", re.DOTALL)
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class PackageError(ValueError):
    """A file that cannot be used as a Word package, with the reason in plain words."""


def read_package(path: Path) -> dict[str, bytes]:
    """Return the parts of a .docx by name, in the order stored. Raises PackageError."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise PackageError("it is far larger than a Word template")
            parts = {entry.filename: package.read(entry) for entry in entries}
    except (OSError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise PackageError("it is not a Word document (.docx)") from error
    if CONTENT_TYPES not in parts or "word/document.xml" not in parts:
        raise PackageError("it is not a Word document (.docx)")
    return parts


def parse_part(content: bytes, name: str) -> etree._Element:
    """Return the root of a part, read without entities, without the network. Raises PackageError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"its part {name} is broken ({error.msg})") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise PackageError(f"its part {name} declares a document type")
    return root


def write_part(root: etree._Element) -> bytes:
    """Return the part's bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def find_dangers(parts: dict[str, bytes]) -> list[str]:
    """Return what the package holds that a template may not: macros, and whatever fetches from outside."""
    dangers = []
    if any(name.casefold().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts[CONTENT_TYPES]:
        dangers.append("macros")
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in parts):
        dangers.append("embedded objects")
    for name, content in parts.items():
        if name.endswith(".rels"):
            dangers += find_outside_relationships(content, name)
        elif name.startswith("word/") and name.endswith(".xml"):
            for instruction in INSTRUCTION.findall(content):
                if field := REACHING_FIELDS.search(b"".join(instruction)):
                    dangers.append(f"a {field[1].decode()} field")
            if b"<w:altChunk" in content:
                dangers.append("an imported document (altChunk)")
    return dangers


def find_outside_relationships(content: bytes, name: str) -> list[str]:
    """Return the relationships of a part that lead outside the package and are not links to click on."""
    return [
        f"{(each.get('Type') or '').rsplit('/', 1)[-1]} from {(each.get('Target') or '')[:80]}"
        for each in parse_part(content, name).iter(f"{RELATIONSHIPS}Relationship")
        if each.get("TargetMode") == "External"
        and not ((each.get("Type") or "").endswith("/hyperlink") and SAFE_LINK.match(each.get("Target") or ""))
    ]


def write_package(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a .docx; the same parts give the same bytes on every day and system."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda each: (each != CONTENT_TYPES, not each.startswith("_rels"), each)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return packed.getvalue()
