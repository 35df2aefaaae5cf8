"""Names of services, bodies and groups: one spelling each, abbreviations spelt out, capitals alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import ADDRESS, BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import for_officer, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# How alike two names have to be, in a hundredth, for one to be a slip of the other; and how long.
ALIKE, LONG_ENOUGH = 92, 12
PHRASE = re.compile(r"\b[A-Z][a-z’'-]{2,}(?:(?: (?:of|and|for|the)| &)* [A-Z][a-z’'-]{2,})+")
SHORT = re.compile(r"\b(?:[A-Z]{2,6}|[A-Z][a-z][A-Z])\b(?![’']?[a-z])")
# In brackets after the words that it abbreviates.
DEFINED = re.compile(r"\((?:the |or )?[\"“'‘]?([A-Z][A-Za-z]{1,6}?)(?:[’']?s)?[\"”'’]?\)")
# Words in capitals one after the other are printed large, not abbreviated.
IN_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: +[A-Z]+)* +[A-Z]{2,}\b")
COMMON = (
    "AGM AI BBC CCTV CEO COVID EU FAQ FTE GDP GDPR GP HGV HIV HMRC HR ICT ID IT LED LGBT LGBTQ MP NB NHS OK PDF PE PhD"
    " PR QR TV UK UN URL US USA VAT WC II III IV VI VII VIII IX XI XII AM PM"
    " TBA TBC TBD DRAFT EXEMPT AND OR NOT ALL NO YES"
)
WELL_KNOWN = frozenset(COMMON.split())
# An abbreviation has no more letters.
LONGEST = 6
FIRST_WORD = re.compile(
    r"(?:The|An?|This|That|Our|Its|In|At|For|On|By|To|Of|With|Within|Whilst|While|As|All|Each) (?:the )?"
)
# The words before a noun that is meant in general.
IN_GENERAL = re.compile(r"\b(?:an?|any|each|every|some|no|their|its|your|adequate|other|more|new) $", re.IGNORECASE)
COUNCILLOR = re.compile(r"(?:Councillor|Cllr)s?\b")
SERVICE = re.compile(r"[\w’'&-]+(?: [\w’'&-]+)*? Services?\b")
SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+|[“‘\"'(])$")
SMALL_WORDS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
WORD_OR_PART = re.compile(r"[A-Za-z][A-Za-z’']*")
# What stands between a name and its abbreviation, and between an abbreviation and its name.
OR_SHORT = re.compile(r"(?:,? (?:or|called|known as)(?: the)?|,| [–-]) [\"“'‘]?$")
OR_LONG = re.compile(r"[\"”'’]?(?:,| [–-]|:| is| stands for| means)(?: or)?(?: the| an?)? ")
# A name has no more letters.
NAME_LENGTH = 160
NOUNS = ("Cabinet", "Council", "Officers", "Councillors", "Members")


class Use(NamedTuple):
    """A name as it is written in one place."""

    text: str
    block: TextBlock
    start: int


def check_spellings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a name that is written in several ways, and offer the commonest."""
    uses = _find_names(checked)
    abbreviations = {short: full for short, (full, *_) in _find_defined(checked).items()}
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        groups[_normal(use.text, abbreviations)].append(use)
    _join_slips(groups)
    for group in groups.values():
        written = Counter(" ".join(use.text.split()) for use in group)
        distinct = {" ".join(text.casefold().split()): text for text in written}
        if len(distinct) < 2 and not any(use.block.source.kind is TextKind.SERVICE for use in group):
            continue
        usual = written.most_common(1)[0][0]
        yield from (
            _report_spelling(use, usual, written[usual])
            for use in group
            # With its abbreviation in brackets it is being introduced.
            if " ".join(use.text.split()) != usual and not re.search(r"\([A-Za-z]{2,6}\)", use.text)
        )


def _report_spelling(use: Use, usual: str, times: int) -> Diagnostic:
    message = (
        phrase('this name is written "{}" here, but "{}" in {} other places', use.text, usual, times)
        if times > 1
        else phrase('this name is written "{}" here, but "{}" elsewhere', use.text, usual)
    )
    hint = phrase("write the name in the same way everywhere")
    return finding_in(codes.NAM004, use.block, use.start, use.start + len(use.text), message, hint)


