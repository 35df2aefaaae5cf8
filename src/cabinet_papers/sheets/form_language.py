"""What a form says itself, in the council's words: written so, and known by its English words when the form returns.

All code knows the form's own texts by their English words. A cell of a returned form keeps what it shows; beside that
it has the English words, if it is in a place in which the form itself writes: above the table, under "About this row",
and on the pages of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cabinet_papers.matter import form_words
from cabinet_papers.matter.columns import ABOUT_ROW, USUAL, Column, ColumnKind
from cabinet_papers.matter.form_words import (
    ABOVE_THE_TABLE,
    ANSWERED,
    BY,
    CHOICES_UNDER,
    CHOOSE,
    EDITED,
    FOR,
    KEPT_HEADINGS,
    OFFICE,
    OFFICE_LABELS,
    OFFICE_NOTE,
    RENUMBERED,
    REWORDED,
    SAY_WHY,
    TABLE_NOTE,
    TAKEN_OVER,
    TOO_LONG,
    WORD_CHOOSING,
    WORD_COMMENT,
    WORD_SAVE,
    name_columns,
    say,
)
from cabinet_papers.sheets.form import list_known
from cabinet_papers.sheets.form_texts import SENTENCES, flatten, is_how_to, put_headings
from cabinet_papers.sheets.office_page import is_office
from cabinet_papers.sheets.recognised_table import find_tables
from cabinet_papers.sheets.unprinted import is_kept_answers

if TYPE_CHECKING:
    from cabinet_papers.excel.cells import Cell, Workbook, Worksheet
    from cabinet_papers.matter.model import Matter
    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.sheets.form_table import FormTable

# The texts that may be within a line, by the text that it begins with: names of the words in braces, and what is beside
# them as a pattern.
ABOVE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(ABOVE_THE_TABLE, ()),
    BY: (r"{AND}(?=\d)", r"(?<=\d){MORE}"),
    FOR: (r"{AND}(?=\d)", r"(?<=\d){MORE}", r"(?<=\. ){DUE}"),
    ANSWERED: (
        r"(?<=\d){OF_ALL}(?=\d)", r"{OF_WHICH}(?=\d)", r"(?<=\d){WITHOUT}", r"{A_REASON}(?=$|\W)", r"{READY}",
    ),
    TOO_LONG: (r"^{SEVERAL}|^{ONE}", "{IN_FORMULA_BAR}"),
}  # fmt: skip
BESIDE: Mapping[str, tuple[str, ...]] = {
    REWORDED: (), EDITED: (), TAKEN_OVER: ("{BOTH}",), RENUMBERED: (r"{IS_NOW}|{GONE}(?=[;.])",),
}  # fmt: skip
# The whole texts of each place.
HOW_LINES = (*SENTENCES, WORD_CHOOSING, WORD_COMMENT, WORD_SAVE)
OFFICE_TEXTS = (OFFICE, OFFICE_NOTE, TABLE_NOTE, *OFFICE_LABELS)


class FormLanguage:
    """The words of one form. `columns` are those of the form, whose headings some sentences name."""

    def __init__(self, words: Mapping[str, str], columns: tuple[Column, ...]) -> None:
        self.words = words
        self.columns = columns
        self.how_lines = self._list_english(HOW_LINES)
        self.office = self._list_english(OFFICE_TEXTS)
        self.reasons = self._list_english((SAY_WHY,))
        self.kept = self._list_english(KEPT_HEADINGS)

    def write(self, text: str) -> str:
        """Return a line above the table, which is in English, in the council's words."""
        return self._put_above(text, _keep, self._say) if self.words else text

    def write_about_row(self, text: str) -> str:
        """Return what the form says of a row in the council's words; lines that people typed are as they were."""
        return "\n".join(_put_line(line, BESIDE, _keep, self._say) for line in text.split("\n"))

    def write_kept(self, worksheet: Worksheet) -> Worksheet:
        """Return a page of kept answers with its headings in the council's words; another worksheet as it is."""
        if not is_kept_answers(worksheet):
            return worksheet
        return worksheet._replace(cells=tuple(map(self._write_kept_cell, worksheet.cells)))

    def _write_kept_cell(self, cell: Cell) -> Cell:
        heading = self._say(cell.said)
        if cell.row > 1 or cell.said not in KEPT_HEADINGS or heading == cell.text:
            return cell
        return cell._replace(runs=(cell.runs[0]._replace(text=heading),), own="")

    def read(self, text: str) -> str:
        """Return a line above the table in English."""
        lines = (self.how_lines.get(flatten(line)) or self._read_line(line) for line in text.split("\n"))
        return "\n".join(lines)

    def read_about_row(self, text: str) -> str:
        """Return what the form says of a row in English; lines that people typed are as they were."""
        return "\n".join(_put_line(line, BESIDE, self._say, _keep) for line in text.split("\n"))

    def read_how_to(self, text: str) -> str:
        """Return a text of the page that says how the sheet is filled in, in English."""
        if flatten(text) in self.how_lines:
            return self.how_lines[flatten(text)]
        for why, english in self.reasons.items():
            if text.endswith(why):
                return f"{text.removesuffix(why)}{english}"
        under = say(CHOICES_UNDER, self.words)
        return f"{CHOICES_UNDER}{text.removeprefix(under)}" if text.startswith(under) else self.read(text)

    def _list_english(self, texts: Sequence[str]) -> dict[str, str]:
        """Return the English texts by the council's words for them, with the headings of today and the usual ones."""
        usual = name_columns(USUAL, self.words)
        return {
            flatten(put_headings(say(text, self.words), columns)): flatten(put_headings(text, ()))
            for columns in (usual, list_known(self.columns, self.words))
            # Of two that are the same in the council's words the first is meant.
            for text in reversed(texts)
        }

    def _read_line(self, line: str) -> str:
        return self._put_above(line, self._say, _keep)

    def _put_above(self, line: str, old: Callable[[str], str], new: Callable[[str], str]) -> str:
        put = _put_line(line, ABOVE, old, new)
        by, answered = form_words.TOPIC_BY, form_words.ANSWERED
        # A formula that was not calculated.
        if line.startswith(f'="{old(answered)}"'):
            return line.replace(old(answered), new(answered), 1)
        return line.replace(old(by), new(by), 1) if put is line and old(by) in line else put

    def _say(self, text: str) -> str:
        return say(text, self.words)


