"""A finished document as its page has to show it, read for the proof alone: paragraph by paragraph, without a tree.

Shares nothing with the reader that pages are written from, so that what one overlooks the other sees.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import REFERENCE, Relation, read_relations, relations_of
from cabinet_papers.finished.found import normalise
from cabinet_papers.finished.word_file import MAIN, NUMBERING, STYLES, W, WordFile
from cabinet_papers.proof.page_cells import read_cells
from cabinet_papers.proof.page_lists import Lists, attribute, whole
from cabinet_papers.proof.page_runs import RunReader, Runs, is_chosen
from cabinet_papers.proof.page_styles import Manner, Manners, heading, is_set, side
from cabinet_papers.proof.shown import BULLET, Shown, Spot

P, TBL = f"{W}p", f"{W}tbl"
KINDS = ("footnote", "endnote")
# What only fonts of symbols have.
OF_SYMBOLS = re.compile("[\ue000-\uf8ff]")


class Met(NamedTuple):
    """A paragraph as it has to be shown, and where it is in the document."""

    shown: Shown
    element: etree._Element


class Outline(NamedTuple):
    """All that a page has to show: the paragraphs in their order, and the names of the tables."""

    paragraphs: list[Met]
    names: list[str]


def read_document(file: WordFile, notice: str = "") -> Outline:
    """Return what the page of a finished document has to show; an exempt one's, the notice with these words too."""
    reader = _Reader(file)
    body = next(file.roots[MAIN].iterchildren(f"{W}body"))
    header, read = list(reader.read_header(body)), list(reader.flow(body, reader.runs_of(MAIN), Shown("")))
    shown = [*header, *read, *reader.read_notes()]
    if notice:
        shown[len(header) : len(header)] = _Reader(file).read_notices(notice, {each.shown.words for each in shown})
    return Outline([each for each in shown if not each.shown.is_nothing], reader.names)


