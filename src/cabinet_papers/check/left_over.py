"""House style: what is left over from writing - mark-up, working notes, and blanks that were to be filled in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in, words_around
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import phrase
from cabinet_papers.matter.dates import MONTHS
from cabinet_papers.matter.examples import EXAMPLES
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

MONTH = "|".join(month.capitalize() for month in MONTHS)
LEFT_OVER = re.compile(
    r"</?(?:p|u|b|i|br|em|strong|span|div|ul|ol|li|a|font|table|t[rdh])\b[^>]*>|\[bookmark:[^\]]*\]|\{\{[^}]*\}?\}?|\{%[^%]*%\}"
    r"|&(?:nbsp|amp|lt|gt|quot|rsquo|ndash);|Error! (?:Reference source|Bookmark) not [\w ]+\.?"
    r"|\{ *(?:HYPERLINK|(?:PAGE|NOTE|STYLE)?REF|TOC|SEQ|(?:NUM)?PAGES?|DATE|TIME|MERGE\w+|INCLUDE\w+|DOC\w*)\b[^{}]*\}"
    r"|\[(?:insert|TBC|to be confirmed|xx+)\b[^\]]*\]|\bXXX+\b|\blorem ipsum\b"
    # A sum, a share or a day that was to be filled in; Part XX is the twentieth.
    r"|£ ?(?-i:X)+(?:,(?:X+|0+))*[km]?\b|(?-i:\bXX(?=%| per cent\b| (?:days?|weeks?|months?|years?)\b))"
    rf"|(?-i:\b(?:XX|xx)(?= (?:{MONTH})\b))"
    # Before a noun it is a name: "the TBC repairs team".
    r"|\bTB[ACD]\b"
    r"(?! (?!(?:and|as|at|but|by|following|for|from|in|on|once|or|pending|subject|until|when|with)\b)[a-z])",
    re.IGNORECASE,
)
DOTS = r"(?:\.(?: ?\.){2,}|…(?: ?[….])*)"
# What is nothing but a blank.
EMPTY_FORM = re.compile(rf"{DOTS}|_{{3,}}|\?{{2,}}")
# A blank of a form: a line, question marks, or a word in brackets that says what belongs there, which is no link.
FORM = re.compile(
    r"(?<!\w)_{3,}(?!\w)|(?<![^\s£(])\?{2,}(?!\w)"
    r"|\[(?:the )?(?:date|day|month|year|time|venue|names?|number|title|amount|figures?|sum)"
    r"(?: here| to follow| of [\w ]{1,30})?\](?!\()",
    re.IGNORECASE,
)
# After such a word something has to come. A pause is none: "We would like to ... but there is no money".
AWAITS = re.compile(
    r"(?:(?:£|\b(?:(?<!so )on|at|by|of|the|an?|from|until|between|(?<!so )for|Councillor|Cllr)) ?"
    r"|\b(?:in|into|with|to|that|is|are|was|were|be|costs?|cost of) )"
    rf"(?P<blank>{DOTS})(?! ?(?:but|well|so|then|though|however|yet|maybe|perhaps)\b)",
    re.IGNORECASE,
)
BEGINS = re.compile(rf"(?P<blank>{DOTS})")
BREAKS_OFF = re.compile(rf"(?<![\[(])(?P<blank>{DOTS})[\"'”’)\]]*\s*$")
# Before the dots of a list that could go on.
GOES_ON = re.compile(r"\b(?:so on|so forth|etc|more|others?|like)[.,;]? ?$", re.IGNORECASE)
PROSE = (TextKind.MARKDOWN, TextKind.SENTENCES, TextKind.RECOMMENDATION, TextKind.PART, TextKind.COMMENT,
         TextKind.ACTION, TextKind.NOTES)  # fmt: skip
AROUND = 30


def check_left_over(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find mark-up of other programs, placeholders and working notes, which would be printed."""
    initials = "".join(word[0] for word in checked.settings.council.split())
    # Tamworth Borough Council is the TBC.
    known = {initials, *checked.settings.words}
    for block in checked.text_blocks:
        for found in LEFT_OVER.finditer(block.text):
            if found[0] in known:
                continue
            message = phrase('"{}" seems to be left over from writing, and will be printed', found[0])
            hint = phrase("delete it, or write the words you mean")
            yield finding_in(codes.STY011, block, *found.span(), message, hint)


