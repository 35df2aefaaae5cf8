"""Checks that a PDF has the words of its document: each of them as often, and in the same order."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from cabinet_papers.findings.message import Term
from cabinet_papers.finished.word_file import WordFile
from cabinet_papers.pdf.pdf_lines import Flatten, Line, flatten, flatten_words, go_on, read_lines
from cabinet_papers.pdf.pdf_tags import Piece


class Lost(NamedTuple):
    """How many words of a document its PDF lacks, and their letters that it nowhere has, if these explain it."""

    words: int
    absent: frozenset[str] = frozenset()


class Difference(NamedTuple):
    """Where a PDF first differs from its document: the page, 0 where none has it, and the place in the document.

    `field` is the field that is worked out anew there; `boxed` says that it is in a text box, `misnumbered` that only
    the number or bullet of the paragraph is another.
    """

    page: int
    place: Term
    lost: Lost = Lost(0)
    field: str = ""
    boxed: bool = False
    misnumbered: bool = False


def find_difference(document: WordFile, pieces: Sequence[Piece]) -> Difference | None:
    """Return where the PDF first has other words than the document, or None."""
    # Where a text runs from right to left, its signs are drawn in other places than its letters.
    leftwards = any(unicodedata.bidirectional(sign) in ("R", "AL") for each in pieces for sign in each.text)
    form = flatten_words if leftwards else flatten
    body, boxes = (_Text([each for each in pieces if each.boxed is boxed], form) for boxed in (False, True))
    at, longer = 0, None
    lines = read_lines(document, form)
    lost = partial(_find_lost, lines, pieces, form)
    for line in lines:
        if line.boxed:
            if not boxes.take(line):
                return Difference(0, line.place, lost(), line.field, boxed=True)
            continue
        end = body.find(line, at)
        if end == -1:
            # Where the paragraph before is longer in the PDF, this one shows it.
            wrong = longer or line
            misnumbered = not longer and body.has_other_number(line, at)
            return Difference(body.page(at), wrong.place, lost(), wrong.field, misnumbered=misnumbered)
        at, longer = end, None if body.is_whole(end) else line
    return Difference(body.page(at), Term("after the document's last words"), lost()) if at < len(body.text) else None


def _find_lost(lines: Sequence[Line], pieces: Sequence[Piece], form: Flatten) -> Lost:
    """Return which words of the document are not in the PDF."""
    printed = "".join(f"\n{each.text}" if each.begins else each.text for each in pieces)
    wanted, there = (Counter(map(form, text.split())) for text in ("\n".join(each.text for each in lines), printed))
    lost = wanted - there
    absent = {sign for word in lost for sign in word} - {sign for word in there for sign in word}
    explained = sum(count for word, count in lost.items() if absent & set(word))
    return Lost(lost.total(), frozenset(absent) if explained * 2 >= lost.total() else frozenset())


class _Text:
    """The words of pieces as they are compared, where their paragraphs begin, and the numbers before them."""

    def __init__(self, pieces: list[Piece], flatten: Flatten) -> None:
        self.pages: list[int] = []
        # Where each piece ends; where each paragraph begins, the end of all at last.
        self.ends: list[int] = []
        self.begins: list[int] = []
        # Where the first piece of each paragraph ends.
        self.marks: dict[int, int] = {}
        self.labels: dict[int, list[str]] = {}
        self.taken = set[int]()
        text = ""
        for piece in pieces:
            at, words = len(text), flatten(piece.text)
            if piece.is_label:
                self.labels.setdefault(at, []).append(words)
                continue
            self.pages.append(piece.page)
            text += words if piece.begins else go_on(text, words)
            self.ends.append(len(text))
            if piece.begins:
                self.begins.append(at)
                self.marks[at] = len(text)
        self.begins.append(len(text))
        self.text = text

    def page(self, at: int) -> int:
        """Return the page of a place, 0 where there is no text at all."""
        return self.pages[min(bisect_right(self.ends, at), len(self.pages) - 1)] if self.pages else 0

    def take(self, line: Line) -> bool:
        """Whether a paragraph is there that no other line took."""
        free = (at for at in self.begins[:-1] if at not in self.taken and self.find(line, at) != -1)
        at = next(free, None)
        if at is not None:
            self.taken.add(at)
        return at is not None

    def find(self, line: Line, at: int) -> int:
        """Return where a line that begins at `at` ends, -1 where it is not there with its number."""
        labels = self.labels.get(at, [])
        start = self.pass_number(line, at, labels)
        end = self.end(line, start) if start != -1 else -1
        if end != -1 and labels:
            del labels[0]
        return end

    def has_other_number(self, line: Line, at: int) -> bool:
        """Whether a line is there whose number alone is another."""
        is_numbered = line.number is not None or at in self.labels
        return is_numbered and any(self.end(line, start) != -1 for start in (at, self.marks.get(at, at)))

    def pass_number(self, line: Line, at: int, labels: list[str]) -> int:
        """Return where the words of a line begin, -1 where another number than its own is before them."""
        if line.number is None or labels:
            return at if _are_alike(line.number, labels[0] if labels else None) else -1
        if self.text.startswith(line.number, at):
            return at + len(line.number)
        mark = self.marks.get(at, at)
        return mark if _are_alike(line.number, self.text[at:mark]) else -1

    def is_whole(self, end: int) -> bool:
        """Whether a paragraph ends there."""
        return end in self.marks or end == len(self.text)

    def end(self, line: Line, start: int) -> int:
        """Return where the line ends; one that ends with something written anew goes on to the next paragraph."""
        end = line.end_in(self.text, start)
        if end == -1 or not line.is_open:
            return end
        following = self.begins[bisect_left(self.begins, end)]
        return following if following <= end + line.rooms[-1] else -1


def _are_alike(number: str | None, other: str | None) -> bool:
    """Whether two numbers are the same, or both are bullets, which each font draws in its own form."""
    if number is None or other is None:
        return number is other
    return number == other or not any(map(str.isalnum, number + other))
