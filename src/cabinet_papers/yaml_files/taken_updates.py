"""The updates of an action that were taken over from its services' sheets: each with its day, the earliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.dates import DateError, is_financial_year
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.plan import Update
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.updates import PROGRESS_NAME, STATUS_NAMES
from cabinet_papers.matter.when import When, parse_when
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import INSTEAD_OF, UPDATE
from cabinet_papers.yaml_files.typed_when import DATE_CURE

if TYPE_CHECKING:
    from cabinet_papers.matter.columns import Column
    from cabinet_papers.matter.plan import Action
    from cabinet_papers.yaml_files.yaml_source import YamlNode


def read_updates(fields: Fields, number: str) -> tuple[Update, ...]:
    """Return the updates of the action of that number, in the order of their days; of one day as they are written."""
    read = tuple(_read(fields, node, number) for node in fields.items("updates"))
    return tuple(sorted(read, key=lambda each: str(each.day or "")))


def _read(fields: Fields, node: YamlNode, number: str) -> Update:
    source, update = fields.source, Fields(fields.source, node, UPDATE)
    for key, kind, what in (("text", TextKind.ACTION, "the new words of"), ("progress", TextKind.NOTES, "progress of")):
        source.keep(update.find(key), kind, f"{what} action {number}")
    text = update.find("text")
    before = Fields(source, update.find("instead_of"), INSTEAD_OF)
    was = before.find("text")
    return Update(
        day=update.when("date"),
        service=update.text("service"),
        location=update.location,
        status=update.text("status"),
        progress=update.paragraphs("progress"),
        text=source.read_lines(text, Term("text")) if text else "",
        by=read_date(update, "by"),
        completed=read_date(update, "completed"),
        instead_of_text=source.read_lines(was, Term("text")) if was else "",
        instead_of_by=str(read_date(before, "by")),
    )


def apply_updates(action: Action, updates: tuple[Update, ...], columns: tuple[Column, ...]) -> Action:
    """Return the action as its updates made it: of each value the latest, and what the plan's columns show of them."""
    if not updates:
        return action
    changed = action
    for each in updates:
        changed = changed._replace(
            text=read_plain_text(each.text) if each.text else changed.text,
            wording=each.text or changed.wording,
            by=each.by or changed.by,
            by_place=each.location if each.by else changed.by_place,
            completed=each.completed or changed.completed,
        )
    shown = {
        name: text
        for name, texts in (
            *((name, [each.status for each in updates]) for name in STATUS_NAMES),
            (PROGRESS_NAME, [each.progress for each in updates]),
        )
        for text in filter(None, texts)
    }
    own = {each.name: read_plain_text(shown[each.name]) for each in columns if each.name in shown}
    return changed._replace(further={**action.further, **own}, updates=updates, began_as=action)


def read_date(fields: Fields, key: str) -> When | str:
    """Return the date or the month that was typed, or the words as they are ("Year 2", "2011-12", "end of July")."""
    typed = fields.text(key)
    if is_financial_year(typed):
        return typed
    try:
        return parse_when(typed, fields.source.language)
    except DateError as problem:
        if problem.is_impossible:
            fields.report(codes.YML012, phrase("{}: {}", Term(key), problem.reason), DATE_CURE, key)
        return typed
