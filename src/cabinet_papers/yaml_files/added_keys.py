"""Entries that are added to an item which is text alone: below it, below a dash of their own, or within its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, all_of, phrase, shorten
from cabinet_papers.yaml_files.keys import APPENDIX, ENTRY, PERSON, Group, TextOrGroup
from cabinet_papers.yaml_files.outline import Row
from cabinet_papers.yaml_files.typed_lines import Fault, count_spaces

# So much of the words is shown behind the key that is to come before them.
SHOWN = 40
# So near is a key to the one that is meant.
VERY_NEAR = 0.8
# What a key among words comes after: the end of a sentence; in a name or a title, which has none, any word.
AFTER_SENTENCE, AFTER_WORD = r"[.!?;][\"'”’)\]]*\s+", r"\S\s+"
NAMES = (PERSON, ENTRY, APPENDIX)
NOT_TEXT = "[{-&*!?"


class _Within(NamedTuple):
    """A key among the words of a text: its line and column from 0."""

    key: str
    line: int
    column: int


def find_added_keys(lines: Sequence[str], rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a fault for each text with keys added to it, which should come below a key for the text itself."""
    for index, row in enumerate(rows):
        group = row.level.group if row.level else row.group
        if group and row.level is None and row.dash >= 0 and _is_text(row):
            yield from _look_at_item(lines, rows, index, group)
        elif group and row.level and row.key in group.names:
            yield from _look_at_entry(lines, rows, index, group)
    yield from _look_for_first_keys(rows)


def explain_in_brackets(typed: str, group: Group | None) -> tuple[Message, Message] | None:
    """Return what is wrong with an item of a list in brackets that is a key, perhaps behind a sentence; else None."""
    key = Term(typed.rpartition(" ")[2])
    if group is None or key not in group.names[1:]:
        return None
    message = phrase("{}: cannot be added to a text in square brackets", key)
    hint = phrase(
        "delete the square brackets and the commas between the items; write each item on a line of its own, beginning "
        "with a dash and a space, and this one as in - {{}: ..., {}: ...}", Term(group.names[0]), key,
    )  # fmt: skip
    return message, hint


def _is_text(row: Row) -> bool:
    return bool(row.value) and row.value[0] not in NOT_TEXT


def _look_at_item(lines: Sequence[str], rows: Sequence[Row], index: int, group: Group) -> Iterator[Fault]:
    """Yield the fault of an item that is text alone, with keys below it or among its words."""
    row = rows[index]
    if within := _find_within(lines, row, group):
        yield _report_within(lines, row, within, group, group.names[0])
        return
    below = list(_take_below(rows, index, group))
    keys = [each for each in below if each.key and each.dash < 0]
    if keys:
        yield _report_below(lines, row, [each for each in below if each.at < keys[0].at], keys, group)


def _take_below(rows: Sequence[Row], index: int, group: Group) -> Iterator[Row]:
    """Yield the rows that belong to the item: further lines of its words, and keys that such items may have."""
    item = rows[index]
    for row in (rows[at] for at in range(index + 1, len(rows))):
        is_within = row.indent > item.dash
        if row.dash >= 0 or not row.key:
            if not is_within:
                return
        elif find_key(row.key, group):
            if not is_within and _is_elsewhere(row, item):
                return
        elif not (is_within and group.is_open):
            return
        yield row


def _is_elsewhere(row: Row, item: Row) -> bool:
    """Whether a key that is not further in than the item's dash is an entry of what is around the list."""
    has_it = row.level is not None and row.level.group is not None and row.key in row.level.group.names
    return has_it and (row.fits or row.column < item.dash)


def find_key(typed: str, group: Group) -> str:
    """Return the key that is typed, also with a capital or a slip; "" if it is none of those behind the first."""
    known = group.names[1:]
    if typed.lower() in known:
        return typed.lower()
    return next(iter(get_close_matches(typed, known, 1, VERY_NEAR)), "")


