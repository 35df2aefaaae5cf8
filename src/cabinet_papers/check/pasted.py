"""Lists and tables that another program set, pasted as text: their bullets and tabs would be printed as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.typed_text import TextKind, TypedText

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# A bullet, or a letter as Word numbers with it: what no text begins with is enough alone, the rest needs the tab.
BULLET = re.compile(r"^[ \t]*([•◦‣▪●○■□]|(?:[o§–—·]|\(?(?:[a-z]|[ivx]{1,4})[.)])(?=\t))[ \t\xa0]+(?=\S)", re.MULTILINE)
NUMBER = re.compile(r"[ \t]*\(?[\d.]*\d[.)]?[ \t\xa0]+|[ \t]*\S{1,2}\t")
COLUMNS = re.compile(r"(?<=\S)\t+(?=\S)")


def check_pasted(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find the first typed bullet and the first line of columns of each text of a report or a plan."""
    for source in checked.typed_texts:
        if source.kind is TextKind.MARKDOWN:
            yield from _find_bullets(source)
            yield from _find_columns(source)


def _find_bullets(source: TypedText) -> Iterator[Diagnostic]:
    found = list(BULLET.finditer(source.text))
    if found:
        mark = found[0][1]
        message = phrase('the mark "{}" is typed at the beginning of a line, and printed as typed', mark)
        if len(found) > 1:
            message = phrase('{} lines begin with a typed mark, the first with "{}"', len(found), mark)
        hint = phrase("to print a list, begin each line with a hyphen and a space in place of its mark")
        yield _report(source, *found[0].span(1), message, hint)


def _find_columns(source: TypedText) -> Iterator[Diagnostic]:
    start, found = 0, list[tuple[int, int]]()
    for line in source.text.split("\n"):
        begun = NUMBER.match(line)
        is_table = line.lstrip().startswith("|")
        if not is_table and (tab := COLUMNS.search(line, begun.end() if begun else 0)):
            found.append((start + tab.start(), start + tab.end()))
        start += len(line) + 1
    if found:
        message = phrase("this line has columns that are typed with tabs, which do not stay under each other")
        if len(found) > 1:
            message = phrase("{} lines have columns that are typed with tabs", len(found))
        hint = phrase(
            "make a table of it: write | in place of each tab and at both ends of each line, and add a line with --- "
            "for each column, as in | --- | --- |, below the headings"
        )
        yield _report(source, *found[0], message, hint)


def _report(source: TypedText, start: int, end: int, message: Message, hint: Message) -> Diagnostic:
    begin = source.text.rfind("\n", 0, start) + 1
    line = source.text[begin:].partition("\n")[0]
    return finding_in(codes.STY020, TextBlock(source, begin, line, BlockForm.PARAGRAPH), start - begin, end - begin,
                      message, hint)  # fmt: skip
