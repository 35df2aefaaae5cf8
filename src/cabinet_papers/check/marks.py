"""House style: quotation marks, dashes, typed numbers, and what is left over from writing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.subject import Form, Stretch, Subject, finding_in, quote
from cabinet_papers.findings import codes
from cabinet_papers.matter.passages import Kind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Code, Diagnostic

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
    """Find straight quotation marks in a file of curly ones, and the other way round; each passage once."""
    message = "{} quotation marks stand here, {} ones elsewhere in the file"
    yield from _find_mixed(
        subject, codes.STY003, (("straight", STRAIGHT), ("curly", CURLY)), message, "use one kind throughout"
    )


def check_dashes(subject: Subject) -> Iterator[Diagnostic]:
    """Find a hyphen between spaces in a file of dashes, and the other way round; each passage once."""
    message = "a {} stands between words here, a {} elsewhere in the file"
    yield from _find_mixed(
        subject, codes.STY015, (("hyphen", HYPHEN), ("dash", DASH)), message, "use the dash throughout"
    )


def _find_mixed(
    subject: Subject, code: Code, kinds: tuple[tuple[str, re.Pattern[str]], ...], message: str, hint: str
) -> Iterator[Diagnostic]:
    """Find the form that fewer passages of a file have."""
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
            yield finding_in(code, stretch, found.start(), found.end(), message.format(fewer, more), hint, replacement)


def _curl(text: str, at: int) -> str:
    """Return the curly mark for a straight one: it opens after white space and what opens itself, else it closes."""
    opens = not text[:at] or text[at - 1] in " \xa0([–—/“‘"
    return {"'": "‘" if opens else "’", '"': "“" if opens else "”"}[text[at]]


def _straighten(text: str, at: int) -> str:
    return "'" if text[at] in "‘’" else '"'


# How a mark is replaced by one of the other kind.
OTHER_KIND = {"curly": _curl, "straight": _straighten}


def check_left_over(subject: Subject) -> Iterator[Diagnostic]:
    """Find mark-up of other programs, placeholders and working notes, which would be printed as they stand."""
    for stretch in subject.stretches:
        for found in LEFT_OVER.finditer(stretch.text):
            message = f"{quote(stretch.passage, found[0])} seems left over, and is printed as it stands"
            yield finding_in(
                codes.STY011, stretch, found.start(), found.end(), message, "delete it, or write what was meant"
            )


def check_typed_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Find numbers typed in front of what the paper numbers itself: recommendations, paragraphs, actions."""
    for stretch in subject.stretches:
        numbered = stretch.passage.kind in (Kind.RECOMMENDATION, Kind.ACTION)
        found = OWN_NUMBER.match(stretch.text) if numbered and stretch.start == 0 else None
        if found:
            message = (
                f"{quote(stretch.passage, found[0].strip())} is typed, and the paper prints its own number before it"
            )
            yield finding_in(codes.STY010, stretch, 0, found.end(), message, "take the typed number away", "")
    yield from _find_typed_lists(subject)


def _find_typed_lists(subject: Subject) -> Iterator[Diagnostic]:
    """Find lists typed with numbers in a Comment, where only bullets become a list."""
    before: tuple[object, str] = (None, "")
    for stretch in subject.stretches:
        found = TYPED_NUMBER.match(stretch.text) if stretch.passage.kind is Kind.COMMENT else None
        here = (stretch.passage.location, found[1] if found else "")
        if found and here[0] == before[0] and _follows(before[1], here[1]):
            message = f"a list is typed with numbers: {quote(stretch.passage, stretch.text)}"
            hint = "begin each line with a hyphen and a space, if bullets would do; typed numbers print as typed"
            yield finding_in(codes.STY010, stretch, 0, found.end() - 1, message, hint)
        before = here


def _follows(first: str, second: str) -> bool:
    """Whether the second mark is the first of a list's further items: 2 after 1, b after a."""
    return (first, second) in (("1", "2"), ("a", "b"))
