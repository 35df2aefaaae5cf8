"""People: their titles within a paper and in the directory, and the form of address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.check.person_names import bare_name, find_listed
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Location, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.printed_when import describe_when
from cabinet_papers.matter.typed_text import TextKind, find_span
from cabinet_papers.matter.wording import ALIKE

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.findings.message import Message
    from cabinet_papers.matter.model import Person
    from cabinet_papers.matter.when import When

COUNCILLOR, CLLR = re.compile(r"\bCouncillor (?=[A-Z])"), re.compile(r"\bCllr\.? (?=[A-Z])")
# What follows the form of address: initials and up to three names.
ADDRESSED = re.compile(r"(?:[A-Z]\.? ){0,3}[A-Z][\w’'-]*(?: [A-Z][\w’'-]+){0,2}")
NAME = r"[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){1,2}"
ROLES = r"(?:Manager|Member|Chair|Head|Leader|Officer|Director|Mayor|Coordinator|Lead|Chief|Executive|Secretary|Clerk)"
WORD = r"[A-Z&][\w’'-]*"
TITLE = rf"{WORD}(?: (?:{WORD}|of|for|the|and|a|an|to|in|&))*(?:, {WORD}(?: {WORD})*)?"
INTRODUCED = re.compile(
    rf"(?P<name>{NAME})(?:, | \()(?:the )?(?P<title>{TITLE})"
    r"(?=[,).;]|$| (?:introduced|presented|noted|for|said|attended))"
)


class Titled(NamedTuple):
    """A person's name beside a title, and where."""

    name: str
    title: str
    location: Location


def check_titles(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a person who has two titles in one paper."""
    seen: dict[str, dict[str, Titled]] = defaultdict(dict)
    findings = []
    for person in _listed(checked):
        if person.title and person.location:
            listed = Titled(person.name, person.title, person.location)
            seen[bare_name(person.name)].setdefault(_normal(person.title), listed)
    for block in checked.prose:
        for found in INTRODUCED.finditer(block.text):
            name, title = bare_name(found["name"]), found["title"]
            if not re.search(rf"\b{ROLES}\b", title):
                continue
            known = seen[name]
            written = _normal(block.text[found.start("title") :])
            same = next((each for each in known if written.startswith(each) or _has(_normal(title), each)), None)
            first, last = found.span("title")
            location = find_span(block.source, block.start + first, block.start + last).location
            if known and same is None:
                findings.append(_report_two_titles(block, found, next(iter(known.values()))))
            known.setdefault(same or _normal(title), Titled(found["name"], title, location))
    yield from findings


def _listed(checked: CheckedMatter) -> tuple[Person, ...]:
    if not checked.paper:
        return ()
    matter = checked.paper.matter
    return (*matter.members, *([matter.lead_member] if matter.lead_member else []))


def _report_two_titles(block: TextBlock, found: re.Match[str], first: Titled) -> Diagnostic:
    message = phrase('{} is "{}" here, but "{}" elsewhere', found["name"], found["title"], first.title)
    hint = phrase("write the same title throughout")
    return finding_in(codes.NAM001, block, *found.span("title"), message, hint, related=first.location)


def _has(title: str, known: str) -> bool:
    """Whether the known title is among others here; a vice-chair is no chair, nor is a former one."""
    return bool(re.search(rf"(?<!vice )(?<!deputy )(?<!former )\b{re.escape(known)}\b", title))


def _normal(title: str) -> str:
    return " ".join(re.sub(r"[^\w ]", " ", title.casefold()).split())


def _as_typed(title: str) -> str:
    """Return the title with its capitals, however its apostrophes, hyphens and spaces are stored."""
    return " ".join(title.translate(ALIKE).split())


def check_directory(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a title that, by the directory in papers.yaml, the person did not have on the day of the meeting."""
    if not checked.paper:
        return
    matter = checked.paper.matter
    for person in matter.members:
        yield from _check_title(checked, person, matter.cabinet_date)
    if matter.lead_member:
        yield from _check_title(checked, matter.lead_member, matter.date)


def _check_title(checked: CheckedMatter, person: Person, when: When | None) -> Iterator[Diagnostic]:
    titles = _list_titles(checked, person, when)
    if not person.title or not person.location or not titles or _as_typed(person.title) in map(_as_typed, titles):
        return
    source = next(each for each in checked.typed_texts if each.location == person.location)
    # The one that differs by capitals or signs alone is the one that is meant; whether a person with a slip in the name
    # is the one of the directory is not certain enough for another.
    alike = [each for each in titles if _normal(each) == _normal(person.title)]
    if not alike and not any(bare_name(each.name) == bare_name(person.name) for each in checked.settings.people):
        return
    title = (alike or titles)[0]
    span = find_span(source, 0, len(source.text), title)
    hint = phrase('write "{}"', title)
    found = finding(codes.NAM002, _describe(checked, person, when), hint, person.location)
    yield found._replace(length=span.length, fix=span.fix)


def _list_titles(checked: CheckedMatter, person: Person, when: When | None) -> list[str]:
    """Return the titles that the directory has for the person, of that time where one is given."""
    meant, _ = find_listed(person.name, [each.name for each in checked.settings.people])
    entries = [each for each in checked.settings.people if meant and bare_name(each.name) == bare_name(meant)]
    return [each.title for each in entries if each.title and (when is None or when.is_within(each.start, each.end))]


def _describe(checked: CheckedMatter, person: Person, when: When | None) -> Message:
    """Return the message that the directory has another title for the person, at the time where one is given."""
    if when is None:
        return phrase('"{}" is not the title that papers.yaml gives for {}', person.title, person.name)
    dated = Term(describe_when(when, checked.settings))
    return phrase('"{}" is not the title that papers.yaml gives for {} {}', person.title, person.name, dated)


def check_form_of_address(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "Cllr" in a paper that mostly says "Councillor", and the reverse."""
    found = {
        name: [
            (block, each)
            for block in checked.text_blocks
            if block.form is not BlockForm.TABLE
            for each in pattern.finditer(block.text)
        ]
        for name, pattern in (("Councillor", COUNCILLOR), ("Cllr", CLLR))
    }
    if not all(found.values()):
        return
    usual = "Cllr" if len(found["Cllr"]) > len(found["Councillor"]) else "Councillor"
    # The papers print the members as they are listed, so that the text follows the list.
    listed = {name for name, places in found.items() for block, _ in places if block.source.kind is TextKind.NAME}
    if len(listed) == 1:
        (usual,) = listed
    for block, each in found["Councillor" if usual == "Cllr" else "Cllr"]:
        person = ADDRESSED.match(block.text, each.end())
        shown = f"{each[0]}{person[0] if person else ''}"
        message = phrase('the text says "{}" here, but "{}" elsewhere', shown, Term(usual))
        # Other texts and files may name the person as the list of members does.
        replacement = None if block.source.kind is TextKind.NAME else f"{usual} "
        yield finding_in(codes.NAM003, block, *each.span(), message, phrase('write "{}"', Term(usual)), replacement)
