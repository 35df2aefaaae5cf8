"""Answers in tables of labels and texts, one for each recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from cabinet_papers.matter.columns import DECISION, Column
from cabinet_papers.old_papers.answers import LEAST, NUMBER_OF, Answers, find_alike, list_texts, tell_answers
from cabinet_papers.old_papers.body import (
    TBL,
    P,
    fill_answer,
    fill_cell,
    list_rows,
    mark_headings,
    tag,
    words_of,
    write_like,
)
from cabinet_papers.old_papers.cells import write_cell
from cabinet_papers.old_papers.columns import OldColumn

NUMBERED = re.compile(rf"(?P<called>(?:Recommendation|Rec\.?)) (?P<number>{NUMBER_OF})(?P<only>)[.:]?", re.IGNORECASE)
ALONE = re.compile(
    rf"(?P<called>(?:Recommendation|Rec\.?|No\.?|Number) )(?P<number>{NUMBER_OF}[.:]?)(?: ?[–:-] .*)?"
    rf"|(?P<only>{NUMBER_OF}[.:]?)"
)


def find_forms(blocks: Sequence[etree._Element], known: Sequence[Column]) -> Answers | None:
    """Return the answers of the body with these blocks; None where no table is such a form."""
    tables = {at: columns for at, each in enumerate(blocks) if each.tag == TBL and (columns := _tell(each, known))}
    if not tables:
        return None
    first, columns = next(iter(tables.items()))
    places = find_alike(tables)
    heads = [_find_head(blocks, at) for at in places]
    labels = [_find_label(blocks[at]) for at in places]
    texts = list_texts(columns, ([words_of(row[-1]) for row in list_rows(blocks[at])] for at in places))
    above = _write_head(blocks[first - 1], heads[0]) if heads[0] else []
    form = _write_form(blocks[first], columns, is_numbered=not above and not labels[0])
    loop, end = tag("{%p for row in topic.recommendations %}"), tag("{%p endfor %}")
    numbers = filter(None, heads if above else labels)
    return Answers(
        first - len(above),
        places[-1] + 1,
        (loop, *above, form, _find_gap(blocks, first), end),
        tuple(columns),
        (),
        texts.get(DECISION.name, ()),
        tuple(each["number"] or each["only"] for each in numbers),
    )


def _tell(table: etree._Element, known: Sequence[Column]) -> list[OldColumn]:
    """Return the rows of a table of labels and texts as columns; none for any other table."""
    rows = list_rows(table)
    if len(rows) < LEAST or any(len(row) != LEAST for row in rows):
        return []
    labels = [NUMBERED.sub(r"\g<called>", words_of(row[0]).strip(" :")) for row in rows]
    return tell_answers(labels, {at: [words_of(row[-1])] for at, row in enumerate(rows)}, known)


def _find_head(blocks: Sequence[etree._Element], table: int) -> re.Match[str] | None:
    """Return the number of the recommendation in the paragraph above its table."""
    above = blocks[table - 1] if table else None
    return ALONE.fullmatch(words_of(above)) if above is not None and above.tag == P else None


def _find_label(table: etree._Element) -> re.Match[str] | None:
    """Return the number of the recommendation in a label of its table."""
    labels = (words_of(row[0]).strip(" :") for row in list_rows(table))
    return next(filter(None, map(NUMBERED.fullmatch, labels)), None)


def _write_head(old: etree._Element, head: re.Match[str]) -> list[etree._Element]:
    """Return the paragraph above a form with its number as a placeholder; what else it says is of one answer."""
    return [write_like(old, f"{head['called'] or ''}{{{{ row.number }}}}")]


def _write_form(old: etree._Element, columns: Sequence[OldColumn], *, is_numbered: bool) -> etree._Element:
    """Return the table with placeholders beside its labels."""
    table = deepcopy(old)
    mark_headings(table, are_labels=True)
    for cells, column in zip(list_rows(table), columns, strict=True):
        fill_answer(cells[-1], write_cell(column, columns, is_numbered=is_numbered))
        if label := NUMBERED.fullmatch(words_of(cells[0]).strip(" :")):
            fill_cell(cells[0], [f"{label['called']} {{{{ row.number }}}}"])
    return table


def _find_gap(blocks: Sequence[etree._Element], table: int) -> etree._Element:
    """Return the empty paragraph that keeps a table from the next one, as the paper has it."""
    below = blocks[table + 1] if table + 1 < len(blocks) else None
    return deepcopy(below) if below is not None and below.tag == P and not words_of(below) else tag("")
