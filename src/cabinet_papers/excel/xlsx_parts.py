"""The parts of an .xlsx package, how they refer to each other, and the pictures and shapes on a worksheet.

Open Packaging Conventions: ECMA-376 Part 2; drawings: Part 1, clause 20.5. The names of the Strict form (Annex A) end
like those of the usual one, and only their ends are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from cabinet_papers.excel.cells import LAST_COLUMN, LAST_ROW, Drawing, Room, UnreadableError
from cabinet_papers.files.package import (
    MOST_NODES,
    SAFE,
    WORKBOOK,
    DamagedError,
    Package,
    PackageError,
    Relation,
    TooLargeError,
    check_declared,
    check_encoding,
    count_nodes,
    parse_part,
    unpack,
)
from cabinet_papers.findings.message import Term, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# So many tags and values may all parts have that are parsed; those of a worksheet formatted down to its last row are
# fewer. More than that takes longer than anybody waits.
MOST_MARKS = 18_000_000
# So many bytes of a worksheet are parsed before the rows in them are looked at.
AT_ONCE = 1 << 20
IS_FILLED, COUNT = etree.XPath("boolean(*/node())"), etree.XPath("count(.//*) + count(.//@*)")
DRAWN = {"pic": "picture", "sp": "text box or shape", "graphicFrame": "chart", "grpSp": "group of shapes"}
NOTHING = etree.Element("nothing")


class XlsxParts(Package):
    """The parts of an .xlsx package. Raises UnreadableError, and PackageError for one that cannot be unpacked."""

    def __init__(self, path: Path) -> None:
        super().__init__(unpack(path, WORKBOOK))
        self.left = MOST_MARKS

    def read(self, name: str) -> etree._Element:
        """Return the root of a part without the comments in it; an empty one where it is missing."""
        return self._parse(name, lambda content, found: parse_part(content, found, is_bare=True))

    def read_rows(self, name: str, look_at: Callable[[etree._Element], None]) -> etree._Element:
        """Return the root of a worksheet's part without the rows in which no cell has anything.

        `look_at` is called with each row, in their order, before it is left out.
        """
        return self._parse(name, lambda content, _: _parse_rows(content, name, look_at))

    def _parse(self, name: str, parse: Callable[[bytes, str], etree._Element]) -> etree._Element:
        found = self.find_part(name)
        if found not in self.parts:
            return NOTHING
        content = self.parts[found]
        # A part may be named again and again.
        self.left -= content.count(b"<") + content.count(b"=")
        if self.left < 0:
            raise TooLargeError(WORKBOOK.too_large)
        try:
            return parse(content, found)
        except TooLargeError as error:
            raise TooLargeError(WORKBOOK.too_large) from error
        except DamagedError as error:
            raise UnreadableError(phrase('a piece of the file, "{}", is damaged', name)) from error
        except PackageError as error:
            raise UnreadableError(
                phrase('a piece of the file, "{}", has something that no workbook may have', name)
            ) from error

    def by_reference(self, name: str) -> dict[str, Relation]:
        """Return what a part refers to, by reference."""
        return {each.ref: each for each in self.find_relations(name)}

    def read_drawings(self, sheet: str, room: Room) -> tuple[Drawing, ...]:
        """Return the pictures and shapes on a worksheet; a part that is named again and again is read once."""
        found: list[Drawing] = []
        for part in dict.fromkeys(each.target for each in self.find_relations(sheet) if each.kind == "drawing"):
            for anchor in self.read(part):
                drawn = _read_anchor(anchor)
                room.take(len(drawn), sum(len(each.text) for each in drawn))
                found += drawn
        return tuple(found)


def _parse_rows(content: bytes, name: str, look_at: Callable[[etree._Element], None]) -> etree._Element:
    """Return the root of a worksheet's part without its empty rows, of which never many are in memory.

    A worksheet that is formatted down to its last row has millions of cells without anything in them.
    """
    check_encoding(content, name)
    parser = etree.XMLPullParser(events=("end",), tag="{*}row", **SAFE, remove_comments=True, remove_pis=True)
    in_memory = 0
    # One that has just been read is still open to what follows it.
    last: list[etree._Element] = []
    try:
        for start in range(0, len(content), AT_ONCE):
            chunk = content[start : start + AT_ONCE]
            in_memory += count_nodes(chunk)
            parser.feed(chunk)
            for _, row in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
                _drop(last)
                look_at(row)
                if not IS_FILLED(row):
                    in_memory -= int(cast(float, COUNT(row)))
                    last.append(row)
            if in_memory > MOST_NODES:
                raise TooLargeError(WORKBOOK.too_large)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise DamagedError(phrase("a piece of the file, {}, is damaged", Term(name))) from error
    _drop(last)
    check_declared(root, name)
    return root


def _drop(rows: list[etree._Element]) -> None:
    """Leave the rows out, and forget them."""
    while rows:
        row = rows.pop()
        if (parent := row.getparent()) is not None:
            parent.remove(row)


def _read_anchor(anchor: etree._Element) -> list[Drawing]:
    start = anchor.find("{*}from")
    row, column = (_count(start, "row", LAST_ROW), _count(start, "col", LAST_COLUMN)) if start is not None else (1, 1)
    return [
        Drawing(kind, " ".join("".join(str(each.text or "") for each in found.iter("{*}t")).split()), row, column)
        for tag, kind in DRAWN.items()
        for found in anchor.findall(f"{{*}}{tag}")
    ]


def _count(start: etree._Element, part: str, last: int) -> int:
    """Return a row or a column counted from 1, as far as Excel has any; the first where none is said."""
    typed = (start.findtext(f"{{*}}{part}") or "").strip()
    digits = typed.lstrip("0") if typed.isascii() and typed.isdigit() else ""
    return last if len(digits) > len(str(last)) else min(int(digits or "0") + 1, last)
