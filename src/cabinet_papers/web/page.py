"""A finished document as a web page: what a reader of the paper meets, in one file without scripts.

Headings in order, tables with their headings, readable on a phone, and in the colours of the document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from cabinet_papers.finished.story import Note, Whole, read_whole
from cabinet_papers.finished.tree import Block, Bookmark, Image, Paragraph, Words, iter_paragraphs
from cabinet_papers.finished.word_file import WordFile
from cabinet_papers.web.blocks import BlockWriter
from cabinet_papers.web.colours import PALE, Around, Colours
from cabinet_papers.web.inline import InlineWriter
from cabinet_papers.web.markup import join, write_tag, write_words

if TYPE_CHECKING:
    from jinja2 import Template

USUAL_LANGUAGE = "en-GB"


def write_page(file: WordFile, notice: str = "") -> bytes:
    """Return the page of a finished document that is open; words of the notice on an exempt one show where it is."""
    whole = read_whole(file, notice)
    every = [each for part in (whole.header, whole.body, *(note.blocks for note in whole.notes))
             for each in iter_paragraphs(part)]  # fmt: skip
    language = whole.language or USUAL_LANGUAGE
    colours = Colours(whole.sheet, whole.body)
    pieces = [piece for each in every for piece in each.pieces]
    bookmarks = {each.name.casefold() for each in pieces if isinstance(each, Bookmark)}
    linked = {each.link[1:].casefold() for each in pieces if isinstance(each, Words) and each.link.startswith("#")}
    inline = InlineWriter(colours, language, linked & bookmarks, bookmarks)
    writer = BlockWriter(inline, colours, is_wide=whole.is_landscape)
    page = _template().render(
        language=language, title=" - ".join(filter(None, (whole.title, whole.author))) or "Paper",
        header=join(_write_mark(each, writer) for each in whole.header),
        heading=_write_title(whole, every),
        body=writer.write(whole.body, Around()),
        notes=join(_write_note(each, writer) for each in whole.notes),
        accent=colours.accent, ground=PALE, link=colours.link, wide=whole.is_landscape,
        rules=join(map(Markup, colours.list_rules()), "\n"),
    )  # fmt: skip
    # Lines that only held a tag of the shell are not needed.
    return re.sub(r"\n\s*\n+", "\n", page).encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("cabinet_papers.web", "shell"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("page.html")


def _write_title(whole: Whole, paragraphs: list[Paragraph]) -> Markup:
    """Return the title as a heading for those who do not see the page, where the document has no heading at the top."""
    if not whole.title or any(each.level == 1 and not each.is_empty for each in paragraphs):
        return Markup("")
    return write_tag("h1", write_words(whole.title), {"class": "unseen"})


def _write_mark(block: Block, writer: BlockWriter) -> Markup:
    """Return what is at the head of the paper; bold lines such as DRAFT are marks."""
    if not isinstance(block, Paragraph):
        return writer.write_block(block, Around())
    words = [each for each in block.pieces if isinstance(each, Words) and each.text.strip()]
    is_mark = bool(words) and all(each.look.bold for each in words)
    shows = any(isinstance(each, Image) for each in block.pieces)
    return writer.write_paragraph(block, Around(bold=block.look.bold), "mark" if is_mark and not shows else "")


def _write_note(note: Note, writer: BlockWriter) -> Markup:
    """Return a note, with the sign that leads back to its place in the text."""
    sign = write_tag("a", write_words(note.mark.number), {"class": "note", "href": f"#to-{note.mark.key}"})
    before = sign + " " if note.mark.number else Markup("")
    first, *rest = note.blocks or (None,)
    if isinstance(first, Paragraph) and not first.level and not first.number:
        inside = writer.write_in("p", first, Around(), {}, before) + writer.write(rest, Around())
    else:
        inside = write_tag("p", before) + writer.write(note.blocks, Around())
    return write_tag("div", inside, {"id": note.mark.key})
