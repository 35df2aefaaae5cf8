"""What the columns of an old table of answers are for, by their headings and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.matter.columns import (
    COMMENT,
    DECISION,
    FURTHER,
    MEMBER,
    NUMBER,
    OF_PROGRAM,
    RECOMMENDATION,
    REF,
    RESERVED,
    Column,
    ColumnKind,
)
from cabinet_papers.matter.dates import DateError
from cabinet_papers.matter.vocabulary import find_listed_meaning
from cabinet_papers.matter.when import parse_when
from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.sheets.recognised_table import COMMENT_WORDS, DECISION_WORDS
from cabinet_papers.yaml_files.plain_scalar import quote_yaml

TOPIC = "topic"
# What councils call the program's columns beside our own headings.
CALLED = (
    (NUMBER.name, re.compile(r"(?:rec(?:ommendation|\.)? )?(?:no|nr|number|#|para(?:graph)?)\.?", re.IGNORECASE)),
    (REF.name, re.compile(r"ref(?:erence)?\.?(?: (?:no|number)\.?)?", re.IGNORECASE)),
    (TOPIC, re.compile(r"topic|review|report|theme|subject", re.IGNORECASE)),
    (RECOMMENDATION.name, re.compile(r"(?:(?:scrutiny|committee|panel)(?:'s|’s)? )?recommendations?(?: .*)?"
                                     r"|conclusions? and recommendations?", re.IGNORECASE)),
    (MEMBER.name, re.compile(r"(?:cabinet|executive|lead|responsible|portfolio)(?: member| holder)s?(?: .*)?",
                             re.IGNORECASE)),
)  # fmt: skip
PROGRESS = re.compile(
    r"progress|update|reasons?|rationale|narrative|what (?:will|we will) .*|actions? taken", re.IGNORECASE
)
DECIDED = re.compile(r"decision|accepted|agreed|accept(?: or |/)reject|status|outcome", re.IGNORECASE)
PERSON = re.compile(r"officer|lead|owner|responsible|author|contact", re.IGNORECASE)
MONEY = re.compile(r"[-–]?£ ?[\d,]+(?:\.\d\d)?(?: ?(?:k|m|million))?", re.IGNORECASE)
# Decisions are short, and there are few of them.
LONGEST_DECISION = 5
FEW = 6


class OldColumn(NamedTuple):
    """A column of an old table: its heading, and what the program calls it, "" for a heading without words."""

    heading: str
    name: str
    kind: ColumnKind = ColumnKind.TEXT

    @property
    def is_own(self) -> bool:
        """Whether it is a column of the council's own."""
        return self.name not in {each.name for each in OF_PROGRAM} | {TOPIC, ""}

    @property
    def placeholder(self) -> str:
        """What prints it in a row of its own."""
        return f"{{{{p row.{self.name} }}}}"

    def write(self) -> str:
        """Return the item of response_columns that it is."""
        program = next((each for each in OF_PROGRAM if each.name == self.name), None)
        if program:
            same = normalise_heading(self.heading) == normalise_heading(program.heading)
            return self.name if same else f"{{heading: {quote_yaml(self.heading, in_braces=True)}, kind: {self.name}}}"
        if any(each.name == self.name and each.heading == self.heading for each in FURTHER):
            return self.heading
        kind = "" if self.kind is ColumnKind.TEXT else f", kind: {self.kind.value}"
        usual = re.sub(r"\W+", "_", self.heading.casefold()).strip("_")
        name = "" if usual == self.name else f", name: {self.name}"
        return f"{{heading: {quote_yaml(self.heading, in_braces=True)}{kind}{name}}}"


def tell_columns(
    headings: Sequence[str], texts: Mapping[int, Sequence[str]], known: Sequence[Column]
) -> list[OldColumn]:  # fmt: skip
    """Return what each column is for; `texts` are those below the headings, by their places from 0.

    `known` are the columns of the council beside the program's.
    """
    names: dict[int, str] = {}
    for at, heading in enumerate(headings):
        name = _find_name(heading, known)
        if name and name not in names.values():
            names[at] = name
    _tell_answers(headings, texts, names)
    taken = set(names.values())
    columns = []
    for at, heading in enumerate(headings):
        if at in names or not heading.strip():
            columns.append(OldColumn(heading, names.get(at, "")))
            continue
        name = _name_own(heading, taken)
        taken.add(name)
        columns.append(OldColumn(heading, name, _tell_kind(heading, texts.get(at, ()))))
    return columns


def _find_name(heading: str, known: Sequence[Column]) -> str:
    plain = " ".join(heading.split()).strip(" :")
    every = (*OF_PROGRAM, *(each for each in known if not each.is_further))
    named = next((each for each in every if normalise_heading(plain) in map(normalise_heading, each.headings)), None)
    return named.name if named else next((name for name, words in CALLED if words.fullmatch(plain)), "")


def _tell_answers(headings: Sequence[str], texts: Mapping[int, Sequence[str]], names: dict[int, str]) -> None:
    """Find the decisions and the comments among the columns whose headings do not say it."""
    free = [at for at, heading in enumerate(headings) if at not in names and heading.strip()]
    if DECISION.name not in names.values():
        deciding = [at for at in free if _may_decide(headings[at], texts.get(at, ()))]
        names |= dict.fromkeys(deciding[:1], DECISION.name)
    if COMMENT.name not in names.values():
        free = [at for at in free if at not in names]
        called = [at for at in free if COMMENT_WORDS.fullmatch(headings[at]) or PROGRESS.fullmatch(headings[at])]
        names |= dict.fromkeys(called[:1], COMMENT.name)


def _may_decide(heading: str, texts: Sequence[str]) -> bool:
    """Whether a column has decisions: its heading may say so, and its texts are short."""
    given = [text for text in texts if text]
    is_short = bool(given) and all(len(text.split()) <= LONGEST_DECISION for text in given) and len(set(given)) <= FEW
    is_called = bool(DECISION_WORDS.fullmatch(heading) or DECIDED.fullmatch(heading))
    return is_short and (is_called or all(find_listed_meaning(text) for text in given))


def _name_own(heading: str, taken: set[str]) -> str:
    """Return the name by which templates call a column of the council's own."""
    name = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_") or "column"
    name = name if name[0].isalpha() else f"column_{name}"
    return f"own_{name}" if name in RESERVED or name in taken else name


def _tell_kind(heading: str, texts: Iterable[str]) -> ColumnKind:
    given = [text for text in texts if text]
    if given and all(map(_is_date, given)):
        return ColumnKind.DATE
    if given and all(MONEY.fullmatch(text) for text in given):
        return ColumnKind.MONEY
    return ColumnKind.PERSON if PERSON.search(heading) else ColumnKind.TEXT


def _is_date(text: str) -> bool:
    try:
        return parse_when(text, "en-GB") is not None
    except DateError:
        return False
