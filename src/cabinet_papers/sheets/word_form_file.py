"""Opens a response form that came back in Word: its parts, in whichever form of Open XML, and the notes on its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.files.package import OFFICE, WORD_FORM, DamagedError, TooLargeError, parse_part, unpack
from cabinet_papers.files.word_forms import PROPERTIES
from cabinet_papers.files.word_package import arrange
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.finished.word_file import MAIN, W, open_parts, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

    from cabinet_papers.finished.word_file import WordFile

STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMES = {b"wordprocessingml/main": W[1:-1], b"officeDocument/relationships": OFFICE}
NOTES = ("comment", "footnote", "endnote")
# So many tables, rows, paragraphs and runs a form may have; five thousand recommendations of twelve columns have fewer.
MOST_PIECES = {"tbl": 2_000, "tr": 20_000, "tc": 100_000, "p": 150_000, "r": 150_000}


def open_form(path: Path) -> WordFile:
    """Return the document's parts. Raises one of DAMAGE, and PackageError for one beyond the limits."""
    parts = {name: _make_usual(content) for name, content in arrange(unpack(path, WORD_FORM)).parts.items()}
    file = open_parts(list(parts), parts)
    fault = next((each for each in file.faults if each.place == phrase("{}", Term(MAIN))), None)
    if fault:
        raise DamagedError(fault.message)
    if MAIN not in file.roots or file.roots[MAIN].find(f"{W}body") is None:
        raise DamagedError(phrase("its main part is missing or damaged"))
    for name, most in MOST_PIECES.items():
        if sum(1 for _ in file.roots[MAIN].iter(f"{W}{name}")) > most:
            raise TooLargeError(WORD_FORM.too_large)
    return file


def read_own_properties(path: Path) -> dict[str, str]:
    """Return the properties of the file that are none of Word's own, by their names. Raises as `open_form` does."""
    found: dict[str, str] = {}
    for content in filter(None, [arrange(unpack(path, WORD_FORM)).parts.get(PROPERTIES)]):
        root = parse_part(content, PROPERTIES)
        found |= {str(each.get("name")): "".join(map(str, each.itertext())) for each in root.iter("{*}property")}
    return found


def _make_usual(content: bytes) -> bytes:
    """Return a part of a Strict Open XML Document as one of the usual form has it (Annex A of Part 1)."""
    if STRICT not in content[:4_000]:
        return content
    for name, usual in STRICT_NAMES.items():
        content = content.replace(STRICT + name, usual.encode())
    return content


def read_notes(file: WordFile) -> dict[tuple[str, str], str]:
    """Return the words of comments, footnotes and endnotes, by their kind and their reference."""
    found = {}
    for name, root in file.roots.items():
        for kind in NOTES:
            if re.fullmatch(rf"word/{kind}s\d*\.xml", name):
                for each in root.iterchildren(f"{W}{kind}"):
                    lines = (words_of(paragraph) for paragraph in each.iter(f"{W}p"))
                    found[kind, each.get(f"{W}id") or ""] = "\n".join(filter(None, lines))
    return found


def notes_on(element: etree._Element, notes: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the comments and notes whose sign is in the element."""
    for kind in NOTES:
        for each in element.iter(f"{W}{kind}Reference"):
            if words := notes.get((kind, each.get(f"{W}id") or "")):
                yield words
