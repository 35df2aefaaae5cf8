"""What the rules look at: a matter's paper and plan, its texts, and the other plans of the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.files.folders import fold_name
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, for_officer, phrase
from cabinet_papers.matter.list_marks import BULLETS
from cabinet_papers.matter.plan_years import follow
from cabinet_papers.matter.references import know_forms
from cabinet_papers.matter.typed_text import TextKind, TypedText, find_span
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed

if TYPE_CHECKING:
    from cabinet_papers.matter.answered import Paper
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.matter.plan import ActionPlan
    from cabinet_papers.matter.plan_years import PlanYears
    from cabinet_papers.matter.references import NumberForms
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.matter.updates import Proposal

LIST_MARK = re.compile(rf"[ \t]*(?:[{BULLETS}+]|\d{{1,3}}[.)])[ \t]+")
QUOTE_MARK = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+(?![=\d£$€])")
HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
PLACED = re.compile(r"\s*\[\s*(?:recommendation\s+[^\s\[\]]{1,24}|table\s*:.*)\]\s*", re.IGNORECASE)
SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(]?[A-Z0-9])""")
# What ends in a full stop and ends no sentence.
SHORT_FORMS = re.compile(r"\b(?:e\.?g|i\.?e|etc|cllrs?|mrs?|ms|dr|prof|st|nos?|vs|ss?|para|[a-z])\.$", re.IGNORECASE)

# What is no prose: the parts of an address mean nothing else. It begins where a word does, or a very long one would be
# searched again from each of its letters.
ADDRESS = re.compile(r"(?<!\S)(?:\S*(?:://|www\.|@)\S*|\S+\.(?:gov|org|com|co|uk|net|example)\b\S*)")
# No paragraph of a paper is as long.
LONGEST_BLOCK = 10_000
# What is said directly before a place is within so many characters.
FAR = 200
# So many recommendations are named one by one.
MOST_NAMED = 10


class BlockForm(Enum):
    """What a line or a few lines of a source are in the paper."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    TABLE = "table"


class TextBlock(NamedTuple):
    """A paragraph, item or heading of a source: `start` is where its text begins there; line breaks are spaces."""

    source: TypedText
    start: int
    text: str
    form: BlockForm

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with its start in the block."""
        begin = 0
        for end in SENTENCE_END.finditer(self.text):
            sentence = self.text[begin : end.end()]
            if not SHORT_FORMS.search(sentence.rstrip()):
                yield begin, sentence.rstrip()
                begin = end.end()
        if self.text[begin:].strip():
            yield begin, self.text[begin:].rstrip()


class CheckedMatter:
    """A matter as the rules see it. `plans` gives the plans of the whole workspace by their matter's folder name.

    `years` is its plan beside last year's, where it names one that can be used; `proposals` are those of its services.
    """

    def __init__(
        self,
        settings: Settings,
        folder: str,
        paper: Paper | None,
        plan: ActionPlan | None,
        plans: Callable[[], Mapping[str, ActionPlan]],
        years: PlanYears | None = None,
        proposals: tuple[Proposal, ...] = (),
    ) -> None:
        self.settings = settings
        self.folder = folder
        self.paper = paper
        self.plan = plan
        self.plans = plans
        self.years = years
        self.proposals = proposals
        # The plans of other matters beside those of the year before, by their files.
        self._others: dict[str, PlanYears | None] = {}

    def find_years(self, plan: ActionPlan) -> PlanYears | None:
        """Return a plan of the workspace beside last year's; None where it names none that is here."""
        if plan is self.plan or not plan.previous:
            return self.years if plan is self.plan else None
        file = plan.location.file
        if file not in self._others:
            known = {fold_name(name): each for name, each in self.plans().items()}
            before = known.get(fold_name(plan.previous))
            self._others[file] = follow(before, plan) if before else None
        return self._others[file]

    @cached_property
    def typed_texts(self) -> tuple[TypedText, ...]:
        """Every text of the matter, its answers and its plan."""
        return self._list_texts(withdrawn=True)

    @cached_property
    def printed_texts(self) -> tuple[TypedText, ...]:
        """The texts without the answers to what was withdrawn, which no paper prints: what rules of words look at."""
        return self._list_texts(withdrawn=False)

    def _list_texts(self, *, withdrawn: bool) -> tuple[TypedText, ...]:
        paper = self.paper.matter.typed_texts if self.paper else ()
        rows = self.paper.own_rows if self.paper else ()
        answers = [row.response for row in rows if row.response and (withdrawn or not row.recommendation.withdrawn)]
        plan = self.plan.typed_texts if self.plan else ()
        return (*paper, *(source for each in answers for source in each.typed_texts), *plan)

    @cached_property
    def text_blocks(self) -> tuple[TextBlock, ...]:
        """Every paragraph, item and heading of the texts that are printed."""
        return tuple(block for source in self.printed_texts for block in find_text_blocks(source))

    @cached_property
    def prose(self) -> tuple[TextBlock, ...]:
        """The blocks that are made of sentences."""
        kinds = (
            TextKind.SENTENCES,
            TextKind.MARKDOWN,
            TextKind.RECOMMENDATION,
            TextKind.PART,
            TextKind.COMMENT,
            TextKind.ACTION,
            TextKind.NOTES,
        )
        forms = (BlockForm.PARAGRAPH, BlockForm.ITEM)
        return tuple(each for each in self.text_blocks if each.source.kind in kinds and each.form in forms)

    @cached_property
    def by_printed(self) -> dict[str, tuple[Recommendation, ...]]:
        """The recommendations by their printed numbers, as these are compared."""
        return self.paper.matter.by_printed if self.paper else {}

    @cached_property
    def number_forms(self) -> NumberForms:
        """The forms in which texts of the matter name its recommendations."""
        return know_forms(frozenset(self.by_printed))

    @cached_property
    def count(self) -> int:
        """How many recommendations there are."""
        return len(self.paper.matter.recommendations) if self.paper else 0


