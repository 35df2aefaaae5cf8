"""The parts of an .xlsx package, how they refer to each other, and the pictures and shapes on a worksheet.

Open Packaging Conventions: ECMA-376 Part 2; drawings: Part 1, clause 20.5. The names of the Strict form (Annex A) end
like those of the usual one, and only their ends are looked at.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cabinet_papers.excel.cells import Drawing, UnreadableError, explain_damage
from cabinet_papers.findings.message import phrase

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = {"pic": "picture", "sp": "text box or shape", "graphicFrame": "chart", "grpSp": "group of shapes"}
NOTHING = etree.Element("nothing")


class Relation(NamedTuple):
    """A relationship of a part: its type's last word, and the part or the address that it leads to."""

    kind: str
    target: str


class XlsxParts:
    """The parts of an .xlsx package, read within limits that were looked at before. Raises UnreadableError."""

    def __init__(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as package:
                self.parts = {name.lstrip("/"): package.read(name) for name in package.namelist()}
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(explain_damage(error)) from error
        self.folded = {name.casefold(): name for name in self.parts}

    def read(self, name: str) -> etree._Element:
        """Return the root of a part, read without entities, without the network; an empty one where it is missing."""
        content = self.parts.get(self.folded.get(name.casefold(), ""))
        if content is None:
            return NOTHING
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(phrase('its part "{}" is broken', name)) from error
        if getattr(root.getroottree().docinfo, "doctype", ""):
            # Entities are not looked up, so their words would be missing.
            raise UnreadableError(phrase('its part "{}" declares a document type', name))
        return root

    def find_relations(self, name: str) -> dict[str, Relation]:
        """Return what a part refers to, by reference; "" is the package itself."""
        folder, file = posixpath.split(name)
        found = {}
        for each in self.read(posixpath.join(folder, "_rels", f"{file}.rels")):
            target = str(each.get("Target"))
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[str(each.get("Id"))] = Relation(str(each.get("Type")).rsplit("/", 1)[-1], target)
        return found

    def find_related(self, name: str, kind: str) -> str:
        """Return the part that a part refers to by a relationship of this kind, "" where it has none."""
        return next((each.target for each in self.find_relations(name).values() if each.kind == kind), "")

    def read_drawings(self, sheet: str) -> tuple[Drawing, ...]:
        """Return the pictures and shapes on a worksheet."""
        parts = [each.target for each in self.find_relations(sheet).values() if each.kind == "drawing"]
        return tuple(drawing for part in parts for anchor in self.read(part) for drawing in _read_anchor(anchor))


def _read_anchor(anchor: etree._Element) -> list[Drawing]:
    start = anchor.find("{*}from")
    row, column = (int(_text_of(start, part)) + 1 for part in ("row", "col")) if start is not None else (1, 1)
    return [
        Drawing(kind, " ".join("".join(str(each.text or "") for each in found.iter("{*}t")).split()), row, column)
        for tag, kind in DRAWN.items()
        for found in anchor.findall(f"{{*}}{tag}")
    ]


def _text_of(parent: etree._Element, tag: str) -> str:
    found = parent.find(f"{{*}}{tag}")
    return found.text if found is not None and found.text and found.text.strip().isdigit() else "0"
