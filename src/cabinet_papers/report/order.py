"""The order of findings: by place for programs, and for people by matter, what matters most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from cabinet_papers.files.workspace import CLOSED
from cabinet_papers.findings.codes import FAMILIES
from cabinet_papers.findings.diagnostics import Diagnostic, Location

# The folders below which a folder is a matter.
MATTER_PARENTS = ("data", "output")
# Families of codes, causes before what follows from them: a file that cannot be read before the answers it lacks.
CAUSES_FIRST = ("WSP", "YML", "XLS", "TPL", *(each for each in FAMILIES if each not in ("WSP", "YML", "XLS", "TPL")))

_Place: TypeAlias = tuple[str, int, int, str, tuple[int, str], str]


def sort_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings by file and place, each once."""
    return sorted(dict.fromkeys(findings), key=_place)


def rank_findings(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings as a person reads them, each once.

    Those about the whole workspace come first, as causes of others, and then matter by matter: errors before warnings,
    by weight, the files with a cause before those with what follows from it, and in a file from above.
    """
    ordered = sort_findings(findings)
    stages: dict[object, int] = defaultdict(lambda: len(CAUSES_FIRST))
    for each in ordered:
        stages[_group(each)] = min(stages[_group(each)], CAUSES_FIRST.index(each.code.number[:3]))

    def rank(each: Diagnostic) -> tuple[object, ...]:
        matter, warns, weight, _ = group = _group(each)
        return (matter, warns, weight, stages[group])

    return sorted(ordered, key=rank)


def find_matter_name(location: Location) -> str:
    """Return the name of the matter that the place is in, "" for what belongs to the whole workspace."""
    parts = location.file.split("/")
    if parts[0] not in MATTER_PARENTS or not parts[1:]:
        return ""
    return parts[2] if parts[1] == CLOSED and parts[2:] else parts[1]


def has_several_matters(findings: Sequence[Diagnostic]) -> bool:
    """Whether the findings are about more than one matter."""
    return len({find_matter_name(each.location) for each in findings} - {""}) > 1


def _group(each: Diagnostic) -> tuple[str, bool, int, str]:
    return find_matter_name(each.location), not each.is_error, each.code.weight, each.location.file


def _place(each: Diagnostic) -> _Place:
    location = each.location
    letters = (location.cell or "").rstrip("0123456789")
    row = int((location.cell or "0").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
    cell = (row, letters.rjust(4))
    return (location.file, location.line or 0, location.column or 0, location.sheet or "", cell, each.code.number)
