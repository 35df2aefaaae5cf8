"""Lists and tables that another program set, pasted as text: their bullets and tabs would be printed as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.list_marks import OTHER_BULLETS
from cabinet_papers.matter.typed_text import TextKind, TypedText

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# A bullet, or a letter as Word numbers with it: what no text begins with is enough alone, the rest needs the tab.
# These say something.
TICKS = "✓✔√"
# The letters are what signs of the font Wingdings become in another one.
SIGNS = f"{OTHER_BULLETS.translate(dict.fromkeys(map(ord, TICKS)))}\uf0a7\uf0b7\uf0d8\uf0fc\uf076ØŸþü❖❑"
BULLET = re.compile(
    rf"^[ \t]*([•{SIGNS}](?!\S)|§(?=[ \t\xa0]+\D)|[vqà](?=[ \t]{{2}}|\t)"
    r"|(?:[o–—·]|\(?(?:[a-z]|[ivx]{1,4})[.)])(?=\t))[ \t\xa0]+(?=\S)",
    re.MULTILINE,
)
# In a recommendation, where "•" makes a list.
SIGN = re.compile(rf"^[ \t]*([{SIGNS}])[ \t\xa0]+(?=\S)", re.MULTILINE)
WITHIN_LINE = re.compile(rf"(?<=\S)[ \t]+([•{SIGNS}])[ \t]+(?=\w)")
# A hyphen without its space, and the bullet, or the colon, beside which it is meant as a bullet.
NO_BLANK = re.compile(r"^[ \t]*(-)(?=[^\W_]|[(£\"'“‘])", re.MULTILINE)
MADE_BULLET, LEADS_IN = re.compile(r"[ \t]*[-*•·][ \t]+\S"), re.compile(r":[ \t]*$")
NUMBER = re.compile(r"[ \t]*\(?[\d.]*\d[.)]?[ \t\xa0]+|[ \t]*\S{1,2}\t")
COLUMNS = re.compile(r"(?<=\S)\t+(?=\S)")


def check_pasted(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find the first typed bullet and the first line of columns of each text of a report or a plan."""
    for source in checked.printed_texts:
        if source.kind is TextKind.MARKDOWN:
            yield from _find_bullets(source, BULLET)
            yield from _find_columns(source)
        elif source.kind in (TextKind.RECOMMENDATION, TextKind.PART, TextKind.ACTION) and source.raw:
            yield from _find_bullets(source, SIGN)
        if source.raw and source.kind not in (TextKind.TITLE, TextKind.NAME, TextKind.FIELD):
            yield from _find_without_blank(source)


def _find_bullets(source: TypedText, pattern: re.Pattern[str]) -> Iterator[Diagnostic]:
    found = list(pattern.finditer(source.text))
    within = [each for each in WITHIN_LINE.finditer(source.text) if _is_list_in_line(source.text, each)]
    if within and not found:
        message = phrase('the mark "{}" is typed within a line, and printed as typed', within[0][1])
        hint = phrase("to print a list, begin a line of its own for each item, with a hyphen and a space")
        yield _report(source, *within[0].span(1), message, hint)
    if found:
        mark = found[0][1]
        message = phrase('the mark "{}" is typed at the beginning of a line, and printed as typed', mark)
        if len(found) > 1:
            message = phrase('{} lines begin with a typed mark, the first with "{}"', len(found), mark)
        hint = phrase("to print a list, begin each line with a hyphen and a space in place of its mark")
        yield _report(source, *found[0].span(1), message, hint)


def _find_without_blank(source: TypedText) -> Iterator[Diagnostic]:
    """Find the first hyphen without its space beside a bullet or below a colon: it makes no item of the list."""
    for found in NO_BLANK.finditer(source.text):
        above = source.text[: found.start()].rstrip().rpartition("\n")[2]
        below = source.text[found.end() :].partition("\n")[2].lstrip("\n").partition("\n")[0]
        # Below a colon alone a figure may be one below zero.
        is_word = not source.text[found.end()].isdigit()
        if MADE_BULLET.match(above) or (is_word and LEADS_IN.search(above)) or (above and MADE_BULLET.match(below)):
            message = phrase("this line begins with a hyphen that has no space after it, so that it is no bullet")
            yield _report(source, *found.span(1), message, phrase("put a space after the hyphen"))
            return


def _find_columns(source: TypedText) -> Iterator[Diagnostic]:
    start, found = 0, list[tuple[int, int]]()
    for line in source.text.split("\n"):
        begun = NUMBER.match(line)
        is_table = line.lstrip().startswith("|")
        if not is_table and (tab := COLUMNS.search(line, begun.end() if begun else 0)):
            found.append((start + tab.start(), start + tab.end()))
        start += len(line) + 1
    if found:
        message = phrase("this line has columns that are typed with tabs, which do not stay aligned")
        if len(found) > 1:
            message = phrase("{} lines have columns that are typed with tabs", len(found))
        hint = phrase(
            "make a table of it: write | in place of each tab and at both ends of each line, and add a line with --- "
            "for each column, as in | --- | --- |, below the headings"
        )
        yield _report(source, *found[0], message, hint)


def _is_list_in_line(text: str, found: re.Match[str]) -> bool:
    """Whether the mark begins an item: a colon is before it, or the line has several; in a table it is a sign."""
    line = _line_at(text, found.start())
    return "|" not in line and (text[: found.start()].endswith(":") or len(WITHIN_LINE.findall(line)) > 1)


def _line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]


def _report(source: TypedText, start: int, end: int, message: Message, hint: Message) -> Diagnostic:
    begin = source.text.rfind("\n", 0, start) + 1
    line = _line_at(source.text, start)
    return finding_in(codes.STY020, TextBlock(source, begin, line, BlockForm.PARAGRAPH), start - begin, end - begin,
                      message, hint)  # fmt: skip
