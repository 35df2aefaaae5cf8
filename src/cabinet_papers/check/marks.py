"""House style: quotation marks, dashes, typed numbers, and what is left over from writing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.subject import Form, Stretch, Subject, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.passages import Kind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

STRAIGHT, CURLY = re.compile(r"""['"]"""), re.compile("[‘’“”]")
HYPHEN, DASH = re.compile(r"(?<=\w) - (?=\w)"), re.compile(r"(?<=\w) – (?=\w)")
LEFT_OVER = re.compile(
    r"</?(?:p|u|b|i|br|em|strong|span|div|ul|ol|li|a|font|table|t[rdh])\b[^>]*>|\[bookmark:[^\]]*\]|\{\{[^}]*\}?\}?|\{%[^%]*%\}"
    r"|&(?:nbsp|amp|lt|gt|quot|rsquo|ndash);|Error! (?:Reference source|Bookmark) not [\w ]+\.?"
    r"|\[(?:insert|TBC|to be confirmed|xx+)\b[^\]]*\]|\bTBC\b|\bXXX+\b|\blorem ipsum\b",
    re.IGNORECASE,
)
OWN_NUMBER = re.compile(r"\s*(?:recommendation\s+)?\d{1,3}\s*[.):]\s+(?=[A-Z])", re.IGNORECASE)
TYPED_NUMBER = re.compile(r"\s*\(?(\d{1,2}|[a-h])[.)]\s+\S")


def check_quotation_marks(subject: Subject) -> Iterator[Diagnostic]:
    """Find straight quotation marks in a file of curly ones, and the reverse; each passage once."""
    hint = phrase("use one kind throughout")
    for odd in _find_mixed(subject, (("straight", STRAIGHT), ("curly", CURLY))):
        message = phrase("{} quotation marks here, but {} ones elsewhere in the file", Term(odd.here), Term(odd.usual))
        yield finding_in(codes.STY003, odd.stretch, *odd.found.span(), message, hint, odd.replacement)


def check_dashes(subject: Subject) -> Iterator[Diagnostic]:
    """Find a hyphen between spaces in a file of dashes, and the reverse; each passage once."""
    hint = phrase("use the dash throughout")
    for odd in _find_mixed(subject, (("hyphen", HYPHEN), ("dash", DASH))):
        message = phrase("a {} between words here, but a {} elsewhere in the file", Term(odd.here), Term(odd.usual))
        yield finding_in(codes.STY015, odd.stretch, *odd.found.span(), message, hint, odd.replacement)


class Odd(NamedTuple):
    """A mark of the kind that fewer passages of its file have: that kind, the usual one, and what replaces the mark."""

    stretch: Stretch
    found: re.Match[str]
    here: str
    usual: str
    replacement: str | None


def _find_mixed(subject: Subject, kinds: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[Odd]:
    """Find the kind that fewer passages of a file have."""
    by_file: dict[str, dict[str, dict[object, tuple[Stretch, re.Match[str]]]]] = defaultdict(lambda: defaultdict(dict))
    for stretch in subject.stretches:
        if stretch.form is Form.TABLE or stretch.passage.kind is Kind.FIELD:
            continue
        for name, pattern in kinds:
            if found := pattern.search(stretch.text):
                by_file[stretch.passage.location.file][name].setdefault(stretch.passage.location, (stretch, found))
    for found_kinds in by_file.values():
        if len(found_kinds) < 2:
            continue
        fewer, more = sorted(found_kinds, key=lambda name: (len(found_kinds[name]), name != kinds[0][0]))
        for stretch, found in found_kinds[fewer].values():
            replacement = OTHER_KIND[more](stretch.text, found.start()) if more in OTHER_KIND else None
            yield Odd(stretch, found, fewer, more, replacement)


def _curl(text: str, at: int) -> str:
    """Return the curly mark for a straight one: an opening one after white space or another opening sign."""
    opens = not text[:at] or text[at - 1] in " \xa0([–—/“‘"
    return {"'": "‘" if opens else "’", '"': "“" if opens else "”"}[text[at]]


def _straighten(text: str, at: int) -> str:
    return "'" if text[at] in "‘’" else '"'


# How a mark is replaced by one of the other kind.
OTHER_KIND = {"curly": _curl, "straight": _straighten}


def check_left_over(subject: Subject) -> Iterator[Diagnostic]:
    """Find mark-up of other programs, placeholders and working notes, which would be printed."""
    for stretch in subject.stretches:
        for found in LEFT_OVER.finditer(stretch.text):
            message = phrase('"{}" looks left over, and will be printed', found[0])
            hint = phrase("delete it, or write the words you mean")
            yield finding_in(codes.STY011, stretch, *found.span(), message, hint)


def check_typed_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Find numbers typed in front of what the paper numbers itself: recommendations, paragraphs, actions."""
    for stretch in subject.stretches:
        numbered = stretch.passage.kind in (Kind.RECOMMENDATION, Kind.ACTION)
        found = OWN_NUMBER.match(stretch.text) if numbered and stretch.start == 0 else None
        if found:
            message = phrase('the number "{}" is typed here, but the paper prints its own', found[0].strip())
            yield finding_in(codes.STY010, stretch, 0, found.end(), message, phrase("delete the typed number"), "")
    yield from _find_typed_lists(subject)


def _find_typed_lists(subject: Subject) -> Iterator[Diagnostic]:
    """Find lists typed with numbers in a Comment, where only bullets become a list."""
    before: tuple[object, str] = (None, "")
    for stretch in subject.stretches:
        found = TYPED_NUMBER.match(stretch.text) if stretch.passage.kind is Kind.COMMENT else None
        here = (stretch.passage.location, found[1] if found else "")
        if found and here[0] == before[0] and _follows(before[1], here[1]):
            message = phrase('the numbers of this list are typed: "{}"', stretch.text)
            hint = phrase("begin each line with a hyphen and a space to print bullets; numbers are printed as typed")
            yield finding_in(codes.STY010, stretch, 0, found.end() - 1, message, hint)
        before = here


def _follows(first: str, second: str) -> bool:
    """Whether the second mark is the first of a list's further items: 2 after 1, b after a."""
    return (first, second) in (("1", "2"), ("a", "b"))