def _keep(text: str) -> str:
    return text


def _put_line(
    line: str, lines: Mapping[str, tuple[str, ...]], old: Callable[[str], str], new: Callable[[str], str]
) -> str:
    """Return a line of the form with the words that `new` has for it in place of those that `old` has."""
    begun = [start for start in lines if line.startswith(old(start))]
    if not begun:
        return line
    # Of two words of which one begins with the other, the longer is meant.
    start = max(begun, key=lambda each: len(old(each)))
    rest = line.removeprefix(old(start))
    for pattern in lines[start]:
        rest = _replace(rest, pattern, old, new)
    return new(start) + rest


def _replace(text: str, pattern: str, old: Callable[[str], str], new: Callable[[str], str]) -> str:
    """Return the text with the words that a pattern names in place of those that they have otherwise."""
    names = re.findall(r"\{(\w+)\}", pattern)
    source = re.sub(r"\{(\w+)\}", lambda found: f"(?P<{found[1]}>{re.escape(old(getattr(form_words, found[1])))})",
                    pattern)  # fmt: skip

    def put(found: re.Match[str]) -> str:
        return next(new(getattr(form_words, name)) for name in names if found[name] is not None)

    return re.sub(source, put, text)


def note_own_texts(workbook: Workbook, matter: Matter, settings: Settings) -> Workbook:
    """Return a returned form with the English words of its own texts beside these; `settings` have the form's words."""
    if not settings.form_words:
        return workbook
    language = FormLanguage(settings.form_words, settings.response_columns)
    tables, _ = find_tables(workbook, matter, settings)
    worksheets = (
        _note_table(each, tables[each.name], language, is_document=workbook.is_document)
        if each.name in tables
        else note_page(each, language)
        for each in workbook.worksheets
    )
    return workbook._replace(worksheets=tuple(worksheets))


def _note_table(worksheet: Worksheet, table: FormTable, language: FormLanguage, *, is_document: bool) -> Worksheet:
    about, chosen = table.find(ABOUT_ROW), say(CHOOSE, language.words)
    lists = {at for at, column in table.columns.items() if column.kind is ColumnKind.CHOICE and is_document}

    def note(cell: Cell) -> Cell:
        if cell.row < table.row:
            return _note(cell, language.read(cell.text))
        if cell.row > table.row and cell.column == about:
            return _note(cell, language.read_about_row(cell.text))
        # What a list shows from which nothing was chosen yet.
        return cell._replace(runs=()) if cell.column in lists and cell.text.strip() == chosen else cell

    return worksheet._replace(cells=tuple(map(note, worksheet.cells)))


def note_page(worksheet: Worksheet, language: FormLanguage) -> Worksheet:
    """Return one of the pages that a form has beside its table with the English words; another worksheet as it is."""

    def read_kept(cell: Cell) -> str:
        return language.kept.get(flatten(cell.text), "") if cell.row == 1 else ""

    def read_office(cell: Cell) -> str:
        return language.office.get(flatten(cell.text), "")

    def read_how_to(cell: Cell) -> str:
        return language.read_how_to(cell.text)

    for is_page, read in ((is_office, read_office), (is_kept_answers, read_kept), (is_how_to, read_how_to)):
        noted = worksheet._replace(cells=tuple(_note(cell, read(cell)) for cell in worksheet.cells))
        if is_page(noted):
            return noted
    return worksheet


def _note(cell: Cell, english: str) -> Cell:
    return cell._replace(own=english) if english and english != cell.text else cell
