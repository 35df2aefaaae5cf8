"""The lists and quotations of a finished document, put together from paragraphs that only follow each other there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from cabinet_papers.finished.tree import Block, Item, ItemList, Paragraph, Place, Quotation


@dataclass(slots=True)
class _OpenItem:
    """An item that further paragraphs may belong to."""

    first: Paragraph
    place: Place
    blocks: list[Block | _OpenList] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    """A list that further items may belong to."""

    items: list[_OpenItem]

    @property
    def last(self) -> _OpenItem:
        """The item that was added last."""
        return self.items[-1]

    def takes(self, place: Place) -> bool:
        """Whether an item at that place goes on in this list: a further sign, or the next number of the same."""
        last = self.last.place
        if last.is_bullet or place.is_bullet:
            return last.is_bullet and place.is_bullet
        return (last.family, last.form, last.value + 1) == (place.family, place.form, place.value)


def gather(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with their items in lists, lists within lists, and what is quoted in quotations."""
    found: list[Block] = []
    for is_quoted, run in groupby(blocks, lambda block: isinstance(block, Paragraph) and block.is_quoted):
        gathered = _gather_alike(run)
        found += [Quotation(gathered)] if is_quoted else gathered
    return tuple(found)


def _gather_alike(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the same of blocks that are all quoted, or none of them."""
    gatherer = _Gatherer()
    for block in blocks:
        if isinstance(block, Paragraph) and block.place is not None:
            gatherer.add_item(block, block.place)
        elif isinstance(block, Paragraph) and gatherer.continues(block):
            gatherer.lists[-1].last.blocks.append(block)
        else:
            gatherer.lists = []
            gatherer.found.append(block)
    return tuple(map(_close, gatherer.found))


class _Gatherer:
    """The blocks so far, and the lists that are open at their end, each in an item of the one before."""

    def __init__(self) -> None:
        self.found: list[Block | _OpenList] = []
        self.lists: list[_OpenList] = []

    def add_item(self, paragraph: Paragraph, place: Place) -> None:
        """Add an item to the list that it goes on in, or to a new one."""
        item = _OpenItem(paragraph, place)
        while self.lists and self.lists[-1].last.place.level > place.level:
            self.lists.pop()
        if self.lists and self.lists[-1].last.place.level == place.level:
            if self.lists[-1].takes(place):
                self.lists[-1].items.append(item)
                return
            self.lists.pop()
        new = _OpenList([item])
        (self.lists[-1].last.blocks if self.lists else self.found).append(new)
        self.lists.append(new)

    def continues(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is under the text of an open item, whose lists it leaves open."""
        if not self.lists or not paragraph.indent or paragraph.level or paragraph.number:
            return False
        around = [at for at, each in enumerate(self.lists, 1) if each.last.place.indent <= paragraph.indent]
        del self.lists[max(around, default=len(self.lists)) :]
        return bool(around)


def _close(block: Block | _OpenList) -> Block:
    if not isinstance(block, _OpenList):
        return block
    return ItemList(
        block.last.place.form,
        tuple(
            Item(each.first.number, each.place.value, each.first, tuple(map(_close, each.blocks)))
            for each in block.items
        ),
    )
