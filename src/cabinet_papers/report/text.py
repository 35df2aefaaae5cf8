"""Findings as a person reads them on a terminal, and as another program does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cabinet_papers.findings.codes import SAFE_TO_FIX
from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.alike import Alike, Said
from cabinet_papers.report.excerpt import Excerpt
from cabinet_papers.report.order import has_several_matters
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import PLAIN, Colours, measure, paint, plain, wrap

# A place is below its file, and what is said of it below the place.
INDENT, DEEPER = "  ", "    "
# Between the label of a quoted line and the line.
BAR = " | "


def write_text(alike: Sequence[Alike], lines: SourceLines, width: int, colours: Colours = PLAIN) -> list[str]:
    """Return the lines of the findings: a file's path once, then for each its place, what it says, and the cure.

    No line is wider than `width` columns, if its words are not.
    """
    rows: list[str] = []
    for file, group in groupby(alike, key=lambda each: each.first.location.file):
        rows += ["", *(paint(row, colours.place) for row in wrap(plain(file), width))]
        for each in group:
            rows += _write_alike(each, lines, width, colours)
    return rows[1:]


def _write_alike(each: Alike, lines: SourceLines, width: int, colours: Colours) -> Iterator[str]:
    first = each.first
    severity = paint(first.severity.value, colours.error if first.is_error else colours.warning)
    places = f"{each.places}: " if each.places else ""
    mark = " [*]" if can_fix(first, lines) else ""
    *above, last = wrap(plain(f"{places}{first.severity.value} {first.code.number}{mark}"), width, INDENT)
    yield from above
    yield last.replace(first.severity.value, severity, 1)
    said = each.said
    for one in said:
        # Several messages have one cure: each has its own places before it.
        prefix = "" if len(said) == 1 else f"{one.places}: " if one.places else "- "
        yield from wrap(plain(f"{prefix}{one.message}"), width, DEEPER)
        yield from _write_excerpt(lines.quote(one.first, width - len(DEEPER) - len(BAR)), one, colours)
    if first.hint:
        yield from (paint(row, colours.hint) for row in wrap(plain(f"hint: {first.hint}"), width, DEEPER))
    if first.related:
        yield from wrap(plain(f"see: {first.related}"), width, DEEPER)


def _write_excerpt(excerpt: Excerpt | None, said: Said, colours: Colours) -> Iterator[str]:
    if excerpt is None:
        return
    yield f"{DEEPER}{excerpt.label}{BAR}{excerpt.before}{excerpt.marked}{excerpt.after}"
    if said.first.words or said.first.location.column is not None:
        carets = paint("^" * max(1, measure(excerpt.marked)), colours.carets)
        yield f"{DEEPER}{' ' * measure(excerpt.label)}{BAR}{' ' * measure(excerpt.before)}{carets}"


def can_fix(found: Diagnostic, lines: SourceLines) -> bool:
    """Whether `papers check --fix` corrects it."""
    return found.fix is not None and found.code.number in SAFE_TO_FIX and not lines.is_private(found)


def write_counts(alike: Sequence[Alike]) -> str:
    """Return "2 errors, 1 warning", of more than one matter also "in 2 files"; "" where there is none."""
    errors = sum(each.first.is_error for each in alike)
    counts = ((errors, "error"), (len(alike) - errors, "warning"))
    said = ", ".join(count(number, thing) for number, thing in counts if number)
    firsts = [each.first for each in alike]
    files = {each.location.file for each in firsts}
    return f"{said} in {count(len(files), 'file')}" if has_several_matters(firsts) else said


def count(number: int, thing: str) -> str:
    """Return "1 error", "2 errors"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def write_json(findings: Iterable[Diagnostic], lines: SourceLines) -> str:
    """Return the findings as one JSON array, each with the keys of the contract.

    The fix for a file with exempt text is left out, because it may repeat that text.
    """
    items = [
        {
            "code": each.code.number,
            "severity": each.severity.value,
            "message": str(each.message),
            "hint": str(each.hint),
            **each.location._asdict(),
            "length": each.length,
            "related": each.related._asdict() if each.related else None,
            "recommendation": each.number,
            "fix": each.fix._asdict() if each.fix and not lines.is_private(each) else None,
            "number": each.printed,
        }
        for each in findings
    ]
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"
