"""What the match of a row to a recommendation is based on, if not everything in the row agrees."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from cabinet_papers.findings.message import Message, Term, phrase


class Basis(Enum):
    """What decided which recommendation a row is about."""

    NUMBER = "its number, without any words"
    NUMBER_AND_WORDING = "its number and similar words"
    WORDING = "similar words"
    REFERENCE = "its hidden reference"
    PLACE = "its place among rows of the same words"
    SHARED_WORDS = "words that another row has as well"
    # The words are the same, but something else in the row disagrees.
    OTHER_MEMBER = "its words, on a sheet for another Cabinet Member"
    OTHER_NUMBER = "its words, but another number"
    OTHER_REFERENCE = "its words, but the hidden reference of another recommendation"
    OLD_REFERENCE = "its words, but a hidden reference that is out of date"
    SIMILAR_WORDING = "its words, but another recommendation has nearly the same"


class Evidence(NamedTuple):
    """The basis of a match; `percent` is how alike the words are, `number` the other number or recommendation."""

    basis: Basis
    percent: int = 0
    number: int = 0

    def describe(self, typed: str, names: Mapping[int, Term]) -> Message:
        """Return what the match of a row was based on, as it goes on after "by".

        `typed` is what the row has under No., `names` are the printed numbers of the recommendations.
        """
        named = names.get(self.number, Term(self.number))
        return {
            Basis.NUMBER: phrase("its number alone"),
            Basis.NUMBER_AND_WORDING: phrase("its number and its wording, which is {}% the same", self.percent),
            Basis.WORDING: phrase("its wording, which is {}% the same", self.percent),
            Basis.REFERENCE: phrase("its hidden reference"),
            Basis.PLACE: phrase("its place among rows with the same wording"),
            Basis.SHARED_WORDS: phrase("its wording, although another row has the same wording"),
            Basis.OTHER_MEMBER: phrase("its wording, although its sheet was written for another Cabinet Member"),
            Basis.OTHER_NUMBER: phrase("its wording, although its number is {}", typed or named),
            Basis.OTHER_REFERENCE: phrase("its wording, although its hidden reference is for recommendation {}", named),
            Basis.OLD_REFERENCE: phrase("its wording, although its hidden reference is out of date"),
            Basis.SIMILAR_WORDING: phrase("its wording, although recommendation {} has nearly the same wording", named),
        }[self.basis]

    def advise(self) -> Message:
        """Return what a person should do about a match that is based on this."""
        check = phrase("check that this is the answer to that recommendation")
        return (
            phrase("{}; if it is, correct the number under No.", check) if self.basis is Basis.OTHER_NUMBER else check
        )
