"""Checks that a finished document or page has everything that people wrote, in order, each answer in its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, zip_longest
from typing import NamedTuple

from cabinet_papers.finished.found import FoundParagraph, normalise
from cabinet_papers.papers.expected_parts import Expected, ExpectedGroup, Part, Section
from cabinet_papers.proof.columns import Columns, Placed
from cabinet_papers.proof.fitting import Span, blank, find_words, fit, holds_number, is_of_kind


class How(Enum):
    """In which way a fact is lost."""

    MISSING = "not in the document"
    MISPLACED = "in the document, but not at its place"
    BLANK = "an empty cell, where the template has to say why"


class Loss(NamedTuple):
    """A fact that is not where it belongs; `heading` is that of the wrong column in which it was found."""

    fact: Expected
    how: How = How.MISSING
    heading: str = ""


class Attempt(NamedTuple):
    """What comes of looking for a group at one place of the document: the parts found there, and what is lost."""

    placed: tuple[Placed, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def ats(self) -> list[int]:
        """The paragraphs that hold the parts."""
        return [span.at for _, spans in self.placed for span in spans]


def find_losses(paragraphs: Sequence[FoundParagraph], sections: Sequence[Section]) -> list[Loss]:
    """Return every fact that is not in the document, or not where it belongs."""
    sections = [_without_empty(section) for section in sections]
    search = _Search(paragraphs, sections)
    lost = [loss for section in sections for loss in search.place_section(section)]
    return [*lost, *search.find_exchanged(), *search.find_blank(), *search.find_details(sections)]


def _without_empty(section: Section) -> Section:
    """Return the section without facts that show nothing, such as a lone control character."""
    groups = [
        group._replace(parts=tuple(each for part in group.parts if (each := _shown(part)).facts))
        for group in section.groups
    ]
    details = tuple(fact for fact in section.details if normalise(fact.text))
    return section._replace(groups=tuple(group for group in groups if group.parts), details=details)


def _shown(part: Part) -> Part:
    return part._replace(facts=tuple(fact for fact in part.facts if normalise(fact.text)))


# A detail, and the paragraphs that it may be in.
_Detail = tuple[Expected, Sequence[int]]


class _Search:
    """Looks for one group after the other and notes which words each has taken."""

    def __init__(self, paragraphs: Sequence[FoundParagraph], sections: Sequence[Section]) -> None:
        self.paragraphs = paragraphs
        self.sections = sections
        self.rest = [each.words for each in paragraphs]
        self.every = range(len(paragraphs))
        self.columns = Columns(paragraphs, sections)
        self.used_rows: set[int] = set()
        self.placed: list[Placed] = []
        self.placed_rows: list[tuple[int, ExpectedGroup]] = []
        # Where the next group may begin, and the first and last paragraph of each section's groups.
        self.at = 0
        self.extents: list[tuple[int, int] | None] = []

    def place_section(self, section: Section) -> Iterator[Loss]:
        """Look for the section's groups; yield what of them is lost."""
        first = len(self.placed)
        for group, following in zip_longest(section.groups, section.groups[1:]):
            yield from self.place_group(group, following)
        ats = Attempt(tuple(self.placed[first:])).ats
        self.extents.append((min(ats), max(ats)) if ats else None)

    def place_group(self, group: ExpectedGroup, following: ExpectedGroup | None) -> Iterator[Loss]:
        """Take the group's words out of the document at the first place that has them all, or most of them."""
        best: Attempt | None = None
        for at in self.find_starts(group):
            attempt = self.try_row(group, at, following) if group.in_row else self.try_flow(group, at)
            if best is None or len(attempt.losses) < len(best.losses):
                best = attempt
            if not best.losses:
                break
        if best is None:
            yield from self.explain(group.facts)
            return
        before = self.at
        self.take(group, best)
        yield from best.losses
        if group.number and not self.has_number(group.number, best, before, is_block=group.in_block):
            yield Loss(group.number)

    def find_starts(self, group: ExpectedGroup) -> Iterable[int]:
        """Return where the group's first words are: a row may be anywhere, a paragraph after the group before."""
        words = normalise(group.parts[0].facts[0].text)
        ahead = (at for at in range(self.at, len(self.rest)) if words in self.rest[at])
        if not group.in_row:
            # A paragraph that only quotes the words is not the one that was typed.
            return sorted(ahead, key=lambda at: self.rest[at] != words)
        return chain(self.find_row_starts(words), ahead)

    def find_row_starts(self, words: str) -> Iterator[int]:
        """Yield where the words are in rows that no group has taken, first in those after the group before."""
        for at in chain(range(self.at, len(self.rest)), range(self.at)):
            row = self.paragraphs[at].place.row
            if row and words in self.rest[at] and row not in self.used_rows:
                yield at

    def try_flow(self, group: ExpectedGroup, at: int) -> Attempt:
        """Look for the parts one after the other, from the paragraph `at` on."""
        placed, losses = list[Placed](), list[Loss]()
        within = range(at, len(self.rest))
        for part in group.parts:
            found = self.find_part(part, within, {}) if placed else self.follow(part, at, within, {})
            if isinstance(found, Loss):
                losses.append(found)
            else:
                placed.append((part, found))
                within = range(found[-1].at + 1, len(self.rest))
        return Attempt(tuple(placed), tuple(losses))

    def try_row(self, group: ExpectedGroup, at: int, following: ExpectedGroup | None) -> Attempt:
        """Look for the first part in the paragraph `at`, and for the others in the rest of its row, or its block."""
        near = self.block_of(at, following) if group.in_block else self.row_of(at)
        first, *others = group.parts
        placed, losses, taken = list[Placed](), list[Loss](), dict[int, str]()
        # A long part is known by its words; a short one, such as Yes, takes what is left.
        for part in (first, *sorted(others, key=lambda part: -sum(len(fact.text) for fact in part.facts))):
            if part is first:
                found = self.follow(part, at, self.cell_of(at, near), taken)
            else:
                found = self.find_part(part, near, taken)
            if isinstance(found, Loss):
                losses.append(found)
                continue
            placed.append((part, found))
            for span in found:
                taken[span.at] = blank(taken.get(span.at, self.rest[span.at]), span)
        losses += map(self.report_wrong_column, self.columns.find_wrong(placed))
        return Attempt(tuple(placed), tuple(losses))

    def row_of(self, at: int) -> Sequence[int]:
        """Return the paragraphs of the table row that a paragraph is in; outside tables those from it on."""
        row = self.paragraphs[at].place.row
        return self.columns.rows[row] if row else range(at, len(self.rest))

    def block_of(self, at: int, following: ExpectedGroup | None) -> Sequence[int]:
        """Return the paragraphs from the group before to the one that follows."""
        words = normalise(following.parts[0].facts[0].text) if following else ""
        ends = (each for each in range(at + 1, len(self.rest)) if words and words in self.rest[each])
        return range(self.at, next(ends, len(self.rest)))

    def cell_of(self, at: int, near: Sequence[int]) -> Sequence[int]:
        place = self.paragraphs[at].place
        return self.columns.cells[place.row, place.column] if place.row else near

    def find_part(self, part: Part, near: Sequence[int], taken: dict[int, str]) -> tuple[Span, ...] | Loss:
        """Return where the part is in the paragraphs, best in the column of its like; or what of it is lost."""
        words = normalise(part.facts[0].text)
        starts = (at for at in near if words in taken.get(at, self.rest[at]))
        tried = [self.follow(part, at, self.cell_of(at, near), taken) for at in starts]
        found = [spans for spans in tried if not isinstance(spans, Loss)]
        if len(found) == 1:
            return found[0]
        if found:
            return min(found, key=lambda spans: self.columns.strangeness(part, spans[0]))
        lost = (spans for spans in tried if isinstance(spans, Loss))
        return next(lost, None) or self.explain_one(part.facts[0], near, taken)

    def follow(self, part: Part, at: int, within: Sequence[int], taken: dict[int, str]) -> tuple[Span, ...] | Loss:
        """Return the spans of the part's facts, the first in the paragraph `at` and each other in the next one."""
        spans = list[Span]()
        ahead = (each for each in within[within.index(at) :] if self.paragraphs[each].words)
        last = len(part.facts) - 1
        for number, fact in enumerate(part.facts):
            here = next(ahead, None)
            if here is None:
                return self.explain_one(fact, within, taken)
            text = taken.get(here, self.rest[here])
            found = fit(fact, text, self.paragraphs[here], is_first=number == 0, is_last=number == last)
            if found is None:
                return self.explain_one(fact, within, taken)
            spans.append(Span(here, *found))
        return tuple(spans)

    def take(self, group: ExpectedGroup, attempt: Attempt) -> None:
        """Note the words that the group has taken, and where the next one may begin."""
        self.placed += attempt.placed
        for part, spans in attempt.placed:
            self.columns.note(part, spans)
            for span in spans:
                self.rest[span.at] = blank(self.rest[span.at], span)
        if not attempt.ats:
            return
        row = self.paragraphs[min(attempt.ats)].place.row if group.in_row and not group.in_block else 0
        if row:
            self.used_rows.add(row)
            self.placed_rows.append((row, group))
            self.at = self.columns.rows[row][-1] + 1
        else:
            self.at = (min if group.in_row and not group.in_block else max)(attempt.ats) + 1

    def has_number(self, number: Expected, attempt: Attempt, before: int, *, is_block: bool) -> bool:
        """Whether the number is printed in the group's row, or between the group before and its first words."""
        if not attempt.placed:
            return True
        at = min(attempt.ats)
        is_row = self.paragraphs[at].place.row and not is_block
        near = self.row_of(at) if is_row else range(min(before, at), at + 1)
        return any(holds_number(self.rest[each], normalise(number.text)) for each in near)

    def report_wrong_column(self, placed: Placed) -> Loss:
        part, spans = placed
        return Loss(part.facts[0], How.MISPLACED, self.columns.heading_of(spans[0]))

    def find_exchanged(self) -> Iterator[Loss]:
        """Yield the parts that are in another column than most of their like."""
        return map(self.report_wrong_column, self.columns.find_exchanged(self.placed))

    def find_blank(self) -> Iterator[Loss]:
        """Yield the cells of a group's row that have no words, although they always have some."""
        for row, group in self.placed_rows:
            for column in group.never_blank:
                if self.columns.find_blank(row, column):
                    yield Loss(group.facts[0], How.BLANK, column)

    def find_details(self, sections: Sequence[Section]) -> Iterator[Loss]:
        """Yield the details that are not printed around their section's groups.

        The longest of all sections comes first: a ward on the front sheet may be named in the paper's title too.
        """
        arounds = [self.find_around(number) for number in range(len(sections))]
        of_sections = [*zip(sections, arounds, strict=True)]
        house = dict.fromkeys((normalise(each), around) for section, around in of_sections for each in section.house)
        sentences = {sentence for sentence, _ in house}
        details = [(fact, around) for section, around in of_sections for fact in section.details]
        details.sort(key=lambda each: -len(each[0].text))
        # A sentence of the house may be typed too, as the title of an appendix.
        typed, others = list[_Detail](), list[_Detail]()
        for each in details:
            (typed if any(sentence in normalise(each[0].text) for sentence in sentences) else others).append(each)
        yield from self.take_details(typed)
        for sentence, around in house:
            while self.take_words(sentence, around):
                pass
        yield from self.take_details(others)

    def take_details(self, details: Sequence[_Detail]) -> Iterator[Loss]:
        return (Loss(fact) for fact, around in details if not self.take_words(normalise(fact.text), around))

    def find_around(self, number: int) -> Sequence[int]:
        """Return the paragraphs before a section's groups; all where there is no other section with groups."""
        extent = self.extents[number]
        others = [
            each for at, each in enumerate(self.extents) if each and at != number and not self.sections[at].is_around
        ]
        if extent is None or not others or self.sections[number].is_apart:
            return self.every
        before = max((last for _, last in others if last < extent[0]), default=-1)
        return range(before + 1, extent[0] + 1)

    def take_words(self, words: str, among: Sequence[int]) -> bool:
        """Take the words out of the first paragraph that has them; return whether one had."""
        for at in among:
            start = find_words(self.rest[at], words)
            if start >= 0:
                self.rest[at] = blank(self.rest[at], Span(at, start, start + len(words)))
                return True
        return False

    def explain(self, facts: Sequence[Expected]) -> list[Loss]:
        """Return the facts that are nowhere in the document, or the first where all are somewhere."""
        losses = [self.explain_one(fact, self.every, {}) for fact in facts]
        return [loss for loss in losses if loss.how is How.MISSING] or losses[:1]

    def explain_one(self, fact: Expected, near: Sequence[int], taken: dict[int, str]) -> Loss:
        words = normalise(fact.text)
        alike = (at for at in near if is_of_kind(self.paragraphs[at], fact))
        elsewhere = any(find_words(taken.get(at, self.rest[at]), words) >= 0 for at in alike)
        return Loss(fact, How.MISPLACED if elsewhere else How.MISSING)
