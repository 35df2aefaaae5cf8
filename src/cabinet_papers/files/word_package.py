"""A Word document's parts, known by what leads to them and by their types, under the names that Word gives them.

Other programs give parts other names, write these in capitals, or in another encoding, and so does whoever wants to get
something past a reader that goes by names. Here each part gets its usual name, and what nothing leads to is left out:
what is read afterwards is all that Word would see. ECMA-376 Part 2, 6.2 (names), 6.5 (relationships), 7.2 (types).
"""

from __future__ import annotations

import posixpath
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from cabinet_papers.files.package import (
    CONTENT_TYPES,
    ENCODING,
    OFFICE,
    RELATIONSHIPS,
    TYPES,
    DamagedError,
    PackageError,
    Relation,
    parse_part,
    read_relations,
    relations_of,
    write_part,
)
from cabinet_papers.findings.message import Term, phrase

MAIN = "word/document.xml"
# The usual names of the parts that a document has once, by the kind of relationship, which in the Strict form may
# have another name.
USUAL = {
    "officeDocument": MAIN, "styles": "word/styles.xml", "numbering": "word/numbering.xml",
    "settings": "word/settings.xml", "footnotes": "word/footnotes.xml", "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml", "core-properties": "docProps/core.xml",
    "extended-properties": "docProps/app.xml", "extendedProperties": "docProps/app.xml",
    "custom-properties": "docProps/custom.xml", "customProperties": "docProps/custom.xml",
}  # fmt: skip
# Those of which it may have several.
NUMBERED = {"header": re.compile(r"word/header\d*\.xml"), "footer": re.compile(r"word/footer\d*\.xml")}
# The encodings that a part may have (Part 2, 6.2.5), as their names are compared; ASCII is part of the first.
ENCODINGS = ("utf-8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be")
# The roots of the lists, and what may be in each.
TYPES_LIST, RELATIONS_LIST = f"{TYPES}Types", f"{RELATIONSHIPS}Relationships"
ENTRIES = {TYPES_LIST: (f"{TYPES}Default", f"{TYPES}Override"), RELATIONS_LIST: (f"{RELATIONSHIPS}Relationship",)}
OF_WORD = (
    "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/",
)  # fmt: skip
MODES = (None, "Internal", "External")
OF_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
# The namespaces of the attributes that refer to another part, in both forms of Open XML.
REFERENCES = (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships")
# What may be before the first "<" of XML, in any encoding.
BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"


class WordParts(NamedTuple):
    """The parts by name, in the order stored, and the types and kinds of relationship by which each is known."""

    parts: dict[str, bytes]
    types: dict[str, str]
    kinds: dict[str, set[str]]


def arrange(parts: dict[str, bytes]) -> WordParts:
    """Return the parts of a Word document that something leads to, each under its usual name.

    Raises DamagedError for one that has no main part or whose lists cannot be read, and PackageError for what no Word
    document may have.
    """
    reader = _Reader(parts)
    kinds = reader.find_reached()
    names = _choose_names(kinds, reader.of_document)
    # A part that is two things at once has the place of the other.
    if MAIN not in names.values():
        raise DamagedError(phrase("a piece of the file, {}, is missing", Term(MAIN)))
    types = {name: reader.type_of(stored) for stored, name in names.items()}
    arranged = {CONTENT_TYPES: reader.write_types(names)}
    for stored, content in parts.items():
        if stored in names:
            arranged[names[stored]] = _recode(content, stored) if is_xml(types[names[stored]], content) else content
        elif (source := reader.sources.get(stored)) is not None:
            arranged[relations_of(names.get(source, ""))] = reader.write_relations(source, names)
    return WordParts(arranged, types, {names[stored]: found for stored, found in kinds.items()})


def is_xml(content_type: str, content: bytes) -> bool:
    """Whether a part is XML: by its type, or by how it begins where the type says otherwise."""
    return content_type.endswith(("+xml", "/xml")) or content.lstrip(BEFORE_XML).startswith(b"<")


def kind_of(relationship: etree._Element) -> str:
    """Return the last word of a relationship's type, all of it where it is none of Word's."""
    stated = relationship.get("Type") or ""
    return stated.rpartition("/")[2] if stated.startswith(OF_WORD) else stated


def find_shown(root: etree._Element) -> set[str]:
    """Return the references by which a part shows others at a place in it."""
    return {
        str(value)
        for each in root.iter("*")
        for attribute, value in each.attrib.items()
        if etree.QName(attribute).namespace in REFERENCES
    }


def keep_kinds(parts: dict[str, bytes], kept: frozenset[str]) -> dict[str, bytes]:
    """Return the parts of an arranged document to which relationships of these kinds lead, or that are shown."""
    cleaned = dict(parts)
    for source in ["", *parts]:
        name = relations_of(source)
        if name not in parts:
            continue
        root = parse_part(parts[name], name)
        if gone := [each for each in root if kind_of(each) not in kept]:
            shown = find_shown(parse_part(parts[source], source)) if source else set[str]()
            for each in gone:
                if each.get("Id") not in shown:
                    root.remove(each)
            cleaned[name] = write_part(root)
    return arrange(cleaned).parts


class _Reader:
    """Reads the two kinds of lists in a package: of its parts' types, and of what a part refers to."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.by_key: dict[str, str] = {}
        for name in parts:
            if self.by_key.setdefault(_fold(name), name) != name:
                raise PackageError(phrase("a piece of the file, {}, is in it twice", Term(name)))
        self.listed = self.by_key.get(_fold(CONTENT_TYPES), "")
        self.list = self.read_list(self.listed, TYPES_LIST)
        self.types: dict[str, str] = {}
        self.endings: dict[str, str] = {}
        for each in self.list:
            found, key = (
                (self.endings, (each.get("Extension") or "").casefold())
                if each.tag == f"{TYPES}Default"
                else (self.types, _fold(self.listed_name(each)))
            )
            content_type = (each.get("ContentType") or "").partition(";")[0].strip().casefold()
            if found.setdefault(key, content_type) != content_type:
                raise _damaged(self.listed)
        # The parts of relationships that were read, with the part whose they are, and what each says.
        self.sources: dict[str, str] = {}
        self.roots: dict[str, etree._Element] = {}
        # The kinds of relationship by which the file itself, or the main part, leads to a part.
        self.of_document: dict[str, set[str]] = {}

    def read_list(self, name: str, tag: str) -> etree._Element:
        if name not in self.parts:
            raise DamagedError(phrase("a piece of the file, {}, is missing", Term(name or CONTENT_TYPES)))
        root = parse_part(self.parts[name], name, is_bare=True)
        if root.tag != tag or any(each.tag not in ENTRIES[tag] or len(each) for each in root):
            raise _damaged(name)
        return root

    def listed_name(self, override: etree._Element) -> str:
        """Return the name of the part of which a type is listed."""
        return (override.get("PartName") or "").removeprefix("/") or CONTENT_TYPES

    def type_of(self, name: str) -> str:
        """Return the type of a part, in small letters, "" for one that has none."""
        return self.types.get(_fold(name)) or self.endings.get(name.rpartition(".")[2].casefold(), "")

    def find_reached(self) -> dict[str, set[str]]:
        """Return the parts that something leads to, by what kinds of relationships."""
        kinds: dict[str, set[str]] = {}
        waiting = [""]
        of_document = {""}
        for source in waiting:
            for kind, target in self.iter_targets(source):
                if target not in kinds:
                    waiting.append(target)
                kinds.setdefault(target, set()).add(kind)
                if source in of_document:
                    self.of_document.setdefault(target, set()).add(kind)
            if not source:
                of_document |= {each for each, found in kinds.items() if "officeDocument" in found}
        if lists := [each for each in kinds if each.casefold().endswith(".rels") or each == self.listed]:
            raise _damaged(lists[0])
        if of_document == {""}:
            raise DamagedError(phrase("a piece of the file, {}, is missing", Term(MAIN)))
        return kinds

    def iter_targets(self, source: str) -> Iterator[tuple[str, str]]:
        """Yield the parts that a part refers to, with the kind of relationship; those that are missing are left out."""
        path = self.by_key.get(_fold(relations_of(source)))
        if path is None:
            return
        root = self.read_list(path, RELATIONS_LIST)
        if any(each.get("TargetMode") not in MODES for each in root):
            raise _damaged(path)
        self.sources[path], self.roots[source] = source, root
        for element, each in zip(root, read_relations(root, posixpath.dirname(source)), strict=True):
            if target := self.find_target(each):
                yield kind_of(element), target

    def find_target(self, relation: Relation) -> str:
        """Return the part that a relationship leads to, "" where there is none."""
        return "" if relation.is_outside else self.by_key.get(_fold(relation.target, is_checked=False), "")

    def write_types(self, names: dict[str, str]) -> bytes:
        """Return the list of types for parts of these names; the same where nothing is called otherwise."""
        by_key = {_fold(stored): name for stored, name in names.items()}
        is_same = _is_plain(self.parts[self.listed])
        for each in [each for each in self.list if each.tag == f"{TYPES}Override"]:
            name = self.listed_name(each)
            if name == (called := by_key.get(_fold(name))):
                continue
            is_same = False
            if called:
                each.set("PartName", f"/{called}")
            else:
                self.list.remove(each)
        # What has its type by its ending may have another ending now.
        for stored, name in names.items():
            if self.types.get(_fold(stored)) is None and stored.rpartition(".")[2] != name.rpartition(".")[2]:
                is_same = False
                etree.SubElement(self.list, f"{TYPES}Override", PartName=f"/{name}", ContentType=self.type_of(stored))
        if "rels" not in self.endings:
            is_same = False
            self.list.insert(0, etree.Element(f"{TYPES}Default", Extension="rels", ContentType=OF_RELATIONS))
        return self.parts[self.listed] if is_same else write_part(self.list)

    def write_relations(self, source: str, names: dict[str, str]) -> bytes:
        """Return what a part refers to, by the names that its targets have now; the same where they had them."""
        root, is_same = self.roots[source], True
        has_moved = posixpath.dirname(names.get(source, "")) != posixpath.dirname(source)
        for element, each in zip(root, read_relations(root, posixpath.dirname(source)), strict=True):
            name = names.get(self.find_target(each))
            if name and (has_moved or name != each.target):
                element.set("Target", f"/{name}")
                is_same = False
        path = next(path for path, found in self.sources.items() if found == source)
        return self.parts[path] if is_same and _is_plain(self.parts[path]) else write_part(root)


def _fold(name: str, *, is_checked: bool = True) -> str:
    """Return a part's name as it is compared. Raises PackageError for one that no part may have."""
    plain = unquote(name).casefold()
    pieces = plain.split("/")
    if is_checked and (any(each in ("", ".", "..") for each in pieces) or re.search(r"[\\\x00-\x1f]", plain)):
        raise PackageError(phrase("a piece of the file, {}, has a name that none may have", Term(name)))
    return plain


def _choose_names(kinds: dict[str, set[str]], of_document: dict[str, set[str]]) -> dict[str, str]:
    """Return the names that the parts get, by those that they have.

    Building blocks have styles and headers of their own; only those of the document have the usual names.
    """
    names: dict[str, str] = {}
    for stored, found in of_document.items():
        if usual := next((USUAL[kind] for kind in sorted(found) if kind in USUAL), ""):
            if usual in names.values():
                raise PackageError(phrase("two pieces of the file have the place of one, {}", Term(usual)))
            names[stored] = usual
    taken = set(map(_fold, names.values()))
    for stored in kinds:
        if stored not in names:
            names[stored] = _find_free(_want(stored, of_document.get(stored, set())), taken)
            taken.add(_fold(names[stored]))
    return names


def _want(stored: str, kinds: set[str]) -> str:
    """Return the name that a part should have which has no usual one: its own, unless it is a header elsewhere."""
    kind = next((each for each in NUMBERED if each in kinds), None)
    return stored if kind is None or NUMBERED[kind].fullmatch(stored) else f"word/{kind}1.xml"


def _find_free(name: str, taken: set[str]) -> str:
    """Return the name, with another number where it is taken."""
    if _fold(name) not in taken:
        return name
    stem, dot, ending = name.rpartition(".")
    stem = stem.rstrip("0123456789")
    return next(each for at in count(1) if _fold(each := f"{stem}{at}{dot}{ending}") not in taken)


def _recode(content: bytes, name: str) -> bytes:
    """Return the part in the encoding that this program reads. Raises PackageError for one that none may have."""
    declared = ENCODING.search(content[:200])
    if _is_plain(content) and (declared is None or declared[1].lower() == b"utf-8"):
        return content
    try:
        root = parse_part(content, name)
    except DamagedError:
        # Whoever needs the part says so.
        return content
    if str(root.getroottree().docinfo.encoding or "utf-8").casefold() not in ENCODINGS:
        raise PackageError(phrase("a piece of the file, {}, is in an encoding that none may have", Term(name)))
    return write_part(root)


def _is_plain(content: bytes) -> bool:
    """Whether a part has a byte for each letter of its marks."""
    return content.removeprefix(BOM_UTF8).lstrip().startswith(b"<") and b"\0" not in content[:8]


def _damaged(name: str) -> DamagedError:
    return DamagedError(phrase("a piece of the file, {}, is damaged", Term(name)))
