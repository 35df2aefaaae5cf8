"""Turns finished documents into PDF with LibreOffice: all in one run, each PDF finished and proven before it is used.

What is not printed whole, or makes LibreOffice fall over, is printed once more: rows may be split then wherever the
page ends.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.files.progress import PRINTING, OnProgress, no_progress
from cabinet_papers.files.quiet import silence
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.word_file import MAIN, STYLES, W, WordFile, open_document
from cabinet_papers.pdf import causes
from cabinet_papers.pdf.libreoffice import Ended, convert, find_libreoffice
from cabinet_papers.pdf.pdf_edges import find_short_page, has_running_heading
from cabinet_papers.pdf.pdf_finish import DAMAGES, finish_pdf
from cabinet_papers.pdf.pdf_proof import Difference, find_difference
from cabinet_papers.pdf.pdf_tags import Contents, read_pdf
from cabinet_papers.pdf.print_copy import make_print_copy
from cabinet_papers.pdf.standard import Standard

END = b"%%EOF"
# Where LibreOffice falls over so many and prints none, it is broken itself.
MOST_FALLS = 3
NOTHING = Contents([], set(), set(), [], is_tagged=False)


class Printed(NamedTuple):
    """The PDFs by the name of their document, and the findings about them."""

    pdfs: dict[str, bytes]
    findings: list[Diagnostic]


class _Made(NamedTuple):
    """A PDF as it was made: finished, what is in it, and where it first differs from its document; or what is wrong."""

    content: bytes
    contents: Contents
    difference: Difference | None
    failed: Diagnostic | None = None


def print_documents(
    documents: Mapping[str, bytes], on_progress: OnProgress = no_progress, standard: Standard = Standard.UA_1
) -> Printed:
    """Return each document as PDF; the names are those that findings use. What failed is a finding, and has no PDF."""
    program = find_libreoffice()
    if program is None:
        return Printed({}, [causes.say_missing()])
    silence("pypdf")
    opened = {name: open_document(content) for name, content in documents.items()}
    damaged = {name: each for name, each in opened.items() if each.faults or not {MAIN, STYLES} <= each.roots.keys()}
    findings = [causes.say_damaged(name, each.faults) for name, each in damaged.items()]
    printer = _Printer(program, {name: each for name, each in opened.items() if name not in damaged}, standard)
    try:
        made = printer.print(documents, on_progress)
    except OSError as error:
        return Printed({}, [*findings, causes.say_no_room(error.strerror or str(error))])
    pdfs = {}
    for name, each in made.items():
        found = list(_look_at(each, opened[name], name))
        findings += found
        if not any(one.is_error for one in found):
            pdfs[name] = each.content
    return Printed(pdfs, list(dict.fromkeys(findings)))


class _Printer:
    """Prints documents, which are opened, with one program in one standard."""

    def __init__(self, program: str, opened: Mapping[str, WordFile], standard: Standard) -> None:
        self.program = program
        self.opened = opened
        self.standard = standard
        self.ended = Ended()
        # What it fell over.
        self.fallen = set[str]()

    def print(self, documents: Mapping[str, bytes], on_progress: OnProgress) -> dict[str, _Made]:
        """Return what comes of each document. Raises OSError where the disk is full."""
        copies = {name: make_print_copy(documents[name]) for name in self.opened}
        made = self.make(copies, lambda count: on_progress(PRINTING, count, len(self.opened)))
        on_progress(PRINTING, len(self.opened), len(self.opened))
        again = [name for name, each in made.items() if each.difference or name in self.fallen]
        split = self.make({name: make_print_copy(documents[name], may_split=True) for name in again}, _pass)
        return made | {name: each for name, each in split.items() if not each.difference and not each.failed}

    def make(self, copies: Mapping[str, bytes], on_glance: Callable[[int], None]) -> dict[str, _Made]:
        """Return what comes of each copy; one that LibreOffice falls over twice is set aside, or it leaves the rest."""
        made: dict[str, _Made] = {}
        fallen: dict[str, _Made] = {}
        waiting, before = dict(copies), ""

        def on_each(count: int) -> None:
            on_glance(len(made) + count)

        while waiting and (made or len(fallen) < MOST_FALLS):
            pdfs = self.convert(waiting, on_each)
            made.update((name, self.finish(name, pdf)) for name, pdf in pdfs.items())
            waiting = {name: copy for name, copy in waiting.items() if name not in pdfs}
            first = next(iter(waiting), "")
            if not pdfs and (self.ended.refused or self.ended.stopped_after):
                break
            if first == before and not pdfs:
                if not made and not self.ended.said:
                    break
                fallen[first] = self.say_unprinted(first, made)
                del waiting[first]
            before = first
        self.fallen |= fallen.keys()
        return made | fallen | {name: self.say_unprinted(name, made) for name in waiting}

    def say_unprinted(self, name: str, made: Mapping[str, _Made]) -> _Made:
        """Return that nothing came of a document."""
        return _Made(b"", NOTHING, None, causes.say_unprinted(name, self.ended, is_any_printed=bool(made)))

    def convert(self, copies: Mapping[str, bytes], on_glance: Callable[[int], None]) -> dict[str, bytes]:
        """Return the PDFs that one run of the program makes."""
        with tempfile.TemporaryDirectory(prefix="papers-", ignore_cleanup_errors=True) as folder:
            # Plain names: what a matter is called may be more than a command line takes.
            numbered = {f"{number}.docx": name for number, name in enumerate(copies, 1)}
            for file, name in numbered.items():
                (Path(folder) / file).write_bytes(copies[name])
            self.ended = convert(self.program, Path(folder), list(numbered), on_glance)
            paths = {name: (Path(folder) / "out" / file).with_suffix(".pdf") for file, name in numbered.items()}
            pdfs = {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
        # The one that it was writing when it was stopped, or fell over, is not whole.
        return {name: pdf for name, pdf in pdfs.items() if pdf.rstrip().endswith(END)}

    def finish(self, name: str, pdf: bytes) -> _Made:
        """Return a PDF finished and read."""
        opened = self.opened[name]
        try:
            blocks = Blocks(opened)
            content = finish_pdf(pdf, self.standard, {each for each in blocks.numbers if each}, blocks.charts)
            contents = read_pdf(content)
        except DAMAGES as error:
            return _Made(b"", NOTHING, None, causes.say_unreadable(name, str(error)))
        return _Made(content, contents, find_difference(opened, contents.pieces) if contents.is_tagged else None)


def _pass(count: int) -> None:
    """Show no progress: these have been counted."""


def _look_at(made: _Made, opened: WordFile, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF: that it is missing, has other words, or lacks letters or fonts."""
    if made.failed:
        yield made.failed
        return
    if not made.contents.is_tagged:
        yield causes.say_untagged(name)
        return
    if made.difference:
        yield causes.say_different(name, made.difference)
    if page := find_short_page(opened, made.contents.edges):
        yield causes.say_short_edge(name, page)
    version = made.contents.version
    if version and version < causes.OLDEST_WITH_RUNNING_HEADINGS and has_running_heading(opened):
        yield causes.say_running_heading(name, version)
    if made.contents.boxes:
        yield causes.say_boxes(name, made.contents.boxes)
    yield from _find_fonts(opened, made.contents.fonts)


def _find_fonts(opened: WordFile, fonts: set[str]) -> Iterator[Diagnostic]:
    """Find the fonts that the document's styles use and the PDF does not have."""
    styles = opened.roots[STYLES]
    asked = {str(each.get(f"{W}ascii")) for each in styles.iter(f"{W}rFonts") if each.get(f"{W}ascii")}
    present = " ".join(fonts).casefold().replace("-", "")
    for font in sorted(asked):
        if font.casefold().replace(" ", "") not in present:
            instead = ", ".join(sorted({re.sub(r"^/(?:[A-Z]{6}\+)?", "", each).split("-")[0] for each in fonts}))
            yield causes.say_other_font(font, instead)
