"""What each line of a YAML file is, by its place among the declared keys; also where it cannot be read as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cabinet_papers.yaml_files.brackets import find_end
from cabinet_papers.yaml_files.key_lines import forms_of
from cabinet_papers.yaml_files.keys import Group, Holds, Key, ListOf, Text, TextOrGroup

LINE = re.compile(r" *(?P<dash>-(?: +|$))?(?:(?P<key>[A-Za-z_]+) *:(?= |$) *)?(?P<value>.*)")
COMMENT = re.compile(r"(?:^|\s)#.*")
QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.DOTALL)
# So many lines of one text in quotation marks are searched for its end.
MOST_QUOTED = 200


@dataclass(eq=False, slots=True)
class Level:
    """The entries of one mapping, all at one column: which keys it may have (None: any), and which it has so far.

    `parent` is the mapping around it. `opened` is the last of its keys, while nothing is written behind it; `dashes` is
    where the items of its list begin.
    """

    column: int
    group: Group | None
    parent: Level | None = None
    keys: dict[str, int] = field(default_factory=dict)
    opened: Key | None = None
    dashes: int = -1

    def may_have(self, key: str) -> bool:
        """Whether it may have a further entry of that name."""
        return self.group is not None and key in self.group.names and key not in self.keys

    def take(self, key: str, at: int, *, is_open: bool) -> None:
        """Note that the line at `at` has the key."""
        self.keys[key] = at
        self.opened = self.group.key(key) if is_open and self.group and key in self.group.names else None
        self.dashes = -1


class Row(NamedTuple):
    """A written line, from 0: where its dash is (-1 without one), its key and its value without a comment.

    `column` is where the key, or else the value, begins; `last` is the last line of the value. `level` is the mapping
    of which the row is an entry, or would be, and `fits` whether it begins where that mapping's entries do. `group` are
    the keys that an item of its list may have.
    """

    at: int
    dash: int
    column: int
    key: str
    value: str
    value_column: int
    last: int
    level: Level | None = None
    fits: bool = True
    group: Group | None = None
    is_text_too: bool = False

    @property
    def indent(self) -> int:
        """Where the line's first sign is."""
        return self.dash if self.dash >= 0 else self.column


def draw_outline(lines: Sequence[str], written: Sequence[int], group: Group) -> list[Row]:
    """Return the rows of a file whose entries are those of the group."""
    rows = list(_read_rows(lines, written))
    levels = [Level(min((row.indent for row in rows), default=0), group)]
    return [_place(row, levels) for row in rows]


def group_of(held: Holds | None) -> Group | None:
    """Return the keys that a value may have."""
    if isinstance(held, TextOrGroup):
        return held.group
    return held if isinstance(held, Group) else None


def list_of(key: Key | None) -> ListOf | None:
    """Return what the list of a key holds; None where it has none."""
    return next((form for form in forms_of(key) if isinstance(form, ListOf)), None) if key else None


def _read_rows(lines: Sequence[str], written: Sequence[int]) -> Iterator[Row]:
    """Yield the rows, without their levels; further lines of a value are no rows."""
    last = -1
    for index, at in enumerate(written):
        found = LINE.match(lines[at])
        if at <= last or found is None:
            continue
        value = found["value"]
        column = found.start("key") if found["key"] else found.start("value")
        last = _find_last(lines, written, index, found.start("value"))
        if value[:1] not in ("'", '"'):
            value = COMMENT.sub("", value)
        dash = found.start("dash") if found["dash"] else -1
        yield Row(at, dash, column, found["key"] or "", value.rstrip(), found.start("value"), last)


def _find_last(lines: Sequence[str], written: Sequence[int], index: int, column: int) -> int:
    """Return the last line of the value that begins at the column of a line."""
    at = written[index]
    sign = lines[at][column : column + 1]
    if sign in ("'", '"'):
        text = "\n".join((lines[at][column:], *lines[at + 1 : at + MOST_QUOTED]))
        found = QUOTED.match(text)
        return at + found[0].count("\n") if found else at
    if sign in ("[", "{"):
        return find_end(lines, written, index, column)
    below = written[index + 1] if index + 1 < len(written) else len(lines)
    return below - 1 if sign in ("|", ">") else at


def _place(row: Row, levels: list[Level]) -> Row:
    """Return the row with its level; `levels` are those that are open above it, the outermost first."""
    return _place_item(row, levels) if row.dash >= 0 else _place_entry(row, levels)


def _place_item(row: Row, levels: list[Level]) -> Row:
    while len(levels) > 1 and levels[-1].column > row.dash:
        levels.pop()
    owner = levels[-1]
    held = list_of(owner.opened)
    if held is None or owner.dashes not in (-1, row.dash) or owner.column > row.dash:
        return row
    owner.dashes = row.dash
    group = group_of(held.item)
    row = row._replace(group=group, is_text_too=isinstance(held.item, TextOrGroup))
    if group and row.key in group.names:
        levels.append(Level(row.column, group, owner))
        levels[-1].take(row.key, row.at, is_open=not row.value)
        return row._replace(level=levels[-1])
    return row


def _place_entry(row: Row, levels: list[Level]) -> Row:
    above = list(levels)
    while len(levels) > 1 and levels[-1].column > row.column:
        levels.pop()
    level = levels[-1]
    if level.column < row.column and _opens_level(level, above):
        level = Level(row.column, group_of(level.opened.holds) if level.opened else None, level)
        levels.append(level)
    fits = level.column == row.column
    if not fits and row.key:
        likely = [each for each in above if each.may_have(row.key)]
        if not likely:
            return row._replace(fits=False)
        level = min(likely, key=lambda each: abs(each.column - row.column))
        levels[:] = above[: above.index(level) + 1]
    if row.key:
        level.take(row.key, row.at, is_open=not row.value)
    return row._replace(level=level if fits or row.key else None, fits=fits)


def _opens_level(level: Level, above: Sequence[Level]) -> bool:
    """Whether a row further in begins the entries of the level's last key: it may have some, and has none yet."""
    if level.opened is None or len(above) > above.index(level) + 1:
        return False
    return any(not isinstance(form, (Text, ListOf)) for form in forms_of(level.opened))
