"""Reads the response sheets that Cabinet Members returned, and reports everything that is not an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import read_reference
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import LONGEST_QUOTATION, Message, Term, for_officer, one_of, phrase
from cabinet_papers.matter.columns import COMMENT, NUMBER, RECOMMENDATION, Column
from cabinet_papers.matter.model import Matter, Recommendation, Settings
from cabinet_papers.matter.pairing import find_answering
from cabinet_papers.matter.references import find_referred
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed
from cabinet_papers.matter.wording import differing_part, normalise_wording
from cabinet_papers.sheets.about_row import AboutRow, find_renumbered, is_another, read_about_row, read_asked
from cabinet_papers.sheets.answer import AnswerReader
from cabinet_papers.sheets.form import ABOUT_ROW, RESPONSE_COLUMNS
from cabinet_papers.sheets.form_lines import FormLines
from cabinet_papers.sheets.form_table import FormTable, TableRow, find_table, is_total, read_rows, report_unrecognised
from cabinet_papers.sheets.form_words import FOR
from cabinet_papers.sheets.loose_rows import group_rows, is_loose, report_loose
from cabinet_papers.sheets.matching import Match, match_rows
from cabinet_papers.sheets.read_sheet import MatchedRow, ResponseSheet, Words
from cabinet_papers.sheets.reference import Reference, find_reference
from cabinet_papers.sheets.same_words import RowKey
from cabinet_papers.sheets.sheet_face import Face, read_face
from cabinet_papers.sheets.sheet_issue import (
    find_changed_face,
    find_older_issue,
    find_other_matter,
    is_last_years,
    report_last_years,
)
from cabinet_papers.sheets.unprinted import MOVE, Unprinted, find_typed_on_how_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cabinet_papers.excel.cells import Workbook, Worksheet


def read_response_sheet(workbook: Workbook, matter: Matter, settings: Settings) -> ResponseSheet:
    """Return the answers of the workbook, matched to the matter's recommendations by what its cells say."""
    tables = [(sheet, table) for sheet in workbook.worksheets if (table := find_table(sheet))]
    if not tables:
        return ResponseSheet(findings=[report_unrecognised(workbook, RESPONSE_COLUMNS)])
    references = _find_references(workbook)
    reader = _SheetReader(workbook, matter, settings, references)
    referred = frozenset(each.matter for each in references)
    face = read_face(workbook, [sheet for sheet, _ in tables], matter, settings, referred)
    if is_last_years(matter, face):
        found = report_last_years(matter, face, workbook.file, settings, may_quote=reader.may_quote)
        return ResponseSheet(findings=[found], last_years=found.message)
    for worksheet, table in tables:
        reader.read_or_leave(worksheet, table)
    if other := reader.find_other_matter(face):
        return ResponseSheet(findings=[other], other_matter=other.message)
    reader.report_older(face)
    reader.report_taken_over()
    reader.report_renumbered()
    reader.report_other_worksheets({worksheet.name for worksheet, _ in tables})
    reader.number_findings()
    return reader.sheet


def _find_references(workbook: Workbook) -> list[Reference]:
    """Return the references of all rows of the workbook."""
    texts = (cell.text for worksheet in workbook.worksheets for cell in worksheet.cells if len(cell.text) < 200)
    return [found for text in texts if text.lstrip().startswith("R") and (found := find_reference(text))]


