"""Markdown to prose, for the texts written in YAML. The only markdown-it import.

CommonMark with tables. What the papers have no form for (HTML, images, code, reference links, entities) is no mark-up
here and prints as typed, so that nothing typed is lost; so do asterisks between letters or digits, as in 2*4*8, and a
sign before a number, as in > 5 per cent.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING

from cabinet_papers.matter.list_marks import OTHER_BULLETS, find_items
from cabinet_papers.matter.prose import (
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Prose,
    Quotation,
    Run,
    Table,
    iter_paragraphs,
    join_runs,
    strip_runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

NO_MARKUP = ("code", "fence", "lheading", "reference", "html_block", "html_inline",
             "backticks", "image", "entity")  # fmt: skip
# How deep markdown-it goes before it passes over the rest of the text.
DEEPEST = 100
WORD = re.compile(r"[^\W_]+")
LIST_SIGNS = re.compile(r"^(\s*(>|([-*+]|\d{1,9}[.)])(?=\s)))+")
# A run of asterisks within what is one word or one sum.
WITHIN = re.compile(r"(?<=[\w)\]%])\*+(?=[\w(\[£$€])")
# A sign that says more than, where a quotation is hardly meant: before a number, without a space or within a paragraph.
MORE_THAN, MORE_THAN_NUMBER = re.compile(r">[=\d£$€]"), re.compile(r">\s*[£$€]?\d")
# What begins a line that is to stay one, beside the marks of lists that Markdown does not know.
STAYS = re.compile(r"```|~~~|={3,}\s*$|\[\^?[\w ]+\]:|\|")
# Marks of items beside those of lists, by kind: two of one kind that begin lines of a paragraph are no chance.
OWN_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,2}(?:\.\d{1,2})+[.)]?\s", r"\(?[A-Z][.)]\s", r"\(?[IVXL]{1,5}[.)]\s", r"\(?\d{1,2}[a-z][.)]?\s",
        r"\(?([a-z])\1[.)]\s", r"o\s",
    )
)  # fmt: skip
SIGNS = re.compile(rf"[{OTHER_BULLETS}]\s")
# Stands for a line break that Markdown reads as a space, until the lines around it are known.
SOFT = "\r"
BREAK = re.compile(f"[{SOFT}\n]")
LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)


def is_safe_link(address: str) -> bool:
    """Whether words in a paper may link to the address: http, https or mailto, nothing else."""
    return LINK.fullmatch(address) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": False, "maxNesting": DEEPEST}
    parser = MarkdownIt("commonmark", options).enable("table").disable(list(NO_MARKUP))
    parser.inline.ruler.before("emphasis", "within_a_word", _read_asterisks)
    parser.inline.ruler.before("link", "no_link", _read_bracket)
    parser.block.ruler.at("blockquote", _read_quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    # markdown-it asks this method of the instance; a link that is refused stays the text that was typed.
    parser.validateLink = is_safe_link  # type: ignore[method-assign, assignment]
    return parser


def _read_asterisks(state: StateInline, silent: bool) -> bool:
    """Take asterisks between letters or digits as text."""
    found = WITHIN.match(state.src, state.pos)
    if found is None or silent:
        return False
    state.pending += found[0]
    state.pos = found.end()
    return True


def _read_bracket(state: StateInline, silent: bool) -> bool:
    """Take a bracket after which no link ends as text; markdown-it would look for the end again from each of them."""
    if state.src[state.pos] != "[" or state.pos < _find_last_link(state.src):
        return False
    if not silent:
        state.pending += "["
    state.pos += 1
    return True


@lru_cache(maxsize=1)
def _find_last_link(text: str) -> int:
    """Return where the words of the last link may end, before the address."""
    return text.rfind("](")


# As markdown-it divides a text.
LINE_END = re.compile(r"\r\n?|\n")


def _read_quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a quotation, unless the sign says that something is more than a number."""
    from markdown_it.rules_block.blockquote import blockquote

    at = state.bMarks[start] + state.tShift[start]
    if MORE_THAN.match(state.src, at) or (silent and MORE_THAN_NUMBER.match(state.src, at)):
        return False
    return blockquote(state, start, end, silent)


