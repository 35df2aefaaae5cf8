"""What the match of a row to a recommendation is based on, if not everything in the row agrees."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


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
