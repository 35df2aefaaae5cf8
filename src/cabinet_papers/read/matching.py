"""Which recommendation each row of a response sheet is about, told by what stands in its cells.

First the words: they are what a person saw who answered. Then the hidden reference, then the number where the words
are at all alike, then the words by their likeness. A number alone never puts an answer beside a recommendation that
says something else, and where two recommendations are equally likely nothing is guessed.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from cabinet_papers.model import Recommendation
from cabinet_papers.reference import WORDING_DIGITS, Reference
from cabinet_papers.wording import fingerprint, normalise_wording, telling_words

# How alike two wordings are, from 0 to 1, is the share of their words that they have in common, in order. Unrelated
# recommendations of published papers reach 0.25; one with every second word changed keeps 0.5.
ALIKE, ALIKE_ENOUGH = 0.7, 0.4
# By how much another must be more alike to win over the number, and to win over the next.
LEAD, CLEAR = 0.2, 0.05


class RowKey(NamedTuple):
    """What of a row says which recommendation it is about."""

    number: str
    wording: str
    reference: Reference | None = None


class Match(NamedTuple):
    """The recommendation that a row is about. `evidence` says how it was told, "" where its words are the same."""

    recommendation: Recommendation
    evidence: str = ""

    @property
    def by_likeness(self) -> bool:
        """Whether its words are not the same, but other evidence agrees with them."""
        return self.evidence.startswith(("its number and", "its hidden reference"))


def match_rows(recommendations: Sequence[Recommendation], rows: Sequence[RowKey]) -> list[Match | None]:
    """Return for each row the recommendation that it is about, or None. Rows of one worksheet belong together."""
    return _Matcher(recommendations, rows).match()


def likeness(one: str, other: str) -> float:
    """Return how alike two wordings are, from 0 to 1. How every recommendation opens does not count."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(telling_words(one), telling_words(other))


