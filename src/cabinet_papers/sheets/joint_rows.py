"""Recommendations that are answered together have one row of a sheet, with all their numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.wording import normalise_wording
from cabinet_papers.sheets.matching import likeness

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Matter, Recommendation
    from cabinet_papers.sheets.same_words import RowKey


def ask_jointly(matter: Matter, one: Recommendation) -> Recommendation:
    """Return the recommendation with the words of those that are answered with it below its own."""
    joined = matter.find_joined(one.number)
    wording = "\n\n".join((one.wording, *(each.wording for each in joined)))
    return one._replace(wording=wording, text=read_plain_text(wording)) if joined else one


def show_number(matter: Matter, one: Recommendation) -> str:
    """Return what stands under No. beside a recommendation: its number, and those of the others below it."""
    return "\n".join(each.printed for each in (one, *matter.find_joined(one.number)))


def list_as_asked(matter: Matter, rows: Sequence[RowKey]) -> list[Recommendation]:
    """Return the recommendations in the words in which the rows ask about them.

    A sheet from before some were answered together has a row for each of them, and so may an answer of its own.
    """
    return [_choose(each, ask_jointly(matter, each), rows) for each in matter.recommendations]


def _choose(alone: Recommendation, joint: Recommendation, rows: Sequence[RowKey]) -> Recommendation:
    if joint is alone:
        return alone
    words = {normalise_wording(row.wording) for row in rows}
    for each in (joint, alone):
        if normalise_wording(each.wording) in words:
            return each
    nearest = [max((likeness(row.wording, each.wording) for row in rows), default=0.0) for each in (joint, alone)]
    return joint if nearest[0] >= nearest[1] else alone
