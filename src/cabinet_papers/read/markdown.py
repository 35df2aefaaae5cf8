"""Markdown to prose, for the texts written in YAML. The only markdown-it import.

CommonMark with tables. What the papers have no form for (HTML, images, code, quotations, reference links,
entities) is no mark-up here and prints as typed, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections import Counter
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
    find_passages,
    join_runs,
    strip_runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

NO_MARKUP = ("code", "fence", "blockquote", "lheading", "reference", "html_block", "html_inline",
             "backticks", "image", "entity")  # fmt: skip
# How deep markdown-it goes before it passes over the rest of the text.
DEEPEST = 100
WORD = re.compile(r"[^\W_]+")
LIST_SIGNS = re.compile(r"^(\s*([-*+]|\d{1,9}[.)])(?=\s))+")
LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


def is_safe_link(address: str) -> bool:
    """Whether the address may stand behind words in a paper: http, https or mailto, nothing else."""
    return LINK.fullmatch(address) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", options).enable("table").disable(list(NO_MARKUP))
    # markdown-it asks this method of the instance; a link that is refused stays the text that was typed.
    parser.validateLink = is_safe_link  # type: ignore[method-assign, assignment]
    return parser


def read_markdown(text: str) -> Prose:
    """Return the prose of the Markdown text. Heading levels are counted from the highest one used."""
    from markdown_it.tree import SyntaxTreeNode

    lines = text.split("\n")
    blocks = tuple(_read_blocks(SyntaxTreeNode(_parser().parse(text)).children, lines))
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    return Prose(tuple(
        block._replace(level=block.level - min(levels) + 1) if isinstance(block, Heading) else block
        for block in blocks
    ))  # fmt: skip


def find_lost_words(text: str, prose: Prose) -> list[tuple[int, str]]:
    """Return the words of the Markdown text that its prose does not hold, each with its line (from 0).

    Markdown has places where words go without a trace: a cell too many in a table's row, a link's title, lists
    nested without end.
    """
    held: Counter[str] = Counter()
    for passage in find_passages(prose.blocks):
        held.update(word for run in passage.runs for word in WORD.findall(f"{run.text} {run.link}"))
    lost = []
    for number, line in enumerate(text.split("\n")):
        for word in WORD.findall(LIST_SIGNS.sub("", line)):
            held[word] -= 1
            if held[word] < 0:
                lost.append((number, word))
    return lost


def _read_blocks(nodes: list[SyntaxTreeNode], lines: list[str]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "paragraph":
            yield Paragraph(_read_inline(node), node.map[0] if node.map else 0)
        elif node.type == "heading":
            yield Heading(_read_inline(node), int(node.tag[1]))
        elif node.type == "hr" and node.map:
            yield Paragraph((Run(lines[node.map[0]].strip()),), node.map[0])
        elif node.type == "bullet_list":
            yield ItemList(tuple(_read_item(item, lines) for item in node.children))
        elif node.type == "ordered_list":
            yield from _read_numbered(node.children, lines)
        elif node.type == "table":
            yield Table(tuple(_read_row(row) for part in node.children for row in part.children))


def _read_item(item: SyntaxTreeNode, lines: list[str]) -> ListItem:
    return ListItem(tuple(_read_blocks(item.children, lines)))


def _read_numbered(nodes: list[SyntaxTreeNode], lines: list[str]) -> Iterator[ItemList]:
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
        items.append(_read_item(node, lines))
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
