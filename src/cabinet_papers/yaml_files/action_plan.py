"""action-plan.yaml: priorities and their actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cabinet_papers.findings import codes
from cabinet_papers.findings.message import Term, phrase
from cabinet_papers.matter.dates import DateError, is_financial_year
from cabinet_papers.matter.list_marks import find_actions
from cabinet_papers.matter.model import Action, ActionPlan, Priority
from cabinet_papers.matter.plain_text import read_plain_text
from cabinet_papers.matter.prose import Prose
from cabinet_papers.matter.typed_text import TextKind
from cabinet_papers.matter.when import When, parse_when
from cabinet_papers.yaml_files.exempt_file import withhold_if_exempt
from cabinet_papers.yaml_files.fields import Fields
from cabinet_papers.yaml_files.keys import ACTION, PLAN, PRIORITY, SUMMARY
from cabinet_papers.yaml_files.source import Source
from cabinet_papers.yaml_files.typed_when import DATE_CURE
from cabinet_papers.yaml_files.yaml_errors import ITEM_OPENING
from cabinet_papers.yaml_files.yaml_source import YamlNode, YamlText, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from cabinet_papers.findings.diagnostics import Diagnostic, Location


def read_action_plan(path: Path, file: str, language: str) -> tuple[ActionPlan | None, list[Diagnostic]]:
    """Return the plan and what is wrong with it; None where the file gives none at all."""
    node, findings = read_yaml(path, file)
    if node is None:
        return None, withhold_if_exempt(path, findings)
    source = Source(file, language, findings)
    fields = Fields(source, node, PLAN)
    summary = Fields(source, fields.find("summary"), SUMMARY)
    body = summary.find("body")
    source.keep(body, TextKind.MARKDOWN, "the summary")
    fields.take("priorities")
    numbers: dict[str, int | None] = {}
    priorities = tuple(
        _read_priority(source, item, at, numbers) for at, item in enumerate(fields.items("priorities"), 1)
    )
    title = fields.text("title")
    plan = ActionPlan(
        title=title,
        years=fields.texts("years"),
        priorities=priorities,
        location=fields.location,
        summary_heading=summary.text("heading"),
        summary=_read_summary(source, body),
    )
    return plan._replace(typed_texts=source.list_typed_texts()), withhold_if_exempt(path, source.findings)


def _read_summary(source: Source, node: YamlNode | None) -> Prose:
    if node is None:
        return Prose()
    return (
        source.read_markdown(node)
        if isinstance(node, YamlText)
        else read_plain_text(source.read_text(node, Term("body")))
    )


def _read_priority(source: Source, node: YamlNode, at: int, numbers: dict[str, int | None]) -> Priority:
    fields = Fields(source, node, PRIORITY)
    return Priority(
        name=fields.text("name"),
        actions=tuple(
            _read_action(source, item, f"{at}.{place}", numbers)
            for place, item in enumerate(fields.items("actions"), 1)
        ),
        owner_heading=fields.text("owner_heading") or PRIORITY.key("owner_heading").default,
    )


def _read_action(source: Source, node: YamlNode, number: str, numbers: dict[str, int | None]) -> Action:
    if isinstance(node, YamlText):
        text, location = source.read_text(node, phrase("an action")), source.at(node)
        source.look_for_missing_dash(node, ITEM_OPENING, find_actions)
        _take_number(source, number, location, numbers)
        source.keep(node, TextKind.ACTION, f"action {number}")
        return Action(number, read_plain_text(text), location)
    fields = Fields(source, node, ACTION)
    number = fields.text("number").rstrip(".") or number
    _take_number(source, number, fields.place("number"), numbers)
    text_node, notes = fields.take("text"), fields.find("notes")
    for kept, kind, name in (
        (text_node, TextKind.ACTION, ""), (fields.find("service"), TextKind.SERVICE, "the service of "),
        (notes, TextKind.NOTES, "the notes on "),
    ):  # fmt: skip
        source.keep(kept, kind, f"{name}action {number}")
    return Action(
        number=number,
        text=read_plain_text(source.read_lines(text_node, Term("text"))) if text_node else Prose(),
        location=source.at(text_node) if text_node else fields.location,
        service=fields.text("service"),
        by=_read_by(fields),
        by_place=fields.place("by"),
        notes=read_plain_text(source.read_lines(notes, Term("notes"))) if notes else Prose(),
    )


def _take_number(source: Source, number: str, place: Location, numbers: dict[str, int | None]) -> None:
    if number in numbers:
        message = phrase('the action number "{}" is used twice', number)
        hint = phrase(
            "it is already used at line {}; write another number here, or delete number: and the number after it",
            numbers[number] or 0,
        )
        source.report(codes.PLN001, message, hint, place)
    numbers.setdefault(number, place.line)


def _read_by(fields: Fields) -> When | str:
    """Return the date or the month that was typed, or the words as they are ("Year 2", "2011-12", "end of July")."""
    typed = fields.text("by")
    if is_financial_year(typed):
        return typed
    try:
        return parse_when(typed, fields.source.language)
    except DateError as problem:
        if problem.is_impossible:
            fields.report(codes.YML012, phrase("by: {}", problem.reason), DATE_CURE, "by")
        return typed
