"""In which kinds of file a form goes out: a workbook, or a Word document for those who do not use Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.files.folders import fold_name
from cabinet_papers.matter.model import Settings
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.plan import PlannedSheet
from cabinet_papers.sheets.word_form_words import WORD_HOW


class FormKind(NamedTuple):
    """A kind of file: its ending, what it says of how to fill it in, and the most letters that a cell holds, 0 for any.

    `render` returns the file's bytes; it raises OverflowError for a text that is too long.
    """

    ending: str
    how: tuple[str, ...]
    longest: int
    render: Callable[[Form, Settings], bytes]

    def rename(self, planned: PlannedSheet) -> PlannedSheet:
        """Return the planned sheet as a file of this kind."""
        return planned._replace(path=planned.path.with_suffix(self.ending))

    @property
    def other(self) -> FormKind:
        """The other kind."""
        return WORD if self.ending == EXCEL.ending else EXCEL

    def name_all(self, planned: Iterable[PlannedSheet]) -> set[str]:
        """Return the names of the planned sheets as files of this kind, without capitals."""
        return {fold_name(self.rename(each).path.name) for each in planned}


def _render_workbook(form: Form, settings: Settings) -> bytes:
    from cabinet_papers.sheets.form_writer import render_form

    return render_form(form, settings.council or "cabinet-papers")


def _render_document(form: Form, settings: Settings) -> bytes:
    from cabinet_papers.sheets.word_form_writer import render_word_form

    return render_word_form(form, settings)


EXCEL = FormKind(".xlsx", (), LONGEST_TEXT, _render_workbook)
WORD = FormKind(".docx", WORD_HOW, 0, _render_document)
