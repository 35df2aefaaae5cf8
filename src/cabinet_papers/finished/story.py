"""Reads a finished document into the tree that `tree.py` describes: its body, the header of its first page, its notes.

What a reader of the paper does not see is left out: hidden and deleted words, codes of fields, numbers of pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.files.package import REFERENCE, Relation, read_relations, relations_of
from cabinet_papers.finished.grids import TABLE, TableReader
from cabinet_papers.finished.images import ALTERNATIVES, choose_alternative
from cabinet_papers.finished.inline import UNREAD, InlineReader
from cabinet_papers.finished.lists import gather
from cabinet_papers.finished.looks import NOTHING, Looks, Said
from cabinet_papers.finished.numbering import Numbering, write_number
from cabinet_papers.finished.paragraphs import ParagraphReader
from cabinet_papers.finished.styles import StyleSheet, is_on, styles_of, value_of
from cabinet_papers.finished.tree import Block, Bookmark, NoteMark, Paragraph, TextBox, iter_paragraphs
from cabinet_papers.finished.word_file import MAIN, NUMBERING, W, WordFile, read_property

# How notes are numbered where the document does not say it (17.11.17).
FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


class Note(NamedTuple):
    """A footnote or endnote, with its sign in the text."""

    mark: NoteMark
    blocks: tuple[Block, ...]


class Whole(NamedTuple):
    """A finished document as a reader meets it."""

    title: str
    author: str
    language: str
    is_landscape: bool
    sheet: StyleSheet
    header: tuple[Block, ...]
    body: tuple[Block, ...]
    notes: tuple[Note, ...]


def read_whole(file: WordFile, notice: str = "") -> Whole:
    """Return the document read; `notice` are words of the notice that an exempt one has to show.

    It may stand at the head or foot of other pages than the first alone, and is then read as if it were there.
    """
    body = next(file.roots[MAIN].iterchildren(f"{W}body"))
    reader = DocumentReader(file)
    section = next(body.iter(f"{W}sectPr"), None)
    title, author, language = (read_property(file, name) for name in ("title", "creator", "language"))
    header = reader.read_header(section) if section is not None else ()
    read = StoryReader(reader, MAIN).read(body)
    if notice:
        header += tuple(reader.read_notices(notice, (*header, *read)))
    turned = [each.get(f"{W}orient") == "landscape" for each in body.iter(f"{W}pgSz")]
    return Whole(
        title, author, language or reader.sheet.language, turned[-1:] == [True], reader.sheet, header, read,
        tuple(reader.read_notes()),
    )  # fmt: skip


def open_story(file: WordFile) -> StoryReader:
    """Return what reads the body of the document piece by piece, in its order."""
    return StoryReader(DocumentReader(file), MAIN)


class DocumentReader:
    """What the stories of a document share: styles, lists, and the notes in the order of their signs."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.sheet = styles_of(file)
        self.looks = Looks(self.sheet)
        self.paragraphs = ParagraphReader(
            self.sheet, Numbering(file.roots.get(NUMBERING), self.sheet), self.looks,
            has_title=self.sheet.has_title(file.roots[MAIN]),
        )  # fmt: skip
        self.tables = TableReader(self.sheet)
        self.marks: dict[tuple[str, str], NoteMark] = {}

    def relations_of(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by reference."""
        root = self.file.roots.get(relations_of(part))
        found = read_relations(root, posixpath.dirname(part)) if root is not None else []
        return {each.ref: each for each in found}

    def find_part(self, kind: str) -> str:
        """Return the part of this kind that the main one refers to, "" where there is none."""
        found = (each.target for each in self.relations_of(MAIN).values() if each.kind == kind)
        return next((each for each in found if each in self.file.roots), "")

    def number(self, kind: str, ref: str) -> NoteMark:
        """Return the sign of a note, which has the next number of its kind."""
        if (kind, ref) not in self.marks:
            number = sum(each == kind for each, _ in self.marks) + 1
            settings = self.file.roots.get(self.find_part("settings"))
            stated = settings.find(f"{W}{kind}Pr/{W}numFmt") if settings is not None else None
            mark = NoteMark(write_number(number, value_of(stated) or FORMS[kind]), f"{kind}-{number}")
            self.marks[kind, ref] = mark
        return self.marks[kind, ref]

    def read_header(self, section: etree._Element) -> tuple[Block, ...]:
        """Return what is at the head of the first page."""
        wanted = "first" if is_on(section.find(f"{W}titlePg")) else "default"
        named = (each for each in section.iterchildren(f"{W}headerReference") if each.get(f"{W}type") == wanted)
        relations = self.relations_of(MAIN)
        parts = (relations[ref].target for each in named if (ref := each.get(REFERENCE) or "") in relations)
        part = next((each for each in parts if each in self.file.roots), "")
        return StoryReader(self, part).read(self.file.roots[part]) if part else ()

    def read_notices(self, notice: str, shown: tuple[Block, ...]) -> Iterator[Paragraph]:
        """Yield the paragraphs of headers and footers with the words of a notice that are not shown already."""
        seen = {_on_one_line(each.text) for each in iter_paragraphs(shown)}
        for part in (each.target for each in self.relations_of(MAIN).values() if each.kind in ("header", "footer")):
            for each in iter_paragraphs(StoryReader(self, part).read(self.file.roots[part])):
                words = _on_one_line(each.text)
                if re.search(rf"(?<!\w){re.escape(notice)}(?!\w)", words) and words not in seen:
                    seen.add(words)
                    yield each

    def read_notes(self) -> Iterator[Note]:
        """Yield the notes to which there are signs, the footnotes first."""
        for kind in FORMS:
            part = self.find_part(f"{kind}s")
            stored = self.file.roots[part].iterchildren(f"{W}{kind}") if part else ()
            by_ref = {each.get(f"{W}id"): each for each in stored}
            reader = StoryReader(self, part)
            for (each, ref), mark in list(self.marks.items()):
                if each == kind and ref in by_ref:
                    yield Note(mark, reader.read(by_ref[ref]))


class StoryReader:
    """Reads one part of a document."""

    def __init__(self, document: DocumentReader, part: str) -> None:
        self.document = document
        self.inline = InlineReader(document.file, document.relations_of(part), document.looks, document.number)
        # The bookmarks that are between paragraphs, which belong to the next one.
        self.bookmarks: list[Bookmark] = []

    def read(self, container: etree._Element, around: Said = NOTHING) -> tuple[Block, ...]:
        """Return what is in a body, a cell, a header, a note or a text box."""
        return gather(self.iter_blocks(container, around))

    def iter_blocks(self, container: etree._Element, around: Said) -> Iterator[Block]:
        """Yield the paragraphs and tables one after the other, those in content controls too."""
        for child in container.iterchildren("*"):
            if child.tag == f"{W}p":
                yield from self.iter_paragraph(child, around)
            elif child.tag == TABLE:
                yield self.document.tables.read(child, self.read)
            elif child.tag == f"{W}bookmarkStart":
                self.bookmarks.append(Bookmark(child.get(f"{W}name") or ""))
            elif child.tag not in UNREAD:
                inner = choose_alternative(child) if child.tag == ALTERNATIVES else child
                yield from self.iter_blocks(inner, around) if inner is not None else ()

    def iter_paragraph(self, element: etree._Element, around: Said) -> Iterator[Block]:
        """Yield a paragraph of which something is seen, with the text boxes that hang on it."""
        reader, style = self.document.paragraphs, self.document.sheet.style_of(element)
        self.inline.read(element, style, around)
        boxes, pieces = self.inline.boxes, (*self.bookmarks, *self.inline.pieces)
        yield from (TextBox(self.read(box, NOTHING)) for follows, box in boxes if not follows)
        if any(not isinstance(each, Bookmark) for each in pieces) or not reader.is_gone(element, style):
            paragraph = reader.read(element, style, pieces, around)
            if paragraph.is_empty and paragraph.place is None and not paragraph.number:
                self.bookmarks = [each for each in pieces if isinstance(each, Bookmark)]
            else:
                self.bookmarks = []
                yield paragraph
        yield from (TextBox(self.read(box, NOTHING)) for follows, box in boxes if follows)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
