"""Abbreviations: each spelt out where it first appears, and with one meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import ADDRESS, BlockForm, CheckedMatter, finding_in, words_before
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import for_officer, phrase

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

SHORT = re.compile(r"\b(?:[A-Z]{2,6}|[A-Z][a-z][A-Z])\b(?![’']?[a-z])")
# In brackets after the words that it abbreviates.
DEFINED = re.compile(r"\((?:the |or )?[\"“'‘]?([A-Z][A-Za-z]{1,6}?)(?:[’']?s| (?:19|20)\d\d)?[\"”'’]?\)")
# An act is named with its year: "the Housing and Planning Act 2016 (HPA 2016)".
YEAR_AT_END = re.compile(r"\s(?:19|20)\d\d\W*$")
# Words in capitals one after the other are printed large, not abbreviated.
IN_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: +[A-Z]+)* +[A-Z]{2,}\b")
COMMON = (
    "AGM AI ATM BBC BST CCTV CD CEO COVID CV DIY DNA DVD DVLA EU FAQ FTE GCSE GDP GDPR GMT GP GPS HGV HIV HMRC HQ HR"
    " ICT ID IQ IT LED LGBT LGBTQ MOT MP NATO NB NHS NSPCC OK PA PC PDF PE PhD PIN PPE PR QC QR RAF RSPCA SMS STEM TV"
    " UK UN URL US USA USB VAT VIP WC WiFi II III IV VI VII VIII IX XI XII AM PM KG KM MW MPH"
    " TBA TBC TBD DRAFT EXEMPT AND OR NOT ALL NO YES NOTE NOTES NOTED AGREE AGREED ACTION PART NON KEY MUST ONLY URGENT"
    " XX XXX"
)
WELL_KNOWN = frozenset(COMMON.split())
# An abbreviation has no more letters.
LONGEST = 6
SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
WORD_OR_PART = re.compile(r"[A-Za-z][A-Za-z’']*")
# What stands between a name and its abbreviation, and between an abbreviation and its name.
OR_SHORT = re.compile(r"(?:,? (?:or|called|known as)(?: the)?|,| [–-]) [\"“'‘]?$")
OR_LONG = re.compile(r"[\"”'’]?(?:,| [–-]|:| is| stands for| means)(?: or)?(?: the| an?)? ")
IN_BRACKETS = re.compile(r" \([A-Z]?[a-z]+ ")
# A name has no more letters.
NAME_LENGTH = 160


def find_defined(checked: CheckedMatter) -> dict[str, list[str]]:
    """Return what each abbreviation is explained as, as in "Key Performance Indicators (KPI)"."""
    defined: dict[str, list[str]] = defaultdict(list)
    for block in checked.text_blocks:
        for found in DEFINED.finditer(block.text):
            full = _words_before(YEAR_AT_END.sub(" ", words_before(block.text, found.start())), found[1])
            if full and full.casefold() not in [each.casefold() for each in defined[found[1]]]:
                defined[found[1]].append(full)
    return {short: fulls for short, fulls in defined.items() if fulls}


def _words_before(text: str, short: str) -> str:
    """Return the last words of the text whose initials give the abbreviation; or "".

    A small word after them, as in "Safer Streets Fund scheme (SSF)", is passed over.
    """
    text = text[-NAME_LENGTH:]
    words = list(WORD_OR_PART.finditer(text))
    ended = _find_spelt(words, text, short)
    return ended or (_find_spelt(words[:-1], text, short) if words and words[-1][0].islower() else "")


def _find_spelt(words: Sequence[re.Match[str]], text: str, short: str) -> str:
    """Return the last of the words, as they are in the text, whose initials give the abbreviation; or ""."""
    for count in range(1, min(len(words), 2 * len(short) + 2) + 1):
        chosen = words[-count:]
        if chosen[0][0][0].casefold() == short[0].casefold() and _gives(chosen, text, short.casefold()):
            return " ".join(text[chosen[0].start() : chosen[-1].end()].split())
    return ""


def _gives(words: Sequence[re.Match[str]], text: str, short: str) -> bool:
    """Whether the initials are the abbreviation; small words, and what follows a hyphen, may be passed over.

    Of a word that is an abbreviation itself all letters count: NHS England (NHSE).
    """
    if not words or not short:
        return not words and not short
    first = words[0]
    may_skip = first[0].casefold() in SMALL_WORDS or text[first.start() - 1 : first.start()] == "-"
    initials = {1, len(first[0])} if first[0].isupper() else {1}
    return any(
        short.startswith(first[0][:count].casefold()) and _gives(words[1:], text, short[count:]) for count in initials
    ) or (may_skip and _gives(words[1:], text, short))


def check_two_meanings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an abbreviation that is spelt out as two things in one paper."""
    defined = find_defined(checked)
    for block in checked.text_blocks:
        for found in DEFINED.finditer(block.text):
            fulls = defined.get(found[1], [])
            here = _words_before(words_before(block.text, found.start()), found[1])
            if len(fulls) > 1 and here and here.casefold() != fulls[0].casefold():
                message = phrase('"{}" means "{}" here, but "{}" earlier', found[1], here, fulls[0])
                hint = phrase("use the abbreviation for only one of the two, and write the other in full each time")
                yield finding_in(codes.NAM005, block, *found.span(1), message, hint)


def check_spelt_out(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find the first place of each abbreviation that is never spelt out."""
    known = {*WELL_KNOWN, *find_defined(checked), *checked.settings.words}
    text = " ".join(block.text for block in checked.text_blocks)
    for block in checked.text_blocks:
        if block.form in (BlockForm.TABLE, BlockForm.HEADING) or block.text.isupper():
            continue
        # The letters of an address are no word's, nor are words in capitals.
        text_alone = _blank_out(block.text, ADDRESS)
        text_alone = _blank_out(text_alone, IN_CAPITALS, _are_words)
        for found in SHORT.finditer(text_alone):
            short = found[0]
            if short in known:
                continue
            known.add(short)
            if _is_explained(short, text):
                continue
            message = phrase('"{}" is never spelt out', short)
            hint = for_officer(
                "spell it out where it first appears, with ({}) after it; or add it to words: in papers.yaml, as in "
                "words: [{}]",
                short,
                short,
            )
            yield finding_in(codes.NAM006, block, *found.span(), message, hint)


def _blank_out(text: str, pattern: re.Pattern[str], is_meant: Callable[[str], bool] = bool) -> str:
    return pattern.sub(lambda found: " " * len(found[0]) if is_meant(found[0]) else found[0], text)


def _are_words(capitals: str) -> bool:
    """Whether words in capitals are no row of abbreviations: one of them is too long for that, or a small word."""
    words = capitals.split()
    return any(len(word) > LONGEST or word.casefold() in SMALL_WORDS for word in words)


def _is_explained(short: str, text: str) -> bool:
    """Whether the text says beside the abbreviation what it is, as in "CIL, the Community Infrastructure Levy"."""
    for found in re.finditer(rf"\b{short}\b", text):
        said = words_before(text, found.start())
        before, after = OR_SHORT.search(said), OR_LONG.match(text, found.end())
        if IN_BRACKETS.match(text, found.end()) or (before and _words_before(said[: before.start()], short)):
            return True
        if after and _begins_with(text[after.end() : after.end() + NAME_LENGTH], short):
            return True
    return False


def _begins_with(text: str, short: str) -> bool:
    """Whether the first words of the text give the abbreviation."""
    words = list(WORD_OR_PART.finditer(text))
    counts = range(1, min(len(words), 2 * len(short)) + 1)
    return any(_gives(words[:count], text, short.casefold()) for count in counts)
