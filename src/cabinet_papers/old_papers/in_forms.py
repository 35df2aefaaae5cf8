"""Answers in tables of labels and texts, one for each recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from cabinet_papers.matter.columns import DECISION, Column
from cabinet_papers.old_papers.answers import LEAST, NUMBER_OF, Answers, find_alike, list_texts, tell_answers
from cabinet_papers.old_papers.body import TBL, P, fill_cell, list_rows, mark_headings, tag, words_of, write_like
from cabinet_papers.old_papers.cells import write_cell
from cabinet_papers.old_papers.columns import OldColumn

ALONE = re.compile(rf"(?P<called>(?:Recommendation|Rec\.?|No\.?|Number) )?(?P<number>{NUMBER_OF}[.:]?)")


def find_forms(blocks: Sequence[etree._Element], known: Sequence[Column]) -> Answers | None:
    """Return the answers of the body with these blocks; None where no table is such a form."""
    told = {at: columns for at, each in enumerate(blocks) if each.tag == TBL and (columns := _tell(each, known))}
    if not told:
        return None
    first, columns = next(iter(told.items()))
    places = find_alike(told)
    heads = [_find_head(blocks, at) for at in places]
    texts = list_texts(columns, ([words_of(row[-1]) for row in list_rows(blocks[at])] for at in places))
    head = heads[0]
    return Answers(
        first - 1 if head else first,
        places[-1] + 1,
        (
            tag("{%p for row in topic.recommendations %}"),
            *([write_like(blocks[first - 1], f"{head['called'] or ''}{{{{ row.number }}}}")] if head else []),
            _write_form(blocks[first], columns, is_numbered=not head),
            _find_gap(blocks, first),
            tag("{%p endfor %}"),
        ),
        tuple(columns),
        (),
        texts.get(DECISION.name, ()),
        tuple(each["number"] for each in heads if each),
    )


def _tell(table: etree._Element, known: Sequence[Column]) -> list[OldColumn]:
    """Return the rows of a table of labels and texts as columns; none for any other table."""
    rows = list_rows(table)
    if len(rows) < LEAST or any(len(row) != LEAST for row in rows):
        return []
    labels = [words_of(row[0]).strip(" :") for row in rows]
    return tell_answers(labels, {at: [words_of(row[-1])] for at, row in enumerate(rows)}, known)


def _find_head(blocks: Sequence[etree._Element], table: int) -> re.Match[str] | None:
    """Return the number of the recommendation in the paragraph above its table."""
    above = blocks[table - 1] if table else None
    return ALONE.fullmatch(words_of(above)) if above is not None and above.tag == P else None


def _write_form(old: etree._Element, columns: Sequence[OldColumn], *, is_numbered: bool) -> etree._Element:
    """Return the table with placeholders beside its labels."""
    table = deepcopy(old)
    mark_headings(table, are_labels=True)
    for cells, column in zip(list_rows(table), columns, strict=True):
        fill_cell(cells[-1], write_cell(column, columns, is_numbered=is_numbered))
    return table


def _find_gap(blocks: Sequence[etree._Element], table: int) -> etree._Element:
    """Return the empty paragraph that keeps a table from the next one, as the paper has it."""
    below = blocks[table + 1] if table + 1 < len(blocks) else None
    return deepcopy(below) if below is not None and below.tag == P and not words_of(below) else tag("")
