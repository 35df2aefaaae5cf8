"""Recommendations that are answered together have one row of a sheet, with all their numbers and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.matching import likeness

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Matter, Recommendation
    from cabinet_papers.sheets.same_words import RowKey

# What is answered with each recommendation, by its number, as a matter's `joined` has it.
Joined: TypeAlias = "Mapping[int, tuple[Recommendation, ...]]"


def ask_jointly(one: Recommendation, joined: Joined) -> Recommendation:
    """Return the recommendation with the words of those that are answered with it below its own."""
    others = joined.get(one.number)
    return _join_words(one, (one, *others)) if others else one


def _join_words(one: Recommendation, every: Sequence[Recommendation]) -> Recommendation:
    wording = "\n\n".join(each.wording for each in every)
    return one._replace(wording=wording, text=read_plain_text(wording))


def show_number(one: Recommendation, joined: Joined) -> str:
    """Return what is under No. beside a recommendation: its number, and those of the others below it."""
    return "\n".join(each.printed for each in (one, *joined.get(one.number, ())))


def list_as_asked(matter: Matter, rows: Sequence[RowKey]) -> list[Recommendation]:
    """Return the recommendations in the words in which the rows ask about them.

    A sheet from before some were answered together has a row for each of them, and so may an answer of its own.
    """
    joined = matter.joined
    return [
        _choose([*word_jointly(each, joined), *_word_as_before(each), each], rows) for each in matter.recommendations
    ]


def _word_as_before(one: Recommendation) -> Iterator[Recommendation]:
    """Yield the recommendation in the words that it had before."""
    for words in one.earlier:
        if words.split() != one.wording.split():
            yield one._replace(wording=words, text=read_plain_text(words))


def word_jointly(one: Recommendation, joined: Joined) -> Iterator[Recommendation]:
    """Yield the recommendation in the words of all that are answered with it, each of them first in turn.

    Which of them came first may have been another when the sheet was written. One alone is in no such words.
    """
    together = (one, *joined.get(one.number, ()))
    for first in together if len(together) > 1 else ():
        others = sorted((each for each in together if each is not first), key=lambda each: each.number)
        yield _join_words(one, (first, *others))


def _choose(worded: Sequence[Recommendation], rows: Sequence[RowKey]) -> Recommendation:
    """Return the one whose words are in a row, else that which a row is most like; the first of those alike."""
    if len(worded) == 1:
        return worded[0]
    words = {normalise_wording(row.wording) for row in rows}
    same = (each for each in worded if normalise_wording(each.wording) in words)
    return next(same, None) or max(worded, key=lambda each: max((likeness(row.wording, each.wording) for row in rows),
                                                                 default=0.0))  # fmt: skip
