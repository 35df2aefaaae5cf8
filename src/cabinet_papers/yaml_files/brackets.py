"""Brackets of a YAML file that are not closed, or closed once too often: where they open and should close."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.yaml_files.key_lines import KEY_START, TEXT_NAMES
from cabinet_papers.yaml_files.typed_lines import Fault, indent_of
from cabinet_papers.yaml_files.yaml_errors import ITEM, QUOTE_CURE

CLOSING = {"{": "}", "[": "]"}
# The value of a line that begins with a bracket, and what begins a line that is not within brackets.
OPENS = re.compile(r"\s*(?:-\s+)*(?:[a-z_]+:\s+)?(?=[\[{])")
BEGINS_LINE = re.compile(r"\s*(?:-\s|[a-z_]+:(?:\s|$))")
HAS_ENTRY = re.compile(r"[\[{,]\s*[a-z_]+:\s")
# A text in quotation marks, a comment, or a bracket.
SIGN = re.compile(
    r"""(?<=[\[{,:\s])(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<comment>\s#.*)|(?P<bracket>[\[\]{}])"""
)
LONGEST_WORDS = 30


class _Place(NamedTuple):
    """A bracket, or where one should be: its line and column from 0."""

    sign: str
    line: int
    column: int


def find_brackets(lines: Sequence[str], written: Sequence[int]) -> Iterator[tuple[Fault, frozenset[int]]]:
    """Yield the faults of brackets in the `written` lines, each with the lines in which a bracket is still open."""
    after = -1
    for index, at in enumerate(written):
        opens = OPENS.match(lines[at])
        if at <= after or opens is None:
            continue
        open_brackets: list[_Place] = []
        for place in _list_brackets(lines, _begin_at(written, index), opens.end()):
            after = place.line
            if place.sign in CLOSING:
                open_brackets.append(place)
            elif open_brackets and place.sign == CLOSING[open_brackets[-1].sign]:
                open_brackets.pop()
            else:
                yield _report(lines, open_brackets, place), frozenset({place.line, *(e.line for e in open_brackets)})
                break


def _begin_at(written: Sequence[int], index: int) -> Iterator[int]:
    return (written[at] for at in range(index, len(written)))


def find_end(lines: Sequence[str], written: Sequence[int], index: int, column: int) -> int:
    """Return the last line of the value in brackets that begins at the column of one of the written lines."""
    *_, last = _list_brackets(lines, _begin_at(written, index), column)
    return last.line


def _list_brackets(lines: Sequence[str], written: Iterator[int], column: int) -> Iterator[_Place]:
    """Yield each bracket of the value that begins at the column of the first line, and its end, if it is not closed.

    It ends, at the latest, before a line that begins like an item or an entry and is not further in than its first.
    """
    first, depth = next(written), 0
    last = _Place("", first, len(lines[first]))
    for at in chain((first,), written):
        line = lines[at]
        if at > first and BEGINS_LINE.match(line) and indent_of(line) <= indent_of(lines[first]):
            break
        end = len(line.rstrip())
        for found in SIGN.finditer(line, column if at == first else 0):
            if found["comment"]:
                end = found.start()
                break
            if found["bracket"]:
                depth += 1 if found["bracket"] in CLOSING else -1
                yield _Place(found["bracket"], at, found.start())
                if depth == 0 and line[found.end() :].lstrip()[:1] not in CLOSING.values():
                    return
        last = _Place("", at, end)
    yield last


def _report(lines: Sequence[str], open_brackets: Sequence[_Place], place: _Place) -> Fault:
    """Return the fault of brackets that are not closed at the place, or of the one there that closes none."""
    if not open_brackets:
        message = phrase('there is one "{}" too many', Term(place.sign))
        return Fault(place.line, place.column, codes.YML001, message, phrase("delete it"))
    opened = open_brackets[-1] if place.sign else open_brackets[0]
    message = phrase('the "{}" that opens here is not closed', Term(opened.sign))
    return Fault(opened.line, opened.column, codes.YML001, message, _cure(lines, open_brackets, place))


def _cure(lines: Sequence[str], open_brackets: Sequence[_Place], place: _Place) -> Message:
    if not place.sign:
        return _cure_unclosed(lines, open_brackets, place)
    signs, words, line = [each.sign for each in open_brackets], _words_before(lines, place), place.line + 1
    opening = next(sign for sign, closing in CLOSING.items() if closing == place.sign)
    if opening in signs:
        missing = _close(signs[len(signs) - signs[::-1].index(opening) :])
        return phrase('write "{}" after "{}" in line {}', missing, words, line)
    right = _close(signs[-1:])
    if lines[place.line][place.column + 1 :].lstrip()[:1] == right:
        return phrase('delete the "{}" after "{}" in line {}', Term(place.sign), words, line)
    return phrase('write "{}" in place of the "{}" after "{}" in line {}', right, Term(place.sign), words, line)


def _cure_unclosed(lines: Sequence[str], open_brackets: Sequence[_Place], end: _Place) -> Message:
    """Return what to do about brackets of which none is closed up to the end of their value."""
    opened = open_brackets[0]
    line = lines[opened.line]
    below = next((lines[at] for at in range(opened.line + 1, len(lines)) if lines[at].strip()), "")
    if not line[opened.column + 1 :].strip() and ITEM.match(below):
        return phrase('delete the "{}"', Term(opened.sign))
    missing = _close([each.sign for each in open_brackets])
    hint = phrase('write "{}" at the end of line {}', missing, end.line + 1)
    value = lines[end.line][: end.column]
    if value.endswith(")") and value.count(")") > value.count("("):
        hint = phrase('write "{}" in place of the ")" at the end of line {}', missing, end.line + 1)
    elif lines[end.line][end.column :].strip():
        hint = phrase('write "{}" after "{}" in line {}', missing, _words_before(lines, end), end.line + 1)
    return (
        hint
        if _is_certain(line, opened.column)
        else phrase("{}; if the bracket is part of the text, {}", hint, QUOTE_CURE)
    )


def _close(signs: Sequence[str]) -> Term:
    """Return what closes the brackets, the last first."""
    return Term("".join(CLOSING[sign] for sign in reversed(signs)))


def _is_certain(line: str, column: int) -> bool:
    """Whether a bracket is none of a text: it holds entries, or its key has no text."""
    key = KEY_START.match(line)
    return HAS_ENTRY.match(line, column) is not None or (key is not None and key["key"] not in TEXT_NAMES)


def _words_before(lines: Sequence[str], place: _Place) -> str:
    """Return the last words before the place, to know it by."""
    before = lines[place.line][: place.column].rstrip()
    words = re.split(r"[\[\]{},]|:\s", before)[-1].strip()
    return words[-LONGEST_WORDS:] or before[-1:]
