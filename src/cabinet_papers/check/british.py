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
    return word in _read_common() or _has_line(_read_all(), word.encode())


def find_common(word: str) -> list[str]:
    """Return the common words from which the word differs by one letter, or two that change places.

    All begin as the word does: a wrong first letter is hardly overlooked.
    """
    return sorted(set(_edit(word)) & _read_common())


def _has_line(lines: bytes, line: bytes) -> bool:
    """Whether it is one of the sorted lines. To halve them takes less time than to make a set of them all."""
    low, high = 1, len(lines) - 1
    while low < high:
        begin = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", begin)
        here = lines[begin:end]
        if here == line:
            return True
        low, high = (end + 1, high) if here < line else (low, begin - 1)
    return False


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
