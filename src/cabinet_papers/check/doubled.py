"""House style: words and marks that are there twice, and small words that do not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.british import is_word
from cabinet_papers.check.checked_matter import ADDRESS, CheckedMatter, finding_in, words_around
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.dates import is_english

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

FUNCTION = "a|an|as|at|be|been|by|for|from|had|has|have|in|into|is|of|on|that|the|their|this|to|was|were|will|with"
TWO_TWICE = re.compile(rf"(?<![\w-])((?:{FUNCTION}) (?:{FUNCTION}))( +)\1\b(?!-)", re.IGNORECASE)
TWICE = re.compile(r"(?<![\w-])([A-Za-z]+)( +)\1\b(?!-)", re.IGNORECASE)
MAY_BE_REPEATED = {"that", "had", "is", "on", "in", "so", "very", "bye"}
# "in in the park", where no word such as "logged in" comes before it.
IN_TWICE = re.compile(r"(?<![\w-])(in|on)( +)\1 +(?=(?:the|an?|this|these|those|each|its|their|our|order|addition)\b)")
GOES_IN = re.compile(
    r"\b(?:so|later|brought|built|came|gone|held|kept|put|sent|took|taken|went|(?:add|bas|bring|call|carr|check|com|dial|drop|earl"
    r"|factor|fill|giv|go|hand|hold|insist|join|keep|liv|log|look|mov|pass|phas|phon|plug|send|settl|sign|stay|step|switch|tak"
    r"|trad|turn|work)[a-z]{0,4}) $",
    re.IGNORECASE,
)
# Two full stops, not three, and no other mark twice; a comma before a full stop.
MARKS = re.compile(r"(?<=[a-z\d)\]”’%])(?:(?<!\.)\.\.(?!\.)|,,(?!,)|;;(?!;)|,\.(?!\.))(?=$|[\s\"”’)\]]|[A-Z][a-z])")
# Words of which one is too many, or between which one is missing.
MISFITS = re.compile(
    r"(?<![\w-])(?:"
    r"[Tt]he (?:an?|is|are|was|were|of|has|have(?! nots?)|that|their|its|our|this|these|those|to)"
    r"|an? (?:the|their|its|our|these|those)|a an|an a"
    r"|(?:[Tt]he|an?) (?:become|consider|enable|ensure|explain|give(?! and| way)|identify|improve|inform"
    r"|maintain|provide|receive|understand)"
    r"|(?<!addition )(?<!committed )(?<!commitment )(?<!prior )(?<!similar )to (?:relating|pertaining|owing|due) to"
    r")(?![\w’'-])"
)  # fmt: skip
# The other article: "a updated copy", "an review". A word that begins like "unit" or "European" has "a".
LIKE_UNIT = r"u(?:niv|nit|niq|nif|nan|sef|ser|sual)|eu"
WRONG_ARTICLE = re.compile(
    r"(?<![\w(.-])(?<!option )(?<!paragraph )(?<!part )(?<!point )(?<!section )(?:"
    r"(?P<a>[Aa])(?= (?:[ai][a-z]{3}|e(?![uw])[a-z]{3}|o(?!n[ce]|ui)[a-z]{3}"
    r"|u(?:[dfghklmp]|n[cdefhklnpstw]|rb|rg|tm|tt)[a-z]{2}))"
    rf"|(?P<an>[Aa]n)(?= (?:[bcdfgjklmnpqrstvwyz](?=[a-z]{{0,2}}[aeiouy])[a-z]{{2}}|{LIKE_UNIT}))"
    r")"
)


def check_words_twice(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a word that is repeated, as in "the the", and small words that never follow one another, as in "the a"."""
    for block in checked.prose:
        twice = list(_find_twice(block.text))
        for start, end, words in twice:
            message = phrase('"{}" appears twice in a row', words)
            yield finding_in(codes.STY014, block, start, end, message, phrase("delete one of the two"), words)
        for found in MISFITS.finditer(block.text) if is_english(checked.settings.language) else ():
            if not any(start < found.end() and found.start() < end for start, end, _ in twice):
                message = phrase('the words "{}" do not fit together', found[0])
                hint = phrase("delete the extra word, or add the missing one")
                yield finding_in(codes.STY014, block, *found.span(), message, hint)


def _find_twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word, or two, that are there twice: where they begin and end, and the words."""
    for found in TWICE.finditer(text):
        second = found[0][-len(found[1]) :]
        if found[1].lower() not in MAY_BE_REPEATED and second.islower():
            yield *found.span(), found[1]
    for found in TWO_TWICE.finditer(text):
        yield *found.span(), found[1]
    for found in IN_TWICE.finditer(text):
        if not GOES_IN.search(text[: found.start()]):
            yield found.start(), found.end(2) + len(found[1]), found[1]


def check_articles(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "a" where the word after it wants "an", and the reverse."""
    for block in checked.prose if is_english(checked.settings.language) else ():
        for found in WRONG_ARTICLE.finditer(block.text):
            right = f"{found[0]}n" if found["a"] else found[0][0]
            word = re.split(r"[^a-z]", block.text[found.end() + 1 :], maxsplit=1)[0]
            # In Welsh "a" is a word of its own, and of an abbreviation each letter may be read out.
            if not is_word(word):
                continue
            message = phrase('"{} {}" should be "{} {}"', found[0], word, right, word)
            yield finding_in(codes.STY014, block, *found.span(), message, phrase('write "{}"', Term(right)), right)


def check_marks_twice(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find two full stops or commas in a row; three are an ellipsis."""
    for block in checked.prose:
        addresses = [found.span() for found in ADDRESS.finditer(block.text)]
        for found in MARKS.finditer(block.text):
            if any(start <= found.start() < end - len(found[0]) for start, end in addresses):
                continue
            around = words_around(block.text, *found.span(), 20)
            message = phrase('there is a punctuation mark too many in "{}"', around)
            yield finding_in(codes.STY014, block, *found.span(), message, phrase("leave only one"), found[0][-1])
