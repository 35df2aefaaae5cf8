"""A copy of a returned workbook with a mark on each cell that something is wrong with: a note and a colour.

An .xlsx package is changed part by part, not saved again by a library, which would lose what it does not know:
pictures, text boxes, newer kinds of lists. Of other files, of which only plain words can be seen, the words are written
anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cabinet_papers.excel.cells import cell_reference, read_reference
from cabinet_papers.excel.excel_package import MAIN, ExcelPackage, PackageFormError
from cabinet_papers.excel.worksheet_copy import write_worksheet
from cabinet_papers.excel.writer import ExcelWorkbook
from cabinet_papers.findings.diagnostics import Severity
from cabinet_papers.sheets.mark_words import ERROR_FILL, WARNING_FILL
from cabinet_papers.sheets.notes import place_of, write_notes
from cabinet_papers.sheets.put_right import Line, add_put_right, write_put_right

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Worksheet

FILLS = {Severity.ERROR: ERROR_FILL, Severity.WARNING: WARNING_FILL}


class Mark(NamedTuple):
    """A mark on a cell; `sheet` is "" for the first worksheet. Not every mark is for the Cabinet Member to act on."""

    sheet: str
    cell: str
    text: str
    severity: Severity
    is_for_member: bool = True


def mark_package(content: bytes, marks: list[Mark], author: str, listed: str) -> bytes:
    """Return the .xlsx or .xlsm workbook with the marks on its cells; `author` is whose marks they are.

    A note that a person wrote stays, above the mark. The first worksheet lists what to put right, in place of the one
    named `listed`, which an earlier copy has. Raises ValueError where the package is not of a form that can
    be marked.
    """
    package = ExcelPackage(content)
    package.make_workbook()
    root = package.read(package.styles)
    styles = _Styles(root)
    sheets = package.find_sheets()
    if {mark.sheet for mark in marks} - {"", *sheets}:
        raise PackageFormError("a worksheet cannot be found in it")
    for at, (name, part) in enumerate(sheets.items()):
        own = [mark for mark in marks if mark.sheet == name or (not mark.sheet and at == 0)]
        sheet = package.read(part)
        etree.strip_tags(sheet, etree.Comment, etree.ProcessingInstruction)
        write_notes(package, part, sheet, join_marks(own), author)
        if own:
            cells = _Cells(sheet)
            for mark in sorted(own, key=_is_error):
                cell = cells.find(mark.cell)
                cell.set("s", styles.fill(cell.get("s", "0"), mark.severity))
            package.write(part, sheet)
    package.write(package.styles, root)
    if lines := _list_lines(marks, next(iter(sheets), "")):
        add_put_right(package, lines, listed)
    return package.pack()


def mark_words(worksheets: tuple[Worksheet, ...], marks: list[Mark], author: str) -> bytes:
    """Return a new .xlsx workbook with the worksheets' words, and the marks on its cells."""
    book = ExcelWorkbook("", author)
    if lines := _list_lines(marks, worksheets[0].name):
        write_put_right(book, lines)
    for at, worksheet in enumerate(worksheets):
        own = [mark for mark in marks if mark.sheet == worksheet.name or (not mark.sheet and at == 0)]
        fills = {mark.cell: f"#{FILLS[mark.severity]}" for mark in sorted(own, key=_is_error)}
        sheet = book.add(worksheet.name)
        write_worksheet(sheet, worksheet, fills)
        for cell, text in join_marks(own).items():
            sheet.note(*place_of(cell), text)
    return book.close()


def _list_lines(marks: list[Mark], first: str) -> list[Line]:
    """Return a line for each mark that the Cabinet Member can act on, errors first; `first` is the first worksheet."""
    own = [mark for mark in marks if mark.is_for_member]
    return [Line(mark.sheet or first, mark.cell, mark.text) for mark in sorted(own, key=_is_error, reverse=True)]


def _is_error(mark: Mark) -> bool:
    """Sort key: errors last, so that their colour wins."""
    return mark.severity is Severity.ERROR


def join_marks(marks: list[Mark]) -> dict[str, str]:
    """Return the marks of each cell as one text."""
    texts: dict[str, str] = {}
    for mark in marks:
        texts[mark.cell] = f"{texts[mark.cell]}\n{mark.text}" if mark.cell in texts else mark.text
    return texts


class _Styles:
    """The workbook's formats, to which copies in another colour are added."""

    def __init__(self, root: etree._Element) -> None:
        self.formats, self.fills = _needed(root, "cellXfs"), _needed(root, "fills")
        self.coloured: dict[tuple[str, Severity], str] = {}
        self.own_fills: dict[Severity, str] = {}

    def fill(self, style: str, severity: Severity) -> str:
        """Return the format that looks like `style` in the severity's colour."""
        if (style, severity) not in self.coloured:
            copy = deepcopy(self.formats[min(int(style), len(self.formats) - 1)])
            copy.set("fillId", self._add_fill(severity))
            copy.set("applyFill", "1")
            self.coloured[style, severity] = _append(self.formats, copy)
        return self.coloured[style, severity]

    def _add_fill(self, severity: Severity) -> str:
        if severity not in self.own_fills:
            fill = self.fills.makeelement(f"{MAIN}fill", {})
            pattern = etree.SubElement(fill, f"{MAIN}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{MAIN}fgColor", rgb=f"FF{FILLS[severity]}")
            etree.SubElement(pattern, f"{MAIN}bgColor", indexed="64")
            self.own_fills[severity] = _append(self.fills, fill)
        return self.own_fills[severity]


def _needed(root: etree._Element, tag: str) -> etree._Element:
    found = root.find(f"{MAIN}{tag}")
    if found is None or not len(found):
        raise PackageFormError(f"its styles have no {tag}")
    return found


def _append(parent: etree._Element, child: etree._Element) -> str:
    """Append to a counted list of the styles; return the place in it."""
    parent.append(child)
    parent.set("count", str(len(parent)))
    return str(len(parent) - 1)


class _Cells:
    """A worksheet's cells, to which missing ones are added at their place."""

    def __init__(self, sheet: etree._Element) -> None:
        content = sheet.find(f"{MAIN}sheetData")
        if content is None:
            raise PackageFormError("a worksheet has no cells")
        self.content = content
        _number_cells(content)

    def find(self, reference: str) -> etree._Element:
        """Return the cell; where the file has none, an empty one is put in."""
        number, _ = place_of(reference)
        row = _find_or_insert(self.content, "row", str(number), lambda each: int(each))
        return _find_or_insert(row, "c", reference, lambda each: place_of(each)[1])


def _number_cells(content: etree._Element) -> None:
    """Give rows and cells the references that a program may leave out, counting on (18.3.1.4 and 18.3.1.73)."""
    at = 0
    for row in content:
        at = int(row.get("r") or at + 1)
        row.set("r", str(at))
        column = 0
        for cell in row:
            place = read_reference(cell.get("r"))
            column = place[1] if place else column + 1
            cell.set("r", cell_reference(at, column))


def _find_or_insert(parent: etree._Element, tag: str, name: str, order: Callable[[str], int]) -> etree._Element:
    wanted = order(name)
    earlier = list(itertools.takewhile(lambda each: order(str(each.get("r"))) <= wanted, parent))
    if earlier and earlier[-1].get("r") == name:
        return earlier[-1]
    made = parent.makeelement(f"{MAIN}{tag}", {"r": name})
    parent.insert(len(earlier), made)
    return made
