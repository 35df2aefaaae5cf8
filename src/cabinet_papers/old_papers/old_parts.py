"""An old paper's file without what was of that paper alone: notes, pictures and links that nothing shows any more."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, OFFICE, Package, parse_part, relations_of, write_part
from cabinet_papers.finished.word_file import CORE, MAIN
from cabinet_papers.word.markup import W

# Relationships of which a part says where it uses them; others, such as that to the styles, hold for all of it.
BY_REFERENCE = ("image", "hyperlink", "header", "footer", "chart", "oleObject", "package", "aFChunk", "subDocument",
                "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "control", "video", "audio",
                "frame")  # fmt: skip
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Of the properties only what kind of file it is says nothing of the old paper.
OF_FILE = ("created", "modified", "language", "revision", "version")


def clean_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a template without notes, pictures and links that nothing shows, and without properties.

    A template saved as such (.dotx) becomes a document, as whose template it is used.
    """
    package = Package({name: _drop_notes(name, content, parts) for name, content in parts.items()})
    for name in list(package.parts):
        if not name.endswith(".rels") and package.find_part(relations_of(name)) in package.parts:
            _drop_relations(package, name)
    kept = set(_find_reachable(package))
    cleaned = {name: content for name, content in package.parts.items() if name in kept or name == CONTENT_TYPES}
    if CORE in cleaned:
        cleaned[CORE] = _clear_properties(cleaned[CORE])
    cleaned[CONTENT_TYPES] = _write_types(cleaned)
    return cleaned


def _drop_notes(name: str, content: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a part of notes without those to which the document no longer refers."""
    tag = NOTES.get(posixpath.basename(name).removesuffix(".xml"))
    if tag is None or not name.startswith("word/") or name.endswith(".rels"):
        return content
    shown = {each.get(f"{W}id") for each in parse_part(parts[MAIN], MAIN).iter(f"{W}{tag}Reference")}
    root = parse_part(content, name)
    for note in root.findall(f"{W}{tag}"):
        # Those with a type are the lines between text and notes.
        if note.get(f"{W}type") is None and note.get(f"{W}id") not in shown:
            root.remove(note)
    return write_part(root)


def _drop_relations(package: Package, name: str) -> None:
    """Take out the relationships of a part that it does not use."""
    if not name.endswith((".xml",)):
        return
    used = {
        value
        for each in package.read(name).iter("*")
        for attribute, value in each.attrib.items()
        if str(attribute).startswith(f"{{{OFFICE}}}")
    }
    path = package.find_part(relations_of(name))
    root = package.read(path)
    for each in list(root):
        if (each.get("Type") or "").rpartition("/")[2] in BY_REFERENCE and each.get("Id") not in used:
            root.remove(each)
    package.write(path, root)


def _find_reachable(package: Package) -> Iterator[str]:
    """Yield the parts to which a relationship leads, with those that hold the relationships."""
    waiting, seen = [""], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield name
        yield package.find_part(relations_of(name))
        waiting += [each.target for each in package.find_relations(name) if not each.is_outside]


def _clear_properties(content: bytes) -> bytes:
    root = parse_part(content, CORE)
    for each in list(root):
        if etree.QName(each).localname not in OF_FILE:
            root.remove(each)
    return write_part(root)


def _write_types(parts: dict[str, bytes]) -> bytes:
    """Return the list of the parts' types, without parts that are gone; the main one is a document's."""
    root = parse_part(parts[CONTENT_TYPES], CONTENT_TYPES)
    for each in list(root):
        named = (each.get("PartName") or "").lstrip("/")
        if named and named not in parts:
            root.remove(each)
        elif named == MAIN and re.search(r"template\.main\+xml$", each.get("ContentType") or ""):
            each.set("ContentType", DOCUMENT)
    return write_part(root)
