"""House style: how sentences and headings are written."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.check.checked_matter import BlockForm, CheckedMatter, TextBlock, finding_in, words_around
from cabinet_papers.check.line_ends import goes_on_below
from cabinet_papers.check.pasted import BULLET as TYPED_BULLET
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.dates import is_english
from cabinet_papers.matter.typed_text import TextKind

if TYPE_CHECKING:
    from cabinet_papers.findings.diagnostics import Diagnostic

# The plain-English guides ask for 20 words on average; what published papers were faulted for had 59 and more.
MOST_WORDS = 58
UNSEEN_END = re.compile(r"\.(?=[A-Z][a-z])")
# A line of fewer words may be a label.
SENTENCE_WORDS = 8
MOSTLY = 0.6
# What ends without a full stop on purpose: an item before "and", a reference in brackets.
OPEN_END = re.compile(
    r"[;,] (?:and|or)\s*$|\((?:see |as in |as at )?(?:the )?(?:paragraph|para|appendi|annex|section|page|table|figure"
    r"|recommendation|minute|item|agenda|slide)[^()]*\)\s*$|[.!?] \([^()]*\)\s*$",
    re.IGNORECASE,
)
# With these ends the name of a plan, a body or a budget.
NAMED = {
    "Account", "Act", "Board", "Budget", "Charter", "Commission", "Committee", "Council", "Framework", "Fund", "Group",
    "Panel", "Partnership", "Plan", "Policy", "Programme", "Scheme", "Service", "Services", "Strategy",
}  # fmt: skip
# A signature and its like are mostly names.
NAMES = 0.7
ENDS = re.compile(r"""[.!?…:;,]["'”’)\]*_]*\s*$""")
# An abbreviation of what can be counted, with an apostrophe, and what follows it where several are meant.
COUNTED = (
    "CEO|CIC|CPZ|CV|DFG|EHCP|FAQ|FPN|GP|HGV|HMO|KPI|LTN|MEP|MP|NGO|PC|PCN|PCSO|PSPO|SENCO|SLA|SME|SPD|TA|TPO|TRO|TV|VIP"
)
PLURAL = re.compile(
    rf"(?<![\w/])({COUNTED})[’']s(?=$|[.,;:?!)]|"
    r" (?:are|were|have|will|would|should|could|can|may|must|do|did|who|which|that|need|in|at|for|to|from|of|on|with|by"
    r"|as|but|across|within|when|if|because|so|not|also)\b"
    r"| (?:and|or)\b(?!(?: [\w-]+){0,3}[’'](?:s\b| )))"
)
# One of them, or the place where one works: "a GP's", "at the GP's".
OF_ONE = re.compile(
    r"\b(?:(?:an?|each|every|this|that|one|another)(?: [a-z]+)?"
    r"|(?:at|to|from|into|is|was|are|were) (?:the|their|your|his|her|my|our)(?: local)?) $",
    re.IGNORECASE,
)
ODD_FORM = re.compile(r"\b(?:eg|ie)\b\.?(?=[\s,])|\be\.g(?![.\w])|\bi\.e(?![.\w])", re.IGNORECASE)
PLAIN_FORMS = {"e": Term("for example"), "i": Term("that is")}
CAPITALS = {"sentence": Term("the first word and for names"), "title": Term("each main word")}
SMALL_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "into"}


