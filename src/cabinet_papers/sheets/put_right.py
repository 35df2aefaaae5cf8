"""The first worksheet of a marked copy: a line for each mark that the Cabinet Member can act on, a link to its cell.

The words are those of the notes, so that one who reads the note, the line or the terminal reads the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from cabinet_papers.excel.excel_package import MAIN, ExcelPackage, PackageFormError
from cabinet_papers.excel.row_height import TALLEST, height_for
from cabinet_papers.excel.writer import ExcelWorkbook, Look
from cabinet_papers.files.package import REFERENCE
from cabinet_papers.sheets.mark_words import find_own_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Cell, Worksheet

TITLE = "What to put right"
INTRO = "Each line leads to its cell. Correct it there, then save the workbook and send it back."
HEADINGS = ("Cell", "What is wrong, and what to do")
WIDTHS = (24.0, 100.0)
FIRST_LINE = 4
TITLE_HEIGHT = 25
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
FONT = '<font xmlns="{}">{}<sz val="{}"/>{}<name val="Arial"/></font>'
# The worksheet's fonts: marks before the size, the size, the colour.
FONTS = {
    "title": ("<b/>", 16, ""),
    "bold": ("<b/>", 11, ""),
    "link": ("<u/>", 11, '<color rgb="FF1F3A5F"/>'),
    "intro": ("", 11, ""),
    "words": ("", 11, ""),
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Line(NamedTuple):
    """A line of the worksheet: the worksheet and the cell that it leads to, and its words."""

    sheet: str
    cell: str
    text: str

    @property
    def place(self) -> str:
        """The cell as a person reads it."""
        return f"{self.sheet} {self.cell}"

    @property
    def target(self) -> str:
        """The cell as a link names it."""
        quoted = self.sheet.replace("'", "''")
        return f"'{quoted}'!{self.cell}"


def is_put_right(worksheet: Worksheet) -> bool:
    """Whether the worksheet is one that a marked copy begins with."""
    return bool(worksheet.cells) and worksheet.cells[0].reference == "A1" and worksheet.cells[0].text.strip() == TITLE


def find_typed(worksheet: Worksheet) -> list[Cell]:
    """Return the cells of the worksheet in which a person wrote."""
    marks = {
        cell.row for cell in worksheet.cells if cell.column == 2 and find_own_words(cell.text) != cell.text.strip()
    }
    return [
        cell
        for cell in worksheet.cells
        if cell.text.strip() not in ("", TITLE, INTRO, *HEADINGS)
        and not (cell.row in marks and (cell.column == 1 or (cell.column == 2 and not find_own_words(cell.text))))
    ]


def write_put_right(book: ExcelWorkbook, lines: Sequence[Line]) -> None:
    """Add the worksheet to a workbook that is being written."""
    sheet = book.add(TITLE)
    for column, (width, heading) in enumerate(zip(WIDTHS, HEADINGS, strict=True), 1):
        sheet.width(column, width)
        sheet.text(FIRST_LINE - 1, column, heading, Look(bold=True))
    sheet.text(1, 1, TITLE, Look(bold=True, size=16))
    sheet.height(1, TITLE_HEIGHT)
    sheet.text(2, 1, INTRO, Look())
    for row, line in enumerate(lines, FIRST_LINE):
        sheet.link(row, 1, line.target, line.place, Look(underlined=True, colour="#1F3A5F"))
        sheet.text(row, 2, line.text, Look(wrap=True))
        sheet.height(row, _height(line))
    sheet.print_landscape(FIRST_LINE - 1)


def _height(line: Line) -> float:
    return min(TALLEST, height_for([(line.text, WIDTHS[1])], 18))


def add_put_right(package: ExcelPackage, lines: Sequence[Line], replaced: str) -> None:
    """Put the worksheet before the others of a package, or in place of the one named `replaced` of an earlier copy."""
    content = etree.tostring(_make_sheet(lines, _add_styles(package)), xml_declaration=True, encoding="UTF-8")
    book = package.read(package.book)
    sheets = book.find(f"{MAIN}sheets")
    if sheets is None:
        raise PackageFormError("its workbook has no list of worksheets")
    if part := package.find_sheets().get(replaced):
        package.parts[part] = content
        at = next(at for at, each in enumerate(sheets) if each.get("name") == replaced)
    else:
        part, ref = package.add(package.book, "worksheet", "xl/worksheets/sheet", ".xml", SHEET_TYPE, content)
        at = 0
        _insert_first(book, sheets, ref)
    _select(package, book, at, part)
    package.write(package.book, book)


def _insert_first(book: etree._Element, sheets: etree._Element, ref: str) -> None:
    """Name the worksheet first. What refers to a worksheet by its place, such as a print area, moves along."""
    taken = {str(each.get("name")).casefold() for each in sheets}
    name = next(name for number in range(1, len(taken) + 2) if (name := _number(number)).casefold() not in taken)
    number = max((int(each.get("sheetId") or 0) for each in sheets), default=0) + 1
    sheets.insert(0, sheets.makeelement(f"{MAIN}sheet", {"name": name, "sheetId": str(number), REFERENCE: ref}))
    for each in book.iter(f"{MAIN}definedName"):
        if (place := each.get("localSheetId")) is not None:
            each.set("localSheetId", str(int(place) + 1))


def _number(number: int) -> str:
    return TITLE if number == 1 else f"{TITLE} ({number})"


def _select(package: ExcelPackage, book: etree._Element, at: int, part: str) -> None:
    """Open the workbook with this worksheet alone: of two selected ones Excel would write into both."""
    for view in book.iter(f"{MAIN}workbookView"):
        view.set("activeTab", str(at))
        view.set("firstSheet", "0")
    for each in package.find_relations(package.book):
        if each.kind in ("worksheet", "chartsheet", "dialogsheet") and each.target in package.parts:
            root = package.read(each.target)
            if each.target != part and (views := [view for view in root.iter() if view.get("tabSelected")]):
                for view in views:
                    del view.attrib["tabSelected"]
                package.write(each.target, root)


def _add_styles(package: ExcelPackage) -> dict[str, str]:
    """Add the worksheet's formats to those of the package; return their places."""
    root = package.read(package.styles)
    fonts, formats = root.find(f"{MAIN}fonts"), root.find(f"{MAIN}cellXfs")
    if fonts is None or formats is None:
        raise PackageFormError("its styles have no fonts")
    places = {}
    for name, parts in FONTS.items():
        at = _append(fonts, etree.fromstring(FONT.format(MAIN.strip("{}"), *parts)))
        form = {"numFmtId": "0", "fontId": at, "fillId": "0", "borderId": "0", "xfId": "0", "applyAlignment": "1"}
        made = formats.makeelement(f"{MAIN}xf", form | {"applyFont": "1"})
        etree.SubElement(made, f"{MAIN}alignment", vertical="top", wrapText="1" if name == "words" else "0")
        places[name] = _append(formats, made)
    package.write(package.styles, root)
    return places


