"""House style: quotation marks, dashes and typed numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic
    from cabinet_papers.matter.typed_text import TypedText

STRAIGHT, CURLY = re.compile(r"""['"]"""), re.compile("[‘’“”]")
# Around words; hardly anybody sees in print of which kind an apostrophe is, as after the s in "parks' trees".
STRAIGHT_QUOTE = re.compile(r"\"|(?<![^\s(\[])'(?=\w)|(?<=[^\ss])'(?!\w)")
CURLY_QUOTE = re.compile(r"[“”]|(?<![^\s(\[])‘(?=\w)|(?<=[^\ss])’(?!\w)")
# Between words, not years: "2024 - 2027".
HYPHEN = re.compile(r"(?<=\w) - (?=\w)(?!(?<=\d - )\d)")
DASH = re.compile(r"(?<=\w) – (?=\w)(?!(?<=\d – )\d)")
OWN_NUMBER = re.compile(r"\s*(?:recommendation\s+)?\d{1,3}\s*[.):]\s+(?=[A-Z])", re.IGNORECASE)
# Where a paragraph of Markdown begins that is no heading, quotation, bullet, table or place of a recommendation.
PARAGRAPH_START = re.compile(r"(?:\A|\n[ \t]*\n)(?=[^\s#>|\[*+-])")
PARAGRAPH_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)]?[ \t\xa0]+(?=[\"'“‘(]?[A-Z])")
LINE_NUMBER = re.compile(r"^[ \t]*(\d{1,3}(?:\.\d{1,3})*)[.)]?\t(?=\S)", re.MULTILINE)
# So many paragraphs with single numbers, and so large a part of all, are no list.
MANY, MOSTLY = 3, 0.6
TYPED_NUMBER = re.compile(r"\s*\(?(\d{1,2}|[a-h])[.)]\s+\S")


def check_quotation_marks(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find straight quotation marks in a file of curly ones, and the reverse; each source once."""
    hint = phrase("use the same kind in the whole file; `papers check --fix` makes them alike")
    all_marks, quotes = (
        (("straight", STRAIGHT), ("curly", CURLY)),
        (("straight", STRAIGHT_QUOTE), ("curly", CURLY_QUOTE)),
    )
    for odd in _find_mixed(checked, all_marks, quotes):
        # Excel types straight marks, and what a person pastes into a cell keeps its own.
        if not odd.block.source.raw:
            continue
        message = phrase(
            "this text has {} quotation marks, but others in the file have {} ones", Term(odd.here), Term(odd.usual)
        )
        yield finding_in(codes.STY003, odd.block, *odd.found.span(), message, hint, odd.replacement)


def check_dashes(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a hyphen between spaces in a file of dashes, and the reverse; each source once."""
    hint = phrase("between words, write a dash (–) with a space on both sides in the whole file")
    for odd in _find_mixed(checked, (("hyphen", HYPHEN), ("dash", DASH))):
        message = phrase(
            "this text has a {} between words, but others in the file have a {}", Term(odd.here), Term(odd.usual)
        )
        yield finding_in(codes.STY015, odd.block, *odd.found.span(), message, hint, odd.replacement)


# What each of two kinds is called, and how it is found.
Kinds = Sequence[tuple[str, re.Pattern[str]]]


class Odd(NamedTuple):
    """A mark of the kind that fewer texts of its file have: that kind, the usual one, and what replaces the mark."""

    block: TextBlock
    found: re.Match[str]
    here: str
    usual: str
    replacement: str | None


def _find_mixed(checked: CheckedMatter, kinds: Kinds, shown: Kinds = ()) -> Iterator[Odd]:
    """Find the kind that fewer texts of a file have; with `shown`, only the marks that these patterns find."""
    marks = _find_marks(checked, shown or kinds)
    for file, found_kinds in _find_marks(checked, kinds).items():
        if len(found_kinds) < 2:
            continue
        fewer, more = sorted(found_kinds, key=lambda name: (len(found_kinds[name]), name != kinds[0][0]))
        for block, found in marks[file][fewer].values():
            replacement = OTHER_KIND[more](block.text, found.start()) if more in OTHER_KIND else None
            yield Odd(block, found, fewer, more, replacement)


def _find_marks(
    checked: CheckedMatter, kinds: Kinds
) -> dict[str, dict[str, dict[object, tuple[TextBlock, re.Match[str]]]]]:
    """Return the first mark of each kind in each text, by file and kind."""
    by_file: dict[str, dict[str, dict[object, tuple[TextBlock, re.Match[str]]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for block in checked.text_blocks:
        if block.form is BlockForm.TABLE or block.source.kind is TextKind.FIELD:
            continue
        for name, pattern in kinds:
            if found := pattern.search(block.text):
                by_file[block.source.location.file][name].setdefault(block.source.location, (block, found))
    return by_file


def _curl(text: str, at: int) -> str:
    """Return the curly mark for a straight one: an opening one after white space or another opening sign."""
    opens = not text[:at] or text[at - 1] in " \xa0([–—/“‘"
    return {"'": "‘" if opens else "’", '"': "“" if opens else "”"}[text[at]]


def _straighten(text: str, at: int) -> str:
    return "'" if text[at] in "‘’" else '"'


# How a mark is replaced by one of the other kind.
OTHER_KIND = {"curly": _curl, "straight": _straighten}


def check_typed_numbers(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find numbers typed in front of what the paper numbers itself: recommendations, paragraphs, actions."""
    for block in checked.text_blocks:
        numbered = block.source.kind in (TextKind.RECOMMENDATION, TextKind.PART, TextKind.ACTION)
        found = OWN_NUMBER.match(block.text) if numbered and block.start == 0 else None
        if found:
            message = phrase(
                'the number "{}" is typed here, but the paper prints a number of its own', found[0].strip()
            )
            yield finding_in(codes.STY010, block, 0, found.end(), message, phrase("delete the typed number"), "")
    for source in checked.printed_texts:
        if source.kind is TextKind.MARKDOWN:
            yield from _find_numbered_paragraphs(source)
    yield from _find_typed_lists(checked)


def _find_numbered_paragraphs(source: TypedText) -> Iterator[Diagnostic]:
    """Find typed numbers of paragraphs, which the paper prints itself; one finding for a text, at the first."""
    begun = [PARAGRAPH_NUMBER.match(source.text, found.end()) for found in PARAGRAPH_START.finditer(source.text)]
    typed = [found for found in begun if found]
    # With a single number it may be an item of a list, unless nearly all that the text holds is numbered so.
    if len(typed) < MANY or len(typed) < MOSTLY * len(begun):
        typed = [found for found in typed if "." in found[1]]
    # Word puts a tab after its numbers.
    known = {found.start(1) for found in typed}
    typed += [found for found in LINE_NUMBER.finditer(source.text) if found.start(1) not in known]
    typed.sort(key=lambda found: found.start(1))
    if not typed:
        return
    message = phrase('the number "{}" is typed here, but the paper numbers its paragraphs itself', typed[0][1])
    if len(typed) > 1:
        message = phrase(
            '{} paragraphs have typed numbers, the first "{}", but the paper numbers its paragraphs itself',
            len(typed),
            typed[0][1],
        )
    hint = phrase("delete the typed numbers; where the text refers to one, write the number that the paper prints")
    line = TextBlock(
        source, typed[0].start(1), source.text[typed[0].start(1) :].partition("\n")[0], BlockForm.PARAGRAPH
    )
    yield finding_in(codes.STY010, line, 0, len(typed[0][1]), message, hint)


def _find_typed_lists(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find lists typed with numbers in a Comment, where only bullets become a list."""
    before: tuple[object, str] = (None, "")
    for block in checked.text_blocks:
        found = TYPED_NUMBER.match(block.text) if block.source.kind is TextKind.COMMENT else None
        here = (block.source.location, found[1] if found else "")
        if found and here[0] == before[0] and _follows(before[1], here[1]):
            message = phrase('this list is numbered by hand, so it is printed as plain lines: "{}"', block.text)
            hint = phrase("to print bullets, begin each line with a hyphen and a space in place of its number")
            yield finding_in(codes.STY010, block, 0, found.end() - 1, message, hint)
        before = here


def _follows(first: str, second: str) -> bool:
    """Whether the second mark is the first of a list's further items: 2 after 1, b after a."""
    return (first, second) in (("1", "2"), ("a", "b"))
