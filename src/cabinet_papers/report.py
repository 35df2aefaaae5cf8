"""Findings as a person reads them on a terminal, and as another program does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from cabinet_papers.diagnostics import Diagnostic

# A file may be named by anyone: what would steer the terminal is shown, not sent.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def sort_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file and place, each once."""

    def place(each: Diagnostic) -> tuple[str, int, int, str, tuple[int, str], str]:
        location = each.location
        letters = (location.cell or "").rstrip("0123456789")
        row = int((location.cell or "0").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        cell = (row, letters.rjust(4))
        return (location.file, location.line or 0, location.column or 0, location.sheet or "", cell, each.code.number)

    return sorted(dict.fromkeys(findings), key=place)


def write_text(findings: Iterable[Diagnostic]) -> str:
    """Return the findings as text: place, severity, code and message, the hint below."""
    return "".join(_write_finding(each) for each in findings)


def _write_finding(each: Diagnostic) -> str:
    colon = "" if each.location.sheet is not None else ":"
    first = f"{each.location}{colon} {each.severity} {each.code.number}: {each.message}"
    return f"{plain(first)}\n" + (f"    hint: {plain(each.hint)}\n" if each.hint else "")


def write_counts(findings: list[Diagnostic]) -> str:
    """Return "2 errors, 1 warning", or "" where there is none."""
    errors = sum(each.is_error for each in findings)
    warnings = len(findings) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(f"{number} {thing}{'' if number == 1 else 's'}" for number, thing in counts if number)


def write_json(findings: Iterable[Diagnostic]) -> str:
    """Return the findings as one JSON array, each with the keys of the contract."""
    items = [
        {
            "code": each.code.number,
            "severity": each.severity.value,
            "message": each.message,
            "hint": each.hint,
            "file": each.location.file,
            "line": each.location.line,
            "column": each.location.column,
            "sheet": each.location.sheet,
            "cell": each.location.cell,
        }
        for each in findings
    ]
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def plain(text: str) -> str:
    """Return the text on one line, without anything that steers a terminal."""
    return STEERING.sub(lambda found: f"\\x{ord(found[0]):02x}", text.replace("\n", " "))
