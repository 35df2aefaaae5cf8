"""What a council's own document must hold: everything that its template asks for, from what it sees.

A loop's values are looked for item by item, as they are in the view. What a template asks for only on a condition
within a loop is not missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def expect_as_asked(view: tuple[Any, ...], asked: Mapping[str, int]) -> list[Section]:
    """Return what the template asks for: outside loops as details, else item by item in the order of the template.

    `asked` are the paths in the view, each with the number of the outermost loop that it is in.
    """
    is_looped = {path: bool(_find_loop(view, path)) for path in asked}
    single = (path for path in asked if not is_looped[path])
    details = tuple(fact for path in single for value in _follow(view, path) for fact in _expect(value, DOCUMENT))
    looped = sorted(filter(is_looped.__getitem__, asked), key=asked.__getitem__)
    loops = [list(paths) for _, paths in groupby(looped, asked.__getitem__)]
    return [Section(tuple(group for paths in loops for group in _expect_items(view, paths)), details)]


def _expect_items(view: Any, paths: list[str]) -> Iterator[ExpectedGroup]:
    """Yield what the paths ask for of a view's items, each with what is in its own loops."""
    by_loop: dict[str, list[str]] = {}
    for path in paths:
        loop = _find_loop(view, path)
        by_loop.setdefault(loop, []).append(path[len(loop) + 1 :] if loop else path)
    for loop, inner in by_loop.items():
        if loop:
            yield from (group for item in _follow(view, loop) for group in _expect_items(item, inner))
        elif group := _expect_item(view, inner):
            yield group


def _find_loop(view: Any, path: str) -> str:
    """Return the path of the outermost loop over views that a path goes through, "" where there is none."""
    names = path.split(".")
    outer = (".".join(names[:at]) for at in range(1, len(names)))
    return next((each for each in outer if any(map(_is_loop, _follow(view, each, whole=True)))), "")


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
