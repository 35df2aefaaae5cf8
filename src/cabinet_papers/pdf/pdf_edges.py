"""Checks that each page of a PDF has a header and a footer of its document, whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from lxml import etree

from cabinet_papers.files.package import REFERENCE, read_relations, relations_of
from cabinet_papers.finished.styles import StyleSheet
from cabinet_papers.finished.word_file import MAIN, STORY, STYLES, W, WordFile, find
from cabinet_papers.pdf.pdf_lines import flatten_words, read_part

KINDS = ("header", "footer")
SIMPLE, CODE, RUNNING = f"{W}fldSimple", f"{W}instrText", re.compile(r"\s*STYLEREF\b")


def find_short_page(document: WordFile, edges: Sequence[str]) -> int:
    """Return the first page whose header or footer lacks letters, 0 where there is none.

    `edges` are the words of each page that are not in its body, in the order in which they are drawn; there may be more
    of them, such as headings of tables that are repeated.
    """
    wanted = [one + other for one, other in product(*(list(_read_kind(document, kind)) for kind in KINDS))]
    shown = (Counter(flatten_words(each)) for each in edges)
    return next((page for page, there in enumerate(shown, 1) if not any(each <= there for each in wanted)), 0)


def has_running_heading(document: WordFile) -> bool:
    """Whether a part of the document repeats the words of a heading on its pages: the field STYLEREF."""
    parts = [root for name, root in document.roots.items() if STORY.fullmatch(name)]
    codes = [each.get(f"{W}instr") or each.text or "" for root in parts for each in root.iter(SIMPLE, CODE)]
    return any(RUNNING.match(each) for each in codes)


def _read_kind(document: WordFile, kind: str) -> Iterator[Counter[str]]:
    """Yield the letters of each header, or of each footer; those of none where a page may be without."""
    body, rels = document.roots[MAIN], document.roots.get(relations_of(MAIN))
    targets = {each.ref: each.target for each in read_relations(rels, "word")} if rels is not None else {}
    references = find(body, f"//w:sectPr/w:{kind}Reference")
    parts = dict.fromkeys(targets.get(each.get(REFERENCE) or "", "") for each in references)
    for part in parts:
        if part in document.roots:
            yield Counter("".join(_read_letters(document, document.roots[part])))
    kinds = {each.get(f"{W}type") for each in references}
    if not {"default", *_other_pages(document, body)} <= kinds:
        yield Counter()


def _read_letters(document: WordFile, root: etree._Element) -> Iterator[str]:
    for line in read_part(root, StyleSheet(document.roots.get(STYLES)), flatten_words):
        yield from line.parts


def _other_pages(document: WordFile, body: etree._Element) -> Iterator[str]:
    """Yield which pages have a header of their own: the first of a section, the even ones (17.10)."""
    if find(body, "//w:sectPr/w:titlePg"):
        yield "first"
    settings = document.roots.get("word/settings.xml")
    if settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None:
        yield "even"