def _find_names(checked: CheckedMatter) -> list[Use]:
    uses = []
    for block in checked.text_blocks:
        if block.source.kind is TextKind.SERVICE:
            uses.append(Use(block.text.rstrip(), block, 0))
        elif block.form is not BlockForm.TABLE and not block.source.exempt:
            found_here = [_trim(found, block) for found in PHRASE.finditer(block.text)]
            # A councillor's name has a rule of its own.
            uses += [
                each for use in found_here if not COUNCILLOR.match(use.text) for each in (use, *_find_service(use))
            ]
    return [use for use in uses if " " in use.text or use.block.source.kind is TextKind.SERVICE]


def _find_service(use: Use) -> Iterator[Use]:
    """Yield the service's name with which a longer one begins, as "Housing Service Review" does."""
    if (found := SERVICE.match(use.text)) and found.end() < len(use.text):
        yield use._replace(text=found[0])


def _trim(found: re.Match[str], block: TextBlock) -> Use:
    """Return the name without an article before it and a quotation mark after it."""
    article = FIRST_WORD.match(found[0])
    start = article.end() if article else 0
    return Use(found[0][start:].rstrip("’'"), block, found.start() + start)


def _normal(text: str, abbreviations: dict[str, str]) -> str:
    """Return what two spellings of one name have in common."""
    text = re.sub(r"\([A-Za-z]{2,6}\)", " ", text)
    words = [abbreviations.get(word, word) for word in re.findall(r"[\w’'&]+", text)]
    flat = re.sub(r"[^\w ]", "", " ".join(words).casefold().replace("&", "and"))
    flat = re.sub(r"\bservices\b", "service", flat)
    return " ".join(word for word in flat.split() if word not in ("the", "a"))


def _join_slips(groups: dict[str, list[Use]]) -> None:
    """Put a rare name that is a slip of a commoner one into its group."""
    names = sorted((name for name in groups if len(name) >= LONG_ENOUGH), key=lambda name: -len(groups[name]))
    for at, name in enumerate(names):
        if name not in groups:
            continue
        for other in [each for each in names[at + 1 :] if each in groups and _may_be_slip(name, each)]:
            if _likeness(name, other) >= ALIKE:
                groups[name] += groups.pop(other)


