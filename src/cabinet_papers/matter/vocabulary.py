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
    STATUS = "status"
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

# Words that are decisions only where a council lists them: how far a thing has come, and how far Cabinet goes along.
# Typed elsewhere they are no synonyms, since "In principle" is not "Yes".
LISTED: dict[Meaning, tuple[str, ...]] = {
    Meaning.AGREED: (
        "adopt", "adopts", "adopted", "endorse", "endorses", "endorsed", "support", "supports", "supported",
        "fully supported", "supported in full", "fully approved", "approved in full",
    ),
    Meaning.PARTLY: (
        "in principle", "yes in principle", "agree in principle", "agreed in principle", "accept in principle",
        "accepted in principle", "approve in principle", "approved in principle", "adopted in principle",
        "endorsed in principle", "support in principle", "supported in principle", "approve in part",
        "approved in part", "partly approved", "partially approved", "adopted in part", "partly adopted",
        "partially adopted", "endorsed in part", "partly endorsed", "partially endorsed", "supported in part",
        "partly supported", "partially supported",
    ),
    Meaning.NOT_AGREED: (
        "not adopted", "not approved", "not endorsed", "do not support", "refused",
    ),
    Meaning.STATUS: (
        "complete", "completed", "done", "in progress", "already in progress", "under way", "underway", "ongoing",
        "started", "not started", "implemented", "already implemented", "partly implemented", "partially implemented",
        "not implemented", "delivered", "actioned", "closed", "on hold", "paused", "delayed", "deferred", "welcome",
        "welcomes", "welcomed",
    ),
}  # fmt: skip

# Zero-width spaces and joiners, direction marks, the byte order mark: they come along when text is pasted.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_MEANINGS = {word: meaning for meaning, words in SYNONYMS.items() for word in words}
_LISTED = _MEANINGS | {word: meaning for meaning, words in LISTED.items() for word in words}


IN_PRINCIPLE = re.compile(r"\bin (?:principle|theory)\b", re.IGNORECASE)
WORD = re.compile(r"[^\s,;:.()–—-]+")
BETWEEN = re.compile(r" ?(?:[,;/.]|\b(?:and|or|but)\b) ?")
# With these words a decision is limited, or depends on something.
LIMITS = re.compile(
    r"(?:in principle|in theory|subject to|if|provided|providing|unless|except|but|however|though|although|where|when"
    r"|once|with|mostly|largely|mainly|partly|partially|to some extent|as far as|only|apart from|conditional\w*)\b",
    re.IGNORECASE,
)


def normalise_word(text: str) -> str:
    """Return the word without case, outer punctuation, doubled spaces and invisible signs, as it is compared."""
    return re.sub(r"[\s_-]+", " ", INVISIBLE.sub("", text).casefold()).strip(" .,;:!'\"‘’“”")


def find_meaning(word: str) -> Meaning | None:
    """Return what the word means, or None where it is not a known word for a decision."""
    return _MEANINGS.get(normalise_word(word))


def find_listed_meaning(word: str) -> Meaning | None:
    """Return what the word means where a council lists it among its decisions, or None where that is not known."""
    return _LISTED.get(normalise_word(word))


def find_decision(typed: str, offered: tuple[Decision, ...]) -> Decision | None:
    """Return the council's decision for what was typed, or None.

    Its own words come first, in any case; then the first of its words with the same meaning, but none that goes along
    in principle alone, which is not what "In part" says.
    """
    for decision in offered:
        if decision.word == typed.strip():
            return decision
    for decision in offered:
        if normalise_word(decision.word) == normalise_word(typed):
            return decision
    meaning = find_meaning(typed)
    alike = (each for each in offered if each.meaning is meaning and not IN_PRINCIPLE.search(each.word))
    return next(alike, None) if meaning else None


def find_leading_decision(typed: str, offered: tuple[Decision, ...]) -> Decision | None:
    """Return the council's decision for what a longer text begins with ("Yes - work begins in May").

    None where it says more than one, as "Yes and no" does, or makes it a condition, as "Agree in principle" does, or
    begins with a word that this council does not list: which decision that is only the member knows.
    """
    words = list(WORD.finditer(typed))
    for length in range(min(4, len(words) - 1), 0, -1):
        begun = " ".join(word[0] for word in words[:length])
        decision = find_decision(begun, offered)
        if decision is None and find_listed_meaning(begun):
            return None
        if decision:
            rest = typed[words[length].start() :]
            return None if LIMITS.match(rest) or _names_another(rest, decision, offered) else decision
    return None


def _names_another(rest: str, decision: Decision, offered: tuple[Decision, ...]) -> bool:
    """Whether the rest of a text, or a part of it, is a decision of another meaning."""
    parts = (find_decision(part, offered) for part in BETWEEN.split(" ".join(rest.split())) if part)
    return any(each and each.meaning is not decision.meaning for each in parts)
