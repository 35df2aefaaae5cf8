"""Writes one response sheet of a matter: new, or in place of the one that is there, with every answer kept."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cabinet_papers.commands.gather import ReadFolder
from cabinet_papers.commands.open_files import is_open
from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.files.beside_answers import EARLIER, RESPONSES
from cabinet_papers.files.folders import fold_name, is_there
from cabinet_papers.files.workspace import Workspace
from cabinet_papers.files.writing import (
    SavedMeanwhileError,
    explain_failure,
    hash_file,
    replace_and_keep,
    replace_whole,
)
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, Severity, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.findings.outcome import Outcome
from cabinet_papers.matter.columns import ABOUT_ROW
from cabinet_papers.matter.form_words import KEPT, say
from cabinet_papers.matter.model import Matter
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.form_kind import FormKind
from cabinet_papers.sheets.plan import PlannedSheet, plan_joined, plan_sheets
from cabinet_papers.sheets.read_sheet import ReadSheet
from cabinet_papers.sheets.refresh import (
    find_alike_tables,
    find_contradictions,
    find_left_behind,
    find_renamed,
    find_superseded,
    find_unportable,
    is_as_planned,
    is_filled_in,
    is_own_form,
)
from cabinet_papers.sheets.response_form import make_form


class SheetWriter(NamedTuple):
    """Writes the sheets of one matter."""

    workspace: Workspace
    matter: Matter
    read: ReadFolder
    settings: Settings
    today: date
    kind: FormKind
    joins: bool = False
    stem: str = RESPONSES

    def plan(self, folder: Path) -> tuple[PlannedSheet, ...]:
        """Return the sheets to write."""
        plan = plan_joined if self.joins else plan_sheets
        planned = plan(folder, self.matter, self.stem)
        return tuple(map(self.kind.rename, planned))

    def find_unjoinable(self) -> list[Diagnostic]:
        """Return why the sheets cannot be joined: what two of them answer differently, or tables of one name."""
        if not self.joins:
            return []
        sheets = [each for each in self.read.sheets if not (each.sheet.other_matter or each.sheet.last_years)]
        found = [*find_contradictions(sheets, self.matter), *find_alike_tables(sheets, self.matter, self.settings)]
        if not found:
            return []
        if self.settings.is_for_updates:
            message = phrase("the sheets were not joined, because two services have different updates on one action")
            hint = phrase("leave the sheets as they are: `papers take` reads all of them")
            return [finding(codes.OUT001, message, hint, Location(sheets[0].workbook.file))]
        message = phrase("the sheets were not joined, because they contradict each other")
        hint = phrase("first correct the other errors shown for the sheets, then run `papers sheet --join` again")
        return [*found, finding(codes.OUT001, message, hint, Location(sheets[0].workbook.file))]

    def find_superseded(self, every: Sequence[ReadSheet]) -> list[ReadSheet]:
        """Return the sheets that are to be set aside, because everything in them is in those written now.

        A form of the other kind without an answer stays: a Cabinet Member may still have it.
        """
        found = find_superseded(every, self.names, self.twins, self.matter, self.settings, any_form=self.joins)
        return [each for each in found if each.sheet.responses or fold_name(each.path.name) not in self.twins]

    def write(self, planned: PlannedSheet, written: list[Path]) -> Outcome:
        """Write or refresh one sheet; `written` are those of other members that were written just now."""
        present = _find_present(self.read, planned.path)
        # On a disk that tells capitals apart it may be there as Responses.xlsx.
        planned = planned._replace(path=present.path if present else planned.path)
        too_long = _find_too_long(planned) if self.kind.longest else []
        if problems := [*too_long, *_find_obstacle(self.workspace, planned, present)]:
            return Outcome(problems)
        answered = self.choose_answered(planned, present)
        every = _find_others(self.read, planned.path, self.stem, any_form=self.joins)
        others = [self.leave_own(each, planned) for each in every if each is not answered]
        made = make_form(planned, self.matter, answered, self.settings, others, joins=self.joins)
        form = self.kind.lay_out(made)
        if answered and answered is present and is_as_planned(answered, form):
            return Outcome(unchanged=[planned.path])
        if answered and (problems := _find_unclear(answered, self.matter, form, self.kind.longest)):
            return Outcome(problems)
        used = [each for each in (*others, answered) if each and each is not present and each.path not in written]
        return self.replace(planned, form, present, used)

    def leave_own(self, other: ReadSheet, written: PlannedSheet) -> ReadSheet:
        """Return another sheet than that written without the rows that it still has.

        What several are asked each of them answers alone.
        """
        stem = fold_name(other.path.stem)
        asked = {
            each.number
            for planned in self.plan(Path())
            if stem == fold_name(planned.path.stem) != fold_name(written.path.stem)
            for each in planned.recommendations
        }
        rows = [each for each in other.sheet.rows if each.number not in asked]
        return other._replace(sheet=replace(other.sheet, rows=rows))

    def find_taken(self, planned: PlannedSheet) -> list[ReadSheet]:
        """Return the sheet that came back under another name, if the planned one has all that is in it."""
        present = _find_present(self.read, planned.path)
        taken = self.choose_answered(planned, present)
        return [taken] if taken and taken is not present and fold_name(taken.path.name) not in self.twins else []

    def choose_answered(self, planned: PlannedSheet, present: ReadSheet | None) -> ReadSheet | None:
        """Return the sheet whose answers are kept: the present one, or the one that came back under another name."""
        # No answer is taken from a sheet for an earlier meeting; it is only kept.
        own = None if present and present.sheet.last_years else present
        if own and is_filled_in(own, self.matter, self.settings):
            return own
        return find_renamed(self.read.sheets, planned, self.names, self.matter) or self.find_twin(planned) or own

    def find_twin(self, planned: PlannedSheet) -> ReadSheet | None:
        """Return the same sheet as a file of the other kind, if it is answered."""
        twin = _find_present(self.read, self.kind.other.rename(planned).path)
        is_usable = twin and twin.sheet.responses and not (twin.sheet.other_matter or twin.sheet.last_years)
        return twin if is_usable else None

    @property
    def names(self) -> set[str]:
        """The names of the matter's sheets of this kind, without capitals."""
        return {fold_name(each.path.name) for each in self.plan(Path())}

    @property
    def twins(self) -> set[str]:
        """The names of the same sheets as files of the other kind."""
        return {fold_name(self.kind.other.rename(each).path.name) for each in self.plan(Path())}

    def replace(
        self, planned: PlannedSheet, form: Form, present: ReadSheet | None, others: Sequence[ReadSheet]
    ) -> Outcome:
        """Write the form in place of the sheet that is there, if it and the others are still as they were read."""
        content, too_long = self.render(form, planned)
        # Looked at after the rendering, which takes a while: an answer may have been saved in the meantime.
        if problems := [*too_long, *_find_changed(others)]:
            return Outcome(problems)
        try:
            kept = _replace_sheet(planned.path, content, present, self.today)
        except OSError as error:
            return Outcome([explain_failure(error, Location(self.workspace.name(planned.path)))])
        taken_over = _report_left_behind(present, form) if present and kept else []
        awaited = sum(not row.answer or bool(row.about_row) for row in form.rows)
        return Outcome(taken_over, [planned.path], kept=[kept] if kept else [], awaited=awaited)

    def render(self, form: Form, planned: PlannedSheet) -> tuple[bytes, list[Diagnostic]]:
        """Return the file, or a finding where a text is longer than a cell can hold."""
        try:
            return self.kind.render(form, self.settings), []
        except OverflowError:
            return b"", [finding(codes.XLS018, *_name_too_long(form), Location(self.workspace.name(planned.path)))]


