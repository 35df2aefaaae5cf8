"""Marks of Markdown that the papers do not set: in a report's body and a plan's summary they print as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.marks import LEFT_OVER
from cabinet_papers.check.subject import Form, Stretch, Subject, finding_in, quote
from cabinet_papers.findings import codes
from cabinet_papers.matter.passages import Kind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.passages import Passage

FENCE = re.compile(r"[ \t>]*(?P<mark>```|~~~).*")
# What a mark is, how it looks in a line, and what to do about it.
MARKS = (
    ("a rule", r"^[ \t>]*(?P<mark>([-*_])(?:[ \t]*\2){2,}|={3,})[ \t]*$", "delete the line; a heading begins with ##"),
    ("a heading", r"^[ \t>]*(?P<mark>#{2,6})(?=[^#\s])", "put a space after the signs"),
    ("an item to tick", r"^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?P<mark>\[[ xX]\])(?=[ \t])", "write in words what is done"),
    ("an address of a link", r"^[ \t>]*(?P<mark>\[(?!recommendation)[^\]\n]+\]:)[ \t]*\S", "write links as [words](https://...)"),
    ("a footnote", r"(?P<mark>\[\^[^\]\s]+\])", "put the words of the note into the text, in brackets"),
    ("a picture", r"(?P<mark>!\[[^\]\n]*\][(\[][^)\]\n]*[)\]])", "take it out; a picture can be an appendix"),
    ("a link", r"(?<!!)(?P<mark>\[[^\]\n]+\]\[[^\]\n]*\])", "write links as [words](https://...)"),
    ("a link", r"(?<!!)(?P<mark>\[[^\]\n]+\]\((?!https?://|mailto:)\S+?\)+)",
     "a link begins with https:// or mailto:; of a file write the name alone"),
    ("struck-out text", r"(?P<mark>~~(?=\S).*?~~)", "delete what is not to be read"),
    ("code", r"(?P<mark>(?<!`)`[^`\n]+`(?!`))", "take the signs away, or use quotation marks"),
    ("bold type", r"(?<=[\w)\]%])(?P<mark>\*{2,3})(?=[\w(])", "set whole words in bold, or take the signs away"),
    ("HTML", r"(?P<mark><(?:!--.*?-->|/?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>))",
     "take it away, or write **bold** or *italic*"),
)  # fmt: skip
PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE), hint) for name, pattern, hint in MARKS)
DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
ROW = re.compile(r"[ \t>]*(?P<mark>\|).*\|[ \t]*")


def check_unset_marks(subject: Subject) -> Iterator[Diagnostic]:
    """Find footnotes, pictures, rules, fences and other marks that would be printed as they are typed."""
    for passage in subject.passages:
        if passage.kind is Kind.MARKDOWN:
            yield from _look_through(passage)


def _look_through(passage: Passage) -> Iterator[Diagnostic]:
    fence, above, start = "", "", 0
    for line in passage.text.split("\n"):
        opened = FENCE.fullmatch(line)
        if opened and fence in ("", opened["mark"]):
            if not fence:
                hint = "take both lines of signs away; what is between them prints without them"
                yield _say(passage, start, opened, "a block of code", hint)
            fence = "" if fence else opened["mark"]
        elif not fence:
            yield from _look_at(passage, start, line)
            row = ROW.fullmatch(line)
            if row and not above.strip().startswith("|") and not DELIMITER.fullmatch(_next_line(passage.text, start)):
                yield _say(passage, start, row, "a table", "put a line | --- | --- | below its heading row")
        above, start = line, start + len(line) + 1


def _next_line(text: str, start: int) -> str:
    return text[start:].split("\n", 2)[1] if "\n" in text[start:] else ""


def _look_at(passage: Passage, start: int, line: str) -> Iterator[Diagnostic]:
    told: list[tuple[int, int]] = [found.span() for found in LEFT_OVER.finditer(line)]
    for name, pattern, hint in PATTERNS:
        for found in pattern.finditer(line):
            first, last = found.span("mark")
            escaped = line[:first].endswith("\\")
            if not escaped and not any(begin < last and first < end for begin, end in told):
                told.append((first, last))
                yield _say(passage, start, found, name, hint)


def _say(passage: Passage, start: int, found: re.Match[str], name: str, hint: str) -> Diagnostic:
    first, last = found.span("mark")
    stretch = Stretch(passage, start, found.string, Form.PARAGRAPH)
    message = f"{quote(passage, found['mark'])}, a mark for {name}, is printed as it stands"
    return finding_in(codes.STY011, stretch, first, last, message, hint)
