"""Plain lines to prose: the rules for what is typed in a cell, or as a recommendation's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cabinet_papers.matter.list_marks import BULLETS
from cabinet_papers.matter.prose import Block, ItemList, ListItem, Paragraph, Prose, Run, join_runs, strip_runs

DEEPEST = 8
TYPED_MARK = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})[.)]\s")
BULLET = re.compile(rf"(\s*)[{BULLETS}][ \t\xa0]+(?=\S)")


def read_plain_text(text: str) -> Prose:
    """Return the prose of text without looks: a line is a paragraph, "- " begins a bullet."""
    return read_plain_runs((Run(text),))


def split_points(prose: Prose) -> tuple[Prose, ...]:
    """Return each paragraph of the prose with what is below it, up to the next one."""
    points: list[Prose] = []
    for block in prose.blocks:
        if points and not isinstance(block, Paragraph):
            points[-1] = Prose((*points[-1].blocks, block))
        else:
            points.append(Prose((block,)))
    return tuple(points)


def have_numbers(points: Iterable[Prose]) -> bool:
    """Whether one of the points begins with a number or a letter that was typed: "1.", "a)", "(ii)"."""
    return any(TYPED_MARK.match(point.text) for point in points)


def read_plain_runs(runs: tuple[Run, ...]) -> Prose:
    """Return the prose of text typed with looks, such as a cell's.

    Each line is a paragraph. A line that begins with -, *, • or · and a space is a bullet, nested by the
    spaces before it. Nothing else is mark-up. Empty lines separate and are not printed.
    """
    blocks: list[Block] = []
    bullets: list[tuple[int, Paragraph]] = []
    for line in split_lines(tuple(run.as_printed for run in runs)):
        words = "".join(run.text for run in line)
        if not words.strip():
            continue
        mark = BULLET.match(words)
        if mark:
            item = Paragraph(strip_runs(drop_start(line, mark.end())))
            bullets.append((len(mark[1].expandtabs(4)), item))
            continue
        blocks += nest_bullets(bullets)
        bullets = []
        blocks.append(Paragraph(strip_runs(line)))
    return Prose((*blocks, *nest_bullets(bullets)))


def split_lines(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Return the runs of each line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if "\n" not in run.text and "\r" not in run.text:
            lines[-1].append(run)
            continue
        first, *rest = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=text)] for text in rest]
    return [join_runs(line) for line in lines]


def drop_start(runs: tuple[Run, ...], length: int) -> tuple[Run, ...]:
    """Return the runs without their first `length` characters."""
    kept = []
    for run in runs:
        kept.append(run._replace(text=run.text[length:]) if length else run)
        length = max(0, length - len(run.text))
    return join_runs(kept)


def nest_bullets(bullets: list[tuple[int, Paragraph]], level: int = 0) -> tuple[ItemList, ...]:
    """Return the bullets (each with its indentation) as one list; a deeper one goes into the item above it.

    Word has nine levels; what is deeper stays on the last.
    """
    if not bullets:
        return ()
    if level == DEEPEST:
        return (ItemList(tuple(ListItem((paragraph,)) for _, paragraph in bullets)),)
    items: list[ListItem] = []
    at = 0
    while at < len(bullets):
        indent, paragraph = bullets[at]
        end = next((after for after in range(at + 1, len(bullets)) if bullets[after][0] <= indent), len(bullets))
        items.append(ListItem((paragraph, *nest_bullets(bullets[at + 1 : end], level + 1))))
        at = end
    return (ItemList(tuple(items)),)
