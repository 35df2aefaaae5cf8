"""Answers below numbered paragraphs that look otherwise than the replies below them."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from cabinet_papers.matter.columns import COMMENT, NUMBER, RECOMMENDATION
from cabinet_papers.old_papers.answers import AHEAD, LEAST, Answers, find_numbers
from cabinet_papers.old_papers.body import (
    P,
    has_number,
    is_bold,
    is_heading,
    style_of,
    tag,
    take_number_out,
    words_of,
    write_like,
)
from cabinet_papers.old_papers.cells import write_comment, write_recommendation
from cabinet_papers.old_papers.columns import OldColumn


def find_prose(blocks: Sequence[etree._Element]) -> Answers | None:
    """Return the answers below numbered paragraphs that look otherwise than their replies."""
    asked = _find_asked(blocks)
    if len(asked) < LEAST:
        return None
    ends = (at for at in range(asked[-1] + 1, len(blocks)) if blocks[at].tag != P or not words_of(blocks[at]))
    columns = (OldColumn("No.", NUMBER.name), OldColumn("Recommendation", RECOMMENDATION.name))
    return Answers(
        asked[0],
        next(ends, len(blocks)),
        _write(blocks[asked[0]], blocks[asked[0] + 1]),
        (*columns, OldColumn("Reply", COMMENT.name)),
        _find_of_topic(blocks, asked),
        numbers=find_numbers(words_of(blocks[at]) for at in asked),
    )


def _write(asked: etree._Element, reply: etree._Element) -> tuple[etree._Element, ...]:
    """Return a recommendation and its reply in a loop, in the looks that these two have."""
    words = [write_like(asked, text) for text in write_recommendation("{{ row.numbered }} ")]
    said = [write_like(reply, text) for text in write_comment(is_alone=True)]
    for each in (*words, *said):
        take_number_out(each)
    return tag("{%p for row in topic.recommendations %}"), *words, *said, tag("{%p endfor %}")


def _find_of_topic(blocks: Sequence[etree._Element], asked: Sequence[int]) -> tuple[etree._Element, ...]:
    """Return the heading of the first topic and what follows it, where there are headings between recommendations."""
    if not any(map(is_heading, blocks[asked[0] : asked[-1]])):
        return ()
    above = (at for at in range(asked[0] - 1, -1, -1) if is_heading(blocks[at]))
    return tuple(blocks[next(above, asked[0]) : asked[0]])


def _find_asked(blocks: Sequence[etree._Element]) -> list[int]:
    """Return where numbered paragraphs are that have a reply below them and look like the first of these."""
    found = [
        at
        for at, block in enumerate(blocks[:-1])
        if block.tag == P and _is_numbered(block) and blocks[at + 1].tag == P and words_of(blocks[at + 1])
        if _look_of(block) != _look_of(blocks[at + 1]) and not is_heading(block)
    ]
    return [at for at in found if _look_of(blocks[at]) == _look_of(blocks[found[0]])]


def _is_numbered(paragraph: etree._Element) -> bool:
    return bool(words_of(paragraph)) and (bool(AHEAD.match(words_of(paragraph))) or has_number(paragraph))


def _look_of(paragraph: etree._Element) -> tuple[str, bool]:
    return style_of(paragraph), is_bold(paragraph)
