"""What became of an old paper: its body as a template, what it asks of papers.yaml, and what could not be placed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.message import Message, phrase
from cabinet_papers.matter.columns import NUMBER, USUAL
from cabinet_papers.matter.dates import WEEKDAYS
from cabinet_papers.matter.numbering import bare, read_numbering
from cabinet_papers.matter.vocabulary import Meaning, find_listed_meaning
from cabinet_papers.old_papers.columns import OldColumn
from cabinet_papers.yaml_files.plain_scalar import quote_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from cabinet_papers.old_papers.answers import Answers

USUAL_WORDS = {"yes", "no", "in part"}
# What templates print in the place of a decision.
OF_TEMPLATES = {"added", "awaited", "exempt", "withdrawn"}
LONGEST = 200
EITHER = re.compile(r"\{% if [^%]+%\}[^{]*\{% else %\}(?P<usual>[^{]*)\{% endif %\}")
SHOWN = re.compile(
    rf"(?:(?:{'|'.join(each.capitalize() for each in WEEKDAYS)})(?P<joint>,? ))?(?P<day>\d{{1,2}})(?P<rest>[ /].*)"
)
USUAL_DATE = "dd MMMM yyyy"


class Placed(NamedTuple):
    """The blocks of the template's body; `columns` are those of its answers.

    `lines` are those to add to papers.yaml, `rows` the labels of a front sheet with the texts that they had, `left`
    what was of that one paper and is not in the template, and `kept` lines that have words of that paper.
    """

    blocks: tuple[etree._Element, ...]
    columns: tuple[OldColumn, ...] = ()
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def describe(self) -> list[Message]:
        """Return what is not in the template, and what is there though it may have been of that paper, a line each."""
        kept = phrase("in the template; delete there what was of that paper alone:") if self.kept else None
        left = phrase("not in the template, because it was of that paper:") if self.left else None
        lines = [*([kept] if kept else []), *(phrase("  {}", _shorten(text)) for text in self.kept)]
        return [*lines, *([left] if left else []), *(phrase("  {}", _shorten(text)) for text in self.left)]


def _shorten(text: str) -> str:
    """Return a text on one line, with an end that says that it goes on."""
    flat = " / ".join(EITHER.sub(r"\g<usual>", text).split("\n"))
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} ..."


def suggest_lines(answers: Answers | None, dates: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that papers.yaml needs for such papers."""
    lines = _suggest_date(list(dates))
    if answers:
        lines += [*_suggest_columns(answers.columns), *_suggest_decisions(answers.decisions)]
        lines += _suggest_numbering(answers.numbers)
    return tuple(lines)


def _suggest_columns(columns: Sequence[OldColumn]) -> list[str]:
    """Return the whole table of answers, unless it is the usual one."""
    listed = [each for each in columns if each.name and each.name != "topic"]
    names = [each.name for each in listed]
    usual = [each.name for each in USUAL]
    same = all(each.write() in names for each in listed)
    if same and names in (usual, usual[1:]):
        return []
    if NUMBER.name not in names:
        listed = [OldColumn(NUMBER.heading, NUMBER.name), *listed]
    return ["response_columns:", *(f"  - {each.write()}" for each in listed)]


def _suggest_decisions(words: Iterable[str]) -> list[str]:
    """Return the decisions with what they mean, unless they are the usual ones."""
    given = [each for each in dict.fromkeys(words) if each.casefold() not in OF_TEMPLATES]
    if not given or {each.casefold() for each in given} <= USUAL_WORDS:
        return []
    meanings = {word: find_listed_meaning(word) for word in given}
    listed = ", ".join(
        f"{quote_yaml(word, in_braces=True)}: {(meaning or Meaning.OTHER).value}" for word, meaning in meanings.items()
    )
    unsure = [word for word, meaning in meanings.items() if meaning is None]
    remark = f"    # please say what these mean: {', '.join(unsure)}" if unsure else ""
    return [f"decisions: {{{listed}}}{remark}"]


def _suggest_numbering(numbers: Sequence[str]) -> list[str]:
    """Return how the first number looks, unless it is the usual one, or the others do not go on from it."""
    first = numbers[0] if numbers else "1."
    numbering = read_numbering(first)
    if numbering is None or first in ("1", "1."):
        return []
    goes_on = [numbering.number(count, 1) for count in range(1, len(numbers) + 1)]
    goes_on = goes_on if not numbering.is_by_topic else goes_on[:1]
    follow = all(bare(typed) == each.number for typed, each in zip(numbers, goes_on, strict=False))
    return [f"numbering: {quote_yaml(first)}"] if follow else []


def _suggest_date(dates: Sequence[str]) -> list[str]:
    """Return how the paper prints dates, as far as it shows that; a day of the week only if all have one."""
    every = list(filter(None, map(SHOWN.fullmatch, dates)))
    in_words = [each for each in every if not each["rest"].startswith("/")]
    form = _tell_form(in_words) if in_words else _tell_figures(every)
    return [] if form == USUAL_DATE else [f"date_format: {form}"]


def _tell_form(days: Sequence[re.Match[str]]) -> str:
    joints = {each["joint"] or "" for each in days}
    weekday = f"EEEE{joints.pop()}" if len(joints) == 1 and "" not in joints else ""
    # A day of two figures looks the same in both forms.
    is_short = any(len(each["day"]) == 1 for each in days)
    is_long = any(each["day"].startswith("0") for each in days)
    if not weekday and not is_short:
        return USUAL_DATE
    return f"{weekday}{'dd' if is_long else 'd'} MMMM yyyy"


def _tell_figures(days: Sequence[re.Match[str]]) -> str:
    if not days:
        return USUAL_DATE
    return "d/M/yyyy" if any(len(each["day"]) == 1 for each in days) else "dd/MM/yyyy"
