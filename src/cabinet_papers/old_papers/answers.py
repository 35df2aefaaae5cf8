"""The answers of an old paper with placeholders, and what every way to lay them out has in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from cabinet_papers.matter.columns import COMMENT, DECISION, RECOMMENDATION, Column
from cabinet_papers.old_papers.columns import OldColumn, tell_columns

NUMBER_OF = r"\(?[A-Za-z]{0,3}-?\d{1,3}(?:\.\d{1,3})*[a-z]?\)?"
AHEAD = re.compile(rf"(?:Recommendation |Rec\.? )?(?P<number>{NUMBER_OF}[.:)]?)\s+(?=\S)")
# A table, or several paragraphs, of fewer is none of answers.
LEAST = 2


class Answers(NamedTuple):
    """The answers of a paper with placeholders: `written` in place of the blocks from `first` up to `end`.

    `of_topic` are the blocks before the first table that belong to its topic, where there are several tables. With
    `loops_over_topics` the loop is in the table itself. `columns` are those of the answers, `decisions` and `numbers`
    what they had.
    """

    first: int
    end: int
    written: tuple[etree._Element, ...]
    columns: tuple[OldColumn, ...]
    of_topic: tuple[etree._Element, ...] = ()
    decisions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    loops_over_topics: bool = False


def find_numbers(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that are ahead of recommendations."""
    return tuple(found["number"] for text in texts if (found := AHEAD.match(text)))


def tell_answers(
    headings: Sequence[str], texts: Mapping[int, Sequence[str]], known: Sequence[Column]
) -> list[OldColumn]:  # fmt: skip
    """Return the columns with these headings and texts; none where they are no columns of answers."""
    columns = tell_columns(headings, texts, known)
    names = {each.name for each in columns}
    return columns if RECOMMENDATION.name in names and names & {DECISION.name, COMMENT.name} else []


def list_texts(
    columns: Sequence[OldColumn], rows: Iterable[Sequence[str]]
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Return by the name of each column the texts that rows have in it, each once."""
    full = [row for row in rows if len(row) == len(columns)]
    return {column.name: tuple(dict.fromkeys(row[at] for row in full if row[at])) for at, column in enumerate(columns)}


def find_alike(tables: Mapping[int, Sequence[OldColumn]]) -> list[int]:
    """Return where tables are that have the headings of the first."""
    first = [each.heading for each in next(iter(tables.values()))]
    return [at for at, columns in tables.items() if [each.heading for each in columns] == first]
