"""What a form says itself, in the council's words: written so, and put back into English when the form returns.

Between the two all code knows the form's own lines by their English words. What people typed is never changed: only the
lines above the table, its headings, the column "About this row", and the pages of ours are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from cabinet_papers.excel.cells import Cell, Workbook, Worksheet
from cabinet_papers.matter import form_words
from cabinet_papers.matter.columns import ABOUT_ROW, FURTHER, REFERENCE, Column, ColumnKind
from cabinet_papers.matter.form_words import (
    CHOICES_UNDER,
    CHOOSE,
    CLEARED,
    DRAFTED,
    ELSE,
    HOW_TO_TITLE,
    KEPT_HEADINGS,
    OFFICE,
    OFFICE_NOTE,
    SAY_WHY,
    TABLE_NOTE,
    WORD_CHOOSING,
    WORD_COMMENT,
    WORD_SAVE,
    say,
)
from cabinet_papers.matter.prose import Run
from cabinet_papers.sheets.form import list_known
from cabinet_papers.sheets.form_table import FormTable, find_table
from cabinet_papers.sheets.form_texts import SENTENCES, flatten, put_headings

# A line by the text that it begins with, and the texts that may be within it: names of the words in braces, and what
# is beside them as a pattern.
LINES: Mapping[str, tuple[str, ...]] = {
    "TITLE": (),
    "BY": (r"{AND}(?=\d)", r"(?<=\d){MORE}"),
    "FOR": (r"{AND}(?=\d)", r"(?<=\d){MORE}", r"(?<=\. ){DUE}"),
    "DUE": (),
    "CONTACT": (),
    "ANSWERED": (
        r"(?<=\d){OF_ALL}(?=\d)", r"{OF_WHICH}(?=\d)", r"(?<=\d){WITHOUT}", r"{A_REASON}(?=$|\W)", r"{READY}",
    ),
    "TOO_LONG": (r"^{SEVERAL}|^{ONE}", "{IN_FORMULA_BAR}"),
    "REWORDED": (),
    "EDITED": (),
    "TAKEN_OVER": ("{BOTH}",),
    "RENUMBERED": (r"{IS_NOW}|{GONE}(?=[;.])",),
}  # fmt: skip
# So long are the headings of the pages at most; what is below them was perhaps typed.
PAGE_HEAD = 3
PAGE_TITLES = (HOW_TO_TITLE, OFFICE)


class FormLanguage:
    """The words of one council's forms. `columns` are those of the form, whose headings some sentences name."""

    def __init__(self, words: Mapping[str, str], columns: Sequence[Column]) -> None:
        self.words = words
        texts = (*SENTENCES, WORD_CHOOSING, WORD_COMMENT, WORD_SAVE, OFFICE, OFFICE_NOTE, TABLE_NOTE, *KEPT_HEADINGS)
        labels = (DRAFTED, CLEARED, ELSE, *(each.heading for each in (*FURTHER, ABOUT_ROW, REFERENCE)))
        self.english = {
            flatten(put_headings(say(text, words), columns)): flatten(put_headings(text, columns))
            for text in (*texts, *labels) if words
        }  # fmt: skip
        self.why = put_headings(say(SAY_WHY, words), columns), put_headings(SAY_WHY, ())

    def write(self, text: str) -> str:
        """Return lines of the form, which are in English, in the council's words."""
        put = partial(_put_line, old=_keep, new=self._say)
        return "\n".join(map(put, text.split("\n"))) if self.words else text

    def read(self, text: str) -> str:
        """Return lines of the form, which may be in the council's words, in English; others are as they were."""
        return "\n".join(self.english.get(flatten(line)) or self._read_line(line) for line in text.split("\n"))

    def read_page(self, text: str) -> str:
        """Return a text of one of the pages of ours in English."""
        own, why = self.why
        if flatten(text) in self.english:
            return self.english[flatten(text)]
        if text.endswith(own):
            return f"{text.removesuffix(own)}{why}"
        under = say(CHOICES_UNDER, self.words)
        return f"{CHOICES_UNDER}{text.removeprefix(under)}" if text.startswith(under) else self.read(text)

    def _read_line(self, line: str) -> str:
        return _put_line(line, old=self._say, new=_keep)

    def _say(self, text: str) -> str:
        return say(text, self.words)


