"""The words for a decision: the council's own, and what else people type for them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Meaning(StrEnum):
    """What a decision means, independent of the word that a council prints for it."""

    AGREED = "agreed"
    PARTLY = "partly"
    NOT_AGREED = "not agreed"
    NOTED = "noted"
    OTHER = "other"


class Decision(NamedTuple):
    """A decision in the council's word, with its meaning."""

    word: str
    meaning: Meaning


# Gathered from published responses of several councils, and from what people type into such a column.
SYNONYMS: dict[Meaning, tuple[str, ...]] = {
    Meaning.AGREED: (
        "yes", "y", "true", "agree", "agrees", "agreed", "agreed in full", "fully agreed", "accept", "accepts",
        "accepted", "accepted in full", "fully accepted", "approve", "approved", "ok", "okay", "✓", "✔",
    ),
    Meaning.PARTLY: (
        "in part", "part", "partly", "partial", "partially", "partly agree", "partly agreed", "partly accepted",
        "partially agree", "partially agreed", "partially accept", "partially accepted", "part agreed",
        "agree in part", "agreed in part", "accept in part", "accepted in part", "yes in part",
    ),
    Meaning.NOT_AGREED: (
        "no", "n", "false", "not agree", "not agreed", "do not agree", "disagree", "disagreed", "not accepted",
        "do not accept", "reject", "rejects", "rejected", "decline", "declined", "not supported",
    ),
    Meaning.NOTED: ("note", "notes", "noted"),
}  # fmt: skip

# Zero-width spaces and joiners, direction marks, the byte order mark: they come along when text is pasted.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_MEANINGS = {word: meaning for meaning, words in SYNONYMS.items() for word in words}


def normalise_word(text: str) -> str:
    """Return the word without case, outer punctuation, doubled spaces and invisible signs, as it is compared."""
    return re.sub(r"[\s_-]+", " ", INVISIBLE.sub("", text).casefold()).strip(" .,;:!'\"‘’“”")


def find_meaning(word: str) -> Meaning | None:
    """Return what the word means, or None where it is not a known word for a decision."""
    return _MEANINGS.get(normalise_word(word))


def find_decision(typed: str, offered: tuple[Decision, ...]) -> Decision | None:
    """Return the council's decision for what was typed, or None.

    Its own words come first, in any case; then the first of its words with the same meaning.
    """
    for decision in offered:
        if decision.word == typed.strip():
            return decision
    for decision in offered:
        if normalise_word(decision.word) == normalise_word(typed):
            return decision
    meaning = find_meaning(typed)
    return next((decision for decision in offered if decision.meaning is meaning), None) if meaning else None


def find_leading_decision(typed: str, offered: tuple[Decision, ...]) -> Decision | None:
    """Return the council's decision for what a longer text begins with ("Yes, if there is money"), or None."""
    words = re.split(r"[\s,;:.()–—-]+", typed.strip())
    for length in range(min(4, len(words) - 1), 0, -1):
        decision = find_decision(" ".join(words[:length]), offered)
        if decision:
            return decision
    return None
