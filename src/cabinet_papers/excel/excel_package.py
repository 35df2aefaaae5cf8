"""The parts of an .xlsx package, changed one by one: what is not named stays as it is, byte for byte.

Open Packaging Conventions: ECMA-376 Part 2.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import CONTENT_TYPES, RELATIONSHIPS, parse_part, write_package, write_part

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEMPLATE = re.compile(r"template\.(main|macroEnabled\.main)(?=\+xml$)")
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class PackageFormError(ValueError):
    """A package that is not of the form that every program writes, with what is missing."""


class Relation(NamedTuple):
    """A relationship of one part to another: its reference, its type and the other part's name."""

    ref: str
    kind: str
    target: str


class ExcelPackage:
    """A workbook's parts by name."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name.lstrip("/"): package.read(name) for name in package.namelist()}
        # Names of parts are compared without capitals (Part 2, 6.2.2.3).
        self.folded = {name.casefold(): name for name in self.parts}
        self.book = self.find_related("", "/officeDocument")
        self.styles = self.find_related(self.book, "/styles")
        if self.read(self.book).tag != f"{MAIN}workbook":
            raise PackageFormError("its workbook is not of the usual kind")

    def pack(self) -> bytes:
        """Return the package's bytes."""
        return write_package(self.parts)

    def read(self, name: str) -> etree._Element:
        """Return the root of a part. Raises PackageFormError, and PackageError for one that is broken."""
        if name not in self.parts:
            raise PackageFormError(f"its part {name or 'for the workbook'} is missing")
        return parse_part(self.parts[name], name)

    def write(self, name: str, root: etree._Element) -> None:
        """Replace a part."""
        self.parts[name] = write_part(root)

    def find_sheets(self) -> dict[str, str]:
        """Return the part of each worksheet by the worksheet's name, in their order."""
        relations = self.find_relations(self.book)
        targets = {each.ref: each.target for each in relations if each.kind.endswith("/worksheet")}
        sheets = self.read(self.book).iter(f"{MAIN}sheet")
        named = {str(sheet.get("name")): targets.get(str(sheet.get(f"{{{OFFICE}}}id")), "") for sheet in sheets}
        return {name: part for name, part in named.items() if part in self.parts}

    def make_workbook(self) -> None:
        """Say that the package is a workbook where it was a template, which Excel opens as a new one without a name."""
        types = self.read(CONTENT_TYPES)
        for each in types:
            kind = str(each.get("ContentType"))
            if TEMPLATE.search(kind):
                each.set("ContentType", TEMPLATE.sub(r"sheet.\1", kind))
                self.write(CONTENT_TYPES, types)

    def find_relations(self, name: str) -> list[Relation]:
        """Return the parts of the package that a part refers to."""
        folder, path = posixpath.dirname(name), self._find_part(_relations_of(name))
        return [
            Relation(
                str(each.get("Id")),
                str(each.get("Type")),
                self._find_part(posixpath.normpath(posixpath.join("/", folder, str(each.get("Target")))).lstrip("/")),
            )
            for each in (self.read(path) if path in self.parts else ())
            if each.get("TargetMode") != "External"
        ]

    def _find_part(self, name: str) -> str:
        return self.folded.get(name.casefold(), name)

    def find_related(self, name: str, kind: str) -> str:
        """Return the part that a part refers to by a relationship of this kind, "" where it has none."""
        return next((each.target for each in self.find_relations(name) if each.kind.endswith(kind)), "")

    def add(self, owner: str, kind: str, stem: str, ending: str, content_type: str, content: bytes) -> tuple[str, str]:
        """Add a part that `owner` refers to; return its name, which begins with `stem`, and the reference."""
        number = next(number for number in range(1, len(self.parts) + 2) if f"{stem}{number}{ending}" not in self.parts)
        name = f"{stem}{number}{ending}"
        self.parts[name] = content
        types = self.read(CONTENT_TYPES)
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.write(CONTENT_TYPES, types)
        return name, self._relate(owner, kind, name)

    def _relate(self, owner: str, kind: str, target: str) -> str:
        path = self._find_part(_relations_of(owner))
        if path not in self.parts:
            self.parts[path] = f'<Relationships xmlns="{RELATIONSHIPS.strip("{}")}"/>'.encode()
        root = self.read(path)
        taken = {each.get("Id") for each in root}
        ref = next(f"rIdMark{number}" for number in range(len(taken) + 1) if f"rIdMark{number}" not in taken)
        etree.SubElement(root, f"{RELATIONSHIPS}Relationship", Id=ref, Type=f"{OFFICE}{kind}", Target=f"/{target}")
        self.write(path, root)
        return ref


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")
