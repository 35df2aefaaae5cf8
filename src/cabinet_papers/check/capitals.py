"""Capitals: a term, the Cabinet, the Council and their people are written alike throughout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import CheckedMatter, TextBlock, finding_in, words_before
from cabinet_papers.check.names import Use, find_names
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# The words before a noun that is meant in general.
IN_GENERAL = re.compile(r"\b(?:an?|any|each|every|some|no|their|its|your|adequate|other|more|new) $", re.IGNORECASE)
SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+|[“‘\"'(])$")
NOUNS = ("Cabinet", "Council", "Officers", "Councillors", "Members")
# What the council's officers or members do; without it any officers and members may be meant.
DOES = re.compile(
    r"(?: (?:also|then|therefore|all|who))? (?:is|are|was|were|has|have|had|will|would|can|could|should|must|do|did"
    r"|need|want|agreed?|asked?|noted?|heard|said|felt|welcomed|raised|commented|considered|requested|suggested|questioned|discussed"
    r"|expressed|thanked|recommend(?:ed)?|attended|advised|confirmed|explained|propose[ds]?|reported)\b"
)
ANY_PEOPLE = re.compile(r"\b(?:[a-z]{3,}(?<!that)(?<!and)(?<!the)(?<!but)(?<!some)|their|its|two|three) $")
# Names of plans and bodies that are ordinary words as well.
ORDINARY = frozenset((
    "active travel", "adult social care", "affordable housing", "air quality", "central government",
    "children's services", "city centre", "climate change", "climate emergency", "community safety", "council tax",
    "domestic abuse", "full council", "housing benefit", "local authorities", "local authority", "local government",
    "local plan", "mental health", "net zero", "open spaces", "public health", "public transport", "social care",
    "social housing", "town centre", "town hall", "voluntary sector", "young people",
))  # fmt: skip
# With these after it a name is that of people: "the Housing Needs team".
OF_PEOPLE = re.compile(r" (?:[a-z]+or|[a-z]+ers?|teams?|staff|department|directorate|unit|portfolio)\b")
# A name after a dash or in quotation marks is a title.
WITHIN = re.compile(r"(?:[–—-] |[‘“\"'])$")
# How the titles of several members begin.
OFFICE = re.compile(
    r"(?:(?:deputy|assistant|lead)[ -])?(?:cabinet|executive|portfolio|lead) (?:member|holder|councillor|lead)\b",
    re.IGNORECASE,
)
THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Oo]ur) $")


def check_capitals(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a term of several words, or the Cabinet, Council or officers, with capitals here and without there."""
    found_terms = (*_list_titles(checked), *_find_capital_terms(checked), *_find_capital_nouns(checked))
    terms = {term.casefold(): term for term in reversed(found_terms)}
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
        if not _is_ordinary(usual, [found for _, found in places], checked):
            yield from (_report_capitals(usual, *place) for place in places)


def check_offices(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a title of the matter's people that begins like another's, but with other capitals: "Cabinet member for"."""
    titles = [block for block in checked.text_blocks
              if block.source.kind is TextKind.NAME and OFFICE.match(block.text)]  # fmt: skip
    forms = [_office_of(block) for block in titles]
    listed = [found[0] for each in checked.settings.people if (found := OFFICE.match(each.title))]
    # That of the directory, or the commonest, or the one with more capitals.
    usual = {form.casefold(): form for form in sorted(forms, key=lambda form: (forms.count(form), _capitals(form)))}
    usual |= {form.casefold(): form for form in sorted(listed, key=listed.count)}
    of_directory = {each.title.casefold() for each in checked.settings.people}
    for block, form in zip(titles, forms, strict=True):
        right = usual[form.casefold()]
        # The whole title has a finding of its own, if the directory has it.
        if form != right and block.text.strip().casefold() not in of_directory:
            message = phrase('a title begins "{}" here, but "{}" elsewhere', form, right)
            yield finding_in(codes.NAM007, block, 0, len(form), message, phrase('write "{}" throughout', right), right)


def _office_of(block: TextBlock) -> str:
    found = OFFICE.match(block.text)
    return found[0] if found else ""


def _capitals(text: str) -> int:
    return sum(letter.isupper() for letter in text)


def _list_titles(checked: CheckedMatter) -> tuple[str, ...]:
    """Return the titles of several words that the directory has, and else those of the matter's people."""
    matter = checked.paper.matter if checked.paper else None
    people = (*matter.members, *filter(None, [matter.lead_member])) if matter else ()
    titles = (*(each.title for each in checked.settings.people), *(each.title for each in people))
    return tuple(title for title in titles if title.count(" ") > 1 and not title.islower())


def _report_capitals(usual: str, block: TextBlock, found: re.Match[str]) -> Diagnostic:
    message = phrase('the text has "{}" here, but "{}" elsewhere', found[0], usual)
    return finding_in(codes.NAM007, block, *found.span(), message, phrase('write "{}" throughout', usual), usual)


def _is_ordinary(usual: str, places: Sequence[re.Match[str]], checked: CheckedMatter) -> bool:
    """Whether the term's words are ordinary ones: without a capital more often than as a name within a sentence."""
    if " " not in usual or not all(found[0].islower() for found in places):
        return False
    if usual.casefold() in ORDINARY:
        return True
    names = sum(
        WITHIN.search(words_before(block.text, found.start())) is None
        for block in checked.prose
        for found in re.finditer(rf"\b{re.escape(usual)}\b", block.text)
    )
    return len(places) > names and not all(THE.search(words_before(found.string, found.start())) for found in places)


def _find_capital_terms(checked: CheckedMatter) -> Iterator[str]:
    """Yield the terms of several words that are written with capitals within a sentence or a title."""
    for use in find_names(checked):
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
    before = words_before(use.block.text, use.start)
    return bool(
        re.search(r"[A-Z]\w+ (?:to|in|at|by|on|with) $", before)
        or OF_PEOPLE.match(use.block.text, use.start + len(use.text))
    )


def _is_meant(found: re.Match[str], usual: str, text: str, whole: str) -> bool:
    """Whether the words without their capitals are the term, not the same words meant in general."""
    before = words_before(text, found.start())
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
    """Whether the word means the body itself, or its people: "the council", not "council tax" or "a council"."""
    if word.casefold() in ("officers", "councillors", "members"):
        return DOES.match(text, start + len(word)) is not None and not ANY_PEOPLE.search(words_before(text, start))
    if word.casefold() != "council":
        return True
    return re.search(r"\b(?:the|our) $", words_before(text, start), re.IGNORECASE) is not None and not re.match(
        r"\w+ (?:tax|house|housing|home|tenant|staff|team|officer)", text[start:], re.IGNORECASE
    )
