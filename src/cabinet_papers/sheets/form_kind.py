"""In which kinds of file a form goes out: a workbook, or a Word document for those who do not use Excel."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cabinet_papers.excel.writer import LONGEST_TEXT
from cabinet_papers.matter.settings import Settings
from cabinet_papers.sheets.form import Form
from cabinet_papers.sheets.plan import PlannedSheet


class FormKind(NamedTuple):
    """A kind of file: its ending, and the most letters that a cell holds, 0 for any.

    `lay_out` returns the form as this kind shows it, and `render` the file's bytes; that raises OverflowError for a
    text that is too long.
    """

    ending: str
    longest: int
    lay_out: Callable[[Form], Form]
    render: Callable[[Form, Settings], bytes]

    def rename(self, planned: PlannedSheet) -> PlannedSheet:
        """Return the planned sheet as a file of this kind."""
        return planned._replace(path=planned.path.with_suffix(self.ending))

    @property
    def other(self) -> FormKind:
        """The other kind."""
        return WORD if self.ending == EXCEL.ending else EXCEL


def _render_workbook(form: Form, settings: Settings) -> bytes:
    from cabinet_papers.sheets.form_writer import render_form

    return render_form(form, settings.council or "cabinet-papers")


def _render_document(form: Form, settings: Settings) -> bytes:
    from cabinet_papers.sheets.word_form_writer import render_word_form

    return render_word_form(form, settings)


def _show_whole(form: Form) -> Form:
    """Return the form with all lines above its table: on paper there is room for them."""
    return form._replace(above=tuple(line for line in form.about if line != form.contact))


EXCEL = FormKind(".xlsx", LONGEST_TEXT, lambda form: form, _render_workbook)
WORD = FormKind(".docx", 0, _show_whole, _render_document)
