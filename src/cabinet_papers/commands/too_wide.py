"""Reports tables that are too wide for their page, at the cell or text that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase
from cabinet_papers.matter.answered import Answered, Paper
from cabinet_papers.matter.plan import ActionPlan
from cabinet_papers.matter.prose import Block, ItemList, Prose, Quotation, Table
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.papers.matter_parts import MatterPart

if TYPE_CHECKING:
    from cabinet_papers.papers.kinds import Document
    from cabinet_papers.word.template import TooWide


def report_too_wide(document: Document, tables: tuple[TooWide, ...], file: str) -> list[Diagnostic]:
    """Return a finding for each table of which words are broken; `file` is the document's, for want of a better place.

    Nothing that people typed is in it.
    """
    source = document.source
    sources = (source,) if isinstance(source, Paper | ActionPlan | MatterPart) else source
    texts = [text for each in sources for text in _find_texts(each)] if tables else []
    return [_report(table, texts, file) for table in tables]


def _report(table: TooWide, texts: list[tuple[Prose, str, Location]], file: str) -> Diagnostic:
    wanted = _comparable(table.headings)
    found = (each for each in texts if wanted in map(_headings, _find_tables(each[0].blocks)))
    _, number, place = next(found, (None, "", Location(file)))
    hint = phrase("divide it into tables of at most {} columns, or shorten its headings and figures", table.fitting)
    return finding(codes.OUT015, _describe(len(table.headings), table.fitting, number), hint, place)


def _describe(columns: int, fitting: int, number: str) -> Message:
    said = phrase(
        "a table of {} columns is too wide for the page, which has room for {}, so some of its words and figures are "
        "split over two lines",
        columns,
        fitting,
    )
    return phrase("recommendation {}: {}", Term(number), said) if number else said


def _find_texts(source: Paper | ActionPlan | MatterPart) -> Iterator[tuple[Prose, str, Location]]:
    """Yield each text that may hold a table, the recommendation that it answers ("" for none), and its place."""
    if isinstance(source, MatterPart):
        yield from _find_texts(source.paper) if source.paper else ()
        yield from _find_texts(source.plan) if source.plan else ()
    elif isinstance(source, ActionPlan):
        yield source.summary, "", source.location
        for action in (each for priority in source.priorities for each in priority.actions):
            yield action.text, "", action.location
            yield action.notes, "", action.location
    else:
        if source.matter.report:
            yield source.matter.report.body, "", source.matter.report.location
        for row in source.own_rows:
            yield from _find_answers(row)


def _find_answers(row: Answered) -> Iterator[tuple[Prose, str, Location]]:
    if row.response:
        comments = (each.location for each in row.response.typed_texts if each.kind is TextKind.COMMENT)
        yield row.response.comment, row.recommendation.printed, next(comments, row.response.location)


def _find_tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case Quotation(quoted):
                yield from _find_tables(quoted)
            case ItemList(items):
                for item in items:
                    yield from _find_tables(item.blocks)


def _headings(table: Table) -> tuple[str, ...]:
    columns = max(map(len, table.rows))
    cells = [" ".join(each.text for each in cell) for cell in table.rows[0]]
    return _comparable((*cells, *[""] * (columns - len(cells))))


def _comparable(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(each.split()) for each in headings)
