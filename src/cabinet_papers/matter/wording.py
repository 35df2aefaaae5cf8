"""Whether two wordings of a recommendation are the same, how alike they are, and where they differ."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from cabinet_papers.findings.lookalikes import straighten

# Apostrophes and hyphens that look alike.
ALIKE = str.maketrans({**dict.fromkeys("‘’ʼ`´′", "'"), **dict.fromkeys("‐‑‒–−", "-")})
# Every recommendation opens like this, so the opening does not identify it.
OPENING = re.compile(r"that (the )?(council|cabinet|executive|committee) ")

# The form of address, which differs from one list of names to another.
ADDRESS = re.compile(r"^(?:councillor|cllr\.?)\s+(?=\S)")


@lru_cache(maxsize=20_000)
def normalise_wording(text: str) -> str:
    """Return the words as two wordings are compared: without case, punctuation and spacing."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def join_part(lead_in: str, text: str) -> str:
    """Return the words of a part behind those that lead to it: one paragraph, unless either has several lines."""
    between = "\n" if "\n" in lead_in or "\n" in text else " "
    return between.join(filter(None, (lead_in, text)))


def normalise_name(text: str) -> str:
    """Return the name as two names are compared: without case, and however its signs and spaces are stored."""
    plain = unicodedata.normalize("NFC", text).translate(ALIKE)
    return " ".join(plain.split()).casefold()


def normalise_person(name: str) -> str:
    """Return the name as two names of people are compared: as names are, and without "Councillor" or "Cllr"."""
    return ADDRESS.sub("", normalise_name(name))


def normalise_heading(text: str) -> str:
    """Return the heading as two headings are compared: as names are, as they look, and without the signs at its end."""
    return normalise_name(straighten(text)).rstrip("?.: ")


def telling_words(text: str) -> list[str]:
    """Return the words that distinguish a recommendation: all but the opening that they share."""
    words = normalise_wording(text)
    return (OPENING.sub("", words, count=1) or words).split()


def fingerprint(text: str, length: int) -> str:
    """Return a fingerprint of the wording in `length` hexadecimal digits: the same for the same words."""
    return hashlib.sha256(normalise_wording(text).encode()).hexdigest()[:length]


def differing_part(one: str, other: str, length: int = 200) -> tuple[str, str]:
    """Return both texts from shortly before they differ, so that the difference is seen."""
    first, second = " ".join(one.split()), " ".join(other.split())
    same = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    start = max(0, same - length // 3) if max(len(first), len(second)) > length else 0
    start = first.rfind(" ", 0, start) + 1
    mark = "..." if start else ""
    return f"{mark}{first[start:]}", f"{mark}{second[start:]}"
