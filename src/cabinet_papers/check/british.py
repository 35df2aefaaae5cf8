"""British words: which are words at all, and which are common ones.

The lists are made by tools/make_british_words.py.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import ascii_lowercase

FOLDER = Path(__file__).parent / "british_words"


def is_word(word: str) -> bool:
    """Whether the word in small letters is an English word or name, however rare."""
    # One search takes less time than a set of all words, and few words are asked for.
    return word in _read_common() or f"\n{word}\n".encode() in _read_all()


def find_common(word: str) -> list[str]:
    """Return the common words from which the word differs by one letter, or two that change places.

    All begin as the word does: nobody mistypes the first letter and overlooks it.
    """
    return sorted(set(_edit(word)) & _read_common())


@cache
def _read_common() -> frozenset[str]:
    return frozenset(_read("common").decode().split())


@cache
def _read_all() -> bytes:
    return _read("all")


def _read(name: str) -> bytes:
    return gzip.decompress((FOLDER / f"{name}.txt.gz").read_bytes())


def _edit(word: str) -> Iterator[str]:
    """Yield what one edit makes of the word without changing its first letter."""
    for at in range(1, len(word) + 1):
        before, here, after = word[:at], word[at : at + 1], word[at + 1 :]
        yield from (before + letter + here + after for letter in ascii_lowercase)
        if here:
            yield before + after
            yield from (before + letter + after for letter in ascii_lowercase if letter != here)
        if after:
            yield before + after[0] + here + after[1:]