def _find_within(lines: Sequence[str], row: Row, group: Group) -> _Within | None:
    """Return the first key among the words of a text; titles of topics and the like may well have such words."""
    if group.names[0] != "text" and group not in NAMES:
        return None
    names = "|".join(group.names[1:])
    begins = re.compile(rf"\s*(?P<key>{names}):\s")
    within = re.compile(rf"{AFTER_WORD if group in NAMES else AFTER_SENTENCE}(?P<key>{names}):\s")
    for at in range(row.at, row.last + 1):
        if at > row.at and (found := begins.match(lines[at])):
            return _Within(found["key"], at, found.start("key"))
        if found := within.search(lines[at], row.value_column if at == row.at else 0):
            return _Within(found["key"], at, found.start("key"))
    return None


def _look_at_entry(lines: Sequence[str], rows: Sequence[Row], index: int, group: Group) -> Iterator[Fault]:
    """Yield the fault of an entry whose text has keys among its words, or below it in place of a text alone."""
    row, below = rows[index], rows[index + 1 : index + 2]
    holds = group.key(row.key).holds
    if not _is_text(row):
        return
    if row.key == group.names[0] and (within := _find_within(lines, row, group)):
        yield _report_within(lines, row, within, group, "")
    elif isinstance(holds, TextOrGroup) and any(_is_added(each, row, holds.group) for each in below):
        yield _report_instead(lines, row, below[0], holds.group)


def _is_added(below: Row, row: Row, group: Group) -> bool:
    """Whether the next row is a key that is added to the text of the one above it."""
    return below.dash < 0 and below.column > row.column and bool(find_key(below.key, group))