def _keep(text: str) -> str:
    return text


def _put_line(line: str, old: Callable[[str], str], new: Callable[[str], str]) -> str:
    """Return a line of the form with the words that `new` has for it in place of those that `old` has."""
    by, answered = form_words.TOPIC_BY, form_words.ANSWERED
    for name, within in LINES.items():
        start = getattr(form_words, name)
        if line.startswith(old(start)):
            rest = line.removeprefix(old(start))
            for pattern in within:
                rest = _replace(rest, pattern, old, new)
            return new(start) + rest
    # A formula that was not calculated.
    if line.startswith(f'="{old(answered)}"'):
        return line.replace(old(answered), new(answered), 1)
    return line.replace(old(by), new(by), 1) if old(by) in line else line


def _replace(text: str, pattern: str, old: Callable[[str], str], new: Callable[[str], str]) -> str:
    """Return the text with the words that a pattern names in place of those that they have otherwise."""
    names = re.findall(r"\{(\w+)\}", pattern)
    source = re.sub(r"\{(\w+)\}", lambda found: f"(?P<{found[1]}>{re.escape(old(getattr(form_words, found[1])))})",
                    pattern)  # fmt: skip

    def put(found: re.Match[str]) -> str:
        return next(new(getattr(form_words, name)) for name in names if found[name] is not None)

    return re.sub(source, put, text)


def put_in_english(workbook: Workbook, words: Mapping[str, str], columns: tuple[Column, ...]) -> Workbook:
    """Return a returned form with its own lines in English; all that people typed is as it was."""
    if not words:
        return workbook
    language = FormLanguage(words, columns)
    return workbook._replace(
        worksheets=tuple(_put_worksheet(each, language, columns, workbook) for each in workbook.worksheets)
    )


def _put_worksheet(
    worksheet: Worksheet, language: FormLanguage, columns: tuple[Column, ...], workbook: Workbook
) -> Worksheet:
    table = find_table(worksheet, list_known(columns))
    if table:
        about = _find_about(worksheet, table, language)
        cells = (_put_cell(cell, table, about, language, workbook) for cell in worksheet.cells)
        return worksheet._replace(cells=tuple(cells))
    if _is_page(worksheet, language):
        return worksheet._replace(cells=tuple(_show(cell, language.read_page(cell.text)) for cell in worksheet.cells))
    return worksheet


def _find_about(worksheet: Worksheet, table: FormTable, language: FormLanguage) -> int:
    """Return the place of the column "About this row", 0 where there is none."""
    headings = (cell for cell in worksheet.cells if cell.row == table.row)
    return next((cell.column for cell in headings if language.read_page(cell.text) == ABOUT_ROW.heading), 0)


def _put_cell(cell: Cell, table: FormTable, about: int, language: FormLanguage, workbook: Workbook) -> Cell:
    column = table.columns.get(cell.column)
    if cell.row < table.row:
        return _show(cell, language.read(cell.text))
    if cell.row == table.row and column is None:
        return _show(cell, language.read_page(cell.text))
    if cell.row > table.row and cell.column == about:
        return _show(cell, language.read(cell.text))
    is_choice = column is not None and column.kind is ColumnKind.CHOICE and workbook.is_document
    if is_choice and cell.text.strip() == say(CHOOSE, language.words):
        return cell._replace(runs=())
    return cell


def _is_page(worksheet: Worksheet, language: FormLanguage) -> bool:
    """Whether the worksheet is one of the pages that a form has beside its table."""
    head = [language.read_page(cell.text) for cell in worksheet.cells if cell.row <= PAGE_HEAD]
    return any(each in PAGE_TITLES for each in head) or set(KEPT_HEADINGS) <= set(head)


def _show(cell: Cell, text: str) -> Cell:
    return cell if text == cell.text else cell._replace(runs=(Run(text),))


def is_in_words_of(workbook: Workbook, words: Mapping[str, str], columns: tuple[Column, ...]) -> bool:
    """Whether the lines above a returned form's table are in the council's words."""
    language = FormLanguage(words, columns)
    for worksheet in workbook.worksheets if words else ():
        table = find_table(worksheet, list_known(columns))
        above = [cell.text for cell in worksheet.cells if table and cell.row < table.row]
        if any(language.write(language.read(text)) != text for text in above):
            return False
    return True
