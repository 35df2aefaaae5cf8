"""Reads the response sheets that Cabinet Members returned, and reports everything that is not an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.excel.cells import read_reference
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location
from cabinet_papers.findings.message import Message, for_officer, phrase
from cabinet_papers.matter.columns import COMMENT, NUMBER, RECOMMENDATION, REFERENCE
from cabinet_papers.matter.form_words import FOR
from cabinet_papers.matter.model import Matter, Recommendation
from cabinet_papers.matter.numbering import bare, fold_number
from cabinet_papers.matter.pairing import find_answering
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.withhold import withhold_typed
from cabinet_papers.matter.wording import fingerprint, normalise_wording
from cabinet_papers.sheets.about_row import read_asked
from cabinet_papers.sheets.answer import AnswerReader
from cabinet_papers.sheets.changed_rows import (
    find_former_numbers,
    find_in_about_row,
    find_taken_over,
    find_typed_about_row,
    list_renumbered,
    place_in,
    report_about,
    report_edited,
    report_reworded,
)
from cabinet_papers.sheets.coloured_answers import find_coloured
from cabinet_papers.sheets.form import list_known
from cabinet_papers.sheets.form_lines import FormLines
from cabinet_papers.sheets.form_table import FormTable, TableRow, is_total, read_rows, report_unrecognised
from cabinet_papers.sheets.joint_rows import ask_jointly, list_as_asked, word_jointly
from cabinet_papers.sheets.loose_rows import group_rows, is_loose, report_loose
from cabinet_papers.sheets.matching import Match, match_rows
from cabinet_papers.sheets.own_pages import find_typed_on_own_page
from cabinet_papers.sheets.pasted_rows import find_pasted
from cabinet_papers.sheets.read_sheet import MatchedRow, ResponseSheet, Words
from cabinet_papers.sheets.recognised_table import find_tables, report_recognised
from cabinet_papers.sheets.reference import WORDING_DIGITS, Reference, find_reference
from cabinet_papers.sheets.row_numbers import RowNumbers
from cabinet_papers.sheets.same_words import RowKey
from cabinet_papers.sheets.sheet_face import Face, read_face
from cabinet_papers.sheets.sheet_issue import (
    find_changed_face,
    find_older_issue,
    find_other_matter,
    is_last_years,
    report_last_years,
)
from cabinet_papers.sheets.unprinted import Unprinted, call_column
from cabinet_papers.sheets.worksheet_table import TableBudget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_papers.excel.cells import Workbook, Worksheet


def read_response_sheet(workbook: Workbook, matter: Matter, settings: Settings) -> ResponseSheet:
    """Return the answers of the workbook, matched to the matter's recommendations by what its cells say."""
    references = _find_references(workbook)
    tables, recognised = find_tables(workbook, matter, settings)
    findings = [report_recognised(workbook, each) for each in recognised]
    if not tables:
        unknown = report_unrecognised(workbook, list_known(settings.response_columns, settings.form_words))
        may_quote = _may_quote(matter, references)
        return ResponseSheet(findings=findings or [unknown if may_quote else withhold_typed(unknown)])
    reader = _SheetReader(workbook, matter, settings, references)
    referred = frozenset(each.matter for each in references)
    worksheets = [each for each in workbook.worksheets if each.name in tables]
    face = read_face(workbook, worksheets, matter, settings, referred)
    if is_last_years(matter, face):
        found = report_last_years(matter, face, workbook.file, settings, may_quote=reader.may_quote)
        return ResponseSheet(findings=[found], last_years=found.message, tables=tables)
    reader.sheet.tables = tables
    reader.sheet.findings += findings
    for worksheet in worksheets:
        reader.read_or_leave(worksheet, tables[worksheet.name])
    if other := reader.find_other_matter(face):
        return ResponseSheet(findings=[other], other_matter=other.message, tables=tables)
    reader.report_older(face)
    reader.report_changes()
    reader.report_other_worksheets(set(tables))
    reader.sheet.findings = number_findings(reader.sheet.findings, reader.sheet.rows)
    return reader.sheet


def number_findings(findings: Sequence[Diagnostic], rows: Sequence[MatchedRow]) -> list[Diagnostic]:
    """Return the findings, those in one of the rows with the number of the recommendation that they are about."""
    numbers = {(each.row.place.sheet, each.row.row): each.number for each in rows}
    return [
        each._replace(number=numbers.get((each.location.sheet, (read_reference(each.location.cell) or (0, 0))[0])))
        for each in findings
    ]


