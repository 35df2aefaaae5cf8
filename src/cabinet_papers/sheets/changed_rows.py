"""Reports what has changed since a row was answered: its words, whom it asks, the numbers that its answer refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import LONGEST_QUOTATION, Message, Term, for_officer, one_of, phrase
from cabinet_papers.matter.columns import ABOUT_ROW, NUMBER, Column
from cabinet_papers.matter.numbering import find_part_letter, fold_number, is_count
from cabinet_papers.matter.references import know_forms
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed
from cabinet_papers.matter.wording import differing_part
from cabinet_papers.sheets.about_row import find_renumbered, is_another, read_about_row
from cabinet_papers.sheets.read_sheet import Renumbered
from cabinet_papers.sheets.unprinted import advise_move, call_column

if TYPE_CHECKING:
    from cabinet_papers.matter.model import Recommendation
    from cabinet_papers.sheets.form import Asked
    from cabinet_papers.sheets.form_table import TableRow
    from cabinet_papers.sheets.matching import Match
    from cabinet_papers.sheets.read_sheet import MatchedRow
    from cabinet_papers.sheets.unprinted import Unprinted


def report_about(
    code: Code, message: Message, hint: Message, place: Location, about: Recommendation | None
) -> Diagnostic:
    """Return the finding, without anything typed if the recommendation that it is about is or may be exempt."""
    found = finding(code, message, hint, place)
    return withhold_typed(found, INSTEAD) if about and about.exempt else found


def place_in(row: TableRow, column: Column) -> Location:
    """Return the place of the row's cell in the column."""
    return row.place._replace(cell=row.cells[column.name].reference)


def report_reworded(about: Recommendation, old: str, place: Location, hint: Message) -> Diagnostic:
    """Return the finding for a recommendation that had other words when it was answered."""
    before, now = differing_part(old, about.wording, LONGEST_QUOTATION)
    message = phrase(
        'recommendation {} was reworded after it was answered: it was "{}", and is now "{}"', about.printed, before, now
    )
    return report_about(codes.RES011, message, hint, place, about)


def report_edited(about: Recommendation, typed: str, place: Location, hint: Message) -> Diagnostic:
    """Return the finding for a recommendation whose words somebody has changed in the sheet."""
    changed, printed = differing_part(typed, about.wording, LONGEST_QUOTATION)
    message = phrase(
        'recommendation {} was changed in the sheet to "{}", but the papers print "{}"', about.printed, changed, printed
    )
    return report_about(codes.RES006, message, hint, place, about)


def find_in_about_row(row: TableRow, about: Recommendation, words: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield again what the sheet, which is in these words, says of the answer, until a person empties that cell."""
    if not row.text(ABOUT_ROW):
        return
    heading = call_column(ABOUT_ROW, words)
    says, place = read_about_row(row.text(ABOUT_ROW)), place_in(row, ABOUT_ROW)
    who = phrase("the Cabinet Member who answers now") if says.answered_by else phrase("the Cabinet Member")
    ask = for_officer(
        'ask {} whether the answer still applies, and change it if not; then empty the cell under "{}"',
        who,
        heading,
    )
    if says.reworded:
        yield report_reworded(about, says.reworded, place, ask)
    for typed in says.edited:
        hint = for_officer(
            "if the papers should print the changed words, write them in recommendations.yaml; then, in any case, "
            'empty the cell under "{}"',
            heading,
        )
        yield report_edited(about, typed, place, hint)
    if says.answered_by:
        message = phrase(
            "the answer to recommendation {} was given by {}, but somebody else answers now",
            about.printed,
            says.answered_by,
        )
        yield report_about(codes.RES022, message, ask, place, about)
    for line in says.others:
        message = phrase('text typed under "{}" is not printed: "{}"', heading, line)
        yield report_about(codes.XLS009, message, advise_move(words), place, about)


def find_typed_about_row(row: TableRow, unprinted: Unprinted) -> Iterator[Diagnostic]:
    """Yield what was typed under "About this row" in a row whose recommendation no longer exists."""
    for line in read_about_row(row.text(ABOUT_ROW)).others:
        message = phrase('text typed under "{}" is not printed: "{}"', unprinted.call(ABOUT_ROW), line)
        yield unprinted.report(codes.XLS009, message, unprinted.move, row.cells[ABOUT_ROW.name].reference)


def find_taken_over(rows: Sequence[MatchedRow], asked: Sequence[str], *, may_quote: bool) -> list[Diagnostic]:
    """Return the finding for a sheet that was answered by people of whom none is `asked` now."""
    before = next((each.asked for each in rows if each.asked and each.row.given), ())
    if not is_another(before, asked):
        return []
    message = phrase("this sheet was answered by {}, but somebody else answers now", one_of(before))
    hint = for_officer("run `papers sheet`, which writes beside each answer who gave it")
    found = finding(codes.RES022, message, hint, rows[0].row.place)
    return [found if may_quote else withhold_typed(found)]


def list_renumbered(every: Sequence[tuple[TableRow, Match | None]]) -> Renumbered:
    """Return the present numbers of the recommendations that had others in the sheet."""
    now: dict[str, str] = {}
    # A row without a match may be a copy of one that has a match, which comes first.
    for row, match in sorted(every, key=lambda each: each[1] is None):
        typed = row.text(NUMBER).rstrip(". ")
        if row.reference:
            now.setdefault(row.reference.said, match.recommendation.printed if match else "")
        elif match and is_count(typed):
            now.setdefault(typed, match.recommendation.printed)
    for row, match in every:
        if row.reference and match and (old := _find_former_whole(row.reference.said, match.recommendation)):
            now.setdefault(old, match.recommendation.whole)
    return Renumbered.of({old: new for old, new in now.items() if fold_number(old) != fold_number(new)})


def _find_former_whole(said: str, found: Asked) -> str:
    """Return the former number of the recommendation of which another is the same part as it was; "" for no part."""
    letter = find_part_letter(found.printed, found.whole)
    return said.removesuffix(letter) if letter and said.endswith(letter) else ""


def find_former_numbers(
    matched: MatchedRow, about: Recommendation, since: Renumbered, words: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield where an answer refers to a recommendation by a number that is another's now, or none's.

    `words` are those of the sheet.
    """
    before = read_about_row(matched.row.text(ABOUT_ROW)).renumbered
    changed = find_renumbered(matched.row.given, before, since)
    by_name = {fold_number(each): each for each in changed}
    for cell in matched.row.given.values() if changed else ():
        place = matched.row.place._replace(cell=cell.reference)
        for referred, numbers in know_forms(frozenset(by_name)).find_referred(cell.text):
            for number in (by_name[each] for each in numbers if each in by_name):
                now, cure = _explain_renumbered(number, changed[number])
                message = phrase('the answer to recommendation {} says "{}", but {}', about.printed, referred[0], now)
                hint = for_officer("run `papers sheet`, which writes both numbers beside the answer")
                if before:
                    hint = phrase('{}, and empty the cell under "{}" in this row', cure, call_column(ABOUT_ROW, words))
                yield report_about(codes.REF010, message, hint, place, about)


def _explain_renumbered(number: str, new: str) -> tuple[Message, Message]:
    """Return what has become of a recommendation that had this number, and what to write in its place."""
    if new:
        return phrase("recommendation {} is now {}", Term(number), Term(new)), phrase("write the new number")
    gone = phrase("the recommendation that had the number {} was deleted", Term(number))
    return gone, phrase("write in the comment what is meant, without that number")
