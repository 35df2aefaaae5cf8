"""Finds answers in colours that the form does not have: people mark with them what is not final."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.excel.colours import BLACK, WHITE, Colour, read_rgb
from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.sheets.changed_rows import report_about
from cabinet_papers.sheets.form_writer import WAITING
from cabinet_papers.sheets.mark_words import ERROR_FILL, WARNING_FILL

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, CellLook
    from cabinet_papers.findings.diagnostics import Diagnostic, Location
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.sheets.read_sheet import MatchedRow

# What the program itself puts behind cells.
OWN_GROUNDS = {WHITE, *map(read_rgb, (ERROR_FILL, WARNING_FILL, WAITING))}
# Dark greys pass for black: e-mail programs and web pages write with them.
NEAR_BLACK = 120
# So many answers show what is usual in a sheet that is not one of ours.
ENOUGH = 4


class _Answer(NamedTuple):
    """A cell with an answer, its look and its place; `is_ours` says that the row has our reference."""

    cell: Cell
    look: CellLook
    place: Location
    about: Recommendation
    is_ours: bool


def find_coloured(rows: Sequence[tuple[MatchedRow, Recommendation]]) -> list[Diagnostic]:
    """Return a finding for the answers with coloured letters, and one for those in coloured cells."""
    answers = list(_list_answers(rows))
    inks, grounds = _find_usual(answers)
    lettered = [each for each in answers if any(_is_colour(ink) and ink not in inks for ink in each.look.inks)]
    filled = [each for each in answers if each.look.ground not in OWN_GROUNDS | grounds]
    found = []
    if lettered:
        message = phrase("the text in {} has a colour that the form does not have", _list_cells(lettered))
        hint = phrase(
            "if the colour marks something unfinished, finish it; then remove the colour, which is not printed (Home, "
            "Font Color, Automatic)"
        )
        found.append(_report(lettered[0], message, hint))
    if filled:
        message = phrase("there is a colour behind {} that the form does not have", _list_cells(filled))
        hint = phrase(
            "if the colour marks something unfinished, finish it; then remove the colour, which is not printed (Home, "
            "Fill Color, No Fill)"
        )
        if filled[0].place.is_in_word:
            hint = phrase(
                "if the colour marks something unfinished, finish it; then remove the colour, which is not printed "
                "(Home, Text Highlight Color or Shading, No Color)"
            )
        found.append(_report(filled[0], message, hint))
    return found


def _list_answers(rows: Sequence[tuple[MatchedRow, Recommendation]]) -> Iterator[_Answer]:
    for matched, about in rows:
        row = matched.row
        for cell in row.given.values():
            if cell.look:
                place = row.place._replace(cell=cell.reference)
                yield _Answer(cell, cell.look, place, about, row.reference is not None)


def _find_usual(answers: Sequence[_Answer]) -> tuple[set[Colour], set[Colour | None]]:
    """Return the colours that most answers of a council's own sheet have; none in a sheet of ours."""
    if any(each.is_ours for each in answers) or len(answers) < ENOUGH:
        return set(), set()
    inks = Counter(ink for each in answers for ink in each.look.inks)
    grounds = Counter(each.look.ground for each in answers)
    half = len(answers) / 2
    return (
        {ink for ink, count in inks.items() if count > half},
        {each for each, count in grounds.items() if count > half},
    )


def _is_colour(ink: Colour) -> bool:
    return sum((one - other) ** 2 for one, other in zip(ink, BLACK, strict=True)) > NEAR_BLACK**2


def _list_cells(answers: Sequence[_Answer]) -> Message:
    """Return the cells by their references; of many, how many there are."""
    first, *others = (_name_cell(each) for each in answers)
    if not others:
        return phrase("{}", first)
    return (
        phrase("{} and {} more cells", first, len(others)) if len(others) > 1 else phrase("{} and {}", first, others[0])
    )


def _name_cell(answer: _Answer) -> Term:
    place = answer.place
    return Term(", ".join(place.within[1:]) if place.is_in_word else answer.cell.reference)


def _report(answer: _Answer, message: Message, hint: Message) -> Diagnostic:
    return report_about(codes.RES025, message, hint, answer.place, answer.about)