def _find_references(workbook: Workbook) -> list[Reference]:
    """Return the references of all rows of the workbook."""
    texts = (cell.text for worksheet in workbook.worksheets for cell in worksheet.cells if len(cell.text) < 200)
    return [found for text in texts if text.lstrip().startswith("R") and (found := find_reference(text))]


def has_exempt_rows(workbook: Workbook) -> bool:
    """Whether rows of the workbook were written for what was exempt then."""
    return any(each.is_exempt for each in _find_references(workbook))


def _may_quote(matter: Matter, references: Sequence[Reference]) -> bool:
    """Whether nothing can be exempt: words that are not certainly a public recommendation's may be an exempt one's."""
    return not matter.exempt_paragraphs and not any(each.is_exempt for each in references)


class _SheetReader:
    """Reads the response tables of one workbook; keeps what it has read and found."""

    def __init__(self, workbook: Workbook, matter: Matter, settings: Settings, references: Sequence[Reference]) -> None:
        self.workbook = workbook
        self.matter = matter
        self.settings = settings
        self.references = references
        self.used: set[str] = set()
        self.budget = TableBudget()
        self.may_quote = _may_quote(matter, references)
        self.sheet = ResponseSheet(may_quote=self.may_quote)
        self.joined = matter.joined
        self.alone = {each.number: each for each in matter.recommendations}
        self.by_number = {number: ask_jointly(each, self.joined) for number, each in self.alone.items()}
        self.printed = {number: each.printed for number, each in self.by_number.items()}
        self.members = find_answering(matter)
        self.refs = {" ".join(each.ref.split()) for each in matter.recommendations}
        self.wordings = {normalise_wording(each.wording) for each in matter.recommendations}
        self.every_row: list[tuple[TableRow, Match | None]] = []

    def report(
        self, code: Code, message: Message, hint: Message, place: Location, about: Recommendation | None = None
    ) -> None:
        """Keep the finding, without anything typed if the recommendation that it is about is or may be exempt."""
        self.sheet.findings.append(report_about(code, message, hint, place, about))

    def read_or_leave(self, worksheet: Worksheet, table: FormTable) -> None:
        """Read the worksheet's answers; report it instead if it is hidden."""
        self.used.add(worksheet.name)
        if not worksheet.hidden:
            self.read(worksheet, table)
            return
        message = phrase("this hidden worksheet looks like a response sheet, but is not read")
        hint = phrase(
            "unhide it: right-click the name of another worksheet, and choose Unhide; then, if its answers do not "
            "count, delete it"
        )
        self.report(codes.XLS006, message, hint, self.workbook.at(worksheet))

    def read(self, worksheet: Worksheet, table: FormTable) -> None:
        unprinted = Unprinted(self.workbook, worksheet, self.may_quote, self.settings.form_words)
        rows = read_rows(self.workbook, worksheet, table)
        references = [row.reference for row in rows if row.reference]
        form = FormLines(self.matter, self.settings, worksheet, references)
        self.sheet.findings += form.find_above(unprinted, table) + unprinted.find_merges(table)
        self.sheet.findings += unprinted.find_notes(tuple(cell for cell in worksheet.cells if cell.row <= table.row))
        asked = next((cell.said for cell in worksheet.cells if cell.said.startswith(FOR)), "")
        numbers = RowNumbers(self.matter.recommendations, references)
        keys = [RowKey(numbers.read(row), row.text(RECOMMENDATION), row.reference, asked) for row in rows]
        as_asked = list_as_asked(self.matter, keys)
        tables = self.sheet.tables.keys()
        answers = AnswerReader(self.workbook, worksheet, self.settings, tables, self.budget, may_quote=self.may_quote)
        loose: list[TableRow] = []
        written = {each.wording for each in references}
        for row, match in zip(rows, match_rows(as_asked, keys, self.members), strict=True):
            self.every_row.append((row, match))
            self.report_hidden(row, worksheet)
            self.sheet.findings += unprinted.find_notes((*row.cells.values(), *row.stray))
            self.report_stray(row, unprinted)
            if match:
                self.sheet.findings += unprinted.find_under_number(row, is_known=numbers.knows(row))
                self.read_row(row, match, answers, read_asked(asked))
            elif is_loose(row, written):
                loose.append(row)
            elif not is_total(row):
                self.report_unmatched(row, unprinted, is_known=numbers.knows(row))
        self.report_looks(rows)
        self.report_loose_rows(loose, rows, unprinted)
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
        reworded = [self.by_number[each.number].printed for each in self.sheet.rows if each.words is Words.REWORDED]
        first = self.every_row[0][0].place if self.every_row else Location(self.workbook.file)
        self.sheet.findings += find_changed_face(
            self.matter, face, face.place or first, self.settings, may_quote=self.may_quote
        )
        self.sheet.findings += find_older_issue(self.matter, self.workbook.file, reworded, self.find_gone())

    def find_gone(self) -> list[Reference]:
        """Return the references of the recommendations that the matter no longer has, as far as rows show them."""
        left = [row for row, match in self.every_row if match is None]
        words = {fingerprint(row.text(RECOMMENDATION), WORDING_DIGITS) for row in left}
        here = {fingerprint(each.wording, WORDING_DIGITS) for each in self.matter.recommendations} if left else set()
        return [
            row.reference
            for row, match in self.every_row
            if row.reference
            and row.reference.wording not in here
            # Where only what is seen was sorted, a row may have another's reference.
            and (row.reference.wording in words or (match is None and not row.text(RECOMMENDATION)))
        ]

    def report_changes(self) -> None:
        """Report answers of people who are not asked any more, and those with former numbers of recommendations."""
        members = [self.members.get(each.number, "") for each in self.sheet.rows]
        asked = [name for name in members if name] or [person.name for person in self.matter.members]
        self.sheet.findings += find_taken_over(self.sheet.rows, asked, may_quote=self.may_quote)
        self.sheet.renumbered = list_renumbered(self.every_row)
        for each in self.sheet.rows:
            found = self.quoted(self.by_number[each.number])
            self.sheet.findings += find_former_numbers(each, found, self.sheet.renumbered, self.settings.form_words)

    def read_row(self, row: TableRow, match: Match, answers: AnswerReader, asked: tuple[str, ...]) -> None:
        recommendation = self.by_number[match.recommendation.number]
        was_exempt = row.reference is not None and row.reference.is_exempt
        if was_exempt and not recommendation.answer_is_exempt and row.given:
            self.report_made_public(row, recommendation)
            return
        recommendation = self.mark_exempt(row, recommendation)
        words = self.compare_words(row, recommendation, match)
        self.sheet.rows.append(MatchedRow(recommendation.number, row, words, asked))
        self.sheet.findings += find_in_about_row(row, self.quoted(recommendation), self.settings.form_words)
        if row.given:
            if recommendation.exempt_answer and not recommendation.exempt:
                recommendation = recommendation._replace(exempt=recommendation.exempt_answer)
            self.sheet.responses.append(answers.read(row, recommendation))
        else:
            self.sheet.blank.setdefault(recommendation.number, row.place)

    def quoted(self, found: Recommendation) -> Recommendation:
        """Return the recommendation, marked exempt where any words of the workbook may be exempt ones."""
        return found if self.may_quote else found._replace(exempt=found.exempt or "perhaps")

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
            found.printed,
        )
        hint = phrase(
            "if the answer belongs to this recommendation and may be public, unhide the last column, {}, and "
            "empty its cell in this row; if not, move the answer to the row that it belongs to",
            call_column(REFERENCE, self.settings.form_words),
        )
        if self.workbook.is_document:
            hint = phrase(
                "move the answer to the row that it belongs to; if the answer may be public, empty the first cell of "
                "this row and type its number again"
            )
        self.report(codes.RES021, message, hint, row.place)

    def compare_words(self, row: TableRow, found: Recommendation, match: Match) -> Words:
        """Return how the row's words compare with the recommendation's, and report a difference that matters."""
        wording, place = row.text(RECOMMENDATION), row.place
        typed = "".join(row.text(NUMBER).split()[:1])
        if match.evidence and not (match.by_likeness and fold_number(typed) == fold_number(found.printed)):
            based = match.evidence.describe(bare(typed), self.printed)
            message = phrase("row {} was matched to recommendation {} by {}", row.row, found.printed, based)
            self.report(codes.RES012, message, match.evidence.advise(), place)
        alone = self.alone[found.number]
        same = (each.wording.split() for each in (found, *word_jointly(alone, self.joined)))
        if not wording or wording.split() in same:
            return Words.SAME
        if wording.split() == alone.wording.split() or (row.reference and row.reference.was_written_with(wording)):
            if row.given:
                hint = for_officer(
                    "ask the Cabinet Member whether the answer still applies, and change it if not; then run "
                    "`papers sheet`, which writes the new words into the sheet and marks the row"
                )
                self.sheet.findings.append(report_reworded(found, wording, row.place, hint))
            return Words.REWORDED
        hint = for_officer(
            "if the words in the sheet are right, write them in recommendations.yaml too; if not, put the words of "
            "recommendations.yaml back into the sheet"
        )
        self.sheet.findings.append(report_edited(found, wording, place_in(row, RECOMMENDATION), hint))
        return Words.EDITED

    def report_looks(self, rows: Sequence[TableRow]) -> None:
        """Report what the looks of a worksheet's answers say: a paste over several, colours of a draft."""
        places = {row.place for row in rows}
        here = (each for each in self.sheet.rows if each.row.place in places)
        read = [(each, self.quoted(self.by_number[each.number])) for each in here]
        self.sheet.findings += [*find_pasted(read), *find_coloured(read)]

    def report_hidden(self, row: TableRow, worksheet: Worksheet) -> None:
        hidden = any(worksheet.is_hidden(cell) for cell in row.answers.values())
        if row.given and hidden:
            message = phrase("this row or a column of it is hidden, perhaps by a filter, but its answer is printed")
            hint = phrase(
                "unhide the row or column, or clear the filter (Data, Clear); then, if the answer should not be "
                "printed, delete it"
            )
            self.report(codes.XLS006, message, hint, row.place)

    def report_stray(self, row: TableRow, unprinted: Unprinted) -> None:
        for cell in row.stray:
            reference = find_reference(cell.text)
            if cell.text.strip() and not (reference and reference.ref in self.refs):
                message = phrase('text typed outside the columns of the table is not printed: "{}"', cell.text)
                self.sheet.findings.append(unprinted.report(codes.XLS009, message, unprinted.move, cell.reference))

    def report_loose_rows(self, loose: Sequence[TableRow], rows: Sequence[TableRow], unprinted: Unprinted) -> None:
        """Report the rows of a worksheet that are about no recommendation, those that follow one another in one."""
        are_loose = {row.row for row in loose}
        others = {row.row: row for row in rows if row.row not in are_loose}
        for group in group_rows(loose, others):
            before = others.get(group[0].row - 1)
            above = before.cells.get(COMMENT.name) if before else None
            self.sheet.findings.append(report_loose(group, unprinted, above))
            # What was pasted into several rows is one text, also where some of it is under other headings.
            self.sheet.unmatched += [row.cells for row in group] if any(row.given for row in group) else []

    def report_unmatched(self, row: TableRow, unprinted: Unprinted, *, is_known: bool) -> None:
        if not any(cell.text.strip() for cell in row.cells.values()):
            return
        if row.text(RECOMMENDATION) or row.reference:
            self.sheet.findings += unprinted.find_under_number(row, is_known=is_known)
        first = next(cell for cell in row.cells.values() if cell.text.strip())
        shown = row.text(RECOMMENDATION) or first.text
        if row.given:
            self.sheet.unmatched.append(row.cells)
            message = phrase('this row has an answer, but matches no recommendation of the matter: "{}"', shown)
            hint = phrase("put back the number and the words of the recommendation that it answers")
            if normalise_wording(row.text(RECOMMENDATION)) in self.wordings:
                message = phrase(
                    'the answer to this recommendation was already read from another row with the same words: "{}"',
                    shown,
                )
                hint = phrase(
                    "under {}, type the number of the recommendation that this row answers", unprinted.call(NUMBER)
                )
            self.sheet.findings.append(unprinted.report(codes.RES002, message, hint, first.reference))
        else:
            self.sheet.findings += find_typed_about_row(row, unprinted)

    def report_other_worksheets(self, tables: set[str]) -> None:
        for worksheet in self.workbook.worksheets:
            unprinted = Unprinted(self.workbook, worksheet, self.may_quote, self.settings.form_words)
            if not worksheet.hidden:
                self.sheet.findings += unprinted.find_drawings()
            if not worksheet.hidden and worksheet.name not in tables:
                self.sheet.findings += unprinted.find_notes(worksheet.cells)
            if worksheet.name not in self.used and worksheet.cells:
                typed = find_typed_on_own_page(unprinted, self.matter, self.settings, self.references)
                self.sheet.findings += [unprinted.report_unused()] if typed is None else typed
