"""Misspellings that no list has: a rare word one letter away from a common one, and a right word in the wrong place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cabinet_papers.check.british import find_common, is_word
from cabinet_papers.check.checked_matter import ADDRESS, SENTENCE_END, BlockForm, TextBlock
from cabinet_papers.check.confusions import find_confusions
from cabinet_papers.matter.typed_text import TextKind

# A shorter word is one letter away from many others, and a longer one is none.
WORD = re.compile(r"(?<![\w’'@/.&-])[A-Za-z][a-z]{4,24}(?![a-z])(?![\w@/&-]|[’'](?!s\b)\w|\.\w)")
# A shorter word with a capital may be a name.
LONG = 7
# The word beside another, by which a foreign sentence is known.
BESIDE = re.compile(r"[a-z]{4,}")
# Names of people and services are no words of a dictionary.
NO_PROSE = (TextKind.NAME, TextKind.SERVICE)
# Of terms such as "per annum" and "de minimis".
LATIN = frozenset(("alia", "annum", "facie", "facto", "gratia", "minimis", "mutandis", "mutatis", "operandi", "passu"))
QUOTED = re.compile(r"[*_\"“‘'][^*_\"“”‘’']{2,40}[*_\"”’']")


class RareWord(NamedTuple):
    """A word that is none, or not the one that is meant: its block, the place in it, and what is right."""

    block: TextBlock
    start: int
    word: str
    better: list[str]
    is_word: bool


def find_rare_words(blocks: Sequence[TextBlock], words: Container[str]) -> Iterator[RareWord]:
    """Yield the misspellings; `words` count as right. A word that a file has twice is a term of its own."""
    counts: dict[str, Counter[str]] = {}
    for block in blocks:
        here = counts.setdefault(block.source.location.file, Counter())
        here.update(word.casefold() for word in re.findall(r"[A-Za-z]{5,}", block.text))
    for block in blocks:
        if block.form is BlockForm.TABLE or block.source.kind in NO_PROSE:
            continue
        for start, each in {each.start: each for each in find_confusions(block.text)}.items():
            yield RareWord(block, start, block.text[start : each.end], [each.right], is_word=True)
        count = counts[block.source.location.file]
        for found in _find_unknown(block.text):
            word = found[0].casefold()
            if count[word] == 1 and word not in words and (better := find_common(word)):
                # What the file has elsewhere is most likely meant.
                better.sort(key=lambda each: -count[each])
                shown = [each.capitalize() if found[0][0].isupper() else each for each in better]
                yield RareWord(block, found.start(), found[0], shown, is_word=False)


def _find_unknown(text: str) -> Iterator[re.Match[str]]:
    """Yield the words that no dictionary has, outside of quotations, names and foreign sentences."""
    passed_over = [found.span() for pattern in (ADDRESS, QUOTED) for found in pattern.finditer(text)]
    for found in WORD.finditer(text):
        if found[0][0].isupper() and not _begins_sentence(text, found):
            continue
        word = found[0].casefold()
        if word in LATIN or is_word(word) or any(start <= found.start() < end for start, end in passed_over):
            continue
        if not _is_among_unknown(text, found):
            yield found


def _begins_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence begins with the word, and the next word shows that it is no name."""
    before = text[: found.start()].rstrip("“‘\"'( ")
    begins = not before or any(end.end() >= found.start() for end in SENTENCE_END.finditer(text[: found.end()]))
    return begins and len(found[0]) >= LONG and re.match(r",? [a-z]", text[found.end() :]) is not None


def _is_among_unknown(text: str, found: re.Match[str]) -> bool:
    """Whether a word beside it is none either: then both are of another language."""
    before = re.search(r"([a-z]+) $", text[: found.start()])
    after = re.match(r" ([a-z]+)", text[found.end() :])
    return any(beside and BESIDE.fullmatch(beside[1]) and not is_word(beside[1]) for beside in (before, after))
