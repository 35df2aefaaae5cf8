"""Letters that another program damaged, and characters that are invisible or in no font. The only ftfy import."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from cabinet_papers.check.checked_matter import CheckedMatter, TextBlock, finding_in
from cabinet_papers.check.pasted import BULLET
from cabinet_papers.findings import codes
from cabinet_papers.findings.lookalikes import INVISIBLE, find_invisible, find_lookalike, name_invisible, straighten
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# Damage may make a no-break space of a letter, so that it is part of a word here.
WORD = re.compile(r"[^ \t\n]+")
# Two letters beyond ASCII in a row, as one letter becomes if it is read in another encoding.
MAY_BE_DAMAGED = re.compile(r"[^\x00-\x7f]{2}")
PUNCTUATION = ".,;:!?()[]\"'*_"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
LOST = "\ufffd"
LIGATURES = re.compile("[\ufb00-\ufb06]+")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

AGAIN = phrase("delete the word, and type it again")
# An invisible character cannot be selected by itself.
BETWEEN = phrase("delete the gap between the two words, and type one space")


class Damage(NamedTuple):
    """A damaged word: its place in the text, what is wrong, what to do, and the right word where it is sure."""

    start: int
    end: int
    message: Message
    hint: Message
    right: str | None = None


def check_letters(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find words with damaged letters, or with characters that cannot be seen or printed."""
    for block in checked.text_blocks:
        for start, end, message, hint, right in find_damage(block.text):
            if not _is_bullet(block, start, end):
                yield finding_in(codes.STY016, block, start, end, message, hint, right)


def _is_bullet(block: TextBlock, start: int, end: int) -> bool:
    """Whether it is the first sign of a line, which is taken for a bullet and reported as one."""
    if block.source.kind is TextKind.COMMENT:
        return start == 0 and end == 1
    text, at = block.source.text, block.start + start
    found = BULLET.match(text, text.rfind("\n", 0, at) + 1) if block.source.kind is TextKind.MARKDOWN else None
    return found is not None and found.start(1) == at


def find_damage(text: str) -> Iterator[Damage]:
    """Yield the damaged words of the text."""
    if text.isascii() and text.isprintable():
        return
    for found in WORD.finditer(text):
        word = found[0].strip(PUNCTUATION) or found[0]
        if wrong := _look_at(word):
            start = found.start() + found[0].index(word)
            yield Damage(start, start + len(word), wrong[0], wrong[1], wrong[2])


def _look_at(word: str) -> tuple[Message, Message, str | None] | None:
    """Return what is wrong with the word, what to do, and the right word where it is sure; None where nothing is."""
    if found := UNPRINTABLE.search(word):
        number = Term(f"{ord(found[0]):04X}")
        if len(word) == 1:
            return phrase("there is a character here that cannot be printed (U+{})", number), BETWEEN, ""
        message = phrase('"{}" has a character that cannot be printed (U+{})', word, number)
        return message, AGAIN, None
    if word.isascii():
        return None
    if right := _repair(word):
        return phrase('another program has damaged "{}"', word), phrase("write {}", right), right
    if LOST in word:
        message = phrase('a letter of "{}" was lost when another program saved it', word)
        return message, AGAIN, None
    if LIGATURES.search(word):
        right = LIGATURES.sub(lambda found: normalize("NFKC", found[0]), word)
        message = phrase(
            'in "{}" letters are joined into one character, as often in text copied from a PDF, so a search does not '
            "find the word",
            word,
        )
        return message, phrase("delete the word, and type it again: {}", right), right
    if (invisible := find_invisible(word)) or find_lookalike(word):
        right = INVISIBLE.sub("", word)
        if not right and invisible:
            return phrase("there is an invisible character here ({})", name_invisible(invisible)), BETWEEN, right
        mixed = find_lookalike(right)
        right = right.replace(mixed, straighten(mixed))
        # Which letter it is, is pointed out wherever a finding quotes such a word.
        message = phrase('"{}" does not have the letters that it shows', word)
        return message, phrase("delete the word, and type it again: {}", right), right
    if PRIVATE.search(word):
        message = phrase('"{}" is a sign of a symbol font, which other fonts do not have', word)
        return message, phrase("write in words what the sign means"), None
    return None


def _repair(word: str) -> str:
    """Return the word as it was before letters were read in the wrong encoding, "" where they were not."""
    if not MAY_BE_DAMAGED.search(word):
        return ""
    # Loading it takes as long as checking a matter, and hardly any text needs it.
    import ftfy

    right = ftfy.fix_encoding(word)
    return right if right != word else ""
