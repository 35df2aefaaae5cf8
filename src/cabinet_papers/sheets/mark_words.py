"""Writes the notes on a marked copy, recognises them later, and separates them from a person's own text.

A mark ends in the code of its finding and four digits computed from its words, so that a reply typed into the middle
of it is not taken for a part of it. Copies written by earlier versions say "To mend: " and "Mended.".
"""

from __future__ import annotations

import hashlib
import re

# The colours of marked cells, for errors and for warnings: black is read easily on them.
ERROR_FILL, WARNING_FILL = "F8CBC4", "FFE699"
TO_CORRECT, CORRECTED = "To correct: ", "Corrected."
MARK = re.compile(r"To (?:correct|mend): (.*?) \(([A-Z]{3}\d{3}) ([0-9a-f]{4})\)", re.DOTALL)
CORRECTED_LINES = re.compile(r"^(?:Corrected|Mended)\.$", re.MULTILINE)
SEVERAL = re.compile(r"(?:Corrected|Mended)\.(\s+(?:Corrected|Mended)\.)+")


def make_mark(words: str, code: str) -> str:
    """Return the mark with the words of the finding with this code."""
    return f"{TO_CORRECT}{words} ({code} {_vouch(words)})"


def find_own_words(note: str) -> str:
    """Return what a person wrote in a note, without marks and the words that replaced them."""
    return CORRECTED_LINES.sub("", _replace(note, "")).strip()


def retire_marks(note: str) -> str:
    """Return the note with each mark replaced by "Corrected."."""
    return SEVERAL.sub(CORRECTED, _replace(note, CORRECTED))


def is_retired(note: str) -> bool:
    """Return whether the note has only words that replaced marks."""
    return bool(note.strip()) and not CORRECTED_LINES.sub("", note).strip()


def _replace(note: str, instead: str) -> str:
    return MARK.sub(lambda found: instead if found[3] == _vouch(found[1]) else found[0], note)


def _vouch(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "replace")).hexdigest()[:4]
