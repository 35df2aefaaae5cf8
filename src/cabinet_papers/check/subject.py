"""What the rules look at: a matter's paper and plan, its texts, and the other plans of the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.passages import Kind, Passage, find_spot
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed

if TYPE_CHECKING:
    from cabinet_papers.matter.model import ActionPlan, Paper, Settings

LIST_MARK = re.compile(r"[ \t]*(?:[-*+•·]|\d{1,3}[.)])[ \t]+")
QUOTE_MARK = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+(?![=\d£$€])")
HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
PLACED = re.compile(r"\s*\[\s*(?:recommendation\s+\d+|table\s*:.*)\]\s*", re.IGNORECASE)
SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(]?[A-Z0-9])""")
# What ends in a full stop and ends no sentence.
SHORT_FORMS = re.compile(r"\b(?:e\.?g|i\.?e|etc|cllrs?|mrs?|ms|dr|prof|st|nos?|vs|ss?|para|[a-z])\.$", re.IGNORECASE)

# What is no prose: the parts of an address mean nothing else. It begins where a word does, or a very long one would be
# searched again from each of its letters.
ADDRESS = re.compile(r"(?<!\S)(?:\S*(?:://|www\.|@)\S*|\S+\.(?:gov|org|com|co|uk|net|example)\b\S*)")


class Form(Enum):
    """What a line or a few lines of a passage are in the paper."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    TABLE = "table"


class Stretch(NamedTuple):
    """A paragraph, item or heading of a passage: `start` is where its text begins there; line breaks are spaces."""

    passage: Passage
    start: int
    text: str
    form: Form

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with its start in the stretch."""
        begin = 0
        for end in SENTENCE_END.finditer(self.text):
            sentence = self.text[begin : end.end()]
            if not SHORT_FORMS.search(sentence.rstrip()):
                yield begin, sentence.rstrip()
                begin = end.end()
        if self.text[begin:].strip():
            yield begin, self.text[begin:].rstrip()


class Subject:
    """A matter as the rules see it. `plans` gives the plans of the whole workspace by their matter's folder name."""

    def __init__(
        self,
        settings: Settings,
        folder: str,
        paper: Paper | None,
        plan: ActionPlan | None,
        plans: Callable[[], Mapping[str, ActionPlan]],
    ) -> None:
        self.settings = settings
        self.folder = folder
        self.paper = paper
        self.plan = plan
        self.plans = plans

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the matter, its answers and its plan."""
        paper = self.paper.matter.passages if self.paper else ()
        answers = [row.response for row in self.paper.rows if row.response] if self.paper else []
        plan = self.plan.passages if self.plan else ()
        return (*paper, *(passage for each in answers for passage in each.passages), *plan)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Every paragraph, item and heading of the passages."""
        return tuple(stretch for passage in self.passages for stretch in find_stretches(passage))

    @cached_property
    def prose(self) -> tuple[Stretch, ...]:
        """The stretches that are made of sentences."""
        kinds = (Kind.SENTENCES, Kind.MARKDOWN, Kind.RECOMMENDATION, Kind.COMMENT, Kind.ACTION, Kind.NOTES)
        forms = (Form.PARAGRAPH, Form.ITEM)
        return tuple(each for each in self.stretches if each.passage.kind in kinds and each.form in forms)

    @cached_property
    def count(self) -> int:
        """How many recommendations there are."""
        return len(self.paper.matter.recommendations) if self.paper else 0


def find_stretches(passage: Passage) -> tuple[Stretch, ...]:
    """Return the paragraphs, items and headings of a passage."""
    if passage.kind is Kind.MARKDOWN:
        return tuple(_find_blocks(passage))
    found = []
    start = 0
    for line in passage.text.split("\n"):
        mark = LIST_MARK.match(line) if not line.lstrip()[:1].isdigit() else None
        if line.strip() and not PLACED.fullmatch(line):
            begin = mark.end() if mark else len(line) - len(line.lstrip())
            found.append(Stretch(passage, start + begin, line[begin:], Form.ITEM if mark else Form.PARAGRAPH))
        start += len(line) + 1
    return tuple(found)


def _find_blocks(passage: Passage) -> Iterator[Stretch]:
    """Yield the blocks of a Markdown text; further lines of a paragraph or an item belong to it."""
    start, form, lines = 0, Form.PARAGRAPH, list[str]()
    at = 0
    for line in (*passage.text.split("\n"), ""):
        if quoted := QUOTE_MARK.match(line):
            # The sign is no word of the text; blanks in its place leave every letter where it was.
            line = " " * quoted.end() + line[quoted.end() :]
        mark = HEADING_MARK.match(line) or LIST_MARK.match(line)
        begins = bool(mark) or not line.strip() or line.lstrip().startswith("|") or form in (Form.HEADING, Form.TABLE)
        if begins and lines:
            yield from _make_block(passage, start, lines, form)
            lines = []
        if line.strip():
            if not lines:
                indent = mark.end() if mark else len(line) - len(line.lstrip())
                start, form = at + indent, _form_of(line)
                lines = [line[indent:]]
            else:
                lines.append(line)
        at += len(line) + 1


def _form_of(line: str) -> Form:
    if HEADING_MARK.match(line):
        return Form.HEADING
    if line.lstrip().startswith("|"):
        return Form.TABLE
    return Form.ITEM if LIST_MARK.match(line) else Form.PARAGRAPH


def _make_block(passage: Passage, start: int, lines: list[str], form: Form) -> Iterator[Stretch]:
    text = " ".join(lines)
    if not PLACED.fullmatch(text):
        yield Stretch(passage, start, text, form)


def count_recommendations(count: int) -> Message:
    """Return "there is one recommendation" or "there are 4 recommendations"."""
    return phrase("there is one recommendation") if count == 1 else phrase("there are {} recommendations", count)


def words_around(text: str, start: int, end: int, most: int) -> str:
    """Return the characters from `start` to `end` and the whole words beside them, up to `most` characters each way."""
    before, after = text[:start], text[end:]
    first = before[-most:] if len(before) <= most else before[-most - 1 :].partition(" ")[2] or before[-most:]
    last = after if len(after) <= most else after[: most + 1].rpartition(" ")[0] or after[:most]
    return f"{first}{text[start:end]}{last}"


def finding_in(
    code: Code, stretch: Stretch, start: int, end: int, message: Message, hint: Message,
    replacement: str | None = None, related: Location | None = None,
) -> Diagnostic:  # fmt: skip
    """Return the finding about the characters from `start` to `end` of the stretch, with what may replace them."""
    passage = stretch.passage
    spot = find_spot(passage, stretch.start + start, stretch.start + end, replacement)
    if passage.exempt:
        # A correction shows what the words are.
        hint = for_officer("look at the words there; `papers explain {}` says more", Term(code.number))
    if not passage.raw and passage.number:
        message = phrase("recommendation {}: {}", passage.number, message)
    found = finding(code, message, hint, spot.location)._replace(
        length=spot.length, fix=spot.fix, number=passage.number, related=related
    )
    return withhold_typed(found, INSTEAD) if passage.exempt else found
