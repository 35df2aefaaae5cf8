"""Whether a template has the council's own table of answers: its headings, and no column that it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.finished.blocks import Blocks
from cabinet_papers.finished.found import read_headings
from cabinet_papers.matter.answered import Paper
from cabinet_papers.matter.columns import OF_PROGRAM
from cabinet_papers.matter.details import ROW
from cabinet_papers.matter.settings import Settings
from cabinet_papers.matter.wording import normalise_heading
from cabinet_papers.papers.kinds import Document
from cabinet_papers.papers.views import ResponseView
from cabinet_papers.word.placeholders import Asked

DECISION = f"{ROW}.decision"


def report_headings(
    document: Document, finished: Blocks, asked: Mapping[str, Asked], file: str, settings: Settings
) -> list[Diagnostic]:
    """Return what in a response's template is not as papers.yaml, or the matter, has the table; `file` is its name."""
    if document.kind.view is not ResponseView or not isinstance(document.source, Paper):
        return []
    settings = settings.with_columns(document.source.matter.columns)
    return [*_find_decisions(asked, file, settings), *_find_headings(finished, file, settings)]


def _find_decisions(asked: Mapping[str, Asked], file: str, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a finding if decisions are printed that no member is asked for: each would be awaited for ever."""
    if settings.decision_column is None and DECISION in asked:
        message = phrase(
            "the template prints decisions, {}, but the table of answers has no column for them", asked[DECISION].place
        )
        hint = phrase(
            "in Word, delete the column of the decisions from the table; or add decision to the list of columns in "
            "papers.yaml or recommendations.yaml"
        )
        yield finding(codes.TPL013, message, hint, Location(file))


def _find_headings(finished: Blocks, file: str, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a finding for each of the program's columns that papers.yaml calls otherwise than the template."""
    printed = {normalise_heading(each) for each in read_headings(finished.paragraphs).values()}
    usual = {each.name: each for each in OF_PROGRAM}
    for column in settings.response_columns:
        own = usual.get(column.name)
        if own is None or own.heading == column.heading or normalise_heading(column.heading) in printed:
            continue
        if normalise_heading(own.heading) in printed:
            message = phrase(
                'the table in the template has the heading "{}", but papers.yaml calls that column "{}"',
                Term(own.heading), column.heading,
            )  # fmt: skip
            hint = phrase(
                'in Word, change the heading "{}" to "{}"; or, if the template is right, change the heading in '
                "papers.yaml",
                Term(own.heading), column.heading,
            )  # fmt: skip
            yield finding(codes.TPL012, message, hint, Location(file))
