"""What a paragraph holds, as HTML: words in their looks and languages, links, pictures, signs of notes."""

from __future__ import annotations

import re
from base64 import b64encode
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from cabinet_papers.finished.looks import Look
from cabinet_papers.finished.tree import Bookmark, Image, NoteMark, Paragraph, Piece, Words
from cabinet_papers.web.colours import Around, Colours, is_readable
from cabinet_papers.web.markup import NOTHING, join, write_tag, write_words

# Where a link of a page may lead.
SAFE_LINK = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
SCRIPTS = {"superscript": "sup", "subscript": "sub"}


class InlineWriter:
    """Writes what paragraphs hold. `linked` are the names of the bookmarks to which links lead, in small letters."""

    def __init__(self, colours: Colours, language: str, linked: set[str], bookmarks: set[str]) -> None:
        self.colours = colours
        self.language = language
        self.linked = linked
        self.bookmarks = bookmarks
        self.signed = set[str]()

    def language_of(self, paragraph: Paragraph) -> str:
        """Return the language of a paragraph, "" where it is the page's or differs from word to word."""
        languages = {each.look.language or self.language for each in paragraph.pieces
                     if isinstance(each, Words) and each.text.strip()}  # fmt: skip
        (only,) = languages if len(languages) == 1 else ("",)
        return "" if only.casefold() == self.language.casefold() else only

    def write(self, paragraph: Paragraph, around: Around) -> Markup:
        """Return what the paragraph holds."""
        look = paragraph.look._replace(language=self.language_of(paragraph) or self.language)
        written: list[Markup] = []
        for link, pieces in groupby(paragraph.pieces, self.find_link):
            inside = join(self.write_piece(each, look, around, is_linked=bool(link)) for each in pieces)
            # On a dark ground a link has the colour of the words around it.
            colour = "" if is_readable(self.colours.link, around.ground) else "color: inherit"
            written.append(write_tag("a", inside, {"href": link, "style": colour}) if link and inside else inside)
        return join(written)

    def find_link(self, piece: Piece) -> str:
        """Return where words lead, "" for nowhere, or where a page may not lead to."""
        if not isinstance(piece, Words) or not piece.link:
            return ""
        if piece.link.startswith("#"):
            name = piece.link[1:].casefold()
            return f"#{quote(name_mark(name))}" if name in self.bookmarks else ""
        return piece.link if SAFE_LINK.match(piece.link) else ""

    def write_piece(self, piece: Piece, look: Look, around: Around, *, is_linked: bool) -> Markup:
        """Return one piece."""
        match piece:
            case Words():
                return self.write_words(piece, look, around, is_linked=is_linked)
            case Image():
                return write_image(piece)
            case NoteMark():
                return self.write_sign(piece)
            case Bookmark(name):
                return self.write_bookmark(name.casefold())

    def write_words(self, words: Words, look: Look, around: Around, *, is_linked: bool) -> Markup:
        """Return words, marked where they look otherwise than their paragraph."""
        own, written = words.look, write_words(words.text)
        if not words.text.strip():
            return written
        bold, italic = (own.bold, look.bold), (own.italic, look.italic)
        for wanted, tag, kind in (
            (own.script, SCRIPTS.get(own.script, ""), ""), (own.struck, "s", ""),
            (italic == (True, False), "em", ""), (italic == (False, True), "span", "upright"),
            (bold == (True, False), "strong", ""), (bold == (False, True), "span", "plain"),
        ):  # fmt: skip
            written = write_tag(tag, written, {"class": kind}) if wanted else written
        colour = self.find_colour(own, look, around, is_linked=is_linked)
        language = "" if (own.language or self.language).casefold() == look.language.casefold() else own.language
        marks = {"style": colour, "lang": language, "dir": "rtl" if own.is_leftwards else ""}
        return write_tag("span", written, marks) if any(marks.values()) else written

    def find_colour(self, own: Look, look: Look, around: Around, *, is_linked: bool) -> str:
        """Return what says the colour of words, "" where it is that of what they are in."""
        colour, of_paragraph = (self.colours.shown(each.colour, around) for each in (own, look))
        if is_linked:
            return f"color: #{colour}" if colour not in ("", self.colours.link, of_paragraph) else ""
        if colour == of_paragraph:
            return ""
        return f"color: #{colour}" if colour else "color: var(--text)"

    def write_sign(self, mark: NoteMark) -> Markup:
        """Return the sign of a note, which leads to it."""
        ref = "" if mark.key in self.signed else f"to-{mark.key}"
        self.signed.add(mark.key)
        sign = write_tag("a", write_words(mark.number), {"class": "note", "href": f"#{mark.key}", "id": ref})
        return write_tag("sup", sign) if mark.number else NOTHING

    def write_bookmark(self, name: str) -> Markup:
        """Return the place that links to a bookmark lead to; without a link to it there is none."""
        if name not in self.linked:
            return NOTHING
        self.linked.remove(name)
        return write_tag("span", NOTHING, {"id": name_mark(name)})


def name_mark(name: str) -> str:
    """Return the name of a bookmark's place on the page."""
    return "mark-" + "_".join(name.split())


def write_image(image: Image) -> Markup:
    """Return a picture, which is in the page itself; what it shows in words where a browser could not show it."""
    if not image.content:
        label = {"class": "picture", "role": "img", "aria-label": image.alternative}
        return write_tag("span", NOTHING, label) if image.alternative else NOTHING
    size = {name: str(value) if value else "" for name, value in (("width", image.width), ("height", image.height))}
    source = f"data:image/{image.kind};base64,{b64encode(image.content).decode()}"
    return write_tag("img", NOTHING, {"src": source, "alt": image.alternative, **size})
