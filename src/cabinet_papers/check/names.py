"""Names of services, bodies and groups: one spelling each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.abbreviations import find_defined
from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# How alike two names have to be, in a hundredth, for one to be a slip of the other; and how long.
ALIKE, LONG_ENOUGH = 92, 12
PHRASE = re.compile(r"\b[A-Z][a-z’'-]{2,}(?:(?: (?:of|and|for|the)| &)* [A-Z][a-z’'-]{2,})+")
FIRST_WORD = re.compile(
    r"(?:The|An?|This|That|Our|Its|In|At|For|On|By|To|Of|With|Within|Whilst|While|As|All|Each) (?:the )?"
)
COUNCILLOR = re.compile(r"(?:Councillor|Cllr)s?\b")
NO_ABBREVIATIONS: Mapping[str, str] = MappingProxyType({})
SERVICE = re.compile(r"[\w’'&-]+(?: [\w’'&-]+)*? Services?\b")


class Use(NamedTuple):
    """A name as it is written in one place."""

    text: str
    block: TextBlock
    start: int


def check_spellings(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a name that is written in several ways, and offer the one that papers.yaml lists, else the commonest."""
    uses = find_names(checked)
    abbreviations = {short: full for short, (full, *_) in find_defined(checked).items()}
    listed = {each.replace("’", "'") for each in checked.settings.services}
    groups: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        groups[flatten_name(use.text, abbreviations)].append(use)
    _join_slips(groups)
    for group in groups.values():
        written = Counter(_written(use) for use in group)
        distinct = {" ".join(text.casefold().split()): text for text in written}
        if len(distinct) < 2 and not any(use.block.source.kind is TextKind.SERVICE for use in group):
            continue
        usual, times = max(written.items(), key=lambda each: (each[0] in listed, each[1]))
        shown = next(use.text for use in group if _written(use) == usual)
        yield from (
            _report_spelling(use, shown, times)
            for use in group
            # With its abbreviation in brackets it is being introduced.
            if _written(use) != usual and not re.search(r"\([A-Za-z]{2,6}\)", use.text)
        )


def _written(use: Use) -> str:
    """Return the name on one line; of which kind its apostrophe is makes it no other name."""
    return " ".join(use.text.split()).replace("’", "'")


def _report_spelling(use: Use, usual: str, times: int) -> Diagnostic:
    message = (
        phrase('this name is written "{}" here, but "{}" in {} other places', use.text, usual, times)
        if times > 1
        else phrase('this name is written "{}" here, but "{}" elsewhere', use.text, usual)
    )
    hint = phrase("write the name in the same way everywhere")
    return finding_in(codes.NAM004, use.block, use.start, use.start + len(use.text), message, hint)


def find_names(checked: CheckedMatter) -> list[Use]:
    """Return every use of a name: several words with capitals, and a service."""
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


def flatten_name(text: str, abbreviations: Mapping[str, str] = NO_ABBREVIATIONS) -> str:
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
