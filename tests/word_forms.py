"""A Word form filled in by hand: the cells of its table changed as Word stores them; a test shows what was typed."""

import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from lxml import etree

from tests.packages import change_package

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
BODY = "word/document.xml"
Cell = etree._Element


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def bullet(text: str, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def edit(path: Path, change: Callable[[Cell], None]) -> None:
    """Change the body of the document."""

    def change_body(parts: dict[str, bytes]) -> None:
        root = etree.fromstring(parts[BODY])
        change(root)
        parts[BODY] = etree.tostring(root)

    change_package(path, change_body)


def cell_of(root: Cell, row: int, column: int) -> Cell:
    """Return a cell of the first table; the headings are row 1."""
    table = next(root.iter(f"{W}tbl"))
    return table.findall(f"{W}tr")[row - 1].findall(f"{W}tc")[column - 1]


def make(xml: str) -> list[Cell]:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return list(etree.fromstring(f'<w:x xmlns:w="{MAIN}" xmlns:r="{relations}">{xml}</w:x>'))


def fill(cell: Cell, xml: str) -> None:
    """Put paragraphs and tables in place of what the cell holds."""
    for each in list(cell):
        if each.tag != f"{W}tcPr":
            cell.remove(each)
    cell.extend(make(xml))


def answer(path: Path, answers: dict[int, tuple[str, str]]) -> None:
    """Choose a decision, and give a comment as paragraphs, in the rows of these numbers, counted from the first."""

    def change(root: Cell) -> None:
        for number, (decision, comment) in answers.items():
            control = next(cell_of(root, number + 1, 3).iter(f"{W}sdt"))
            shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
            if shown is not None:
                control.find(f"{W}sdtPr").remove(shown)
            content = control.find(f"{W}sdtContent")
            for each in list(content):
                content.remove(each)
            content.extend(make(run(decision)))
            fill(cell_of(root, number + 1, 4), comment if "<w:p>" in comment else paragraph(run(comment)))

    edit(path, change)


def words(path: Path) -> list[list[str]]:
    """Return the words of the first table's cells, hidden ones left out."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read(BODY))
    return [
        [
            "\n".join(
                "".join(t.text or "" for t in p.iter(f"{W}t") if t.getparent().find(f"{W}rPr/{W}vanish") is None)
                for p in cell.iter(f"{W}p")
            )
            for cell in row.findall(f"{W}tc")
        ]
        for row in next(root.iter(f"{W}tbl")).findall(f"{W}tr")
    ]
