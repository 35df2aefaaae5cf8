"""The parts of an .xlsx package, how they refer to each other, and the pictures and shapes on a worksheet.

Open Packaging Conventions: ECMA-376 Part 2; drawings: Part 1, clause 20.5. The names of the Strict form (Annex A) end
like those of the usual one, and only their ends are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers.excel.cells import Drawing, UnreadableError
from cabinet_papers.files.package import WORKBOOK, DamagedError, Package, PackageError, Relation, parse_part, unpack
from cabinet_papers.findings.message import phrase

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = {"pic": "picture", "sp": "text box or shape", "graphicFrame": "chart", "grpSp": "group of shapes"}
NOTHING = etree.Element("nothing")


class XlsxParts(Package):
    """The parts of an .xlsx package. Raises UnreadableError, and PackageError for one that cannot be unpacked."""

    def __init__(self, path: Path) -> None:
        super().__init__(unpack(path, WORKBOOK))

    def read(self, name: str) -> etree._Element:
        """Return the root of a part without the comments in it; an empty one where it is missing."""
        found = self.find_part(name)
        try:
            return parse_part(self.parts[found], found, is_bare=True) if found in self.parts else NOTHING
        except DamagedError as error:
            raise UnreadableError(phrase('a piece of the file, "{}", is damaged', name)) from error
        except PackageError as error:
            raise UnreadableError(
                phrase('a piece of the file, "{}", has something that no workbook may have', name)
            ) from error

    def by_reference(self, name: str) -> dict[str, Relation]:
        """Return what a part refers to, by reference."""
        return {each.ref: each for each in self.find_relations(name)}

    def read_drawings(self, sheet: str) -> tuple[Drawing, ...]:
        """Return the pictures and shapes on a worksheet."""
        parts = [each.target for each in self.find_relations(sheet) if each.kind == "drawing"]
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
