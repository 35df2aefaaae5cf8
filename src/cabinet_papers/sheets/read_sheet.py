"""What was read of a returned workbook: its answers, which row answers what, and the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cabinet_papers.findings.diagnostics import Diagnostic, Location
from cabinet_papers.findings.message import Message
from cabinet_papers.matter.model import Response
from cabinet_papers.matter.numbering import fold_number
from cabinet_papers.sheets.form_table import FormTable, TableRow
from cabinet_papers.sheets.office_page import is_office, join_for_office, read_office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cabinet_papers.excel.cells import Cell, Workbook


class Words(Enum):
    """How a row's Recommendation cell compares with the recommendation as it is worded now."""

    SAME = "same"
    EDITED = "edited in the sheet"
    REWORDED = "reworded in the YAML since the sheet was written"


class MatchedRow(NamedTuple):
    """A row and the recommendation that it is about. `asked` are those whom its sheet asks, as it names them."""

    number: int
    row: TableRow
    words: Words
    asked: tuple[str, ...] = ()


class Renumbered(NamedTuple):
    """What has become of the numbers that recommendations had in a sheet, by these numbers as they are compared.

    `now` are the present ones, "" where a recommendation is gone, `said` the former ones as people say them.
    """

    now: Mapping[str, str] = MappingProxyType({})
    said: Mapping[str, str] = MappingProxyType({})
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, changed: Mapping[str, str]) -> Renumbered:
        """Return it of the present numbers by the former ones."""
        said = {fold_number(each): each for each in changed}
        return cls({fold_number(old): new for old, new in changed.items()}, said, frozenset(said))


@dataclass(slots=True)
class ResponseSheet:
    """What one workbook answers.

    `blank` holds the Agree? cells of the rows without an answer, `rows` every row that matches a recommendation,
    `unmatched` the answers that match none. `other_matter` is the message about a sheet of another matter, `last_years`
    the one about a sheet for an earlier meeting. `may_quote` says that nothing in the workbook is or was exempt.
    `renumbered` are the recommendations that had another number in the sheet; `tables` are the response tables by the
    names of their worksheets.
    """

    responses: list[Response] = field(default_factory=list)
    rows: list[MatchedRow] = field(default_factory=list)
    unmatched: list[dict[str, Cell]] = field(default_factory=list)
    blank: dict[int, Location] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    other_matter: Message | None = None
    last_years: Message | None = None
    may_quote: bool = True
    renumbered: Renumbered = field(default_factory=Renumbered)
    tables: dict[str, FormTable] = field(default_factory=dict)


class ReadSheet(NamedTuple):
    """One workbook of the folder and what it answers; `was` is the hash of the file that was read, "" if not known.

    The workbook has the English words of the form's own texts; `is_in_words` says that they are in the council's words.
    """

    path: Path
    workbook: Workbook
    sheet: ResponseSheet
    was: str
    is_in_words: bool = True

    @property
    def for_office(self) -> dict[str, str]:
        """What was written for the scrutiny office, by its label."""
        return join_for_office(read_office(each) for each in self.workbook.worksheets if is_office(each))
