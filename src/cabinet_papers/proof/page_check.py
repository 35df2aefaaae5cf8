"""Checks that a web page contains what people wrote, in order. Shares no code with what writes the pages."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import phrase
from cabinet_papers.finished.found import OUTSIDE, FoundParagraph, Place, TablePlaces, enter_cell, normalise
from cabinet_papers.papers.expected import Section
from cabinet_papers.proof.readback import find_losses

INLINE = {"strong", "em", "a", "span", "sup", "sub", "br"}
UNSEEN = {"style", "title"}
# Elements that never have an end.
VOID = {"br", "img", "meta", "link", "hr", "input"}
TABLE, ROW, CELLS = "table", "tr", ("td", "th")


class _Open(NamedTuple):
    """An element that has begun: the place that it gives to what is in it, and whether its words are left out."""

    tag: str
    place: Place
    is_unseen: bool


class _PageReader(HTMLParser):
    """Gathers the paragraphs that a page shows: what is between two borders of its blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[FoundParagraph] = []
        self.pieces: list[str] = []
        self.open = [_Open("", OUTSIDE, False)]
        self.counts = [0]
        self.numbered = TablePlaces()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.end_paragraph()
        if tag == "br":
            self.pieces.append(" ")
        if tag in VOID:
            return
        attributes = dict(attrs)
        around = self.open[-1]
        # A running number is the list's, and the name of a column is shown in each cell only on a phone.
        beside = attributes.get("class") == "number" or attributes.get("aria-hidden") == "true"
        self.open.append(_Open(tag, self.enter(tag, around.place), around.is_unseen or tag in UNSEEN or beside))
        self.counts.append(0)

    def enter(self, tag: str, around: Place) -> Place:
        """Return the place that a table, a row or a cell gives to what is in it."""
        if tag == TABLE:
            return self.numbered.enter_table(around)
        if tag not in (ROW, *CELLS):
            return around
        parent = TABLE if tag == ROW else ROW
        at = max(at for at, each in enumerate(self.open) if each.tag == parent)
        self.counts[at] += 1
        return (
            self.numbered.enter_row(self.open[at].place, self.counts[at])
            if tag == ROW
            else enter_cell(self.open[at].place, self.counts[at])
        )

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_paragraph()
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()
            self.counts.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1].is_unseen:
            self.pieces.append(data)

    def end_paragraph(self) -> None:
        """Keep the paragraph that ends here; white space between two tags is none."""
        words = normalise("".join(self.pieces))
        self.pieces = []
        if words:
            block = next(each for each in reversed(self.open) if each.tag not in INLINE)
            self.found.append(FoundParagraph(words, block.place, block.tag == "li"))


def check_page(page: bytes, file: str, sections: list[Section]) -> list[Diagnostic]:
    """Return a finding if something that was typed is missing from the page, or not where it belongs."""
    reader = _PageReader()
    reader.feed(page.decode())
    reader.end_paragraph()
    lost = find_losses(reader.found, sections)
    if not lost:
        return []
    owners, *others = dict.fromkeys(loss.fact.owner for loss in lost[:5])
    for each in others:
        owners = phrase("{}, {}", owners, each)
    message = phrase("something that was typed is missing from the web page, or in the wrong place: {}", owners)
    hint = phrase("this is a fault of the program, so please report it")
    return [finding(codes.OUT002, message, hint, Location(file))]