def _append(parent: etree._Element, child: etree._Element) -> str:
    parent.append(child)
    parent.set("count", str(len(parent)))
    return str(len(parent) - 1)


def _make_sheet(lines: Sequence[Line], styles: dict[str, str]) -> etree._Element:
    """Return the worksheet as SpreadsheetML (ECMA-376 Part 1, 18.3)."""
    sheet = etree.Element(f"{MAIN}worksheet")
    etree.SubElement(etree.SubElement(sheet, f"{MAIN}sheetPr"), f"{MAIN}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(sheet, f"{MAIN}sheetViews")
    etree.SubElement(views, f"{MAIN}sheetView", tabSelected="1", workbookViewId="0")
    columns = etree.SubElement(sheet, f"{MAIN}cols")
    for at, width in enumerate(WIDTHS, 1):
        etree.SubElement(columns, f"{MAIN}col", min=str(at), max=str(at), width=str(width), customWidth="1")
    data = etree.SubElement(sheet, f"{MAIN}sheetData")
    _add_row(data, 1, [(TITLE, styles["title"])], TITLE_HEIGHT)
    _add_row(data, 2, [(INTRO, styles["intro"])])
    _add_row(data, FIRST_LINE - 1, [(heading, styles["bold"]) for heading in HEADINGS])
    for row, line in enumerate(lines, FIRST_LINE):
        _add_row(data, row, [(line.place, styles["link"]), (line.text, styles["words"])], _height(line))
    links = etree.SubElement(sheet, f"{MAIN}hyperlinks")
    for row, line in enumerate(lines, FIRST_LINE):
        etree.SubElement(links, f"{MAIN}hyperlink", ref=f"A{row}", location=line.target, display=line.place)
    etree.SubElement(sheet, f"{MAIN}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return sheet


def _add_row(data: etree._Element, number: int, cells: Sequence[tuple[str, str]], height: float | None = None) -> None:
    row = etree.SubElement(data, f"{MAIN}row", r=str(number))
    if height:
        row.set("ht", f"{height:g}")
    for letter, (text, style) in zip("AB", cells, strict=False):
        cell = etree.SubElement(row, f"{MAIN}c", r=f"{letter}{number}", s=style, t="inlineStr")
        words = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        words.set(SPACE, "preserve")
        words.text = text