def _find_present(read: ReadFolder, path: Path) -> ReadSheet | None:
    """Return the sheet that has the planned one's name, or one that differs only in capitals."""
    alike = [each for each in read.sheets if fold_name(each.path.name) == fold_name(path.name)]
    return min(alike, key=lambda each: each.path.name != path.name, default=None)


def _find_others(read: ReadFolder, path: Path, stem: str, *, any_form: bool) -> list[ReadSheet]:
    """Return the other sheets for the matter, for other members or under other names: those that we wrote, or any."""
    return [
        each
        for each in read.sheets
        if each.path != path
        and (
            any_form
            or fold_name(each.path.name).startswith(f"{stem} - ")
            or fold_name(each.path.stem) == fold_name(path.stem)
            or is_own_form(each)
        )
        and not (each.sheet.other_matter or each.sheet.last_years)
    ]


def _report_left_behind(present: ReadSheet, form: Form) -> list[Diagnostic]:
    """Return what the new sheet does not take over from the earlier one, and changes of its title or meeting."""
    if present.sheet.last_years:
        hint = phrase(
            'if answers in the earlier sheet, now in "{}", still apply, copy them into the new one; then send the new '
            "sheet out",
            Term(EARLIER),
        )
        place = Location(present.workbook.file)
        return [finding(codes.XLS012, present.sheet.last_years, hint, place, Severity.WARNING)]
    changed = [each for each in present.sheet.findings if each.code is codes.XLS011 and each.location.sheet]
    hint = phrase("the new sheet has the same answers; check that they are for this matter")
    private = phrase(
        'it was written for the member who answered before, so the new sheet does not have it; it is in "{}"',
        Term(EARLIER),
    )
    notes = present.sheet.findings if present.for_office and not form.for_office else ()
    unsent = [each._replace(hint=private) for each in notes if each.code is codes.XLS027]
    return [*(each._replace(hint=hint) for each in changed), *unsent, *find_left_behind(present)]


