"""Answers in the rows of a table, or of several, one for each topic."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from cabinet_papers.matter.columns import COMMENT, DECISION, NUMBER, RECOMMENDATION, Column
from cabinet_papers.old_papers.answers import LEAST, Answers, find_alike, find_numbers, list_texts, tell_answers
from cabinet_papers.old_papers.body import (
    TBL,
    TC,
    TR,
    P,
    fill_answer,
    is_item,
    level_looks,
    list_rows,
    mark_headings,
    remove,
    tag_row,
    unmerge,
    words_of,
)
from cabinet_papers.old_papers.cells import write_cell
from cabinet_papers.old_papers.columns import TOPIC, OldColumn


def find_table(blocks: Sequence[etree._Element], known: Sequence[Column]) -> Answers | None:
    """Return the answers in the rows of a table, or of several with the same headings, one for each topic."""
    found = {at: columns for at, each in enumerate(blocks) if each.tag == TBL and (columns := _tell_table(each, known))}
    if not found:
        return None
    first, columns = next(iter(found.items()))
    places = find_alike(found)
    rows = [row for at in places for row in _list_full(blocks[at])]
    texts = list_texts(columns, ([words_of(cell) for cell in row] for row in rows))
    ahead = find_numbers(texts[RECOMMENDATION.name])
    asked = [each.name for each in columns].index(RECOMMENDATION.name)
    is_listed = any(is_item(paragraph) for row in rows for paragraph in row[asked].findall(P)[:1])
    table = _write_table(blocks[first], columns, is_numbered=bool(ahead) or is_listed)
    return Answers(
        first, places[-1] + 1, (table,), tuple(columns), _find_of_topic(blocks, places),
        texts.get(DECISION.name, ()), texts.get(NUMBER.name, ahead),
        loops_over_topics=TOPIC in texts,
    )  # fmt: skip


def _tell_table(table: etree._Element, known: Sequence[Column]) -> list[OldColumn]:
    """Return the columns of a table of answers; none for any other table."""
    headings = [words_of(cell) for row in list_rows(table)[:1] for cell in row]
    full = _list_full(table)
    if len(headings) < LEAST or not full:
        return []
    return tell_answers(headings, {at: [words_of(row[at]) for row in full] for at in range(len(headings))}, known)


def _list_full(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of each row that has as many as there are headings, without those that repeat these."""
    head, *rows = list_rows(table) or [[]]
    headings = [words_of(cell) for cell in head]
    return [row for row in rows if len(row) == len(head) and [words_of(cell) for cell in row] != headings]


def _write_table(old: etree._Element, columns: Sequence[OldColumn], *, is_numbered: bool) -> etree._Element:
    """Return the table with one row of placeholders in a loop, which looks as the first answer did."""
    table = deepcopy(old)
    mark_headings(table, are_labels=False)
    rows = table.findall(TR)[1:]
    cells, *others = _list_full(table)
    pattern = next(row for row in rows if cells[0] in row)
    unmerge(pattern)
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        level_looks(cell, [row[at] for row in others if words_of(row[at])])
        fill_answer(cell, write_cell(column, columns, is_numbered=is_numbered))
    remove(row for row in rows if row is not pattern)
    width = len(columns)
    pattern.addprevious(tag_row("{%tr for row in topic.recommendations %}", width))
    after = [tag_row("{%tr endfor %}", width), tag_row("{%tr for addition in topic.additions %}", width)]
    after += [_write_addition(pattern, columns), tag_row("{%tr endfor %}", width)]
    if TOPIC in {each.name for each in columns}:
        table.findall(TR)[0].addnext(tag_row("{%tr for topic in topics %}", width))
        after.append(tag_row("{%tr endfor %}", width))
    for each in reversed(after):
        pattern.addnext(each)
    return table


def _write_addition(pattern: etree._Element, columns: Sequence[OldColumn]) -> etree._Element:
    """Return the row for what Cabinet added itself."""
    row = deepcopy(pattern)
    said = {RECOMMENDATION.name: "{{p addition }}", DECISION.name: "Added", COMMENT.name: "Added by Cabinet"}
    for cell, column in zip(row.findall(TC), columns, strict=True):
        fill_answer(cell, [said.get(column.name, "")])
    return row


def _find_of_topic(blocks: Sequence[etree._Element], places: Sequence[int]) -> tuple[etree._Element, ...]:
    """Return the blocks before a table that are of its topic: as many as there are between two of the tables."""
    if len(places) < LEAST:
        return ()
    between = [each for each in blocks[places[0] + 1 : places[1]] if words_of(each)]
    return tuple(blocks[max(0, places[0] - len(between)) : places[0]])
