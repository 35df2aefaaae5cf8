"""The paragraphs that a web page shows: what is between two borders of its blocks. Shares no code with its writer."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from cabinet_papers.finished.found import OUTSIDE, FoundParagraph, Place, TablePlaces, enter_cell, normalise
from cabinet_papers.proof.page_lists import spell
from cabinet_papers.proof.shown import BULLET, Shown, Spot

INLINE = {"strong", "em", "a", "span", "sup", "sub", "br", "s", "img"}
# Elements that never have an end.
VOID = {"br", "img", "meta", "link", "hr", "input", "col"}
CELLS = ("td", "th")
HEADING = re.compile("h([1-6])")
SCOPES = {"col": "column", "colgroup": "column", "row": "row", "rowgroup": "row"}
# How a list writes its numbers, by its type.
FORMS = {"": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
ABROAD = re.compile(r"[a-z]+:", re.IGNORECASE)
SIGN, OWN = "sign", "own"
# Words that are no paragraph's: what is beside them, by the class or the tag of their element.
BESIDE = {"number": "number", "unseen": "unseen", "note": "note", "style": "unshown", "title": "unshown"}


class _Grid:
    """A table that has begun: its number, its rows so far, and for how many rows from this on a column is taken."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = 0
        self.taken: dict[int, int] = {}

    def begin_row(self) -> int:
        """Return the number of the next row."""
        self.row, self.column = self.row + 1, 0
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}
        return self.row

    def begin_cell(self, attributes: dict[str, str]) -> Spot:
        """Return the place of the row's next cell."""
        columns, rows = (int(attributes.get(name) or 1) for name in ("colspan", "rowspan"))
        first = self.column + 1
        while first in self.taken:
            first += 1
        self.column = first + columns - 1
        self.taken |= dict.fromkeys(range(first, first + columns), rows)
        return Spot(self.number, self.row, first)


class _Open(NamedTuple):
    """An element that has begun: what it makes of the paragraphs in it, and what its words are beside."""

    tag: str
    shown: Shown
    place: Place = OUTSIDE
    beside: str = ""


