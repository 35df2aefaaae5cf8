"""Keys that do not begin where the entries that they belong to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.yaml_files.outline import Row
from cabinet_papers.yaml_files.typed_lines import Fault, count_spaces

# So many of them are reported of one file.
MOST = 20


def find_indents(rows: Sequence[Row]) -> list[Fault]:
    """Return the faults of keys that are further in, or further out, than their neighbours, the first of the file."""
    faults: dict[int, Fault] = {}
    for row in rows:
        if not row.fits and row.level and len(faults) < MOST:
            beside = [each for each in rows if each.level is row.level and each.fits and each.key]
            if beside:
                fault = _compare(row, beside)
                faults.setdefault(fault.line, fault)
    return list(faults.values())


def _compare(row: Row, beside: Sequence[Row]) -> Fault:
    """Return the fault of a row or, where it is alone and further in by an odd number, of the one beside it."""
    nearest = next((each for each in reversed(beside) if each.at < row.at), beside[0])
    # Levels are two spaces apart, so that an odd number of them is the mistake.
    if len(beside) == 1 and nearest.column % 2 and not row.column % 2:
        return _report(nearest, row)
    return _report(row, nearest)


def _report(wrong: Row, right: Row) -> Fault:
    message = phrase(
        "{}: is indented by {}, but {}: by {}",
        Term(wrong.key), count_spaces(wrong.column), Term(right.key), count_spaces(right.column),
    )  # fmt: skip
    hint = phrase("there should be {} before {}:", count_spaces(right.column), Term(wrong.key))
    return Fault(wrong.at, wrong.column, codes.YML001, message, hint, len(wrong.key))


def find_astray(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield the fault of each key that the mapping it is in cannot have, while one around that may have it."""
    for row in rows:
        level = row.level
        if not row.key or not row.fits or level is None or level.group is None or level.group.is_open:
            continue
        around = level.parent
        while row.key not in level.group.names and around is not None:
            if around.may_have(row.key):
                message = phrase('"{}" is not an entry that {} can have', Term(row.key), Term(level.group.called))
                hint = phrase("there should be {} before {}:", count_spaces(around.column), Term(row.key))
                yield Fault(row.at, row.column, codes.YML003, message, hint, len(row.key))
                break
            around = around.parent
