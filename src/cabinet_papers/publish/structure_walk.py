"""One part of a finished document, walked element by element: what Word would have to mend in it, and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAIN = "word/document.xml"
MARKERS = {"bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd"}
BLOCKS = {"p", "tbl", "sdt", "customXml", "altChunk", *MARKERS}
INLINE = {
    "pPr", "r", "hyperlink", "fldSimple", "sdt", "smartTag", "ins", "del", "moveFrom", "moveTo", "customXml", "dir",
    "bdo", *MARKERS,
}  # fmt: skip
# What an element may hold (17.2.2 body, 17.4.66 tc, 17.4.79 tr, 17.4.38 tbl, 17.3.1.22 p).
CHILDREN = {
    "body": {*BLOCKS, "sectPr"},
    "hdr": BLOCKS,
    "ftr": BLOCKS,
    "tc": {*BLOCKS, "tcPr"},
    "tr": {"tc", "trPr", "tblPrEx", "sdt", "customXml", *MARKERS},
    "tbl": {"tr", "tblPr", "tblGrid", "sdt", "customXml", *MARKERS},
    "p": INLINE,
    "hyperlink": INLINE - {"pPr"},
}
# What has to stand first in an element.
FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}
TEXTS = {f"{W}{name}" for name in ("t", "instrText", "delText", "delInstrText")}
FIELD = re.compile(r"\{\{|\{%|\}\}|%\}")
LARGEST_LEVEL = 8


class Fault(NamedTuple):
    """What Word would have to mend: where in the document, and what is wrong."""

    place: str
    message: str


class StructureWalker:
    """Walks one part and knows where it is: the table, the row, the column's heading, the words last read."""

    def __init__(self, part: str, styles: dict[str, str], numbers: set[str], refs: set[str], typed: str) -> None:
        self.part = part
        self.styles, self.numbers, self.refs = styles, numbers, refs
        self.typed = typed
        self.faults: list[Fault] = []
        self.tables = 0
        self.where: list[str] = []
        self.words = ""
        self.marks: dict[str, str] = {}
        self.names: set[str] = set()
        self.closed: set[str] = set()
        self.fields = 0
        self.checks: dict[str, Callable[[ElementTree.Element], None]] = {
            "tc": self._check_cell, "tr": self._check_row, "tbl": self._check_table, "numPr": self._check_list,
            "bookmarkStart": self._check_bookmark, "bookmarkEnd": self._check_bookmark_end,
            "hyperlink": self._check_link, "fldChar": self._check_field,
            "pStyle": lambda element: self._check_style(element, "paragraph"),
            "rStyle": lambda element: self._check_style(element, "character"),
            "tblStyle": lambda element: self._check_style(element, "table"),
            "headerReference": lambda element: self._check_reference(element, "header"),
            "footerReference": lambda element: self._check_reference(element, "footer"),
        }  # fmt: skip

    def _report(self, message: str) -> None:
        place = ", ".join([] if self.part == MAIN else [self.part]) or "the document"
        near = f', near "{self.words[-40:].strip()}"' if self.words.strip() else ""
        self.faults.append(Fault(", ".join([place, *self.where]) + near, message))

    def walk(self, element: ElementTree.Element) -> None:
        """Look at the element and all that stands in it."""
        tag = element.tag
        name = tag[len(W) :] if tag.startswith(W) else ""
        self._check_text(element, tag)
        if name in CHILDREN or name in FIRST:
            self._check_children(element, name)
        check = self.checks.get(name)
        if check:
            check(element)
        if name in ("tbl", "tr", "tc"):
            self._walk_table(element, name)
        else:
            for child in element:
                self.walk(child)

    def _walk_table(self, element: ElementTree.Element, name: str) -> None:
        """Walk a table, row or cell, naming it meanwhile."""
        if name == "tbl":
            self.tables += 1
        label = {"tbl": f"table {self.tables}", "tr": "row", "tc": "column"}[name]
        self.where.append(label)
        counted = 0
        for child in element:
            if child.tag in (f"{W}tr", f"{W}tc"):
                counted += 1
                self.where[-1] = f"{label} row {counted}" if name == "tbl" else f"column {counted}"
            self.walk(child)
        self.where.pop()

    def _check_text(self, element: ElementTree.Element, tag: str) -> None:
        """Find text outside the elements that carry it, and fields of the template that were left over."""
        if tag in TEXTS:
            text = element.text or ""
            if FIELD.search(text) and " ".join(text.split()) not in self.typed:
                self._report(f'a placeholder was left over: "{text.strip()[:60]}"')
            self.words = (self.words + text)[-80:]
        elif element.text and element.text.strip() and tag.startswith(W):
            self._report(f'text stands loose in the document: "{element.text.strip()[:40]}"')
        if element.tail and element.tail.strip() and tag.startswith(W):
            self._report(f'text stands loose in the document: "{element.tail.strip()[:40]}"')

    def _check_children(self, element: ElementTree.Element, name: str) -> None:
        known = CHILDREN.get(name)
        for at, child in enumerate(element):
            if not child.tag.startswith(W):
                continue
            inner = child.tag[len(W) :]
            if known is not None and inner not in known:
                self._report(f"<{inner}> may not stand in <{name}>")
            if name == "r" and inner in ("p", "tbl", "r"):
                self._report(f"<{inner}> may not stand in a run of text")
            if at and inner == FIRST.get(name):
                self._report(f"the properties of <{name}> do not stand first")

    def _check_cell(self, cell: ElementTree.Element) -> None:
        blocks = [child.tag for child in cell if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]
        if not blocks or blocks[-1] != f"{W}p":
            self._report("a cell does not end with a paragraph")

    def _check_row(self, row: ElementTree.Element) -> None:
        if row.find(f"{W}tc") is None and row.find(f"{W}sdt") is None:
            self._report("a row has no cell")

    def _check_table(self, table: ElementTree.Element) -> None:
        grid = table.find(f"{W}tblGrid")
        rows = table.findall(f"{W}tr")
        if grid is None or table.find(f"{W}tblPr") is None:
            self._report("a table has no properties or no grid")
            return
        if not rows and table.find(f"{W}sdt") is None:
            self._report("a table has no row")
        open_merges: set[int] = set()
        for number, row in enumerate(rows, 1):
            columns, open_merges = self._read_row(row, open_merges)
            if columns and columns != len(grid):
                self._report(f"row {number} of the table has {columns} columns, its grid has {len(grid)}")

    def _read_row(self, row: ElementTree.Element, open_merges: set[int]) -> tuple[int, set[int]]:
        """Return how many columns a row spans, and in which of them a cell merged downwards is open."""
        column, still_open = 0, set()
        for skipped in ("gridBefore", "gridAfter"):
            found = row.find(f"{W}trPr/{W}{skipped}")
            column += int(found.get(f"{W}val", "0")) if found is not None else 0
        for cell in row.findall(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                if merge.get(f"{W}val") != "restart" and column not in open_merges:
                    self._report("a cell continues a merged one that nothing begins")
                still_open.add(column)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            column += int(span.get(f"{W}val", "1")) if span is not None else 1
        return column, still_open

    def _check_style(self, element: ElementTree.Element, kind: str) -> None:
        ref = str(element.get(f"{W}val"))
        if self.styles.get(ref) != kind:
            self._report(f'there is no {kind} style "{ref}"')

    def _check_list(self, element: ElementTree.Element) -> None:
        number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
        ref = str(number.get(f"{W}val")) if number is not None else "0"
        if ref != "0" and ref not in self.numbers:
            self._report(f"a paragraph belongs to the list {ref}, which is missing")
        if level is not None and not 0 <= int(level.get(f"{W}val", "0")) <= LARGEST_LEVEL:
            self._report("a list goes deeper than nine levels")

    def _check_bookmark(self, element: ElementTree.Element) -> None:
        ref, name = str(element.get(f"{W}id")), str(element.get(f"{W}name"))
        if ref in self.marks:
            self._report(f"two bookmarks have the number {ref}")
        if name in self.names:
            self._report(f'the bookmark "{name}" stands twice')
        self.marks[ref] = name
        self.names.add(name)

    def _check_bookmark_end(self, element: ElementTree.Element) -> None:
        ref = str(element.get(f"{W}id"))
        if ref not in self.marks or ref in self.closed:
            self._report("a bookmark ends that has not begun")
        self.closed.add(ref)

    def _check_link(self, element: ElementTree.Element) -> None:
        ref = element.get(f"{R}id")
        if ref is not None and ref not in self.refs:
            self._report("a link leads to an address that is missing")

    def _check_reference(self, element: ElementTree.Element, kind: str) -> None:
        if element.get(f"{R}id") not in self.refs:
            self._report(f"the page's {kind} is missing")

    def _check_field(self, element: ElementTree.Element) -> None:
        kind = element.get(f"{W}fldCharType")
        self.fields += {"begin": 1, "end": -1}.get(str(kind), 0)
        if self.fields < 0:
            self._report("a field ends that has not begun")
            self.fields = 0

    def finish(self) -> None:
        """Report what was begun and never ended."""
        for ref in self.marks.keys() - self.closed:
            self._report(f'the bookmark "{self.marks[ref]}" does not end')
        if self.fields > 0:
            self._report("a field does not end")