def check_blanks(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find dots, lines and question marks where something was to be filled in: the first of them in a paragraph.

    Dots in a quotation stand for words that are left out, and those before a list or a quotation lead to it.
    """
    pairs = itertools.pairwise(checked.text_blocks)
    leads_on = {one for one, two in pairs if one.source is two.source and _may_be_led_to(two)}
    for block in checked.text_blocks:
        if block.form is BlockForm.TABLE:
            continue
        if block.text.strip() in EXAMPLES:
            message = phrase('"{}" is still the example that `papers new` writes, and will be printed', block.text)
            hint = phrase("write your own words in its place, or delete the line")
            yield finding_in(codes.STY011, block, 0, len(block.text.rstrip()), message, hint)
        elif span := _find_blank(block, leads_on=block in leads_on):
            shown = words_around(block.text, *span, AROUND).strip()
            message = phrase('something is still to be filled in at "{}"; the blank will be printed', shown)
            hint = phrase("write the words that belong there, or delete the sentence")
            yield finding_in(codes.STY011, block, *span, message, hint)


def _may_be_led_to(block: TextBlock) -> bool:
    """Whether dots may lead to the block: an item, a table, a quotation."""
    is_set_apart = block.form in (BlockForm.ITEM, BlockForm.TABLE)
    return is_set_apart or block.text.lstrip()[:1] in ('"', "“", "‘") or _is_quoted(block, 0)


def _find_blank(block: TextBlock, *, leads_on: bool) -> tuple[int, int] | None:
    """Return where the first blank of the block begins and ends."""
    text, kind = block.text, block.source.kind
    if EMPTY_FORM.fullmatch(text.strip()):
        # In Markdown a line of them is one across the page, which has a finding of its own.
        is_rule = kind is TextKind.MARKDOWN and text.strip()[:1] == "_"
        return None if is_rule else (len(text) - len(text.lstrip()), len(text.rstrip()))
    found = [each.span("blank") for each in AWAITS.finditer(text)]
    if kind in PROSE and not leads_on:
        found += _find_at_the_ends(block)
    # Of an answer with such notes another rule says that it is unfinished.
    found += [each.span() for each in FORM.finditer(text) if kind is not TextKind.COMMENT or each[0][0] == "_"]
    return min((each for each in found if not _is_quoted(block, each[0])), default=None)


def _find_at_the_ends(block: TextBlock) -> Iterator[tuple[int, int]]:
    """Yield the dots with which a block begins or ends: an item may go on with its list, and a list may go on."""
    begun, ended = BEGINS.match(block.text), BREAKS_OFF.search(block.text)
    if begun and block.form is not BlockForm.ITEM:
        yield begun.span("blank")
    if ended and not GOES_ON.search(block.text[: ended.start()]):
        yield ended.span("blank")


def _is_quoted(block: TextBlock, at: int) -> bool:
    """Whether a place of the block is within quotation marks, or in a quotation of Markdown."""
    source, before = block.source, block.text[:at]
    line = source.text.rfind("\n", 0, block.start) + 1
    if source.kind is TextKind.MARKDOWN and source.text[line:].lstrip().startswith(">"):
        return True
    single = re.split(r"(?<!\w)['‘](?=\w)", before)
    return (
        before.count("“") > before.count("”")
        or before.count('"') % 2 == 1
        or (len(single) > 1 and not re.search(r"['’](?!\w)", single[-1]))
    )
