"""Marks of Markdown that the papers do not support: in a report's body and a plan's summary they print as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.check.left_over import LEFT_OVER
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.typed_text import TypedText

FENCE = re.compile(r"[ \t>]*(?P<mark>```|~~~).*")
AS_A_LINK = "a picture, but as an exclamation mark and a link"
# What a mark is, how it looks in a line, and what to do about it. The lengths keep the search of a long line short.
MARKS = (
    ("a line across the page", r"^[ \t>]*(?P<mark>([-*_])(?:[ \t]*\2){2,}|={3,})[ \t]*$",
     phrase("delete the line; a heading begins with ##")),
    ("a heading", r"^[ \t>]*(?P<mark>#{2,6})(?=[^#\s])", phrase("put a space after the hash signs")),
    ("a box to tick", r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?P<mark>\[[ xX]\])(?=[ \t])",
     phrase('write "done" or "not done" in its place')),
    ("the address of a link", r"^[ \t>]*(?P<mark>\[(?!recommendation|\^)[^\]\n]{1,1000}\]:)[ \t]*\S",
     phrase("write links as [words](https://...)")),
    ("a footnote", r"(?P<mark>\[\^[^\]\s]{1,1000}\])",
     phrase("put the words of the footnote into the text, in brackets")),
    (AS_A_LINK,
     r"(?P<mark>!\[[^\]\n]{1,1000}\]\((?:https?://|mailto:)[^)\s]{0,1000}\))",
     phrase("delete it; the picture can be an appendix")),
    ("a picture", r"(?P<mark>!\[[^\]\n]{0,1000}\][(\[][^)\]\n]{0,1000}[)\]])",
     phrase("delete it; the picture can be an appendix")),
    ("a link", r"(?<!!)(?P<mark>\[[^\]\n]{1,1000}\]\[[^\]\n]{0,1000}\])", phrase("write links as [words](https://...)")),
    ("a link", r"(?<!!)(?P<mark>\[[^\]\n]{1,1000}\]\((?!https?://|mailto:)\S{1,1000}?\)+)",
     phrase("begin the address with https:// or mailto:; if it is a file, write its name without a link")),
    ("struck-out text", r"(?P<mark>~~(?=\S).*?~~)", phrase("delete the words that are struck out")),
    ("code", r"(?P<mark>(?<!`)`[^`\n]+`(?!`))",
     phrase("delete the backticks (`), or write quotation marks in their place")),
    ("bold type", r"(?<=[\w)\]%])(?P<mark>\*{2,3})(?=[\w(])", phrase("make whole words bold, or delete the asterisks")),
    ("HTML", r"(?P<mark><(?:!--(?:(?!<!--).)*?-->|/?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>))",
     phrase("delete it; for bold, put two asterisks before and after the words, and for italic one")),
)  # fmt: skip
PATTERNS = tuple((Term(name), re.compile(pattern, re.IGNORECASE), hint) for name, pattern, hint in MARKS)
DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
ROW = re.compile(r"[ \t>]*(?P<mark>\|).*\|[ \t]*")


def check_unset_marks(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find footnotes, pictures, rules, fences and other marks that would be printed as they are typed."""
    for source in checked.printed_texts:
        if source.kind is TextKind.MARKDOWN:
            yield from _look_through(source)


def _look_through(source: TypedText) -> Iterator[Diagnostic]:
    fence, above, start = "", "", 0
    for line in source.text.split("\n"):
        opened = FENCE.fullmatch(line)
        if opened and fence in ("", opened["mark"]):
            if not fence:
                hint = phrase("delete this line and the line of the same signs below the text; the text stays")
                yield _report(source, start, opened, Term("a block of code"), hint)
            fence = "" if fence else opened["mark"]
        elif not fence:
            yield from _look_at(source, start, line)
            row = ROW.fullmatch(line)
            if (
                row
                and not above.lstrip(" \t>").startswith("|")
                and not DELIMITER.fullmatch(_next_line(source.text, start))
            ):
                dashes = " | ".join(["---"] * _count_columns(line))
                hint = phrase("write the line | {} | below the first row of the table", Term(dashes))
                yield _report(source, start, row, Term("a table"), hint)
            elif row and not above.lstrip(" \t>").startswith("|"):
                below = _next_line(source.text, start)
                if _count_columns(line) != _count_columns(below):
                    dashes = " | ".join(["---"] * _count_columns(line))
                    hint = phrase("write the line of dashes below this row as | {} |", Term(dashes))
                    yield _report(source, start, row, Term("a table"), hint)
        above, start = line, start + len(line) + 1


def _count_columns(line: str) -> int:
    return len(re.split(r"(?<!\\)\|", line.strip(" \t>").strip("|")))


def _next_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    after = text.find("\n", end + 1)
    return text[end + 1 : None if after < 0 else after] if end >= 0 else ""


def _look_at(source: TypedText, start: int, line: str) -> Iterator[Diagnostic]:
    reported = bytearray(len(line))
    for found in LEFT_OVER.finditer(line):
        reported[found.start() : found.end()] = b"\1" * len(found[0])
    for name, pattern, hint in PATTERNS:
        for found in pattern.finditer(line):
            first, last = found.span("mark")
            escaped = line.endswith("\\", 0, first)
            # The note itself, where its mark is reported.
            is_note = line.startswith(":", last) and source.text.find(found["mark"]) < source.text.rfind(found["mark"])
            if not escaped and not is_note and reported.find(1, first, last) < 0:
                reported[first:last] = b"\1" * (last - first)
                yield _report(source, start, found, name, hint)


def _report(source: TypedText, start: int, found: re.Match[str], name: Term, hint: Message) -> Diagnostic:
    first, last = found.span("mark")
    block = TextBlock(source, start, found.string, BlockForm.PARAGRAPH)
    message = phrase('"{}" is printed as typed, not as {}', found["mark"], name)
    if name == AS_A_LINK:
        message = phrase('"{}" is not printed as {}', found["mark"], name)
    return finding_in(codes.STY011, block, first, last, message, hint)
