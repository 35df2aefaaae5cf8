"""Sentences and words that another program, often a PDF, has divided over lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.list_marks import NUMBER
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.typed_text import TypedText

# A line that a program ends for want of room; a shorter one was ended by a person.
LEAST = 30
FIRST_HALF, SECOND_HALF = re.compile(r"(?<![A-Za-z])([A-Za-z]*[a-z]{2})-\s*$"), re.compile(r"\s*([a-z]{2,})\b")
# With these a word that ends in a hyphen is whole: "pre-" and "post-scheme".
JOINING = {"and", "or", "to", "nor"}
RUNS_ON, GOES_ON = re.compile(r"[a-z,]\s*$"), re.compile(r"\s*[a-z][a-z-]*[\s,.;]")


def check_line_ends(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find words that a hyphen divides over two lines, and sentences over lines that are paragraphs."""
    for source in checked.printed_texts:
        if "\n" in source.text.strip():
            yield from _find_divided_words(source)
            if source.kind is not TextKind.MARKDOWN:
                yield from _find_divided_sentence(source)


def _find_divided_words(source: TypedText) -> Iterator[Diagnostic]:
    for start, line, below in _iter_lines(source.text):
        if halves := _find_divided_word(line, below):
            first, second = halves
            block = TextBlock(source, start, line, BlockForm.PARAGRAPH)
            message = phrase('a word is divided over two lines: "{}-" and "{}"', first[1], second[1])
            hint = phrase(
                "write {} on one line, or {} if the hyphen belongs to it",
                first[1] + second[1],
                f"{first[1]}-{second[1]}",
            )
            yield finding_in(codes.STY017, block, first.start(), len(line.rstrip()), message, hint)


def _find_divided_sentence(source: TypedText) -> Iterator[Diagnostic]:
    """Yield one finding for a text whose lines end in mid-sentence, at the first of them."""
    broken = [each for each in _iter_lines(source.text) if _is_divided_sentence(*each[1:])]
    if not broken:
        return
    start, line, below = broken[0]
    last, first = line.split()[-1], below.split()[0]
    message = phrase(
        'a line ends in the middle of a sentence: "{}" and "{}" are printed in two paragraphs', last, first
    )
    if len(broken) > 1:
        message = phrase('{} lines end in the middle of a sentence, the first at "{}"', len(broken), last)
    hint = phrase(
        "join the lines of each sentence: go to the end of each such line, press Delete, and leave one space between "
        "the two words"
    )
    block = TextBlock(source, start, line, BlockForm.PARAGRAPH)
    yield finding_in(codes.STY017, block, line.rindex(last), len(line.rstrip()), message, hint)


def goes_on_below(block: TextBlock) -> bool:
    """Whether the block is a line whose last sentence or word goes on in the next one, which is reported as that."""
    if block.source.kind is TextKind.MARKDOWN:
        return False
    for start, line, below in _iter_lines(block.source.text):
        if start <= block.start <= start + len(line):
            return _is_divided_sentence(line, below) or _find_divided_word(line, below) is not None
    return False


def _is_divided_sentence(line: str, below: str) -> bool:
    runs_on = len(line.strip()) >= LEAST and RUNS_ON.search(line) is not None
    return runs_on and GOES_ON.match(below) is not None and not NUMBER.match(below.strip())


def _find_divided_word(line: str, below: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Return both halves of a word that is divided between the two lines, or None."""
    first, second = FIRST_HALF.search(line), SECOND_HALF.match(below)
    return (first, second) if first and second and second[1] not in JOINING else None


def _iter_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each line that another follows: where it begins, the line, and the next."""
    start, lines = 0, text.split("\n")
    for line, below in itertools.pairwise(lines):
        yield start, line, below
        start += len(line) + 1