class _SheetReader:
    """Reads the response tables of one workbook; keeps what it has read and found."""

    def __init__(self, workbook: Workbook, matter: Matter, settings: Settings, references: Sequence[Reference]) -> None:
        self.workbook = workbook
        self.matter = matter
        self.settings = settings
        self.used: set[str] = set()
        # Words that do not certainly belong to a public recommendation may be those of an exempt one.
        self.may_quote = not matter.exempt_paragraphs and not any(each.is_exempt for each in references)
        self.sheet = ResponseSheet(may_quote=self.may_quote)
        self.by_number = {each.number: each for each in matter.recommendations}
        self.members = find_answering(matter)
        self.refs = {" ".join(each.ref.split()) for each in matter.recommendations}
        self.wordings = {normalise_wording(each.wording) for each in matter.recommendations}
        self.every_row: list[tuple[TableRow, Match | None]] = []

    def report(
        self, code: Code, message: Message, hint: Message, place: Location, about: Recommendation | None = None
    ) -> None:
        """Keep the finding, without anything typed if the recommendation that it is about is or may be exempt."""
        found = finding(code, message, hint, place)
        self.sheet.findings.append(withhold_typed(found, INSTEAD) if about and about.exempt else found)

    def read_or_leave(self, worksheet: Worksheet, table: FormTable) -> None:
        """Read the worksheet's answers; report it instead if it is hidden."""
        self.used.add(worksheet.name)
        if not worksheet.hidden:
            self.read(worksheet, table)
            return
        message = phrase("this hidden worksheet looks like a response sheet, but is not read")
        hint = phrase("unhide it if its answers count; otherwise delete it")
        self.report(codes.XLS006, message, hint, self.workbook.at(worksheet))

    def read(self, worksheet: Worksheet, table: FormTable) -> None:
        unprinted = Unprinted(self.workbook, worksheet, self.may_quote)
        rows = read_rows(self.workbook, worksheet, table)
        references = [row.reference for row in rows if row.reference]
        form = FormLines(self.matter, self.settings, worksheet, references)
        self.sheet.findings += form.find_above(unprinted, table) + unprinted.find_merges(table)
        self.sheet.findings += unprinted.find_notes(tuple(cell for cell in worksheet.cells if cell.row <= table.row))
        asked = next((cell.text for cell in worksheet.cells if cell.text.startswith(FOR)), "")
        keys = [RowKey(row.text(NUMBER), row.text(RECOMMENDATION), row.reference, asked) for row in rows]
        answers = AnswerReader(self.workbook, worksheet, self.settings, may_quote=self.may_quote)
        for row, match in zip(rows, match_rows(self.matter.recommendations, keys, self.members), strict=True):
            self.every_row.append((row, match))
            self.report_hidden(row, worksheet)
            self.sheet.findings += unprinted.find_notes((*row.cells.values(), *row.stray))
            self.report_stray(row, unprinted)
            if match is None and is_loose(row):
                continue
            if match or (row.text(RECOMMENDATION) and not is_total(row)):
                self.sheet.findings += unprinted.find_under_number(row)
            if match:
                self.read_row(row, match, answers, read_asked(asked))
            else:
                self.report_unmatched(row, unprinted)
        self.report_loose_rows(rows, unprinted)
        answers.report_exchanged()
        self.sheet.findings += answers.findings
        self.used |= answers.used

    def find_other_matter(self, face: Face) -> Diagnostic | None:
        """Return the finding for a sheet of another matter, none of whose rows is about this one; else None."""
        if not self.every_row or any(match for _, match in self.every_row):
            return None
        own = [row.reference for row, _ in self.every_row if row.reference]
        return find_other_matter(self.matter, self.workbook.file, face, own)

    def report_older(self, face: Face) -> None:
        """Report what has changed in the matter since the sheet was written."""
        reworded = [each.number for each in self.sheet.rows if each.words is Words.REWORDED]
        left = [row.reference for row, match in self.every_row if match is None and row.reference]
        first = self.every_row[0][0].place if self.every_row else Location(self.workbook.file)
        self.sheet.findings += find_changed_face(
            self.matter, face, face.place or first, self.settings, may_quote=self.may_quote
        )
        self.sheet.findings += find_older_issue(self.matter, self.workbook.file, reworded, left)

    def read_row(self, row: TableRow, match: Match, answers: AnswerReader, asked: tuple[str, ...]) -> None:
        recommendation = self.by_number[match.recommendation.number]
        was_exempt = row.reference is not None and row.reference.is_exempt
        if was_exempt and not recommendation.answer_is_exempt and row.given:
            self.report_made_public(row, recommendation)
            return
        recommendation = self.mark_exempt(row, recommendation)
        words = self.compare_words(row, recommendation, match)
        self.sheet.rows.append(MatchedRow(recommendation.number, row, words, asked))
        self.read_about_row(row, recommendation)
        if row.given:
            if recommendation.exempt_answer and not recommendation.exempt:
                recommendation = recommendation._replace(exempt=recommendation.exempt_answer)
            self.sheet.responses.append(answers.read(row, recommendation))
        else:
            self.sheet.blank.setdefault(recommendation.number, row.place)

    def mark_exempt(self, row: TableRow, found: Recommendation) -> Recommendation:
        """Return the recommendation, marked exempt if the row's words might be, so that findings do not quote them."""
        wording = row.text(RECOMMENDATION)
        was_public = row.reference and not row.reference.is_exempt and row.reference.was_written_with(wording)
        if self.may_quote or found.exempt or was_public or wording.split() == found.wording.split():
            return found
        return found._replace(exempt="perhaps")

    def report_made_public(self, row: TableRow, found: Recommendation) -> None:
        message = phrase(
            "this row was written for an exempt recommendation, but recommendation {} is public, so the answer in "
            "this row is not printed",
            found.number,
        )
        hint = phrase(
            "move the answer to the row that it belongs to; if the answer may be public, unhide the last column, "
            "Reference, and empty its cell in this row"
        )
        self.report(codes.RES021, message, hint, row.place)

    def compare_words(self, row: TableRow, found: Recommendation, match: Match) -> Words:
        """Return how the row's words compare with the recommendation's, and report a difference that matters."""
        wording, place = row.text(RECOMMENDATION), row.place
        if match.evidence and not (match.by_likeness and row.text(NUMBER).rstrip(".") == str(found.number)):
            message = phrase(
                "row {} was matched to recommendation {} by {}", row.row, found.number, match.evidence.describe()
            )
            self.report(codes.RES012, message, match.evidence.advise(), place)
        if not wording or wording.split() == found.wording.split():
            return Words.SAME
        if row.reference and row.reference.was_written_with(wording):
            if row.given:
                hint = for_officer(
                    "ask whoever answered whether the answer still applies; then run `papers sheet`, which writes the "
                    "new words into the sheet and marks the row"
                )
                self.report_reworded(found, wording, row.place, hint)
            return Words.REWORDED
        hint = for_officer(
            "if the words in the sheet are right, write them in recommendations.yaml too; if not, put the words of "
            "recommendations.yaml back into the sheet"
        )
        self.report_edited(found, wording, self.at(row, RECOMMENDATION), hint)
        return Words.EDITED

    def report_reworded(self, found: Recommendation, old: str, place: Location, hint: Message) -> None:
        before, now = differing_part(old, found.wording, LONGEST_QUOTATION)
        message = phrase(
            'recommendation {} was reworded after it was answered: it was "{}", and is now "{}"',
            found.number,
            before,
            now,
        )
        self.report(codes.RES011, message, hint, place, found)

    def report_edited(self, found: Recommendation, typed: str, place: Location, hint: Message) -> None:
        changed, printed = differing_part(typed, found.wording, LONGEST_QUOTATION)
        message = phrase(
            'recommendation {} was changed in the sheet to "{}", but the papers print "{}"',
            found.number,
            changed,
            printed,
        )
        self.report(codes.RES006, message, hint, place, found)

    def read_about_row(self, row: TableRow, recommendation: Recommendation) -> None:
        """Report again what the sheet itself says of the answer, until a person empties that cell."""
        found = recommendation if self.may_quote else recommendation._replace(exempt="perhaps")
        about = read_about_row(row.text(ABOUT_ROW))
        if about == AboutRow():
            return
        place = self.at(row, ABOUT_ROW)
        if about.reworded:
            hint = for_officer("ask whoever answered whether the answer still applies; then empty this cell")
            self.report_reworded(found, about.reworded, place, hint)
        for typed in about.edited:
            hint = for_officer(
                "if those words are right, write them in recommendations.yaml too; in any case empty this cell"
            )
            self.report_edited(found, typed, place, hint)
        if about.answered_by:
            message = phrase(
                "the answer to recommendation {} was given by {}, who is not asked any more", found.number,
                about.answered_by,
            )  # fmt: skip
            hint = for_officer("ask the Cabinet Member who answers now whether it still applies; then empty this cell")
            self.report(codes.RES022, message, hint, place, found)
        for line in about.others:
            message = phrase('text typed under "{}" is not printed: "{}"', Term(ABOUT_ROW.heading), line)
            self.report(codes.XLS009, message, MOVE, place, found)

    def report_taken_over(self) -> None:
        """Report a sheet that was answered by people of whom none is asked any more."""
        asked = next((each.asked for each in self.sheet.rows if each.asked and each.row.given), ())
        members = [self.members.get(each.number, "") for each in self.sheet.rows]
        now = [name for name in members if name] or [person.name for person in self.matter.members]
        if is_another(asked, now):
            message = phrase("this sheet was for {}, who is not asked any more", one_of(list(asked)))
            hint = for_officer("run `papers sheet`, which says beside each answer who gave it")
            self.report(codes.RES022, message, hint, self.sheet.rows[0].row.place)

    def report_renumbered(self) -> None:
        """Note which recommendations have other numbers now, and report the answers that refer to the former ones."""
        for row, match in self.every_row:
            typed = row.text(NUMBER).rstrip(". ")
            old = row.reference.number if row.reference else int(typed) if typed.isascii() and typed.isdigit() else 0
            if old:
                self.sheet.renumbered.setdefault(old, match.recommendation.number if match else 0)
        since = {old: new for old, new in self.sheet.renumbered.items() if old != new}
        self.sheet.renumbered = since
        for each in self.sheet.rows:
            before = read_about_row(each.row.text(ABOUT_ROW)).renumbered
            changed = find_renumbered(each.row.given, before, since)
            for name, cell in each.row.given.items() if changed else ():
                self.report_former_numbers(each, name, cell.text, changed, is_marked=bool(before))

    def report_former_numbers(
        self, matched: MatchedRow, name: str, text: str, changed: Mapping[int, int], *, is_marked: bool
    ) -> None:
        found = self.by_number[matched.number]
        place = matched.row.place._replace(cell=matched.row.cells[name].reference)
        for words, numbers in find_referred(text):
            for number in (each for each in numbers if each in changed):
                now, cure = _explain_renumbered(number, changed[number])
                message = phrase('the answer to recommendation {} says "{}", but {}', found.number, words[0], now)
                hint = for_officer("run `papers sheet`, which writes both numbers beside the answer")
                if is_marked:
                    hint = phrase('{}, and empty the cell under "{}" in this row', cure, Term(ABOUT_ROW.heading))
                self.report(codes.REF010, message, hint, place, found)

    def at(self, row: TableRow, column: Column) -> Location:
        return row.place._replace(cell=row.cells[column.name].reference)

    def report_hidden(self, row: TableRow, worksheet: Worksheet) -> None:
        hidden = any(worksheet.is_hidden(cell) for cell in row.answers.values())
        if row.given and hidden:
            message = phrase("this row or a column of it is hidden, perhaps by a filter, but its answer is printed")
            hint = phrase("unhide the row or column; if the answer should not be printed, delete it")
            self.report(codes.XLS006, message, hint, row.place)

    def report_stray(self, row: TableRow, unprinted: Unprinted) -> None:
        for cell in row.stray:
            reference = find_reference(cell.text)
            if cell.text.strip() and not (reference and reference.ref in self.refs):
                message = phrase('text typed outside the columns of the table is not printed: "{}"', cell.text)
                self.sheet.findings.append(unprinted.report(codes.XLS009, message, MOVE, cell.reference))

    def report_loose_rows(self, rows: Sequence[TableRow], unprinted: Unprinted) -> None:
        """Report the rows that are about no recommendation, those that follow one another in one finding."""
        matched = {each.row.row: each.row for each in self.sheet.rows}
        loose = [row for row in rows if row.row not in matched and is_loose(row)]
        for group in group_rows(loose):
            before = matched.get(group[0].row - 1)
            above = before.cells.get(COMMENT.name) if before else None
            self.sheet.findings.append(report_loose(group, unprinted, above))
            self.sheet.unmatched += [row.cells for row in group if row.given]

    def report_unmatched(self, row: TableRow, unprinted: Unprinted) -> None:
        if not any(cell.text.strip() for cell in row.cells.values()) or is_total(row):
            return
        first = next(cell for cell in row.cells.values() if cell.text.strip())
        shown = row.text(RECOMMENDATION) or first.text
        if row.given:
            self.sheet.unmatched.append(row.cells)
            message = phrase('this row has an answer, but matches no recommendation of the matter: "{}"', shown)
            hint = phrase("put back the number and the words of the recommendation that it answers")
            if normalise_wording(row.text(RECOMMENDATION)) in self.wordings:
                message = phrase(
                    'another row with the same words already has the number of this recommendation: "{}"', shown
                )
                hint = phrase("under No., type the number of the recommendation that it answers")
            self.sheet.findings.append(unprinted.report(codes.RES002, message, hint, first.reference))
        else:
            self.report_typed_about_row(row, unprinted)

    def report_typed_about_row(self, row: TableRow, unprinted: Unprinted) -> None:
        """Report what was typed under "About this row" in a row whose recommendation no longer exists."""
        for line in read_about_row(row.text(ABOUT_ROW)).others:
            message = phrase('text typed under "{}" is not printed: "{}"', Term(ABOUT_ROW.heading), line)
            place = row.cells[ABOUT_ROW.name].reference
            self.sheet.findings.append(unprinted.report(codes.XLS009, message, MOVE, place))

    def number_findings(self) -> None:
        """Give each finding in a row the number of the recommendation that it is about."""
        rows = {(each.row.place.sheet, each.row.row): each.number for each in self.sheet.rows}
        self.sheet.findings = [
            each._replace(number=rows.get((each.location.sheet, (read_reference(each.location.cell) or (0, 0))[0])))
            for each in self.sheet.findings
        ]

    def report_other_worksheets(self, tables: set[str]) -> None:
        for worksheet in self.workbook.worksheets:
            unprinted = Unprinted(self.workbook, worksheet, self.may_quote)
            if not worksheet.hidden:
                self.sheet.findings += unprinted.find_drawings()
            if not worksheet.hidden and worksheet.name not in tables:
                self.sheet.findings += unprinted.find_notes(worksheet.cells)
            if worksheet.name not in self.used and worksheet.cells:
                typed = find_typed_on_how_to(unprinted, self.settings)
                self.sheet.findings += [unprinted.report_unused()] if typed is None else typed


def _explain_renumbered(number: int, new: int) -> tuple[Message, Message]:
    """Return what has become of a recommendation that had this number, and what to write in its place."""
    if new:
        return phrase("recommendation {} is now {}", number, new), phrase("write the new number")
    gone = phrase("the recommendation that had the number {} was deleted", number)
    return gone, phrase("say in the comment what is meant, without using that number")