def _look_for_first_keys(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield the fault of each item whose keys may be meant for the item above it in its list."""
    items: dict[int, Row] = {}
    for row in rows:
        if row.dash < 0 or not row.group:
            continue
        if row.level and (above := items.get(row.dash)):
            yield from _look_for_first_key(row, above, row.group)
        items = {column: item for column, item in items.items() if column < row.dash} | {row.dash: row}


def _look_for_first_key(row: Row, above: Row, group: Group) -> Iterator[Fault]:
    """Yield the fault of an item that has no key for its text: its keys may be meant for the item above it."""
    first, keys = group.names[0], row.level.keys if row.level else {}
    if not row.is_text_too or any(each in keys for each in (first, *group.instead)) or above.group != group:
        return
    called, key = _name(group), Term(row.key)
    same = phrase("if it is said of the {} above, put a space in place of its dash", called)
    if above.level is None:
        same = phrase("{}, and write {}: before the words in line {}", same, Term(first), above.at + 1)
    hint = phrase("{}; if a new {} begins here, write {}: with its words below it", same, called, Term(first))
    message = phrase("the dash before {}: begins a new {}, which has no {}:", key, called, Term(first))
    yield Fault(row.at, row.dash, codes.YML005, message, hint)


def _name(group: Group) -> Term:
    """Return what the group is called, without its article."""
    return Term(group.called.split(" ", 1)[-1])


def _report_below(lines: Sequence[str], item: Row, words: Sequence[Row], keys: Sequence[Row], group: Group) -> Fault:
    first = Term(group.names[0])
    names = all_of([phrase("{}:", Term(name)) for name in dict.fromkeys(each.key for each in keys)])
    need = phrase("need") if len({each.key for each in keys}) > 1 else phrase("needs")
    message = phrase("{} {} {}: before the words of the {} above", names, need, first, _name(group))
    hint = _put_first(lines, item, first, [each for each in words if each.dash < 0], any(e.dash >= 0 for e in words))
    wrong = [each for each in keys if each.column != item.column]
    if wrong:
        moved = all_of([phrase("{}: in line {}", Term(each.key), each.at + 1) for each in wrong])
        hint = phrase("{}; there should be {} before {}", hint, count_spaces(item.column), moved)
    for each in keys:
        hint = _add_doubt(hint, each, item, find_key(each.key, group))
    return Fault(keys[0].at, keys[0].column, codes.YML024, message, hint, len(keys[0].key) + 1)


def _add_doubt(hint: Message, row: Row, item: Row, key: str) -> Message:
    """Return the hint with what else the key may be: another word, or an entry of what is around the list."""
    if key and key != row.key:
        hint = phrase("{}; write {}: in place of {}:", hint, Term(key), Term(row.key))
        if not row.key.islower():
            hint = phrase("{}; if it is part of the words, put all the words in double quotes instead", hint)
    if row.level and row.level.group and not row.fits and row.column <= item.dash:
        around, spaces = _name(row.level.group), count_spaces(row.level.column)
        hint = phrase("{}; or, if it is said of the {}, there should be {} before it", hint, around, spaces)
    return hint


def _put_first(lines: Sequence[str], item: Row, first: Term, further: Sequence[Row], has_points: bool) -> Message:
    """Return how the words of an item come after its first key."""
    words = lines[item.at][item.column :].rstrip()
    if has_points:
        return phrase(
            'write "- {}: |" in line {}, and below it all the words, with {} before each line and without quotation '
            "marks around them",
            first, item.at + 1, count_spaces(item.column + 2),
        )  # fmt: skip
    hint = phrase('write {}: before the words in line {}, as in "- {}: {}"', first, item.at + 1, first,
                  shorten(words, SHOWN))  # fmt: skip
    if words[:1] in ("'", '"'):
        return hint
    if re.search(r":(?:\s|$)", words):
        hint = phrase("{}, and put all the words in double quotes", hint)
    if any(each.indent <= item.column for each in further):
        numbers = all_of([phrase("line {}", each.at + 1) for each in further])
        hint = phrase("{}; there should be {} before {}", hint, count_spaces(item.column + 2), numbers)
    return hint


def _report_within(lines: Sequence[str], row: Row, within: _Within, group: Group, first: str) -> Fault:
    """Return the fault of a key among words, which `first` is to come before, if they have no key yet."""
    key, spaces = Term(within.key), count_spaces(row.column)
    message = phrase("{}: is among the words of the {}, and would be printed with them", key, _name(group))
    sign = lines[row.at][row.value_column]
    if sign not in "|>":
        hint = _part(lines, row, within, Term(group.names[0]))
    else:
        hint = phrase(
            "write {}: and what follows it on a line of its own below all the words, with {} before it", key, spaces
        )
    if first and sign in "|>":
        hint = phrase(
            'write "- {}: {}" in line {}, with {} before each line of the words; {}',
            Term(first), Term(sign), row.at + 1, count_spaces(row.column + 2), hint,
        )  # fmt: skip
    if sign in "|>\"'":
        hint = phrase("{}; if it is part of the words, write it with a capital letter", hint)
    return Fault(within.line, within.column, codes.YML024, message, hint, len(key) + 1)


def _part(lines: Sequence[str], row: Row, within: _Within, first: Term) -> Message:
    """Return how words and the key among them are two lines."""
    sign = lines[row.at][row.value_column]
    quote = sign if sign in "\"'" else ""
    typed = [*lines[row.at : within.line], lines[within.line][: within.column]]
    typed[0] = typed[0][row.value_column + len(quote) :]
    rest = [lines[within.line][within.column :], *lines[within.line + 1 : row.last + 1]]
    words, after = shorten(" ".join(typed), SHOWN), shorten(" ".join(rest).rstrip().removesuffix(quote), SHOWN)
    return phrase(
        'write two lines: "- {}: {}{}{}", and below it, with {} before it, "{}"',
        first, Term(quote), words, Term(quote), count_spaces(row.column), after,
    )  # fmt: skip


def _report_instead(lines: Sequence[str], row: Row, below: Row, group: Group) -> Fault:
    """Return the fault of keys below an entry that has a text alone."""
    first = Term(group.names[0])
    message = phrase("{}: needs {}: before the words above it", Term(below.key), first)
    hint = phrase(
        'write only {}: in line {}, and its words on a line of their own below it, with {} before them, as in "{}: {}"',
        Term(row.key), row.at + 1, count_spaces(below.column), first,
        shorten(lines[row.at][row.value_column :], SHOWN),
    )  # fmt: skip
    return Fault(below.at, below.column, codes.YML024, message, hint, len(below.key) + 1)
