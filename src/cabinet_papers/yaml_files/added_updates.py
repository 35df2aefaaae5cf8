"""Writes an update below an action of an action-plan.yaml, and leaves every other letter of the file as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from cabinet_papers.yaml_files.plain_scalar import write_scalar
from cabinet_papers.yaml_files.yaml_source import YamlList, YamlMapping

if TYPE_CHECKING:
    from cabinet_papers.yaml_files.yaml_source import YamlNode

# An update as it is written: texts by their keys, and what they replace by keys within one.
Given: TypeAlias = Mapping[str, "str | Mapping[str, str]"]
KEY = "updates"
# The end of a line, perhaps with a comment that cannot be a part of a text in quotation marks.
END = r"\s*(?:\s#[^\"'}\]]*)?$)"
# Where in a line its last mapping or list in brackets ends, and the list that is last in such a mapping.
BEFORE_BRACE, BEHIND_ITEM = re.compile(rf"\s*(?=\}}{END}"), re.compile(rf"(?<=\}})(?=\s*\]{END}")
BEHIND_INNER_ITEM = re.compile(rf"(?<=\}})(?=\s*\]\s*\}}{END}")
# Further in than what it belongs to.
STEP = 2


def add_update(lines: Sequence[str], root: YamlNode, at: int, update: Given) -> list[str] | None:
    """Return the lines of the file with an update for the action at that place, from 0; None where that has no room.

    `update` has its texts by their keys. The lines are without their ends, and are read again by the caller. An action
    that is text alone has no service, and so no updates.
    """
    items = list(_iter_actions(root))
    item = items[at] if at < len(items) else None
    if isinstance(item, YamlMapping):
        return _add_in_braces(lines, item, update) if item.braces else _add_below(lines, item, update)
    return None


def _iter_actions(root: YamlNode) -> Iterator[YamlNode]:
    """Yield the items of the lists of actions, in the order of the plan."""
    for priority in _find_items(root, "priorities"):
        yield from _find_items(priority, "actions")


def _find_items(node: YamlNode, key: str) -> tuple[YamlNode, ...]:
    value = _find_value(node, key)
    return value.items if isinstance(value, YamlList) else ()


def _find_value(node: YamlNode, key: str) -> YamlNode | None:
    entries = node.entries if isinstance(node, YamlMapping) else ()
    return next((each.value for each in entries if each.key == key), None)


def _add_below(lines: Sequence[str], item: YamlMapping, update: Given) -> list[str] | None:
    """Return the lines with the update below the item's other keys, or below the updates that it has."""
    present = _find_value(item, KEY)
    indent = item.column - 1
    if isinstance(present, YamlList):
        if present.brackets:
            added = f", {write_in_braces(update)}"
            return _add_in_brackets(lines, present.line - 1, BEHIND_ITEM, added)
        dash = present.column - 1
        end = _find_end(lines, present.line - 1, dash, is_list=True)
        return [*lines[:end], *_write(update, dash), *lines[end:]]
    end = _find_end(lines, item.line - 1, indent)
    return [*lines[:end], f"{' ' * indent}{KEY}:", *_write(update, indent + STEP), *lines[end:]]


def _add_in_braces(lines: Sequence[str], item: YamlMapping, update: Given) -> list[str] | None:
    """Return the lines with the update before the brace that ends the item, if that is on the same line."""
    if _find_value(item, KEY) is not None:
        return _add_in_brackets(lines, item.line - 1, BEHIND_INNER_ITEM, f", {write_in_braces(update)}")
    return _add_in_brackets(lines, item.line - 1, BEFORE_BRACE, f", {KEY}: [{write_in_braces(update)}]")


def _add_in_brackets(lines: Sequence[str], at: int, where: re.Pattern[str], added: str) -> list[str] | None:
    """Return the lines with what is added to one of them; None where it does not end so."""
    line = lines[at]
    found = where.search(line)
    if found is None:
        return None
    return [*lines[:at], f"{line[: found.start()]}{added}{line[found.end() :]}", *lines[at + 1 :]]


def write_in_braces(update: Given) -> str:
    """Return an update as it is written on one line."""
    inside = (
        f"{key}: {write_scalar(given, in_braces=True) if isinstance(given, str) else write_in_braces(given)}"
        for key, given in update.items()
    )
    return f"{{{', '.join(inside)}}}"


def iter_texts(update: Given) -> Iterator[tuple[str, str]]:
    """Yield the texts of an update by their keys; those within another key as instead_of.text."""
    for key, given in update.items():
        if isinstance(given, str):
            yield key, given
        else:
            yield from ((f"{key}.{inner}", text) for inner, text in given.items())


def _find_end(lines: Sequence[str], first: int, indent: int, *, is_list: bool = False) -> int:
    """Return the place behind the last line of what begins on the line `first` and is `indent` in.

    In a list a dash with that indentation begins a further item of it.
    """
    end = first + 1
    for at in range(first + 1, len(lines)):
        words = lines[at].lstrip(" ")
        within = len(lines[at]) - len(words)
        # Further in a hash may be a word of a text.
        if not words or (words.startswith("#") and within <= indent):
            continue
        if within < indent or (is_list and within == indent and not words.startswith("-")):
            break
        end = at + 1
    return end


def _write(update: Given, dash: int) -> Iterator[str]:
    """Yield the lines of the update, its dash that far in."""
    mark = f"{' ' * dash}- "
    for line in _write_keys(update, dash + STEP):
        yield f"{mark}{line[dash + STEP :]}" if mark else line
        mark = ""


def _write_keys(update: Given, indent: int) -> Iterator[str]:
    for key, given in update.items():
        if isinstance(given, str):
            yield from f"{' ' * indent}{key}: {write_scalar(given, indent=indent + STEP)}".split("\n")
        else:
            yield f"{' ' * indent}{key}:"
            yield from _write_keys(given, indent + STEP)