def _likeness(name: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(name, other)


def _may_be_slip(name: str, other: str) -> bool:
    """Whether the names differ in one word of the same beginning, and not by a plural or a number."""
    mine, theirs = name.split(), other.split()
    if len(mine) != len(theirs):
        return False
    pairs = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    return (
        len(pairs) == 1
        and pairs[0][0].rstrip("s") != pairs[0][1].rstrip("s")
        and pairs[0][0][:3] == pairs[0][1][:3]
        and not any(word.isdigit() for word in pairs[0])
        and abs(len(pairs[0][0]) - len(pairs[0][1])) <= 2
        and min(map(len, pairs[0])) >= 6
    )


def _find_defined(checked: CheckedMatter) -> dict[str, list[str]]:
    """Return what each abbreviation is explained as, as in "Key Performance Indicators (KPI)"."""
    defined: dict[str, list[str]] = defaultdict(list)
    for block in checked.text_blocks:
        for found in DEFINED.finditer(block.text):
            full = _words_before(block.text[: found.start()], found[1])
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
    """Whether the initials are the abbreviation; small words, and what follows a hyphen, may be passed over."""
    if not words or not short:
        return not words and not short
    first = words[0]
    may_skip = first[0].casefold() in SMALL_WORDS or text[first.start() - 1 : first.start()] == "-"
    return (first[0][0].casefold() == short[0] and _gives(words[1:], text, short[1:])) or (
        may_skip and _gives(words[1:], text, short)
    )


def check_two_meanings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find an abbreviation that is spelt out as two things in one paper."""
    defined = _find_defined(checked)
    for block in checked.text_blocks:
        for found in DEFINED.finditer(block.text):
            fulls = defined.get(found[1], [])
            here = _words_before(block.text[: found.start()], found[1])
            if len(fulls) > 1 and here and here.casefold() != fulls[0].casefold():
                message = phrase('"{}" means "{}" here, but "{}" earlier', found[1], here, fulls[0])
                hint = phrase("use the abbreviation for only one of the two, and write the other in full each time")
                yield finding_in(codes.NAM005, block, *found.span(1), message, hint)


def check_spelt_out(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find the first place of each abbreviation that is never spelt out."""
    known = {*WELL_KNOWN, *_find_defined(checked), *checked.settings.words}
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
    if re.search(rf"\b{short} \([A-Z]?[a-z]+ ", text):
        return True
    for found in re.finditer(rf"\b{short}\b", text):
        before, after = OR_SHORT.search(text[: found.start()]), OR_LONG.match(text, found.end())
        if before and _words_before(text[: before.start()], short):
            return True
        if after and _begins_with(text[after.end() :][:NAME_LENGTH], short):
            return True
    return False


def _begins_with(text: str, short: str) -> bool:
    """Whether the first words of the text give the abbreviation."""
    words = list(WORD_OR_PART.finditer(text))
    counts = range(1, min(len(words), 2 * len(short)) + 1)
    return any(_gives(words[:count], text, short.casefold()) for count in counts)


def check_capitals(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a term of several words, or the Cabinet, Council or officers, with capitals here and without there."""
    terms = {term.casefold(): term for term in (*_find_capital_terms(checked), *_find_capital_nouns(checked))}
    if not terms:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(terms, key=len, reverse=True)))})\b", re.IGNORECASE)
    whole = " ".join(block.text for block in checked.prose)
    odd: dict[str, list[tuple[TextBlock, re.Match[str]]]] = defaultdict(list)
    for block in checked.prose:
        for found in pattern.finditer(block.text):
            usual = terms[found[0].casefold()]
            if found[0] != usual and _is_meant(found, usual, block.text, whole):
                odd[usual].append((block, found))
    for usual, places in odd.items():
        yield _report_capitals(usual, places)


def _report_capitals(usual: str, places: list[tuple[TextBlock, re.Match[str]]]) -> Diagnostic:
    """Return one finding for all places of a term, at the first."""
    block, found = places[0]
    message = phrase('the text has "{}" here, but "{}" elsewhere', found[0], usual)
    if len(places) > 1:
        message = phrase(
            'the text has "{}" in {} places, the first here, but "{}" elsewhere', found[0], len(places), usual
        )
    return finding_in(codes.NAM007, block, *found.span(), message, phrase('write "{}" throughout', usual), usual)


def _find_capital_terms(checked: CheckedMatter) -> Iterator[str]:
    """Yield the terms of several words that are written with capitals within a sentence or a title."""
    for use in _find_names(checked):
        is_title = use.block.source.kind is TextKind.TITLE and use.text.count(" ") > 1
        if is_title or (use.start > 0 and not _is_part(use) and use.block in checked.prose):
            yield use.text


def _find_capital_nouns(checked: CheckedMatter) -> Iterator[str]:
    """Yield the nouns that are written with a capital in most places, but not in all."""
    for noun in NOUNS:
        capital, small = (_count_noun(checked, form) for form in (noun, noun.lower()))
        # The Cabinet is one body and its name, whichever form is the commoner.
        if capital > small > 0 or (noun == "Cabinet" and capital and small):
            yield noun


def _is_part(use: Use) -> bool:
    """Whether the words are a part of a longer name, as "Public Funds" is of "No Recourse to Public Funds"."""
    before, after = use.block.text[: use.start], use.block.text[use.start + len(use.text) :]
    return bool(
        re.search(r"[A-Z]\w+ (?:to|in|at|by|on|with) $", before) or re.match(r" (?:[a-z]+or|[a-z]+er)\b", after)
    )


def _is_meant(found: re.Match[str], usual: str, text: str, whole: str) -> bool:
    """Whether the words without their capitals are the term, not the same words meant in general."""
    before = text[: found.start()]
    at_start = SENTENCE_START.search(before) and found[0][0].isupper() and found[0][1:].islower()
    general = IN_GENERAL.search(before) or found[0].isupper()
    if usual.count(" ") > 1 and found[0].islower():
        # Three words of a title may be a description of the same.
        general = general or not re.search(rf"[a-z,] {re.escape(usual)}", whole)
    return not at_start and not general and _is_noun(usual, text, found.start())


def _count_noun(checked: CheckedMatter, form: str) -> int:
    return sum(
        found.start() > 0 and _is_noun(form, block.text, found.start())
        for block in checked.prose
        for found in re.finditer(rf"\b{form}\b", block.text)
    )


def _is_noun(word: str, text: str, start: int) -> bool:
    """Whether the word means the body itself: "the council", not "council tax" or "a council"."""
    if word.casefold() != "council":
        return True
    return re.search(r"\b(?:the|our) $", text[:start], re.IGNORECASE) is not None and not re.match(
        r"\w+ (?:tax|house|housing|home|tenant|staff|team|officer)", text[start:], re.IGNORECASE
    )
