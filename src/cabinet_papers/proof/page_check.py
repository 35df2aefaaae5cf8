"""Checks that a web page is its document: paragraph by paragraph, and that it has what people wrote, in order.

Reads the document once more, and the page, by means of its own: shares no code with what writes the pages.
"""

from __future__ import annotations

from itertools import zip_longest

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.finished.found import normalise
from cabinet_papers.finished.word_file import WordFile, name_cell, read_property
from cabinet_papers.papers.expected_parts import Section
from cabinet_papers.proof.page_blocks import PageReader
from cabinet_papers.proof.page_document import read_document
from cabinet_papers.proof.readback import find_losses


def check_page(
    page: bytes, document: WordFile, file: str, sections: list[Section], notice: str = ""
) -> list[Diagnostic]:
    """Return a finding if the page differs from the document, or if it has lost something that was typed.

    Of an exempt document it has to show the notice, too, which holds the words `notice`.
    """
    reader = PageReader(page.decode())
    place = find_difference(reader, document, notice)
    if place is not None:
        return [_report(phrase("the web page differs from the document, first at {}", place), file)]
    lost = find_losses([found for shown, found in reader.found if shown.part == "body"], sections)
    if not lost:
        return []
    owners, *others = dict.fromkeys(loss.fact.owner for loss in lost[:5])
    for each in others:
        owners = phrase("{}, {}", owners, each)
    missing = phrase(
        "something that was typed is missing from the web page, or is in the wrong place there ({})", owners
    )
    return [_report(missing, file)]


def find_difference(page: PageReader, document: WordFile, notice: str = "") -> Term | None:
    """Return the first place of the document that the page shows otherwise, or None."""
    outline = read_document(document, notice)
    pairs = zip_longest(outline.paragraphs, (shown for shown, _ in page.found))
    for number, (met, found) in enumerate(pairs, 1):
        if met is None:
            return Term("the end of the document")
        if met.shown != found:
            place = name_cell(met.element) if met.shown.part == "body" else f"the {met.shown.part}"
            return Term(f"paragraph {number}, in {place}")
    if page.names != outline.names:
        return Term("the name of a table")
    title = normalise(read_property(document, "title"))
    is_headed = any(met.shown.level == 1 for met in outline.paragraphs)
    return Term("the title") if page.title != ("" if is_headed else title) else None


def _report(message: Message, file: str) -> Diagnostic:
    hint = phrase(
        "this is a fault of the program: please send this message to whoever looks after the program at your council"
    )
    return finding(codes.OUT002, message, hint, Location(file))