class _Matcher:
    def __init__(self, recommendations: Sequence[Recommendation], rows: Sequence[RowKey]) -> None:
        self.recommendations = recommendations
        self.rows = rows
        self.matches: list[Match | None] = [None] * len(rows)
        self.by_number = {each.number: each for each in recommendations}
        self.by_words: dict[str, list[Recommendation]] = {}
        for each in recommendations:
            self.by_words.setdefault(normalise_wording(each.wording), []).append(each)

    def match(self) -> list[Match | None]:
        for find in (self.find_by_words, self.find_by_reference):
            for at, row in enumerate(self.rows):
                if self.matches[at] is None:
                    self.matches[at] = find(row)
        left = [at for at, match in enumerate(self.matches) if match is None]
        if left:
            self.match_by_likeness(left)
        return self.matches

    def find_by_words(self, row: RowKey) -> Match | None:
        words = normalise_wording(row.wording)
        same = self.by_words.get(words, []) if words else []
        if not same:
            return None
        numbers = (_number(row.number), row.reference.number if row.reference else None)
        found = next((each for number in numbers for each in same if each.number == number), same[0])
        return Match(found, self.say_contradiction(row, found) if len(same) == 1 else "")

    def say_contradiction(self, row: RowKey, found: Recommendation) -> str:
        """Return how the row was told where not all of it says what its words say."""
        referred = self.find_referred(row)
        if referred and referred.number != found.number:
            return f"its words, though its hidden reference is that of recommendation {referred.number}"
        number = _number(row.number)
        # A number that was right when the sheet was written says nothing else.
        if number in (None, found.number) or (row.reference and row.reference.number == number):
            return ""
        return f"its words, though its number is {number}"

    def find_by_reference(self, row: RowKey) -> Match | None:
        found = self.find_referred(row)
        if found is None:
            return None
        if normalise_wording(row.wording) and likeness(row.wording, found.wording) < ALIKE_ENOUGH:
            # Wholly other words beside a reference: they were typed anew, or only a part of the rows was sorted.
            best = self.find_likeliest(row.wording, self.recommendations)[0]
            if best.score >= ALIKE or self.is_claimed(found):
                return None
        return Match(found, "its hidden reference")

    def find_referred(self, row: RowKey) -> Recommendation | None:
        """Return the recommendation that the hidden reference is of: the officer's own ref, else the same words."""
        reference = row.reference
        if reference is None:
            return None
        named = [each for each in self.recommendations if each.ref and each.ref == reference.ref]
        same = named or self.by_fingerprint.get(reference.wording, [])
        return next((each for each in same if each.number == reference.number), same[0] if same else None)

    @cached_property
    def by_fingerprint(self) -> dict[str, list[Recommendation]]:
        found: dict[str, list[Recommendation]] = {}
        for each in self.recommendations:
            found.setdefault(fingerprint(each.wording, WORDING_DIGITS), []).append(each)
        return found

    @cached_property
    def telling(self) -> dict[int, list[str]]:
        return {each.number: telling_words(each.wording) for each in self.recommendations}

    def is_claimed(self, recommendation: Recommendation) -> bool:
        return any(match and match.recommendation is recommendation for match in self.matches)

    def match_by_likeness(self, left: list[int]) -> None:
        """Match the rows that are left to the recommendations that no row has, the likeliest pair first."""
        claimed = {match.recommendation.number for match in self.matches if match}
        free = {each.number: each for each in self.recommendations if each.number not in claimed}
        waiting = [
            (-likely.score, at, likely) for at in left if (likely := self.find_likely(self.rows[at], free)) is not None
        ]
        heapq.heapify(waiting)
        while waiting:
            _, at, likely = heapq.heappop(waiting)
            again = likely if likely.number in free else self.find_likely(self.rows[at], free)
            if again is likely:
                self.matches[at] = Match(free.pop(likely.number), likely.evidence)
            elif again is not None:
                heapq.heappush(waiting, (-again.score, at, again))

    def find_likely(self, row: RowKey, free: Mapping[int, Recommendation]) -> Likely | None:
        """Return which of the free recommendations the row is about, told by number and likeness, or None."""
        number = _number(row.number) or (row.reference.number if row.reference else None)
        numbered = free.get(number) if number else None
        if not normalise_wording(row.wording):
            # Beside a reference to other words the number says nothing.
            return Likely(numbered.number, ALIKE_ENOUGH, "its number alone") if numbered and not row.reference else None
        score = likeness(row.wording, numbered.wording) if numbered else 0.0
        if numbered and score >= 1 - LEAD:
            return Likely(numbered.number, score, f"its number and its wording, {_percent(score)}")
        best, second = self.find_likeliest(row.wording, free.values())
        if numbered and score >= max(ALIKE_ENOUGH, best.score - LEAD):
            return Likely(numbered.number, score, f"its number and its wording, {_percent(score)}")
        return best if best.score >= max(ALIKE, second.score + CLEAR) else None

    def find_likeliest(self, wording: str, among: Iterable[Recommendation]) -> tuple[Likely, Likely]:
        """Return the two recommendations whose words are most like these."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        choices = {each.number: self.telling[each.number] for each in among}
        found = process.extract(telling_words(wording), choices, scorer=Indel.normalized_similarity, limit=2)
        likely = [Likely(number, score, f"its wording, {_percent(score)}") for _, score, number in found]
        none = Likely(0, 0.0, "")
        return (*likely, none, none)[0], (*likely, none, none)[1]


class Likely(NamedTuple):
    """The number of a recommendation that a row may be about, how likely from 0 to 1, and by what it was told."""

    number: int
    score: float
    evidence: str


def _number(text: str) -> int | None:
    found = re.match(r"\D{0,20}(\d{1,6})(?!\d)", text)
    return int(found[1]) if found else None


def _percent(score: float) -> str:
    return f"{min(99, int(score * 100))}%"
