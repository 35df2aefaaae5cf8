"""Lines that begin with a key, or should, and have no colon after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.yaml_files.keys import Group
from cabinet_papers.yaml_files.outline import Row
from cabinet_papers.yaml_files.typed_lines import Fault

# A word and what follows it, which is no other sign in place of the colon.
WORD = re.compile(r"(?P<word>[a-z_]+)(?:$|\s+(?P<rest>[^\s:=;：﹕].*))")


def find_missing_colons(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a fault for each line that begins with a key, where a key should be, and has no colon after it."""
    for row, below in pairwise((*rows, None)):
        found = WORD.match(row.value) if row and not row.key else None
        if row is None or found is None or not _is_key(row, below, found["word"], found["rest"] or ""):
            continue
        key, rest = Term(found["word"]), found["rest"] or ""
        hint = phrase('write a colon after it, as in "{}: {}"', key, rest)
        if not rest:
            hint = phrase('write a colon after it, as in "{}:"', key)
        elif rest[0].islower() and " " in rest and row.dash < 0:
            hint = phrase("{}; if the line is part of the text above, put more spaces before it", hint)
        yield Fault(row.at, row.column, codes.YML023, phrase("there is no colon after {}", key), hint, len(key))


def _is_key(row: Row, below: Row | None, word: str, rest: str) -> bool:
    """Whether the first word of the row is a key: it is where no text can be, or no text would go on like this."""
    is_name = not rest[:1].islower()
    if row.dash < 0:
        level = row.level if row.fits else None
        if level is None or level.group is None or word not in level.group.names:
            return False
        return is_name or bool(level.keys) or level.parent is None
    if row.group is None or word not in row.group.names:
        return False
    begins = word == row.group.names[0] and bool(rest) and is_name
    return begins or not row.is_text_too or _goes_on(row, below, row.group)


def _goes_on(row: Row, below: Row | None, group: Group) -> bool:
    """Whether the row below is a further key of the same item."""
    return below is not None and below.dash < 0 and below.column == row.column and below.key in group.names


def explain_no_colon(rows: Sequence[Row], line: int) -> Fault | None:
    """Return the fault of the row above the line where the reader stopped, if it has no colon and should; else None."""
    above = next((above for above, row in pairwise(rows) if row.at == line), None)
    if above is None or above.key or above.dash >= 0 or not above.fits or above.level is None:
        return None
    message = phrase("there is no colon in this line, which should begin with a name such as title: or scrutiny:")
    hint = phrase("write a colon and a space after the name; or, if it is part of the text above, put spaces before it")
    return Fault(above.at, above.column, codes.YML023, message, hint, len(above.value))
