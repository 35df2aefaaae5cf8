"""Markdown to prose, for the texts written in YAML. The only markdown-it import.

CommonMark with tables. What the papers have no form for (HTML, images, code, quotations, reference links,
entities) is no mark-up here and prints as typed, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cabinet_papers.prose import (
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Prose,
    Run,
    Table,
    join_runs,
    strip_runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

NO_MARKUP = ("code", "fence", "blockquote", "hr", "lheading", "reference", "html_block", "html_inline",
             "backticks", "image", "entity")  # fmt: skip
LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


def is_safe_link(address: str) -> bool:
    """Whether the address may stand behind words in a paper: http, https or mailto, nothing else."""
    return LINK.fullmatch(address) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(NO_MARKUP))
    # markdown-it asks this method of the instance; a link that is refused stays the text that was typed.
    parser.validateLink = is_safe_link  # type: ignore[method-assign, assignment]
    return parser


def read_markdown(text: str) -> Prose:
    """Return the prose of the Markdown text. Heading levels are counted from the highest one used."""
    from markdown_it.tree import SyntaxTreeNode

    blocks = tuple(_read_blocks(SyntaxTreeNode(_parser().parse(text)).children))
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    return Prose(tuple(
        block._replace(level=block.level - min(levels) + 1) if isinstance(block, Heading) else block
        for block in blocks
    ))  # fmt: skip


def _read_blocks(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "paragraph":
            yield Paragraph(_read_inline(node), node.map[0] if node.map else 0)
        elif node.type == "heading":
            yield Heading(_read_inline(node), int(node.tag[1]))
        elif node.type == "bullet_list":
            yield ItemList(tuple(_read_item(item) for item in node.children))
        elif node.type == "ordered_list":
            yield from _read_numbered(node.children)
        elif node.type == "table":
            yield Table(tuple(_read_row(row) for part in node.children for row in part.children))


def _read_item(item: SyntaxTreeNode) -> ListItem:
    return ListItem(tuple(_read_blocks(item.children)))


def _read_numbered(nodes: list[SyntaxTreeNode]) -> Iterator[ItemList]:
    """Yield the lists of numbered items: a number that does not follow on begins a list of its own.

    Markdown would print 1, 2 for 1, 7. All items with the same number ("1." each) are counted on.
    """
    items: list[ListItem] = []
    start = 1
    for node in nodes:
        typed = int(node.info)
        if items and typed not in (start, start + len(items)):
            yield ItemList(tuple(items), numbered=True, start=start)
            items = []
        if not items:
            start = typed
        items.append(_read_item(node))
    yield ItemList(tuple(items), numbered=True, start=start)


def _read_row(row: SyntaxTreeNode) -> tuple[tuple[Paragraph, ...], ...]:
    return tuple((Paragraph(runs),) if (runs := _read_inline(cell)) else () for cell in row.children)


def _read_inline(node: SyntaxTreeNode) -> tuple[Run, ...]:
    return strip_runs(join_runs([run for child in node.children for run in _read_runs(child, Run(""))]))


def _read_runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    if node.type == "text":
        yield look._replace(text=node.content)
    elif node.type in ("softbreak", "hardbreak"):
        yield look._replace(text=" " if node.type == "softbreak" else "\n")
    else:
        within = {
            "strong": lambda: look._replace(bold=True),
            "em": lambda: look._replace(italic=True),
            "link": lambda: look._replace(link=str(node.attrs["href"])),
        }.get(node.type, lambda: look)()
        for child in node.children:
            yield from _read_runs(child, within)
