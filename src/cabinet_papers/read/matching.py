"""Which recommendation a row is about, told by what stands in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from cabinet_papers.model import Recommendation

# How alike two wordings are, from 0 to 1: enough to be taken for the same, enough if the number agrees, and by how
# much another recommendation must be more alike to win over the number.
ALIKE, ALIKE_ENOUGH, LEAD = 0.8, 0.5, 0.2
LONGEST = 2_000
OPENING = re.compile(r"that (the )?(council|cabinet|executive|committee) ")


def find_recommendation(recommendations: Sequence[Recommendation], number: str, wording: str) -> Recommendation | None:
    """Return the recommendation that a row with this number and wording is about, or None.

    The same words decide; else the number, where its words are at all alike; else the likeness of the words.
    A number alone never puts an answer beside a recommendation that says something else.
    """
    digits = re.match(r"\d{1,6}", number)
    numbered = next((each for each in recommendations if digits and each.number == int(digits[0])), None)
    words = normalise_wording(wording)
    if not words:
        return numbered
    same = [each for each in recommendations if words == normalise_wording(each.wording)]
    if same:
        return numbered if numbered in same else same[0]
    return _find_alike(recommendations, numbered, wording)


def _find_alike(
    recommendations: Sequence[Recommendation], numbered: Recommendation | None, wording: str
) -> Recommendation | None:
    scores = {each.number: likeness(wording, each.wording) for each in recommendations}
    best = max(recommendations, key=lambda each: scores[each.number], default=None)
    if best is None:
        return None
    if numbered and scores[numbered.number] >= max(ALIKE_ENOUGH, scores[best.number] - LEAD):
        return numbered
    return best if scores[best.number] >= ALIKE else None


def likeness(one: str, other: str) -> float:
    """Return how alike two wordings are, from 0 to 1. How every recommendation opens does not count."""
    first, second = (OPENING.sub("", normalise_wording(text), count=1)[:LONGEST] for text in (one, other))
    matcher = SequenceMatcher(None, first, second)
    # The upper bounds cost little and rule out most.
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE_ENOUGH:
        return 0.0
    return matcher.ratio()


def differing_part(one: str, other: str, length: int = 200) -> tuple[str, str]:
    """Return both texts from shortly before they differ, so that the difference is seen."""
    first, second = " ".join(one.split()), " ".join(other.split())
    same = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    start = max(0, same - length // 3) if max(len(first), len(second)) > length else 0
    start = first.rfind(" ", 0, start) + 1
    mark = "..." if start else ""
    return f"{mark}{first[start:]}", f"{mark}{second[start:]}"


def normalise_wording(text: str) -> str:
    """Return the words as two wordings are compared: without case, punctuation and spacing."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
