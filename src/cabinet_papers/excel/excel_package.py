"""The parts of an .xlsx package, changed one by one: what is not named stays as it is, byte for byte.

Open Packaging Conventions: ECMA-376 Part 2.
"""

from __future__ import annotations

import re

from lxml import etree

from cabinet_papers.files.package import (
    CONTENT_TYPES,
    REFERENCE,
    TYPES,
    WORKBOOK,
    Package,
    Relation,
    unpack,
    write_package,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEMPLATE = re.compile(r"template\.(main|macroEnabled\.main)(?=\+xml$)")


class PackageFormError(ValueError):
    """A package that is not of the form that every program writes, with what is missing."""


class ExcelPackage(Package):
    """A workbook's parts by name. Raises PackageError and PackageFormError."""

    def __init__(self, content: bytes) -> None:
        super().__init__(unpack(content, WORKBOOK))
        self.book = self.find_related("", "officeDocument")
        self.styles = self.find_related(self.book, "styles")
        if self.read(self.book).tag != f"{MAIN}workbook":
            raise PackageFormError("its workbook is not of the usual kind")

    def pack(self) -> bytes:
        """Return the package's bytes."""
        return write_package(self.parts)

    def find_sheets(self) -> dict[str, str]:
        """Return the part of each worksheet by the worksheet's name, in their order."""
        relations = self.find_relations(self.book)
        targets = {each.ref: each.target for each in relations if each.kind == "worksheet"}
        sheets = self.read(self.book).iter(f"{MAIN}sheet")
        named = {str(sheet.get("name")): targets.get(str(sheet.get(REFERENCE)), "") for sheet in sheets}
        return {name: part for name, part in named.items() if part in self.parts}

    def make_workbook(self) -> None:
        """Say that the package is a workbook where it was a template, which Excel opens as a new one without a name."""
        types = self.read(CONTENT_TYPES)
        for each in types:
            kind = str(each.get("ContentType"))
            if TEMPLATE.search(kind):
                each.set("ContentType", TEMPLATE.sub(r"sheet.\1", kind))
                self.write(CONTENT_TYPES, types)

    def add(self, owner: str, kind: str, stem: str, ending: str, content_type: str, content: bytes) -> tuple[str, str]:
        """Add a part that `owner` refers to; return its name, which begins with `stem`, and the reference."""
        number = next(number for number in range(1, len(self.parts) + 2) if f"{stem}{number}{ending}" not in self.parts)
        name = f"{stem}{number}{ending}"
        self.parts[name] = content
        types = self.read(CONTENT_TYPES)
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        self.write(CONTENT_TYPES, types)
        taken = {each.ref for each in self.find_relations(owner)}
        ref = next(f"rIdMark{number}" for number in range(len(taken) + 1) if f"rIdMark{number}" not in taken)
        self.add_relations(owner, [Relation(ref, kind, f"/{name}")])
        return name, ref
