"""Which findings are reported, and how bad they are: the council's choice in papers.yaml, and comments in the YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cabinet_papers.findings.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from cabinet_papers.matter.typed_text import TypedText

OFF = "off"
# At the end of a line: # check: off STY007, NAM006
SILENCED = re.compile(r"(?:^|\s)#\s*check:\s*off\s+(?P<codes>[A-Z]{3}(?:\d{3})?(?:[\s,]+[A-Z]{3}(?:\d{3})?)*)\s*$")
BLOCK = ("|", ">")
# A finding, and those that follow from its cause: a former number may be no number now, or that of the answer itself.
EXPLAINS = {"REF010": ("REF001", "REF002"), "PLN013": ("NAM004",)}


def apply_severities(findings: Iterable[Diagnostic], severities: Mapping[str, str]) -> list[Diagnostic]:
    """Apply the severities set in papers.yaml; errors cannot be lowered."""
    kept = []
    for each in findings:
        code = each.code.number
        chosen = severities.get(code) or severities.get(code[:3], OFF if each.code.optional else "")
        if each.is_error or not chosen:
            kept.append(each)
        elif chosen != OFF:
            kept.append(each._replace(severity=Severity(chosen)))
    return kept


def drop_explained(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings without those that another one at the same cell explains."""
    explained = {(each.location, code) for each in findings for code in EXPLAINS.get(each.code.number, ())}
    return [each for each in findings if (each.location, each.code.number) not in explained]


def drop_silenced(
    findings: Sequence[Diagnostic], typed_texts: Sequence[TypedText], lines_of: Callable[[str], Sequence[str]]
) -> list[Diagnostic]:
    """Return the findings without those that a comment in their YAML file silences; errors are never silenced.

    The comment is at the end of the finding's line, or of the first line of its text; for a finding in a workbook, on
    the recommendation that it is about. `lines_of` gives a file's lines.
    """
    read = cache(lines_of)
    files = {each.location.file for each in typed_texts if each.raw}
    files |= {each.location.file for each in findings if each.location.line is not None}
    if not any(SILENCED.search(line) for file in files for line in read(file)):
        return list(findings)
    return [each for each in findings if each.is_error or not _is_silenced(each, typed_texts, read)]


def _is_silenced(found: Diagnostic, typed_texts: Sequence[TypedText], lines_of: Callable[[str], Sequence[str]]) -> bool:
    about = [each for each in typed_texts if each.raw and _is_about(found, each)]
    places = [(each.location.file, at) for each in about for at in _ends(each)]
    if not places and found.location.line is not None:
        places = [(found.location.file, found.location.line)]
    return any(_silences(found.code.number, lines_of(file), at) for file, at in places)


def _is_about(found: Diagnostic, source: TypedText) -> bool:
    """Whether the finding is in the source or, where it is in a workbook, about its recommendation."""
    file, line = found.location.file, found.location.line
    if line is None:
        return source.number is not None and source.number == found.number
    first = source.location.line or 0
    return source.location.file == file and first <= line <= first + source.raw.rstrip().count("\n")


def _ends(source: TypedText) -> list[int]:
    """Return the lines at whose end a comment belongs to the source; within a block it would be text."""
    first = source.location.line or 0
    return [first] if source.raw.startswith(BLOCK) else [first, first + source.raw.count("\n")]


def _silences(code: str, lines: Sequence[str], line: int) -> bool:
    found = SILENCED.search(lines[line - 1]) if 1 <= line <= len(lines) else None
    named = re.findall(r"[A-Z]{3}(?:\d{3})?", found["codes"]) if found else []
    return code in named or code[:3] in named
