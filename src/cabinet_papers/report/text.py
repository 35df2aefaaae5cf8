"""Findings as a person reads them on a terminal, and as another program does."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cabinet_papers.findings.diagnostics import Diagnostic
from cabinet_papers.report.excerpt import Excerpt
from cabinet_papers.report.source_lines import SourceLines
from cabinet_papers.report.terminal import PLAIN, Colours, measure, paint, plain

# Below these a folder is a matter.
MATTER_PARENTS = ("data", "output")


def sort_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file and place, each once."""

    def place(each: Diagnostic) -> tuple[str, int, int, str, tuple[int, str], str]:
        location = each.location
        letters = (location.cell or "").rstrip("0123456789")
        row = int((location.cell or "0").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        cell = (row, letters.rjust(4))
        return (location.file, location.line or 0, location.column or 0, location.sheet or "", cell, each.code.number)

    return sorted(dict.fromkeys(findings), key=place)


def write_text(findings: Iterable[Diagnostic], lines: SourceLines, colours: Colours = PLAIN) -> str:
    """Return the findings as text: place, severity, code and message, below them the line, the hint, a second place."""
    return "".join(_write_finding(each, lines.quote(each), colours) for each in findings)


def _write_finding(each: Diagnostic, excerpt: Excerpt | None, colours: Colours) -> str:
    colon = "" if each.location.sheet is not None else ":"
    place = paint(plain(f"{each.location}{colon}"), colours.place)
    severity = paint(each.severity.value, colours.error if each.is_error else colours.warning)
    rows = [f"{place} {severity} {each.code.number}: {plain(str(each.message))}"]
    if excerpt:
        rows += _write_excerpt(excerpt, colours, is_underlined=each.location.column is not None)
    if each.hint:
        rows.append("    " + paint(f"hint: {plain(str(each.hint))}", colours.hint))
    if each.related:
        rows.append(f"    see: {plain(str(each.related))}")
    return "".join(f"{row}\n" for row in rows)


def _write_excerpt(excerpt: Excerpt, colours: Colours, *, is_underlined: bool) -> list[str]:
    number = str(excerpt.line)
    rows = [f"    {number} | {excerpt.before}{excerpt.marked}{excerpt.after}"]
    if is_underlined:
        carets = paint("^" * max(1, measure(excerpt.marked)), colours.carets)
        rows.append(f"    {' ' * len(number)} | {' ' * measure(excerpt.before)}{carets}")
    return rows


def write_counts(findings: list[Diagnostic]) -> str:
    """Return "2 errors, 1 warning", of more than one matter also "in 2 files"; "" where there is none."""
    errors = sum(each.is_error for each in findings)
    counts = ((errors, "error"), (len(findings) - errors, "warning"))
    said = ", ".join(_count(number, thing) for number, thing in counts if number)
    files = {each.location.file for each in findings}
    matters = {parts[1] for parts in (file.split("/") for file in files) if parts[0] in MATTER_PARENTS and parts[1:]}
    return f"{said} in {_count(len(files), 'file')}" if len(matters) > 1 else said


def _count(number: int, thing: str) -> str:
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
