"""What a sheet counts of its answers: the formula for "Answered 3 of 4", and the rule by which a cell is coloured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cabinet_papers.excel.cells import column_letters
from cabinet_papers.matter.columns import Column, Needed
from cabinet_papers.matter.form_words import A_REASON, ANSWERED, OF_ALL, OF_WHICH, READY, WITHOUT, say
from cabinet_papers.matter.vocabulary import Meaning
from cabinet_papers.sheets.form import AskedRow, Form

# What Excel allows a text within a formula.
LONGEST_LITERAL = 200


class Wanted(NamedTuple):
    """A column that has to be filled in where a row has one of the words of decision; () where any answer will do.

    `without` is what the line above the table says is missing.
    """

    column: Column
    words: tuple[str, ...]
    without: str


class FormCount(NamedTuple):
    """The cells of a form's table: the places of its columns, and its first and last row."""

    form: Form
    at: Mapping[str, int]
    first: int
    last: int

    def find_wanted(self) -> list[Wanted]:
        """Return what else has to be filled in beside the column by which a row is answered."""
        form = self.form
        reason = _short_enough(form.reason_words)
        wanted = [Wanted(form.comment, reason, self.say(A_REASON))] if form.comment and reason else []
        agreed = _short_enough(each.word for each in form.decisions if each.meaning in (Meaning.AGREED, Meaning.PARTLY))
        for column in form.columns:
            if column.needed is Needed.ALWAYS or (column.needed is Needed.AGREED and form.decision and agreed):
                words = agreed if column.needed is Needed.AGREED else ()
                wanted.append(Wanted(column, words, column.heading))
        return wanted

    def rule(self, wanted: Wanted | None = None) -> str:
        """Return the formula by which a cell is coloured: that of the answer, or one that is wanted beside it."""
        main = self.cell_of(self.form.main)
        if wanted is None:
            return f"=LEN(TRIM({main}))=0"
        chosen = ",".join(f"TRIM({main})={quote_literal(word)}" for word in wanted.words) or f"LEN(TRIM({main}))>0"
        return f"=AND(LEN(TRIM({self.cell_of(wanted.column)}))=0,OR({chosen}))"

    def formula(self) -> str:
        """Return the formula for "Answered 3 of 4", what is missing in how many of those, and whether all is done."""
        main = self.range_of(self.form.main)
        answered = f"SUMPRODUCT(--(LEN(TRIM({main}))>0))"
        ready = f'IF({answered}=ROWS({main}),{quote_literal(self.say(READY))},"")'
        for wanted in reversed(self.find_wanted()):
            chosen = (
                "+".join(f"(TRIM({main})={quote_literal(word)})" for word in wanted.words) or f"(LEN(TRIM({main}))>0)"
            )
            waiting = f"SUMPRODUCT((LEN(TRIM({self.range_of(wanted.column)}))=0)*(({chosen})>0))"
            of_which, without = quote_literal(self.say(OF_WHICH)), quote_literal(f"{self.say(WITHOUT)}{wanted.without}")
            ready = f"IF({waiting}>0,{of_which}&{waiting}&{without},{ready})"
        return f"={quote_literal(self.say(ANSWERED))}&{answered}&{quote_literal(self.say(OF_ALL))}&ROWS({main})&{ready}"

    def now(self) -> str:
        """Return what the formula gives as the sheet is written."""
        form = self.form
        given = [row for row in form.rows if _text(row, form.main)]
        end = self.say(READY) if len(given) == len(form.rows) else ""
        for wanted in reversed(self.find_wanted()):
            words = {word.casefold() for word in wanted.words}
            waiting = sum(
                not _text(row, wanted.column) and (not words or _text(row, form.main).casefold() in words)
                for row in given
            )
            end = f"{self.say(OF_WHICH)}{waiting}{self.say(WITHOUT)}{wanted.without}" if waiting else end
        return f"{self.say(ANSWERED)}{len(given)}{self.say(OF_ALL)}{len(form.rows)}{end}"

    def say(self, text: str) -> str:
        """Return one of our texts in the council's words."""
        return say(text, self.form.words)

    def cell_of(self, column: Column) -> str:
        """Return the column's cell in the first row, as a rule for all rows names it."""
        return f"${column_letters(self.at[column.name])}{self.first}"

    def range_of(self, column: Column) -> str:
        """Return the column's cells."""
        letters = column_letters(self.at[column.name])
        return f"{letters}{self.first}:{letters}{self.last}"


def _short_enough(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that a formula can hold."""
    return tuple(word for word in words if len(word) <= LONGEST_LITERAL)


def quote_literal(word: str) -> str:
    """Return a text as it is written within a formula."""
    return '"' + word.replace('"', '""') + '"'


def _text(row: AskedRow, column: Column) -> str:
    return row.answer[column.name].text.strip() if column.name in row.answer else ""