def _find_changed(sheets: Sequence[ReadSheet]) -> Iterator[Diagnostic]:
    """Yield a finding for each sheet that was saved since it was read, so that its answers may have changed."""
    for each in sheets:
        try:
            if hash_file(each.path) != each.was:
                raise SavedMeanwhileError
        except OSError as error:
            yield explain_failure(error, Location(each.workbook.file))


def _find_unclear(present: ReadSheet, matter: Matter, form: Form, longest: int) -> list[Diagnostic]:
    """Return what has to be corrected before the sheet can be written again, and that it was not written."""
    problems = [*find_contradictions([present], matter), *find_unportable(present, form, longest)]
    if not problems:
        return []
    message = phrase("the sheet was left unchanged, because a new one would lose some of what is in it")
    hint = phrase("first correct the other errors shown for this sheet, then run `papers sheet` again")
    return [*problems, finding(codes.OUT001, message, hint, Location(present.workbook.file))]


def _find_too_long(planned: PlannedSheet) -> list[Diagnostic]:
    """Return the recommendations that are too long for a cell in Excel."""
    hint = phrase("shorten the recommendation, or split it into several")
    return [
        finding(
            codes.XLS018,
            phrase(
                "recommendation {} has {} characters, but a cell in Excel can hold only {}",
                each.printed,
                Term(f"{len(each.wording):,}"),
                Term(f"{LONGEST_TEXT:,}"),
            ),
            hint,
            each.location,
        )
        for each in planned.recommendations
        if len(each.wording) > LONGEST_TEXT
    ]


def _name_too_long(form: Form) -> tuple[Message, Message]:
    """Return which text of the form no cell can hold, and what to do; the texts of answers are checked before."""
    row = next((Term(each.printed_in_line) for each in form.rows if len(each.about_row) > LONGEST_TEXT), None)
    if row is not None:
        heading = Term(say(ABOUT_ROW.heading, form.words))
        return phrase(
            'the sheet was left unchanged, because what "{}" would say beside recommendation {} is too long for a cell',
            heading,
            row,
        ), phrase(
            'in the sheet shorten recommendation {}, and empty its cell under "{}", if it has one; then run '
            "`papers sheet` again",
            row,
            heading,
        )
    if any(len(line) > LONGEST_TEXT for line in form.above):
        return phrase(
            "the sheet was left unchanged, because a line above its table, such as its title, is too long for a cell"
        ), phrase("shorten the title, or the names of the body and the members, in recommendations.yaml")
    return phrase(
        'the sheet was left unchanged, because a text for its worksheet "{}" is too long for a cell',
        Term(say(KEPT, form.words)),
    ), phrase("shorten the longest recommendation or answer in the sheet, then run `papers sheet` again")


def _find_obstacle(workspace: Workspace, planned: PlannedSheet, present: ReadSheet | None) -> list[Diagnostic]:
    """Return why an existing sheet may not be replaced; nothing if it may, or if there is none."""
    if not is_there(planned.path):
        return []
    place = Location(workspace.name(planned.path))
    if is_open(planned.path):
        message = phrase("the sheet is open in another program, so it was left unchanged")
        return [finding(codes.OUT001, message, phrase("save and close the sheet, then run the command again"), place)]
    hint = phrase("move the file out of the matter's folder, then run the command again")
    if present is None or not present.sheet.tables:
        message = phrase("this file cannot be read as a response sheet, so it was left unchanged")
        return [finding(codes.OUT001, message, hint, place)]
    if present.sheet.other_matter:
        message = phrase("{}, so it was left unchanged", present.sheet.other_matter)
        return [finding(codes.OUT001, message, hint, place)]
    return []


def _replace_sheet(path: Path, content: bytes, present: ReadSheet | None, today: date) -> Path | None:
    """Write the sheet, unless it is no longer what was read; return where it is kept as it was. Raises OSError."""
    # A link is followed to the sheet that people fill in.
    written = Path(os.path.realpath(path))
    if present is None:
        replace_whole(written, content, None)
        return None
    # Anything else that a person did to the sheet (notes, colours, a sum at the side) stays in the earlier one.
    return replace_and_keep(written, content, present.was, name_earlier(path, today))


def name_earlier(path: Path, today: date) -> Path:
    """Return where a sheet is kept as it was."""
    return path.parent / EARLIER / f"{path.stem} ({today.isoformat()}){path.suffix}"
