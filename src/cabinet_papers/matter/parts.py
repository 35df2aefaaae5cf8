"""A recommendation with parts as it is printed whole: what leads to them, and below it each part behind its letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter.numbering import find_part_letter
from cabinet_papers.matter.plain_text import read_plain_text

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Recommendation


def join_parts(placed: Sequence[Recommendation]) -> Recommendation | None:
    """Return the recommendation whose parts these are.

    None where they are not several parts of one, or where one of them is withdrawn or exempt, so that each is printed
    by itself.
    """
    part = placed[0].part if placed else None
    if part is None or len(placed) == 1 or any(each.withdrawn or each.exempt for each in placed):
        return None
    lines = (
        f"{find_part_letter(each.printed, part.whole.number) or each.printed}) {each.part.text}"
        for each in placed if each.part
    )  # fmt: skip
    wording = "\n".join((part.lead_in, *lines))
    whole = placed[0]._replace(numbered=part.whole, part=None, wording=wording)
    return whole._replace(text=read_plain_text(wording))