class PageReader(HTMLParser):
    """Reads a page: `found` are its paragraphs, `names` those of its tables, `title` its heading for the ear alone."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Shown, FoundParagraph]] = []
        self.names: list[str] = []
        self.title = ""
        self.open = [_Open("", Shown(""))]
        self.grids: list[_Grid] = []
        self.tables = 0
        self.places = TablePlaces()
        # Of each list that has begun the number of its next item, and the form of its numbers.
        self.lists: list[tuple[int, str]] = []
        # What the next paragraph has, and what is printed before it where it is the first of an item.
        self.pieces: list[str] = []
        self.number: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.notes = 0
        self.item: str | None = None
        self.address = ""
        self.unseen = ""
        self.feed(page)
        self.close()
        self.end_paragraph()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, and end the paragraph before it where it is a block."""
        attributes = {name: value or "" for name, value in attrs}
        if tag not in INLINE:
            self.end_paragraph()
        if tag == "br":
            self.pieces.append(" ")
        named = "aria-label" if attributes.get("role") == "img" else "alt"
        self.pictures += filter(None, [attributes.get(named)])
        if tag in VOID:
            return
        around = self.open[-1]
        kinds = (*attributes.get("class", "").split(), tag)
        beside = next((BESIDE[each] for each in kinds if each in BESIDE), around.beside)
        shown, place = self.find_part(tag, attributes, around)
        self.open.append(_Open(tag, shown, place, beside))
        if tag == "a":
            self.begin_link(attributes, around.tag, is_beside=bool(beside))
        elif tag in ("ol", "ul"):
            form = SIGN if tag == "ul" else OWN if "own" in kinds else FORMS[attributes.get("type", "")]
            self.lists.append((int(attributes.get("start") or 1), form))
        elif tag == "li":
            self.begin_item()

    def begin_link(self, attributes: dict[str, str], around: str, *, is_beside: bool) -> None:
        """Note where the next words lead; the sign of a note is raised."""
        if not is_beside:
            self.address = attributes.get("href", "")
        elif around == "sup":
            self.notes += 1

    def begin_item(self) -> None:
        """Note what is printed before the next paragraph; numbers of a list's own are among its words."""
        number, form = self.lists.pop()
        self.lists.append((number + 1, form))
        self.item = {SIGN: BULLET, OWN: ""}.get(form, f"{spell(number, form)}.")

    def find_part(self, tag: str, attributes: dict[str, str], around: _Open) -> tuple[Shown, Place]:
        """Return what an element makes of the paragraphs in it, and the place that it gives them."""
        if tag in ("table", "tr", *CELLS):
            return self.find_cell(tag, attributes, around)
        shown = around.shown
        if tag in ("thead", "tbody"):
            # No cell reaches from the headings into the rows below.
            self.grids[-1].taken = {}
        heading = HEADING.fullmatch(tag)
        kind = attributes.get("class", "").split()
        if heading or attributes.get("role") == "heading":
            shown = shown._replace(level=int(heading[1] if heading else attributes["aria-level"]))
        elif tag == "header":
            shown = shown._replace(part="header")
        elif tag == "section" and "notes" in kind:
            shown = shown._replace(part="notes")
        elif tag == "blockquote":
            shown = shown._replace(is_quoted=True)
        elif tag == "li":
            shown = shown._replace(depth=shown.depth + 1)
        elif tag == "div" and "box" in kind:
            shown = Shown("", shown.part, cells=shown.cells, heads=shown.heads)
        return shown, around.place

    def find_cell(self, tag: str, attributes: dict[str, str], around: _Open) -> tuple[Shown, Place]:
        """Return the same of a table, a row or a cell."""
        if tag == "table":
            self.tables += 1
            self.grids.append(_Grid(self.tables))
            return around.shown, self.places.enter_table(around.place)
        if tag == "tr":
            table = next(each for each in reversed(self.open) if each.tag == "table")
            return around.shown, self.places.enter_row(table.place, self.grids[-1].begin_row())
        spot = self.grids[-1].begin_cell(attributes)
        table = next(each for each in reversed(self.open) if each.tag == "table")
        heads = SCOPES.get(attributes.get("scope", ""), "") if tag == "th" else ""
        cells = (*table.shown.cells, spot)
        return Shown("", around.shown.part, cells=cells, heads=heads), enter_cell(around.place, spot.column)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and the paragraph in it where it is a block."""
        if tag not in INLINE:
            self.end_paragraph()
        if tag in VOID or len(self.open) == 1:
            return
        ended = self.open.pop()
        if tag == "a" and not ended.beside:
            self.address = ""
        elif tag in ("ol", "ul"):
            self.lists.pop()
        elif tag == "table":
            self.grids.pop()
        elif ended.beside == "unseen":
            self.keep_unseen(tag)

    def keep_unseen(self, tag: str) -> None:
        """Keep the words of an element that is only read to those who do not see the page."""
        words, self.unseen = normalise(self.unseen), ""
        if tag == "caption":
            self.names.append(words)
        else:
            self.title = words

    def handle_data(self, data: str) -> None:
        """Keep words with those that they belong to."""
        beside = self.open[-1].beside
        if beside == "number":
            self.number.append(data)
        elif beside == "unseen":
            self.unseen += data
        elif not beside:
            self.pieces.append(data)
            if data.strip() and ABROAD.match(self.address) and self.links[-1:] != [self.address]:
                self.links.append(self.address)

    def end_paragraph(self) -> None:
        """Keep the paragraph that ends here; white space between two tags is none."""
        words, number = normalise("".join(self.pieces)), normalise("".join(self.number)) or self.item or ""
        block = next(each for each in reversed(self.open) if each.tag not in INLINE)
        shown = block.shown._replace(
            words=words, number=number, links=tuple(self.links), pictures=tuple(self.pictures), notes=self.notes
        )  # fmt: skip
        if not shown.is_nothing:
            self.found.append((shown, FoundParagraph(words, block.place, self.item is not None)))
        self.pieces, self.number, self.links, self.pictures, self.notes, self.item = [], [], [], [], 0, None
