"""Keys with a list or with entries below them, although something else is written behind them, such as []."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase, shorten
from cabinet_papers.yaml_files.key_lines import forms_of
from cabinet_papers.yaml_files.keys import Group, Key, ListOf, TextsBy, WordsTo
from cabinet_papers.yaml_files.outline import Row
from cabinet_papers.yaml_files.typed_lines import Fault

# Empty brackets, or the sign of a text of several lines.
NOTHING = re.compile(r"\[\s*\]|\{\s*\}|[|>][+-]?\d?[+-]?|~|null|none|None|\"\"|''|-")
SHOWN = 30


def find_beside(rows: Sequence[Row]) -> Iterator[Fault]:
    """Yield a fault for each key that has its list, or its entries, both behind it and below it."""
    for row, below in pairwise(rows):
        group = row.level.group if row.level else None
        if group is None or row.key not in group.names or not row.value or below.indent < row.column:
            continue
        is_list = below.dash >= 0
        if _needs(group.key(row.key), is_list=is_list) and (is_list or (below.key and below.column > row.column)):
            words = shorten(row.value, SHOWN)
            what = phrase("its list is") if is_list else phrase("its entries are")
            message = phrase('"{}" is written after {}:, but {} below it', words, Term(row.key), what)
            yield Fault(row.at, row.value_column, codes.YML001, message, _cure(row, words, is_list), len(row.value))


def _needs(key: Key, *, is_list: bool) -> bool:
    """Whether a key has nothing else than a list, or than entries."""
    kinds = ListOf if is_list else (Group, TextsBy, WordsTo)
    return any(isinstance(form, kinds) for form in forms_of(key))


def _cure(row: Row, words: str, is_list: bool) -> Message:
    if NOTHING.fullmatch(row.value):
        return phrase('delete the "{}"', words)
    if is_list and row.value[0] in "[{":
        return phrase(
            "delete the brackets and the commas, and write each of their items on a line of its own below {}:, "
            "beginning with a dash and a space, as the others do", Term(row.key),
        )  # fmt: skip
    if is_list:
        return phrase(
            'if "{}" is an item of the list, write it on a line of its own below {}:, beginning with a dash and a '
            "space; if not, delete it", words, Term(row.key),
        )  # fmt: skip
    return phrase('write "{}" on a line of its own below {}:, after the name of its entry; or delete it',
                  words, Term(row.key))  # fmt: skip