def read_markdown(text: str) -> Prose:
    """Return the prose of the Markdown text. Heading levels are counted from the highest one used."""
    from markdown_it.tree import SyntaxTreeNode

    lines = LINE_END.split(text)
    blocks = tuple(_read_blocks(SyntaxTreeNode(_parser().parse(text)).children, lines))
    levels = [each.level for each in iter_paragraphs(blocks) if isinstance(each, Heading)]
    return Prose(_raise_headings(blocks, min(levels, default=1) - 1))


def _raise_headings(blocks: tuple[Block, ...], by: int) -> tuple[Block, ...]:
    raised: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            raised.append(block._replace(level=block.level - by))
        elif isinstance(block, Quotation):
            raised.append(Quotation(_raise_headings(block.blocks, by)))
        else:
            raised.append(block)
    return tuple(raised)


def find_lost_words(text: str, prose: Prose) -> list[tuple[int, str]]:
    """Return the words of the Markdown text that its prose does not hold, each with its line (from 0).

    Markdown has places where words go without a trace: a cell too many in a table's row, a link's title, lists
    nested without end.
    """
    held: Counter[str] = Counter()
    for paragraph in iter_paragraphs(prose.blocks):
        held.update(word for run in paragraph.runs for word in WORD.findall(f"{run.text} {run.link}"))
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
        elif node.type == "blockquote" and node.children:
            yield Quotation(tuple(_read_blocks(node.children, lines)))
        elif node.type == "bullet_list":
            yield ItemList(tuple(_read_item(item, lines) for item in node.children))
        elif node.type == "ordered_list":
            yield from _read_numbered(node.children, lines)
        elif node.type == "table":
            yield Table(tuple(_read_row(row) for part in node.children for row in part.children))


def _read_item(item: SyntaxTreeNode, lines: list[str]) -> ListItem:
    return ListItem(tuple(_read_blocks(item.children, lines)))


def _read_numbered(nodes: list[SyntaxTreeNode], lines: list[str]) -> Iterator[ItemList]:
    """Yield the lists of numbered items: a number that does not follow on begins a new list.

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
    runs = join_runs([run for child in node.children for run in _read_runs(child, Run(""))])
    return strip_runs(join_runs(_settle_breaks(runs)))


def _settle_breaks(runs: tuple[Run, ...]) -> list[Run]:
    """Make each line break that Markdown reads as a space one, or leave it where a line is to stay a line."""
    kept = _find_kept_lines(BREAK.split("".join(run.text for run in runs)))
    numbers = count(1)

    def settle(found: re.Match[str]) -> str:
        return "\n" if next(numbers) in kept or found[0] == "\n" else " "

    return [run._replace(text=BREAK.sub(settle, run.text)) for run in runs]


def _find_kept_lines(lines: list[str]) -> set[int]:
    """Return which lines stay lines of their own, from 0: items, and what Markdown would not take for text."""

    def find_like(pattern: re.Pattern[str]) -> set[int]:
        return {at for at, line in enumerate(lines) if pattern.match(line)}

    staying = find_like(STAYS)
    several = [marked for marked in map(find_like, OWN_MARKS) if len(marked) > 1]
    return set(find_items(lines)).union(staying, (at + 1 for at in staying), find_like(SIGNS), *several)


def _read_runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    if node.type == "text":
        yield look._replace(text=node.content)
    elif node.type in ("softbreak", "hardbreak"):
        yield look._replace(text=SOFT if node.type == "softbreak" else "\n")
    else:
        within = {
            "strong": lambda: look._replace(bold=True),
            "em": lambda: look._replace(italic=True),
            "link": lambda: look._replace(link=str(node.attrs["href"])),
        }.get(node.type, lambda: look)()
        for child in node.children:
            yield from _read_runs(child, within)
