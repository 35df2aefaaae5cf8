"""Reads one row of a response sheet as an answer: the decision, the comment, the further columns."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Code, Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, for_officer, one_of, phrase
from cabinet_papers.matter.columns import COMMENT, DECISION, HOUSE_COLUMNS, Column, ColumnKind
from cabinet_papers.matter.form_words import HOW_TO, name_columns
from cabinet_papers.matter.list_marks import BULLETS, OTHER_BULLETS
from cabinet_papers.matter.model import Recommendation, Response
from cabinet_papers.matter.plain_text import read_plain_runs
from cabinet_papers.matter.prose import Block, ItemList, Paragraph, Prose
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.typed_text import TextKind, TypedText
from cabinet_papers.matter.vocabulary import (
    Decision,
    Meaning,
    find_decision,
    find_leading_decision,
    find_listed_meaning,
)
from cabinet_papers.matter.withhold import INSTEAD, withhold_typed
from cabinet_papers.matter.wording import normalise_name
from cabinet_papers.sheets.date_cell import print_date
from cabinet_papers.sheets.form_table import TableRow
from cabinet_papers.sheets.own_column import print_dated, read_own_cell
from cabinet_papers.sheets.worksheet_table import MOST_PRINTED, TableBudget, read_worksheet_table

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, CellProblem, Workbook, Worksheet

TABLE_LINE = re.compile(r"\[\s*table\s*:\s*(.+?)\s*\]", re.IGNORECASE)
# Signs with which pasted bullets begin that are printed as they are; U+F0B7 is a bullet of the font Symbol.
OTHER_BULLET = re.compile(f"([{OTHER_BULLETS}–—\uf0b7\uf0a7\uf0d8Øþ❖❑]|o(?=\t))\\s")


# A bullet to which the space is missing. Beside others a figure may follow it, and an asterisk may be that of a note.
NO_BLANK, NO_BLANK_BESIDE = re.compile(f"[{BULLETS}][^\\W\\d]"), re.compile(r"[-–—•·](?=[^\W_]|[(£\"'“‘])")
NO_BLANK_BELOW = re.compile(r"[-–—•·](?=[^\W\d_])")
# With more words it may be a comment.
FEW_WORDS = 2
# A few words that may be a decision of the council's own, and no list of decisions.
LIMITED = re.compile(r"(?!.*(?:,|/|\bor\b|\band\b))\w+(?: \w+){0,4}", re.IGNORECASE)


class AnswerReader:
    """Reads the answers of one worksheet; keeps the findings and the names of the worksheets that are printed.

    `tables` are the names of the worksheets with response tables; `budget` is the whole workbook's.
    """

    def __init__(
        self, workbook: Workbook, worksheet: Worksheet, settings: Settings, tables: Collection[str],
        budget: TableBudget, *, may_quote: bool,
    ) -> None:  # fmt: skip
        self.workbook = workbook
        self.worksheet = worksheet
        self.tables = tables
        self.budget = budget
        self.settings = settings
        self.may_quote = may_quote
        self.findings: list[Diagnostic] = []
        self.used: set[str] = set()
        self.exchanged: list[TableRow] = []

    def _report(self, code: Code, message: Message, hint: Message, place: Location) -> None:
        self.findings.append(finding(code, message, hint, place))

    def read(self, row: TableRow, recommendation: Recommendation) -> Response:
        """Return the answer in the row. Findings about an exempt one repeat nothing that was typed.

        There are none about one to a withdrawn recommendation, of which a rule says that it is not printed.
        """
        before = len(self.findings)
        response = self._read(row, recommendation)
        if recommendation.withdrawn:
            del self.findings[before:]
        if recommendation.exempt:
            self.findings[before:] = [withhold_typed(each, INSTEAD) for each in self.findings[before:]]
        return response

    def _read(self, row: TableRow, recommendation: Recommendation) -> Response:
        for cell in row.answers.values():
            for problem in cell.problems:
                self._report_problem(problem, cell, recommendation)
        comment = row.cells.get(COMMENT.name)
        own = [
            each for each in self.settings.response_columns
            if each.is_further and each.is_answer and each.name in row.cells
        ]  # fmt: skip
        further = {each.name: self._read_further(each, row.cells[each.name], recommendation) for each in own}
        self._report_unprinted(row)
        decision = self._read_decision(row, recommendation)
        prose = self._read_comment(comment, recommendation) if comment else Prose()
        typed_texts = tuple(
            self._keep(row.cells[column.name], column, recommendation)
            for column in (COMMENT, *(each for each in own if each.is_printed))
            # A date is printed in the council's own format, or was reported.
            if column.name in row.cells and not self._is_date(column, row.cells[column.name])
        )
        return Response(recommendation.number, row.text(DECISION), decision, prose, row.place, further, typed_texts)

    def _is_date(self, column: Column, cell: Cell) -> bool:
        return print_dated(column, cell, self.settings) is not None

    def _keep(self, cell: Cell, column: Column, recommendation: Recommendation) -> TypedText:
        """Return the cell's text for the rules of words and style."""
        kind = TextKind.COMMENT if column is COMMENT else TextKind.FIELD
        kind = TextKind.NAME if column.kind is ColumnKind.PERSON else kind
        name, number = f"the {column.heading} on recommendation {recommendation.printed}", recommendation.number
        place = self.workbook.at(self.worksheet, cell)
        return TypedText(cell.text, kind, name, place, "", number, bool(recommendation.exempt), recommendation.printed)

    def _report_problem(self, problem: CellProblem, cell: Cell, recommendation: Recommendation) -> None:
        message = phrase("recommendation {}: {}", recommendation.printed, problem.message)
        self._report(problem.code, message, problem.hint, self.workbook.at(self.worksheet, cell))

    def _report_unprinted(self, row: TableRow) -> None:
        own = {each.name for each in self.settings.response_columns}
        for name in row.given.keys() - own:
            usual = next(each for each in HOUSE_COLUMNS if each.name == name)
            (column,) = name_columns((usual,), self.settings.form_words)
            word = usual.heading if column.is_further else column.name
            message = phrase('the column "{}" is not printed', Term(column.heading))
            hint = for_officer("to print it, add it to papers.yaml, as in response_columns: [{}]", Term(word))
            code = codes.XLS009 if column.is_further else codes.RES034
            if not column.is_further:
                message = phrase('"{}" is filled in, but the table of this matter has no such column', column.heading)
                hint = for_officer(
                    "if this answer counts, add {} to the list of columns in papers.yaml or recommendations.yaml; if "
                    "not, delete it here",
                    Term(word),
                )
            self._report(code, message, hint, self.workbook.at(self.worksheet, row.cells[name]))

    def _read_decision(self, row: TableRow, recommendation: Recommendation) -> Decision | None:
        typed = row.text(DECISION)
        if not typed or self.settings.decision_column is None:
            return None
        decision = find_decision(typed, self.settings.decisions)
        number = recommendation.printed
        shows_error = any(each.code is codes.XLS008 for each in row.cells[DECISION.name].problems)
        if decision is None and self.is_exchanged(row) and not recommendation.withdrawn:
            self.exchanged.append(row)
        elif decision is None and not shows_error:
            message = phrase('recommendation {}: "{}" is not a decision', number, typed)
            self._report(codes.RES003, message, self.hint_choices(typed), row.place)
        elif decision and decision.word != typed:
            message = phrase('recommendation {}: "{}" is printed as "{}"', number, typed, decision.word)
            hint = phrase('choose "{}" from the list in the cell', decision.word)
            self._report(codes.RES004, message, hint, row.place)
        return decision

    def is_exchanged(self, row: TableRow) -> bool:
        """Whether the row has its decision under Comment, and a sentence under Agree?."""
        is_sentence = len(row.text(DECISION).split()) > FEW_WORDS
        return is_sentence and find_decision(row.text(COMMENT), self.settings.decisions) is not None

    def report_exchanged(self) -> None:
        """Report the rows whose decision and comment are exchanged: one finding, at the first of them."""
        if not self.exchanged:
            return
        comment, decision = (Term(self.settings.heading_of(each)) for each in (COMMENT, DECISION))
        message = phrase("the decision is under {}, and the comment under {}", comment, decision)
        if len(self.exchanged) > 1:
            message = phrase(
                "in {} rows the decisions are under {}, and the comments under {}",
                len(self.exchanged), comment, decision,
            )  # fmt: skip
        hint = phrase("swap the two, so that under {} there are decisions", decision)
        self._report(codes.RES003, message, hint, self.exchanged[0].place)

    def hint_choices(self, typed: str) -> Message:
        """Return the decisions to choose from, or the one that the typed words begin with."""
        leading = find_leading_decision(typed, self.settings.decisions)
        if leading:
            return phrase(
                'choose "{}" from the list in the cell, and move the rest under {}', leading.word,
                Term(self.settings.heading_of(COMMENT)),
            )  # fmt: skip
        chosen = phrase(
            "choose {} from the list in the cell", one_of([Term(each.word) for each in self.settings.decisions])
        )
        if LIMITED.fullmatch(typed.strip()):
            if self.settings.is_for_updates:
                return for_officer(
                    '{}; if "{}" is a status of the council too, add it to the list in action-plan.yaml, as in '
                    "updates: {statuses: [{}, {}]}",
                    chosen, typed, Term(", ".join(_quote(each.word) for each in self.settings.decisions)), typed,
                )  # fmt: skip
            known = Term(", ".join(f"{_quote(each.word)}: {each.meaning}" for each in self.settings.decisions))
            return for_officer(
                '{}; if "{}" is a decision of the council too, add it to papers.yaml, as in decisions: {{}, {}: {}}',
                chosen,
                typed,
                known,
                typed,
                Term(find_listed_meaning(typed) or Meaning.OTHER),
            )
        return chosen

    def _read_further(self, column: Column, cell: Cell, recommendation: Recommendation) -> Prose:
        prose, problems = read_own_cell(column, cell, self.settings)
        for problem in problems:
            self._report_problem(problem, cell, recommendation)
        self._report_other_bullets(prose.blocks, cell, recommendation)
        return prose

    def _read_comment(self, cell: Cell, recommendation: Recommendation) -> Prose:
        if print_date(cell, self.settings):
            return self._read_further(COMMENT, cell, recommendation)
        blocks = read_plain_runs(cell.runs).blocks
        self._report_other_bullets(blocks, cell, recommendation)
        return Prose(self._place_tables(blocks, cell, recommendation))

    def _report_other_bullets(self, blocks: tuple[Block, ...], cell: Cell, recommendation: Recommendation) -> None:
        texts = [block.text for block in blocks if isinstance(block, Paragraph)]
        signs = dict.fromkeys(found[1] for text in texts if (found := OTHER_BULLET.match(text)))
        unread = _find_without_blank(blocks)
        if unread:
            message = phrase(
                "recommendation {}: {} lines begin with a bullet that has no space after it, and are printed as typed",
                recommendation.printed,
                len(unread),
            )
            hint = phrase("if they should be bullets, put a space after each hyphen or bullet")
            if len(unread) == 1:
                message = phrase(
                    'recommendation {}: "{}" begins with a bullet that has no space after it, and is printed as typed',
                    recommendation.printed,
                    unread[0],
                )
                hint = phrase("if it should be a bullet, put a space after the {}", unread[0][0])
            self._report(codes.XLS017, message, hint, self.workbook.at(self.worksheet, cell))
        if signs:
            shown = " and ".join(f'"{sign}"' if sign.isprintable() else "a sign of the font Symbol" for sign in signs)
            message = phrase(
                "recommendation {}: lines that begin with {} are printed as typed, not as bullets",
                recommendation.printed,
                Term(shown),
            )
            hint = phrase("if they should be bullets, begin each with a hyphen and a space")
            self._report(codes.XLS017, message, hint, self.workbook.at(self.worksheet, cell))

    def _place_tables(self, blocks: tuple[Block, ...], cell: Cell, recommendation: Recommendation) -> tuple[Block, ...]:
        placed: list[Block] = []
        for block in blocks:
            line = TABLE_LINE.fullmatch(block.text) if isinstance(block, Paragraph) else None
            placed += self._read_table(line[1], cell, recommendation) if line else [block]
        return tuple(placed)

    def _read_table(self, name: str, cell: Cell, recommendation: Recommendation) -> list[Block]:
        wanted = comparable(name)
        worksheet = next(
            # A response table may hold exempt answers, and is not a table of figures.
            (
                each for each in self.workbook.worksheets
                if comparable(each.name) == wanted and each.name not in self.tables
            ),
            None,
        )  # fmt: skip
        if worksheet is None:
            self._report_no_table(name, cell, recommendation)
            return []
        self.used.add(worksheet.name)
        was_left = self.budget.left >= 0
        if not self.budget.take(worksheet):
            if was_left:
                self._report_too_many(name, cell, recommendation)
            return []
        blocks, findings = read_worksheet_table(self.workbook, worksheet)
        self.findings += findings
        return list(blocks)

    def _report_too_many(self, name: str, cell: Cell, recommendation: Recommendation) -> None:
        message = phrase(
            'recommendation {}: with the table "{}" the comments of this file ask for tables of more than {} cells',
            recommendation.printed,
            name,
            Term(f"{MOST_PRINTED:,}"),
        )
        hint = phrase("name each table once, shorten the long ones, or send them as an appendix")
        self._report(codes.RES008, message, hint, self.workbook.at(self.worksheet, cell))

    def _report_no_table(self, name: str, cell: Cell, recommendation: Recommendation) -> None:
        message = phrase(
            'recommendation {}: the comment asks for the table "{}", but no {} has that name',
            recommendation.printed,
            name,
            Term("table" if self.workbook.is_document else "worksheet"),
        )
        if self.workbook.is_document:
            hint = phrase("put the table itself in place of this line")
            self._report(codes.RES008, message, hint, self.workbook.at(self.worksheet, cell))
            return
        hint = phrase("add a worksheet with that name")
        names = [each.name for each in self.workbook.worksheets if each is not self.worksheet and self.may_quote]
        others = [name for name in names if name != HOW_TO]
        if others:
            hint = phrase("add a worksheet with that name, or change the name in the comment to {}", one_of(others))
        self._report(codes.RES008, message, hint, self.workbook.at(self.worksheet, cell))


def _find_without_blank(blocks: tuple[Block, ...]) -> list[str]:
    """Return the lines that begin with a bullet without its space: several, or one beside bullets or below a colon."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    several = [text for text in texts if NO_BLANK.match(text)]
    has_bullets = any(isinstance(block, ItemList) for block in blocks)
    pairs = zip(["", *texts], texts, strict=False)
    beside = [
        text for above, text in pairs
        if (has_bullets and NO_BLANK_BESIDE.match(text)) or (above.endswith(":") and NO_BLANK_BELOW.match(text))
    ]  # fmt: skip
    return several if len(several) > 1 else beside


def _quote(word: str) -> str:
    """Return a decision as it is written in YAML."""
    return word if re.fullmatch(r"\w[\w ]*", word) else f'"{word}"'


def comparable(name: str) -> str:
    """Return a worksheet's name as it is compared with the one in a comment."""
    return normalise_name(name).strip("'")
