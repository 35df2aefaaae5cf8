"""Writes findings in SARIF 2.1.0, the form in which code hosts show what a checker found beside the lines.

Source: OASIS, Static Analysis Results Interchange Format, version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cabinet_papers import __version__
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write_sarif(findings: Sequence[Diagnostic]) -> str:
    """Return the findings as one run, in their order; what a finding's place is in a workbook is a logical place."""
    codes = dict.fromkeys(each.code for each in findings)
    driver = {"name": "cabinet-papers", "version": __version__, "rules": [_describe(each) for each in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_write_result(each) for each in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _describe(code: Code) -> dict[str, Any]:
    return {
        "id": code.number,
        "shortDescription": {"text": code.meaning},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _write_result(found: Diagnostic) -> dict[str, Any]:
    hint = f"\nTo correct it: {found.hint}" if found.hint else ""
    result: dict[str, Any] = {
        "ruleId": found.code.number,
        "level": found.severity.value,
        "message": {"text": f"{found.message}{hint}"},
        "locations": [_write_place(found.location, found.length)],
    }
    if found.related:
        result["relatedLocations"] = [_write_place(found.related)]
    return result


def _write_place(place: Location, length: int = 0) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        physical["region"] = _write_region(place.line, place.column, length)
    written: dict[str, Any] = {"physicalLocation": physical}
    if place.sheet is not None:
        written["logicalLocations"] = [{"fullyQualifiedName": "!".join(place.within)}]
    return written


def _write_region(line: int, column: int | None, length: int) -> dict[str, int]:
    region = {"startLine": line}
    if column:
        region["startColumn"] = column
    if column and length:
        region["endColumn"] = column + length
    return region
