"""What a sheet says beside an answer: what has changed since it was given. It stays until a person empties the cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cabinet_papers.matter.columns import ABOUT_ROW, RECOMMENDATION
from cabinet_papers.matter.form_words import DUE, EDITED, FOR, GONE, IS_NOW, MORE, RENUMBERED, REWORDED, TAKEN_OVER
from cabinet_papers.matter.model import Recommendation
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.matter.references import know_forms
from cabinet_papers.matter.wording import normalise_name, normalise_person, normalise_wording
from cabinet_papers.sheets.form import Cells
from cabinet_papers.sheets.form_table import TableRow
from cabinet_papers.sheets.read_sheet import MatchedRow, Renumbered, Words

CHANGED_NUMBER = re.compile(rf"([^\s;]{{1,24}})(?:{re.escape(IS_NOW)}([^\s;]{{1,24}}?)|{re.escape(GONE)})(?=;|\.?\s*$)")


class AboutRow(NamedTuple):
    """The cell's lines by what they say: earlier words, words typed in the sheet, who answered, and new numbers.

    `renumbered` gives to each former number the present one, "" for a recommendation that is gone. `others` are lines
    that a person typed.
    """

    reworded: str = ""
    edited: tuple[str, ...] = ()
    answered_by: str = ""
    renumbered: Mapping[str, str] = {}
    others: tuple[str, ...] = ()

    def write(self) -> str:
        """Return the cell's text."""
        lines = [f"{REWORDED}{self.reworded}"] if self.reworded else []
        lines += [f"{EDITED}{each}" for each in self.edited]
        lines += [f"{TAKEN_OVER}{self.answered_by}."] if self.answered_by else []
        renumbered = sorted(self.renumbered.items(), key=_order)
        changes = (f"{old}{IS_NOW}{new}" if new else f"{old}{GONE}" for old, new in renumbered)
        lines += [f"{RENUMBERED}{'; '.join(changes)}."] if self.renumbered else []
        return "\n".join((*lines, *self.others))


def read_about_row(text: str) -> AboutRow:
    """Return what the cell's text says."""
    about = AboutRow()
    for line in dict.fromkeys(filter(str.strip, text.split("\n"))):
        if line.startswith(REWORDED):
            # The oldest wording is the one that was answered.
            about = about._replace(reworded=about.reworded or line.removeprefix(REWORDED))
        elif line.startswith(EDITED):
            about = about._replace(edited=(*about.edited, line.removeprefix(EDITED)))
        elif line.startswith(TAKEN_OVER):
            about = about._replace(answered_by=line.removeprefix(TAKEN_OVER).rstrip(". "))
        elif line.startswith(RENUMBERED):
            changes = dict(CHANGED_NUMBER.findall(line.removeprefix(RENUMBERED)))
            about = about._replace(renumbered=changes)
        else:
            about = about._replace(others=(*about.others, line))
    return about


def list_typed_beside(recommendation: Recommendation, row: TableRow) -> dict[str, str]:
    """Return what was typed over cells beside the words that are only to be read, by the names of their columns."""
    typed = {}
    for name, now in recommendation.beside.items():
        cell = row.cells.get(name)
        known = {normalise_name(each) for each in ("", now, *recommendation.was_beside.get(name, ()))}
        if cell is not None and normalise_name(cell.said) not in known:
            typed[name] = " ".join(cell.said.split())
    return typed


def describe_row(
    recommendation: Recommendation, present: MatchedRow, renumbered: Renumbered, asked: Sequence[str]
) -> str:
    """Return what a new sheet says of an answer: with what the present one says, and what has changed since then.

    `renumbered` are the numbers that have changed since the present sheet was written, `asked` whom the new one asks.
    """
    about = read_about_row(present.row.text(ABOUT_ROW))
    now = normalise_wording(recommendation.wording)
    typed = " ".join(present.row.text(RECOMMENDATION).split())
    if present.words is Words.EDITED:
        about = about._replace(edited=tuple(dict.fromkeys((*about.edited, typed))))
    elif present.words is Words.REWORDED and present.row.given:
        about = about._replace(reworded=about.reworded or typed)
    beside = list_typed_beside(recommendation, present.row).values()
    about = about._replace(edited=tuple(dict.fromkeys((*about.edited, *beside))))
    if not about.answered_by and present.row.given and is_another(present.asked, asked):
        about = about._replace(answered_by=" and ".join(present.asked))
    return about._replace(
        reworded=about.reworded if normalise_wording(about.reworded) != now else "",
        edited=tuple(each for each in about.edited if normalise_wording(each) != now),
        answered_by=about.answered_by if is_another(about.answered_by.split(" and "), asked) else "",
        renumbered=find_renumbered(present.row.given, about.renumbered, renumbered),
    ).write()


def _order(changed: tuple[str, str]) -> tuple[list[int], str]:
    """Return by what the former numbers are sorted: 2 before 10, and 1.2 before 1.10."""
    return list(map(int, re.findall(r"\d+", changed[0]))), changed[0]


def find_renumbered(given: Cells, before: Mapping[str, str], since: Renumbered) -> dict[str, str]:
    """Return the numbers that the answer's texts refer to and that are others now: those of today by the former ones.

    `before` is what the sheet itself says has changed since the answer, `since` what has changed since the sheet.
    """
    in_sheet = Renumbered.of(before)
    forms = know_forms(in_sheet.names | since.names if before else since.names)
    referred = {n for cell in given.values() for _, numbers in forms.find_referred(cell.text) for n in numbers}
    as_written = {n: in_sheet.now.get(n, n) for n in referred}
    today = {n: since.now.get(fold_number(written), written) for n, written in as_written.items()}
    changed = {n: number for n, number in today.items() if fold_number(number) != n}
    return {in_sheet.said.get(n) or since.said[n]: number for n, number in changed.items()}


def read_asked(line: str) -> tuple[str, ...]:
    """Return the names in the line that says whom a sheet asks."""
    people = line.removeprefix(FOR).partition(f". {DUE}")[0] if line.startswith(FOR) else ""
    # Where only some are named, it is not known who is asked.
    named = () if people.endswith(MORE) else people.split(";")
    return tuple(name for each in named if (name := " ".join(each.partition(",")[0].split())))


def is_another(answered: Iterable[str], asked: Iterable[str]) -> bool:
    """Whether none of those who answered is asked now. It is not known where one of the two is not."""
    before, now = ({normalise_person(each.partition(",")[0]) for each in names if each} for names in (answered, asked))
    return bool(before and now) and before.isdisjoint(now)
