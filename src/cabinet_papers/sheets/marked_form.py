"""A marked copy of a Word form: each finding as a comment in the margin, and a colour behind its cell.

WordprocessingML comments: ECMA-376 Part 1, 17.13.4; the order of a cell's properties: 17.4.69.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lxml import etree

from cabinet_papers.excel.cells import read_reference
from cabinet_papers.files.package import (
    CONTENT_TYPES,
    TYPES,
    WORD_FORM,
    DamagedError,
    Package,
    Relation,
    unpack,
    write_package,
)
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.grids import TABLE, iter_parts
from cabinet_papers.finished.word_file import W
from cabinet_papers.sheets.mark_words import ERROR_FILL, WARNING_FILL, retire_marks
from cabinet_papers.sheets.word_form_rows import ROW_TAG, iter_cells, iter_top

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.sheets.marked_copy import Mark

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
FILLS = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}
# What is before the ground of a cell among its properties.
BEFORE_GROUND = [f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders")]


def mark_form(content: bytes, marks: Sequence[Mark], author: str) -> bytes:
    """Return the document with the marks; `author` is whose they are.

    Comments that a person wrote stay. Marks of an earlier copy are replaced by "Corrected.". Raises PackageError.
    """
    package = Package(unpack(content, WORD_FORM))
    main = package.find_related("", "officeDocument")
    root = package.read(main)
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedError(phrase("its main part is missing or damaged"))
    comments = _Comments(package, main, author)
    tables = [each for each in iter_top(body) if each.tag == TABLE]
    for mark in sorted(marks, key=lambda each: each.severity is Severity.ERROR):
        cell = _find_cell(tables, mark)
        if cell is not None:
            _colour(cell, FILLS[mark.severity])
        within = body if cell is None else cell
        for paragraph in itertools.islice(within.iter(f"{W}p"), 1):
            comments.add(paragraph, mark.text)
    comments.write()
    package.write(main, root)
    return write_package(package.parts)


def _find_cell(tables: list[etree._Element], mark: Mark) -> etree._Element | None:
    """Return the cell that the mark is on, None for one on the whole document or on what stands around the table."""
    name, _, number = mark.sheet.partition(" ")
    place = read_reference(mark.cell)
    if name != "table" or not number.isdecimal() or not 0 < int(number) <= len(tables) or place is None:
        return None
    rows = [
        each for each in iter_parts(tables[int(number) - 1], ROW_TAG) if each.find(f"{W}trPr/{W}del") is None
    ]  # fmt: skip
    if place[0] > len(rows):
        return None
    found = {column: cell for column, _, cell in iter_cells(rows[place[0] - 1])}
    return found.get(place[1])


def _colour(cell: etree._Element, fill: str) -> None:
    """Put a colour behind the cell."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    ground = properties.find(f"{W}shd")
    if ground is None:
        ground = etree.Element(f"{W}shd")
        at = sum(each.tag in BEFORE_GROUND for each in properties)
        properties.insert(at, ground)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        ground.set(f"{W}{name}", value)


class _Comments:
    """The part with the comments, which is added where there is none."""

    def __init__(self, package: Package, main: str, author: str) -> None:
        self.package = package
        self.main = main
        self.author = author
        self.name = package.find_related(main, "comments")
        self.is_new = self.name not in package.parts
        self.root = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}) if self.is_new else package.read(self.name)
        for comment in self.root:
            _retire(comment)
        numbers = (each.get(f"{W}id") or "" for each in self.root)
        self.next = max((int(each) for each in numbers if each.isdecimal()), default=-1) + 1

    def add(self, paragraph: etree._Element, text: str) -> None:
        """Put a comment beside the paragraph."""
        number = {f"{W}id": str(self.next)}
        self.next += 1
        comment = etree.SubElement(self.root, f"{W}comment", {**number, f"{W}author": self.author, f"{W}initials": ""})
        _write(comment, text)
        at = int(paragraph.find(f"{W}pPr") is not None)
        paragraph.insert(at, etree.Element(f"{W}commentRangeStart", number))
        etree.SubElement(paragraph, f"{W}commentRangeEnd", number)
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference", number)

    def write(self) -> None:
        """Put the part into the package."""
        if self.is_new and not len(self.root):
            return
        if self.is_new:
            self.name = "word/comments.xml"
            types = self.package.read(CONTENT_TYPES)
            etree.SubElement(types, f"{TYPES}Override", PartName=f"/{self.name}", ContentType=COMMENTS_TYPE)
            self.package.write(CONTENT_TYPES, types)
            self.package.add_relations(self.main, [Relation("rIdMarks", "comments", f"/{self.name}")])
        self.package.write(self.name, self.root)


def _retire(comment: etree._Element) -> None:
    """Replace the marks of an earlier copy by "Corrected."."""
    lines = ("".join(each.text or "" for each in line.iter(f"{W}t")) for line in comment.iter(f"{W}p"))
    text = "\n".join(lines)
    if retire_marks(text) != text:
        for each in list(comment):
            comment.remove(each)
        _write(comment, retire_marks(text))


def _write(comment: etree._Element, text: str) -> None:
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = line
