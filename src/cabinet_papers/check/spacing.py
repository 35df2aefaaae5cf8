"""House style: spaces that are one too many or one too few."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import ADDRESS, BlockForm, CheckedMatter, TextBlock, finding_in, words_around
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# After the end of a sentence two spaces are a habit of those who learnt to type on a typewriter.
HABIT = re.compile(r"[.!?][\"'”’)]*$")
DOUBLE = re.compile(r"(?<=\S)[ \xa0]{2,}(?=\S)")
# Before a mark that closes, after one that opens, on one side of a stroke, and after the hyphen within a word.
STRAY = re.compile(
    r"(?<=[A-Za-z]{2}-) (?=[A-Za-z]{2})(?!(?:and|or|to|nor)\b)|(?<=[\w)\"”’]) +(?=[,;!?)\]](?:\s|$)|\.(?:\s|$))"
    r"|(?<=[A-Za-z)”’]) +(?=:(?:\s|$))"
    r"|(?<=\b\d) (?=(?:st|nd|rd|th)\b)|(?<=\b[1-9]\d) (?=(?:st|nd|rd|th)\b)"
    r"|(?<=[(\[]) +(?=\w)|(?<=[A-Za-z]/) (?=[A-Za-z])"
)
# Between two words: "ended .It was".
WRONG_SIDE = re.compile(r"(?<=[a-z]{2}) ((?:\.(?=[A-Z])(?!Net\b)|[,;])(?=[A-Za-z][a-z]))")
MISSING = re.compile(
    r"\b(?:19|20)\d\d(?!(?:th|mm|cm|km|kg|kwh?|sqm|hrs)\b)(?=[a-z]{2,})|(?<=[a-z\d]{2})[,;](?=[A-Za-z]{2})|(?<=[a-z]{3})\.(?=[A-Z][a-z]+\s)"
)


def _read_text_blocks(checked: CheckedMatter) -> Iterator[TextBlock]:
    return (each for each in checked.text_blocks if each.form is not BlockForm.TABLE)


def _is_line_end(block: TextBlock, found: re.Match[str]) -> bool:
    return "\n" in block.source.text[block.start + found.start() : block.start + found.end()]


def check_double_spaces(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find two spaces within a line; those at its end are not visible in the paper."""
    for block in _read_text_blocks(checked):
        for found in DOUBLE.finditer(block.text):
            # A sign alone before it is a bullet, which is reported as that.
            if _is_line_end(block, found) or len(block.text[: found.start()].strip()) == 1:
                continue
            around = words_around(block.text, *found.span(), 20)
            message = phrase('there is more than one space between two words in "{}"', around)
            if HABIT.search(block.text[: found.start()]):
                message = phrase('there is more than one space after the end of a sentence in "{}"', around)
            yield finding_in(codes.STY001, block, *found.span(), message, phrase("leave only one space"), " ")


def check_stray_spaces(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a space before a comma or a closing bracket, after an opening one, and on one side of a stroke."""
    for block in _read_text_blocks(checked):
        for found in STRAY.finditer(block.text):
            if _is_line_end(block, found):
                continue
            message = phrase('there is a space too many in "{}"', words_around(block.text, *found.span(), 20))
            yield finding_in(codes.STY002, block, *found.span(), message, phrase("delete the space"), "")
        for found in WRONG_SIDE.finditer(block.text):
            around = words_around(block.text, *found.span(), 20)
            message = phrase('the space in "{}" is on the wrong side of the punctuation mark', around)
            hint = phrase("put the space after the punctuation mark")
            yield finding_in(codes.STY002, block, *found.span(), message, hint, f"{found[1]} ")


def check_missing_spaces(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a word that is joined to the date, comma or full stop before it, as "05 June 2024be approved"."""
    for block in _read_text_blocks(checked):
        if block.source.kind is TextKind.FIELD:
            continue
        addresses = [found.span() for found in ADDRESS.finditer(block.text)]
        for found in MISSING.finditer(block.text):
            if any(start <= found.start() < end for start, end in addresses):
                continue
            message = phrase('a space is missing in "{}"', words_around(block.text, *found.span(), 20))
            yield finding_in(codes.STY013, block, *found.span(), message, phrase("add the space"), f"{found[0]} ")
