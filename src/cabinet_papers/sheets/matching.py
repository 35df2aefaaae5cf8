"""Matches each row of a response sheet to its recommendation.

First by the same words: they are what the person who answered saw. Rows that share them are distinguished by the hidden
reference and the number (`same_words`). Then by the hidden reference, then by the number if the words are at all alike,
then by how alike the words are. A number alone never matches a row to a recommendation of other words, and if two
recommendations are equally likely the row is left unmatched.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from cabinet_papers.matter.wording import (
    fingerprint,
    normalise_name,
    normalise_person,
    normalise_wording,
    telling_words,
)
from cabinet_papers.sheets.evidence import Basis, Evidence
from cabinet_papers.sheets.form import Asked
from cabinet_papers.sheets.reference import WORDING_DIGITS
from cabinet_papers.sheets.same_words import RowKey, find_written, pair_rows

# How alike two wordings are, from 0 to 1, is the share of their words that they have in common, in order. Unrelated
# recommendations of published papers reach 0.25; one with every second word changed keeps 0.5.
ALIKE, ALIKE_ENOUGH = 0.7, 0.4
# By how much another must be more alike to win over the number, and to win over the next.
LEAD, CLEAR = 0.2, 0.05
SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "it", "its", "no", "not", "of", "on", "or",
    "that", "the", "their", "this", "to", "with",
})  # fmt: skip


OTHER_MEMBER, REFERENCE = Evidence(Basis.OTHER_MEMBER), Evidence(Basis.REFERENCE)


class Match(NamedTuple):
    """The recommendation that a row is about. `evidence` is None if the words are the same and nothing disagrees."""

    recommendation: Asked
    evidence: Evidence | None = None

    @property
    def by_likeness(self) -> bool:
        """Whether the words are not the same, but the number or the hidden reference agrees with them."""
        return self.evidence is not None and self.evidence.basis in (Basis.NUMBER_AND_WORDING, Basis.REFERENCE)


def match_rows(
    recommendations: Sequence[Asked], rows: Sequence[RowKey], members: Mapping[int, str] | None = None
) -> list[Match | None]:
    """Return for each row the recommendation that it is about, or None. Rows of one worksheet belong together.

    `members` are those who answer, by the recommendation's number, if the matter has a sheet for each.
    """
    return _Matcher(recommendations, rows, members or {}).match()


def likeness(one: str, other: str) -> float:
    """Return how alike two wordings are, from 0 to 1. How every recommendation opens does not count."""
    return _compare(telling_words(one), telling_words(other))


def likeness_to(wording: str, asked: Asked) -> float:
    """Return how alike a row's words and a recommendation's are.

    Of a part it counts what it adds, where the words that lead to it and its neighbours are alike at all.
    """
    whole = likeness(wording, asked.wording)
    if not asked.lead_in:
        return whole
    lead_in, words = normalise_wording(asked.lead_in).split(), normalise_wording(wording).split()
    added = normalise_wording(asked.wording).split()[len(lead_in) :]
    # Other words that lead to it may have been longer.
    rest = words[len(lead_in) :] if words[: len(lead_in)] == lead_in else words[max(0, len(words) - len(added)) :]
    likely = _compare(_without_small(rest), _without_small(added))
    return likely if whole >= ALIKE_ENOUGH else min(whole, likely)


def _without_small(words: Sequence[str]) -> Sequence[str]:
    """Return the words without those that any two parts share by chance: they are many of the few that a part has."""
    return [word for word in words if word not in SMALL_WORDS] or words


def _compare(one: Sequence[str], other: Sequence[str]) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


class _Matcher:
    def __init__(self, recommendations: Sequence[Asked], rows: Sequence[RowKey], members: Mapping[int, str]) -> None:
        self.recommendations = recommendations
        self.rows = rows
        self.members = members
        self.matches: list[Match | None] = [None] * len(rows)
        self.by_number = {each.number: each for each in recommendations}
        self.by_words: dict[str, list[Asked]] = {}
        self.by_ref: dict[str, list[Asked]] = {}
        for each in recommendations:
            self.by_words.setdefault(normalise_wording(each.wording), []).append(each)
            if each.ref:
                self.by_ref.setdefault(each.ref, []).append(each)
        self.words = {normalise_wording(row.wording) for row in rows}
        self.written = find_written(rows)
        # Rows whose words are now those of another recommendation: their own was deleted or reworded.
        self.displaced: set[int] = set()

    def match(self) -> list[Match | None]:
        self.match_by_words()
        for at, row in enumerate(self.rows):
            if self.matches[at] is None:
                self.matches[at] = self.find_by_reference(at, row)
        left = [at for at, match in enumerate(self.matches) if match is None]
        if left:
            self.match_by_likeness(left)
        return self.matches

    def match_by_words(self) -> None:
        """Match the rows with the words of a recommendation, first words that no other row or recommendation has."""
        alike: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            words = normalise_wording(row.wording)
            if words in self.by_words:
                alike.setdefault(words, []).append(at)
        shared = []
        for words, rows in alike.items():
            same = self.by_words[words]
            is_one = len(same) == 1 and len({self.written[at] for at in rows}) == 1
            # Where the ref is another's, so is the row, whether or not a second row has these words.
            if is_one and all(self.find_named(at) in (None, same[0]) for at in rows):
                for at in rows:
                    self.matches[at] = Match(same[0])
            else:
                shared.append((rows, same))
        moves = self.find_moves()
        for at, match in enumerate(self.matches):
            if match:
                doubt = self.find_contradiction(at, match.recommendation, moves)
                self.matches[at] = Match(match.recommendation, doubt)
        for rows, same in shared:
            self.match_shared(rows, same, moves)

    def find_moves(self) -> dict[int, int]:
        """Return for the number that a row was written with the number that its recommendation has now."""
        return {
            written.number: match.recommendation.number
            for written, match in zip(self.written, self.matches, strict=True)
            if match and written.number and not written.is_contradicted
        }

    def match_shared(self, rows: list[int], same: list[Asked], moves: Mapping[int, int]) -> None:
        """Match rows of the same words to the recommendations of those words, as far as possible one to one."""
        left = {}
        for at in rows:
            named = self.find_named(at)
            if named and named not in same:
                # Its own was reworded; that another has the same words now does not matter.
                self.matches[at] = Match(named, REFERENCE)
            else:
                left[at] = self.written[at]
        own = [each for each in same if self.is_asked(rows[0], each)]
        paired = pair_rows(left, own or same, self.by_ref, moves, self.find_own)
        for at in left:
            found = paired.get(at)
            if found:
                self.matches[at] = Match(found.recommendation, found.doubt if own else OTHER_MEMBER)
            else:
                self.displaced.add(at)

    def is_asked(self, at: int, recommendation: Asked) -> bool:
        """Whether the row's sheet asks about the recommendation, as far as both name a member."""
        asked, member = self.rows[at].asked, self.members.get(recommendation.number, "")
        return not asked or not member or normalise_person(member) in normalise_name(asked)

    def find_named(self, at: int) -> Asked | None:
        """Return the recommendation that has the officer's ref with which the row was written."""
        reference = self.rows[at].reference
        if reference is None or not reference.was_written_with(self.rows[at].wording):
            return None
        named = self.by_ref.get(self.written[at].ref, [])
        return named[0] if len(named) == 1 else None

    def find_own(self, at: int) -> Asked | None:
        """Return the recommendation that a row was written for, where it seems to have been reworded since."""
        row, written = self.rows[at], self.written[at]
        if row.reference and not row.reference.was_written_with(row.wording):
            return None
        named = self.by_ref.get(written.ref, [])
        own = named[0] if len(named) == 1 else self.by_number.get(written.number or 0)
        if own is None or normalise_wording(own.wording) in self.words:
            return None
        return own if likeness_to(row.wording, own) >= ALIKE_ENOUGH else None

    def find_contradiction(self, at: int, found: Asked, moves: Mapping[int, int]) -> Evidence | None:
        """Return what in the row disagrees with its words, or None."""
        row = self.rows[at]
        referred = self.find_referred(row)
        if referred and referred.number != found.number:
            return Evidence(Basis.OTHER_REFERENCE, number=referred.number)
        if not self.is_asked(at, found):
            return OTHER_MEMBER
        if row.reference and found.ref and row.reference.ref not in ("", found.ref):
            return Evidence(Basis.OLD_REFERENCE)
        number = row.typed_number
        if number is None or number == found.number:
            return None
        if row.reference is None or row.reference.number != number:
            return Evidence(Basis.OTHER_NUMBER, number=number)
        return self.find_reworded_at(at, number, moves)

    def find_reworded_at(self, at: int, number: int, moves: Mapping[int, int]) -> Evidence | None:
        """Return the recommendation that has the row's number now, if the row's own words may have become its words.

        A number that was right when the sheet was written is no contradiction if another one has moved too.
        """
        own = self.find_own(at)
        if own is None or likeness_to(self.rows[at].wording, own) < ALIKE:
            return None
        has_moved = any(before != now for before, now in moves.items() if before != number)
        return None if has_moved else Evidence(Basis.SIMILAR_WORDING, number=own.number)

    def find_by_reference(self, at: int, row: RowKey) -> Match | None:
        found = self.find_own(at) if at in self.displaced else self.find_referred(row)
        if found is None:
            return None
        if normalise_wording(row.wording) and likeness_to(row.wording, found) < ALIKE_ENOUGH:
            # Quite other words beside a reference: they were typed anew, or only some columns were sorted.
            best = self.find_likeliest(row.wording, self.recommendations)[0]
            if best.score >= ALIKE or self.is_claimed(found):
                return None
        return Match(found, REFERENCE)

    def find_referred(self, row: RowKey) -> Asked | None:
        """Return the recommendation with the officer's ref in the hidden reference, else with its words."""
        reference = row.reference
        if reference is None:
            return None
        same = self.by_ref.get(reference.ref) or self.by_fingerprint.get(reference.wording, [])
        return next((each for each in same if each.number == reference.number), same[0] if same else None)

    @cached_property
    def by_fingerprint(self) -> dict[str, list[Asked]]:
        found: dict[str, list[Asked]] = {}
        for each in self.recommendations:
            found.setdefault(fingerprint(each.wording, WORDING_DIGITS), []).append(each)
        return found

    @cached_property
    def telling(self) -> dict[int, list[str]]:
        return {each.number: telling_words(each.wording) for each in self.recommendations}

    def is_claimed(self, recommendation: Asked) -> bool:
        return any(match and match.recommendation is recommendation for match in self.matches)

    def match_by_likeness(self, left: list[int]) -> None:
        """Match the remaining rows to the recommendations without a row, the likeliest pair first."""
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

    def find_likely(self, row: RowKey, free: Mapping[int, Asked]) -> Likely | None:
        """Return which of the free recommendations the row is about, by number and likeness, or None."""
        number = row.typed_number or (row.reference.number if row.reference else None)
        numbered = free.get(number) if number else None
        if not normalise_wording(row.wording):
            # Beside a reference to other words the number is no evidence.
            if numbered is None or row.reference:
                return None
            return Likely(numbered.number, ALIKE_ENOUGH, Evidence(Basis.NUMBER))
        score = likeness_to(row.wording, numbered) if numbered else 0.0
        if numbered and score >= 1 - LEAD:
            return Likely(numbered.number, score, Evidence(Basis.NUMBER_AND_WORDING, _percent(score)))
        best, second = self.find_likeliest(row.wording, free.values())
        if numbered and score >= max(ALIKE_ENOUGH, best.score - LEAD):
            return Likely(numbered.number, score, Evidence(Basis.NUMBER_AND_WORDING, _percent(score)))
        return best if best.score >= max(ALIKE, second.score + CLEAR) else None

    def find_likeliest(self, wording: str, among: Iterable[Asked]) -> tuple[Likely, Likely]:
        """Return the two recommendations whose words are most like these."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        every = list(among)
        choices = {each.number: self.telling[each.number] for each in every if not each.lead_in}
        wholes = process.extract(telling_words(wording), choices, scorer=Indel.normalized_similarity, limit=2)
        scored = [(score, number) for _, score, number in wholes]
        scored += [(likeness_to(wording, each), each.number) for each in every if each.lead_in]
        found = sorted(scored, key=lambda each: -each[0])[:2]
        likely = [Likely(number, score, Evidence(Basis.WORDING, _percent(score))) for score, number in found]
        none = Likely(0, 0.0, Evidence(Basis.WORDING))
        return (*likely, none, none)[0], (*likely, none, none)[1]


class Likely(NamedTuple):
    """The number of a recommendation that a row may be about, how likely from 0 to 1, and the evidence."""

    number: int
    score: float
    evidence: Evidence


def _percent(score: float) -> int:
    return min(99, int(score * 100))
