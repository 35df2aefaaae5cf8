"""Checks whether a paragraph has the words of a fact, and where they begin and end in it."""

from __future__ import annotations

from typing import NamedTuple

from cabinet_papers.finished.found import FoundParagraph, normalise
from cabinet_papers.papers.expected_parts import Expected, ExpectedKind

# In place of words that a fact has taken, so that no other takes them.
TAKEN = "\0"


class Span(NamedTuple):
    """Characters of one paragraph; `at` is the paragraph's place in the document."""

    at: int
    start: int
    end: int


def blank(text: str, span: Span) -> str:
    """Return the text without the words of the span; every other keeps its place."""
    return f"{text[: span.start]}{TAKEN * (span.end - span.start)}{text[span.end :]}"


def fit(
    fact: Expected, text: str, paragraph: FoundParagraph, *, is_first: bool, is_last: bool
) -> tuple[int, int] | None:
    """Return where in its paragraph's text the fact begins and ends, or None where it is not the fact's paragraph.

    Only before the first fact of a part and after its last one a template may have words of its own.
    """
    words = normalise(fact.text)
    if not is_of_kind(paragraph, fact):
        return None
    in_cell = fact.kind is ExpectedKind.CELL
    may_begin, may_end = is_first and not in_cell, is_last and not in_cell
    if may_begin and may_end:
        start = find_words(text, words)
    elif may_begin:
        start = len(text) - len(words) if _ends_with(text, words) else -1
    else:
        start = 0 if (find_words(text, words) == 0 if may_end else text == words) else -1
    return (start, start + len(words)) if start >= 0 else None


def _ends_with(text: str, words: str) -> bool:
    return text.endswith(words) and not _is_letter(text[: len(text) - len(words)][-1:])


def find_words(text: str, words: str) -> int:
    """Return where the text holds the words as whole ones, -1 where it does not."""
    at = text.find(words)
    while at != -1 and (_is_letter(text[at - 1 : at]) or _is_letter(text[at + len(words) :][:1])):
        at = text.find(words, at + 1)
    return at


def holds_number(text: str, number: str) -> bool:
    """Whether the text holds the number as a whole: 1 is neither in 1.2 nor in 11, but in "1." it is."""
    at = text.find(number)
    while at != -1:
        before, after = text[:at][-1:], text[at + len(number) :][:2]
        joined = after[:1] == "." and _is_letter(after[1:])
        if before != "." and not _is_letter(before) and not _is_letter(after[:1]) and not joined:
            return True
        at = text.find(number, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def is_of_kind(paragraph: FoundParagraph, fact: Expected) -> bool:
    """Whether the paragraph is what the fact was: an item of a list, this cell of a table."""
    if fact.kind in (ExpectedKind.BULLET, ExpectedKind.NUMBERED):
        return paragraph.is_list_item
    if fact.kind is ExpectedKind.CELL:
        return paragraph.place.inner == fact.cell
    return True
