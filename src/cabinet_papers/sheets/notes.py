"""Notes on the cells of an .xlsx package: Excel keeps their words in one part and draws them by another, in VML.

SpreadsheetML comments: ECMA-376 Part 1, 18.7; VML: Part 4, clause 19; the order of a worksheet's parts: 18.3.1.99.
"""

from __future__ import annotations

import re

from lxml import etree

from cabinet_papers.excel.cells import cell_reference, read_reference
from cabinet_papers.excel.excel_package import MAIN, ExcelPackage, PackageFormError
from cabinet_papers.excel.writer import NOTE_WIDTH
from cabinet_papers.files.package import REFERENCE
from cabinet_papers.sheets.mark_words import is_retired, retire_marks

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may follow the reference to the notes' drawing in a worksheet.
AFTER_NOTES = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
# The letters that fit in a note's line, and the line's height in points, in the font that Excel takes.
LETTERS, LINE = 46, 13
SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NEW_DRAWING = (
    f'<xml {SPACES}><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
SHAPE = (
    '<v:shape {spaces} id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:{width}pt;height:{height}pt;'
    'z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# Above the numbers that Excel gives to a worksheet's own shapes.
FIRST_SHAPE = 50_000
SHAPE_NUMBER = re.compile(r'"_x0000_s(\d{1,9})"')


def write_notes(package: ExcelPackage, part: str, sheet: etree._Element, texts: dict[str, str], author: str) -> None:
    """Put the texts on the cells (by reference) of the worksheet in `part`, whose root is `sheet`.

    What a person wrote on a cell stays, above the text. Marks of an earlier copy are replaced by "Corrected.".
    """
    name = package.find_related(part, "comments")
    if not name and not texts:
        return
    if name:
        comments = package.read(name)
    else:
        comments = etree.fromstring(f'<comments xmlns="{MAIN.strip("{}")}"><authors/><commentList/></comments>')
        name, _ = package.add(part, "comments", "xl/comments", ".xml", COMMENTS_TYPE, b"")
    listed = comments.find(f"{MAIN}commentList")
    if listed is None:
        raise PackageFormError("its notes have no list")
    by_cell = {cell_reference(*place_of(str(each.get("ref")))): each for each in listed}
    for comment in by_cell.values():
        _retire_marks(comment)
    added = []
    # What is added to the note behind a thread of comments Excel does not show.
    threads = {cell for cell, comment in by_cell.items() if _is_thread(comments, comment)}
    for cell, text in _beside_threads(texts, threads).items():
        if cell in by_cell:
            _append(by_cell[cell], text)
        else:
            _add_comment(listed, cell, text, _author(comments, author))
            added.append((cell, text))
    package.write(name, comments)
    if added:
        _draw(package, part, sheet, added)


def _is_thread(comments: etree._Element, comment: etree._Element) -> bool:
    """Whether the note stands for a thread of comments: its author is then the thread's own name."""
    authors = [str(each.text or "") for each in comments.iterfind(f"{MAIN}authors/{MAIN}author")]
    at = str(comment.get("authorId"))
    return at.isdigit() and int(at) < len(authors) and authors[int(at)].startswith("tc=")


def _beside_threads(texts: dict[str, str], threads: set[str]) -> dict[str, str]:
    """Return the texts by cell, those of a cell with a thread at the nearest cell of its row that has none."""
    placed: dict[str, str] = {}
    for cell, text in texts.items():
        row, column = place_of(cell)
        near = (*range(column, 0, -1), *range(column + 1, column + len(threads) + 2))
        free = next(each for at in near if (each := cell_reference(row, at)) not in threads)
        placed[free] = f"{placed[free]}\n{text}" if free in placed else text
    return placed


def _retire_marks(comment: etree._Element) -> None:
    """Replace the marks of an earlier copy by "Corrected."."""
    text = "".join(str(each.text or "") for each in comment.iter(f"{MAIN}t"))
    retired = retire_marks(text)
    body = comment.find(f"{MAIN}text")
    if retired != text and body is not None:
        body.clear()
        _add_run(body, retired)


def _append(comment: etree._Element, text: str) -> None:
    body = comment.find(f"{MAIN}text")
    if body is None:
        body = etree.SubElement(comment, f"{MAIN}text")
    words_so_far = "".join(str(each.text or "") for each in body.iter(f"{MAIN}t"))
    if is_retired(words_so_far):
        body.clear()
        words_so_far = ""
    loose = body.find(f"{MAIN}t")
    if loose is not None:
        # A text is either plain or made of runs (18.4.12).
        body.clear()
        _add_run(body, words_so_far)
    _add_run(body, f"\n{text}" if words_so_far.strip() else text)


def _add_run(body: etree._Element, text: str) -> None:
    run = etree.SubElement(body, f"{MAIN}r")
    words = etree.SubElement(run, f"{MAIN}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text


def _author(comments: etree._Element, author: str) -> str:
    authors = comments.find(f"{MAIN}authors")
    if authors is None:
        authors = etree.Element(f"{MAIN}authors")
        comments.insert(0, authors)
    known = [each.text for each in authors]
    if author not in known:
        etree.SubElement(authors, f"{MAIN}author").text = author
        known.append(author)
    return str(known.index(author))


def _add_comment(listed: etree._Element, cell: str, text: str, author: str) -> None:
    comment = etree.SubElement(listed, f"{MAIN}comment", ref=cell, authorId=author)
    _add_run(etree.SubElement(comment, f"{MAIN}text"), text)


def _draw(package: ExcelPackage, part: str, sheet: etree._Element, added: list[tuple[str, str]]) -> None:
    # A picture in the header is a VML drawing too: only the reference shows which one is for the notes.
    reference = sheet.find(f"{MAIN}legacyDrawing")
    ref = reference.get(REFERENCE) if reference is not None else None
    name = next((each.target for each in package.find_relations(part) if each.ref == ref), "")
    if name not in package.parts:
        if reference is not None:
            raise PackageFormError("the drawing of its notes is missing")
        name, ref = package.add(part, "vmlDrawing", "xl/drawings/vmlDrawing", ".vml", VML_TYPE, NEW_DRAWING.encode())
        _refer(sheet, ref)
    # Excel's own VML is not always well formed, so that it is not read; it ends in one way only.
    drawing = package.parts[name].decode("utf-8", "surrogateescape")
    taken = max((int(each) for each in SHAPE_NUMBER.findall(drawing)), default=0)
    first = max(FIRST_SHAPE, taken) + 1
    shapes = "".join(_shape(number, cell, text) for number, (cell, text) in enumerate(added, first))
    start, end, rest = drawing.rpartition("</xml>")
    package.parts[name] = f"{start}{shapes}{end}{rest}".encode("utf-8", "surrogateescape")


def _shape(number: int, cell: str, text: str) -> str:
    row, column = place_of(cell)
    lines = sum(1 + len(line) // LETTERS for line in text.split("\n")) + 1
    return SHAPE.format(
        spaces=SPACES, number=number, order=number - FIRST_SHAPE, width=NOTE_WIDTH, height=lines * LINE,
        row=row - 1, column=column - 1,
    )  # fmt: skip


def place_of(reference: str) -> tuple[int, int]:
    """Return the row and the column of a cell's reference. Raises PackageFormError where it is none."""
    place = read_reference(reference)
    if place is None:
        raise PackageFormError(f"{reference} is no cell")
    return place


def _refer(sheet: etree._Element, ref: str) -> None:
    """Put the reference to the drawing at its place in the worksheet."""
    drawing = sheet.makeelement(f"{MAIN}legacyDrawing", {REFERENCE: ref})
    later = next((each for each in sheet if re.sub(r"\{.*\}", "", str(each.tag)) in AFTER_NOTES), None)
    if later is None:
        sheet.append(drawing)
    else:
        later.addprevious(drawing)
