"""Reports what a council's template nowhere prints, though the house's own template has a placeholder for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from cabinet_papers.files.shipped import find_example
from cabinet_papers.findings import codes
from cabinet_papers.findings.diagnostics import Diagnostic, Location, finding
from cabinet_papers.findings.message import Message, Term, phrase, shorten
from cabinet_papers.matter.details import HEADER, NOTICE, ROW, Detail
from cabinet_papers.papers.expected_parts import Layout
from cabinet_papers.word.template import Asked, prepare_template

if TYPE_CHECKING:
    from collections.abc import Collection

    from cabinet_papers.matter.settings import Settings
    from cabinet_papers.papers.expected_parts import Section
    from cabinet_papers.papers.kinds import Document, Kind


# What a paper says of a topic above its answers.
OF_TOPIC = ("topics.title", "topics.the_title", "topics.concerning", "topics.body", "topics.the_body", "topics.date")


def list_printed(asked: Mapping[str, Asked], kind: Kind) -> dict[str, int]:
    """Return the paths that a template of the kind prints, in its order, each with its outermost loop.

    They are in its text, or in its header alone if it is the notice. In a loop of a council's own document a condition
    chooses what is printed, so that it is not missed.
    """
    return {
        path: each.loop
        for path, each in asked.items()
        if (each.is_in_text and not (kind.is_own and each.is_conditional)) or path == HEADER
    }


def list_expected(document: Document, asked: Mapping[str, Asked], settings: Settings) -> list[Section]:
    """Return what the document has to hold, in the order and the places that its template gives it."""
    return document.list_expected(settings, list_printed(asked, document.kind), _find_layout(asked))


def _find_layout(asked: Mapping[str, Asked]) -> Layout:
    """Return how a template lays out the answers: whether in one row each, and each topic's details with its own."""
    wording = asked.get(f"{ROW}.text")
    if wording is None or not wording.is_in_text:
        return Layout()
    cells = [each for path, each in asked.items() if path.rpartition(".")[0] == ROW and each.is_in_text]
    of_topic = [each for path, each in asked.items() if path in OF_TOPIC and each.is_in_text]
    return Layout(
        is_in_rows=not wording.row or all(each.row == wording.row for each in cells),
        is_by_topic=all(each.loop == wording.loop for each in of_topic),
    )


def report_left_out(
    document: Document, asked: Mapping[str, Asked], file: str, allowed: Collection[str]
) -> list[Diagnostic]:
    """Return a finding for each detail of the document that the template in `file` nowhere prints.

    `allowed` are the names of those that the council leaves out on purpose.
    """
    left_out = document.find_left_out(list_printed(asked, document.kind))
    found = [
        _report(detail, document.kind, file) for detail in left_out if not {detail.name, detail.family} & set(allowed)
    ]
    notice = asked.get(HEADER)
    return (
        [*found, _report_unread(notice, document.kind, file)]
        if document.is_exempt and notice and not notice.is_in_text
        else found
    )


def _report_unread(notice: Asked, kind: Kind, file: str) -> Diagnostic:
    """Return a finding for a notice that only people who see the page are aware of."""
    message = phrase(
        "the notice on the exempt copy is only {}, which is not read out to people who cannot see it", notice.place
    )
    return finding(
        codes.OUT009,
        message,
        phrase("make it the first paragraph of the text as well: {}", _describe_place(kind, NOTICE)),
        Location(file),
    )


def _report(detail: Detail, kind: Kind, file: str) -> Diagnostic:
    message = phrase("the template does not print {}", Term(detail.meaning))
    if detail.is_needed:
        return finding(codes.TPL007, message, phrase("{}", _describe_place(kind, detail)), Location(file))
    hint = phrase(
        "{}; if it is left out on purpose, add it to leave_out: in papers.yaml, as in leave_out: [{}]",
        _describe_place(kind, detail),
        Term(detail.name),
    )
    return finding(codes.TPL010, message, hint, Location(file))


def _describe_place(kind: Kind, detail: Detail) -> Message:
    """Return what to type in the template, and where the house's own template has it."""
    if detail.typed:
        return phrase("in Word, add a column to the table, with {} below its heading", Term(detail.typed))
    shipped = _read_shipped(kind)
    path = next((each for each in detail.paths if each in shipped), "")
    if not path:
        return phrase("in Word, type its placeholder where it belongs; `papers templates` lists all placeholders")
    # What the shipped template has there is no secret; the beginning of a long paragraph is enough to find it.
    typed, place = shipped[path].typed, shipped[path].place.replace_typed(lambda words: Term(shorten(words)))
    return phrase(
        "in Word, type {} where it belongs; the template that `papers init` writes has it {}", Term(typed), place
    )


@lru_cache(maxsize=20)
def _read_shipped(kind: Kind) -> Mapping[str, Asked]:
    path = find_example() / "templates" / kind.template
    template, _ = prepare_template(path, kind.template, kind.view, "en-GB")
    return template.asked if template else {}
