"""The lines of a YAML file as they are typed: which of them hold its structure, how far in they are, a fault in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cabinet_papers.findings.diagnostics import Code, Diagnostic
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.yaml_files.yaml_errors import report

# The end of a line below which a text of several lines follows.
BLOCK = re.compile(r"(?:^|[:-][ \t]+)[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$")


class Fault(NamedTuple):
    """What is wrong with a line, from 0, at a column from 0; `length` is how many characters are shown as wrong."""

    line: int
    column: int
    code: Code
    message: Message
    hint: Message
    length: int = 1

    def report(self, file: str) -> Diagnostic:
        """Return the finding about it."""
        found = report(self.code, self.message, self.hint, file, self.line + 1, self.column + 1)
        return found._replace(length=self.length)


def iter_structure(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that are not empty, a comment, or the text of a block."""
    block: int | None = None
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if block is not None and indent_of(line) > block:
            continue
        block = None
        if line.lstrip().startswith("#"):
            continue
        yield at
        if opened := BLOCK.search(line.rstrip()):
            # A key behind a dash is further in than the dash; its text is further in still.
            block = len(line) - len(line.lstrip(" -")) if line[opened.start()] == ":" else indent_of(line)


def indent_of(line: str) -> int:
    """Return how many spaces the line begins with."""
    return len(line) - len(line.lstrip(" "))


def count_spaces(count: int) -> Message:
    """Return "4 spaces", "one space" or "no spaces"."""
    return phrase("one space") if count == 1 else phrase("{} spaces", count or Term("no"))
