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
from cabinet_papers.finished.styles import StyleSheet, is_on
from cabinet_papers.finished.word_file import MAIN, STYLES, W, WordFile, find, words_of

DC = "{http://purl.org/dc/elements/1.1/}"
VAGUE = re.compile(r"(?:click |see |read )?(?:here|this|link|this link|more|details|page)\W*", re.IGNORECASE)
VALUE = f"{W}val"
LEAST_CONTRAST = 4.5
WHITE = "FFFFFF"
DOCUMENT = phrase("the whole document")
# A bold line with more words than this is a stressed sentence, not a heading.
HEADING_WORDS = 10


class Barrier(NamedTuple):
    """Something that some people cannot read: where, what, how to correct it, and whether it stops the document."""

    place: Message
    message: Message
    hint: Message
    stops: bool = True


def find_barriers(opened: WordFile) -> list[Barrier]:
    """Return the barriers of a finished document whose structure is sound."""
    styles = StyleSheet(opened.roots[STYLES])
    body = opened.roots[MAIN]
    return [
        *_find_properties(opened.roots.get("docProps/core.xml"), styles),
        *_find_headings(body, styles),
        *_find_tables(body),
        *_find_drawings(body),
        *_find_links(body),
        *_find_faint(body, styles),
    ]


def find_styled(body: etree._Element, refs: set[str]) -> list[etree._Element]:
    """Return the paragraphs in one of these styles, in reading order."""
    named = [each for each in body.iter(f"{W}pStyle") if each.get(VALUE) in refs] if refs else []
    return [paragraph for each in named for paragraph in each.iterancestors(f"{W}p")]


def _find_properties(core: etree._Element | None, styles: StyleSheet) -> Iterator[Barrier]:
    """Find a document without a title (2.4.2) or a language (3.1.1)."""
    title = core.findtext(f"{DC}title") if core is not None else ""
    language = core.findtext(f"{DC}language") if core is not None else ""
    if not (title or "").strip():
        yield Barrier(DOCUMENT, phrase("the document has no title"), phrase("in Word: File, Info, Title"))
    if not (language or styles.language).strip():
        hint = phrase("in Word: Review, Language, Set Proofing Language")
        yield Barrier(DOCUMENT, phrase("the document has no language"), hint)


def _find_headings(body: etree._Element, styles: StyleSheet) -> Iterator[Barrier]:
    """Find headings that skip a level, and bold lines that look like headings but are not (1.3.1)."""
    last = 0
    levels = {ref: styles.heading_level(ref) for ref in styles.by_ref}
    for paragraph in find_styled(body, {ref for ref, level in levels.items() if level}):
        level, words = levels.get(str(styles.style_of(paragraph)), 0), words_of(paragraph)
        if level > last + 1 and words:
            message = (
                phrase("the heading skips a level: it is level {} after level {}", level, last)
                if last
                else phrase("the first heading is level {}, not level 1", level)
            )
            hint = phrase("make it one level below the heading before it, such as ## below #")
            yield Barrier(phrase('"{}"', words), message, hint, stops=False)
        last = level or last
    bold = (paragraph for each in body.iter(f"{W}b") for paragraph in each.iterancestors(f"{W}p"))
    for paragraph in dict.fromkeys(each for each in bold if next(each.iterancestors(f"{W}tbl"), None) is None):
        words = words_of(paragraph)
        if not levels.get(str(styles.style_of(paragraph)), 0) and _is_bold_line(paragraph, words):
            message = phrase("a bold line looks like a heading but is not one")
            hint = phrase("make it a heading (## in the YAML; in Word: Home, Styles, Heading 2)")
            yield Barrier(phrase('"{}"', words), message, hint, stops=False)


