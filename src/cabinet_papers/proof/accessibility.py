"""Checks that everybody can read a finished document: the rules of Word's own accessibility checker, and a few more.

Source: the Public Sector Bodies (Websites and Mobile Applications)
Accessibility Regulations 2018 and WCAG 2.2, of which the success criterion is named beside each rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.blocks import Block, Blocks, Link, Picture
from cabinet_papers.finished.colours import LEAST_CONTRAST, contrast
from cabinet_papers.finished.styles import is_on
from cabinet_papers.finished.tables import Table
from cabinet_papers.finished.word_file import W, read_property, words_of
from cabinet_papers.proof.colours import find_coloured

VAGUE = re.compile(r"(?:click |see |read )?(?:here|this|link|this link|more|details|page)\W*", re.IGNORECASE)
LEAST_OF_LARGE = 3
# The name of a file in place of what a picture shows, or a word that says no more than that it is one.
NO_ALTERNATIVE = re.compile(
    r".*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)|(image|picture|photo|logo|graphic)[\s\d]*", re.I
)
DOCUMENT = phrase("the whole document")
SPLIT = phrase("open the template in Word, select the merged cell, and choose Layout, Split Cells")
# A bold line with more words than this is a stressed sentence, not a heading.
HEADING_WORDS = 10


class Barrier(NamedTuple):
    """Something that some people cannot read: where, what, how to correct it, and whether it stops the document."""

    place: Message
    message: Message
    hint: Message
    stops: bool = True


def find_barriers(document: Blocks) -> list[Barrier]:
    """Return the barriers of a finished document whose structure is sound."""
    return [
        *_find_properties(document),
        *_find_titles(document),
        *_find_skipped_levels(document.blocks),
        *_find_empty_headings(document.blocks),
        *_find_bold_lines(document),
        *_find_tables(document.tables),
        *_find_pictures(document.pictures),
        *_find_links(document.links),
        *_find_faint(document),
    ]


def _find_properties(document: Blocks) -> Iterator[Barrier]:
    """Find a document without a title (2.4.2) or a language (3.1.1)."""
    if not read_property(document.file, "title"):
        yield Barrier(
            DOCUMENT,
            phrase("the document has no title"),
            phrase("open the template in Word, choose File, Info, and type a title"),
        )
    if not (read_property(document.file, "language") or document.sheet.language.strip()):
        hint = phrase("open the template in Word, and choose Review, Language, Set Proofing Language")
        yield Barrier(DOCUMENT, phrase("the document has no language"), hint)


def _find_titles(document: Blocks) -> Iterator[Barrier]:
    """Find a second title, which a document cannot have (2.4.6)."""
    titles = [each for each in document.blocks if each.is_title]
    for each in titles[1:]:
        hint = phrase(
            "open the template in Word, keep the style Title for only one of the two, and give the other the style "
            "Heading 1 (Home, Styles)"
        )
        message = phrase('two lines have the style Title: "{}" and "{}"', titles[0].found.words, each.found.words)
        yield Barrier(phrase('"{}"', each.found.words), message, hint, stops=False)


def _find_skipped_levels(blocks: list[Block]) -> Iterator[Barrier]:
    """Find headings that skip a level (1.3.1)."""
    last = 0
    for level, paragraph in ((each.heading_level, each.element) for each in blocks if each.heading_level):
        words = words_of(paragraph)
        if level > last + 1 and words:
            message = (
                phrase("the heading skips a level: it is level {} after level {}", level, last)
                if last
                else phrase("the first heading is level {}, not level 1", level)
            )
            hint = (
                phrase("make it one level lower than the heading before it, as ## is lower than #")
                if last
                else phrase("in the template, move the title above this line, or give this line the style Normal")
                if any(each.is_title for each in blocks)
                else phrase("make it a heading of level 1: # in the YAML, Heading 1 in the template")
            )
            yield Barrier(phrase('"{}"', words), message, hint, stops=False)
        last = level


def _find_empty_headings(blocks: list[Block]) -> Iterator[Barrier]:
    """Find headings without a word, which are announced all the same, and a document without any (2.4.6)."""
    headings = [each for each in blocks if each.heading_level]
    for each in headings:
        if not words_of(each.element) and each.element.find(f".//{W}drawing") is None:
            before = next(filter(None, (words_of(one.element) for one in reversed(blocks[: each.at]))), "")
            place = phrase('after "{}"', before[-40:]) if before else DOCUMENT
            hint = phrase(
                "in the YAML, delete the line that has only hash signs; in a template, delete the empty line in Word, "
                "or give it another style (Home, Styles, Normal)"
            )
            yield Barrier(place, phrase("a heading has no words"), hint, stops=False)
    if not headings and blocks:
        hint = phrase(
            "open the template in Word, and give the document's title the style Heading 1 (Home, Styles, Heading 1)"
        )
        yield Barrier(DOCUMENT, phrase("the document has no heading"), hint, stops=False)


def _find_bold_lines(document: Blocks) -> Iterator[Barrier]:
    """Find bold lines outside tables that look like headings but are not (1.3.1)."""
    sheet = document.sheet
    bold = (paragraph for each in document.body.iter(f"{W}b") for paragraph in each.iterancestors(f"{W}p"))
    for paragraph in dict.fromkeys(each for each in bold if next(each.iterancestors(f"{W}tbl"), None) is None):
        words = words_of(paragraph)
        if _is_bold_line(paragraph, words) and not document.heading_levels.get(sheet.style_of(paragraph)):
            message = phrase("a bold line looks like a heading but is not one")
            hint = phrase(
                "in the YAML, begin the line with ## and a space, and delete its asterisks; in a template, give the "
                "line the style Heading 2 (Home, Styles)"
            )
            yield Barrier(phrase('"{}"', words), message, hint, stops=False)


def _is_bold_line(paragraph: etree._Element, words: str) -> bool:
    """Whether a short line that is not a sentence is all set in bold by hand, not by its style."""
    if not words or len(words.split()) > HEADING_WORDS or words[-1] in ".:;,?!":
        return False
    runs = [run for run in paragraph.iter(f"{W}r") if words_of(run)]
    return all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _find_tables(tables: list[Table]) -> Iterator[Barrier]:
    """Find tables without marked headings, with merged cells, or with a row that is empty (1.3.1)."""
    for number, table in enumerate(tables, 1):
        words = table.rows[0][:40] if table.rows else ""
        place = phrase('table {}, beginning with "{}"', number, words) if words else phrase("table {}", number)
        if not table.is_headed:
            hint = phrase(
                "open the template in Word, put the cursor in the table's first row, and choose Layout, "
                "Repeat Header Rows"
            )
            yield Barrier(place, phrase("no row of the table is marked as its heading row"), hint)
        if table.is_merged:
            yield Barrier(place, phrase("the table has merged cells"), SPLIT)
        if not all(table.rows):
            hint = phrase(
                "in the YAML, delete the row; in a template, select it in Word, and choose Layout, Delete, Delete Rows"
            )
            yield Barrier(place, phrase("the table has an empty row"), hint)
        if table.has_empty_heading:
            hint = phrase("write what that column or row shows, such as Item or Year")
            yield Barrier(place, phrase("a heading of the table has no words"), hint, stops=False)


def _find_pictures(pictures: list[Picture]) -> Iterator[Barrier]:
    """Find pictures without a text that says what they show (1.1.1)."""
    for each in pictures:
        if not each.alternative:
            hint = phrase(
                "open the template in Word, right-click the picture, choose View Alt Text, and write what it shows"
            )
            yield Barrier(phrase('the picture "{}"', each.name), phrase("a picture has no alternative text"), hint)
        elif NO_ALTERNATIVE.fullmatch(each.alternative):
            message = phrase('the alternative text "{}" does not say what the picture shows', each.alternative)
            hint = phrase(
                "if this is the logo, change logo_alt: in papers.yaml; if not, open the template in Word, "
                "right-click the picture, choose View Alt Text, and write what it shows"
            )
            yield Barrier(phrase('the picture "{}"', each.name), message, hint, stops=False)


def _find_links(links: list[Link]) -> Iterator[Barrier]:
    """Find links whose words do not say where they lead, and the same words that lead to several places (2.4.4)."""
    for words in (each.words for each in links):
        if not words or VAGUE.fullmatch(words):
            message = phrase("the words of a link do not say where it leads")
            hint = phrase("write what the link leads to, such as the title of the page")
            yield Barrier(phrase('the link "{}"', words), message, hint, stops=False)
    targets: dict[str, set[str]] = {}
    for each in links:
        targets.setdefault(each.words.casefold(), set()).add(each.target)
    for words, led_to in targets.items():
        if words and len(led_to) > 1 and not VAGUE.fullmatch(words):
            message = phrase("links with the same words lead to {} different places", len(led_to))
            hint = phrase("change the words of each link, so that they say where it leads")
            yield Barrier(phrase('the link "{}"', words), message, hint, stops=False)


def _find_faint(document: Blocks) -> Iterator[Barrier]:
    """Find words whose colour is too close to their background (1.4.3)."""
    reported = set[tuple[str, str]]()
    for run, colours in find_coloured(document):
        least = LEAST_OF_LARGE if colours.is_large else LEAST_CONTRAST
        pair = (colours.text, colours.ground)
        if pair not in reported and contrast(*pair) < least and words_of(run):
            reported.add(pair)
            ratio, needed = Term(f"{contrast(*pair):.1f}"), Term(f"{least:g}")
            message = phrase(
                "the text is too pale: its contrast with the background is {} to 1, and has to be at least {} to 1",
                ratio, needed,
            )  # fmt: skip
            hint = phrase("open the template in Word, select the text, and choose a darker colour: Home, Font Color")
            yield Barrier(phrase('"{}"', words_of(run)[:40]), message, hint)
