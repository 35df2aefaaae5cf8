"""Councillors' names: one spelling each, that of the directory and of the list of members first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.check.person_names import (
    Name,
    Slip,
    find_listed,
    find_slip,
    is_same_name,
    split_name,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

WORD = r"[A-Z][\w’'-]*[\w]"
ADDRESSED = re.compile(rf"\b(?:[Cc]ouncillor|Cllr\.?) +((?:(?:[A-Z]\.? ?){{1,3}} |(?:{WORD} ){{1,2}})?{WORD})")
# A cell of a lead officer has a form of address and so many names at most.
MOST_NAMES = 4
POSSESSIVE = re.compile(r"[’']s?$")


class Use(NamedTuple):
    """A name in a text, and where it begins."""

    name: Name
    block: TextBlock
    start: int


def check_councillors(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a surname or a first name in a spelling that is not the directory's, the members', or the usual one."""
    uses = [use for block in checked.text_blocks for use in _find_uses(block)]
    listed = {split_name(name) for name in _list_names(checked)}
    counts = Counter(use.name for use in uses)
    for use in uses:
        name = use.name
        if any(is_same_name(name, each) for each in listed):
            continue
        commoner = {each for each in counts if _is_commoner(each, name, counts)}
        slips = [find_slip(name, right, counts) for known in (listed, commoner) for right in sorted(known)]
        if slip := next(filter(None, slips), None):
            yield _report(use, slip)


def _list_names(checked: CheckedMatter) -> Iterator[str]:
    directory = [entry.name for entry in checked.settings.people]
    yield from directory
    # A member whose name is a slip of one in the directory is reported where it is listed.
    yield from (name for name in _list_of_matter(checked) if find_listed(name, directory)[1] is None)


def _list_of_matter(checked: CheckedMatter) -> list[str]:
    """Return the councillors whom the matter's file names: who leads, and who answers."""
    if not checked.paper:
        return []
    matter = checked.paper.matter
    return [person.name for person in (*matter.members, *filter(None, [matter.lead_member]))]


def check_listed_names(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a name in the matter's file, or under a column of persons, that is a slip of one in the directory."""
    directory = [entry.name for entry in checked.settings.people]
    report = checked.paper.matter.report if checked.paper else None
    of_matter = {*_list_of_matter(checked), *([report.author.name] if report else [])}
    for block in checked.text_blocks if directory else ():
        name = block.text.partition(",")[0].strip()
        in_cell = block.source.kind in (TextKind.NAME, TextKind.FIELD) and block.source.location.cell is not None
        is_name = block.text.strip() in of_matter or (in_cell and len(name.split()) <= MOST_NAMES)
        if not is_name or block.source.exempt:
            continue
        _, slip = find_listed(name, directory)
        if slip:
            start = block.text.index(slip.wrong)
            message = phrase('a name is written "{}" here, but "{}" in papers.yaml', slip.wrong, slip.right)
            hint = phrase(
                'if the same person is meant, write "{}"; if it is another one, add both to people: in papers.yaml',
                Term(slip.right),
            )
            yield finding_in(codes.NAM008, block, start, start + len(slip.wrong), message, hint)


def _find_uses(block: TextBlock) -> Iterator[Use]:
    if block.form is BlockForm.TABLE or block.source.kind is TextKind.NAME or block.source.exempt:
        return
    for found in ADDRESSED.finditer(block.text):
        yield Use(split_name(POSSESSIVE.sub("", found[1])), block, found.start(1))


def _is_commoner(name: Name, other: Name, counts: Counter[Name]) -> bool:
    """Whether the name is there more often: as a whole where the surnames are one, or else its surname."""
    if name.surname == other.surname:
        return counts[name] > counts[other]
    many, few = (sum(counts[one] for one in counts if one.surname == each.surname) for each in (name, other))
    return many > few


def _report(use: Use, slip: Slip) -> Diagnostic:
    start = use.block.text.index(slip.wrong, use.start)
    message = phrase('a name is written "{}" here, but "{}" elsewhere', slip.wrong, slip.right)
    hint = phrase(
        'if the same person is meant, check which spelling is right, and use it everywhere; perhaps "{}"',
        Term(slip.right),
    )
    return finding_in(codes.NAM008, use.block, start, start + len(slip.wrong), message, hint)
