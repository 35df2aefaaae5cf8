"""The words of a tagged PDF in the order that its tags give (ISO 32000-1, 14.7 and 14.8).

On the page words lie anywhere: cells side by side, a heading row again on each page. The tags give each paragraph and
cell once, in reading order, also across the end of a page. Headers, footers and repeated headings are not among them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from cabinet_papers.pdf.pdf_fonts import Font
from cabinet_papers.pdf.pdf_page import read_page

# Tags that are within a paragraph; any other begins one.
WITHIN = {"/Span", "/Link", "/Reference", "/Quote", "/Code", "/Em", "/Strong", "/Sub", "/Form", "/Annot", "/BibEntry"}
# Footnotes are no words of the body; a text box hangs on a paragraph.
LEFT_OUT, LABEL, BOXES = {"/Note", "/FENote"}, "/Lbl", {"/Div", "/Figure", "/Aside"}

VERSION = re.compile(r"LibreOffice (\d+)\.(\d+)")


class Piece(NamedTuple):
    """Words that lie together on a line of a page; a paragraph `begins` with them, they are `boxed` in a text box.

    One that `is_label` is the number or bullet of the item of a list that follows.
    """

    text: str
    page: int
    begins: bool
    boxed: bool
    is_label: bool = False


class Contents(NamedTuple):
    """The pieces of a tagged PDF in reading order, none where it is not tagged; the letters that print as a box.

    `fonts` are the names of its fonts, `edges` the words of each page that are not tagged: of its header and footer;
    `version` is that of the LibreOffice that made it, as far as it says.
    """

    pieces: list[Piece]
    boxes: set[str]
    fonts: set[str]
    edges: list[str]
    is_tagged: bool
    version: tuple[int, ...] = ()


def read_pdf(pdf: bytes) -> Contents:
    """Return what a PDF has. What is raised where it is damaged: `pdf_finish.DAMAGES`."""
    reader = PdfReader(io.BytesIO(pdf))
    fonts: dict[int, Font] = {}
    pages, boxes, edges = {}, set[str](), list[str]()
    for number, page in enumerate(reader.pages, 1):
        if page.indirect_reference is not None:
            written = read_page(page, fonts)
            pages[page.indirect_reference.idnum] = (number, written.pieces)
            boxes |= written.boxes
            edges.append(written.edges)
    named = {str(font["/BaseFont"]) for page in reader.pages for font in _find_fonts(page)}
    root: Any = reader.trailer["/Root"]
    tree = root.get("/StructTreeRoot")
    if not tree:
        return Contents([], boxes, named, edges, is_tagged=False)
    pieces = list(_Tree(pages, tree.get("/RoleMap") or {}).walk(tree.get("/K"), 0, boxed=False))
    version = VERSION.match(str(reader.metadata.producer if reader.metadata else ""))
    made_by = tuple(map(int, version.groups())) if version else ()
    return Contents(pieces, boxes, named, edges, is_tagged=True, version=made_by)


def _find_fonts(page: Any) -> list[Any]:
    fonts = (page.get("/Resources") or {}).get("/Font") or {}
    return [font.get_object() for font in fonts.values()]


class _Tree:
    """Goes through the tags in their order. `pages` gives each page's number and pieces by the page's reference."""

    def __init__(self, pages: dict[int, tuple[int, dict[int, str]]], roles: dict[str, str]) -> None:
        self.pages = pages
        self.roles = roles
        self.begins = True
        self.after_space = False

    def walk(self, node: Any, page: int, *, boxed: bool) -> Iterator[Piece]:
        """Yield the pieces of a tag, of several, or the one that has that number on the page."""
        node = node.get_object() if node is not None else None
        if isinstance(node, ArrayObject):
            for each in node:
                yield from self.walk(each, page, boxed=boxed)
        elif isinstance(node, int):
            number, pieces = self.pages.get(page, (0, {}))
            yield from self.give(pieces.get(int(node), ""), number, boxed=boxed)
        elif isinstance(node, DictionaryObject):
            page = node.raw_get("/Pg").idnum if "/Pg" in node else page
            if "/MCID" in node:
                yield from self.walk(node["/MCID"], page, boxed=boxed)
            elif "/S" in node:
                yield from self.walk_tag(node, page, boxed=boxed)

    def walk_tag(self, node: DictionaryObject, page: int, *, boxed: bool) -> Iterator[Piece]:
        """Yield the pieces below a tag."""
        tag = str(node.get("/S"))
        tag = str(self.roles.get(tag, tag))
        if tag in LEFT_OUT:
            return
        if "/ActualText" in node:
            # So a hyphen at the end of a line says that it is none of the words.
            yield from self.give(str(node["/ActualText"]), self.pages.get(page, (0, {}))[0], boxed=boxed)
            return
        self.begins |= tag not in WITHIN
        if tag == LABEL:
            pieces = self.walk(node.get("/K"), page, boxed=boxed)
            yield from (each._replace(is_label=True) for each in list(pieces)[:1])
            self.begins = True
            return
        yield from self.walk(node.get("/K"), page, boxed=boxed or tag in BOXES)
        self.begins |= tag not in WITHIN

    def give(self, text: str, page: int, *, boxed: bool) -> Iterator[Piece]:
        """Yield a piece that is not empty; one of a no-break space alone goes with the next."""
        if not text.strip():
            self.after_space = bool(text)
            return
        yield Piece(f" {text}" if self.after_space and not self.begins else text, page, self.begins, boxed)
        self.begins = self.after_space = False