class _Lists:
    """The lists that are open in a body or a cell: the level of each one's last item, and where its text is."""

    def __init__(self) -> None:
        self.open: list[tuple[int, int]] = []
        self.is_quoted = False

    def turn(self, is_quoted: bool) -> None:
        """End the lists where a quotation begins or ends."""
        if is_quoted is not self.is_quoted:
            self.open.clear()
        self.is_quoted = is_quoted

    def enter(self, level: int, indent: int) -> int:
        """Return in how many lists an item of the level stands."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        self.open.append((level, indent))
        return len(self.open)

    def go_on(self, indent: int) -> int:
        """Return in how many lists a paragraph is that is set in so far; in none it ends them."""
        inside = [at for at, (_, text) in enumerate(self.open, 1) if text <= indent]
        del self.open[max(inside, default=0) :]
        return len(self.open)


class _Reader:
    """Reads the parts of one document."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.manners = Manners(file.roots.get(STYLES))
        self.lists = Lists(file.roots.get(NUMBERING), self.manners.list_by_style())
        self.is_titled = any(self.is_named_title(each) for each in file.roots[MAIN].iter(P))
        self.tables = 0
        self.names: list[str] = []
        self.notes: dict[tuple[str, str], None] = {}

    def is_named_title(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has words in the style of a title, below which all headings are."""
        style = attribute(paragraph.find(f"{W}pPr"), "pStyle")
        return self.manners.find(style).is_title and any((each.text or "").strip() for each in paragraph.iter(f"{W}t"))

    def relations_of(self, part: str) -> list[Relation]:
        """Return what a part refers to."""
        root = self.file.roots.get(relations_of(part))
        return read_relations(root, posixpath.dirname(part)) if root is not None else []

    def runs_of(self, part: str) -> RunReader:
        """Return what reads the words of a part."""
        return RunReader(self.manners, {each.ref: each.target for each in self.relations_of(part)})

    def read_header(self, body: etree._Element) -> Iterator[Met]:
        """Yield what is at the head of the first page."""
        section = next(body.iter(f"{W}sectPr"), None)
        wanted = "first" if is_set(section, "titlePg") else "default"
        parts = {each.ref: each.target for each in self.relations_of(MAIN)}
        for each in section.iterchildren(f"{W}headerReference") if section is not None else ():
            part = parts.get(each.get(REFERENCE) or "", "")
            if each.get(f"{W}type") == wanted and part in self.file.roots:
                yield from self.flow(self.file.roots[part], self.runs_of(part), Shown("", "header"))
                return

    def read_notices(self, notice: str, seen: set[str]) -> Iterator[Met]:
        """Yield the paragraphs with the words of a notice that are only at the head or foot of some pages."""
        wanted = re.compile(rf"(?:^|\W){re.escape(notice)}(?:\W|$)")
        for part in [each.target for each in self.relations_of(MAIN) if each.kind in ("header", "footer")]:
            for each in self.flow(self.file.roots[part], self.runs_of(part), Shown("", "header")):
                if wanted.search(each.shown.words) and each.shown.words not in seen:
                    seen.add(each.shown.words)
                    yield Met(each.shown._replace(cells=(), heads=""), each.element)

    def read_notes(self) -> Iterator[Met]:
        """Yield the notes to which there are signs, of each kind in the order of the signs."""
        for kind in KINDS:
            part = next((each.target for each in self.relations_of(MAIN) if each.kind == f"{kind}s"), "")
            stored = {each.get(f"{W}id"): each for each in self.file.roots.get(part, ()) if each.tag == f"{W}{kind}"}
            runs = self.runs_of(part)
            for noted in [ref for its, ref in self.notes if its == kind and ref in stored]:
                yield from self.flow(stored[noted], runs, Shown("", "notes"))

    def flow(self, container: etree._Element, runs: RunReader, around: Shown) -> Iterator[Met]:
        """Yield the paragraphs of a body, a cell, a note or a text box; `around` says in which cell they are."""
        lists = _Lists()
        waiting = [iter(container)]
        # Content controls and tracked insertions are looked into without entering them.
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif child.tag == P:
                yield from self.meet(child, runs, around, lists)
            elif child.tag == TBL:
                lists.open.clear()
                yield from self.meet_table(child, runs, around)
            elif str(child.tag).removeprefix(W) not in ("del", "moveFrom", "tcPr", "sdtPr") and is_chosen(child):
                waiting.append(iter(child))

    def meet(self, paragraph: etree._Element, runs: RunReader, around: Shown, lists: _Lists) -> Iterator[Met]:
        """Yield a paragraph, and what is in the text boxes on it."""
        own = paragraph.find(f"{W}pPr")
        style = attribute(own, "pStyle") or self.manners.usual
        read = runs.read(paragraph, style)
        self.notes |= dict.fromkeys(read.notes)
        for follows in (False, True):
            if follows and not (read.is_blank and self.is_gone(own, style)):
                shown = self.place(paragraph, self.manners.find(style), read, around, lists)
                yield Met(shown, paragraph)
            for box in (each for after, each in read.boxes if after is follows):
                lists.open.clear()
                yield from self.flow(box, runs, around)

    def is_gone(self, own: etree._Element | None, style: str | None) -> bool:
        """Whether the end of a paragraph is hidden or was deleted."""
        end = own.find(f"{W}rPr") if own is not None else None
        deleted = end is not None and any(end.find(f"{W}{each}") is not None for each in ("del", "moveFrom"))
        hidden = is_set(end, "vanish")
        return deleted or (self.manners.find(style).hides or self.manners.all_hidden if hidden is None else hidden)

    def place(self, paragraph: etree._Element, manner: Manner, read: Runs, around: Shown, lists: _Lists) -> Shown:
        """Return a paragraph with its heading's level, its number and its place in lists."""
        own = paragraph.find(f"{W}pPr")
        outline, indent = attribute(own, "outlineLvl"), own.find(f"{W}ind") if own is not None else None
        left, right = (max(side(indent, each), 0) for each in (("left", "start"), ("right", "end")))
        level = manner.level if outline is None else heading(outline)
        if self.is_titled:
            level = 1 if manner.is_title and outline is None else level + bool(level)
        shown = around._replace(
            words=normalise(read.words), level=level, links=read.links, pictures=read.pictures, notes=len(read.notes),
            is_quoted=manner.is_quoted or (left > 0 < right and not level),
        )  # fmt: skip
        shown = self.count(shown, own, manner, left, lists)
        if shown.depth or shown.is_nothing:
            return shown
        lists.turn(shown.is_quoted)
        stays = not (level or shown.number)
        return shown._replace(depth=lists.go_on(left if stays and left else -1))

    def count(self, shown: Shown, own: etree._Element | None, manner: Manner, left: int, lists: _Lists) -> Shown:
        """Return a paragraph with its number, and as an item of a list where it is one."""
        named = attribute(own, "numPr/numId")
        number = manner.list_number if named is None else "" if named == "0" else named
        if not number:
            return shown
        at = self.level_of(number, own, manner)
        printed = self.lists.print(number, at)
        text = OF_SYMBOLS.sub(BULLET, printed.text)
        is_item = printed.is_sign or named is not None or manner.is_list
        if shown.level or not text or not is_item:
            return shown._replace(number=text)
        lists.turn(shown.is_quoted)
        depth = lists.enter(at, left or printed.indent or manner.indent)
        return shown._replace(number=BULLET if printed.is_sign else text, depth=depth)

    def level_of(self, number: str, own: etree._Element | None, manner: Manner) -> int:
        """Return the level of a paragraph in its list, which may be its style's."""
        stated = attribute(own, "numPr/ilvl")
        if stated is not None or attribute(own, "numPr/numId") is not None:
            return whole(stated, 0)
        of_list = self.lists.find_level_of(number, attribute(own, "pStyle") or self.manners.usual)
        return manner.list_level if of_list is None else of_list

    def meet_table(self, table: etree._Element, runs: RunReader, around: Shown) -> Iterator[Met]:
        """Yield the paragraphs of a table; the words of merged cells together."""
        self.tables += 1
        number = self.tables
        name = normalise(attribute(table, "tblPr/tblCaption") or "")
        self.names += [name] if name else []
        for cell in read_cells(table):
            inside = around._replace(cells=(*around.cells, Spot(number, cell.row, cell.column)), heads=cell.heads)
            for each in cell.elements:
                yield from self.flow(each, runs, inside)