def find_text_blocks(source: TypedText) -> tuple[TextBlock, ...]:
    """Return the paragraphs, items and headings of a source."""
    found = _find_blocks(source) if source.kind is TextKind.MARKDOWN else _find_lines(source)
    return tuple(piece for block in found for piece in _cut(block))


def _cut(block: TextBlock) -> Iterator[TextBlock]:
    """Yield the block; one that is longer than a page or two in pieces, since rules look around each of its words."""
    start = 0
    while len(block.text) - start > LONGEST_BLOCK:
        last = start + LONGEST_BLOCK
        ends = (block.text.rfind(mark, start + 1, last) + len(mark) for mark in (". ", " "))
        end = next((end for end in ends if end > start + 1), last)
        yield block._replace(start=block.start + start, text=block.text[start:end])
        start = end
    yield block._replace(start=block.start + start, text=block.text[start:]) if start else block


def _find_lines(source: TypedText) -> Iterator[TextBlock]:
    """Yield each line of a text as a block."""
    start = 0
    for line in source.text.split("\n"):
        mark = LIST_MARK.match(line) if not line.lstrip()[:1].isdigit() else None
        if line.strip() and not PLACED.fullmatch(line):
            begin = mark.end() if mark else len(line) - len(line.lstrip())
            yield TextBlock(source, start + begin, line[begin:], BlockForm.ITEM if mark else BlockForm.PARAGRAPH)
        start += len(line) + 1


def _find_blocks(source: TypedText) -> Iterator[TextBlock]:
    """Yield the blocks of a Markdown text; further lines of a paragraph or an item belong to it."""
    start, form, lines = 0, BlockForm.PARAGRAPH, list[str]()
    at = 0
    for line in (*source.text.split("\n"), ""):
        if quoted := QUOTE_MARK.match(line):
            # The sign is no word of the text; blanks in its place leave every letter where it was.
            line = " " * quoted.end() + line[quoted.end() :]
        mark = HEADING_MARK.match(line) or LIST_MARK.match(line)
        begins = (
            bool(mark)
            or not line.strip()
            or line.lstrip().startswith("|")
            or form in (BlockForm.HEADING, BlockForm.TABLE)
        )
        if begins and lines:
            yield from _make_block(source, start, lines, form)
            lines = []
        if line.strip():
            if not lines:
                indent = mark.end() if mark else len(line) - len(line.lstrip())
                start, form = at + indent, _form_of(line)
                lines = [line[indent:]]
            else:
                lines.append(line)
        at += len(line) + 1


def _form_of(line: str) -> BlockForm:
    if HEADING_MARK.match(line):
        return BlockForm.HEADING
    if line.lstrip().startswith("|"):
        return BlockForm.TABLE
    return BlockForm.ITEM if LIST_MARK.match(line) else BlockForm.PARAGRAPH


def _make_block(source: TypedText, start: int, lines: list[str], form: BlockForm) -> Iterator[TextBlock]:
    text = " ".join(lines)
    if not PLACED.fullmatch(text):
        yield TextBlock(source, start, text, form)


def name_recommendations(recommendations: Sequence[Recommendation]) -> Message:
    """Return how many there are, or of which numbers where these are not a count."""
    names = [each.printed for each in recommendations]
    if not names or all(name == str(each.number) for name, each in zip(names, recommendations, strict=True)):
        return count_recommendations(len(names))
    if len(names) == 1:
        return phrase("the only recommendation is {}", names[0])
    if len(names) > MOST_NAMED:
        return phrase("the {} recommendations go from {} to {}", len(names), names[0], names[-1])
    return phrase("the recommendations are {}", Term(f"{', '.join(names[:-1])} and {names[-1]}"))


def count_recommendations(count: int) -> Message:
    """Return "there is one recommendation", "there are 4 recommendations" or "there are no recommendations"."""
    if not count:
        return phrase("there are no recommendations")
    return phrase("there is one recommendation") if count == 1 else phrase("there are {} recommendations", count)


def words_before(text: str, at: int) -> str:
    """Return what is before a place, as far back as a rule looks: the search of a long text takes no longer."""
    return text[max(0, at - FAR) : at]


def words_around(text: str, start: int, end: int, most: int) -> str:
    """Return the characters from `start` to `end` and the whole words beside them, up to `most` characters each way."""
    before, after = text[:start], text[end:]
    first = before[-most:] if len(before) <= most else before[-most - 1 :].partition(" ")[2] or before[-most:]
    last = after if len(after) <= most else after[: most + 1].rpartition(" ")[0] or after[:most]
    return f"{first}{text[start:end]}{last}"


def finding_in(
    code: Code, block: TextBlock, start: int, end: int, message: Message, hint: Message,
    replacement: str | None = None, related: Location | None = None,
) -> Diagnostic:  # fmt: skip
    """Return the finding about the characters from `start` to `end` of the block, with what may replace them."""
    source = block.source
    span = find_span(source, block.start + start, block.start + end, replacement)
    if source.exempt:
        # A correction shows what the words are.
        hint = for_officer(
            "look at the exempt text, which is not shown here; `papers explain {}` says what to correct",
            Term(code.number),
        )
    if not source.raw and source.number:
        message = phrase("recommendation {}: {}", Term(source.printed or source.number), message)
    found = finding(code, message, hint, span.location)._replace(
        length=span.length, fix=span.fix, number=source.number, related=related, words=span.words
    )
    return withhold_typed(found, INSTEAD) if source.exempt else found