def _is_bold_line(paragraph: etree._Element, words: str) -> bool:
    """Whether a short line that is not a sentence is all set in bold by hand, not by its style."""
    if not words or len(words.split()) > HEADING_WORDS or words[-1] in ".:;,?!":
        return False
    runs = [run for run in paragraph.iter(f"{W}r") if words_of(run)]
    return all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _find_tables(body: etree._Element) -> Iterator[Barrier]:
    """Find tables without marked headings, with merged cells, or with a row that is empty (1.3.1)."""
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        rows = table.findall(f"{W}tr")
        words = words_of(rows[0])[:40] if rows else ""
        place = phrase('table {}, beginning with "{}"', number, words) if words else phrase("table {}", number)
        look = table.find(f"{W}tblPr/{W}tblLook")
        headed = bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        # A table of labels and values has its headings in the first column.
        labelled = look is not None and (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("0", "1")
        if not headed and not labelled:
            hint = phrase("in Word, put the cursor in its first row, then: Layout, Repeat Header Rows")
            yield Barrier(place, phrase("no row of the table is marked as its heading"), hint)
        if any(find(each, "ancestor::w:tbl[1]") == [table] for each in table.iter(f"{W}gridSpan", f"{W}vMerge")):
            yield Barrier(place, phrase("the table has merged cells"), phrase("in Word: Layout, Split Cells"))
        if not all(map(_says_something, rows)):
            hint = phrase("in Word: Layout, Delete, Delete Rows")
            yield Barrier(place, phrase("the table has an empty row"), hint)


def _says_something(row: etree._Element) -> bool:
    return any(each.text and each.text.strip() for each in row.iter(f"{W}t"))


def _find_drawings(body: etree._Element) -> Iterator[Barrier]:
    """Find pictures without a text that says what they show (1.1.1)."""
    for each in body.iter("{*}docPr"):
        if (each.get("descr") or "").strip():
            continue
        hint = phrase("in Word, right-click the picture, then: View Alt Text")
        place = phrase('the picture "{}"', each.get("name") or "")
        yield Barrier(place, phrase("a picture has no alternative text"), hint)


def _find_links(body: etree._Element) -> Iterator[Barrier]:
    """Find links whose words do not say where they lead (2.4.4)."""
    for link in body.iter(f"{W}hyperlink"):
        words = words_of(link)
        if not words or VAGUE.fullmatch(words):
            message = phrase("the words of a link do not say where it leads")
            hint = phrase("write what the link leads to, such as the title of the page")
            yield Barrier(phrase('the link "{}"', words), message, hint, stops=False)


def _find_faint(body: etree._Element, styles: StyleSheet) -> Iterator[Barrier]:
    """Find words whose colour is too close to their background (1.4.3)."""
    reported = set[tuple[str, str]]()
    for run, colour, ground in _find_coloured(body, styles):
        pair = (colour, ground)
        if pair not in reported and contrast(*pair) < LEAST_CONTRAST and words_of(run):
            reported.add(pair)
            ratio = Term(f"{contrast(*pair):.1f}")
            message = phrase("the text is too pale: its contrast with the background is {} to 1, not 4.5", ratio)
            hint = phrase("in Word, choose a darker colour: Home, Font Color")
            yield Barrier(phrase('"{}"', words_of(run)[:40]), message, hint)


def _find_coloured(body: etree._Element, styles: StyleSheet) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield words that are not black on white, with the colour and the ground."""
    coloured = {ref for ref in styles.by_ref if styles.find(ref, f"{W}rPr/{W}color") is not None}
    styled = find_styled(body, coloured)
    own = (paragraph for each in body.iter(f"{W}color") for paragraph in each.iterancestors(f"{W}p"))
    shaded = (cell for each in body.iter(f"{W}shd") for cell in each.iterancestors(f"{W}tc"))
    for paragraph in dict.fromkeys([*styled, *own, *(each for cell in shaded for each in cell.iter(f"{W}p"))]):
        shades = find(paragraph, "ancestor::w:tc[1]/w:tcPr/w:shd")
        ground = _plain(shades[0].get(f"{W}fill") if shades else None, WHITE)
        of_style = styles.find(styles.style_of(paragraph), f"{W}rPr/{W}color")
        for run in paragraph.iter(f"{W}r"):
            colour = run.find(f"{W}rPr/{W}color")
            yield run, _hex(colour if colour is not None else of_style), ground


def _hex(colour: etree._Element | None) -> str:
    return _plain(colour.get(f"{W}val") if colour is not None else None, "000000")


def _plain(value: str | None, automatic: str) -> str:
    return value.upper() if value and re.fullmatch("[0-9A-Fa-f]{6}", value) else automatic


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (RRGGBB), from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
