"""What an .xlsx package holds that openpyxl does not tell: merged text, formulas without values, drawings.

SpreadsheetML: ECMA-376 Part 1, clause 18; drawings: clause 20.5; packages: Part 2.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cabinet_papers.read.cells import Drawing, Merge, column_number

if TYPE_CHECKING:
    from pathlib import Path

RELATIONSHIP_ID = re.compile(r"\{[^}]*/relationships\}id$")
MERGES = re.compile(rb"<(?:\w+:)?mergeCells[ >].*?</(?:\w+:)?mergeCells>", re.DOTALL)
MERGE = re.compile(rb'\sref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
# A cell whose formula has no value after it, as programs store it that do not calculate.
UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
DRAWN = {"pic": "picture", "sp": "text box or shape", "graphicFrame": "chart", "grpSp": "group of shapes"}
CHARTS = re.compile(rb"<(?:\w+:)?drawing\s")


class SheetParts(NamedTuple):
    """What one worksheet's parts hold: merged ranges, formulas without value by cell, and drawings."""

    merges: tuple[Merge, ...]
    uncalculated: dict[str, str]
    drawings: tuple[Drawing, ...]


class XlsxParts:
    """The parts of an .xlsx package, read within limits that were looked at before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.parts = {name.lstrip("/"): package.read(name) for name in package.namelist()}

    def read_sheets(self) -> dict[str, SheetParts]:
        """Return what each worksheet's parts hold, by the worksheet's name."""
        book = next((name for name in self.parts if name.endswith("xl/workbook.xml")), "")
        targets = self.relationships(book)
        found = {}
        for sheet in _parse(self.parts.get(book, b"<none/>")).iter("{*}sheet"):
            ref = next((value for key, value in sheet.attrib.items() if RELATIONSHIP_ID.search(str(key))), "")
            found[str(sheet.get("name"))] = self.read_sheet(targets.get(str(ref), ""))
        return found

    def read_sheet(self, name: str) -> SheetParts:
        """Return what the worksheet in this part holds."""
        content = self.parts.get(name, b"")
        merged = MERGES.search(content)
        merges = tuple(_read_merge(each) for each in MERGE.finditer(merged[0])) if merged else ()
        uncalculated = dict(filter(None, map(_read_uncalculated, UNCALCULATED.finditer(content))))
        drawings = self.read_drawings(name) if CHARTS.search(content) else ()
        return SheetParts(merges, uncalculated, drawings)

    def relationships(self, name: str) -> dict[str, str]:
        """Return the parts that this part refers to, by the reference's id."""
        folder, file = posixpath.split(name)
        content = self.parts.get(f"{folder}/_rels/{file}.rels")
        if content is None:
            return {}
        return {
            str(each.get("Id")): posixpath.normpath(posixpath.join("/", folder, str(each.get("Target")))).lstrip("/")
            for each in _parse(content)
            if each.get("TargetMode") != "External"
        }

    def read_drawings(self, name: str) -> tuple[Drawing, ...]:
        """Return the pictures and shapes that lie over a worksheet's cells."""
        parts = [part for part in self.relationships(name).values() if "/drawings/drawing" in part]
        return tuple(
            drawing
            for part in parts
            for anchor in _parse(self.parts.get(part, b"<none/>"))
            for drawing in _read_anchor(anchor)
        )

    def without_merges(self) -> Path | io.BytesIO:
        """Return the workbook with its merged cells apart, as openpyxl needs it to see the text that they cover."""
        if not any(MERGES.search(content) for name, content in self.parts.items() if "worksheets/" in name):
            return self.path
        unmerged = io.BytesIO()
        with zipfile.ZipFile(unmerged, "w") as package:
            for name, content in self.parts.items():
                package.writestr(name, MERGES.sub(b"", content) if "worksheets/" in name else content)
        return unmerged


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(content, parser)
    return root if root is not None else etree.Element("none")


def _read_merge(found: re.Match[bytes]) -> Merge:
    first, top, last, bottom = (part.decode() for part in found.groups())
    reference = f"{first}{top}:{last}{bottom}"
    return Merge(reference, int(top), column_number(first), int(bottom), column_number(last))


def _read_uncalculated(found: re.Match[bytes]) -> tuple[str, str] | None:
    attributes = found[1].decode(errors="replace")
    reference = re.search(r'\br="([A-Z]{1,3}\d+)"', attributes)
    # A formula of type str may well give an empty text.
    if reference is None or ('t="str"' in attributes and found[0].count(b"v>")):
        return None
    return reference[1], "=" + html.unescape((found[2] or b"").decode(errors="replace"))


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
