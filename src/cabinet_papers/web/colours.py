"""The colours of a page and the classes of its paragraphs, as the styles of its document have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cabinet_papers.finished.colours import LEAST_CONTRAST, WHITE, contrast, read_colour
from cabinet_papers.finished.styles import StyleSheet, value_of
from cabinet_papers.finished.tree import Block, Paragraph, iter_paragraphs
from cabinet_papers.finished.word_file import W

# Where the document's headings and links have no colour of their own.
ACCENT = "1F3864"
# The colour of words, and the ground of headings in tables that have none of their own.
TEXT, PALE = "111111", "F3F5F8"
# Styles that the style sheet of the page knows.
NAMED = ("recommendation",)


class Around(NamedTuple):
    """How words look where they stand, unless they say otherwise, and on which ground.

    `part` is how much of the page's width there is, `is_nested` says that they are in a table.
    """

    bold: bool = False
    colour: str = ""
    ground: str = WHITE
    part: float = 1.0
    is_nested: bool = False


class Colours:
    """The colours of headings and links, and the classes that paragraphs have so far."""

    def __init__(self, sheet: StyleSheet, blocks: Iterable[Block]) -> None:
        self.sheet = sheet
        headings = [each.look.colour for each in iter_paragraphs(blocks) if each.level]
        colours = (*headings, self.colour_of("heading 1"))
        self.accent = next((each for each in colours if is_readable(each, WHITE)), ACCENT)
        link = self.colour_of("hyperlink")
        self.link = link if is_readable(link, WHITE) else self.accent
        self.named = {ref for ref in sheet.by_ref if sheet.name_of(ref).casefold() in NAMED}
        self.classes: dict[tuple[str | None, bool, bool, str], str] = {}

    def colour_of(self, name: str) -> str:
        """Return the colour of a style, "" where it has none."""
        named = next((ref for ref in self.sheet.by_ref if self.sheet.name_of(ref).casefold() == name), None)
        return read_colour(value_of(self.sheet.find(named, f"{W}rPr/{W}color")))

    def shown(self, colour: str, around: Around) -> str:
        """Return a colour that can be read where it is, "" for that of all words."""
        return colour if is_readable(colour, around.ground) else ""

    def paint(self, ground: str, below: str) -> str:
        """Return what says the ground of a cell and the colour of its words, "" where both are as around it."""
        if ground in ("", below):
            return ""
        is_dark = contrast(TEXT, ground) < contrast(WHITE, ground)
        words = WHITE if is_dark else TEXT if contrast(TEXT, below) < contrast(WHITE, below) else ""
        accent = "" if is_readable(self.accent, ground) else "; --accent: var(--text)"
        return f"background: #{ground}" + (f"; --text: #{words}; color: #{words}" if words else "") + accent

    def is_named(self, style: str | None) -> bool:
        """Whether the style sheet of the page says how paragraphs in the style look."""
        return style in self.named

    def find_class(self, paragraph: Paragraph, around: Around) -> str:
        """Return the class of a paragraph, "" where it looks like what is around it."""
        look = (paragraph.look.bold, paragraph.look.italic, self.shown(paragraph.look.colour, around))
        is_usual = look == (around.bold, False, around.colour) and not self.is_named(paragraph.style)
        if is_usual or not paragraph.text.strip():
            return ""
        name = self.sheet.name_of(paragraph.style).casefold()
        key = (paragraph.style, *look)
        if key not in self.classes:
            slug = "s-" + (re.sub("[^a-z0-9]+", "-", name).strip("-") or "style")
            taken = self.classes.values()
            self.classes[key] = next(each for each in (slug, *(f"{slug}-{at}" for at in range(2, len(taken) + 3)))
                                     if each not in taken)  # fmt: skip
        return self.classes[key]

    def list_rules(self) -> list[str]:
        """Return the rules of the style sheet for the classes."""
        return [
            f".{name} {{ font-weight: {'bold' if bold else 'normal'}; font-style: {'italic' if italic else 'normal'}; "
            f"color: {f'#{colour}' if colour else 'var(--text)'}; }}"
            for (_, bold, italic, colour), name in self.classes.items()
        ]


def is_readable(colour: str, ground: str) -> bool:
    """Whether words in a colour can be read on the ground."""
    return bool(colour) and contrast(colour, ground) >= LEAST_CONTRAST