def check_full_stops(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find a sentence without a full stop where those around it have one. A recommendation always ends in one."""
    groups: dict[object, list[TextBlock]] = {}
    for block in checked.prose:
        if block.form is BlockForm.PARAGRAPH and len(block.text.split()) >= SENTENCE_WORDS:
            source = block.source
            key = source.kind if source.kind in (TextKind.ACTION, TextKind.NOTES) else (source.name, source.location)
            groups.setdefault(key, []).append(block)
    lead_ins = _find_lead_ins(checked)
    for group in groups.values():
        ended = sum(bool(ENDS.search(block.text)) for block in group)
        formal = group[0].source.kind is TextKind.RECOMMENDATION
        if formal or ended >= MOSTLY * len(group):
            yield from (
                _report_no_stop(block)
                for block in group
                if _lacks_stop(block)
                and not TYPED_BULLET.match(block.text)
                and block not in lead_ins
                and not goes_on_below(block)
            )


def _find_lead_ins(checked: CheckedMatter) -> set[TextBlock]:
    """Return the paragraphs after which a list begins."""
    pairs = itertools.pairwise(checked.text_blocks)
    return {one for one, two in pairs if two.form is BlockForm.ITEM and one.source is two.source}


def _lacks_stop(block: TextBlock) -> bool:
    if ENDS.search(block.text) or OPEN_END.search(block.text):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", block.text) if word.lower() not in SMALL_WORDS]
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) < NAMES * len(words)


def _report_no_stop(block: TextBlock) -> Diagnostic:
    text = block.text.rstrip()
    last = text.rfind(" ") + 1
    ending = words_around(text, last, len(text), 40)
    message = phrase('the sentence has no full stop: "{}"', ending if ending == text else f"... {ending}")
    hint = phrase("end it with a full stop")
    return finding_in(codes.STY006, block, last, len(text), message, hint, f"{text[last:]}.")


def check_long_sentences(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find sentences of more than 58 words, except in recommendations and quotations, whose words are others'."""
    for block in checked.prose:
        if block.source.kind in (TextKind.RECOMMENDATION, TextKind.PART) or _is_quoted(block):
            continue
        for start, sentence in block.sentences():
            # A full stop on the wrong side of its space, which is reported, ends a sentence too.
            words = max(len(part.split()) for part in UNSEEN_END.split(sentence))
            if words > MOST_WORDS:
                message = phrase('the sentence has {} words: "{}"', words, sentence)
                hint = phrase("split it into two or three sentences, or make a list of it")
                first = len(sentence.split()[0])
                yield finding_in(codes.STY007, block, start, start + first, message, hint)


def _is_quoted(block: TextBlock) -> bool:
    """Whether the block is a quotation of Markdown, or one in quotation marks."""
    line = block.source.text.rfind("\n", 0, block.start) + 1
    marked = block.source.kind is TextKind.MARKDOWN and block.source.text[line:].lstrip().startswith(">")
    return marked or block.text.lstrip()[:1] in '“"‘'


def check_heading_case(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find headings With Capitals among headings without, unless their words are a name that the text uses too."""
    headings = [each for each in checked.text_blocks if each.form is BlockForm.HEADING]
    text = " ".join(each.text for each in checked.text_blocks if each.form is not BlockForm.HEADING)
    styles = {heading: _find_case(heading.text, text) for heading in headings}
    counts = Counter(style for style in styles.values() if style)
    if len(counts) < 2:
        return
    usual = "sentence" if counts["sentence"] >= counts["title"] else "title"
    other = next(heading.text for heading in headings if styles[heading] == usual)
    for heading in (each for each in headings if styles[each] not in ("", usual)):
        message = phrase('the capitals of the heading "{}" differ from those of "{}"', heading.text, other)
        hint = phrase("write all headings alike, with a capital for {}", CAPITALS[usual])
        yield finding_in(codes.STY008, heading, 0, len(heading.text.rstrip()), message, hint)


def _find_case(heading: str, text: str) -> str:
    """Return whether a heading is in "sentence" or "title" case; "" if it is unclear, or the heading is a name."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", heading)[1:] if word.lower() not in SMALL_WORDS]
    plain = [word for word in words if not word.isupper()]
    if not plain or heading.strip() in text:
        return ""
    if all(word[0].isupper() for word in plain):
        # A name, of which the text may have only a part.
        if words[-1] in NAMED:
            return ""
        return "" if all(re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", text) for word in plain) else "title"
    return "sentence" if any(word[0].islower() for word in plain) else ""


def check_odd_abbreviations(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "eg." and "ie." in forms that are neither words nor the usual abbreviation."""
    for block in checked.prose:
        for found in ODD_FORM.finditer(block.text):
            message = phrase('"{}" is an unusual way to write this abbreviation', found[0])
            hint = phrase('write "{}"', PLAIN_FORMS[found[0][0].lower()])
            yield finding_in(codes.STY009, block, *found.span(), message, hint)


def check_plurals(checked: CheckedMatter) -> Iterator[Diagnostic]:
    """Find "GP's" where several are meant, not what is a GP's."""
    for block in checked.text_blocks if is_english(checked.settings.language) else ():
        for found in PLURAL.finditer(block.text):
            if not OF_ONE.search(block.text[: found.start()]):
                several = f"{found[1]}s"
                message = phrase('"{}" has an apostrophe, but a plural has none', found[0])
                yield finding_in(codes.STY009, block, *found.span(), message, phrase('write "{}"', several), several)
