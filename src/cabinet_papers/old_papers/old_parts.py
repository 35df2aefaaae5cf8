"""An old paper's file without what was of that paper alone: notes, pictures and links that nothing shows any more."""

from __future__ import annotations

import posixpath

from lxml import etree

from cabinet_papers.files.package import OFFICE, Package, parse_part, relations_of, write_part
from cabinet_papers.files.word_package import arrange
from cabinet_papers.finished.word_file import CORE, MAIN
from cabinet_papers.word.markup import W
from cabinet_papers.word.private import leave_private_parts

# Relationships of which a part says where it uses them; others, such as that to the styles, hold for all of it.
BY_REFERENCE = ("image", "hyperlink", "header", "footer", "chart", "oleObject", "package", "aFChunk", "subDocument",
                "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "control", "video", "audio",
                "frame")  # fmt: skip
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
# Of the properties only what kind of file it is says nothing of the old paper.
OF_FILE = ("created", "modified", "language", "revision", "version")


def clean_parts(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a template without notes, pictures and links that nothing shows, and without properties."""
    noted = {name: _drop_notes(name, content, parts) for name, content in parts.items()}
    package = Package(leave_private_parts(noted))
    for name in list(package.parts):
        if name.endswith(".xml") and package.find_part(relations_of(name)) in package.parts:
            _drop_relations(package, name)
    package = Package(arrange(package.parts).parts)
    if CORE in package.parts:
        package.write(CORE, _clear_properties(package.read(CORE)))
    return package.parts


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


def _clear_properties(root: etree._Element) -> etree._Element:
    for each in list(root):
        if etree.QName(each).localname not in OF_FILE:
            root.remove(each)
    return root
