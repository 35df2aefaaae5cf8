"""An Office file as a package of parts: read within limits, refused where it reaches outside, always written alike.

Open Packaging Conventions: ECMA-376 Part 2.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers.findings.message import Message, Term, phrase

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# Fields that only look at the document itself and its user; every other may fetch, ask or run something.
HARMLESS_FIELDS = (
    "=", "AUTHOR", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE",
    "EDITTIME", "FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "IF", "INDEX", "INFO", "KEYWORDS",
    "LASTSAVEDBY", "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE",
    "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC",
    "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE",
)  # fmt: skip
TWIPS = {None: 1, "pt": 20, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240, "pi": 240}
SAFE_HYPERLINK = re.compile(r'HYPERLINK\s+("(https?://|mailto:)[^"]*"|\\l\s)', re.IGNORECASE)
# Comments, and who wrote them.
COMMENTS = re.compile(r"word/(_rels/)?(comments\w*|people)\.xml(\.rels)?")
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class PackageError(ValueError):
    """A file that cannot be used as a Word package; `reason` says why, as words that follow "the file"."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


NOT_WORD = phrase("it is not a Word document (.docx)")
# What zipfile raises for damaged, locked or odd packages.
DAMAGES = (
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError, OverflowError, struct.error, zipfile.BadZipFile,
    zipfile.LargeZipFile, zlib.error,
)  # fmt: skip


def read_package(path: Path) -> dict[str, bytes]:
    """Return the parts of a .docx by name, in the order stored. Raises PackageError, and OSError for the file."""
    with path.open("rb") as opened:
        try:
            with zipfile.ZipFile(opened) as package:
                entries = [entry for entry in package.infolist() if not entry.is_dir()]
                if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                    raise PackageError(phrase("it is far larger than a Word template"))
                if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
                    raise PackageError(phrase("it is compressed in a way that Word cannot read"))
                parts = {entry.filename: package.read(entry) for entry in entries}
        except PackageError:
            raise
        except DAMAGES as error:
            raise PackageError(NOT_WORD) from error
    if CONTENT_TYPES not in parts or "word/document.xml" not in parts:
        raise PackageError(NOT_WORD)
    if len(parts) < len(entries):
        twice = next(name for name in parts if [entry.filename for entry in entries].count(name) > 1)
        raise PackageError(phrase("it contains its part {} twice", Term(twice)))
    return parts


def parse_part(content: bytes, name: str) -> etree._Element:
    """Return the root of a part, read without entities, without the network. Raises PackageError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(phrase("its part {} is damaged ({})", Term(name), str(error.msg))) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise PackageError(phrase("its part {} contains a document type declaration", Term(name)))
    return root


def write_part(root: etree._Element) -> bytes:
    """Return the part's bytes."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def find_dangers(parts: dict[str, bytes]) -> list[Message]:
    """Return what a template may not contain: macros, and anything that fetches content from outside."""
    dangers: list[Message] = []
    if any(name.casefold().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts[CONTENT_TYPES]:
        dangers.append(phrase("macros"))
    if any(name.startswith(("word/embeddings/", "word/activeX/")) for name in parts):
        dangers.append(phrase("embedded objects"))
    if re.search(rb"<w:(ins|del|moveFrom|moveTo) ", parts["word/document.xml"]):
        dangers.append(phrase("tracked changes (accept or reject them)"))
    for name, content in parts.items():
        if name.endswith(".rels"):
            dangers += find_outside_relationships(content, name)
        elif name.startswith("word/") and name.endswith(".xml") and _may_have_fields(content):
            dangers += find_dangers_in(parse_part(content, name))
    return dangers


def find_dangers_in(root: etree._Element) -> list[Message]:
    """Return what in a part fetches content from outside: fields and imported documents."""
    dangers = [phrase('the field "{}"', code) for code in read_fields(root) if not is_harmless_field(code)]
    if next(root.iter("{*}altChunk"), None) is not None:
        dangers.append(phrase("an imported document (altChunk)"))
    return dangers


def _may_have_fields(content: bytes) -> bool:
    """Whether the part has to be read for fields; one in another encoding always has."""
    return b"instr" in content or b"altChunk" in content or not content.lstrip(b"\xef\xbb\xbf").startswith(b"<")


def read_fields(root: etree._Element) -> list[str]:
    """Return the code of each field, put together from its runs (ECMA-376 Part 1, 17.16.18 fldChar)."""
    codes = [" ".join((each.get(f"{W}instr") or "").split()) for each in root.iter(f"{W}fldSimple")]
    open_fields: list[list[str]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            codes.append(" ".join("".join(open_fields.pop()).split()))
        elif each.tag == f"{W}instrText":
            if not open_fields:
                open_fields.append([])
            open_fields[-1].append(each.text or "")
    return [code for code in (*codes, *(" ".join("".join(each).split()) for each in open_fields)) if code]


def is_harmless_field(code: str) -> bool:
    """Whether the field reaches for nothing outside the document: page numbers, titles, safe links."""
    return field_name(code) in HARMLESS_FIELDS or SAFE_HYPERLINK.match(code) is not None


def field_name(code: str) -> str:
    """Return what a field is called: "PAGE", "=" for a formula, "" for one without a code."""
    return "=" if code.startswith("=") else "".join(code.split()[:1]).upper()


def find_outside_relationships(content: bytes, name: str) -> list[Message]:
    """Return the relationships of a part that lead outside the package and are not links to click on."""
    return [
        phrase('{} from "{}"', Term((each.get("Type") or "").rsplit("/", 1)[-1]), each.get("Target") or "")
        for each in parse_part(content, name).iter(f"{RELATIONSHIPS}Relationship")
        if each.get("TargetMode") == "External"
        and not ((each.get("Type") or "").endswith("/hyperlink") and SAFE_LINK.match(each.get("Target") or ""))
    ]


def remove_parts(parts: dict[str, bytes], unwanted: re.Pattern[str]) -> bool:
    """Remove parts from the package, and from its lists of content types and relationships; whether there were any."""
    names = [name for name in parts if unwanted.fullmatch(name)]
    for name in names:
        del parts[name]
    for name, content in parts.items() if names else ():
        if name.endswith(".rels") or name == CONTENT_TYPES:
            root = parse_part(content, name)
            for each in list(root):
                target = (each.get("Target") or each.get("PartName") or "").lstrip("/").removeprefix("../")
                if target and any(gone.endswith(target) for gone in names) and each.get("TargetMode") != "External":
                    root.remove(each)
            parts[name] = write_part(root)
    return bool(names)


def remove_comment_marks(root: etree._Element) -> bool:
    """Remove what shows where comments are; whether there were any."""
    marks = list(root.iter(*(f"{W}{name}" for name in COMMENT_MARKS)))
    for mark in marks:
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        around = run.getparent()
        # The run of such a mark has nothing else in it.
        if around is not None and run.tag == f"{W}r" and all(each.tag == f"{W}rPr" for each in run):
            around.remove(run)
    return bool(marks)


def read_twips(stated: str | None) -> int:
    """Return a size in twentieths of a point, whole; 0 for one that is none, or a share (17.18.68, 22.9.2.15)."""
    found = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]+)?)(pt|in|cm|mm|pc|pi)?", stated or "")
    return int(float(found[1]) * TWIPS[found[2]]) if found else 0


def write_package(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a file; the same parts give the same bytes on every day and system."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda each: (each != CONTENT_TYPES, not each.startswith("_rels"), each)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return packed.getvalue()
