"""What a council's own document must hold: everything that its template asks for, from what it sees.

A loop's values are looked for item by item, as they are in the view. What a template asks for only on a condition
within a loop is not missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.prose import Prose
from cabinet_papers.papers.expected import expect_prose
from cabinet_papers.papers.expected_parts import Expected, ExpectedGroup, ExpectedKind, Part, Section

DOCUMENT = phrase("the document")
# What the receipt counts apart.
KINDS = {"text": ExpectedKind.RECOMMENDATION}
# By either of these an item's number is printed.
NUMBERS = {"number", "numbered"}
# Under which paragraph an item is exempt a template says in place of its words, so only where these are withheld.
IN_PLACE_OF_WORDS = {"exempt": "withheld", "answer_exempt": "answer_withheld"}


def expect_as_asked(view: tuple[Any, ...], asked: Collection[str]) -> list[Section]:
    """Return what the template asks for by the paths in the view: outside loops as details, else item by item."""
    by_loop = {loop: list(paths) for loop, paths in groupby(sorted(asked), key=lambda path: _find_loop(view, path))}
    details = tuple(
        fact for path in by_loop.pop("", []) for value in _follow(view, path) for fact in _expect(value, DOCUMENT)
    )
    groups: list[ExpectedGroup] = []
    for loop, paths in by_loop.items():
        items = list(_follow(view, loop))
        groups += [group for item in items if (group := _expect_item(item, [path[len(loop) + 1 :] for path in paths]))]
    return [Section(tuple(groups), details)]


def _find_loop(view: Any, path: str) -> str:
    """Return the path of the innermost loop over views that a path goes through, "" where there is none."""
    names = path.split(".")
    loop = ""
    for at in range(1, len(names)):
        outer = ".".join(names[:at])
        if any(_is_loop(value) for value in _follow(view, outer, whole=True)):
            loop = outer
    return loop


def _is_loop(value: Any) -> bool:
    return isinstance(value, tuple) and not hasattr(value, "_fields")


def _follow(view: Any, path: str, *, whole: bool = False) -> Iterator[Any]:
    """Yield the values at a path, through its loops; with `whole` a last loop as one value."""
    name, _, rest = path.partition(".")
    value = getattr(view, name, None)
    items = value if _is_loop(value) and (rest or not whole) else (value,)
    for item in items or ():
        if rest and item is not None:
            yield from _follow(item, rest, whole=whole)
        elif item is not None:
            yield item


def _expect_item(item: Any, paths: list[str]) -> ExpectedGroup | None:
    """Return what is printed of an item, the longest text first: by that its place is found."""
    number = getattr(item, "number", "")
    owner = phrase("recommendation {}", number) if hasattr(item, "decision") else DOCUMENT
    parts = [
        Part(facts)
        for path in paths
        if path not in NUMBERS and _is_printed(item, path)
        for value in _follow(item, path)
        if (facts := _expect(value, owner, KINDS.get(path, ExpectedKind.PARAGRAPH)))
    ]
    parts.sort(key=lambda part: -sum(len(fact.text) for fact in part.facts))
    if not parts:
        return None
    shown = Expected(ExpectedKind.DETAIL, str(number), owner) if NUMBERS & {*paths} and number else None
    return ExpectedGroup(tuple(parts), in_row=True, number=shown)


def _is_printed(item: Any, path: str) -> bool:
    """Whether what the template asks for by the path is printed of this item."""
    return path not in IN_PLACE_OF_WORDS or getattr(item, IN_PLACE_OF_WORDS[path], True)


def _expect(value: Any, owner: Message, kind: ExpectedKind = ExpectedKind.PARAGRAPH) -> tuple[Expected, ...]:
    if isinstance(value, Prose):
        return expect_prose(value, kind, owner)
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return tuple(Expected(ExpectedKind.DETAIL, line, owner) for line in str(value).split("\n") if line)
    return ()
